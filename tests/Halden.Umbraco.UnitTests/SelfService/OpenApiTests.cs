using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.ServiceDescriptions;
using Json.Schema;

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
    public async Task WhatIsAnsweredOverHttpIsAsDescribed()
    {
        var form = AService.Called("Barnehageplass").Shown() with { Form = OpenApiDocument.SampleForm() };
        await using var site = await ASite.StartAsync(ASnapshot.Sample());
        (string Query, string Path, int Status)[] asked =
        [
            ("services", "services", 200), ("services?fields=culture", "services", 400), ("services?culture=xx", "services", 400),
            ("services/barnehageplass", "services/{slug}", 200), ("services/finnes-ikke", "services/{slug}", 404), ("themes", "themes", 200), ("letters?culture=nn-NO", "letters", 200),
            ("search?q=barnehage", "search", 200), ("search?q=barnehajeplass&page=2", "search", 200), ("search", "search", 400), ("suggest?q=barn", "suggest", 200), ("suggest", "suggest", 400),
            ("changes?pageSize=3", "changes", 200), ("changes?since=0&culture=nn-NO", "changes", 200), ("changes?since=x", "changes", 400), ("changes?since=9223372036854775807", "changes", 410),
            ("forms", "forms", 200), ("forms/barnehageplass", "forms/{slug}", 200), ("forms/avlopsgebyr", "forms/{slug}", 404),
        ];
        foreach (var (query, path, status) in asked)
        {
            if (query == "forms")
            {
                site.State.Current = SelfServiceSnapshot.Build([form], ASnapshot.Addresses([form]), ASnapshot.Site, site.State.Current!.Los, ASnapshot.Moment);
            }

            using var response = await site.SendAsync($"/api/selvbetjening/v1/{query}");
            var described = Document["paths"]![$"/api/selvbetjening/v1/{path}"]!["get"]!["responses"]![$"{status}"]!["content"]![response.Content.Headers.ContentType!.MediaType!]!;

            Assert.True(status == (int)response.StatusCode, $"{query}: {response.StatusCode}");
            Assert.Empty(Faults(JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), ((string)described["schema"]!["$ref"]!).Split('/')[^1]).Select(fault => $"{query} {fault}"));
        }
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

        var faults = string.Join('\n', Faults(service, "Service"));
        Assert.Contains("slug", faults, StringComparison.Ordinal);
        Assert.Contains("/internt", faults, StringComparison.Ordinal);
        Assert.Contains("/sections/0/fields/0/value", faults, StringComparison.Ordinal);
    }

    private static JsonNode Parse(StoredResponse response) => JsonNode.Parse(response.In(ContentCoding.Identity).Bytes.Span)!;

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => member.Key == "$ref" ? [(string)member.Value!] : References(member.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    // Stricter than the document: a member not described is a fault.
    private static IReadOnlyList<string> Faults(JsonNode? value, string schema)
    {
        var strict = new JsonObject { ["$ref"] = $"#/$defs/{schema}", ["$defs"] = Closed(Document["components"]!["schemas"]!.DeepClone()) };
        var text = strict.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var result = JsonSchema.FromText(text).Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return result.IsValid ? [] : [.. result.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))];
    }

    private static JsonNode? Closed(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject json => json.Select(member => member.Value).ToList(), JsonArray array => [.. array], _ => [] })
        {
            Closed(child);
        }

        if (node is JsonObject schema && schema["properties"] is JsonObject && (string?)schema["type"] == "object")
        {
            schema["additionalProperties"] = false;
        }

        return node;
    }
}
