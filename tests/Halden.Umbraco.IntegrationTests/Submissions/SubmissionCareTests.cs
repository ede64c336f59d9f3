using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Tests;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>A citizen's rights over their data, and for how long it is kept.</summary>
public sealed class SubmissionCareTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/submissions";

    private static readonly DemonstrationUser Owner = new("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);

    // Nothing is delivered beside the test.
    private protected override string[] Settings => ["--Halden:Submissions:Send", "false"];

    [Fact]
    public async Task ACitizenIsFoundInWhatTheCallerMayReadAndNowhereElse()
    {
        var key = await Site.ApprovedAsync("Båtplass");
        var received = await ReceiveAsync(key, "Åse Ørn");
        await ReceiveAsync(key, "Kari Nordmann", receipt: null);
        using var owner = await OwnerAsync();
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var found = await SearchAsync(owner, "åse ørn");
        Assert.Equal(("name", 2, 0, false), ((string?)found["by"], (int)found["searched"]!, (int)found["unreadable"]!, (bool)found["isMore"]!));
        var item = found["items"]!.AsArray().Single()!;
        Assert.Equal(received.Reference, (string?)item["submission"]!["reference"]);
        Assert.Equal(["Hva heter du?", "Hvorfor?", "Legg ved"], item["questions"]!.AsArray().Select(question => (string?)question));
        Assert.DoesNotContain("Ørn", found.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await SearchAsync(administrator, "åse ørn"))["items"]!.AsArray());

        // The receipt is not sent yet, so that its address is still there.
        Assert.Single((await SearchAsync(owner, "ASE@example.no"))["items"]!.AsArray());
        foreach (var nonsense in (string?[])[null, " ", "123", "x"])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsJsonAsync($"{Api}/search", new { term = nonsense })).StatusCode);
        }
    }

    [Fact]
    public async Task ASearchIsInTheAuditTrailWithWhatItFoundAndWithoutWhatWasSearchedFor()
    {
        var key = await Site.ApprovedAsync("Båtplass");
        var received = await ReceiveAsync(key, "Bartholomeus");
        using var owner = await OwnerAsync();

        await SearchAsync(owner, "Bartholomeus");

        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var trail = (await administrator.GetFromJsonAsync<JsonNode>("/umbraco/halden/api/v1/audit"))!;
        var lines = trail["items"]!.AsArray().Where(line => ((string?)line!["action"])!.StartsWith("submission", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            [(AuditTrail.SubmissionFound, $"Innsending: {received.Reference}"), (AuditTrail.SubmissionsSearched, "Søkt på: Navn · Gjennomsøkt: 1 · Funnet: 1")],
            lines.Select(line => ((string?)line!["action"], (string?)line["comment"])));
        Assert.All(lines, line => Assert.Equal("Mona Melodi", (string?)line!["person"]!["name"]));
        Assert.DoesNotContain("Bartholomeus", trail.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Directory.EnumerateFiles(Site.Directory, "Halden.sqlite.db*"), file => Holds(file, "Bartholomeus"));
    }

    [Fact]
    public async Task WhatIsGivenOutHasTheAnswersForMachinesAndPeopleAndTheFiles()
    {
        var received = await ReceiveAsync(await Site.ApprovedAsync("Båtplass"), "Åse/../Ørn");
        var id = await IdAsync(received);
        using var owner = await OwnerAsync();

        var answer = await owner.PostAsJsonAsync($"{Api}/export", new { submissions = new[] { id } });

        Assert.Equal(("application/zip", true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal([$"{received.Reference}/innsending.pdf", $"{received.Reference}/01 Åse_.._Ørn.txt", "innsendinger.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.StartsWith("%PDF-", await ReadAsync(zip.Entries[0]), StringComparison.Ordinal);
        Assert.Equal("Fila til Åse/../Ørn", await ReadAsync(zip.Entries[1]));
        var said = JsonNode.Parse(await ReadAsync(zip.Entries[2]))!.AsArray().Single()!;
        Assert.Equal((received.Reference, "Båtplass", "Ny"), ((string?)said["reference"], (string?)said["service"], (string?)said["state"]));
        Assert.Equal("Åse/../Ørn", (string?)said["answers"]![0]!["answers"]![0]);
        Assert.Equal([AuditTrail.SubmissionExported], await ActsAsync());
    }

    [Fact]
    public async Task WhatIsErasedIsGoneFromTheDatabasesFilesAndTheTrailKeepsWhyAndByWhom()
    {
        var key = await Site.ApprovedAsync("Båtplass");
        var received = await ReceiveAsync(key, "Åse Ørn");
        var kept = await ReceiveAsync(key, "Kari");
        var id = await IdAsync(received);
        var pieces = await PiecesAsync(id);
        Assert.Equal(3, pieces.Count);
        await Site.Get<HaldenStore>().EmptyLogAsync(CancellationToken.None);

        // Files that can be looked through are SQLite's; a server's are its own.
        Assert.Equal(!TestPostgreSql.IsUsed, pieces.Exists(HeldByAFile));
        using var owner = await OwnerAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsJsonAsync($"{Api}/erase", new { submissions = new[] { id } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PostAsJsonAsync($"{Api}/erase", new { submissions = Array.Empty<Guid>(), reason = "requested" })).StatusCode);
        var answer = await owner.PostAsJsonAsync($"{Api}/erase", new { submissions = new[] { id }, reason = "requested" });

        Assert.Equal("""{"erased":1}""", await answer.Content.ReadAsStringAsync());
        Assert.DoesNotContain(pieces, HeldByAFile);
        Assert.Equal([kept.Reference], (await owner.GetFromJsonAsync<JsonNode>(Api))!["items"]!.AsArray().Select(line => (string?)line!["reference"]));
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync($"{Api}/{id}")).StatusCode);
        var line = await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.SingleAsync(one => one.Action == AuditTrail.SubmissionErased));
        Assert.Equal((key, $$"""{"Submission":"{{received.Reference}}","Reason":"Innbyggeren har bedt om det"}"""), (line.DocumentKey, System.Text.RegularExpressions.Regex.Unescape(line.Detail!)));
        Assert.True(await Site.Get<HaldenStore>().ReadAsync(async db => (await AuditTrail.VerifyAsync(db, null, CancellationToken.None)).IsWhole));
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("export")]
    public async Task WithOneThatIsNotOnesOwnNothingIsDone(string what)
    {
        var id = await IdAsync(await ReceiveAsync(await Site.ApprovedAsync("Båtplass"), "Åse"));
        using var owner = await OwnerAsync();
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        Assert.Equal(HttpStatusCode.Forbidden, (await administrator.PostAsJsonAsync($"{Api}/{what}", new { submissions = new[] { id }, reason = "requested" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.PostAsJsonAsync($"{Api}/{what}", new { submissions = new[] { id, Guid.NewGuid() }, reason = "requested" })).StatusCode);

        Assert.Equal(1, (int)(await owner.GetFromJsonAsync<JsonNode>(Api))!["total"]!);
        Assert.Empty(await ActsAsync());
    }

    [Fact]
    public async Task WhoAnswersForAServiceChoosesForHowLongItsSubmissionsAreKept()
    {
        var key = await Site.ApprovedAsync("Båtplass");
        var id = await IdAsync(await ReceiveAsync(key, "Åse"));
        using var owner = await OwnerAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "done", version = 0 });
        Assert.Equal((90, false), await KeptAsync(owner, id));

        Assert.Equal(HttpStatusCode.Forbidden, (await editor.PutAsJsonAsync($"{Api}/retention/{key}", new { keepDays = 1 })).StatusCode);
        foreach (var days in (int[])[0, -1, 3651])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PutAsJsonAsync($"{Api}/retention/{key}", new { keepDays = days })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync($"{Api}/retention/{key}", new { keepDays = 365, anonymise = true })).StatusCode);
        Assert.Equal((365, true), await KeptAsync(owner, id));
        var service = (await owner.GetFromJsonAsync<JsonNode>($"{Api}/retention"))!["services"]!.AsArray().Single()!;
        Assert.Equal(("Båtplass", 365, true), ((string?)service["title"], (int)service["keepDays"]!, (bool)service["anonymise"]!));
        Assert.Empty((await editor.GetFromJsonAsync<JsonNode>($"{Api}/retention"))!["services"]!.AsArray());

        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync($"{Api}/retention/{key}", new { })).StatusCode);
        Assert.Equal((90, false), await KeptAsync(owner, id));
        Assert.Equal(
            ["""{"Days":"365","Then":"Anonymiseres"}""", """{"Days":"90","Then":"Slettes"}"""],
            await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.Where(line => line.Action == AuditTrail.SubmissionRetentionChanged).OrderBy(line => line.Number).Select(line => line.Detail!).ToListAsync()));
    }

    [Fact]
    public async Task WhatIsAnonymisedIsOpenedAsSuchAndCannotBeFoundByWhatItWas()
    {
        var id = await IdAsync(await ReceiveAsync(await Site.ApprovedAsync("Båtplass"), "Åse"));
        await Site.Get<HaldenStore>().WriteAsync(async db =>
        {
            await db.AnonymiseAsync([id], DateTimeOffset.UtcNow, CancellationToken.None);
            return true;
        });
        using var owner = await OwnerAsync();

        var opened = (await owner.GetFromJsonAsync<JsonNode>($"{Api}/{id}"))!;

        Assert.Equal((true, 0, 0), ((bool)opened["isReadable"]!, opened["groups"]!.AsArray().Count, opened["attachments"]!.AsArray().Count));
        Assert.NotNull(opened["submission"]!["anonymisedAt"]);
        Assert.Equal(0, (int)(await SearchAsync(owner, "Åse"))["searched"]!);
        Assert.Null(await Site.Get<SubmissionOutbox>().FaultOfKeysAsync(CancellationToken.None));
    }

    private static async Task<JsonNode> SearchAsync(HttpClient client, string term)
    {
        var answer = await client.PostAsJsonAsync($"{Api}/search", new { term });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<(int Days, bool Anonymises)> KeptAsync(HttpClient client, Guid id)
    {
        var opened = (await client.GetFromJsonAsync<JsonNode>($"{Api}/{id}"))!;
        return ((int)opened["keepDays"]!, (bool)opened["anonymises"]!);
    }

    private static async Task<string> ReadAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private static bool Holds(string file, string text) => Holds(file, Encoding.UTF8.GetBytes(text)) || Holds(file, Encoding.Unicode.GetBytes(text));

    private static bool Holds(string file, byte[] piece)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(piece) >= 0;
    }

    /// <summary>Whether any of the site's files has it, the database's log among them.</summary>
    private bool HeldByAFile(byte[] piece) => Directory.EnumerateFiles(Site.Directory, "*", SearchOption.AllDirectories).Any(file => Holds(file, piece));

    private Task<List<byte[]>> PiecesAsync(Guid id) => Site.Get<HaldenStore>().ReadAsync(async db =>
    {
        var submission = await db.Submissions.AsNoTracking().Include(one => one.Attachments).Include(one => one.Deliveries).SingleAsync(one => one.Id == id);
        return (List<byte[]>)[submission.Payload[^40..], submission.Attachments[0].Content[^40..], submission.Deliveries.Single(one => one.Address is not null).Address![^40..]];
    });

    private Task<List<string>> ActsAsync() => Site.Get<HaldenStore>().ReadAsync(db =>
        db.Audit.Where(line => line.Action.StartsWith(AuditTrail.OfSubmissions)).OrderBy(line => line.Number).Select(line => line.Action).ToListAsync());

    private async Task<IntakeOutcome> ReceiveAsync(Guid key, string name, string? receipt = "ase@example.no") =>
        await Site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(key, name, receipt), CancellationToken.None);

    private async Task<Guid> IdAsync(IntakeOutcome received) =>
        await Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.Where(one => one.Reference == received.Reference).Select(one => one.Id).SingleAsync());

    private async Task<HttpClient> OwnerAsync()
    {
        await DemonstrationUsers.EnsureAsync(Owner, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        return await Site.SignedInAsync(Owner);
    }
}
