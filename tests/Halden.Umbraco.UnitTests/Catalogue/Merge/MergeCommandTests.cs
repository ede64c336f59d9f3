using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Merge;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

public class MergeCommandTests
{
    [Fact]
    public void ReportsTheMergeAsJson()
    {
        var json = JsonNode.Parse(MergeCommand.Run("<p>Frist 1. mars.</p>", "<p>Frist 2. mars.</p>", "<p>Frist 3. mars.</p><p>Søk.</p>").ToJson())!;

        Assert.Equal("<p>Frist 2. mars.</p><p>Søk.</p>", json["merged"]!.GetValue<string>());
        Assert.False(json["isCosmetic"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{"base":"Frist 1. mars.","local":"Frist 2. mars.","national":"Frist 3. mars.","path":"p[1]/sentence[1]"}]"""),
            json["conflicts"]));
    }

    [Fact]
    public void TextsThatReadTheSameAreCosmetic() =>
        Assert.True(MergeCommand.Run("<p>&aring;pent</p>", "<div>åpent</div>", "<p>  åpent </p>").IsCosmetic);
}
