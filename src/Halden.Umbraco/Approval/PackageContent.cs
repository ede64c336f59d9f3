using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>
/// What a director answers for, as named parts of canonical JSON: one per language of the description, and the routing.
/// </summary>
/// <remarks>
/// Canonical: object members in ordinal order, no white space, one fixed escaping; so equal parts have equal bytes and
/// equal hashes. The hash of the whole is taken over the names and hashes of the parts.
/// </remarks>
internal sealed class PackageContent
{
    private const string RoutingPart = "routing";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SortedDictionary<string, string> _parts = new(StringComparer.Ordinal);

    private PackageContent()
    {
    }

    /// <summary>Canonical JSON by part name.</summary>
    public IReadOnlyDictionary<string, string> Parts => _parts;

    /// <summary>SHA-256 (lower-case hex) by part name.</summary>
    public IReadOnlyDictionary<string, string> PartHashes =>
        new SortedDictionary<string, string>(_parts.ToDictionary(part => part.Key, part => Sha256(part.Value)), StringComparer.Ordinal);

    /// <summary>SHA-256 (lower-case hex) of the whole package.</summary>
    public string Hash => HashOf(PartHashes);

    /// <summary>The package of a description and its entry in the register.</summary>
    public static PackageContent Of(ServiceDescription description, RegisterEntry? entry)
    {
        var content = new PackageContent();
        foreach (var (culture, text) in description.Texts)
        {
            content._parts[TextPart(culture)] = text.ToJson();
        }

        content._parts[RoutingPart] = CanonicalRouting(entry);
        return content;
    }

    /// <summary>The whole package's hash from the hashes of its texts by culture and its entry in the register.</summary>
    public static string HashOf(IReadOnlyDictionary<string, string> textHashes, RegisterEntry? entry)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal) { [RoutingPart] = Sha256(CanonicalRouting(entry)) };
        foreach (var (culture, hash) in textHashes)
        {
            parts[TextPart(culture)] = hash;
        }

        return HashOf(parts);
    }

    /// <summary>Name of the part that holds the description in one culture.</summary>
    public static string TextPart(string culture) => $"description/{culture}";

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

    /// <summary>The texts by culture in what <see cref="ToJson"/> wrote.</summary>
    public static IReadOnlyDictionary<string, ServiceText> ReadTexts(string json)
    {
        var texts = new SortedDictionary<string, ServiceText>(StringComparer.Ordinal);
        foreach (var (name, part) in JsonNode.Parse(json)!.AsObject())
        {
            if (name.StartsWith("description/", StringComparison.Ordinal))
            {
                texts[name["description/".Length..]] = ServiceText.Parse(part!);
            }
        }

        return texts;
    }

    private static string HashOf(IReadOnlyDictionary<string, string> partHashes) => Sha256(JsonSerializer.Serialize(partHashes, Json));

    private static string CanonicalRouting(RegisterEntry? entry) => new JsonObject
    {
        ["department"] = entry?.DepartmentKey,
        ["ownerEmail"] = entry?.OwnerEmail,
        ["ownerName"] = entry?.OwnerName,
        ["recipient"] = entry?.Recipient,
        ["recipientKind"] = entry?.Recipient is null ? null : entry.RecipientKind.ToString(),
    }.ToJsonString(Json);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
