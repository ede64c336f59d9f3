using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>What people see of the submissions, and do with them.</summary>
public sealed class SubmissionsTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/submissions";

    private static readonly DemonstrationUser Owner = new("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);

    // Nothing is delivered beside the test.
    private protected override string[] Settings => ["--Halden:Submissions:Send", "false"];

    [Fact]
    public async Task TheOwnerFindsWhatCitizensHaveSentAndReadsIt()
    {
        var (key, received) = await ReceivedAsync();
        using var owner = await OwnerAsync();

        var line = (await owner.GetFromJsonAsync<JsonNode>(Api))!["items"]!.AsArray().Single()!;
        Assert.Equal((received.Reference, key, "Båtplass", "new"), (Text(line, "reference"), line["documentKey"]!.GetValue<Guid>(), Text(line, "service"), Text(line, "state")));
        Assert.DoesNotContain("Åse", line.ToJsonString(), StringComparison.Ordinal);
        var answer = await owner.GetAsync($"{Api}/{Text(line, "id")}");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var opened = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        var questions = opened["groups"]![0]!["questions"]!.AsArray();
        Assert.Equal(("Hva heter du?", "Åse"), (Text(questions[0]!, "question"), (string?)questions[0]!["answers"]![0]));
        var file = await owner.GetAsync($"{Api}/{Text(line, "id")}/attachments/{Text(opened["attachments"]![0]!, "id")}");
        Assert.Equal("Fila til Åse", await file.Content.ReadAsStringAsync());
        Assert.Equal(("attachment", "Åse.txt", "application/octet-stream"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileNameStar, file.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task EveryLookIsInTheAuditTrailByWhomAndNothingOfTheContent()
    {
        var (key, received) = await ReceivedAsync();
        using var owner = await OwnerAsync();
        var id = await IdAsync(received);
        var opened = (await owner.GetFromJsonAsync<JsonNode>($"{Api}/{id}"))!;
        await owner.GetAsync($"{Api}/{id}/attachments/{Text(opened["attachments"]![0]!, "id")}");
        using var refused = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        await refused.GetAsync($"{Api}/{id}");

        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var lines = (await administrator.GetFromJsonAsync<JsonNode>($"/umbraco/halden/api/v1/audit?service={key}"))!["items"]!.AsArray();

        Assert.Equal(
            [(AuditTrail.SubmissionFileRead, "Mona Melodi"), (AuditTrail.SubmissionRead, "Mona Melodi")],
            lines.Select(line => (Text(line!, "action"), (string?)line!["person"]?["name"])).Where(line => line.Item1!.StartsWith("submissionRead", StringComparison.Ordinal) || line.Item1.StartsWith("submissionFile", StringComparison.Ordinal)));
        Assert.Contains(received.Reference!, lines.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Åse", lines.ToJsonString(), StringComparison.Ordinal);
        Assert.True(await Site.Get<HaldenStore>().ReadAsync(async db => (await AuditTrail.VerifyAsync(db, null, CancellationToken.None)).IsWhole));

        // The history of the service is for everybody in the section, and tells nothing of it.
        var history = (await owner.GetFromJsonAsync<JsonArray>($"/umbraco/halden/api/v1/services/{key}/history"))!;
        Assert.Contains(AuditTrail.Published, history.Select(line => Text(line!, "action")));
        Assert.DoesNotContain(history, line => Text(line!, "action")!.StartsWith("submission", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoDirectsTheDepartmentReadsItAndAdministratorsAndEditorsDoNot()
    {
        var (_, received) = await ReceivedAsync();
        var id = await IdAsync(received);
        foreach (var (user, expected) in (IEnumerable<(DemonstrationUser, HttpStatusCode)>)
            [(DemonstrationUsers.Directors[0], HttpStatusCode.OK), (DemonstrationUsers.Administrator, HttpStatusCode.Forbidden), (DemonstrationUsers.Editor, HttpStatusCode.Forbidden)])
        {
            using var client = await Site.SignedInAsync(user);

            Assert.Equal(expected, (await client.GetAsync($"{Api}/{id}")).StatusCode);
            Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, (await client.GetFromJsonAsync<JsonNode>(Api))!["total"]!.GetValue<int>());
        }

        using var deniedAnything = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        Assert.Equal(HttpStatusCode.Forbidden, (await deniedAnything.GetAsync($"{Api}/{Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task WhoIsMadeOwnerReadsNothingBeforeThatIsApprovedAndWhoNoLongerIsReadsNothingAtOnce()
    {
        var (key, received) = await ReceivedAsync();
        var id = await IdAsync(received);
        using var owner = await OwnerAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        await OwnedByAsync(key, DemonstrationUsers.Editor.Email);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync($"{Api}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync($"{Api}/{id}")).StatusCode);

        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await editor.GetAsync($"{Api}/{id}")).StatusCode);
    }

    [Fact]
    public async Task TheStateIsSetAndWhatIsNoStateIsRefused()
    {
        var (_, received) = await ReceivedAsync();
        var id = await IdAsync(received);
        using var owner = await OwnerAsync();

        foreach (var state in (string?[])["1", "borte", null])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state, version = 0 })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "done" })).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "done", version = 0 })).StatusCode);
        Assert.NotNull((await SubmissionAsync(id)).DoneAt);
        Assert.Equal(1, (await owner.GetFromJsonAsync<JsonNode>($"{Api}?state=done"))!["total"]!.GetValue<int>());
        Assert.Equal(0, (await owner.GetFromJsonAsync<JsonNode>($"{Api}?state=new"))!["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "inWork", version = 1 })).StatusCode);
        Assert.Equal((SubmissionState.InWork, null), ((await SubmissionAsync(id)).State, (await SubmissionAsync(id)).DoneAt));
    }

    [Fact]
    public async Task WhoSawAnEarlierStateChangesNothingAndIsToldSo()
    {
        var (_, received) = await ReceivedAsync();
        var id = await IdAsync(received);
        using var owner = await OwnerAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "inWork", version = 0 })).StatusCode);

        var answer = await owner.PutAsJsonAsync($"{Api}/{id}/state", new { state = "done", version = 0 });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("En annen har endret tilstanden", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((SubmissionState.InWork, null), ((await SubmissionAsync(id)).State, (await SubmissionAsync(id)).DoneAt));
        Assert.Equal(1, (await owner.GetFromJsonAsync<JsonNode>(Api))!["items"]![0]!["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task ADeliveryThatFailedIsTriedAgainAndNoOther()
    {
        var (_, received) = await ReceivedAsync();
        var id = await IdAsync(received);
        using var owner = await OwnerAsync();
        var delivery = (await owner.GetFromJsonAsync<JsonNode>(Api))!["items"]![0]!["deliveries"]![0]!;
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsync($"{Api}/{id}/deliveries/{Text(delivery, "id")}/retry", null)).StatusCode);
        await Site.Get<HaldenStore>().WriteAsync(async db =>
        {
            var row = await db.SubmissionDeliveries.SingleAsync();
            (row.State, row.Fault, row.EndedAt, row.Attempts) = (SubmissionDeliveryState.Dead, "Nei.", DateTimeOffset.UtcNow, 30);
            return true;
        });

        Assert.Equal(HttpStatusCode.NoContent, (await owner.PostAsync($"{Api}/{id}/deliveries/{Text(delivery, "id")}/retry", null)).StatusCode);

        var retried = await Site.Get<HaldenStore>().ReadAsync(db => db.SubmissionDeliveries.AsNoTracking().SingleAsync());
        Assert.Equal((SubmissionDeliveryState.Waiting, 0, null), (retried.State, retried.Attempts, retried.EndedAt));
        Assert.True(retried.GiveUpAt > DateTimeOffset.UtcNow.AddHours(71));
    }

    [Fact]
    public async Task TheListIsAskedByServiceReferenceAndDeliveryAndSummedUp()
    {
        var (key, first) = await ReceivedAsync();
        var other = await Site.ApprovedAsync("Kulturskolen");
        var second = await Site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(other, "Kari"), CancellationToken.None);
        await FailAsync(second);
        using var owner = await OwnerAsync();

        var reference = second.Reference!.ToLowerInvariant().Replace('-', ' ');
        foreach (var (query, expected) in (IEnumerable<(string, string?[])>)
            [
                (string.Empty, [second.Reference, first.Reference]),
                ($"?service={key}", [first.Reference]),
                ($"?q={reference}", [second.Reference]),
                ($"?q={reference[4..]}", [second.Reference]),
                ("?q=---", []),
                ("?delivery=failed", [second.Reference]),
                ("?delivery=waiting", [first.Reference]),
                ("?delivery=delivered", []),
                ("?skip=1&take=1", [first.Reference]),
            ])
        {
            Assert.Equal(expected, (await owner.GetFromJsonAsync<JsonNode>(Api + query))!["items"]!.AsArray().Select(line => Text(line!, "reference")));
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.GetAsync($"{Api}?delivery=borte")).StatusCode);
        var summary = (await owner.GetFromJsonAsync<JsonNode>($"{Api}/summary"))!;
        Assert.Equal((2, 1), (summary["new"]!.GetValue<int>(), summary["failed"]!.GetValue<int>()));
        Assert.Equal(["Båtplass", "Kulturskolen"], summary["services"]!.AsArray().Select(service => Text(service!, "title")));
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        Assert.Equal("""{"new":0,"failed":0,"services":[]}""", await editor.GetStringAsync($"{Api}/summary"));
    }

    [Fact]
    public async Task WhatFailedIsTriedAgainInBulkOfOnesOwnAndOneService()
    {
        var (key, first) = await ReceivedAsync();
        var second = await Site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(await Site.ApprovedAsync("Kulturskolen")), CancellationToken.None);
        await FailAsync(first);
        await FailAsync(second);
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var owner = await OwnerAsync();

        Assert.Equal(0, await RetriedAsync(editor, null));
        Assert.Equal(1, await RetriedAsync(owner, key));
        Assert.Equal([true, false], await TriedAtOnceAsync());
        Assert.Equal(2, await RetriedAsync(owner, null));
        Assert.Equal([true, true], await TriedAtOnceAsync());
        Assert.Equal(3, await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.CountAsync(line => line.Action == AuditTrail.SubmissionRetried)));

        Task<List<bool>> TriedAtOnceAsync() => Site.Get<HaldenStore>().ReadAsync(db =>
            db.SubmissionDeliveries.OrderBy(one => one.Submission!.ReceivedAt).Select(one => one.State == SubmissionDeliveryState.Waiting && one.EndedAt == null).ToListAsync());

        static async Task<int> RetriedAsync(HttpClient client, Guid? service) =>
            (await (await client.PostAsJsonAsync($"{Api}/deliveries/retry", new { service })).Content.ReadFromJsonAsync<JsonNode>())!["retried"]!.GetValue<int>();
    }

    private Task FailAsync(IntakeOutcome received) => Site.Get<HaldenStore>().WriteAsync(async db =>
    {
        var row = await db.SubmissionDeliveries.SingleAsync(one => one.Submission!.Reference == received.Reference);
        (row.State, row.Fault, row.EndedAt, row.Attempts) = (SubmissionDeliveryState.Dead, "Nei.", DateTimeOffset.UtcNow, 30);
        return true;
    });

    private async Task<(Guid Key, IntakeOutcome Received)> ReceivedAsync()
    {
        var key = await Site.ApprovedAsync("Båtplass");
        return (key, await Site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(key, "Åse"), CancellationToken.None));
    }

    private async Task<HttpClient> OwnerAsync()
    {
        await DemonstrationUsers.EnsureAsync(Owner, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        return await Site.SignedInAsync(Owner);
    }

    private async Task OwnedByAsync(Guid key, string email)
    {
        var entry = await Site.Get<HaldenStore>().ReadAsync(db => db.Register.AsNoTracking().SingleAsync(known => known.DocumentKey == key));
        var saved = await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key, new Responsibility(entry.Version, entry.DepartmentKey, "En annen", email, entry.RecipientKind, entry.Recipient), Site.Editor, CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, saved.Status);
    }

    private async Task<Guid> IdAsync(IntakeOutcome received) =>
        await Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.Where(one => one.Reference == received.Reference).Select(one => one.Id).SingleAsync());

    private Task<Submission> SubmissionAsync(Guid id) => Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.AsNoTracking().SingleAsync(one => one.Id == id));

    private static string? Text(JsonNode node, string name) => (string?)node[name];
}
