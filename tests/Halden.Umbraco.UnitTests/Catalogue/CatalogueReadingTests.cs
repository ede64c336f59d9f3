using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class CatalogueReadingTests
{
    [Fact]
    public async Task GivesTheServicesOneByOneInTheOrderOfTheSource()
    {
        using var reading = await NtkItem.File(
            NtkItem.Service(9, "Skole"), NtkItem.Service(1, "Barnehage", "NY"), NtkItem.Service(5, "خدمة", language: "ar"), NtkItem.Service(9, "Skule", "NY"), NtkItem.Service(1, "Barnehage"));

        Assert.Equal([("9", "Skole, Skule"), ("1", "Barnehage, Barnehage")], reading.Services.Select(service => (service.Id, string.Join(", ", service.Texts.Select(text => text.Title)))));
        Assert.Equal((5, 2), (reading.Count, reading.ServiceCount));
        Assert.Equal(3, Assert.Single(reading.Unread).Position);
    }

    [Fact]
    public async Task GivesBackEverythingThatWasPutIn()
    {
        using var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage").With("pris", "«100» & mer").With("gyldigFra", "i fjor").With("datoOppdatert", "2024-02-01 10:00:05"), NtkItem.Service(2, ""));

        var description = Assert.IsType<NationalDescription>(reading.Items.First());
        Assert.Equal((1, "1", "nb-NO", "3", new DateTime(2024, 2, 1, 10, 0, 5)), (description.Position, description.ServiceId, description.Culture, description.SourceVersion, description.Updated));
        Assert.Equal("<p>«100» &amp; mer</p>", description.Fields["price"]);
        Assert.Equal(["validFrom"], description.LeftOut);
        Assert.StartsWith("Valid from: ", Assert.Single(description.Warnings).En, StringComparison.Ordinal);
        Assert.Equal(new UnreadItem(2, "2", null, new Label(
            "Beskrivelsen mangler navn. Resten av katalogen er ikke berørt. Be leverandøren av katalogen om å rette beskrivelsen.",
            "Omtalen manglar namn. Resten av katalogen er ikkje råka. Be leverandøren av katalogen om å rette omtalen.",
            "The description has no name. The rest of the catalogue is not affected. Ask the supplier of the catalogue to correct the description.")), reading.Items.Last());
    }

    [Fact]
    public async Task KnowsWhatItHas()
    {
        using var reading = await NtkItem.File(NtkItem.Service(1, "Støtte"), NtkItem.Service(2, "Støtte"), NtkItem.Service(3, "Skole").With("pris", new System.Text.Json.Nodes.JsonArray()));
        Assert.Equal(["1", "2"], reading.Services.Select(service => service.Id));

        Assert.Equal((true, true, false, false), (reading.Has("1"), reading.Has("1", "nb-NO"), reading.Has("1", "nn-NO"), reading.Has("3")));
        Assert.Equal((true, false, false), (reading.HasRefused("3"), reading.HasRefused("1"), reading.HasRefused(null)));
        Assert.Equal((2, 0), (reading.CountNamed("Støtte", "nb-NO"), reading.CountNamed("Støtte", "nn-NO")));
    }

    [Fact]
    public async Task UsesTheOtherEditionWhereTheNewerIsRefusedWhenItIsRead()
    {
        using var reading = await NtkItem.File(
            NtkItem.Service(1, "Gammel").With("datoOppdatert", "2024-02-01"),
            NtkItem.Service(1, "Ny").With("datoOppdatert", "2024-02-02").With("pris", new System.Text.Json.Nodes.JsonArray()));
        Assert.Equal("Gammel", Assert.Single(reading.Unread).Name);

        Assert.Equal("Gammel", Assert.Single(reading.Read("1")!.Texts).Title);

        Assert.Equal(("Ny", false), (Assert.Single(reading.Unread).Name, Assert.Single(reading.Unread).IsSkipped));
    }

    [Fact]
    public async Task CountsNoServiceOfANameThatCannotBeRead()
    {
        using var reading = await NtkItem.File(NtkItem.Service(1, "Støtte"), NtkItem.Service(2, "Støtte").With("pris", new System.Text.Json.Nodes.JsonArray()));

        Assert.Equal(1, reading.CountNamed("Støtte", "nb-NO"));
    }

    [Fact]
    public async Task HashesWhatIsWithoutRemarks()
    {
        using var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole").With("gyldigFra", "i fjor"));

        Assert.Equal([true, false], reading.Services.Select(service => service.Texts[0].SentHash is { Length: 64 }));
    }

    [Fact]
    public async Task MayBeAddedToAfterItHasBeenRead()
    {
        using var reading = await NtkItem.File(NtkItem.Service(1, "Først").With("datoOppdatert", "2024-02-01"));
        Assert.Single(reading.Services);

        reading.Add(NtkItem.Service(1, "Sist").With("datoOppdatert", "2024-02-02").Read() with { Position = 2 });

        Assert.Equal("Sist", Assert.Single(Assert.Single(reading.Services).Texts).Title);
        Assert.Equal("Først", Assert.Single(reading.Unread).Name);
    }

    [Fact]
    public void TakesNothingOfAServiceThatSaysTooMuchAndReadsTheOthers()
    {
        var filler = new string('x', 1_500_000);
        IEnumerable<string> File()
        {
            yield return "@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix dct: <http://purl.org/dc/terms/> .\n<https://e.example/a> a cpsv:PublicService ; dct:title 'A'@nb .\n";
            for (var i = 0; i < 4; i++)
            {
                yield return $"<https://e.example/a> dct:description '{i}{filler}'@nb .\n";
            }

            yield return "<https://e.example/b> a cpsv:PublicService ; dct:title 'B'@nb .\n";
        }

        using var reading = CpsvReading.Read(new Generated(File()), RdfFormat.Turtle);

        Assert.Contains("større enn 4 MB", Assert.Single(reading.Unread).Reason.Nb, StringComparison.Ordinal);
        Assert.Equal("B", Assert.Single(reading.Services).Title);
    }

    [Fact]
    public async Task TakesNothingOfACatalogueOfFarTooManyElements()
    {
        static IEnumerable<string> File()
        {
            yield return "[1";
            for (var i = 0; i < CatalogueReading.MaxElements; i += 1000)
            {
                yield return string.Concat(Enumerable.Repeat(",1", 1000));
            }

            yield return "]";
        }

        using var reading = await NtkJson.ReadAsync(new Generated(File()), TestContext.Current.CancellationToken);

        Assert.Contains("flere enn 200000", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Empty(reading.Items);
    }
}
