using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission as systems get it: <c>halden.submission/1</c>, described in docs/submissions.md.</summary>
public static class SystemDeliveryJson
{
    /// <summary>What the format is called; another number is another format.</summary>
    public const string Schema = "halden.submission/1";

    // To machines, which need no < and > escaped.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As UTF-8 JSON; the same bytes each time.</summary>
    /// <param name="delivery">What to deliver.</param>
    /// <param name="fileOf">What to say of a file beside its name and size: its bytes, or where they are.</param>
    public static byte[] Write(SystemDelivery delivery, Func<DeliveredFile, KeyValuePair<string, string>> fileOf)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(fileOf);
        var files = new JsonArray();
        foreach (var file in delivery.Files)
        {
            var (name, value) = fileOf(file);
            files.Add(new JsonObject
            {
                ["id"] = file.Id,
                ["alias"] = file.Alias,
                ["fileName"] = file.FileName,
                ["contentType"] = file.ContentType,
                ["length"] = file.Content.Length,
                ["sha256"] = Sha256(file),
                [name] = value,
            });
        }

        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["deliveryId"] = delivery.Id,
            ["reference"] = delivery.Reference,
            ["receivedAt"] = delivery.ReceivedAt.UtcDateTime,
            ["service"] = new JsonObject { ["id"] = delivery.ServiceId, ["name"] = delivery.ServiceName },
            ["form"] = new JsonObject { ["id"] = delivery.FormId, ["name"] = delivery.FormName },
            ["language"] = delivery.Language,
        };
        if (delivery.IsTest)
        {
            json["test"] = true;
        }

        if (delivery.SignedIn is { } signedIn)
        {
            json["signedIn"] = new JsonObject { ["level"] = signedIn.LevelName, ["acr"] = signedIn.Acr, ["at"] = signedIn.At.UtcDateTime, ["vouched"] = Strings(signedIn.Vouched) };
        }

        json["answers"] = new JsonArray([.. delivery.Answers.Select(answer => new JsonObject
        {
            ["alias"] = answer.Alias,
            ["question"] = answer.Question,
            ["values"] = Strings(answer.Values),
            ["texts"] = Strings(answer.Texts),
        })]);
        json["files"] = files;
        return JsonSerializer.SerializeToUtf8Bytes(json, Options);
    }

    /// <summary>The SHA-256 of a file's bytes, in lower-case hexadecimal.</summary>
    internal static string Sha256(DeliveredFile file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Content.Span));

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
