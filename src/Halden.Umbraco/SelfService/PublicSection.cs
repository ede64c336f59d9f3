using System.Text.Json.Nodes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>A filled public field, fit to be shown.</summary>
/// <param name="Field">Which field.</param>
/// <param name="Heading">Its heading in the culture of the text.</param>
/// <param name="Value">Canonical value; HTML is clean and its links are resolved.</param>
internal sealed record PublicField(ServiceField Field, string Heading, string Value)
{
    /// <summary>The links of a field of kind <see cref="FieldKind.Links"/>; one that leads nowhere in public has no address.</summary>
    public IReadOnlyList<PublicLink> Links { get; init; } = [];

    /// <summary>The value for the JSON API.</summary>
    public JsonNode? ToJson() => Field.Kind == FieldKind.Links
        ? new JsonArray([.. Links.Select(link => (JsonNode)new JsonObject { ["title"] = link.Title, ["url"] = link.Url })])
        : Field.Kind.ToJson(Value);
}

/// <summary>A link as the public sees it.</summary>
internal sealed record PublicLink(string Title, string? Url);

/// <summary>A section that has something to show.</summary>
internal sealed record PublicSection(SectionInfo Section, IReadOnlyList<PublicField> Fields)
{
    /// <summary>The sections of a page.</summary>
    /// <param name="text">The service's text.</param>
    /// <param name="culture">Its culture.</param>
    /// <param name="address">Public address of a document, or null where it is not public.</param>
    public static IReadOnlyList<PublicSection> ForPage(ServiceText text, string culture, Func<Guid, string?> address) =>
        Of(text, culture, address, field => field.IsShown, (html, field) => PublicHtml.ForPage(html, culture, address, NamesLaws(field)));

    /// <summary>The sections for the JSON API: what a page shows, and the words to find the service by.</summary>
    /// <inheritdoc cref="ForPage"/>
    public static IReadOnlyList<PublicSection> ForApi(ServiceText text, string culture, Func<Guid, string?> address) =>
        Of(text, culture, address, InApi, (html, field) => PublicHtml.ForApi(html, address, NamesLaws(field)));

    /// <summary>Whether a field is among the sections of the API: the lead stands outside them, and what is a heading is shown as one.</summary>
    public static bool InApi(ServiceField field) => field.Alias != ServiceFields.Lead && !Headings.Contains(field.Alias);

    private static bool NamesLaws(ServiceField field) => field.Section == ServiceSection.Legislation;

    private static readonly HashSet<string> Headings = [.. ServiceFields.Public.Select(field => field.HeadingFrom).OfType<string>()];

    private static IReadOnlyList<PublicSection> Of(
        ServiceText text, string culture, Func<Guid, string?> address, Func<ServiceField, bool> included, Func<string, ServiceField, string> html) =>
        [.. ServiceSections.All
            .Select(section => new PublicSection(section,
                [.. ServiceFields.In(section.Section)
                    .Where(included)
                    .Select(field => Fill(field, text, culture, address, html))
                    .Where(field => field.Value.Length > 0)]))
            .Where(section => section.Fields.Count > 0)];

    private static PublicField Fill(ServiceField field, ServiceText text, string culture, Func<Guid, string?> address, Func<string, ServiceField, string> html)
    {
        var heading = field.HeadingFrom is not { } source ? field.Label.In(culture)
            : text[source] is { Length: > 0 } written ? written
            : SelfServiceTexts.MoreInformation.In(culture);
        var value = text[field.Alias];
        return field.Kind == FieldKind.Html ? new(field, heading, html(value, field))
            : field.Kind == FieldKind.Links ? new(field, heading, value)
            {
                Links = [.. ServiceLink.Parse(value).Select(link => new PublicLink(link.Title, PublicHtml.Resolve(link.Url, address)))],
            }
            : new(field, heading, string.IsNullOrWhiteSpace(value) ? string.Empty : value);
    }
}
