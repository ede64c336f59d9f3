using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>The answers of the JSON API.</summary>
internal static class ServiceJson
{
    public const string ContentType = "application/json; charset=utf-8";

    public const string ProblemContentType = "application/problem+json; charset=utf-8";

    // Read by programs as UTF-8 and never put into HTML by us: Norwegian letters and quotes in HTML stay readable.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] List(SelfServiceSite site, CultureServices services) => Bytes(new JsonObject
    {
        ["culture"] = services.Culture,
        ["total"] = services.Services.Count,
        ["messages"] = Messages(services.Messages, services.Culture),
        ["items"] = new JsonArray([.. services.Services.Select(service => (JsonNode)Item(site, service))]),
    });

    public static byte[] Service(SelfServiceSite site, PublicService service) => Bytes(Description(site, service));

    /// <summary>The themes that have services, as they stand under one another.</summary>
    public static byte[] Themes(SelfServiceSite site, CultureServices services) => Bytes(new JsonObject
    {
        ["culture"] = services.Culture,
        ["items"] = new JsonArray([.. services.Themes.Where(main => main.All.Any(IsTranslated)).Select(main =>
        {
            var theme = Theme(site, services.Culture, main.Psi, main.Slug, main.Heading, main.All.Count(IsTranslated));
            theme["themes"] = new JsonArray([.. main.Themes.Where(under => under.Services.Any(IsTranslated))
                .Select(under => (JsonNode)Theme(site, services.Culture, under.Psi, under.Slug, under.Heading, under.Services.Count(IsTranslated)))]);
            return (JsonNode)theme;
        })]),
    });

    /// <summary>The letters that have services, A to Å, with how many.</summary>
    public static byte[] Letters(SelfServiceSite site, CultureServices services) => Bytes(new JsonObject
    {
        ["culture"] = services.Culture,
        ["items"] = new JsonArray([.. ServiceGroups.ByLetter(services.Services).Select(group => (JsonNode)new JsonObject
        {
            ["letter"] = group.Heading,
            ["services"] = group.Services.Count,
            ["url"] = site.Address($"{SelfServicePaths.ServiceList(services.Culture)}#{group.Id}"),
        })]),
    });

    /// <summary>What stands on the pages for a while, in the language that it is in.</summary>
    public static JsonArray Messages(IReadOnlyList<ShownMessage> messages, string culture) => new([.. messages.Select(message =>
    {
        var (text, language) = message.In(culture);
        return (JsonNode)new JsonObject
        {
            ["severity"] = message.Severity == MessageSeverity.Warning ? "warning" : "info",
            ["text"] = text,
            ["culture"] = language,
            ["from"] = Moment(message.From),
            ["until"] = Moment(message.Until),
        };
    })]);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // Programs get what is in the language that they ask for, and nothing else.
    private static bool IsTranslated(PublicService service) => service.TextCulture == service.Culture;

    private static JsonObject Theme(SelfServiceSite site, string culture, string? psi, string slug, string name, int count) => new()
    {
        ["psi"] = psi,
        ["slug"] = slug,
        ["name"] = name,
        ["url"] = site.Address(SelfServicePaths.Theme(culture, slug)),
        ["services"] = count,
    };

    // Where one can apply now, or null.
    internal static string? ApplyUrl(SelfServiceSite site, PublicService service) =>
        service.CanApplyOnline ? site.Address(SelfServicePaths.Application(service.Culture, service.Slug)) : null;

    /// <summary>One service in the list.</summary>
    public static JsonObject Item(SelfServiceSite site, PublicService service) => new()
    {
        ["key"] = service.Key.ToString(),
        ["slug"] = service.Slug,
        ["title"] = service.Title,
        ["lead"] = service.Lead,
        ["url"] = site.Address(service.Path),
        ["applyUrl"] = ApplyUrl(site, service),
        ["updated"] = Date(service.Updated),
        ["keywords"] = new JsonArray([.. Keywords(service).Select(word => (JsonNode)word)]),
        ["themes"] = Themes(service),
        ["cultures"] = new JsonArray([.. service.Languages.Select(language => (JsonNode)language.Culture)]),
        ["messages"] = Messages(service.Messages, service.Culture),
    };

    /// <summary>One service, whole.</summary>
    public static JsonObject Description(SelfServiceSite site, PublicService service)
    {
        var description = Texts(site, service);
        if (service.Process is { } process)
        {
            description["process"] = Process(process);
        }

        return description;
    }

    // In the language that it is written in, whatever was asked for.
    private static JsonObject Process(CitizensProcess process) => new()
    {
        ["culture"] = CitizensProcess.Culture,
        ["steps"] = new JsonArray([.. process.Steps.Select(step => (JsonNode)new JsonObject
        {
            ["number"] = step.Number,
            ["kind"] = KindOf(step.Kind),
            ["name"] = step.Name,
            ["who"] = step.Who,
            ["minutes"] = step.Minutes,
            ["ways"] = new JsonArray([.. step.Ways.Select(way => (JsonNode)new JsonObject { ["answer"] = way.Answer, ["to"] = way.To })]),
        })]),
    };

    /// <summary>What the kinds of steps are called.</summary>
    internal static string KindOf(ProcessNodeKind kind) => kind switch
    {
        ProcessNodeKind.Start => "start",
        ProcessNodeKind.Decision => "decision",
        ProcessNodeKind.End => "end",
        _ => "step",
    };

    private static JsonObject Texts(SelfServiceSite site, PublicService service) => new()
    {
        ["key"] = service.Key.ToString(),
        ["slug"] = service.Slug,
        ["title"] = service.Title,
        ["lead"] = service.Lead,
        ["culture"] = service.Culture,
        ["url"] = site.Address(service.Path),
        ["applyUrl"] = ApplyUrl(site, service),
        ["updated"] = Date(service.Updated),
        ["cultures"] = new JsonArray([.. service.Languages.Select(language => (JsonNode)new JsonObject
        {
            ["culture"] = language.Culture,
            ["url"] = site.Address(language.Path),
        })]),
        ["messages"] = Messages(service.Messages, service.Culture),
        ["themes"] = Themes(service),
        ["subjects"] = Subjects(service.ThemeWords),
        ["lifeEvents"] = Subjects(service.LifeEvents),
        ["sections"] = new JsonArray([.. service.ApiSections.Select(section => (JsonNode)new JsonObject
        {
            ["alias"] = section.Section.Alias,
            ["title"] = section.Section.Label.In(service.Culture),
            ["fields"] = new JsonArray([.. section.Fields.Select(field => (JsonNode)new JsonObject
            {
                ["alias"] = field.Field.Alias,
                ["heading"] = field.Heading,
                ["kind"] = field.Field.Kind.Name,
                ["value"] = field.ToJson(),
            })]),
        })]),
    };

    /// <summary>An error as RFC 9457 has it.</summary>
    public static JsonObject Problem(int status, string title, string detail) => new()
    {
        ["type"] = "about:blank",
        ["title"] = title,
        ["status"] = status,
        ["detail"] = detail,
    };

    public static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString(Options));

    // What the service is listed under, and the words that the national catalogue lets people search for.
    private static IEnumerable<string> Keywords(PublicService service) => service.ThemeWords.Select(word => word.Name)
        .Concat(service.Text["keywords"].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    // Each theme after the main theme that it stands under.
    private static JsonArray Themes(PublicService service) =>
        new([.. service.Places
            .SelectMany(place => (LosPlace[])[new(place.Top, null), place])
            .Distinct()
            .Select(place => (JsonNode)new JsonObject
            {
                ["psi"] = (place.Theme ?? place.Top).Psi,
                ["name"] = (place.Theme ?? place.Top).Label.In(service.Culture),
                ["under"] = place.Theme is null ? null : place.Top.Psi,
            })]);

    // An address that Los does not know leads nowhere: its words are given, and no address.
    private static JsonArray Subjects(IEnumerable<ThemeWord> words) =>
        new([.. words.Select(word => (JsonNode)new JsonObject { ["psi"] = word.Concept?.Psi, ["name"] = word.Name })]);

    private static string Date(DateOnly date) => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
