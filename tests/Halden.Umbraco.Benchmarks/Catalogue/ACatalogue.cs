using System.Text.Json;
using System.Text.Json.Nodes;

namespace Halden.Umbraco.Benchmarks.Catalogue;

/// <summary>A national catalogue of any size, made of the sample's services, each under a number of its own.</summary>
internal static class ACatalogue
{
    /// <summary>Writes the catalogue, every service in bokmål and nynorsk.</summary>
    /// <param name="services">How many.</param>
    /// <param name="changed">How many of them the catalogue has news about, spread evenly: a sentence more in two texts of each language.</param>
    public static byte[] Json(int services, int changed = 0)
    {
        var samples = Samples();
        var catalogue = new JsonArray();
        for (var number = 0; number < services; number++)
        {
            foreach (var sample in samples[number % samples.Count])
            {
                var item = sample.DeepClone().AsObject();
                item["tjenestebeskrivelseID"]!["tjenesteID"] = 100_000 + number;
                item["navn"] = $"{item["navn"]} {number}";

                // No text is the same in two services, so that nothing is won by having seen it before.
                Append(item, "beskrivelse", $"<p>Dette er tjeneste nummer {number}.</p>");
                Append(item, "soknadBehandling", $"<p>Saken får nummer {number}.</p>");
                if ((long)number * changed / services != (long)(number + 1) * changed / services)
                {
                    Append(item, "beskrivelse", "<p>Nytt fra nyttår: Du kan følge saken på nett.</p>");
                    Append(item, "soknadBehandling", "<p>Du får svar innen fire uker.</p>");
                }

                catalogue.Add(item);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes(catalogue);
    }

    /// <summary>The sample's services that are there in both languages.</summary>
    private static List<List<JsonNode>> Samples()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json"));
        return
        [
            .. JsonNode.Parse(file)!.AsArray().OfType<JsonNode>()
                .Where(item => item["tjenestebeskrivelseID"]!["sprak"]!.GetValue<string>() == "no")
                .GroupBy(item => item["tjenestebeskrivelseID"]!["tjenesteID"]!.GetValue<int>())
                .Select(languages => languages.DistinctBy(item => item["tjenestebeskrivelseID"]!["variant"]!.GetValue<string>()).ToList())
                .Where(languages => languages.Count == 2),
        ];
    }

    private static void Append(JsonObject item, string field, string html) => item[field] = (item[field]?.GetValue<string>() ?? string.Empty) + html;
}
