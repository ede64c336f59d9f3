using System.Text.Json.Nodes;

namespace Halden.Umbraco.UnitTests.SelfService.Api;

/// <summary>What of an OpenAPI document others build upon, and what a newer one takes from them.</summary>
internal static class ApiContract
{
    /// <summary>Everything in the newer document that breaks what was built upon the older one; nothing where the version was bumped.</summary>
    public static IReadOnlyList<string> Breaks(JsonNode older, JsonNode newer) =>
        (string)older["info"]!["version"]! != (string)newer["info"]!["version"]! ? [] :
        [
            .. older["paths"]!.AsObject().SelectMany(path => newer["paths"]![path.Key]?["get"] is { } get
                ? OfOperation(path.Value!["get"]!, get, path.Key)
                : [$"{path.Key}: is gone"]),
            .. older["components"]!["schemas"]!.AsObject().SelectMany(schema => newer["components"]!["schemas"]![schema.Key] is { } now
                ? OfSchema(schema.Value!, now, schema.Key)
                : [$"{schema.Key}: is gone"]),
        ];

    private static IEnumerable<string> OfOperation(JsonNode older, JsonNode newer, string at)
    {
        static string Name(JsonNode? parameter) => $"{parameter!["in"]} {parameter["name"]}";
        var now = newer["parameters"]!.AsArray().ToDictionary(Name, parameter => parameter!);
        var before = older["parameters"]!.AsArray().ToDictionary(Name, parameter => parameter!);
        return
        [
            .. before.SelectMany(parameter => now.TryGetValue(parameter.Key, out var same)
                ? OfSchema(parameter.Value["schema"]!, same["schema"]!, $"{at} {parameter.Key}")
                : [$"{at} {parameter.Key}: is gone"]),
            .. now.Where(parameter => (bool)parameter.Value["required"]! && !(before.TryGetValue(parameter.Key, out var was) && (bool)was["required"]!))
                .Select(parameter => $"{at} {parameter.Key}: is required now"),
            .. older["responses"]!.AsObject().SelectMany(response => newer["responses"]![response.Key] is not { } same ? [$"{at} {response.Key}: is gone"]
                : JsonNode.DeepEquals(Schema(response.Value), Schema(same)) ? Array.Empty<string>()
                : [$"{at} {response.Key}: was {Schema(response.Value)?.ToJsonString()}, is {Schema(same)?.ToJsonString()}"]),
        ];

        static JsonNode? Schema(JsonNode? response) => response?["content"]?.AsObject().Select(content => content.Value!["schema"]).FirstOrDefault();
    }

    private static IEnumerable<string> OfSchema(JsonNode older, JsonNode newer, string at)
    {
        foreach (var word in (string[])["$ref", "type", "format", "const", "contentMediaType"])
        {
            if (!JsonNode.DeepEquals(older[word], newer[word]))
            {
                yield return $"{at}: {word} was {older[word]?.ToJsonString() ?? "not said"}, is {newer[word]?.ToJsonString() ?? "not said"}";
            }
        }

        foreach (var word in (string[])["enum", "oneOf"])
        {
            foreach (var gone in Items(older[word]).Where(value => !Items(newer[word]).Any(now => JsonNode.DeepEquals(now, value))))
            {
                yield return $"{at}: {word} has no {gone?.ToJsonString()} any more";
            }
        }

        foreach (var gone in Items(older["required"]).Select(name => (string)name!).Except(Items(newer["required"]).Select(name => (string)name!)))
        {
            yield return $"{at}.{gone}: is not always there any more";
        }

        foreach (var (name, member) in older["properties"]?.AsObject() ?? [])
        {
            foreach (var fault in newer["properties"]?[name] is { } now ? OfSchema(member!, now, $"{at}.{name}") : [$"{at}.{name}: is gone"])
            {
                yield return fault;
            }
        }

        if (older["items"] is { } items)
        {
            foreach (var fault in newer["items"] is { } now ? OfSchema(items, now, $"{at}[]") : [$"{at}[]: is gone"])
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? array) => array?.AsArray() ?? [];
}
