using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>What a service is found by: its words, by how much they say.</summary>
/// <param name="Title">Words of the title.</param>
/// <param name="Weighted">Words of the fields, by the field's weight in <see cref="ServiceFields"/>.</param>
/// <param name="Vocabulary">What Los calls its subjects and life events, hidden labels too, and the themes above them.</param>
/// <param name="Elsewhere">Its titles and names in the other cultures in which it is public.</param>
internal sealed record IndexedService(
    IReadOnlyList<string> Title, IReadOnlyList<(int Weight, IReadOnlyList<string> Words)> Weighted, IReadOnlyList<string> Vocabulary, IReadOnlyList<string> Elsewhere)
{
    /// <summary>Fields that weigh at least this are names of the service.</summary>
    public const int NameWeight = 5;

    private static readonly IReadOnlyList<ServiceField> Searched = [.. ServiceFields.Public.Where(field => field.SearchWeight > 0)];

    /// <summary>The weights that fields have, heaviest first.</summary>
    public static IReadOnlyList<int> Weights { get; } = [.. Searched.Select(field => field.SearchWeight).Distinct().OrderDescending()];

    public static IndexedService Of(PublicService service, LosVocabulary los) => new(
        Words(service.Title),
        [.. Searched.GroupBy(field => field.SearchWeight).Select(same => (
            same.Key,
            (IReadOnlyList<string>)[.. same.SelectMany(field => Words(PlainText.Of(field, service.Text[field.Alias])))]))],
        Words(string.Join('\n', LosSynonyms.Of(service.Text, service.Culture, los))),
        [.. service.Languages.Where(other => other.Culture != service.Culture).SelectMany(NamesOf), .. Unspoken(service, los)]);

    // Who reads the site in a language that the service is not in, looks for it in that language.
    private static IEnumerable<string> Unspoken(PublicService service, LosVocabulary los) =>
        Cultures.All.Except(service.Languages.Select(other => other.Culture)).SelectMany(culture => Words(string.Join('\n', LosSynonyms.Of(service.Text, culture, los))));

    /// <summary>The words that it is called by.</summary>
    public IEnumerable<string> Names => Title.Concat(Weighted.Where(text => text.Weight >= NameWeight).SelectMany(text => text.Words)).Concat(Vocabulary).Concat(Elsewhere);

    /// <summary>The words of its texts, names left out.</summary>
    public IEnumerable<string> Body => Weighted.Where(text => text.Weight < NameWeight).SelectMany(text => text.Words);

    private static IEnumerable<string> NamesOf(PublicService service) =>
        Words(service.Title).Concat(Searched.Where(field => field.SearchWeight > NameWeight).SelectMany(field => Words(PlainText.Of(field, service.Text[field.Alias]))));

    private static IReadOnlyList<string> Words(string text) => text.Length == 0 ? [] : [.. TextWords.Of(text).Select(word => word.Text)];
}
