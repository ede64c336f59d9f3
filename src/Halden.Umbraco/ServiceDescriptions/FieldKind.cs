using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Umbraco.Cms.Core.Models;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>
/// What kind of value a field holds: its canonical form (one string, empty for no value), how Umbraco stores it, and
/// the data type that edits it.
/// </summary>
/// <remarks>
/// One string for every kind makes comparing, hashing, merging and storing a field the same for all. Canonical forms:
/// text and HTML as they are; a date as <c>yyyy-MM-dd</c>; a flag as <c>true</c> or <c>false</c>; a list with one item
/// a line; links as the JSON of <see cref="ServiceLink"/>.
/// </remarks>
public sealed class FieldKind
{
    private readonly Func<string, object?> _toUmbraco;
    private readonly Func<object, string> _fromUmbraco;
    private readonly Func<string, JsonNode?> _toJson;

    private FieldKind(
        string name,
        Guid dataTypeKey,
        string dataTypeName,
        string editorAlias,
        string editorUiAlias,
        ValueStorageType storage,
        int maxLength,
        string configuration,
        Func<string, object?> toUmbraco,
        Func<object, string> fromUmbraco,
        Func<string, JsonNode?>? toJson = null)
    {
        Name = name;
        DataTypeKey = dataTypeKey;
        DataTypeName = dataTypeName;
        EditorAlias = editorAlias;
        EditorUiAlias = editorUiAlias;
        Storage = storage;
        MaxLength = maxLength;
        Configuration = configuration;
        _toUmbraco = toUmbraco;
        _fromUmbraco = fromUmbraco;
        _toJson = toJson ?? (value => JsonValue.Create(value));
    }

    /// <summary>One line of plain text, at most 512 characters (the width of Umbraco's text column).</summary>
    public static FieldKind Text { get; } = new(
        "text", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0201"), "Halden Tekst",
        "Umbraco.TextBox", "Umb.PropertyEditorUi.TextBox", ValueStorageType.Nvarchar, 512, """{"maxChars":512}""", AsIs, PlainText);

    /// <summary>Plain text over several lines.</summary>
    public static FieldKind LongText { get; } = new(
        "longText", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0202"), "Halden Lang tekst",
        "Umbraco.TextArea", "Umb.PropertyEditorUi.TextArea", ValueStorageType.Ntext, 20_000, """{"rows":4}""", AsIs, PlainText);

    /// <summary>HTML of the allowed elements.</summary>
    public static FieldKind Html { get; } = new(
        "html", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0203"), "Halden Riktekst",
        "Umbraco.RichText", "Umb.PropertyEditorUi.Tiptap", ValueStorageType.Ntext, 1_000_000, RichText.Configuration, RichText.ToUmbraco, RichText.FromUmbraco);

    /// <summary>Titled links.</summary>
    public static FieldKind Links { get; } = new(
        "links", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0204"), "Halden Lenker",
        "Umbraco.MultiUrlPicker", "Umb.PropertyEditorUi.MultiUrlPicker", ValueStorageType.Ntext, 100_000, """{"hideAnchor":false}""",
        value => ServiceLink.ToUmbraco(ServiceLink.Parse(value)),
        stored => ServiceLink.Canonical(ServiceLink.FromUmbraco(stored)),
        value => JsonNode.Parse(value));

    /// <summary>A calendar date without time.</summary>
    public static FieldKind Date { get; } = new(
        "date", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0205"), "Halden Dato",
        "Umbraco.DateTime", "Umb.PropertyEditorUi.DatePicker", ValueStorageType.Date, 10, """{"format":"YYYY-MM-DD"}""",
        value => DateTime.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        stored => stored switch
        {
            DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, out var date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => string.Empty,
        });

    /// <summary>Yes, no or not said.</summary>
    public static FieldKind Flag { get; } = new(
        "flag", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0206"), "Halden Ja/nei",
        "Umbraco.TrueFalse", "Umb.PropertyEditorUi.Toggle", ValueStorageType.Integer, 5, """{"default":false}""",
        value => value == "true" ? 1 : 0,
        stored => Convert.ToString(stored, CultureInfo.InvariantCulture) is "1" or "True" or "true" ? "true" : "false",
        value => JsonValue.Create(value == "true"));

    /// <summary>Short texts, one a line.</summary>
    public static FieldKind List { get; } = new(
        "list", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0207"), "Halden Liste",
        "Umbraco.MultipleTextstring", "Umb.PropertyEditorUi.MultipleTextString", ValueStorageType.Ntext, 20_000, """{"min":0,"max":0}""", AsIs, Lines,
        value => new JsonArray([.. value.Split('\n').Select(item => (JsonNode?)JsonValue.Create(item))]));

    /// <summary>Every kind; each has a data type of its own.</summary>
    public static IReadOnlyList<FieldKind> All { get; } = [Text, LongText, Html, Links, Date, Flag, List];

