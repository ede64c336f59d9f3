using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The text of a service in one culture: its title and its public fields in canonical form (<see cref="FieldKind"/>).</summary>
public sealed class ServiceText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FrozenDictionary<string, string> _values;

    /// <param name="title">The title, never empty.</param>
    /// <param name="values">Canonical values by alias; empty ones are left out.</param>
    public ServiceText(string title, IEnumerable<KeyValuePair<string, string>> values)
    {
        Title = title;
        _values = values.Where(pair => pair.Value.Length > 0).ToFrozenDictionary();
    }

    /// <summary>The service's name.</summary>
    public string Title { get; }

    /// <summary>The fields that have a value, by alias; the title is not among them.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The canonical value of a field (or of <see cref="ServiceFields.Title"/>); empty where it has none.</summary>
    public string this[string alias] => alias == ServiceFields.Title ? Title : _values.GetValueOrDefault(alias, string.Empty);

    /// <summary>SHA-256 (lower-case hex) of <see cref="ToJson"/>.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>
    /// Canonical JSON: <c>{"fields":{…},"title":"…"}</c> with members in ordinal order, no white space and one fixed
    /// escaping, so that equal texts have equal bytes. Approvals of years ago are held against it: it never changes.
    /// </summary>
    public string ToJson()
    {
        var fields = new JsonObject();
        foreach (var (alias, value) in _values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            fields[alias] = value;
        }

        return new JsonObject { ["fields"] = fields, ["title"] = Title }.ToJsonString(Json);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ServiceText Parse(JsonNode json) => new(
        json["title"]!.GetValue<string>(),
        json["fields"]!.AsObject().Select(field => KeyValuePair.Create(field.Key, field.Value!.GetValue<string>())));
}

/// <summary>A service description: its text in every culture that has one.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Texts">By culture (nb-NO, nn-NO, en-US).</param>
public sealed record ServiceDescription(Guid Key, IReadOnlyDictionary<string, ServiceText> Texts)
{
    /// <summary>The hash of each text, by culture.</summary>
    public IReadOnlyDictionary<string, string> TextHashes() => Texts.ToDictionary(text => text.Key, text => text.Value.Hash());

    /// <summary>Names the texts as they are (hex); changes with any of them, so that a change of something else than what was shown is noticed.</summary>
    public string Version() => VersionOf(TextHashes());

    /// <summary>As <see cref="Version"/>, from the hashes of the texts.</summary>
    /// <param name="textHashes">As <see cref="TextHashes"/> gives them.</param>
    public static string VersionOf(IReadOnlyDictionary<string, string> textHashes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', textHashes.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => $"{text.Key} {text.Value}")))));
}
