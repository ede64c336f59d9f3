using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using PdfSharp.Pdf.IO;

namespace Halden.Umbraco.UnitTests.Rollout;

public class BriefTests
{
    private static readonly DateOnly Day = new(2026, 11, 27);

    private static readonly BriefService Done = new(
        "Kulturskole", "Kultur", true, true, true, true, true, true, true, new DateOnly(2026, 10, 3), ["Servicesenteret", "Kulturskolen"], 224, 134_400, 40_000, 12_000);

    private static readonly BriefService Bare = new("Bostøtte", null, true, false, false, false, false, false, false, null, ["Servicesenteret"], null, null, 0, 0);

    [Fact]
    public void TheLeadershipIsToldScopeWhoIsAffectedWhatIsMissingCostAndTime()
    {
        var brief = Brief.Of(new BriefFacts(Day, null, [Done, Bare], 600), InformationAudience.Leadership, Cultures.Bokmal);

        Assert.Equal(("Elektroniske tjenester i kommunen", "Til ledergruppen. Slik det står 27.11.2026."), (brief.Title, brief.Lead));
        Assert.Equal(["Organisering og forankring", "Omfang", "Hvem som blir berørt", "Før publisering", "Kost og nytte", "Tid"], brief.Sections.Select(section => section.Heading));
        Assert.Equal(["2 tjenester. 2 skal få elektronisk skjema eller bli fullintegrert.", "Kultur: 1 tjeneste, 1 godkjent", "Uten avdeling: 1 tjeneste, 0 godkjent"], brief.Sections[1].Lines);
        Assert.Equal(["1 tjeneste har hovedansvarlig, 1 står ledige.", "Roller i prosessene, og i hvor mange tjenester: Servicesenteret (2), Kulturskolen (1)."], brief.Sections[2].Lines);
        Assert.Equal(
            ["1 tjeneste mangler hovedansvarlig", "1 tjeneste mangler mottaker", "1 tjeneste har en beskrivelse som ikke er godkjent", "1 tjeneste mangler prosess", "1 tjeneste skal ha elektronisk skjema og mangler det", "1 tjeneste mangler godkjenning"],
            brief.Sections[3].Lines);
        Assert.Equal(
            ["Anslått innspart: 224 timer og 134\u00A0400 kroner i året, for 1 av 2 tjenester. Timen er regnet til 600 kroner, som er en forutsetning.", "Kostnad: 40\u00A0000 kroner én gang og 12\u00A0000 kroner i året. Inntjent etter 4 md."],
            brief.Sections[4].Lines);
        Assert.Equal(["1 tjeneste godkjent, 1 gjenstår.", "Godkjent per måned: 06.2026: 0, 07.2026: 0, 08.2026: 0, 09.2026: 0, 10.2026: 1, 11.2026: 0."], brief.Sections[5].Lines);
    }

    [Fact]
    public void ADirectorIsToldOfOneDepartmentAndWhatNobodyKnowsIsSaid()
    {
        var brief = Brief.Of(new BriefFacts(Day, "Kultur", [Done with { HoursPerYear = null, KronerPerYear = null, OneOffCost = 0, YearlyCost = 0, Roles = [] }], 600), InformationAudience.Director, Cultures.English);

        Assert.Equal("Electronic services: Kultur", brief.Title);
        Assert.Single(brief.Sections[1].Lines);
        Assert.Contains("appoint main responsible", brief.Sections[0].Lines[1], StringComparison.Ordinal);
        Assert.Equal("No processes are drawn yet, so it is not known which roles are affected.", brief.Sections[2].Lines[1]);
        Assert.Equal(["Nothing is missing."], brief.Sections[3].Lines);
        Assert.StartsWith("The benefit is not known yet", Assert.Single(brief.Sections[4].Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Cultures.Bokmal)]
    [InlineData(Cultures.NewNorwegian)]
    [InlineData(Cultures.English)]
    public void EvenTheLongestFitsOnOneTaggedPageInEveryLanguage(string language)
    {
        var services = Enumerable.Range(0, 400).Select(number => Bare with
        {
            Department = $"{number % 20} {new string('W', 180)}",
            Roles = [.. Enumerable.Range(0, 20).Select(role => $"{role} {new string('M', 140)}")],
            KronerPerYear = 1_000_000_000m,
            HoursPerYear = 1_000_000.5m,
            OneOffCost = 1_000_000_000,
            YearlyCost = 1,
        }).ToList();
        foreach (var audience in Enum.GetValues<InformationAudience>())
        {
            var brief = Brief.Of(new BriefFacts(Day, null, services, 600), audience, language);
            using var pdf = PdfReader.Open(new MemoryStream(BriefPdf.Write(brief, "Halden kommune", language, DateTimeOffset.UnixEpoch)), PdfDocumentOpenMode.Import);

            Assert.Single(pdf.Pages);
            Assert.Equal((595, 842), ((int)pdf.Pages[0].Width.Point, (int)Math.Round(pdf.Pages[0].Height.Point)));
            Assert.Equal(language, pdf.Internals.Catalog.Elements.GetString("/Lang"));
            Assert.NotNull(pdf.Internals.Catalog.Elements["/StructTreeRoot"]);
        }
    }
}