    /// <summary>The kind's name in the JSON of the editors' API.</summary>
    public string Name { get; }

    /// <summary>Fixed key of the data type.</summary>
    public Guid DataTypeKey { get; }

    /// <summary>Name of the data type in the backoffice.</summary>
    public string DataTypeName { get; }

    /// <summary>Alias of Umbraco's property editor.</summary>
    public string EditorAlias { get; }

    /// <summary>Alias of Umbraco's property editor user interface.</summary>
    public string EditorUiAlias { get; }

    /// <summary>How Umbraco's database stores it.</summary>
    public ValueStorageType Storage { get; }

    /// <summary>Longest canonical value, in characters.</summary>
    public int MaxLength { get; }

    /// <summary>The data type's configuration: a JSON object.</summary>
    public string Configuration { get; }

    /// <summary>The canonical value as Umbraco stores it in a property; null for no value.</summary>
    public object? ToUmbraco(string value) => value.Length == 0 ? null : _toUmbraco(value);

    /// <summary>The canonical value of what a property of this kind holds.</summary>
    public string FromUmbraco(object? stored) => stored is null ? string.Empty : _fromUmbraco(stored);

    /// <summary>The canonical value as JSON for the public API: string, boolean, array of strings, or array of links; null for no value.</summary>
    public JsonNode? ToJson(string value) => value.Length == 0 ? null : _toJson(value);

    /// <summary>The canonical form of what a person wrote: line ends as \n, no white space around it, no empty lines in a list.</summary>
    public string Normalise(string value) => this == List ? Lines(value) : this == Html ? value.Trim() : PlainText(value);

