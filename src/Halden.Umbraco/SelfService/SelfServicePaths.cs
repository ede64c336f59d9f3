using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>The public addresses, as paths from the root of the site.</summary>
internal static class SelfServicePaths
{
    /// <summary>Segment under which everything stands; the same in every language, so that a printed address is easy to read out.</summary>
    public const string Root = "selvbetjening";

    /// <summary>Segment of the list by theme word.</summary>
    public const string Themes = "emneord";

    /// <summary>Segment of the list by letter.</summary>
    public const string Letters = "a-aa";

    /// <summary>Segment before the name of a theme.</summary>
    public const string ThemeSegment = "tema";

    /// <summary>Segment before the name of a life event.</summary>
    public const string LifeEventSegment = "livshendelse";

    /// <summary>Name of the list of every page for search engines.</summary>
    public const string SitemapFile = "sitemap.xml";

    /// <summary>Name of the feed of what is new and changed.</summary>
    public const string FeedFile = "endringer.rss";

    /// <summary>Segment of the catalogue in RDF, alone or with the ending of a format.</summary>
    public const string Catalogue = "katalog";

    /// <summary>Root of the JSON API.</summary>
    public const string Api = "/api/selvbetjening/v1";

    /// <summary>The OpenAPI description of the JSON API.</summary>
    public const string ApiDescription = Api + "/openapi.json";

    /// <summary>The front page of self-service.</summary>
    public static string Front(string culture) => culture switch
    {
        Cultures.NewNorwegian => "/nn/" + Root,
        Cultures.English => "/en/" + Root,
        _ => "/" + Root,
    };

    /// <summary>The list of services by letter.</summary>
    public static string ServiceList(string culture) => $"{Front(culture)}/{Letters}";

    /// <summary>The list of services by theme word.</summary>
    public static string ThemeList(string culture) => $"{Front(culture)}/{Themes}";

    /// <summary>The page of one theme.</summary>
    public static string Theme(string culture, string slug) => $"{Front(culture)}/{ThemeSegment}/{slug}";

    /// <summary>The page of one life event.</summary>
    public static string LifeEvent(string culture, string slug) => $"{Front(culture)}/{LifeEventSegment}/{slug}";

    /// <summary>The list of every page for search engines.</summary>
    public static string Sitemap => $"/{Root}/{SitemapFile}";

    /// <summary>The feed of what is new and changed.</summary>
    public static string Feed(string culture) => $"{Front(culture)}/{FeedFile}";

    /// <summary>Segment of the search.</summary>
    public const string SearchSegment = "sok";

    /// <summary>The search.</summary>
    public static string Search(string culture) => $"{Front(culture)}/{SearchSegment}";

    /// <summary>Suggestions while one writes, as JSON.</summary>
    public static string SearchSuggestions(string culture) => $"{Search(culture)}/forslag";

    /// <summary>The page of one service.</summary>
    public static string Service(string culture, string slug) => $"{Front(culture)}/{slug}";

    /// <summary>Segment of a service's electronic form, after the service's own.</summary>
    public const string Form = "soknad";

    /// <summary>The electronic form of one service.</summary>
    public static string Application(string culture, string slug) => $"{Service(culture, slug)}/{Form}";

    /// <summary>Segment of where answers to "did you find it?" go, after the service's own.</summary>
    public const string FeedbackSegment = "tilbakemelding";

    /// <summary>Where a reader's answer about one service goes.</summary>
    public static string Feedback(string culture, string slug) => $"{Service(culture, slug)}/{FeedbackSegment}";

    /// <summary>The list of services as JSON.</summary>
    public static string ApiServices(string culture) => $"{Api}/services?culture={culture}";

    /// <summary>A service's electronic form as JSON.</summary>
    public static string ApiForm(string culture, string slug) => $"{Api}/forms/{slug}?culture={culture}";

    /// <summary>What has changed since, as JSON.</summary>
    public static string ApiChanges(string cursor) => $"{Api}/changes?since={cursor}";

    /// <summary>One service as JSON.</summary>
    public static string ApiService(string culture, string slug) => $"{Api}/services/{slug}?culture={culture}";
}

/// <summary>What an address of ours stands for.</summary>
internal enum SelfServicePart
{
    Front,
    ServiceList,
    ThemeList,
    Search,

