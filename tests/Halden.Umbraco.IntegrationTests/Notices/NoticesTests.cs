using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;
using Umbraco.Cms.Core.Scoping;

namespace Halden.Umbraco.IntegrationTests.Notices;

/// <summary>The outbox in a whole site, with a real mail server on this machine.</summary>
public sealed class NoticesTests : IAsyncLifetime
{
    private const string Api = "/umbraco/halden/api/v1/";

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
    public async Task WhatIsSubmittedAndDecidedReachesPeopleByItself()
    {
        var (submitted, rejected) = (new TaskCompletionSource<MimeMessage>(), new TaskCompletionSource<MimeMessage>());
        await using var server = new LoopbackSmtp(_port, (mail, _) =>
        {
            (mail.Subject!.StartsWith("Til godkjenning", StringComparison.Ordinal) ? submitted : rejected).TrySetResult(mail);
            return Task.FromResult(SmtpResponse.Ok);
        });
        await StartAsync(sends: true);
        var key = await Site.DraftAsync("Båtplass");

        await Site.SubmitAsync(key);
        var asked = await submitted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Site.Approvals.RejectAsync(key, Site.Director, await Site.HashAsync(key), "Prisen mangler.", CancellationToken.None);
        var answered = await rejected.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((DemonstrationUsers.Directors[0].Email, "Til godkjenning: Båtplass"), (asked.To.Mailboxes.Single().Address, asked.Subject));
        Assert.Contains($"https://www.halden.example/umbraco/section/tjenester/view/oversikt/godkjenning/{key}", asked.TextBody, StringComparison.Ordinal);
        Assert.Equal("Avvist med kommentar: Båtplass", answered.Subject);
        Assert.Contains("Prisen mangler.", answered.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMailServerThatIsDownLosesNothingAndAnAdministratorMaySendItAtOnce()
    {
        await StartAsync();
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);

        await TurnAsync();

        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var failed = (await administrator.GetFromJsonAsync<JsonArray>(Api + "notices/failed"))!;
        Assert.Equal((DemonstrationUsers.Directors[0].Name, 1, false), ((string?)failed.Single()!["to"], (int)failed[0]!["attempts"]!, (bool)failed[0]!["isDead"]!));
        Assert.DoesNotContain("@", (string)failed[0]!["fault"]!, StringComparison.Ordinal);

        await using var server = new LoopbackSmtp(_port);
        await TurnAsync();
        Assert.Empty(server.Accepted);
        var answer = await administrator.PostAsync($"{Api}notices/failed/{(string)failed[0]!["id"]!}/retry", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await TurnAsync();
        Assert.Single(server.Accepted);
        Assert.Empty((await administrator.GetFromJsonAsync<JsonArray>(Api + "notices/failed"))!);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.PostAsync($"{Api}notices/failed/{(string)failed[0]!["id"]!}/retry", null)).StatusCode);
    }

    [Theory]
    [InlineData(SmtpReplyCode.ServiceUnavailable)]
    [InlineData(SmtpReplyCode.MailboxUnavailable)]
    public async Task WhatTheServerRefusesIsTriedAgainLater(SmtpReplyCode code)
    {
        var response = new SmtpResponse(code, "nei");
        await using var server = new LoopbackSmtp(_port, (_, _) => Task.FromResult(response));
        await StartAsync();
        await Site.SubmitAsync(await Site.DraftAsync());

        await TurnAsync();
        Assert.Equal((DeliveryState.Waiting, 1), (await DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).Single());
        response = SmtpResponse.Ok;
        await TurnAsync(DateTimeOffset.UtcNow.AddMinutes(2));

        Assert.Single(server.Accepted);
        Assert.Equal(DeliveryState.Sent, (await DeliveriesAsync()).Single().State);
    }

    [Fact]
    public async Task AServerThatHangsHoldsNothingUpForLong()
    {
        var hangs = true;
        await using var server = new LoopbackSmtp(_port, async (_, stopping) =>
        {
            await (hangs ? Task.Delay(Timeout.Infinite, stopping) : Task.CompletedTask);
            return SmtpResponse.Ok;
        });
        await StartAsync(sends: false, "--Halden:Notices:SendTimeout", "00:00:00.5");
        await Site.SubmitAsync(await Site.DraftAsync());

        await TurnAsync();
        Assert.Contains("svarte ikke", (await DeliveriesAsync()).Single().Fault, StringComparison.Ordinal);
        hangs = false;
        await TurnAsync(DateTimeOffset.UtcNow.AddMinutes(2));

        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task EverythingThatHappensToAnApprovedServiceIsToldOf()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        var key = await Site.ApprovedAsync("Båtplass");
        await TurnAsync();
        Assert.Equal(["Godkjent: Båtplass", "Godkjent: Båtplass"], server.Accepted.Select(mail => mail.Subject));

        // In Umbraco's own editor, past every service of ours.
        var content = Site.Load(key);
        ServiceDocument.Set(content, Cultures.Bokmal, ServiceFields.Lead, "Leie av båtplass i Halden.");
        Assert.True(Site.Contents.Save(content, await Site.Get<global::Umbraco.Cms.Core.Services.IUserIdKeyResolver>().GetAsync(Site.Editor)).Success);
        var register = (await Site.ViewAsync(key)).Register;
        await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key, new Responsibility(register.Version, Site.Department, "Mona Melodi", "mona@halden.example", RecipientKind.Mailbox, "havna@halden.example"), Site.Editor, CancellationToken.None);
        var other = await Site.DraftAsync("Utenom");
        using (var scope = Site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            using var silence = scope.Notifications.Suppress();
            Assert.True(Site.Contents.Publish(Site.Load(other), [Cultures.Bokmal], -1).Success);
            scope.Complete();
        }

