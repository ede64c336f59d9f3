using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosSynonymsTests
{
    [Fact]
    public void ServiceHasTheNamesAndHiddenLabelsOfItsWordsAndTheirThemes()
    {
        var text = Text("https://psi.norge.no/los/ord/barnehageplass\nHalden-kort\nhttps://psi.norge.no/los/ord/borte", "https://psi.norge.no/los/hendelse/fa-barn");

        Assert.Equal(
            ["Barnehageplass", "Halden-kort", "Borte", "Å få barn", "Søskenmoderasjon", "Friplass", "Fødsel", "Barnehage", "Bhg", "Familie og barn"],
            LosSynonyms.Of(text, Cultures.Bokmal, ALos.Small));
        Assert.Equal(
            ["Barnehageplass", "Halden-kort", "Borte", "Å få barn", "Syskenmoderasjon", "Friplass", "Barnehage", "Familie og barn"],
            LosSynonyms.Of(text, Cultures.NewNorwegian, ALos.Small));
        Assert.Equal(
            ["Kindergarten place", "Halden-kort", "Borte", "To have children", "Kindergartens", "Family and children"],
            LosSynonyms.Of(text, Cultures.English, ALos.Small));
    }

    [Fact]
    public void RealWordBringsItsHiddenLabels()
    {
        var words = LosSynonyms.Of(Text("http://psi.norge.no/los/emneord/barnehageplass", string.Empty), Cultures.Bokmal, ALos.Real());

        Assert.Superset(new HashSet<string> { "Barnehageplass", "Barnehagedekning", "Familiebarnehage", "Foreldrebetaling", "Friplass", "Søskenmoderasjon", "Barnehage", "Familie og barn" }, words.ToHashSet());
        Assert.DoesNotContain("Syskenmoderasjon", words);
        Assert.Equal(words.Distinct(StringComparer.OrdinalIgnoreCase).Count(), words.Count);
    }

    [Fact]
    public void EveryConceptOfTheFileBringsAtLeastItsName() => Assert.All(
        ALos.Real().All, concept => Assert.All(Cultures.All, culture => Assert.Equal(concept.Label.In(culture), LosSynonyms.Of(Text(concept.Psi, string.Empty), culture, ALos.Real())[0])));

    [Fact]
    public void ServiceWithoutWordsHasNone() => Assert.Empty(LosSynonyms.Of(Text(string.Empty, string.Empty), Cultures.Bokmal, ALos.Small));

    private static ServiceText Text(string words, string events) => new("Barnehage i Halden", [new(ServiceFields.LosWords, words), new(ServiceFields.LifeEvents, events)]);
}
