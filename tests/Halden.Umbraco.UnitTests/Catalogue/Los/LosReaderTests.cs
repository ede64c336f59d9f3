using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosReaderTests
{
    private const string Prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix tema: <https://psi.norge.no/los/tema/> . @prefix ord: <https://psi.norge.no/los/ord/> . @prefix ny: <https://data.norge.no/los/4/> . ";

    [Fact]
    public void FileIsReadWhole()
    {
        var all = ALos.Real().All;
        Assert.Equal(14, all.Count(concept => concept.Kind == LosKind.TopTheme));
        Assert.Equal(78, all.Count(concept => concept.Kind == LosKind.Theme));
        Assert.Equal(427, all.Count(concept => concept.Kind == LosKind.Word));
        Assert.Equal(7, all.Count(concept => concept.Kind == LosKind.LifeEvent));
        Assert.Equal(229, all.Count(concept => concept.IsMunicipal));

        // 2,905 hidden and 4 alternative labels, of which 47 stand twice at their concept.
        Assert.Equal(2862, all.Sum(concept => concept.Synonyms.Count));
        Assert.All(all, concept => Assert.All(concept.Synonyms, synonym => Assert.Contains(synonym.Language, (string[])["nb", "nn", "en"])));
    }

    [Fact]
    public void PlaceInTheStructureTellsWhatAConceptIsWhereNothingElseDoes()
    {
        var los = Read(Prefixes + """
            ny:1 a skos:Concept ; skos:prefLabel "Oppvekst"@nb ; skos:topConceptOf ny:los .
            ny:2 a skos:Concept ; skos:prefLabel "Barnehage"@nb ; skos:broader ny:1 .
            ny:3 a skos:Concept ; skos:prefLabel "Barnehageplass"@nb ; skos:broader ny:2 .
            ny:4 a skos:Concept ; skos:prefLabel "Noe løst"@nb .
            """);

        Assert.Equal([LosKind.TopTheme, LosKind.Theme, LosKind.Word], los.All.Select(concept => concept.Kind));
        Assert.Equal("Barnehageplass", los.Label("https://data.norge.no/los/4/3", Cultures.Bokmal));
        Assert.Equal(["Barnehage", "Oppvekst"], los.Above(los.Find("https://data.norge.no/los/4/3")!).Select(theme => theme.Label.Nb));
    }

    [Fact]
    public void NarrowerIsBroaderTheOtherWay()
    {
        var los = Read(Prefixes + """
            <https://psi.norge.no/los/struktur> skos:hasTopConcept tema:barn .
            tema:barn a skos:Concept ; skos:narrower tema:barnehage .
            tema:barnehage a skos:Concept ; skos:narrower ord:plass .
            ord:plass a skos:Concept .
            """);

        Assert.Equal([LosKind.TopTheme, LosKind.Theme, LosKind.Word], los.All.Select(concept => concept.Kind));
        Assert.Equal(["Barnehage", "Barn"], los.Above(los.Find(ALos.Psi("ord/plass"))!).Select(theme => theme.Label.Nb));
    }

    [Fact]
    public void LabelsAreOneLineEachAndBokmalStandsInForWhatIsMissing()
    {
        var los = Read(Prefixes + $$"""
            ord:a skos:inScheme <https://psi.norge.no/los/ontologi/ord> ; skos:prefLabel "  Plass i\n  barnehage "@no ; skos:hiddenLabel "Bhg"@nn-NO, "{{new string('x', 500)}}"@nb .
            ord:b a skos:Concept ; skos:prefLabel "Kindergarten"@en .
            """);

        Assert.Equal(new Label("Plass i barnehage", "Plass i barnehage", "Plass i barnehage"), los.All[0].Label);
        Assert.Equal([("nn", "Bhg")], los.All[0].Synonyms);
        Assert.Equal("Kindergarten", los.All[1].Label.Nb);
    }

    [Theory]
    [InlineData("<a:b> <a:c> <a:d> .")]
    [InlineData("<https://example.org/x> a <http://www.w3.org/2004/02/skos/core#Concept> .")]
    public void OtherFileSaysWhatToDo(string turtle) =>
        Assert.Contains("all.rdf", Assert.Throws<InvalidDataException>(() => Read(turtle)).Message, StringComparison.Ordinal);

    [Fact]
    public void BrokenFileSaysWhere()
    {
        var whole = ALos.Rdf(1);
        using var broken = new MemoryStream(whole[..^20]);

        var fault = Assert.Throws<RdfException>(() => LosReader.Read(broken));

        Assert.True(fault.Line > 1);
        Assert.StartsWith($"Linje {fault.Line}, kolonne {fault.Column}: ", fault.Message, StringComparison.Ordinal);
    }

    private static LosVocabulary Read(string turtle)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(turtle));
        return LosReader.Read(stream, RdfFormat.Turtle);
    }
}
