using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Api;

namespace Halden.Umbraco.UnitTests.SelfService.Api;

/// <summary>
/// The API's contract lies beside this file: <c>openapi.approved.json</c> is what it is now, <c>openapi.released.json</c>
/// what the last release promised (written at a release only). <c>HALDEN_APPROVE=1</c> writes the first anew.
/// </summary>
public class ApiContractTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Halden.Umbraco.UnitTests", "SelfService", "Api");

    private static JsonObject Now => OpenApiDocument.Describe(ASnapshot.Site);

    [Fact]
    public void ContractIsAsApproved()
    {
        var file = Path.Combine(Folder, "openapi.approved.json");
        if (Environment.GetEnvironmentVariable("HALDEN_APPROVE") == "1")
        {
            File.WriteAllText(file, Now.ToJsonString(Readable) + "\n");
        }

        var approved = Lines(JsonNode.Parse(File.ReadAllText(file)), "").ToHashSet();
        var now = Lines(Now, "").ToHashSet();
        var differences = approved.Except(now).Select(line => "- " + line).Concat(now.Except(approved).Select(line => "+ " + line)).ToList();

        Assert.True(differences.Count == 0, $"The API is not as approved. If it is to be so, set HALDEN_APPROVE=1 and run this test again.\n{string.Join('\n', differences)}");
    }

    [Fact]
    public void WhatWasReleasedIsStillThere()
    {
        var breaks = ApiContract.Breaks(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "openapi.released.json")))!, Now);

        Assert.True(breaks.Count == 0, $"This breaks what others have built, and wants a new version of the API (info.version and a new root):\n{string.Join('\n', breaks)}");
    }

    [Fact]
    public void WhatIsAddedBreaksNothing()
    {
        var newer = Now;
        newer["components"]!["schemas"]!["Service"]!["properties"]!["somethingNew"] = new JsonObject { ["type"] = "array" };
        newer["components"]!["schemas"]!["New"] = new JsonObject { ["type"] = "string" };
        newer["paths"]!["/new"] = new JsonObject();

        Assert.Empty(ApiContract.Breaks(Now, newer));
    }

    [Theory]
    [InlineData("components/schemas/Service/properties/title", null, "Service.title: is gone")]
    [InlineData("components/schemas/Service/properties/title/type", "\"integer\"", "Service.title: type was \"string\", is \"integer\"")]
    [InlineData("components/schemas/Service/required", "[]", "Service.key: is not always there any more")]
    [InlineData("components/schemas/ServiceList/properties/items/items/$ref", "\"#/components/schemas/Service\"", "ServiceList.items[]: $ref was")]
    [InlineData("paths/~/services", null, "/api/selvbetjening/v1/services: is gone")]
    [InlineData("paths/~/services/get/parameters", "[]", "query theme: is gone")]
    [InlineData("paths/~/services/get/parameters/0/required", "true", "query culture: is required now")]
    [InlineData("paths/~/services/get/responses/200/content/application~json/schema/$ref", "\"#/components/schemas/ThemeList\"", "200: was")]
    public void WhatIsTakenAwayOrChangedIsToldInWords(string path, string? value, string told)
    {
        var newer = Now;
        JsonNode node = newer;
        var steps = path.Replace("~/services", "§", StringComparison.Ordinal).Split('/').Select(step => step.Replace("§", "/api/selvbetjening/v1/services", StringComparison.Ordinal).Replace('~', '/')).ToList();
        foreach (var step in steps.SkipLast(1))
        {
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        if (value is null)
        {
            node.AsObject().Remove(steps[^1]);
        }
        else
        {
            node[steps[^1]] = JsonNode.Parse(value);
        }

        Assert.Contains(ApiContract.Breaks(Now, newer), fault => fault.Contains(told, StringComparison.Ordinal));

        newer["info"]!["version"] = "2";
        Assert.Empty(ApiContract.Breaks(Now, newer));
    }

    private static IEnumerable<string> Lines(JsonNode? node, string at) => node switch
    {
        JsonObject json => json.SelectMany(member => Lines(member.Value, $"{at}/{member.Key}")),
        JsonArray array => array.SelectMany((item, n) => Lines(item, item is JsonValue ? $"{at}/" : $"{at}/{n}")),
        _ => [$"{at} = {node?.ToJsonString(Readable) ?? "null"}"],
    };
}
