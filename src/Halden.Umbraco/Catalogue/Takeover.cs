using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>How far a text in one culture follows the catalogue; what <see cref="CatalogueLink"/> keeps.</summary>
/// <param name="Base">Alias → the national value last taken over or agreed with.</param>
/// <param name="Kept">Aliases of the fields that are kept against a newer national text.</param>
/// <param name="Supplements">Alias → what the municipality has round the national text there.</param>
internal sealed record FollowState(FieldValues Base, IReadOnlyList<string> Kept, IReadOnlyDictionary<string, Supplement> Supplements)
{
    /// <summary>Nothing has been taken over yet.</summary>
    public static FollowState None { get; } = new(FieldValues.None, [], new Dictionary<string, Supplement>());

    /// <summary>The same with one supplement another; an empty one is left out.</summary>
    public FollowState With(string alias, Supplement supplement)
    {
        var all = Supplements.Where(known => known.Key != alias).ToDictionary();
        if (!supplement.IsEmpty)
        {
            all[alias] = supplement;
        }

        return this with { Supplements = all };
    }
}

/// <summary>What taking over one national description does to the text the municipality has, in one culture.</summary>
/// <param name="Taken">New values by alias.</param>
/// <param name="State">How far the text follows the catalogue after it.</param>
internal sealed record Takeover(IReadOnlyDictionary<string, string> Taken, FollowState State)
{
    /// <summary>The document's own: the title and the public fields.</summary>
    public static IReadOnlyList<string> PublicAliases { get; } = [ServiceFields.Title, .. ServiceFields.Public.Select(field => field.Alias)];

    /// <summary>What is kept from the public.</summary>
    public static IReadOnlyList<string> InternalAliases { get; } = [.. ServiceFields.Internal.Select(field => field.Alias)];

    /// <summary>Aliases of the fields that are kept against a newer national text.</summary>
    public IReadOnlyList<string> Kept => State.Kept;

    /// <summary>Decides field by field (<see cref="FieldDecision"/>) for <paramref name="aliases"/>; every other field's base stays as it is.</summary>
    /// <param name="national">The new description.</param>
    /// <param name="from">How far the text followed before.</param>
    /// <param name="local">The municipality's value of a field.</param>
    /// <param name="aliases">The fields to decide on.</param>
    public static Takeover Decide(NationalDescription national, FollowState from, Func<string, string> local, IReadOnlyList<string> aliases)
    {
        Dictionary<string, string> taken = [];
        List<string> nowKept = [.. from.Kept.Except(aliases)];
        var nowBase = from.Base.Aliases.ToDictionary(alias => alias, alias => from.Base[alias]);
        var supplements = from.Supplements.ToDictionary();
        foreach (var alias in aliases)
        {
            if (national.LeftOut.Contains(alias))
            {
                // Nobody knows what the catalogue says there: what was decided before stands.
                nowKept.AddRange(from.Kept.Where(earlier => earlier == alias));
                continue;
            }

            var (outcome, value, supplement) = Field(
                alias, from.Base[alias], local(alias), national.Fields[alias], from.Supplements.TryGetValue(alias, out var known) ? known : Supplement.None);
            supplements.Remove(alias);
            if (!supplement.IsEmpty)
            {
                supplements[alias] = supplement;
            }

            if (outcome == FieldOutcome.Keep)
            {
                nowKept.Add(alias);
                continue;
            }

            nowBase[alias] = national.Fields[alias];
            if (value is not null)
            {
                taken[alias] = value;
            }
        }

        return new Takeover(taken, new FollowState(new FieldValues(nowBase), nowKept, supplements));
    }

    /// <summary>
    /// What becomes of one field: the outcome, the new value where there is one, and the municipality's supplement from
    /// now on. <see cref="FieldOutcome.Keep"/> here means that a person must choose.
    /// </summary>
    public static (FieldOutcome Outcome, string? Value, Supplement Supplement) Field(string alias, string atBase, string local, string national, Supplement supplement)
    {
        var outcome = FieldDecision.Decide(alias, atBase, local, national);
        var kind = ServiceFields.Find(alias)?.Kind;
        if (kind is null)
        {
            // A title is one thing: nothing can stand round it, and two of them cannot be merged.
            return (outcome, outcome == FieldOutcome.Take ? national : null, Supplement.None);
        }

        if (outcome is FieldOutcome.NothingNew or FieldOutcome.Agrees)
        {
            return (outcome, null, outcome == FieldOutcome.Agrees ? Supplement.None : supplement);
        }

        if (!supplement.IsEmpty)
        {
            // Saved before, and killed before our own rows were written: it already stands round the new text.
            var own = Composes(kind, local, national, supplement) ? supplement : Supplement.Recognise(kind, local, atBase, supplement);
            if (own is { } around)
            {
                var composed = Supplement.Compose(kind, national, around);
                return kind.Fault(composed) is not null ? (FieldOutcome.Keep, null, supplement)
                    : (FieldOutcome.Take, FieldDecision.Same(alias, composed, local) ? null : composed, around);
            }
        }

        if (outcome == FieldOutcome.Take)
        {
            return (outcome, national, Supplement.None);
        }

        // Both sides' changes in one text, where they do not touch each other.
        return ThreeWayMerge.Merge(kind, atBase, local, national) is { Conflicts.Count: 0 } merge && kind.Fault(merge.Value) is null
            ? (FieldOutcome.Take, FieldDecision.Same(alias, merge.Value, local) ? null : merge.Value, Supplement.None)
            : (FieldOutcome.Keep, null, Supplement.None);
    }

    private static bool Composes(FieldKind kind, string value, string national, Supplement supplement) =>
        Supplement.Recognise(kind, value, national, supplement) is { } around && around == supplement;
}
