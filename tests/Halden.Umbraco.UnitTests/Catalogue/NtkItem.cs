using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>Builds descriptions the way Nasjonal tjenestekatalog writes them.</summary>
internal sealed class NtkItem
{
    private readonly JsonObject _json;

    private NtkItem(JsonObject json) => _json = json;

    public static NtkItem Service(int id, string name, string variant = "", string language = "no") => new(new JsonObject
    {
        ["tjenestebeskrivelseID"] = new JsonObject { ["tjenesteID"] = id, ["versjon"] = 3, ["land"] = "NO", ["sprak"] = language, ["variant"] = variant },
        ["navn"] = name,
    });

    public NtkItem With(string field, JsonNode? value)
    {
        _json[field] = value;
        return this;
    }

    public NtkItem Without(string field)
    {
        _json.Remove(field);
        return this;
    }

    public string Json => _json.ToJsonString();

    public NationalDescription Read() => Assert.IsType<NationalDescription>(ReadItem());

    public CatalogueItem ReadItem() => NtkDescription.Read(System.Text.Json.JsonDocument.Parse(Json).RootElement, 1);

    public static Task<CatalogueReading> File(params NtkItem[] items) => File($"[{string.Join(",\n", items.Select(item => item.Json))}]");

    public static Task<CatalogueReading> File(string json) => File(Encoding.UTF8.GetBytes(json));

    public static Task<CatalogueReading> File(byte[] bytes) =>
        NtkJson.ReadAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
}
