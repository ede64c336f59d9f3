using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>What search engines are told of a page, in the words of schema.org, as JSON-LD that can stand within HTML.</summary>
internal static class StructuredData
{
    // Within a script element: the default encoder escapes <, > and &, so that no text can end it.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>A service as a GovernmentService.</summary>
    public static string Of(SelfServiceSite site, PublicService service) => Written("GovernmentService", json =>
    {
        json.WriteString("name", service.Title);
        json.WriteString("url", site.Address(SelfServicePaths.Service(service.TextCulture, service.Slug)));
        json.WriteString("inLanguage", SelfServiceTexts.LanguageTag(service.TextCulture));
        Named("provider", "GovernmentOrganization");
        Named("areaServed", "AdministrativeArea");
        Add("description", service.Lead.ReplaceLineEndings(" "));
        Add("alternateName", service.Text["alternativeName"]);
        Add("serviceType", service.ThemeWords.Count > 0 ? service.ThemeWords[0].Name : string.Empty);
        var telephone = ContactAddress.Telephone(service.Text["telephone"]);
        if (service.CanApplyOnline || telephone is not null)
        {
            json.WriteStartArray("availableChannel");
            if (service.CanApplyOnline)
            {
                json.WriteStartObject();
                json.WriteString("@type", "ServiceChannel");
                json.WriteString("serviceUrl", site.Address(SelfServicePaths.Application(service.TextCulture, service.Slug)));
                json.WriteString("availableLanguage", SelfServiceTexts.LanguageTag(service.TextCulture));
                json.WriteEndObject();
            }

            if (telephone is not null)
            {
                json.WriteStartObject();
                json.WriteString("@type", "ServiceChannel");
                json.WriteStartObject("servicePhone");
                json.WriteString("@type", "ContactPoint");
                json.WriteString("telephone", telephone[4..]);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("dateModified", service.Updated.ToString("O", CultureInfo.InvariantCulture));

        void Named(string name, string type)
        {
            json.WriteStartObject(name);
            json.WriteString("@type", type);
            json.WriteString("name", site.Municipality);
            json.WriteEndObject();
        }

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                json.WriteString(name, value);
            }
        }
    });

    /// <summary>Where a page stands, outermost first, itself last.</summary>
    public static string Of(SelfServiceSite site, IEnumerable<(string Title, string Path)> trail) => Written("BreadcrumbList", json =>
    {
        json.WriteStartArray("itemListElement");
        foreach (var (index, step) in trail.Index())
        {
            json.WriteStartObject();
            json.WriteString("@type", "ListItem");
            json.WriteNumber("position", index + 1);
            json.WriteString("name", step.Title);
            json.WriteString("item", site.Address(step.Path));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // Written as it goes: as a tree of nodes first it took a tenth of a page's time.
    private static string Written(string type, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", type);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
