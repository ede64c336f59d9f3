using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosChangesTests
{
    private static readonly LosVocabulary Before = new(
    [
        ALos.Concept("ord/samme", LosKind.Word, new("Samme", "Same", "Same")),
        ALos.Concept("ord/borte", LosKind.Word, new("Borte", "Borte", "Gone")),
        ALos.Concept("ord/naering", LosKind.Word, new("Næring", "Næring", "Trade")),
    ]);

    [Fact]
    public void TellsWhatIsNewGoneAndRenamed()
    {
        var changes = LosChanges.Between(Before, new LosVocabulary(
        [
            ALos.Concept("ord/ny", LosKind.Word, new("Ny", "Ny", "New")),
            ALos.Concept("ord/samme", LosKind.Word, new("Samme", "Same", "Same")),
            ALos.Concept("ord/naring", LosKind.Word, new("Næring", "Næring", "Business")),
        ]));

        Assert.Equal(["Ny"], changes.Added.Select(concept => concept.Label.Nb));
        Assert.Equal(["Borte"], changes.Removed.Select(concept => concept.Label.Nb));
        var renamed = Assert.Single(changes.Renamed);
        Assert.Equal(("Trade", "Business"), renamed.In(Cultures.English));
        Assert.Equal(("Trade", "Business"), renamed.In(Cultures.Bokmal));
    }

    [Fact]
    public void SameEditionHasNone()
    {
        var changes = LosChanges.Between(Before, Before);

        Assert.Empty(changes.Added);
        Assert.Empty(changes.Removed);
        Assert.Empty(changes.Renamed);
    }
}
