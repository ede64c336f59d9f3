using System.Globalization;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.DeliveryApi;
using Umbraco.Cms.Core.Models;

namespace Halden.Umbraco.SelfService.Delivery;

/// <summary>
/// What Umbraco's Content Delivery API can filter and sort services by; found by Umbraco's type scanning where that API is
/// switched on. Made from published public fields alone: Umbraco indexes a document as its editor has it, and a filter that
/// knew the draft would tell of it.
/// </summary>
internal sealed class ServiceIndexFields(CurrentLos los) : IContentIndexHandler
{
    public const string Theme = "haldenTheme";
    public const string Department = "haldenDepartment";
    public const string Letter = "haldenLetter";
    public const string ThemeOrder = "haldenThemeOrder";
    public const string DepartmentOrder = "haldenDepartmentOrder";
    public const string LetterOrder = "haldenLetterOrder";

    /// <summary>The public fields that name a department, the first that is filled in counts. Who answers for a service inside is not public, and never here.</summary>
    public static IReadOnlyList<string> DepartmentFields { get; } = ["responsibleUnit", "contactUnit"];

    /// <inheritdoc/>
    public IEnumerable<IndexField> GetFields() =>
    [
        .. ((string[])[Theme, Department, Letter]).Select(name => new IndexField { FieldName = name, FieldType = FieldType.StringRaw, VariesByCulture = true }),
        .. ((string[])[ThemeOrder, DepartmentOrder, LetterOrder]).Select(name => new IndexField { FieldName = name, FieldType = FieldType.StringSortable, VariesByCulture = true }),
    ];

    /// <inheritdoc/>
    public IEnumerable<IndexFieldValue> GetFieldValues(IContent content, string? culture)
    {
        var known = Cultures.All.FirstOrDefault(one => one.Equals(culture, StringComparison.OrdinalIgnoreCase));
        if (known is null || !content.IsService() || !ServiceDocument.Published(content).Texts.TryGetValue(known, out var text))
        {
            return [];
        }

        var vocabulary = los.Vocabulary;
        var themes = ThemeWords.Of(text, known, vocabulary).Select(word => word.Concept).OfType<LosConcept>().SelectMany(vocabulary.PlacesOf)
            .SelectMany(place => (LosConcept?[])[place.Top, place.Theme]).OfType<LosConcept>().DistinctBy(theme => theme.Psi).ToList();
        var department = DepartmentFields.Select(alias => text[alias]).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? string.Empty;
        var first = themes.Select(theme => theme.Label.In(known)).FirstOrDefault() ?? string.Empty;
        return
        [
            Values(Theme, [.. themes.Select(Search.ServiceSearch.IdOf)]),
            Values(Department, department.Length == 0 ? [] : [Slug.Of(department)]),
            Values(Letter, LetterOf(text.Title)),
            Values(ThemeOrder, Order(known, first, text.Title)),
            Values(DepartmentOrder, Order(known, department, text.Title)),
            Values(LetterOrder, Order(known, text.Title)),
        ];
    }

    /// <summary>The letter that a title stands under, as the filter takes it.</summary>
    private static string LetterOf(string title) => Normal(ServiceGroups.Letter(title));

    /// <summary>A value as it stands in the index.</summary>
    public static string Normal(string value) => value.Trim().Replace('–', '-').ToLowerInvariant();

    // The index orders by code points, where å comes before æ; a sort key in hexadecimal orders so as the language does. What has no name comes last.
    private static string Order(string culture, params IEnumerable<string> texts)
    {
        var alphabet = CultureInfo.GetCultureInfo(culture).CompareInfo;
        return string.Join("00", texts.Select(text => text.Length == 0 ? "ff" : Convert.ToHexStringLower(alphabet.GetSortKey(text, CompareOptions.IgnoreCase).KeyData)));
    }

    private static IndexFieldValue Values(string name, params object[] values) => new() { FieldName = name, Values = values };
}
