using System.Net.Sockets;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.Notices;

public sealed class NoticeDispatchTests : IDisposable
{
    private readonly OutboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task TellsTheDirectorOfWhatWasSubmittedAndWhereToSeeIt()
    {
        var key = await _site.SubmittedAsync();

        await _site.TurnAsync();

        var mail = Assert.Single(_site.Mail.Sent);
        Assert.Equal("kari@halden.example", Assert.Single(mail.To));
        Assert.Equal("Til godkjenning: Musikk- og kulturskole", mail.Subject);
        Assert.Contains("Eva Redaktør har sendt «Musikk- og kulturskole» til godkjenning.", mail.Body, StringComparison.Ordinal);
        Assert.Contains($"\n{OutboxSite.SiteAddress}/umbraco/section/tjenester/view/oversikt/godkjenning/{key}\n", mail.Body, StringComparison.Ordinal);
        Assert.False(mail.IsBodyHtml);
        Assert.Null(mail.From);
        Assert.Null(mail.ReplyTo);
    }

    [Fact]
    public async Task SendsNothingTwice()
    {
        await _site.SubmittedAsync();

        await _site.TurnAsync();
        await _site.TurnAsync();

        Assert.Single(_site.Mail.Sent);
    }

    [Fact]
    public async Task TellsWhoSubmittedAndTheOwnerThatItIsApproved()
    {
        var key = await _site.SubmittedAsync();
        await _site.DecideAsync(key, Decision.Approved);

        await _site.TurnAsync();

        // The director is not told any more: it has been decided.
        Assert.Equal(
            [("eva@halden.example", "Godkjent: Musikk- og kulturskole"), ("mona@halden.example", "Godkjent: Musikk- og kulturskole")],
            _site.Mail.Subjects.Order());
        Assert.Contains("Kari Kultur har godkjent", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivesTheCommentOfARejection()
    {
        var key = await _site.SubmittedAsync();
        await _site.DecideAsync(key, Decision.Rejected, "Prisene er fra i fjor.\nRett dem.");

        await _site.TurnAsync();

        Assert.Equal(2, _site.Mail.Sent.Count);
        Assert.All(_site.Mail.Sent, mail => Assert.Contains("\n\nPrisene er fra i fjor.\nRett dem.\n\n", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoBothSubmittedAndOwnsGetsOneEmail()
    {
        var key = await _site.SubmittedAsync(ownerEmail: "eva@halden.example");
        await _site.DecideAsync(key, Decision.Approved);

        await _site.TurnAsync();

        Assert.Equal(["eva@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()));
    }

    [Fact]
    public async Task NobodyIsToldOfWhatTheyDidThemselves()
    {
        var key = await _site.SubmittedAsync(ownerEmail: "kari@halden.example");
        await _site.DecideAsync(key, Decision.Approved);

        await _site.TurnAsync();

        Assert.Equal(["eva@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()));
    }

    [Theory]
    [InlineData("nn-NO", "Godkjend: Musikk- og kulturskole", "Meldinga er send automatisk")]
    [InlineData("en", "Approved: Musikk- og kulturskole", "This was sent automatically")]
    [InlineData("da-DK", "Godkjent: Musikk- og kulturskole", "Meldingen er sendt automatisk")]
    public async Task WritesInTheLanguageThatThePersonHasChosenInUmbraco(string language, string subject, string footer)
    {
        _site.NewUser("Mona Melodi", "mona@halden.example", language);
        var key = await _site.SubmittedAsync();
        await _site.DecideAsync(key, Decision.Approved);

        await _site.TurnAsync();

        var mail = Assert.Single(_site.Mail.Sent, mail => mail.To.Single() == "mona@halden.example");
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(footer, mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectorWhoMayNotDecideIsNotAsked()
    {
        var key = await _site.SubmittedAsync();
        await _site.EditAsync(key, "Søk om plass.", _site.Director);

        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task WhatWasChangedAfterItWasSubmittedDoesNotWaitForTheDirector()
    {
        var key = await _site.SubmittedAsync();
        await _site.EditAsync(key, "Søk om plass innen 15. mai.");

        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
        Assert.Equal(DeliveryState.Dropped, Assert.Single(await _site.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task ADeletedServiceIsNotToldOf()
    {
        var key = await _site.SubmittedAsync();
        _site.Remove(key);

        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task AUserWhoIsDisabledIsNotWrittenTo()
    {
        await _site.SubmittedAsync();
        _site.Director.IsApproved = false;

        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task ChangesOfApprovedServicesAreToldOfOnceADayInOneEmail()
    {
        var (first, second) = (await _site.ApprovedAsync("Bibliotek"), await _site.ApprovedAsync("Kulturskole"));
        foreach (var key in (Guid[])[first, second])
        {
            await _site.EditAsync(key, "Nytt.");
            await _site.EditAsync(key, "Enda nyere.");
        }

        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);
        _site.Clock.Now = OutboxSite.Start.AddHours(1);
        await _site.TurnAsync();

        Assert.Equal(
            [("kari@halden.example", "2 varsler fra Tjenester"), ("mona@halden.example", "2 varsler fra Tjenester")],
            _site.Mail.Subjects.Order());
        Assert.Contains("1. Endret etter godkjenning: Bibliotek", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
        Assert.Contains("2. Endret etter godkjenning: Kulturskole", _site.Mail.Sent[0].Body, StringComparison.Ordinal);

        _site.Mail.Sent.Clear();
        await _site.EditAsync(first, "Dagen derpå.");
        _site.Clock.Now = OutboxSite.Start.AddDays(1).AddHours(1);
        await _site.TurnAsync();
        Assert.Equal(2, _site.Mail.Subjects.Count(mail => mail.Subject == "Endret etter godkjenning: Bibliotek"));
    }

    [Fact]
    public async Task AChangeThatIsTakenBackIsNotToldOf()
    {
        var key = await _site.ApprovedAsync();
        await _site.EditAsync(key, "Nytt.");
        await _site.EditAsync(key, "Søk om plass.");

        _site.Clock.Now = OutboxSite.Start.AddHours(1);
        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task AChangeThatIsSubmittedIsToldOfAsThat()
    {
        var key = await _site.ApprovedAsync();
        await _site.EditAsync(key, "Nytt.");
        await _site.SubmitAsync(key);

        _site.Clock.Now = OutboxSite.Start.AddHours(1);
        await _site.TurnAsync();

        Assert.Equal([("kari@halden.example", "Til godkjenning: Musikk- og kulturskole")], _site.Mail.Subjects);
    }

    [Fact]
    public async Task ADraftThatWasNeverApprovedMayBeChangedInPeace()
    {
        var key = await _site.ServiceAsync();
        await _site.EditAsync(key, "Nytt.");

        _site.Clock.Now = OutboxSite.Start.AddHours(1);
        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task AnOwnerIsToldOncePerImportAndOnlyOfWhatIsNew()
    {
        var (first, second, third) = (await _site.ApprovedAsync("Bibliotek"), await _site.ApprovedAsync("Kulturskole"), await _site.ApprovedAsync("SFO", "sara@halden.example"));
        ImportRow[] rows =
        [
            Row(first, "Bibliotek", ImportOutcome.Updated), Row(second, "Kulturskole", ImportOutcome.Kept, "lead", "description"), Row(third, "SFO", ImportOutcome.Withdrawn),
        ];
        await _site.ImportedAsync(rows);

        await _site.TurnAsync();

        Assert.Equal(
            [("mona@halden.example", "Nytt fra den nasjonale katalogen: 2 tjenester"), ("sara@halden.example", "Nytt fra den nasjonale katalogen: SFO")],
            _site.Mail.Subjects.Order());
        var mona = _site.Mail.Sent.Single(mail => mail.To.Single() == "mona@halden.example");
        Assert.Contains("- Bibliotek: kladden er oppdatert\n- Kulturskole: en nasjonal endring venter på at noen velger\n", mona.Body, StringComparison.Ordinal);
        Assert.Contains("/oversikt/endringer\n", mona.Body, StringComparison.Ordinal);

        // The next night all of it still is so, and nothing of it is new.
        _site.Mail.Sent.Clear();
        _site.Clock.Now += TimeSpan.FromDays(1);
        await _site.ImportedAsync(
            Row(first, "Bibliotek", ImportOutcome.Unchanged), Row(second, "Kulturskole", ImportOutcome.Unchanged, "lead", "description"), Row(third, "SFO", ImportOutcome.Withdrawn));
        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task TheOwnerIsNotToldAgainOfEachServiceThatAnImportChanged()
    {
        var key = await _site.ApprovedAsync();
        _site.Clock.Now += TimeSpan.FromMinutes(5);
        await _site.EditAsync(key, "Fra katalogen.");
        var ran = _site.Clock.Now;
        await using (var db = _site.Database())
        {
            db.ImportRuns.Add(new ImportRun
            {
                Source = "ntk",
                StartedAt = ran.AddMinutes(-1),
                SeenAt = ran,
                FinishedAt = ran.AddMinutes(1),
                Report = new ImportReport
                {
                    Source = "ntk",
                    Status = ImportStatus.Completed,
                    Message = new Label(string.Empty, string.Empty, string.Empty),
                    StartedAt = ran,
                    FinishedAt = ran,
                    Items = [Row(key, "Kulturskole", ImportOutcome.Updated)],
                }.ToJson(),
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        _site.Clock.Now = OutboxSite.Start.AddHours(1);
        await _site.TurnAsync();

        Assert.Equal(["kari@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()));
    }

    [Fact]
    public async Task TheMailboxThatReceivedUntilNowAndTheOwnerAreToldOfAnotherRecipient()
    {
        var key = await _site.ApprovedAsync();
        await _site.AnswerForAsync(key, now => now with { Recipient = "ny@halden.example" });

        await _site.TurnAsync();

        Assert.Equal(
            [("kulturskolen@halden.example", "Ny mottaker av søknader: Musikk- og kulturskole"), ("mona@halden.example", "Ny mottaker av søknader: Musikk- og kulturskole")],
            _site.Mail.Subjects.Order());
        Assert.All((await _site.DeliveriesAsync()).Where(delivery => delivery.Notice!.Event == NoticeEvent.RecipientChanged), delivery => Assert.Null(delivery.Notice!.Address));
    }

    [Fact]
    public async Task TheAddressOfAPreviousRecipientIsNotReadableInTheDatabase()
    {
        var key = await _site.ApprovedAsync();
        await _site.AnswerForAsync(key, now => now with { Recipient = "ny@halden.example" });

        await using var db = _site.Database();
        var notice = await db.Notices.SingleAsync(notice => notice.Event == NoticeEvent.RecipientChanged, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("kulturskolen", notice.Address, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("kulturskolen@halden.example", _site.Addresses.Read(notice.Address));
    }

    [Fact]
    public async Task ARecipientThatIsPutBackIsNotToldAnything()
    {
        var key = await _site.ApprovedAsync();
        await _site.AnswerForAsync(key, now => now with { Recipient = "ny@halden.example" });
        await _site.AnswerForAsync(key, now => now with { Recipient = "kulturskolen@halden.example" });

        await _site.TurnAsync();

        Assert.DoesNotContain(_site.Mail.Sent, mail => mail.To.Single() == "kulturskolen@halden.example");
    }

    [Fact]
    public async Task TheRecipientOfADraftNeverReceivedAnything()
    {
        var key = await _site.ServiceAsync();
        await _site.AnswerForAsync(key, now => now with { Recipient = "ny@halden.example" });

        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task WhatIsPublishedWithoutApprovalRaisesOneAlarmForAllThatIsAtATime()
    {
        var (first, second) = (await _site.ServiceAsync("Bibliotek"), await _site.ServiceAsync("Kulturskole"));
        WithheldText[] withheld = [new(first, "nb-NO", "1"), new(first, "nn-NO", "2"), new(second, "nb-NO", "3")];
        _site.Public.Withheld = withheld;
        await new UnapprovedAlarm(_site.Store, NullLogger<UnapprovedAlarm>.Instance).RaiseAsync(withheld, default);

        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);
        for (var minute = 0; minute < 5; minute++)
        {
            _site.Clock.Now += TimeSpan.FromMinutes(1);
            await _site.TurnAsync();
        }

        Assert.Equal([("anne@halden.example", "2 varsler fra Tjenester")], _site.Mail.Subjects);
        Assert.Contains("Alarm – publisert uten godkjenning: Bibliotek", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAlarmThatIsPutRightAtOnceIsNone()
    {
        var key = await _site.ServiceAsync();
        await new UnapprovedAlarm(_site.Store, NullLogger<UnapprovedAlarm>.Instance).RaiseAsync([new(key, "nb-NO", "1")], default);

        _site.Clock.Now += TimeSpan.FromMinutes(1);
        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task EachDepartmentThatHasNotApprovedIsAskedAndADeputyInTheDirectorsPlace()
    {
        var (health, deputy) = (_site.NewUser("Hans Helse", "hans@halden.example"), _site.NewUser("Dag Deputy", "dag@halden.example"));
        var key = await _site.ServiceAsync();
        await _site.Store.WriteAsync(async db =>
        {
            var other = new Department { Name = "Helse og omsorg", DirectorKey = health.Key };
            db.Departments.Add(other);
            db.Set<FurtherDepartment>().Add(new FurtherDepartment { DocumentKey = key, DepartmentKey = other.Key });
            db.Deputies.Add(new Deputy { DepartmentKey = other.Key, UserKey = deputy.Key, From = new DateOnly(2026, 6, 1), To = new DateOnly(2026, 6, 3) });
            await Task.CompletedTask;
            return true;
        });
        await _site.SubmitAsync(key);

        await _site.TurnAsync();
        Assert.Equal(["dag@halden.example", "hans@halden.example", "kari@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()).Order());

        // One has approved, and the deputy's days are over: the reminder is for who is left.
        _site.Mail.Sent.Clear();
        await _site.Store.WriteAsync(async db =>
        {
            var package = (await db.LastPackageAsync(key, default))!;
            package.Approvals.Add(new PackageApproval { PackageId = package.Id, DepartmentKey = _site.Department.Key, UserKey = _site.Director.Key, At = _site.Store.Now });
            return true;
        });
        _site.Clock.Now = OutboxSite.Start.AddDays(3);
        await _site.TurnAsync();
        Assert.Equal([("hans@halden.example", "Påminnelse – venter på godkjenning: Musikk- og kulturskole")], _site.Mail.Subjects);
    }

    [Fact]
    public async Task ReminderAndOverdueComeAfterWorkingDays()
    {
        await _site.SubmittedAsync();
        await _site.TurnAsync();
        _site.Mail.Sent.Clear();

        // Wednesday, Thursday, Friday; a weekend; five more.
        foreach (var (days, before, after) in (IEnumerable<(int, int, int)>)[(3, 0, 1), (14, 1, 4)])
        {
            _site.Clock.Now = OutboxSite.Start.AddDays(days).AddSeconds(-1);
            await _site.TurnAsync();
            Assert.Equal(before, _site.Mail.Sent.Count);
            _site.Clock.Now = OutboxSite.Start.AddDays(days);
            await _site.TurnAsync();
            await _site.TurnAsync();
            Assert.Equal(after, _site.Mail.Sent.Count);
        }

        Assert.Equal(("kari@halden.example", "Påminnelse – venter på godkjenning: Musikk- og kulturskole"), _site.Mail.Subjects.First());
        Assert.Contains("siden 2. juni 2026", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
        Assert.Equal(
            ["anne@halden.example", "eva@halden.example", "kari@halden.example"],
            _site.Mail.Subjects.Where(mail => mail.Subject == "Over fristen – venter på godkjenning: Musikk- og kulturskole").Select(mail => mail.To).Order());
        Assert.Contains("mer enn 10 arbeidsdager", _site.Mail.Sent[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyIsRemindedOfWhatHasBeenDecided()
    {
        var key = await _site.SubmittedAsync();
        await _site.DecideAsync(key, Decision.Rejected, "Nei.");
        await _site.TurnAsync();
        _site.Mail.Sent.Clear();

        _site.Clock.Now = OutboxSite.Start.AddDays(30);
        await _site.TurnAsync();

        Assert.Empty(_site.Mail.Sent);
    }

    [Fact]
    public async Task RemindersCanBeTurnedOff()
    {
        (_site.Options.RemindAfterWorkingDays, _site.Options.OverdueAfterWorkingDays) = (0, 0);
        await _site.SubmittedAsync();
        await _site.TurnAsync();
        _site.Clock.Now = OutboxSite.Start.AddDays(60);
        await _site.TurnAsync();

        Assert.Single(_site.Mail.Sent);
    }

    [Fact]
    public async Task WhenNobodyMayDecideTheAdministratorIsToldThatItIsSo()
    {
        var key = await _site.SubmittedAsync();
        await _site.EditAsync(key, "Søk om plass.", _site.Director);
        _site.Clock.Now = OutboxSite.Start.AddDays(14);

        await _site.TurnAsync();

        Assert.Equal(["anne@halden.example", "eva@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()).Order());
        Assert.All(_site.Mail.Sent, mail => Assert.Contains("Ingen kan godkjenne den slik det er nå.", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheDigestHasTheWholeDayInOneEmail()
    {
        await _site.SetModeAsync(_site.Director, NoticeMode.Daily);
        await _site.SubmittedAsync("Bibliotek");
        await _site.TurnAsync();
        _site.Clock.Now += TimeSpan.FromHours(2);
        await _site.SubmittedAsync("Kulturskole");
        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);

        _site.Clock.Now = new DateTimeOffset(2026, 6, 3, 5, 0, 0, TimeSpan.Zero);
        await _site.TurnAsync();

        var mail = Assert.Single(_site.Mail.Sent);
        Assert.Equal("2 varsler fra Tjenester", mail.Subject);
        Assert.Contains("1. Til godkjenning: Bibliotek", mail.Body, StringComparison.Ordinal);
        Assert.Contains("2. Til godkjenning: Kulturskole", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatHasBeenDecidedMeanwhileIsLeftOutOfTheDigest()
    {
        await _site.SetModeAsync(_site.Director, NoticeMode.Daily);
        var key = await _site.SubmittedAsync("Bibliotek");
        await _site.SubmittedAsync("Kulturskole");
        await _site.TurnAsync();
        await _site.DecideAsync(key, Decision.Approved);

        _site.Clock.Now = new DateTimeOffset(2026, 6, 3, 5, 0, 0, TimeSpan.Zero);
        await _site.TurnAsync();

        Assert.Equal("Til godkjenning: Kulturskole", Assert.Single(_site.Mail.Sent, mail => mail.To.Single() == "kari@halden.example").Subject);
    }

    [Fact]
    public async Task WhoWantsNoEmailStillGetsWhatIsRequired()
    {
        await _site.SetModeAsync(_site.Director, NoticeMode.RequiredOnly);
        await _site.SubmittedAsync();

        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);
        Assert.Equal("Til godkjenning: Musikk- og kulturskole", Assert.Single(await _site.Desk().MineAsync(_site.Director, "nb-NO", CancellationToken.None)).Headline);
        _site.Clock.Now = OutboxSite.Start.AddDays(14);
        await _site.TurnAsync();
        Assert.Contains(("kari@halden.example", "Over fristen – venter på godkjenning: Musikk- og kulturskole"), _site.Mail.Subjects);
    }

    [Fact]
    public async Task WhatTheServerRefusesIsTriedAgainLaterAndTheOthersAreSent()
    {
        await _site.SubmittedAsync();
        var key = await _site.SubmittedAsync("Bibliotek");
        await _site.DecideAsync(key, Decision.Approved);
        _site.Mail.Server = mail => mail.To.Single() == "kari@halden.example" ? throw new InvalidOperationException("550 5.1.1 <kari@halden.example> finnes ikke") : Task.CompletedTask;

        await _site.TurnAsync();

        Assert.Equal(["eva@halden.example", "mona@halden.example"], _site.Mail.Sent.Select(mail => mail.To.Single()).Order());
        var failed = Assert.Single(await _site.Desk().FailedAsync("nb-NO", CancellationToken.None));
        Assert.Equal(("Kari Kultur", 1, "550 5.1.1 <…> finnes ikke", false), (failed.To, failed.Attempts, failed.Fault, failed.IsDead));

        await _site.TurnAsync();
        Assert.Equal(2, _site.Mail.Sent.Count);
        _site.Mail.Server = _ => Task.CompletedTask;
        _site.Clock.Now += TimeSpan.FromMinutes(2);
        await _site.TurnAsync();
        Assert.Equal(3, _site.Mail.Sent.Count);
    }

    [Fact]
    public async Task NothingAboutAPersonIsLogged()
    {
        await _site.SubmittedAsync();
        _site.Mail.Server = mail => throw new InvalidOperationException($"<{mail.To.Single()}>: nei");

        await _site.TurnAsync();

        var line = Assert.Single(_site.Log.Lines);
        Assert.DoesNotContain("kari", line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("halden.example", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatNeverGetsAwayIsGivenUpAndCanBeTriedAgain()
    {
        _site.Options.MaxAttempts = 3;
        await _site.SubmittedAsync();
        _site.Mail.Server = _ => throw new SocketException();
        for (var turn = 0; turn < 6; turn++)
        {
            await _site.TurnAsync();
            _site.Clock.Now += TimeSpan.FromHours(4);
        }

        var dead = Assert.Single(await _site.Desk().FailedAsync("nb-NO", CancellationToken.None));
        Assert.True(dead.IsDead);
        Assert.Equal(3, dead.Attempts);

        _site.Mail.Server = _ => Task.CompletedTask;
        Assert.Equal(1, await _site.Desk().RetryAsync(dead.Id, CancellationToken.None));
        await _site.TurnAsync();
        Assert.Single(_site.Mail.Sent);
        Assert.Empty(await _site.Desk().FailedAsync("nb-NO", CancellationToken.None));
        Assert.Equal(0, await _site.Desk().RetryAsync(dead.Id, CancellationToken.None));
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerIsAskedOnceAndThenLessAndLess()
    {
        await _site.SubmittedAsync("Bibliotek");
        await _site.SubmittedAsync("Kulturskole");
        _site.Options.SendTimeout = TimeSpan.FromMilliseconds(20);
        _site.Mail.Server = _ => Task.Delay(Timeout.Infinite);
        var dispatch = _site.Dispatch();

        var pauses = new List<TimeSpan> { await dispatch.TurnAsync(default), await dispatch.TurnAsync(default) };

        Assert.Equal([TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40)], pauses);
        Assert.Equal([1, 1], (await _site.DeliveriesAsync()).Select(delivery => delivery.Attempts));
        _site.Mail.Server = _ => Task.CompletedTask;
        _site.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(TimeSpan.FromSeconds(10), await dispatch.TurnAsync(default));
        Assert.Equal(2, _site.Mail.Sent.Count);
    }

    [Fact]
    public async Task AProcessThatDiesBeforeItHasWrittenThatItSentLeavesItToBeSentOnceMoreWithTheSameReference()
    {
        await _site.SubmittedAsync();
        _site.Mail.Server = _ =>
        {
            _site.IsDatabaseDown = true;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<InvalidOperationException>(_site.TurnAsync);
        Assert.Single(_site.Mail.Sent);

        (_site.IsDatabaseDown, _site.Mail.Server) = (false, _ => Task.CompletedTask);
        await _site.TurnAsync();
        Assert.Single(_site.Mail.Sent);
        _site.Clock.Now += TimeSpan.FromMinutes(4);
        await _site.TurnAsync();
        await _site.TurnAsync();

        Assert.Equal(2, _site.Mail.Sent.Count);
        Assert.Equal(_site.Mail.Sent[0].Body, _site.Mail.Sent[1].Body);
        Assert.Contains($"Referanse: {(await _site.DeliveriesAsync())[0].Id}", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeUnderstoodKeepsNothingElseBack()
    {
        await _site.Store.WriteAsync(db =>
        {
            Notice Broken(string key, DateTimeOffset? addressedAt) => new() { Event = NoticeEvent.ImportFinished, Key = key, At = OutboxSite.Start, DueAt = OutboxSite.Start, AddressedAt = addressedAt };
            db.Notify(Broken("without a run", null));
            var addressed = Broken("without a run, addressed", OutboxSite.Start);
            db.Notify(addressed);
            db.NoticeDeliveries.Add(new NoticeDelivery { NoticeId = addressed.Id, Role = NoticeRole.Owner, UserKey = _site.Editor.Key, CreatedAt = OutboxSite.Start, NotBefore = OutboxSite.Start });
            return Task.FromResult(true);
        });
        await _site.SubmittedAsync();

        await _site.TurnAsync();
        Assert.Single(_site.Mail.Sent);
        Assert.Equal("E-posten lot seg ikke skrive (InvalidOperationException). Se loggen.", (await _site.DeliveriesAsync()).Single(delivery => delivery.State == DeliveryState.Waiting).Fault);
        var lines = _site.Log.Lines.Count;
        await _site.TurnAsync();
        Assert.Equal(lines, _site.Log.Lines.Count);
    }

    [Fact]
    public async Task WithoutEmailTheAddressOfAPreviousRecipientIsNotKept()
    {
        var key = await _site.ApprovedAsync();
        _site.Mail.CanSend = false;
        await _site.AnswerForAsync(key, now => now with { Recipient = "ny@halden.example" });

        await _site.TurnAsync();

        await using var db = _site.Database();
        Assert.Null((await db.Notices.SingleAsync(notice => notice.Event == NoticeEvent.RecipientChanged, TestContext.Current.CancellationToken)).Address);
    }

    [Fact]
    public async Task TwoProcessesNeverSendAtOnce()
    {
        await _site.SubmittedAsync();
        var other = Guid.NewGuid();
        Assert.True(await _site.Store.LeaseAsync("notices", other, TimeSpan.FromMinutes(3)));

        await _site.TurnAsync();
        Assert.Empty(_site.Mail.Sent);
        _site.Clock.Now += TimeSpan.FromMinutes(4);
        await _site.TurnAsync();

        Assert.Single(_site.Mail.Sent);
    }

    [Fact]
    public async Task UmbracoIsNeverAskedWhileOurDatabaseIsHeld()
    {
        // Somebody publishes: Umbraco holds its database and waits for ours.
        var key = await _site.ApprovedAsync();
        await _site.AnswerForAsync(key, now => now with { OwnerEmail = "ny@halden.example" });
        await _site.SubmitAsync(key);
        var answers = new List<bool>();
        _site.OnAskingUmbraco = () => answers.Add(_site.Store.WriteAsync(_ => Task.FromResult(true)).Wait(TimeSpan.FromSeconds(5)));

        _site.Clock.Now = OutboxSite.Start.AddDays(14);
        await _site.TurnAsync();

        Assert.NotEmpty(answers);
        Assert.DoesNotContain(false, answers);
        Assert.NotEmpty(_site.Mail.Sent);
    }

    [Fact]
    public async Task WhileOneSendsTheOtherDoesNot()
    {
        await _site.SubmittedAsync();
        var (isSending, mayFinish) = (new TaskCompletionSource(), new TaskCompletionSource());
        _site.Mail.Server = _ =>
        {
            isSending.TrySetResult();
            return mayFinish.Task;
        };
        var first = _site.TurnAsync();
        await isSending.Task;

        await _site.TurnAsync();
        mayFinish.SetResult();
        await first;

        Assert.Single(_site.Mail.Sent);
    }

    [Fact]
    public async Task WithoutEmailThereAreNoTriesAndTheApplicationHasIt()
    {
        _site.Mail.CanSend = false;
        var key = await _site.SubmittedAsync();
        await _site.DecideAsync(key, Decision.Approved);

        await _site.TurnAsync();

        Assert.Equal(
            [(NoticeRole.Decider, DeliveryState.InApp), (NoticeRole.Owner, DeliveryState.Dropped), (NoticeRole.Submitter, DeliveryState.InApp)],
            (await _site.DeliveriesAsync()).Select(delivery => (delivery.Role, delivery.State)).OrderBy(row => row.Role.ToString(), StringComparer.Ordinal));
        Assert.Equal("Godkjent: Musikk- og kulturskole", Assert.Single(await _site.Desk().MineAsync(_site.Editor, "nb-NO", CancellationToken.None)).Headline);
    }

    [Fact]
    public async Task WhatWaitsWhenEmailIsTurnedOffIsNotTriedForEver()
    {
        await _site.SubmittedAsync();
        _site.Mail.Server = _ => throw new SocketException();
        await _site.TurnAsync();
        _site.Mail.CanSend = false;
        _site.Clock.Now += TimeSpan.FromMinutes(2);

        await _site.TurnAsync();

        Assert.Equal(DeliveryState.InApp, Assert.Single(await _site.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task WhatWasToldIsForgottenAfterAMonthButAReminderDoesNotComeAgain()
    {
        await _site.SubmittedAsync();
        await _site.TurnAsync();
        _site.Clock.Now = OutboxSite.Start.AddDays(14);
        await _site.TurnAsync();
        var sent = _site.Mail.Sent.Count;

        _site.Clock.Now = OutboxSite.Start.AddDays(50);
        await _site.TurnAsync();
        await _site.TurnAsync();

        Assert.Equal(sent, _site.Mail.Sent.Count);
        Assert.Empty(await _site.DeliveriesAsync());
    }

    [Fact]
    public async Task WhatWasGivenUpIsNotForgotten()
    {
        _site.Options.MaxAttempts = 1;
        await _site.SubmittedAsync();
        _site.Mail.Server = _ => throw new SocketException();
        await _site.TurnAsync();
        _site.Clock.Now = OutboxSite.Start.AddDays(50);
        _site.Options.RemindAfterWorkingDays = _site.Options.OverdueAfterWorkingDays = 0;
        await _site.TurnAsync();

        Assert.Equal(DeliveryState.Dead, Assert.Single(await _site.DeliveriesAsync()).State);
    }

    [Fact]
    public async Task TellsADeputyOfTheAppointmentUnlessItHasBeenEnded()
    {
        var (deputy, ended) = (_site.NewUser("Dag Deputy", "dag@halden.example"), _site.NewUser("Ella Ended", "ella@halden.example"));
        var register = new ServiceRegister(_site.Store, _site.Addresses);
        foreach (var user in (Guid[])[deputy.Key, ended.Key])
        {
            await register.AppointDeputyAsync(_site.Department.Key, user, new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31), _site.Administrator.Key, default);
        }

        await using (var db = _site.Database())
        {
            await register.EndDeputyAsync(_site.Department.Key, db.Deputies.Single(known => known.UserKey == ended.Key).Key, _site.Administrator.Key, default);
        }

        await _site.TurnAsync();

        Assert.Equal([("dag@halden.example", "Du er stedfortreder for kommunalsjefen: Undervisning og kultur")], _site.Mail.Subjects);
        Assert.Contains("fra 1. juli 2026 til og med 31. juli 2026", _site.Mail.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoppedPlanIsToldOfUntilSomebodyHasSeenToIt()
    {
        var (first, second) = (await _site.ApprovedAsync("Bibliotek"), await _site.ApprovedAsync("Kulturskole"));
        await _site.Store.WriteAsync(db =>
        {
            foreach (var key in (Guid[])[first, second])
            {
                db.NotifyPlanStopped(key, OutboxSite.Start, _site.Store.Now);
            }

            db.RefusedReleases.Add(new RefusedRelease { DocumentKey = first, PlannedFor = OutboxSite.Start, RefusedAt = _site.Store.Now, State = ApprovalState.Changed });
            return Task.FromResult(true);
        });

        await _site.TurnAsync();

        Assert.Equal(
            [("eva@halden.example", "Planlagt publisering ble stoppet: Bibliotek"), ("mona@halden.example", "Planlagt publisering ble stoppet: Bibliotek")],
            _site.Mail.Subjects.Order());
    }

    [Fact]
    public async Task ANoticeIsWrittenWithWhatItTellsOfOrNotAtAll()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _site.Store.WriteAsync<bool>(db =>
        {
            db.NotifyReview(NoticeEvent.ReviewDue, Guid.NewGuid(), new DateOnly(2026, 9, 1), _site.Store.Now);
            throw new InvalidOperationException("The rest of it failed.");
        }));

        await using var database = _site.Database();
        Assert.Empty(await database.Notices.ToListAsync(TestContext.Current.CancellationToken));
    }

    private static ImportRow Row(Guid key, string title, ImportOutcome outcome, params string[] kept) => new()
    {
        Title = title,
        DocumentKey = key,
        Outcome = outcome,
        Kept = [.. kept.Select(alias => new FieldRow("nb-NO", alias))],
    };
}
