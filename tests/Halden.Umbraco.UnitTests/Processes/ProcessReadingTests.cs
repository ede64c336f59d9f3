using Halden.Umbraco.Processes;
using static Halden.Umbraco.UnitTests.Processes.AProcess;

namespace Halden.Umbraco.UnitTests.Processes;

public class ProcessReadingTests
{
    [Fact]
    public void AProcessIsReadAsAList() => Assert.Equal(
        """
        1. Start: Vil søke plass (Søker)
        2. Fyller ut søknaden (Søker)
           Tid: 20 min
           Lager: Søknadsskjema
        3. Tar imot og journalfører (Servicesenteret)
           System: Sakarkiv
           Tid: 15 min
           Leser: Søknadsskjema
           Lenke: Arkivloven <https://lovdata.no/lov/1992-12-04-126>
        4. Spørsmål: Er søknaden komplett? (Servicesenteret)
           Ja: gå til 5. Behandler søknaden
           Nei: tilbake til 2. Fyller ut søknaden
        5. Behandler søknaden (Kulturskolen)
           Tid: 30 min
           Endret: Registreres ikke lenger for hånd
           Underprosess:
           5.1. Start: Begynn
           5.2. Vurderer plass
              Tid: 10 min
           5.3. Slutt: Ferdig
        6. Slutt: Svar sendt (Kulturskolen)
        7. Dokument: Søknadsskjema (Søker)
           Brukes i: 2. Fyller ut søknaden, 3. Tar imot og journalfører
        """.ReplaceLineEndings("\n"),
        ProcessReading.Of(OnPaper).Text("nb-NO"));

    [Fact]
    public void OurOwnWordsAreInTheReadersLanguage()
    {
        Assert.Contains("   Lagar: Søknadsskjema", ProcessReading.Of(OnPaper).Text("nn-NO"), StringComparison.Ordinal);
        Assert.Contains("   Nei: back to 2. Fyller ut søknaden", ProcessReading.Of(OnPaper).Text("en-US"), StringComparison.Ordinal);
    }

    [Fact]
    public void EverythingIsSaid() => Law.HoldsFor(
        Cases(),
        one =>
        {
            var model = one.Model();
            var text = ProcessReading.Of(model).Text("nb-NO");
            Assert.All(model.Nodes.Concat(model.Nodes.SelectMany(node => node.Inner?.Nodes ?? [])), node => Assert.Contains(node.Name, text, StringComparison.Ordinal));
            Assert.All(model.Flows.Where(flow => flow.Label is not null), flow => Assert.Contains(flow.Label!, text, StringComparison.Ordinal));
            Assert.All(model.Nodes.SelectMany(node => node.Links), link => Assert.Contains(link.Address, text, StringComparison.Ordinal));
        },
        20);
}
