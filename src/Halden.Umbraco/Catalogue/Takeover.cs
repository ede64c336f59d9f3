using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>What taking over one national description does to the text the municipality has, in one culture.</summary>
/// <param name="Taken">New values by alias.</param>
/// <param name="Kept">Aliases of the fields that are kept against a newer national text.</param>
/// <param name="Base">Base of the next merge.</param>
internal sealed record Takeover(IReadOnlyDictionary<string, string> Taken, IReadOnlyList<string> Kept, FieldValues Base)
{
    /// <summary>The document's own: the title and the public fields.</summary>
    public static IReadOnlyList<string> PublicAliases { get; } = [ServiceFields.Title, .. ServiceFields.Public.Select(field => field.Alias)];

    /// <summary>What is kept from the public.</summary>
    public static IReadOnlyList<string> InternalAliases { get; } = [.. ServiceFields.Internal.Select(field => field.Alias)];

    /// <summary>Decides field by field (<see cref="FieldDecision"/>) for <paramref name="aliases"/>; every other field's base stays as it is.</summary>
    /// <param name="national">The new description.</param>
    /// <param name="atBase">The values last taken over or agreed with.</param>
    /// <param name="kept">What was kept when that was decided.</param>
    /// <param name="local">The municipality's value of a field.</param>
    /// <param name="aliases">The fields to decide on.</param>
    public static Takeover Decide(
        NationalDescription national, FieldValues atBase, IReadOnlyList<string> kept, Func<string, string> local, IReadOnlyList<string> aliases)
    {
        Dictionary<string, string> taken = [];
        List<string> nowKept = [.. kept.Except(aliases)];
        var nowBase = atBase.Aliases.ToDictionary(alias => alias, alias => atBase[alias]);
        foreach (var alias in aliases)
        {
            if (national.LeftOut.Contains(alias))
            {
                // Nobody knows what the catalogue says there: what was decided before stands.
                nowKept.AddRange(kept.Where(earlier => earlier == alias));
                continue;
            }

            var outcome = FieldDecision.Decide(alias, atBase[alias], local(alias), national.Fields[alias]);
            var merged = outcome == FieldOutcome.Keep ? Merged(alias, atBase[alias], local(alias), national.Fields[alias]) : null;
            if (outcome == FieldOutcome.Keep && merged is null)
            {
                nowKept.Add(alias);
                continue;
            }

            nowBase[alias] = national.Fields[alias];
            if (outcome == FieldOutcome.Take)
            {
                taken[alias] = national.Fields[alias];
            }
            else if (merged is not null && !FieldDecision.Same(alias, merged, local(alias)))
            {
                taken[alias] = merged;
            }
        }

        return new Takeover(taken, nowKept, new FieldValues(nowBase));
    }

    // Both sides' changes in one text, where they do not touch each other; null where a person must choose.
    private static string? Merged(string alias, string atBase, string local, string national) =>
        ServiceFields.Find(alias) is { } field
        && ThreeWayMerge.Merge(field.Kind, atBase, local, national) is { Conflicts.Count: 0 } merge
        && field.Kind.Fault(merge.Value) is null
            ? merge.Value
            : null;
}
