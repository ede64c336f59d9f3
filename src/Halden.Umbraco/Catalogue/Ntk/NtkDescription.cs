using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>
/// Translates one description of Nasjonal tjenestekatalog. There is no public specification, so it reads leniently
/// whatever public clients have seen (docs of the fields: <see cref="ServiceField.NtkField"/>), and refuses only what
/// cannot be understood.
/// </summary>
internal static partial class NtkDescription
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK",
        "d.M.yyyy HH:mm:ss", "d.M.yyyy HH:mm", "d.M.yyyy",
    ];

    private static readonly Dictionary<string, Label> LanguagesToCome = new()
    {
        ["se"] = new("nordsamisk", "nordsamisk", "Northern Sami"),
        ["ar"] = new("arabisk", "arabisk", "Arabic"),
        ["fr"] = new("fransk", "fransk", "French"),
        ["ru"] = new("russisk", "russisk", "Russian"),
        ["tr"] = new("tyrkisk", "tyrkisk", "Turkish"),
    };

    private static readonly Label OthersUntouched = new(
        "Resten av katalogen er ikke berørt. Be leverandøren av katalogen om å rette beskrivelsen.",
        "Resten av katalogen er ikkje råka. Be leverandøren av katalogen om å rette omtalen.",
        "The rest of the catalogue is not affected. Ask the supplier of the catalogue to correct the description.");

    private static readonly Label FieldLeftOut = new(
        "Feltet er ikke tatt inn; det som sto der, er beholdt.", "Feltet er ikkje teke inn; det som stod der, er halde.", "The field has not been taken in; what was there is kept.");

    private static readonly ServiceField[] FormFields = Fields("dokumentRef:6");
    private static readonly ServiceField[] ActFields = Fields("dokumentRef:1,2,3,8");

    /// <summary>The description, or why it was not taken in. Never throws for what the catalogue wrote.</summary>
    public static CatalogueItem Read(JsonElement element, int position) =>
        Recognise(element, default, position) is var item && item is SentDescription sent ? Read(element, sent) : item;

    /// <summary>
    /// Whose description it is, with its texts left for <see cref="Read(JsonElement, int)"/>, or why it was not taken in. Never
    /// throws for what the catalogue wrote.
    /// </summary>
    /// <param name="element">The description.</param>
    /// <param name="raw">The same as it was sent.</param>
    /// <param name="position">Place in the file, from 1.</param>
    public static CatalogueItem Recognise(JsonElement element, ReadOnlyMemory<byte> raw, int position)
    {
        string? serviceId = null;
        string? name = null;
        try
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                throw new RefusedException(new("Elementet er ikke en tjenestebeskrivelse.", "Elementet er ikkje ein tenesteomtale.", "The element is not a service description."));
            }

            name = Readable(() => Title(element));
            if (!TryGet(element, "tjenestebeskrivelseID", out var identity) || identity.ValueKind != JsonValueKind.Object)
            {
                throw new RefusedException(new("Beskrivelsen mangler «tjenestebeskrivelseID».", "Omtalen manglar «tjenestebeskrivelseID».", "The description has no «tjenestebeskrivelseID»."));
            }

            serviceId = ServiceId(identity);
            if (Culture(identity) is not { } culture)
            {
                return new UnreadItem(position, serviceId, name, LanguageReason(identity), IsSkipped: true);
            }

            var title = Title(element);
            if (title.Length == 0)
            {
                throw new RefusedException(new("Beskrivelsen mangler navn.", "Omtalen manglar namn.", "The description has no name."));
            }

            if (title.Length > 255)
            {
                throw new RefusedException(new($"Navnet er for langt: {title.Length} tegn, høyst 255.", $"Namnet er for langt: {title.Length} teikn, høgst 255.", $"The name is too long: {title.Length} characters, at most 255."));
            }

            return new SentDescription(
                position,
                serviceId,
                culture,
                title,
                Readable(() => Text(identity, "versjon")),
                Readable(() => Text(element, "datoOppdatert")) is { } updated ? Date(updated) : null,
                raw);
        }
        catch (RefusedException refused)
        {
            return new UnreadItem(position, serviceId, name, refused.Reason.Then(OthersUntouched));
        }
    }

    /// <summary>Which description a <c>tjenestebeskrivelseID</c> is of; null where it has no valid id, or a language we do not have.</summary>
    public static DescriptionKey? Key(JsonElement identity)
    {
        try
        {
            return identity.ValueKind == JsonValueKind.Object && Culture(identity) is { } culture ? new DescriptionKey(ServiceId(identity), culture) : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static CatalogueItem Read(JsonElement element, SentDescription sent)
    {
        try
        {
            var reading = new Reading(element);
            foreach (var field in ServiceFields.All.Where(field => field.NtkField is not null))
            {
                reading.Take(field);
            }

            reading.Values[ServiceFields.Title] = sent.Title;
            return new NationalDescription(
                sent.Position, sent.ServiceId, sent.Culture, sent.SourceVersion, new FieldValues(reading.Values), sent.Updated, [.. reading.LeftOut], reading.Warnings);
        }
        catch (RefusedException refused)
        {
            return new UnreadItem(sent.Position, sent.ServiceId, sent.Title, refused.Reason.Then(OthersUntouched));
        }
    }

    private static string ServiceId(JsonElement identity)
    {
        var id = Text(identity, "tjenesteID").Trim();
        return id.Length is > 0 and <= 19 && id.All(char.IsAsciiDigit) && id.TrimStart('0') is { Length: > 0 } digits
            ? digits
            : throw new RefusedException(new("Beskrivelsen mangler et gyldig «tjenesteID».", "Omtalen manglar ein gyldig «tjenesteID».", "The description has no valid «tjenesteID»."));
    }

    private static string? Culture(JsonElement identity) => Text(identity, "sprak").Trim().ToLowerInvariant() switch
    {
        "no" or "" or "nb" => Text(identity, "variant").Trim().ToUpperInvariant() is "NY" or "NN" ? Cultures.NewNorwegian : Cultures.Bokmal,
        "nn" => Cultures.NewNorwegian,
        "en" => Cultures.English,
        _ => null,
    };

    private static Label LanguageReason(JsonElement identity)
    {
        var code = Text(identity, "sprak").Trim().ToLowerInvariant();
        return LanguagesToCome.TryGetValue(code, out var language)
            ? new(
                $"Språket {language.Nb} støttes ikke ennå. Beskrivelsen er hoppet over; de andre språkene er tatt inn.",
                $"Språket {language.Nn} er ikkje støtta enno. Omtalen er hoppa over; dei andre språka er tekne inn.",
                $"The language {language.En} is not supported yet. The description has been skipped; the other languages have been taken in.")
            : new(
                $"Språket «{code}» er ukjent. Beskrivelsen er hoppet over; de andre språkene er tatt inn.",
                $"Språket «{code}» er ukjent. Omtalen er hoppa over; dei andre språka er tekne inn.",
                $"The language «{code}» is unknown. The description has been skipped; the other languages have been taken in.");
    }

    private static string Title(JsonElement element) => PlainLine(Text(element, "navn"));

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // A name with half a character in it cannot be compared with any.
            throw new RefusedException(new("Et feltnavn har tegn som ikke er gyldig UTF-8.", "Eit feltnamn har teikn som ikkje er gyldig UTF-8.", "The name of a field has characters that are not valid UTF-8."));
        }
    }

    /// <summary>A text or a number as text; empty for null, absent and <c>""</c>.</summary>
    private static string Text(JsonElement element, string name)
    {
        if (!TryGet(element, name, out var value))
        {
            return string.Empty;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => String(value, name),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Null => string.Empty,
            _ => throw new RefusedException(new($"Feltet «{name}» er ikke en tekst.", $"Feltet «{name}» er ikkje ein tekst.", $"The field «{name}» is not a text.")),
        };
    }

    private static string String(JsonElement value, string name)
    {
        try
        {
            return value.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            // The way System.Text.Json says that the bytes are no text, or half a character.
            throw new RefusedException(new($"Feltet «{name}» har tegn som ikke er gyldig UTF-8.", $"Feltet «{name}» har teikn som ikkje er gyldig UTF-8.", $"The field «{name}» has characters that are not valid UTF-8."));
        }
    }

    /// <summary>The elements of an array; none for null, absent and <c>""</c>; a lone object counts as one.</summary>
    private static IEnumerable<JsonElement> Many(JsonElement element, string name)
    {
        if (!TryGet(element, name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => [value],
            JsonValueKind.Null => [],
            JsonValueKind.String when string.IsNullOrWhiteSpace(String(value, name)) => [],
            _ => throw new RefusedException(new($"Feltet «{name}» er ikke en liste.", $"Feltet «{name}» er ikkje ei liste.", $"The field «{name}» is not a list.")),
        };
    }

    private static string Html(string value, string name)
    {
        try
        {
            var html = HtmlCleaner.Clean(Unescape(value));
            return html is "<p>null</p>" or "<p>aaa</p>" ? string.Empty : html;
        }
        catch (UncleanableHtmlException)
        {
            throw new RefusedException(new Label($"Feltet «{name}»:", $"Feltet «{name}»:", $"The field «{name}»:").Then(UncleanableHtmlException.Text));
        }
    }

    private static string Plain(string value)
    {
        try
        {
            var text = HtmlCleaner.Text(Unescape(value));
            return IsPlaceholder(text) ? string.Empty : text;
        }
        catch (UncleanableHtmlException)
        {
            throw new RefusedException(UncleanableHtmlException.Text);
        }
    }

    private static string PlainLine(string value) => Plain(value).Replace('\n', ' ');

    // What editors and their tools have left in fields they meant to leave empty.
    private static bool IsPlaceholder(string text) => text is "null" or "aaa" || string.IsNullOrWhiteSpace(text);

    /// <summary>HTML that was escaped once (or, through SOAP, twice) on its way; text that only mentions &lt; stays.</summary>
    private static string Unescape(string value)
    {
        for (var round = 0; round < 2 && value.Contains('&', StringComparison.Ordinal) && !value.Contains('<', StringComparison.Ordinal) && EscapedTag().IsMatch(value); round++)
        {
            value = WebUtility.HtmlDecode(value);
        }

        return value;
    }

    // The clock as it was written: a time zone must not move the date on a server that stands in another one.
    private static DateTime? Date(string value) =>
        DateTimeOffset.TryParseExact(value.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date.Year >= 1900
            ? date.DateTime
            : null;

    private static string? Readable(Func<string> read)
    {
        try
        {
            return read() is { Length: > 0 } text ? text : null;
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static ServiceField[] Fields(string ntkField) => [.. ServiceFields.All.Where(field => field.NtkField == ntkField)];

    [GeneratedRegex(@"&(amp;)?lt;/?(p|br|div|span|ul|ol|li|strong|b|em|i|u|a|h[1-6]|table|tr|td|th|tbody|font|img|script|blockquote|sup|sub|dl)(\s[^<]*?)?/?&(amp;)?gt;", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex EscapedTag();

    /// <summary>This description cannot be understood; the reason is for an editor.</summary>
    private sealed class RefusedException(Label reason) : Exception(reason.Nb)
    {
        public Label Reason { get; } = reason;
    }

    /// <summary>Collects the values of one description.</summary>
    private sealed class Reading(JsonElement element)
    {
        public Dictionary<string, string> Values { get; } = [];

        public HashSet<string> LeftOut { get; } = [];

        public List<Label> Warnings { get; } = [];

        public void Take(ServiceField field)
        {
            var name = field.NtkField!;
            var value = name switch
            {
                _ when name.StartsWith("dokumentRef:", StringComparison.Ordinal) => Links(field),
                "beslektedeTjenester" => RelatedServices(),
                "stikkord" => Lines(Plain(Text(element, name)).Split(',', ';', '\n')),
                "emneordRefs" => Lines(Many(element, name).Select(reference => Subject(Reference(reference, name)))),
                "livsITRefs" => Lines(Many(element, name).Select(reference => Subject(Reference(reference, name)))),
                _ when field.Kind == FieldKind.Html => Html(Text(element, name), name),
                _ when field.Kind == FieldKind.LongText => Plain(Text(element, name)),
                _ when field.Kind == FieldKind.Text => PlainLine(Text(element, name)),
                _ when field.Kind == FieldKind.Date => Day(field, name),
                _ when field.Kind == FieldKind.Flag => Flag(field, name),
                _ => throw new InvalidOperationException($"No rule reads {name} as {field.Kind}."),
            };
            if (field.Kind.Fault(value) is { } fault)
            {
                LeaveOut(field, fault);
            }
            else
            {
                Values[field.Alias] = value;
            }
        }

        private string Day(ServiceField field, string name)
        {
            var text = TryGet(element, name, out var value) && value.ValueKind == JsonValueKind.String ? Plain(String(value, name))
                : value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? string.Empty
                : value.GetRawText();
            if (text.Length == 0)
            {
                return string.Empty;
            }

            if (Date(text) is { } date)
            {
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }

            LeaveOut(field, new($"«{Shorten(text)}» er ikke en dato vi kan lese.", $"«{Shorten(text)}» er ikkje ein dato vi kan lese.", $"«{Shorten(text)}» is not a date that we can read."));
            return string.Empty;
        }

        private string Flag(ServiceField field, string name)
        {
            if (!TryGet(element, name, out var value))
            {
                return string.Empty;
            }

            var text = value.ValueKind == JsonValueKind.String ? Plain(String(value, name)) : value.GetRawText();
            switch (text.ToLowerInvariant())
            {
                case "true" or "ja" or "1":
                    return "true";
                case "false" or "nei" or "0":
                    return "false";
                case "" or "null":
                    return string.Empty;
                default:
                    LeaveOut(field, new($"«{Shorten(text)}» er verken ja eller nei.", $"«{Shorten(text)}» er verken ja eller nei.", $"«{Shorten(text)}» is neither yes nor no."));
                    return string.Empty;
            }
        }

        private string RelatedServices()
        {
            var html = Html(Text(element, "beslektedeTjenester"), "beslektedeTjenester");
            var known = HtmlCleaner.Text(html).Split('\n');
            var names = Many(element, "beslektedeTjenesterRef")
                .Select(reference => reference.ValueKind == JsonValueKind.Object ? PlainLine(Text(reference, "navn")) : Reference(reference, "beslektedeTjenesterRef"))
                .Where(name => name.Length > 0 && !known.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
            return names.Count == 0 ? html : HtmlCleaner.Clean($"{html}<ul>{string.Concat(names.Select(name => $"<li>{WebUtility.HtmlEncode(name)}</li>"))}</ul>");
        }

        private string Links(ServiceField field)
        {
            List<ServiceLink> links = [];
            foreach (var reference in Many(element, "dokumentRef"))
            {
                if (reference.ValueKind != JsonValueKind.Object)
                {
                    throw new RefusedException(new("Feltet «dokumentRef» har noe annet enn dokumenter i seg.", "Feltet «dokumentRef» har noko anna enn dokument i seg.", "The field «dokumentRef» has something else than documents in it."));
                }

                if (FieldFor(Text(reference, "dokumenttypeID").Trim()) != field)
                {
                    continue;
                }

                var title = PlainLine(Text(reference, "tittel"));
                var url = Url(Text(reference, "uri"));
                if (url is null)
                {
                    Warn(field, new(
                        $"lenken «{Shorten(title)}» mangler en adresse som kan brukes, og er utelatt.",
                        $"lenkja «{Shorten(title)}» manglar ei adresse som kan brukast, og er utelaten.",
                        $"the link «{Shorten(title)}» has no address that can be used, and is left out."));
                }
                else
                {
                    links.Add(new ServiceLink(title.Length == 0 ? url : title, url));
                }
            }

            return ServiceLink.Canonical(links.Distinct());
        }

        private static ServiceField FieldFor(string type) => type switch
        {
            "1" or "2" or "3" or "8" => ActFields[0],
            "6" => FormFields[0],
            _ => ServiceFields.Find("documents")!,
        };

        // A path would lead somewhere on the catalogue's site, not on ours.
        private static string? Url(string value)
        {
            var url = string.Concat(WebUtility.HtmlDecode(value).Where(c => !char.IsControl(c))).Trim().Replace(" ", "%20", StringComparison.Ordinal);
            url = url.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + url : url;
            return !url.StartsWith('/') && ServiceLink.IsSafeUrl(url) ? url : null;
        }

        private static string Reference(JsonElement reference, string name) => reference.ValueKind switch
        {
            JsonValueKind.String => PlainLine(String(reference, name)),
            JsonValueKind.Null => string.Empty,
            JsonValueKind.Object => PlainLine(Text(reference, "psi")) is { Length: > 0 } psi ? psi : PlainLine(Text(reference, "navn")),
            _ => throw new RefusedException(new($"Feltet «{name}» har noe annet enn henvisninger i seg.", $"Feltet «{name}» har noko anna enn tilvisingar i seg.", $"The field «{name}» has something else than references in it.")),
        };

        // The addresses as Los writes them today; one that Los does not know stays as a text.
        private static string Subject(string psi) =>
            (psi.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "https" + psi[4..] : psi).Replace("/emneord/", "/ord/", StringComparison.OrdinalIgnoreCase);

        private static string Lines(IEnumerable<string> items) => string.Join(
            '\n',
            items.Select(item => item.Trim()).Where(item => item.Length > 0 && !IsPlaceholder(item)).Distinct(StringComparer.OrdinalIgnoreCase));

        private void LeaveOut(ServiceField field, Label fault)
        {
            LeftOut.Add(field.Alias);
            Warn(field, fault.Then(FieldLeftOut));
        }

        private void Warn(ServiceField field, Label what) => Warnings.Add(field.Label.Then(what, ": "));

        private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
    }
}