    /// <summary>Suggestions for the search, as JSON.</summary>
    SearchSuggestions,
    Theme,
    LifeEvent,

    /// <summary>Every page, for search engines.</summary>
    Sitemap,

    /// <summary>What is new and changed, as RSS.</summary>
    Feed,
    Service,

    /// <summary>The electronic form of a service.</summary>
    Application,

    /// <summary>Where answers to whether a reader found what was looked for go.</summary>
    Feedback,

    /// <summary>The catalogue in RDF; the slug is the format's ending, or empty where the request's Accept decides.</summary>
    Catalogue,

    /// <summary>A style sheet or a script of the public pages; the slug is the file's name.</summary>
    Asset,

    /// <summary>Nothing, but under the public pages.</summary>
    UnknownPage,
    ApiServices,
    ApiService,
    ApiThemes,
    ApiLetters,
    ApiSearch,

    /// <summary>Services whose names begin as what somebody is writing.</summary>
    ApiSuggest,

    /// <summary>The services with an electronic form.</summary>
    ApiForms,

    /// <summary>The electronic form of a service, as its citizens see it.</summary>
    ApiForm,

    /// <summary>What has become otherwise, for sites that keep a copy.</summary>
    ApiChanges,
    ApiDescription,

    /// <summary>Nothing, but under the JSON API.</summary>
    UnknownApi,
}

