using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>
/// What a director answers for, as named parts of canonical JSON: one per language of the description, and those of
/// every <see cref="IPackagePart"/>.
/// </summary>
/// <remarks>
/// Canonical: object members in ordinal order, no white space, one fixed escaping; so equal parts have equal bytes and
/// equal hashes. The hash of the whole is taken over the names and hashes of the parts.
/// </remarks>
internal sealed class PackageContent
{
    /// <summary>What the names of the texts' parts begin with.</summary>
    public const string TextPrefix = "description/";

    private readonly SortedDictionary<string, string> _parts = new(StringComparer.Ordinal);

    private PackageContent()
    {
    }

    /// <summary>How canonical JSON is written.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Canonical JSON by part name.</summary>
    public IReadOnlyDictionary<string, string> Parts => _parts;

    /// <summary>SHA-256 (lower-case hex) by part name.</summary>
    public IReadOnlyDictionary<string, string> PartHashes =>
        new SortedDictionary<string, string>(_parts.ToDictionary(part => part.Key, part => Sha256(part.Value)), StringComparer.Ordinal);

    /// <summary>SHA-256 (lower-case hex) of the whole package.</summary>
    public string Hash => HashOf(PartHashes);

    /// <summary>The texts by culture.</summary>
    public IReadOnlyDictionary<string, ServiceText> Texts => new SortedDictionary<string, ServiceText>(
        _parts.Where(part => part.Key.StartsWith(TextPrefix, StringComparison.Ordinal))
            .ToDictionary(part => part.Key[TextPrefix.Length..], part => ServiceText.Parse(JsonNode.Parse(part.Value)!)),
        StringComparer.Ordinal);

    /// <summary>The package of a description and its other parts (name → canonical JSON).</summary>
    public static PackageContent Of(ServiceDescription description, IEnumerable<KeyValuePair<string, string>> parts)
    {
        var content = new PackageContent();
        foreach (var (culture, text) in description.Texts)
        {
            content._parts[TextPart(culture)] = text.ToJson();
        }

        foreach (var (name, json) in parts)
        {
            content._parts[name] = json;
        }

        return content;
    }

    /// <summary>The whole package's hash from the hashes of its texts by culture and its other parts (name → canonical JSON).</summary>
    public static string HashOf(IReadOnlyDictionary<string, string> textHashes, IEnumerable<KeyValuePair<string, string>> parts) => HashOf(PartHashesOf(textHashes, parts));

    /// <summary>The hash of each part, in the same order as <see cref="PartHashes"/>.</summary>
    public static IReadOnlyDictionary<string, string> PartHashesOf(IReadOnlyDictionary<string, string> textHashes, IEnumerable<KeyValuePair<string, string>> parts)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, json) in parts)
        {
            hashes[name] = Sha256(json);
        }

        foreach (var (culture, hash) in textHashes)
        {
            hashes[TextPart(culture)] = hash;
        }

        return hashes;
    }

    /// <summary>Name of the part that holds the description in one culture.</summary>
    public static string TextPart(string culture) => TextPrefix + culture;

    /// <summary>The whole as one JSON object, to be kept for ever.</summary>
    public string ToJson() => $"{{{string.Join(',', _parts.Select(part => $"{JsonSerializer.Serialize(part.Key, Json)}:{part.Value}"))}}}";

    /// <summary>Reads what <see cref="ToJson"/> wrote, byte for byte.</summary>
    public static PackageContent Parse(string json)
    {
        var content = new PackageContent();
        using var document = JsonDocument.Parse(json);
        foreach (var part in document.RootElement.EnumerateObject())
        {
            content._parts[part.Name] = part.Value.GetRawText();
        }

        return content;
    }

    /// <summary>The whole package's hash from those of its parts, as <see cref="PartHashesOf"/> gives them.</summary>
    public static string HashOf(IReadOnlyDictionary<string, string> partHashes) => Sha256(JsonSerializer.Serialize(partHashes, Json));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
