using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.UnitTests.Notices;

public class NoticeMailTests
{
    private static readonly NoticeSite Site = new("Halden kommune", "https://www.halden.example");

    private static readonly Guid Reference = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0301");

    [Fact]
    public void SaysWhatHasHappenedWhereToSeeItAndThatItIsAutomatic() => Assert.Equal(
        """
        Kari Kultur har godkjent «Båtplass».

        Se nærmere her (krever innlogging):
        https://www.halden.example/umbraco/section/tjenester/view/oversikt/tjenester/6f2b1a00

        Meldingen er sendt automatisk av Halden kommune og kan ikke besvares.
        Velg hva du vil ha på e-post: https://www.halden.example/umbraco/section/tjenester/view/oversikt/varsler
        Referanse: 6f2b1a00-5d0e-4c51-8f5e-0a17c0de0301

        """.ReplaceLineEndings("\n"),
        Write(Approved("Båtplass")).Body);

    [Fact]
    public void WhoIsNoUserIsNotToldToChoose() =>
        Assert.DoesNotContain("varsler", NoticeMail.Write([Approved("Båtplass")], Site, Cultures.Bokmal, isUser: false, Reference).Body, StringComparison.Ordinal);

    [Fact]
    public void ASiteThatDoesNotKnowItsAddressSaysWhereToLook()
    {
        var (_, body) = NoticeMail.Write([Approved("Båtplass")], Site with { Address = string.Empty }, Cultures.Bokmal, isUser: true, Reference);

        Assert.Contains("Logg inn og åpne Tjenester", body, StringComparison.Ordinal);
        Assert.DoesNotContain("http", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Båt\r\nBcc: alle@halden.example", "Godkjent: Båt Bcc: alle@halden.example")]
    [InlineData("Båt\u2028plass\u0000", "Godkjent: Båt plass")]
    public void ATitleIsNeverMoreThanPartOfALine(string title, string subject) => Assert.Equal(subject, Write(Approved(title)).Subject);

    [Fact]
    public void ALongTitleIsShortenedBetweenCharacters()
    {
        var subject = Write(Approved(string.Concat(Enumerable.Repeat("🛶", 100)))).Subject;

        Assert.True(subject.Length <= 151);
        Assert.EndsWith("🛶…", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryEventHasItsTextInEveryLanguage() => Assert.All(
        from happened in Enum.GetValues<NoticeEvent>()
        from role in Enum.GetValues<NoticeRole>()
        from culture in Cultures.All
        select (happened, role, culture),
        row =>
        {
            var facts = Approved("Båtplass") with
            {
                Event = row.happened,
                Role = row.role,
                Department = "Havn",
                From = new DateOnly(2026, 6, 2),
                Until = new DateOnly(2026, 6, 3),
                Days = 10,
                NobodyDecides = true,
                News = [new ImportNews(Reference, "Båtplass", ImportNewsKind.Waiting)],
                Broken = [("Båtplass", new BrokenDeliveries(Reference, 1, 2, 3, true, true))],
                Hours = 4,
            };
            var (subject, body) = NoticeMail.Write([facts], Site, row.culture, isUser: true, Reference);
            Assert.DoesNotContain("  ", subject + body, StringComparison.Ordinal);
            Assert.Contains(row.happened == NoticeEvent.DeputyAppointed ? "Havn" : "Båtplass", subject, StringComparison.Ordinal);
        });

    [Fact]
    public void EventsAreTellableApart() => Assert.Distinct(
        Enum.GetValues<NoticeEvent>().Select(happened => NoticeTexts.Headline(Approved("Båtplass") with { Event = happened }).Nb));

    [Fact]
    public void TheSectionIsWhereTheClientSaysThatItIs()
    {
        var paths = File.ReadAllText(Path.Combine(Repository.Root, "App_Plugins", "Halden.Umbraco", "src", "umbraco", "paths.ts"));

        Assert.Contains("sectionPathname = 'tjenester'", paths, StringComparison.Ordinal);
        Assert.Contains("viewPathname = 'oversikt'", paths, StringComparison.Ordinal);
        Assert.Equal("/umbraco/section/tjenester/view/oversikt/", NoticeSite.Section);
    }

    private static (string Subject, string Body) Write(params NoticeFacts[] facts) => NoticeMail.Write(facts, Site, Cultures.Bokmal, isUser: true, Reference);

    private static NoticeFacts Approved(string title) => new()
    {
        Event = NoticeEvent.Approved,
        Role = NoticeRole.Submitter,
        IsStillSo = true,
        Title = title,
        Who = "Kari Kultur",
        Path = "tjenester/6f2b1a00",
    };
}
