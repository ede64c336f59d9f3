using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService;

public class OpenApiTests
{
    private static readonly JsonObject Document = OpenApiDocument.Describe(ASnapshot.Site);

    public static TheoryData<string> EveryCulture => [.. Cultures.All];

    [Theory]
    [MemberData(nameof(EveryCulture))]
    public void RealAnswersAreAsDescribed(string culture)
    {
        var services = ASnapshot.Sample().In(culture);

        Assert.Empty(Faults(Parse(services.ListJson), "ServiceList"));
        Assert.Empty(Faults(Parse(services.ThemesJson), "ThemeList"));
        Assert.Empty(Faults(Parse(services.List(new(null, null, null, 1, 2))), "ServiceList"));
        Assert.NotEmpty(services.Services);
        foreach (var service in services.Services)
        {
            Assert.Empty(Faults(Parse(service.Json), "Service"));
        }
    }

    [Fact]
    public void ExamplesAreAsDescribed()
    {
        foreach (var (_, path) in Document["paths"]!.AsObject())
        {
            var content = path!["get"]!["responses"]!["200"]!["content"]!["application/json"]!;
            Assert.Empty(Faults(content["example"]!, ((string)content["schema"]!["$ref"]!).Split('/')[^1]));
        }
    }

    [Fact]
    public void ExampleHasEveryPublicFieldAndNoOther()
    {
        var example = Document["paths"]!["/api/selvbetjening/v1/services/{slug}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!;

        Assert.Equal(
            ServiceFields.Public.Where(PublicSection.InApi).Select(field => field.Alias),
            example["sections"]!.AsArray().SelectMany(section => section!["fields"]!.AsArray()).Select(field => (string)field!["alias"]!));
        Assert.All(ServiceFields.Internal, field => Assert.DoesNotContain(field.Alias, Document.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void ProblemsAreAsDescribed() => Assert.Empty(Faults(ServiceJson.Problem(404, "a", "b"), "Problem"));

    [Fact]
    public void EveryReferenceLeadsSomewhere()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();

        foreach (var reference in References(Document))
        {
            Assert.True(schemas.ContainsKey(reference.Split('/')[^1]), reference);
        }
    }

    [Fact]
    public void NoticesAnAnswerThatIsNotAsDescribed()
    {
        var service = Parse(ASnapshot.Sample().In(Cultures.Bokmal).Services.Single(service => service.Slug == "barnehageplass").Json);
        service["sections"]![0]!["fields"]![0]!["value"] = 7;
        service.AsObject().Remove("slug");
        service.AsObject().Add("internt", "x");

        Assert.Equal(3, Faults(service, "Service").Count());
    }

    private static JsonNode Parse(StoredResponse response) => JsonNode.Parse(response.In(ContentCoding.Identity).Bytes.Span)!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Faults(JsonNode? value, string schema) =>
        Faults(value, Document["components"]!["schemas"]![schema]!.AsObject(), schema);

    // As much of JSON Schema as the document uses; stricter in that a member not described is a fault.
    private static IEnumerable<string> Faults(JsonNode? value, JsonObject schema, string path)
    {
        if (schema["$ref"] is { } reference)
        {
            return Faults(value, Document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!.AsObject(), path);
        }

        if (schema["oneOf"] is JsonArray alternatives)
        {
            var faults = alternatives.Select(one => Faults(value, one!.AsObject(), path).ToList()).ToList();
            return faults.Count(list => list.Count == 0) == 1 ? [] : [$"{path}: matches {faults.Count(list => list.Count == 0)} alternatives"];
        }

        if (schema["const"] is { } constant)
        {
            return JsonNode.DeepEquals(constant, value) ? [] : [$"{path}: not {constant}"];
        }

        string[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string)schema["type"]!];
        var type = value?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => "integer",
            JsonValueKind.Array => "array",
            _ => "object",
        };
        if (!types.Contains(type))
        {
            return [$"{path}: {type}, not {string.Join(" or ", types)}"];
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
        {
            return [$"{path}: {value} is not among the values"];
        }

        return value switch
        {
            JsonArray array => array.SelectMany((item, n) => Faults(item, schema["items"]!.AsObject(), $"{path}[{n}]")),
            JsonObject json =>
            [
                .. schema["required"]!.AsArray().Select(name => (string)name!).Where(name => !json.ContainsKey(name)).Select(name => $"{path}.{name}: missing"),
                .. json.SelectMany(member => schema["properties"]![member.Key] is JsonObject property
                    ? Faults(member.Value, property, $"{path}.{member.Key}")
                    : [$"{path}.{member.Key}: not described"]),
            ],
            JsonValue text when (string?)schema["format"] is { } format => (format switch
            {
                "uuid" => Guid.TryParse((string)text!, out _),
                "date" => DateOnly.TryParse((string)text!, out _),
                _ => Uri.TryCreate((string)text!, UriKind.RelativeOrAbsolute, out _),
            }) ? [] : [$"{path}: not a {format}"],
            _ => [],
        };
    }
}
