using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService.Messages;

public sealed class ShownMessagesTests
{
    private readonly AService _service = AService.Called("Barnehageplass").With("lead", "Søk.");
    private readonly AService _other = AService.Called("Avløpsgebyr").With("lead", "Betal.");

    [Fact]
    public void AMessageStandsOnItsServiceAndNowhereElseWhileItLasts()
    {
        var voices = On(_service.Key, "Skjemaet er nede til kl. 14 & litt til.");

        var before = Build(voices, ASnapshot.Moment.AddMinutes(-1), null);
        var during = Build(voices, ASnapshot.Moment, before);
        var after = Build(voices, ASnapshot.Moment.AddHours(2), during);

        Assert.DoesNotContain("Skjemaet er nede", Page(before, _service), StringComparison.Ordinal);
        Assert.True(before.IsOutdatedAt(ASnapshot.Moment));
        Assert.Contains("<section class=\"halden-messages\" aria-label=\"Driftsmeldinger\">", Page(during, _service), StringComparison.Ordinal);
        Assert.Contains("Skjemaet er nede til kl. 14 &amp; litt til.", Page(during, _service), StringComparison.Ordinal);
        Assert.DoesNotContain("halden-messages", Front(during), StringComparison.Ordinal);
        Assert.False(during.IsOutdatedAt(ASnapshot.Moment.AddHours(2).AddTicks(-1)));
        Assert.True(during.IsOutdatedAt(ASnapshot.Moment.AddHours(2)));
        Assert.DoesNotContain("Skjemaet er nede", Page(after, _service), StringComparison.Ordinal);
        Assert.Contains("\"messages\":[{\"severity\":\"warning\",\"text\":\"Skjemaet er nede", Json(during, _service), StringComparison.Ordinal);
        Assert.Contains("\"messages\":[]", Json(after, _service), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyWhatIsTouchedIsRenderedAnew()
    {
        var before = Build(SnapshotVoices.None, ASnapshot.Moment, null);
        _ = (Page(before, _service), Page(before, _other), Front(before), Body(before.In(Cultures.Bokmal).ListPage));
        var during = Build(On(_service.Key, "Nede."), ASnapshot.Moment, before);

        Assert.NotSame(Find(before, _service).Page, Find(during, _service).Page);
        Assert.Same(Find(before, _other).Page, Find(during, _other).Page);
        Assert.Same(before.In(Cultures.Bokmal).FrontPage, during.In(Cultures.Bokmal).FrontPage);
        Assert.Same(before.In(Cultures.Bokmal).ListPage, during.In(Cultures.Bokmal).ListPage);
    }

    [Fact]
    public void AMessageOnTheFrontPageStandsThereAndSaysItsLanguageWhereItIsAnother()
    {
        var during = Build(On(null, "Stengt i romjula."), ASnapshot.Moment, null);

        Assert.Contains("<span>Stengt i romjula.</span>", Front(during), StringComparison.Ordinal);
        Assert.Contains("<strong>Important: </strong><span lang=\"nb\">Stengt i romjula.</span>", Body(during.In(Cultures.English).FrontPage), StringComparison.Ordinal);
        Assert.DoesNotContain("halden-messages", Page(during, _service), StringComparison.Ordinal);
        Assert.Contains("Stengt i romjula.", Body(during.In(Cultures.Bokmal).ListJson), StringComparison.Ordinal);
    }

    private SelfServiceSnapshot Build(SnapshotVoices voices, DateTimeOffset moment, SelfServiceSnapshot? previous)
    {
        ShownService[] shown = [_service.Shown(), _other.Shown()];
        return SelfServiceSnapshot.Build(shown, ASnapshot.Addresses(shown), ASnapshot.Site, LosVocabulary.Themes, moment, previous, voices: voices);
    }

    private static SnapshotVoices On(Guid? document, string text) =>
        new([], [new ShownMessage(Guid.NewGuid(), document, MessageSeverity.Warning, text, null, null, ASnapshot.Moment, ASnapshot.Moment.AddHours(2))]);

    private static PublicService Find(SelfServiceSnapshot snapshot, AService service) => snapshot.Find(Cultures.Bokmal, service.Key)!;

    private static string Page(SelfServiceSnapshot snapshot, AService service) => Body(Find(snapshot, service).Page);

    private static string Json(SelfServiceSnapshot snapshot, AService service) => Body(Find(snapshot, service).Json);

    private static string Front(SelfServiceSnapshot snapshot) => Body(snapshot.In(Cultures.Bokmal).FrontPage);

    private static string Body(StoredResponse stored) => Encoding.UTF8.GetString(stored.In(ContentCoding.Identity).Bytes.Span);
}
