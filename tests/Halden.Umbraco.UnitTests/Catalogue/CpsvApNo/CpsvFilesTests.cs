using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.Catalogue.CpsvApNo;

/// <summary>The examples of Digdir and of its harvester and publishing tool.</summary>
public sealed class CpsvFilesTests
{
    public static IEnumerable<TheoryDataRow<string>> Files => SharedData.Has("cpsv-ap-no")
        ? Directory.GetFiles(Path.Combine(SharedData.Root, "cpsv-ap-no"), "*.ttl", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(SharedData.Root, "cpsv-ap-no"), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(path => new TheoryDataRow<string>(path))
        : [new(string.Empty)];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryFileGivesServicesOrSaysWhyNot(string file)
    {
        Assert.SkipWhen(file.Length == 0, "cpsv-ap-no is not here. Set HALDEN_SHARED_DATA to the folder that has it.");
        var reading = Read(file);
        if (reading.Fault is null)
        {
            Assert.All(reading.Items.OfType<UnreadItem>(), item => Assert.NotEmpty(item.Reason.Nb));
            Assert.NotEmpty(reading.Items);
            foreach (var description in reading.Items.OfType<NationalDescription>())
            {
                foreach (var field in description.Fields.Aliases.Select(ServiceFields.Find).OfType<ServiceField>())
                {
                    Assert.Null(field.Kind.Fault(description.Fields[field.Alias]));
                    Assert.True(field.Kind != FieldKind.Html || HtmlCleaner.Clean(description.Fields[field.Alias]) == description.Fields[field.Alias], field.Alias);
                }
            }
        }
        else
        {
            Assert.Matches("^(Linje [0-9]+, kolonne [0-9]+: |Filen er lest, men har ingen offentlig tjeneste)", reading.Fault.Nb);
        }
    }

    [Theory]
    [InlineData("digdir-examples/exOffentligTjeneste.ttl", 77, 4, "«;»")]
    [InlineData("digdir-examples/exKontaktPunkt.ttl", 11, 59, "«xsd:»")]
    [InlineData("digdir-examples/exRegulativRessursDummy.ttl", 11, 173, "«rdfs:»")]
    [InlineData("digdir-examples/exTidsrom.ttl", 9, 13, "«time:»")]
    public void BrokenExampleSaysWhereAndWhat(string file, int line, int column, string what)
    {
        var fault = Read(file).Fault?.Nb;
        Assert.StartsWith($"Linje {line}, kolonne {column}: ", fault, StringComparison.Ordinal);
        Assert.Contains(what, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueFaultsAreWarningsAndNotRefusals()
    {
        var license = Read("digdir-examples/exAlleKlasser.ttl").Items.OfType<NationalDescription>().First();
        Assert.Equal("<p><strong>0,51 kr</strong></p><p>Pr. vareliter for alkoholdhold drikke i gruppe 1.</p>", license.Fields["price"]);
        Assert.Contains("Pris: beløpet «0,51» er skrevet med komma, og er lest som 0.51.", license.Warnings.Select(warning => warning.Nb));
        Assert.Contains(license.Warnings, warning => warning.Nb.StartsWith("Saksbehandlingstid: «PD1» er ikke en tid", StringComparison.Ordinal));

        var services = Read("fdk-rdf-parser/public_service0.ttl").Items.OfType<NationalDescription>();
        Assert.Contains(services.SelectMany(service => service.Warnings), warning => warning.Nb.StartsWith("Vedlegg: ", StringComparison.Ordinal) && warning.Nb.Contains("«invalid type»", StringComparison.Ordinal));

        var unreadable = Read("fdk-rdf-parser/public_service1.ttl").Items.OfType<NationalDescription>().First();
        Assert.Contains("processingTime", unreadable.LeftOut);
    }

    [Fact]
    public void PublishingToolsMixtureOfGenerationsIsRead()
    {
        var items = Read("service-catalog/public_service.ttl").Items.OfType<NationalDescription>().ToList();
        Assert.Equal([Cultures.Bokmal, Cultures.NewNorwegian, Cultures.English], items.Select(item => item.Culture));
        Assert.Equal(["NB Tittel 0", "NN Tittel 0", "EN Tittel 0"], items.Select(item => item.Title));
        Assert.All(items, item => Assert.Equal("http://localhost:5050/rdf/catalogs/910244132/public-services/0", item.ServiceId));
        var english = items[2].Fields;
        Assert.Equal("email@digdir.no", english["email"]);
        Assert.Equal("Contact category title", english["contactUnit"]);
        Assert.Contains("Evidence description", english["attachments"], StringComparison.Ordinal);
        Assert.Contains("EUR 125.57", english["price"], StringComparison.Ordinal);
        Assert.Contains("https://data.norge.no", english["documents"], StringComparison.Ordinal);
        Assert.Equal("https://psi.norge.no/los/tema/varslingstjenester", english["losWords"]);
    }

    private static CatalogueReading Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(SharedData.Require("cpsv-ap-no"), file));
        return CpsvReading.Read(stream, RdfFormat.Turtle, "https://example.org/fil");
    }
}