        Site.Get<SelfServiceReadModel>().Changed(other);
        await Site.UpToDateAsync();
        await TurnAsync();
        await TurnAsync(DateTimeOffset.UtcNow.AddDays(1));

        // Umbraco's first administrator reads English until that is changed.
        Assert.Equal(
            [
                (DemonstrationUsers.Administrator.Email, "Alarm – published without approval: Utenom"),
                (DemonstrationUsers.Directors[0].Email, "Endret etter godkjenning: Båtplass"),
                ("kulturskolen@halden.example", "Ny mottaker av søknader: Båtplass"),
                ("mona@halden.example", "Endret etter godkjenning: Båtplass"),
                ("mona@halden.example", "Ny mottaker av søknader: Båtplass"),
            ],
            server.Accepted.Skip(2).Select(mail => (mail.To.Mailboxes.Single().Address, mail.Subject)).Order());
    }

    [Fact]
    public async Task AnImportTellsItsOwnersOnce()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        await Site.ImportAsync(Catalogue("Ett år"));
        foreach (var draft in Site.Get<ServiceDrafts>().All())
        {
            await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
                draft.Key, new Responsibility((await Site.ViewAsync(draft.Key)).Register.Version, Site.Department, "Mona Melodi", "mona@halden.example", RecipientKind.Mailbox, "post@halden.example"), Site.Editor, CancellationToken.None);
        }

        await Site.ImportAsync(Catalogue("To år"), dryRun: true);
        await TurnAsync();
        Assert.Empty(server.Accepted);
        await Site.ImportAsync(Catalogue("To år"));
        await TurnAsync();
        await Site.ImportAsync(Catalogue("To år"));
        await TurnAsync();

        var mail = Assert.Single(server.Accepted);
        Assert.Equal("Nytt fra den nasjonale katalogen: 2 tjenester", mail.Subject);
        Assert.Contains("- Barnehageplass: kladden er oppdatert", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReviewThatIsOverdueAndADeputyAndAStoppedPlanAreToldOf()
    {
        await using var server = new LoopbackSmtp(_port);
        await StartAsync();
        var register = Site.Get<ServiceRegister>();
        var reviewed = await Site.ApprovedAsync("Båtplass");
        await register.SaveDepartmentAsync(Site.Department, new DepartmentChange(HaldenSite.Culture, Site.Director, 1), Site.Editor, CancellationToken.None);
        await Site.Get<HaldenStore>().ReadAsync(db =>
            db.Packages.Where(package => package.DocumentKey == reviewed).ExecuteUpdateAsync(package => package.SetProperty(p => p.DecidedAt, DateTimeOffset.UtcNow.AddDays(-60))));
        var tomorrow = DateTimeOffset.UtcNow.AddDays(1);
        var planned = await Site.DraftAsync("Utleie");
        await Site.Approvals.SubmitAsync(planned, Site.Editor, tomorrow, CancellationToken.None);
        await Site.Approvals.ApproveAsync(planned, Site.Director, await Site.HashAsync(planned), CancellationToken.None);
        await Site.EditAsync(planned, ServiceFields.Lead, "Endret mens den ventet.");
        await TurnAsync();
        var before = server.Accepted.Count;

        await Site.Get<ReviewPass>().RunAsync(CancellationToken.None);
        await Site.Get<ReviewPass>().RunAsync(CancellationToken.None);
        var today = Site.Get<HaldenStore>().Today;
        await register.AppointDeputyAsync(Site.Department, Site.Editor, today, today.AddDays(7), Site.Director, CancellationToken.None);
        Assert.NotEmpty(Site.Contents.PerformScheduledPublish(tomorrow.UtcDateTime.AddDays(1)).ToList());
        await TurnAsync();

        Assert.Equal(
            [
                (DemonstrationUsers.Directors[0].Email, "Gjennomgang over fristen: Båtplass"),
                ("mona@halden.example", "Gjennomgang over fristen: Båtplass"),
                ("mona@halden.example", "Planlagt publisering ble stoppet: Utleie"),
                (DemonstrationUsers.Editor.Email, "Du er stedfortreder for kommunalsjefen: Undervisning og kultur"),
                (DemonstrationUsers.Editor.Email, "Gjennomgang over fristen: Båtplass"),
                (DemonstrationUsers.Editor.Email, "Planlagt publisering ble stoppet: Utleie"),
            ],
            server.Accepted.Skip(before).Select(mail => (mail.To.Mailboxes.Single().Address, mail.Subject)).Order());
    }

    [Fact]
    public async Task EachPersonSeesAndChoosesForThemselvesOnly()
    {
        await StartAsync();
        await Site.SubmitAsync(await Site.DraftAsync("Båtplass"));
        await TurnAsync();
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var mine = (await director.GetFromJsonAsync<JsonObject>(Api + "me/notices"))!;
        Assert.Equal(("atOnce", true, DemonstrationUsers.Directors[0].Email), ((string?)mine["mode"], (bool)mine["hasMail"]!, (string?)mine["email"]));
        var notice = mine["items"]!.AsArray().Single()!;
        Assert.Equal(("submitted", "Til godkjenning: Båtplass", false), ((string?)notice["event"], (string?)notice["headline"], (bool)notice["isSent"]!));
        Assert.StartsWith("godkjenning/", (string?)notice["path"], StringComparison.Ordinal);
        Assert.Empty((await editor.GetFromJsonAsync<JsonObject>(Api + "me/notices"))!["items"]!.AsArray());

        using var chosen = await director.PutAsJsonAsync(Api + "me/notices", new { mode = "daily" });
        Assert.Equal("daily", (string?)(await chosen.Content.ReadFromJsonAsync<JsonObject>())!["mode"]);
        Assert.Equal("atOnce", (string?)(await editor.GetFromJsonAsync<JsonObject>(Api + "me/notices"))!["mode"]);
        foreach (var mode in (string?[])["1", "aldri", "", null])
        {
            using var refused = await director.PutAsJsonAsync(Api + "me/notices", new { mode });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        Assert.Equal("daily", (string?)(await director.GetFromJsonAsync<JsonObject>(Api + "me/notices"))!["mode"]);
    }

    [Fact]
    public async Task TheVerbShowsWhatFailedAndHasItTriedAgain()
    {
        await StartAsync(sends: false, "--Halden:Notices:MaxAttempts", "1");
        await Site.SubmitAsync(await Site.DraftAsync("Båtplass"));
        await TurnAsync();

        var (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "notices", "--failed", "--json");
        Assert.Equal(1, code);
        var failed = JsonNode.Parse(output)!["items"]!.AsArray().Single()!;
        Assert.Equal(("Til godkjenning: Båtplass", true), ((string?)failed["headline"], (bool)failed["isDead"]!));

        await using var server = new LoopbackSmtp(_port);
        (code, _, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "notices", "retry");
        Assert.Equal(2, code);
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, ["notices", "retry", (string)failed["id"]!, "--json", .. LoopbackSmtp.SettingsFor(_port)]);
        Assert.Equal((0, 1), (code, (int)JsonNode.Parse(output)!["retried"]!));

        // The verb leaves the sending to the site.
        Assert.Empty(server.Accepted);
        await TurnAsync();
        Assert.Single(server.Accepted);
        (code, output, _) = await SiteExecutable.RunAsync(_directory, withAdministrator: true, "notices");
        Assert.Equal(0, code);
        Assert.Contains("1 sendt", output, StringComparison.Ordinal);
    }

    private async Task StartAsync(bool sends = false, params string[] settings)
    {
        _site = await HaldenSite.StartAsync(_directory, [.. LoopbackSmtp.SettingsFor(_port), "--Halden:Notices:Send", sends ? "true" : "false", .. settings]);
    }

    /// <summary>A turn of the outbox, now or as if it were later.</summary>
    private Task TurnAsync(DateTimeOffset? at = null) => ActivatorUtilities.CreateInstance<NoticeDispatch>(
        Site.Services, new HaldenStore(Site.Get<IDbContextFactory<HaldenDbContext>>(), at is { } moment ? new At(moment) : TimeProvider.System)).TurnAsync(CancellationToken.None);

    private Task<List<NoticeDelivery>> DeliveriesAsync() => Site.Get<HaldenStore>().ReadAsync(db => db.NoticeDeliveries.AsNoTracking().ToListAsync());

    private static string Catalogue(string lead) => JsonSerializer.Serialize(new[] { (Id: 1, Name: "Barnehageplass"), (Id: 2, Name: "Skolefritidsordning") }.Select(service => new
    {
        navn = service.Name,
        ingress = lead,
        tjenestebeskrivelseID = new { tjenesteID = service.Id, versjon = 1, land = "NO", sprak = "no", variant = string.Empty },
    }));

    private sealed class At(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
