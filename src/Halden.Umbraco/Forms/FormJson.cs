using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Halden.Umbraco.Forms;

/// <summary>How forms are written and read as JSON.</summary>
internal static class FormJson
{
    /// <summary>A form is not larger than this, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>For people and files.</summary>
    public static string Write(FormDefinition form) => JsonSerializer.Serialize(form, Indented);

    /// <summary>Reads a form.</summary>
    /// <exception cref="JsonException">It is no form; the message says where and why.</exception>
    public static FormDefinition Read(string json)
    {
        try
        {
            var form = JsonSerializer.Deserialize<FormDefinition>(json, Options) ?? throw new JsonException("null is no form.");
            if (Holes(form).FirstOrDefault() is { } hole)
            {
                throw new JsonException("null is not allowed here.", hole, null, null);
            }

            // What nothing here reads is not looked into until it is written; half a character there would be found too late.
            _ = form.ToCanonicalJson();
            return form;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or JsonException { InnerException: InvalidOperationException, LineNumber: null })
        {
            throw new JsonException("A text has half a character.", fault);
        }
    }

    /// <summary>Members in ordinal order, no white space.</summary>
    public static string Canonical(JsonNode node) => Ordered(node)!.ToJsonString(Options);

    // Nullable annotations are respected in members, but not inside lists and dictionaries.
    private static IEnumerable<string> Holes(FormDefinition form)
    {
        foreach (var (culture, words) in form.Translations ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            if (words is null || words.Values.Any(word => word is null))
            {
                yield return $"$.translations.{culture}";
            }
        }

        foreach (var hole in Nulls(form.Origin?.Workflows ?? [], "$.origin.workflows"))
        {
            yield return hole;
        }

        foreach (var (p, page) in form.Pages.Index())
        {
            var at = $"$.pages[{p}]";
            foreach (var hole in page is null ? [at] : InRules(page.Condition, at).Concat(page.Fieldsets.Index().SelectMany(one => InFieldset(one.Item, $"{at}.fieldsets[{one.Index}]"))))
            {
                yield return hole;
            }
        }
    }

    private static IEnumerable<string> InFieldset(FormFieldset? fieldset, string at)
    {
        if (fieldset is null)
        {
            return [at];
        }

        var fields =
            from column in fieldset.Columns.Index()
            let place = $"{at}.columns[{column.Index}]"
            from hole in column.Item is null ? [place] : column.Item.Fields.Index().SelectMany(field => InField(field.Item, $"{place}.fields[{field.Index}]"))
            select hole;
        return InRules(fieldset.Condition, at).Concat(fields);
    }

    private static IEnumerable<string> InField(FormField? field, string at) => field is null ? [at] :
    [
        .. InRules(field.Condition, at),
        .. Nulls(field.PreValues, $"{at}.preValues"),
        .. field.Settings.Where(setting => setting.Value is null).Select(setting => $"{at}.settings.{setting.Key}"),
        .. Nulls(field.FileUploadOptions?.AllowedUploadExtensions ?? [], $"{at}.fileUploadOptions.allowedUploadExtensions"),
    ];

    private static IEnumerable<string> InRules(FormCondition? condition, string at) => Nulls(condition?.Rules ?? [], $"{at}.condition.rules");

    private static IEnumerable<string> Nulls<T>(IEnumerable<T?> items, string at)
        where T : class => items.Index().Where(one => one.Item is null).Select(one => $"{at}[{one.Index}]");

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        _ => node?.DeepClone(),
    };
}
