using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.IntegrationTests.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>From the intake to the recipient, with a real mail server on this machine.</summary>
public sealed class SubmissionDeliveryTests : IAsyncLifetime
{
    private const string Marked = "Bartholomeus";

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;
    private readonly int _port = LoopbackSmtp.FreePort();
    private HaldenSite? _site;

    private HaldenSite Site => _site ?? throw new InvalidOperationException("The site has not started.");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task TheRecipientIsToldWhereToReadItAndTheCitizenThatItIsReceivedByThemselves()
    {
        var arrived = new TaskCompletionSource();
        var mails = new List<MimeMessage>();
        await using var server = new LoopbackSmtp(_port, (mail, _) =>
        {
            lock (mails)
            {
                mails.Add(mail);
                if (mails.Count == 2)
                {
                    arrived.TrySetResult();
                }
            }

            return Task.FromResult(SmtpResponse.Ok);
        });
        await StartAsync(sends: true);
        var key = await Site.ApprovedAsync("Båtplass");

        var received = await ReceiveAsync(key, culture: Cultures.NewNorwegian);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var submission = await SubmissionAsync();
        var toRecipient = mails.Single(mail => mail.To.Mailboxes.Single().Address == "kulturskolen@halden.example");
        Assert.Equal($"Ny innsending {received.Reference}: Båtplass", toRecipient.Subject);
        Assert.Contains($"https://www.halden.example/umbraco/section/tjenester/view/oversikt/innsendinger/{submission.Id}", toRecipient.TextBody, StringComparison.Ordinal);
        Assert.Empty(toRecipient.Attachments);
        var receipt = mails.Single(mail => mail.To.Mailboxes.Single().Address == "ola@example.no");
        Assert.Equal($"Kvittering {received.Reference}: Båtplass", receipt.Subject);
        Assert.Contains("har motteke det du sende inn til «Båtplass»", receipt.TextBody, StringComparison.Ordinal);
        Assert.Contains(SubmissionTexts.At(submission.ReceivedAt).Nn, receipt.TextBody, StringComparison.Ordinal);
        Assert.All(mails, mail => Assert.DoesNotContain(Marked, mail.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsSentIsNotSentAgainAndTheCitizensAddressIsForgotten()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync());

        await TurnAsync();
        await TurnAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, server.Accepted.Count);
        Assert.All(await DeliveriesAsync(), delivery => Assert.Equal((SubmissionDeliveryState.Sent, null, null), (delivery.State, delivery.Address, delivery.Fault)));
    }

