using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;
using static Halden.Umbraco.UnitTests.Catalogue.NtkSoapServer;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>
/// What Nasjonal tjenestekatalog sends, damaged by chance from fixed seeds: whatever comes of it is a fault, or elements
/// that are each whole or refused with a reason; never an exception, and never half of one.
/// </summary>
public sealed class NtkFuzzTests
{
    [Fact]
    public async Task DamagedJsonGivesAFaultOrWholeElements()
    {
        var sample = JsonNode.Parse(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "nasjonal-tjenestekatalog.json"), TestContext.Current.CancellationToken))!.AsArray();
        var small = $"[{Service("").Json},\n{Service("NY").Json}]";
        List<byte[]> documents = [.. Enumerable.Repeat(small, 3).Append($"[{sample[0]!.ToJsonString()}]").Append(sample[^1]!.ToJsonString()).Select(Encoding.UTF8.GetBytes)];

        var seen = new Seen();
        foreach (var document in Damage.Of(documents, seed: 7, rounds: 3000))
        {
            using var reading = await NtkItem.File(document);
            seen.Look(reading);
        }

        seen.AssertEverything();
    }

    [Fact]
    public async Task DamagedAnswersOfTheSoapServiceGiveAFaultOrWholeElements()
    {
        var answer = Answer("hentAlleTjenestebeskrivelser", string.Concat(new[] { "", "NY" }.Select(variant => Description(1, "Støttekontakt", """
            <beskrivelse>&lt;p&gt;Hjelp til &lt;b&gt;fritid&lt;/b&gt; &amp;amp; kultur&lt;/p&gt;</beskrivelse><pris xsi:nil="true"/>
            <datoOppdatert>2016-03-17 12:37</datoOppdatert><gyldigFra>2016-01-01</gyldigFra><lovpalagtTjeneste>true</lovpalagtTjeneste>
            <dokumentRef><dokumenttypeID>6</dokumenttypeID><tittel>Søknad</tittel><uri>https://skjema.example/1</uri></dokumentRef>
            <emneordRefs><item><psi>https://psi.norge.no/los/ord/a</psi></item></emneordRefs><emneordRefs><string>b</string></emneordRefs>
            <internSaksgang><![CDATA[<ul><li>Ring saksbehandler</li></ul>]]></internSaksgang><stikkord>lek</stikkord><stikkord>fritid</stikkord>
            """, variant))));
        var overview = Answer("hentOversikt", Listed(1, "Støttekontakt") + Listed(2, "Skole"));

        var seen = new Seen();
        await using var soap = await StartAsync();
        await FuzzAsync("hentAlleTjenestebeskrivelser", answer, seed: 8, rounds: 1200);
        soap.Says("hentAlleTjenestebeskrivelser", answer);
        await FuzzAsync("hentOversikt", overview, seed: 9, rounds: 300);

        seen.AssertEverything();

        async Task FuzzAsync(string operation, string whole, int seed, int rounds)
        {
            foreach (var document in Damage.Of([Encoding.UTF8.GetBytes(whole)], seed, rounds, places: 1))
            {
                soap.On(operation, async context =>
                {
                    context.Response.ContentType = "text/xml; charset=utf-8";
                    await context.Response.Body.WriteAsync(document);
                });
                using var reading = await soap.ReadAsync();
                seen.Look(reading);
            }
        }
    }

    private static NtkItem Service(string variant) => NtkItem.Service(1, "Støttekontakt", variant)
        .With("beskrivelse", "<p>Hjelp til <b>fritid</b> &amp; kultur</p><table><tr><td>1</td></tr></table>")
        .With("kriterier", "&lt;p&gt;Du må bo her&lt;/p&gt;").With("stikkord", "fritid, hjelp").With("ingress", "Kort")
        .With("lovpalagtTjeneste", true).With("gyldigFra", "2016-01-01").With("datoOppdatert", "2016-03-17 12:37")
        .With("dokumentRef", new JsonArray(
            new JsonObject { ["dokumenttypeID"] = 6, ["tittel"] = "Søknad", ["uri"] = "https://skjema.example/1" },
            new JsonObject { ["dokumenttypeID"] = 1, ["tittel"] = "Loven", ["uri"] = "https://lovdata.example/1" }))
        .With("beslektedeTjenesterRef", new JsonArray(new JsonObject { ["navn"] = "Avlastning" }))
        .With("emneordRefs", new JsonArray(new JsonObject { ["psi"] = "http://psi.norge.no/los/emneord/stotte" }, "fritid"));

    /// <summary>Holds each reading against what the rest of the import relies on, and knows which kinds there have been.</summary>
    private sealed class Seen
    {
        private int _faults;
        private int _refused;
        private int _whole;

        public void Look(CatalogueReading reading)
        {
            List<CatalogueItem> items = [.. reading.Items];
            Assert.Equal(reading.Count, items.Count);
            if (reading.Fault is { } fault)
            {
                Says(fault);
                Assert.Empty(items);
                _faults++;
                return;
            }

            foreach (var item in items)
            {
                if (item is UnreadItem unread)
                {
                    Says(unread.Reason);
                    _refused += unread.IsSkipped ? 0 : 1;
                }
                else
                {
                    Whole(Assert.IsType<NationalDescription>(item));
                    _whole++;
                }
            }

            Assert.Equal(items.OfType<NationalDescription>(), reading.Services.SelectMany(service => service.Texts).OrderBy(text => text.Position), (one, other) => one.Position == other.Position);
            Assert.Distinct(items.OfType<NationalDescription>().Select(text => (text.ServiceId, text.Culture)));
        }

        public void AssertEverything() => Assert.True(_faults > 30 && _refused > 30 && _whole > 30, $"{_faults} faults, {_refused} refused and {_whole} whole are too few of some kind to mean anything.");

        private static void Whole(NationalDescription text)
        {
            Assert.Matches("^[1-9][0-9]{0,18}$", text.ServiceId);
            Assert.Contains(text.Culture, Cultures.All);
            Assert.InRange(text.Title.Length, 1, 255);
            Assert.All(text.Warnings, Says);
            foreach (var field in text.Fields.Aliases.Select(ServiceFields.Find).OfType<ServiceField>())
            {
                var value = text.Fields[field.Alias];
                Assert.Null(field.Kind.Fault(value));
                Assert.True(field.Kind != FieldKind.Html || HtmlCleaner.Clean(value) == value, value);
                Assert.DoesNotContain(field.Alias, text.LeftOut);
            }
        }

        private static void Says(Label label) => Assert.All([label.Nb, label.Nn, label.En], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
    }
}
