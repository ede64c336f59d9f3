using System.Text.Json.Nodes;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>A description in the national catalogue's JSON, made by naming only what matters.</summary>
internal static class NationalItem
{
    public static JsonObject Service(int id, string title, params (string Field, string Text)[] fields)
    {
        var item = new JsonObject
        {
            ["navn"] = title,
            ["tjenestebeskrivelseID"] = new JsonObject { ["tjenesteID"] = id, ["versjon"] = 1, ["land"] = "NO", ["sprak"] = "no", ["variant"] = string.Empty },
        };
        foreach (var (field, text) in fields)
        {
            item[field] = text;
        }

        return item;
    }

    /// <summary>The words of Los that it is about.</summary>
    public static JsonObject About(this JsonObject item, string psi)
    {
        item["emneordRefs"] = new JsonArray(new JsonObject { ["psi"] = psi });
        return item;
    }

    public static string File(params JsonObject[] items) => new JsonArray([.. items]).ToJsonString();
}
