namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What differs between two editions of Los, in the order of the newer (what was removed: of the older).</summary>
/// <param name="Added">Concepts that are new.</param>
/// <param name="Removed">Concepts that are gone.</param>
/// <param name="Renamed">Concepts that are called something else in some language.</param>
internal sealed record LosChanges(IReadOnlyList<LosConcept> Added, IReadOnlyList<LosConcept> Removed, IReadOnlyList<LosRenaming> Renamed)
{
    public static LosChanges None { get; } = new([], [], []);

    /// <summary>Compares two editions; an address that is only spelled in another of Los's ways is the same.</summary>
    public static LosChanges Between(LosVocabulary before, LosVocabulary after) => new(
        [.. after.All.Where(concept => before.Find(concept.Psi) is null)],
        [.. before.All.Where(concept => after.Find(concept.Psi) is null)],
        [.. after.All.SelectMany(concept => before.Find(concept.Psi) is { } old && old.Label != concept.Label ? [new LosRenaming(old, concept)] : (LosRenaming[])[])]);
}

/// <summary>A concept that has got another name.</summary>
internal sealed record LosRenaming(LosConcept Before, LosConcept After)
{
    /// <summary>The old and the new name: in the culture where it differs there, else in the first language where it does.</summary>
    public (string From, string To) In(string culture) => ((string[])[culture, .. ServiceDescriptions.Cultures.All])
        .Select(one => (Before.Label.In(one), After.Label.In(one)))
        .First(names => names.Item1 != names.Item2);
}