/// <summary>A request's path, understood.</summary>
/// <param name="Part">What it stands for.</param>
/// <param name="Culture">Culture of the page; the default culture for the API, which has it elsewhere.</param>
/// <param name="Slug">The service's, where there is one.</param>
/// <param name="Path">The one spelling of it: lower case, no slash at the end. Empty where there is nothing to redirect to.</param>
internal readonly record struct SelfServiceRoute(SelfServicePart Part, string Culture, string Slug, string Path)
{
    /// <summary>Whether the address belongs to the API rather than to people.</summary>
    public bool IsApi => Part >= SelfServicePart.ApiServices;

    /// <summary>Understands a decoded path; null for what is not ours, which the rest of the site answers.</summary>
    public static SelfServiceRoute? Parse(string path)
    {
        var (culture, prefix) =
            Under(path, "/selvbetjening") ? (Cultures.Bokmal, "/selvbetjening")
            : Under(path, "/nn/selvbetjening") ? (Cultures.NewNorwegian, "/nn/selvbetjening")
            : Under(path, "/en/selvbetjening") ? (Cultures.English, "/en/selvbetjening")
            : Under(path, "/api/selvbetjening") ? (string.Empty, "/api/selvbetjening")
            : (null, string.Empty);
        if (culture is null)
        {
            return null;
        }

        var rest = path[prefix.Length..].ToLowerInvariant();
        if (rest.EndsWith('/'))
        {
            rest = rest[..^1];
        }

        return culture.Length == 0 ? ParseApi(rest) : ParsePage(culture, rest);
    }

    private static SelfServiceRoute? ParsePage(string culture, string rest)
    {
        if (rest.Length == 0)
        {
            return new(SelfServicePart.Front, culture, string.Empty, SelfServicePaths.Front(culture));
        }

        var segment = rest[1..];

        if (culture == Cultures.Bokmal && segment.StartsWith(SelfServicePaths.Catalogue, StringComparison.Ordinal) && System.IO.Path.GetFileNameWithoutExtension(segment) == SelfServicePaths.Catalogue
            && (segment == SelfServicePaths.Catalogue || System.IO.Path.GetExtension(segment) is ".ttl" or ".nt" or ".rdf" or ".jsonld"))
        {
            return new(SelfServicePart.Catalogue, culture, System.IO.Path.GetExtension(segment), $"/{SelfServicePaths.Root}/{segment}");
        }

        if (culture == Cultures.Bokmal && SelfServiceAssets.Contains(segment))
        {
            return new(SelfServicePart.Asset, culture, segment, $"/{SelfServicePaths.Root}/{segment}");
        }

        if (segment == SelfServicePaths.FeedFile)
        {
            return new(SelfServicePart.Feed, culture, string.Empty, SelfServicePaths.Feed(culture));
        }

        if (culture == Cultures.Bokmal && segment == SelfServicePaths.SitemapFile)
        {
            return new(SelfServicePart.Sitemap, culture, string.Empty, SelfServicePaths.Sitemap);
        }

        if (segment.IndexOf('/') is > 0 and var slash && SelfService.Slug.IsWellFormed(segment.AsSpan(slash + 1)))
        {
            var name = segment[(slash + 1)..];
            switch (segment[..slash])
            {
                case SelfServicePaths.ThemeSegment:
                    return new(SelfServicePart.Theme, culture, name, SelfServicePaths.Theme(culture, name));
                case SelfServicePaths.LifeEventSegment:
                    return new(SelfServicePart.LifeEvent, culture, name, SelfServicePaths.LifeEvent(culture, name));
            }
        }

        const string form = "/" + SelfServicePaths.Form;
        if (segment.EndsWith(form, StringComparison.Ordinal) && SelfService.Slug.IsWellFormed(segment.AsSpan(0, segment.Length - form.Length)))
        {
            var slug = segment[..^form.Length];
            return new(SelfServicePart.Application, culture, slug, SelfServicePaths.Application(culture, slug));
        }

        const string feedback = "/" + SelfServicePaths.FeedbackSegment;
        if (segment.EndsWith(feedback, StringComparison.Ordinal) && SelfService.Slug.IsWellFormed(segment.AsSpan(0, segment.Length - feedback.Length)))
        {
            var slug = segment[..^feedback.Length];
            return new(SelfServicePart.Feedback, culture, slug, SelfServicePaths.Feedback(culture, slug));
        }

        // A slug has no dot: files that are not ours are the host's to serve, later in the pipeline.
        return segment.Contains('.') ? null
            : segment == SelfServicePaths.Letters ? new(SelfServicePart.ServiceList, culture, string.Empty, SelfServicePaths.ServiceList(culture))
            : segment == SelfServicePaths.Themes ? new(SelfServicePart.ThemeList, culture, string.Empty, SelfServicePaths.ThemeList(culture))
            : segment == SelfServicePaths.SearchSegment ? new(SelfServicePart.Search, culture, string.Empty, SelfServicePaths.Search(culture))
            : segment == "sok/forslag" ? new(SelfServicePart.SearchSuggestions, culture, string.Empty, SelfServicePaths.SearchSuggestions(culture))
            : SelfService.Slug.IsWellFormed(segment) ? new(SelfServicePart.Service, culture, segment, SelfServicePaths.Service(culture, segment))
            : new(SelfServicePart.UnknownPage, culture, string.Empty, string.Empty);
    }

    private static SelfServiceRoute ParseApi(string rest)
    {
        const string one = "/v1/services/";
        const string form = "/v1/forms/";
        return rest switch
        {
            "/v1/services" => new(SelfServicePart.ApiServices, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/services"),
            "/v1/themes" => new(SelfServicePart.ApiThemes, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/themes"),
            "/v1/letters" => new(SelfServicePart.ApiLetters, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/letters"),
            "/v1/search" => new(SelfServicePart.ApiSearch, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/search"),
            "/v1/suggest" => new(SelfServicePart.ApiSuggest, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/suggest"),
            "/v1/forms" => new(SelfServicePart.ApiForms, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/forms"),
            "/v1/changes" => new(SelfServicePart.ApiChanges, Cultures.Bokmal, string.Empty, SelfServicePaths.Api + "/changes"),
            "/v1/openapi.json" => new(SelfServicePart.ApiDescription, Cultures.Bokmal, string.Empty, SelfServicePaths.ApiDescription),
            _ when rest.StartsWith(one, StringComparison.Ordinal) && SelfService.Slug.IsWellFormed(rest.AsSpan(one.Length)) =>
                new(SelfServicePart.ApiService, Cultures.Bokmal, rest[one.Length..], $"{SelfServicePaths.Api}/services/{rest[one.Length..]}"),
            _ when rest.StartsWith(form, StringComparison.Ordinal) && SelfService.Slug.IsWellFormed(rest.AsSpan(form.Length)) =>
                new(SelfServicePart.ApiForm, Cultures.Bokmal, rest[form.Length..], $"{SelfServicePaths.Api}/forms/{rest[form.Length..]}"),
            _ => new(SelfServicePart.UnknownApi, Cultures.Bokmal, string.Empty, string.Empty),
        };
    }

    private static bool Under(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