    [Fact]
    public async Task TheAnswersAreAttachedWhereTheMunicipalityWantsThat()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync(sends: false, "--Halden:Submissions:AttachAnswers", "true");
        var received = await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);

        await TurnAsync();

        var mail = Assert.Single(server.Accepted);
        Assert.DoesNotContain(Marked, mail.Subject + mail.TextBody, StringComparison.Ordinal);
        var attachment = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        Assert.Equal($"{received.Reference}.pdf", attachment.FileName);
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content, TestContext.Current.CancellationToken);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(content.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpReplyCode.ServiceUnavailable)]
    [InlineData(SmtpReplyCode.MailboxUnavailable)]
    public async Task WhatTheServerRefusesIsTriedAgainLater(SmtpReplyCode code)
    {
        var response = new SmtpResponse(code, "nei");
        await using var server = new LoopbackSmtp(_port, (_, _) => Task.FromResult(response));
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync());

        await TurnAsync();
        Assert.All(await DeliveriesAsync(), delivery => Assert.Equal((SubmissionDeliveryState.Waiting, 1), (delivery.State, delivery.Attempts)));
        Assert.All(await DeliveriesAsync(), delivery => Assert.DoesNotContain("@", delivery.Fault, StringComparison.Ordinal));
        response = SmtpResponse.Ok;
        await TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2, server.Accepted.Count);
    }

    [Fact]
    public async Task AServerThatDropsTheLineAfterTheMessageGetsItAgainUnderTheSameReference()
    {
        var seen = new List<MimeMessage>();
        var drops = true;
        await using var server = new LoopbackSmtp(_port, (mail, _) =>
        {
            seen.Add(mail);
            return drops ? throw new IOException("Borte.") : Task.FromResult(SmtpResponse.Ok);
        });
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);

        await TurnAsync();
        Assert.Equal((SubmissionDeliveryState.Waiting, 1), (await DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).Single());
        drops = false;
        await TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2, seen.Count);
        Assert.Equal((seen[0].TextBody, seen[0].MessageId), (seen[1].TextBody, seen[1].MessageId));
        Assert.Equal(SubmissionDeliveryState.Sent, (await DeliveriesAsync()).Single().State);
    }

    [Fact]
    public async Task AServerThatHangsHoldsNothingUpForLongAndLosesNothing()
    {
        var hangs = true;
        await using var server = new LoopbackSmtp(_port, async (_, stopping) =>
        {
            await (hangs ? Task.Delay(Timeout.Infinite, stopping) : Task.CompletedTask);
            return SmtpResponse.Ok;
        });
        await StartAsync(sends: false, "--Halden:Submissions:SendTimeout", "00:00:03");
        await ReceiveAsync(await Site.ApprovedAsync());

        await TurnAsync();
        var deliveries = await DeliveriesAsync();
        Assert.Contains("svarte ikke", deliveries.Single(delivery => delivery.Attempts == 1).Fault, StringComparison.Ordinal);

        // Whoever is next is not kept waiting for the same silence.
        Assert.Single(deliveries, delivery => delivery.Attempts == 0);
        hangs = false;
        await TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(2, server.Accepted.Count);
    }

    [Fact]
    public async Task AMailboxThatIsRefusedIsBrokenOffAndNoOther()
    {
        await using var server = new LoopbackSmtp(_port, refusedAddress: "full@halden.example");
        await StartAsync();
        var (full, other) = (await Site.RoutedAsync(RecipientKind.Mailbox, "full@halden.example"), await Site.ApprovedAsync());
        for (var i = 0; i < 4; i++)
        {
            await ReceiveAsync(full, receipt: null);
        }

        await ReceiveAsync(other);
        await TurnAsync();

        Assert.Equal(2, server.Accepted.Count);
        Assert.Equal([1, 1, 1, 0], (await DeliveriesAsync()).Where(delivery => delivery.Submission!.DocumentKey == full).Select(delivery => delivery.Attempts));
        var recipient = await Site.Get<HaldenStore>().ReadAsync(db => db.DeliveryRecipients.AsNoTracking().SingleAsync());
        Assert.Equal(("full@halden.example", 3), (recipient.Recipient, recipient.Failures));
    }

    [Fact]
    public async Task AServerThatIsDownForDaysLosesNothing()
    {
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);

        var time = TimeSpan.Zero;
        var delivery = (await DeliveriesAsync()).Single();
        for (var tries = 0; tries < 100 && delivery.State == SubmissionDeliveryState.Waiting; tries++)
        {
            // Its recipient may be broken off for longer: after a try that took its time, and by up to a quarter of an hour at the end.
            var due = delivery.NotBefore - DateTimeOffset.UtcNow + TimeSpan.FromSeconds(1);
            time = due > time ? due : time + TimeSpan.FromMinutes(1);
            await TurnAsync(time);
            delivery = (await DeliveriesAsync()).Single();
        }

        Assert.Equal(SubmissionDeliveryState.Dead, delivery.State);
        Assert.InRange(time, TimeSpan.FromHours(71.9), TimeSpan.FromHours(72.3));
        Assert.InRange(delivery.Attempts, 20, 40);
        Assert.NotNull(delivery.Fault);
    }

    [Fact]
    public async Task AClockThatJumpsMakesNoFirstTryTheLast()
    {
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);

        await TurnAsync(TimeSpan.FromDays(30));

        Assert.Equal((SubmissionDeliveryState.Waiting, 1), (await DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).Single());
    }

    [Fact]
    public async Task AProcessThatDiesInATryLeavesItToBeTriedAgain()
    {
        var (dies, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new LoopbackSmtp(_port, async (_, stopping) =>
        {
            dies.TrySetResult();
            await goesOn.Task.WaitAsync(stopping);
            return SmtpResponse.Ok;
        });
        await StartAsync();
        await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);
        var dying = TurnAsync();
        await dies.Task.WaitAsync(TimeSpan.FromSeconds(30));

        // As it stands in the database while the server has the message: what a process would find that starts now.
        var delivery = (await DeliveriesAsync()).Single();
        Assert.Equal((SubmissionDeliveryState.Waiting, 1), (delivery.State, delivery.Attempts));
        Assert.True(delivery.NotBefore > DateTimeOffset.UtcNow);

        // And none that runs meanwhile sends it too.
        await TurnAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await DeliveriesAsync()).Single().Attempts);
        goesOn.SetResult();
        await dying;
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task WhereEmailIsNotSetUpItWaitsUntilItIs()
    {
        _site = await HaldenSite.StartAsync(_directory, "--Halden:Submissions:Send", "false", "--Halden:Notices:Send", "false");
        await ReceiveAsync(await Site.ApprovedAsync(), receipt: null);

        await TurnAsync();
        await TurnAsync(TimeSpan.FromDays(10));
        var delivery = (await DeliveriesAsync()).Single();
        Assert.Equal((SubmissionDeliveryState.Waiting, 0, SubmissionTexts.NoMail.Nb), (delivery.State, delivery.Attempts, delivery.Fault));

        await Site.DisposeAsync();
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        await TurnAsync(TimeSpan.FromDays(11));
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task WhatIsForALineOfBusinessSystemWaitsAndSaysWhy()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        var key = await Site.DraftAsync();
        await Site.RouteAsync(key, RecipientKind.LineOfBusinessSystem, "Visma Flyt Skole");
        await Site.ApproveAsync(key);
        await ReceiveAsync(key);

        await TurnAsync();
        await TurnAsync(TimeSpan.FromDays(100));

        var deliveries = await DeliveriesAsync();
        Assert.Equal(SubmissionDeliveryState.Sent, deliveries.Single(delivery => delivery.Kind == DeliveryKind.Receipt).State);
        var waiting = deliveries.Single(delivery => delivery.Kind == DeliveryKind.Recipient);
        Assert.Equal((SubmissionDeliveryState.Waiting, SubmissionTexts.NoWayTo("Visma Flyt Skole").Nb), (waiting.State, waiting.Fault));
    }

    [Fact]
    public async Task ANewRecipientReceivesNothingBeforeItIsApproved()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        var key = await Site.ApprovedAsync();
        await Site.RouteAsync(key, RecipientKind.Mailbox, "noen@andre.example");

        await ReceiveAsync(key, receipt: null);
        await TurnAsync();
        await Site.ApproveAsync(key);
        await ReceiveAsync(key, receipt: null);
        await TurnAsync();

        Assert.Equal(["kulturskolen@halden.example", "noen@andre.example"], server.Accepted.Select(mail => mail.To.Mailboxes.Single().Address));
    }

    [Fact]
    public async Task TheVerbsShowWhatFailedHaveItTriedAgainAndDeleteWhatIsDone()
    {
        await StartAsync();
        var received = await ReceiveAsync(await Site.ApprovedAsync("Båtplass"), receipt: null);
        await TurnAsync();

        var (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "--failed", "--json");
        Assert.Equal(0, code);
        var failed = JsonNode.Parse(output)!["items"]!.AsArray().Single()!;
        Assert.Equal((received.Reference, "recipient", false), ((string?)failed["reference"], (string?)failed["kind"], (bool)failed["isDead"]!));
        (code, _, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "retry");
        Assert.Equal(2, code);
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "retry", (string)failed["id"]!, "--json");
        Assert.Equal((0, 1), (code, (int)JsonNode.Parse(output)!["retried"]!));
        (code, _, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "pause", "ingen@halden.example");
        Assert.Equal(1, code);
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "pause", "SMTP", "--json");
        Assert.Equal((0, true), (code, (bool)JsonNode.Parse(output)!["recipients"]![0]!["isPaused"]!));
        await using var server = new LoopbackSmtp(_port);
        await TurnAsync();
        Assert.Empty(server.Accepted);
        (code, _, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "outbox", "resume", "smtp");
        Assert.Equal(0, code);
        await TurnAsync();
        Assert.Single(server.Accepted);

        await Site.Get<HaldenStore>().WriteAsync(async db =>
        {
            var submission = await db.Submissions.SingleAsync();
            (submission.State, submission.DoneAt) = (SubmissionState.Done, DateTimeOffset.UtcNow.AddDays(-91));
            return true;
        });
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "submissions", "purge", "--dry-run");
        Assert.Equal(0, code);
        Assert.Contains(received.Reference!, output, StringComparison.Ordinal);
        Assert.NotNull(await SubmissionAsync());
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "submissions", "purge", "--json");
        Assert.Equal((0, 1), (code, (int)JsonNode.Parse(output)!["total"]!));
        Assert.Empty(await DeliveriesAsync());
    }

    private Task<IntakeOutcome> ReceiveAsync(Guid key, string? receipt = "ola@example.no", string culture = Cultures.Bokmal) => Site.ReceiveAsync(key, Marked, receipt, culture);

    private async Task StartAsync(bool sends = false, params string[] settings) => _site = await HaldenSite.StartAsync(
        _directory, [.. LoopbackSmtp.SettingsFor(_port), "--Halden:Submissions:Send", sends ? "true" : "false", "--Halden:Notices:Send", "false", .. settings]);

    private Task TurnAsync(TimeSpan later = default) => Site.TurnAsync(later);

    private Task<List<SubmissionDelivery>> DeliveriesAsync() => Site.DeliveriesAsync();

    private Task<Submission> SubmissionAsync() => Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.AsNoTracking().SingleAsync());
}
