using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.IntegrationTests.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using SmtpServer.Protocol;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>From the intake to line-of-business systems, folders and paper, each line by itself.</summary>
public sealed class SystemDeliveryTests : IAsyncLifetime
{
    private const string System = "Visma Flyt Skole";
    private const string Other = "Ephorte";
    private const string Secret = "en-hemmelighet-som-er-lang-nok-for-alle";
    private const string Api = "/umbraco/halden/api/v1";

    private static readonly DemonstrationUser Owner = new("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;
    private readonly string _files = Directory.CreateTempSubdirectory("halden-filer-").FullName;
    private LoopbackSystem? _system;
    private HaldenSite? _site;

    private HaldenSite Site => _site ?? throw new InvalidOperationException("The site has not started.");

    private LoopbackSystem Receiver => _system ?? throw new InvalidOperationException("The system has not started.");

    public async ValueTask InitializeAsync() => _system = await LoopbackSystem.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        await Receiver.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        Directory.Delete(_files, recursive: true);
    }

    [Fact]
    public async Task ASystemGetsSignedJsonWithTheFilesAndItsCaseNumberIsShown()
    {
        await StartAsync();
        var key = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        var received = await Site.ReceiveAsync(key, "Åse");

        await Site.TurnAsync();

        var delivery = Assert.Single(await Site.DeliveriesAsync());
        Assert.Equal((SubmissionDeliveryState.Accepted, "2026/1", DeliveryChannel.System), (delivery.State, delivery.TheirReference, delivery.Channel));
        var (headers, body) = Assert.Single(Receiver.Requests);
        Assert.Equal(delivery.Id.ToString(), headers["Idempotency-Key"]);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(headers["Halden-Timestamp"] + ".").Concat(body).ToArray());
        Assert.Equal($"sha256={Convert.ToHexStringLower(signed)}", headers["Halden-Signature"]);
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["Halden-Timestamp"], null)), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        var json = JsonNode.Parse(body)!;
        Assert.Equal(("halden.submission/1", received.Reference, "Båtplass"), ((string?)json["schema"], (string?)json["reference"], (string?)json["service"]!["name"]));
        Assert.Equal(("navn", "Hva heter du?", "Åse"), ((string?)json["answers"]![0]!["alias"], (string?)json["answers"]![0]!["question"], (string?)json["answers"]![0]!["values"]![0]));
        var file = json["files"]![0]!;
        var content = Convert.FromBase64String((string)file["content"]!);
        Assert.Equal(("Åse.txt", "Fila til Åse", Convert.ToHexStringLower(SHA256.HashData(content))), ((string?)file["fileName"], Encoding.UTF8.GetString(content), (string?)file["sha256"]));
    }

    [Theory]
    [InlineData(Behaviour.Refuses, "avviste innsendingen (422)")]
    [InlineData(Behaviour.Breaks, "har en feil (500)")]
    [InlineData(Behaviour.TakesAndBreaks, "har en feil (500)")]
    [InlineData(Behaviour.AnswersHalf, "kunne ikke nås")]
    [InlineData(Behaviour.Redirects, "viste videre")]
    [InlineData(Behaviour.Hangs, "svarte ikke innen 2 sekunder")]
    [InlineData(Behaviour.TakesAndHangs, "svarte ikke innen 2 sekunder")]
    public async Task WhatASystemDoesNotSayThatItHasIsTriedAgainUnderTheSameKeyAndTakenOnce(Behaviour behaviour, string fault)
    {
        await StartAsync();
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System));
        Receiver.Behaviour = behaviour;

        await Site.TurnAsync();
        var delivery = Assert.Single(await Site.DeliveriesAsync());
        Assert.Equal((SubmissionDeliveryState.Waiting, 1), (delivery.State, delivery.Attempts));
        Assert.Contains(fault, delivery.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain("Ola", delivery.Fault, StringComparison.Ordinal);
        Receiver.Behaviour = Behaviour.TakesOnceThenConflict;
        await Site.TurnAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(SubmissionDeliveryState.Accepted, Assert.Single(await Site.DeliveriesAsync()).State);
        Assert.Equal(2, Receiver.Requests.Count);
        Assert.Single(Receiver.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal(1, Assert.Single(Receiver.Taken).Value);
        await Site.TurnAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, Receiver.Requests.Count);
    }

    [Fact]
    public async Task AnAnswerWithoutEndIsReadNoFurtherThanItIsOfUse()
    {
        await StartAsync();
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System));
        Receiver.Behaviour = Behaviour.AnswersForEver;

        await Site.TurnAsync();

        Assert.Equal((SubmissionDeliveryState.Accepted, null), (await Site.DeliveriesAsync()).Select(delivery => (delivery.State, delivery.TheirReference)).Single());
    }

    [Fact]
    public async Task BothSidesProveThemselvesByCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (pfx, root) = (Path.Combine(_files, "klient.pfx"), Path.Combine(_files, "rot.cer"));
        await File.WriteAllBytesAsync(pfx, made.Export(X509ContentType.Pkcs12, "passord"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(root, made.Export(X509ContentType.Cert), TestContext.Current.CancellationToken);
        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(pfx, "passord");
        await using var secured = await LoopbackSystem.StartAsync(certificate);
        string[] settings = [.. For(Other, ("Plugin", "http"), ("Url", secured.Address.ToString()), ("ClientCertificate", pfx), ("ClientCertificatePassword", "passord"))];
        await StartAsync([.. settings, .. For(Other, ("TrustedRoot", root))]);
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other));

        await Site.TurnAsync();
        Assert.Equal(SubmissionDeliveryState.Accepted, Assert.Single(await Site.DeliveriesAsync()).State);
        Assert.DoesNotContain("Halden-Signature", Assert.Single(secured.Requests).Headers.Keys);

        // The same without the root: a receiver that does not prove itself is sent nothing.
        await Site.DisposeAsync();
        await StartAsync(settings);
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other, "Brygge"));
        await Site.TurnAsync();
        Assert.Single(await Site.DeliveriesAsync(), delivery => delivery.State == SubmissionDeliveryState.Waiting && delivery.Fault!.Contains("kunne ikke nås", StringComparison.Ordinal));
        Assert.Single(secured.Requests);
    }

    [Fact]
    public async Task AMailServerThatHangsHoldsUpNoSystem()
    {
        var (hangs, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = new LoopbackSmtp(answer: async (_, stopping) =>
        {
            hangs.TrySetResult();
            await goesOn.Task.WaitAsync(stopping);
            return SmtpResponse.Ok;
        });
        await StartAsync([.. LoopbackSmtp.SettingsFor(server.Port)]);
        var mailed = await Site.ApprovedAsync();
        var posted = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        await Site.ReceiveAsync(mailed);
        await Site.ReceiveAsync(posted);

        var turn = Site.TurnAsync();
        await hangs.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await EventuallyAsync(() => Receiver.Taken.Count == 1);

        // Nor what comes while it hangs.
        await Site.ReceiveAsync(posted);
        await EventuallyAsync(() => Receiver.Taken.Count == 2);
        Assert.False(turn.IsCompleted);
        goesOn.SetResult();
        await turn;
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task WhereNothingGetsThroughItIsBrokenOffAndThenOneIsTriedForAll()
    {
        await StartAsync();
        var key = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        for (var i = 0; i < 6; i++)
        {
            await Site.ReceiveAsync(key);
        }

        Receiver.Behaviour = Behaviour.Breaks;
        await Site.TurnAsync();
        Assert.Equal(3, Receiver.Requests.Count);
        await Site.TurnAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(3, Receiver.Requests.Count);
        var recipient = Assert.Single(await Site.Get<DeliveryDesk>().RecipientsAsync(null, CancellationToken.None), line => line.Way.Recipient == System);
        Assert.Equal((3, 6, "Fagsystemet har en feil (500)."), (recipient.Failures, recipient.Waiting, recipient.Fault));
        Assert.NotNull(recipient.BrokenOffUntil);

        await Site.TurnAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(4, Receiver.Requests.Count);
        Receiver.Behaviour = Behaviour.Takes;
        await Site.TurnAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(6, Receiver.Taken.Count);
        recipient = Assert.Single(await Site.Get<DeliveryDesk>().RecipientsAsync(null, CancellationToken.None), line => line.Way.Recipient == System);
        Assert.Equal((0, 0, null), (recipient.Failures, recipient.Waiting, recipient.BrokenOffUntil));
    }

    [Fact]
    public async Task OneThatIsBrokenOffSaysSoAndIsTriedAtOnceWhenAPersonAsks()
    {
        await StartAsync();
        var key = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        Receiver.Behaviour = Behaviour.Hangs;
        await Site.ReceiveAsync(key);
        await Site.ReceiveAsync(key);
        await Site.TurnAsync();
        Assert.Single(Receiver.Requests);
        Receiver.Behaviour = Behaviour.Takes;
        using var owner = await OwnerAsync();
        var held = (await owner.GetFromJsonAsync<JsonNode>($"{Api}/submissions"))!["items"]!.AsArray().Select(line => (string?)line!["deliveries"]![0]!["heldBecause"]);
        Assert.All(held, text => Assert.StartsWith("Ingenting kommer fram til mottakeren akkurat nå.", text, StringComparison.Ordinal));
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var answer = await administrator.PostAsync($"{Api}/deliveries/retry", null);

        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["retried"]!.GetValue<int>());
        await Site.TurnAsync();
        Assert.Equal(2, Receiver.Taken.Count);
    }

    [Fact]
    public async Task AnAdministratorHasARecipientWaitAndGoOn()
    {
        await StartAsync([.. For(Other, ("Plugin", "files"), ("Directory", _files))]);
        var paused = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        var goesOn = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other, "Brygge");
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        await Site.ReceiveAsync(paused);
        Assert.Equal(HttpStatusCode.NoContent, (await PauseAsync(new { channel = "system", recipient = System.ToUpperInvariant(), isPaused = true })).StatusCode);
        await Site.ReceiveAsync(goesOn);
        await Site.TurnAsync();
        await Site.TurnAsync(TimeSpan.FromDays(10));

        Assert.Empty(Receiver.Requests);
        Assert.Equal(2, Directory.GetFiles(_files).Length);
        var waiting = Assert.Single(await Site.DeliveriesAsync(), delivery => delivery.State == SubmissionDeliveryState.Waiting);
        Assert.Equal(0, waiting.Attempts);
        using var owner = await OwnerAsync();
        var shown = (await owner.GetFromJsonAsync<JsonArray>($"{Api}/deliveries/recipients"))!.First(line => (string?)line!["recipient"] == System)!;
        Assert.Equal((true, DemonstrationUsers.Administrator.Name, 1), ((bool)shown["isPaused"]!, (string?)shown["pausedBy"], (int)shown["waiting"]!));

        Assert.Equal(HttpStatusCode.NoContent, (await PauseAsync(new { channel = "system", recipient = System, isPaused = false })).StatusCode);
        await Site.TurnAsync();
        Assert.Single(Receiver.Taken);
        var acts = await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.Where(line => line.Action.StartsWith("deliveries")).OrderBy(line => line.Number).Select(line => line.Action).ToListAsync());
        Assert.Equal([AuditTrail.DeliveriesPaused, AuditTrail.DeliveriesResumed], acts);

        foreach (var bad in (object[])[new { channel = "brevdue", recipient = System, isPaused = true }, new { channel = "system", recipient = "Finnes ikke", isPaused = true }, new { channel = "system", recipient = System }])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PauseAsync(bad)).StatusCode);
        }

        Task<HttpResponseMessage> PauseAsync(object choice) => administrator.PutAsJsonAsync($"{Api}/deliveries/recipients/pause", choice);
    }

    [Fact]
    public async Task WhereOrderIsAskedForAServicesLaterOnesWaitForItsEarlierOnes()
    {
        await StartAsync([.. For(System, ("KeepOrder", "true"))]);
        var (first, second) = (await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System), await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System, "Brygge"));
        foreach (var key in (Guid[])[first, first, second, second])
        {
            await Site.ReceiveAsync(key);
        }

        var deliveries = await Site.DeliveriesAsync();
        var stopped = deliveries[0].Id.ToString();
        Receiver.Refused[stopped] = true;
        await Site.TurnAsync();
        await Site.TurnAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(deliveries[2..].Select(delivery => delivery.Id.ToString()), Receiver.Order);
        Receiver.Refused.Clear();
        await Site.TurnAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(deliveries[..2].Select(delivery => delivery.Id.ToString()), Receiver.Order.Skip(2));
    }

    [Fact]
    public async Task WithoutThatTheyDoNot()
    {
        await StartAsync();
        var key = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, System);
        await Site.ReceiveAsync(key);
        await Site.ReceiveAsync(key);
        Receiver.Refused[(await Site.DeliveriesAsync())[0].Id.ToString()] = true;

        await Site.TurnAsync();

        Assert.Equal([(await Site.DeliveriesAsync())[1].Id.ToString()], Receiver.Order);
    }

    [Fact]
    public async Task FilesAreLeftForASystemAndTheLastOfThemSaysThatAllAreThere()
    {
        await StartAsync([.. For(Other, ("Plugin", "files"), ("Directory", _files))]);
        var received = await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other), "Åse");

        await Site.TurnAsync();

        var delivery = Assert.Single(await Site.DeliveriesAsync());
        Assert.Equal(SubmissionDeliveryState.Sent, delivery.State);
        Assert.Equal([$"{delivery.Id}-1.txt", $"{delivery.Id}.json"], Directory.GetFiles(_files).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_files, $"{delivery.Id}.json"), TestContext.Current.CancellationToken))!;
        Assert.Equal((received.Reference, $"{delivery.Id}-1.txt"), ((string?)json["reference"], (string?)json["files"]![0]!["file"]));
        Assert.Equal("Fila til Åse", await File.ReadAllTextAsync(Path.Combine(_files, $"{delivery.Id}-1.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatIsInTheFolderIsNeverWrittenOverAndWhatWasBegunIsDoneAgain()
    {
        await StartAsync([.. For(Other, ("Plugin", "files"), ("Directory", _files), ("Format", "xml"))]);
        var key = await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other);
        await Site.ReceiveAsync(key, "Åse\u0007 & \ud83d\ude00");
        await Site.ReceiveAsync(key);
        var (first, second) = ((await Site.DeliveriesAsync())[0].Id, (await Site.DeliveriesAsync())[1].Id);
        await File.WriteAllTextAsync(Path.Combine(_files, $".{first}.xml.tmp"), "halv", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_files, $"{second}.xml"), "levert før prosessen døde", TestContext.Current.CancellationToken);

        await Site.TurnAsync();

        Assert.All(await Site.DeliveriesAsync(), delivery => Assert.Equal(SubmissionDeliveryState.Sent, delivery.State));
        var xml = XDocument.Load(Path.Combine(_files, $"{first}.xml"));
        XNamespace space = "urn:halden:submission:1";
        Assert.Equal("Åse\ufffd & \ud83d\ude00", xml.Descendants(space + "value").First().Value);
        Assert.Equal("levert før prosessen døde", await File.ReadAllTextAsync(Path.Combine(_files, $"{second}.xml"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Directory.GetFiles(_files), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFolderThatIsNotThereIsWaitedForAndTheCheckSaysSo()
    {
        var missing = Path.Combine(_files, "borte");
        await StartAsync([.. For(Other, ("Plugin", "files"), ("Directory", missing))]);
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other));

        await Site.TurnAsync();
        await Site.TurnAsync(TimeSpan.FromDays(10));
        Assert.Contains("finnes ikke", Assert.Single(await Site.DeliveriesAsync()).Fault, StringComparison.Ordinal);
        var check = Assert.Single(await Site.Get<ConfigurationChecks>().RunAsync(CancellationToken.None), result => result.Name == "systems");
        Assert.Equal(CheckLevel.Error, check.Level);
        Assert.Contains($"{Other}: ", check.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(missing);
        await Site.TurnAsync(TimeSpan.FromDays(11));

        Assert.Equal(2, Directory.GetFiles(missing).Length);
    }

    [Theory]
    [InlineData("accepts", true, null)]
    [InlineData("refuses", false, "Fagsystemet avviste innsendingen (demonstrasjon).")]
    [InlineData("isSilent", false, "Fagsystemet svarte ikke (demonstrasjon).")]
    [InlineData(null, false, "leverer ingenting")]
    public async Task TheExampleOfAPluginAnswersAsItsSettingsSayAndOnlyWhereItIsAskedTo(string? answer, bool isAccepted, string? fault)
    {
        await StartAsync([.. For(Other, ("Plugin", "demonstration"), ("DeliversNothing", answer is null ? "false" : "true"), ("Answer", answer ?? "accepts"))]);
        await Site.ReceiveAsync(await Site.RoutedAsync(RecipientKind.LineOfBusinessSystem, Other));

        await Site.TurnAsync();

        var delivery = Assert.Single(await Site.DeliveriesAsync());
        Assert.Equal((isAccepted ? SubmissionDeliveryState.Accepted : SubmissionDeliveryState.Waiting, isAccepted), (delivery.State, delivery.TheirReference?.StartsWith("DEMO-", StringComparison.Ordinal) == true));
        Assert.Contains(fault ?? string.Empty, delivery.Fault ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsForPaperLiesInTheOwnersQueueUntilAPersonHasRegisteredIt()
    {
        await StartAsync();
        var key = await Site.RoutedAsync(RecipientKind.PrintQueue, null);
        var received = await Site.ReceiveAsync(key, "Åse");
        await Site.TurnAsync();
        await Site.TurnAsync(TimeSpan.FromDays(30));
        Assert.Equal((SubmissionDeliveryState.Queued, 1), (await Site.DeliveriesAsync()).Select(delivery => (delivery.State, delivery.Attempts)).Single());
        using var owner = await OwnerAsync();
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        Assert.Empty((await administrator.GetFromJsonAsync<JsonArray>($"{Api}/deliveries/print"))!);
        var line = Assert.Single((await owner.GetFromJsonAsync<JsonArray>($"{Api}/deliveries/print"))!)!;
        Assert.Equal((received.Reference, "Båtplass", true), ((string?)line["reference"], (string?)line["service"], (bool)line["hasFiles"]!));
        var path = $"{Api}/submissions/{(string?)line["submission"]}/deliveries/{(string?)line["delivery"]}";
        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.GetAsync($"{path}/pdf")).StatusCode);
        var pdf = await owner.GetAsync($"{path}/pdf");
        Assert.Equal(("application/pdf", $"{received.Reference}.pdf"), (pdf.Content.Headers.ContentType!.MediaType, pdf.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal("%PDF-"u8.ToArray(), (await pdf.Content.ReadAsByteArrayAsync())[..5]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsJsonAsync($"{path}/registered", new { theirReference = new string('x', 101) })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsJsonAsync($"{path}/registered", new { theirReference = "2026/77" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsJsonAsync($"{path}/registered", new { })).StatusCode);
        Assert.Equal((SubmissionDeliveryState.Accepted, "2026/77"), (await Site.DeliveriesAsync()).Select(delivery => (delivery.State, delivery.TheirReference)).Single());
        Assert.Empty((await owner.GetFromJsonAsync<JsonArray>($"{Api}/deliveries/print"))!);
        var acts = await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.Where(one => one.DocumentKey == key && one.Action.StartsWith("submission")).OrderBy(one => one.Number).Select(one => one.Action).ToListAsync());
        Assert.Equal([AuditTrail.SubmissionRead, AuditTrail.SubmissionRegistered], acts);
    }

    private async Task StartAsync(params string[] settings) => _site = await HaldenSite.StartAsync(
        _directory,
        [
            "--Halden:Submissions:Send", "false", "--Halden:Notices:Send", "false",
            .. For(System, ("Plugin", "http"), ("Url", Receiver.Address.ToString()), ("Secret", Secret), ("Timeout", "00:00:02")),
            .. settings,
        ]);

    private static IEnumerable<string> For(string system, params (string Name, string Value)[] settings) =>
        settings.SelectMany(setting => (string[])[$"--Halden:Submissions:Systems:{system}:{setting.Name}", setting.Value]);

    private async Task<HttpClient> OwnerAsync()
    {
        await DemonstrationUsers.EnsureAsync(Owner, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        return await Site.SignedInAsync(Owner);
    }

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