    /// <summary>What is wrong with a canonical value that came from outside, or null. The text is for an editor.</summary>
    public Label? Fault(string value)
    {
        if (value.Length > MaxLength)
        {
            return new Label(
                $"Teksten er for lang: {value.Length} tegn, høyst {MaxLength}.",
                $"Teksten er for lang: {value.Length} teikn, høgst {MaxLength}.",
                $"The text is too long: {value.Length} characters, {MaxLength} at most.");
        }

        if (value.Length == 0)
        {
            return null;
        }

        if (this == Date && !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return new Label(
                $"«{value}» er ikke en dato. Skriv åååå-mm-dd.",
                $"«{value}» er ikkje ein dato. Skriv åååå-mm-dd.",
                $"“{value}” is not a date. Write yyyy-mm-dd.");
        }

        if (this == Flag && value is not ("true" or "false"))
        {
            return new Label($"«{value}» er verken ja eller nei.", $"«{value}» er verken ja eller nei.", $"“{value}” is neither yes nor no.");
        }

        if (this == Text && value.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            return new Label("Teksten kan bare ha én linje.", "Teksten kan berre ha éi linje.", "The text can only have one line.");
        }

        return this == Links ? ServiceLink.Fault(value) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static object AsIs(string value) => value;

    private static string PlainText(object stored) =>
        (Convert.ToString(stored, CultureInfo.InvariantCulture) ?? string.Empty).ReplaceLineEndings("\n").Trim();

    private static string Lines(object stored) => string.Join(
        '\n',
        PlainText(stored).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A titled link in a service description.</summary>
/// <param name="Title">What the reader sees.</param>
/// <param name="Url">An absolute http(s) address, a path on the site, <c>mailto:</c> or <c>tel:</c>.</param>
public sealed record ServiceLink(string Title, string Url)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads the canonical form.</summary>
    public static IReadOnlyList<ServiceLink> Parse(string canonical) =>
        canonical.Length == 0 ? [] : JsonSerializer.Deserialize<List<ServiceLink>>(canonical, Json) ?? [];

    /// <summary>The canonical form: a JSON array of <c>{"title","url"}</c>, empty for no links.</summary>
    public static string Canonical(IEnumerable<ServiceLink> links)
    {
        var list = links.ToList();
        return list.Count == 0 ? string.Empty : JsonSerializer.Serialize(list, Json);
    }

    /// <summary>Whether an address is of a scheme that may be shown: http, https, mailto, tel, or a path on this site.</summary>
    public static bool IsSafeUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !url.StartsWith('/')
            ? absolute.Scheme is "http" or "https" or "mailto" or "tel"
            : url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal);

    internal static Label? Fault(string canonical)
    {
        try
        {
            var links = Parse(canonical);
            return links.Any(link => link is not { Title.Length: > 0, Url.Length: > 0 })
                    ? new Label("En lenke mangler tittel eller adresse.", "Ei lenkje manglar tittel eller adresse.", "A link lacks a title or an address.")
                : links.FirstOrDefault(link => !IsSafeUrl(link.Url)) is { } unsafeLink
                    ? new Label(
                        $"Adressen «{unsafeLink.Url}» kan ikke brukes. Skriv en adresse som begynner med https://, mailto:, tel: eller /.",
                        $"Adressa «{unsafeLink.Url}» kan ikkje brukast. Skriv ei adresse som byrjar med https://, mailto:, tel: eller /.",
                        $"The address “{unsafeLink.Url}” cannot be used. Write an address that begins with https://, mailto:, tel: or /.")
                : null;
        }
        catch (JsonException)
        {
            return new Label("Lenkene er ikke gyldig JSON.", "Lenkjene er ikkje gyldig JSON.", "The links are not valid JSON.");
        }
    }

    /// <summary>As Umbraco's multi URL picker stores them, letter for letter: what it saves unchanged is then no change.</summary>
    internal static string ToUmbraco(IReadOnlyList<ServiceLink> links) => JsonSerializer.Serialize(
        links.Select(link => link.Url.StartsWith(DocumentPath, StringComparison.Ordinal) && Guid.TryParseExact(link.Url[DocumentPath.Length..], "D", out var key)
            ? new UmbracoLink(link.Title, null, null, null, $"umb://document/{key:N}", null, null, null)
            : new UmbracoLink(link.Title, null, null, null, null, link.Url, null, null)),
        RichText.AsUmbraco);

    /// <summary>From what Umbraco's multi URL picker stores; a picked document keeps its key as <c>/umbraco-document/{key}</c> until it is shown.</summary>
    internal static IEnumerable<ServiceLink> FromUmbraco(object stored)
    {
        List<UmbracoLink>? links;
        try
        {
            links = JsonSerializer.Deserialize<List<UmbracoLink>>(stored.ToString() ?? "[]", Json);
        }
        catch (JsonException)
        {
            // Not something a link picker wrote; nothing of it can be shown.
            yield break;
        }

        foreach (var link in links ?? [])
        {
            var key = link.Unique ?? (Guid.TryParse(link.Udi?.Split('/')[^1], out var udiKey) ? udiKey : (Guid?)null);
            var url = link.Url is { Length: > 0 } ? link.Url + link.QueryString : key is { } k ? $"{DocumentPath}{k:D}" : null;
            if (url is not null)
            {
                yield return new ServiceLink(string.IsNullOrWhiteSpace(link.Name) ? url : link.Name.Trim(), url);
            }
        }
    }

    /// <summary>Prefix of a link to another document, followed by its key.</summary>
    internal const string DocumentPath = "/umbraco-document/";

    private sealed record UmbracoLink(string? Name, string? Target, Guid? Unique, string? Type, string? Udi, string? Url, string? QueryString, string? Culture);
}

/// <summary>Umbraco's rich text value: JSON around the markup, as its Tiptap editor stores it.</summary>
internal static class RichText
{
    /// <summary>The Tiptap extensions and tools for the elements that <see cref="HtmlCleaner"/> lets through, and no others.</summary>
    public const string Configuration = """
        {"extensions":["Umb.Tiptap.RichTextEssentials","Umb.Tiptap.Bold","Umb.Tiptap.Italic","Umb.Tiptap.Heading","Umb.Tiptap.BulletList","Umb.Tiptap.OrderedList","Umb.Tiptap.Blockquote","Umb.Tiptap.Link","Umb.Tiptap.Table","Umb.Tiptap.Subscript","Umb.Tiptap.Superscript","Umb.Tiptap.HtmlTagSpan"],"toolbar":[[["Umb.Tiptap.Toolbar.Heading3","Umb.Tiptap.Toolbar.Bold","Umb.Tiptap.Toolbar.Italic"],["Umb.Tiptap.Toolbar.BulletList","Umb.Tiptap.Toolbar.OrderedList","Umb.Tiptap.Toolbar.Blockquote"],["Umb.Tiptap.Toolbar.Table"],["Umb.Tiptap.Toolbar.Link","Umb.Tiptap.Toolbar.Unlink"]]]}
        """;

    /// <summary>Umbraco's way of writing JSON, which escapes all but the letters of ASCII.</summary>
    internal static readonly JsonSerializerOptions AsUmbraco = new(JsonSerializerDefaults.Web);

    /// <summary>As Umbraco's rich text editor stores it, letter for letter: what it saves unchanged is then no change.</summary>
    public static string ToUmbraco(string html) => JsonSerializer.Serialize(
        new { markup = html, blocks = new { contentData = Array.Empty<int>(), settingsData = Array.Empty<int>(), expose = Array.Empty<int>(), layout = new { } } },
        AsUmbraco);

    public static string FromUmbraco(object stored)
    {
        var text = stored.ToString() ?? string.Empty;
        if (!text.StartsWith('{'))
        {
            return text.Trim();
        }

        try
        {
            return (JsonNode.Parse(text) as JsonObject)?["markup"]?.GetValue<string>().Trim() ?? string.Empty;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            // Markup that happens to begin with a brace was written by hand, not by the editor.
            return text.Trim();
        }
    }
}
