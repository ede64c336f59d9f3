using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>What search engines are told of a page, in the words of schema.org, as JSON-LD that can stand within HTML.</summary>
internal static class StructuredData
{
    // Within a script element: the default encoder escapes <, > and &, so that no text can end it.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>A service as a GovernmentService.</summary>
    public static string Of(SelfServiceSite site, PublicService service)
    {
        var organisation = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = site.Municipality };
        var data = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "GovernmentService",
            ["name"] = service.Title,
            ["url"] = site.Address(SelfServicePaths.Service(service.TextCulture, service.Slug)),
            ["inLanguage"] = SelfServiceTexts.LanguageTag(service.TextCulture),
            ["provider"] = organisation,
            ["areaServed"] = new JsonObject { ["@type"] = "AdministrativeArea", ["name"] = site.Municipality },
        };
        Add(data, "description", service.Lead.ReplaceLineEndings(" "));
        Add(data, "alternateName", service.Text["alternativeName"]);
        Add(data, "serviceType", service.ThemeWords.Count > 0 ? service.ThemeWords[0].Name : string.Empty);
        var channels = new JsonArray();
        if (service.CanApplyOnline)
        {
            channels.Add(new JsonObject
            {
                ["@type"] = "ServiceChannel",
                ["serviceUrl"] = site.Address(SelfServicePaths.Application(service.TextCulture, service.Slug)),
                ["availableLanguage"] = SelfServiceTexts.LanguageTag(service.TextCulture),
            });
        }

        if (ContactAddress.Telephone(service.Text["telephone"]) is { } telephone)
        {
            channels.Add(new JsonObject
            {
                ["@type"] = "ServiceChannel",
                ["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = telephone[4..] },
            });
        }

        if (channels.Count > 0)
        {
            data["availableChannel"] = channels;
        }

        data["dateModified"] = service.Updated.ToString("O", CultureInfo.InvariantCulture);
        return data.ToJsonString(Json);
    }

    /// <summary>Where a page stands, outermost first, itself last.</summary>
    public static string Of(SelfServiceSite site, IEnumerable<(string Title, string Path)> trail) => new JsonObject
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. trail.Select((step, i) => (JsonNode)new JsonObject
        {
            ["@type"] = "ListItem",
            ["position"] = i + 1,
            ["name"] = step.Title,
            ["item"] = site.Address(step.Path),
        })]),
    }.ToJsonString(Json);

    private static void Add(JsonObject data, string name, string value)
    {
        if (value.Length > 0)
        {
            data[name] = value;
        }
    }
}
