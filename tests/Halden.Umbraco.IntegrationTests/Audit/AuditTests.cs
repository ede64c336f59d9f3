using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.OperationStatus;

namespace Halden.Umbraco.IntegrationTests.Audit;

/// <summary>Who, what, when, on which package, from where; as people and machines are shown it.</summary>
public sealed class AuditTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";

    private static readonly DemonstrationUser Leaver = new("Per Sluttet", "per.sluttet@halden.example", "webredaktør", BackOfficeAccessSetup.EditorGroupAlias, null);

    [Fact]
    public async Task AnAdministratorSeesFromWhereAndOthersDoNot()
    {
        var key = await RejectedAsync("Prisene mangler.");
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var whole = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/history"))![0]!;
        var part = (await editor.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/history"))![0]!;

        Assert.Equal(("rejected", "Avvist", "Kari Kultur", "Prisene mangler."), (Text(whole, "action"), Text(whole, "what"), Text(whole, "who"), Text(whole, "comment")));
        Assert.Equal(("Tjenester", "127.0.0.1"), (Text(whole, "from"), Text(whole, "address")));
        Assert.Equal((null, null, "Prisene mangler."), (Text(part, "from"), Text(part, "address"), Text(part, "comment")));
    }

    [Fact]
    public async Task WhatIsPublishedByAnApprovalOnTheLaneComesFromTheOneWhoApproved()
    {
        var key = await SubmittedAsync();
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync($"{Api}/services/{key}/approve", new { hash = await Site.HashAsync(key) })).StatusCode);

        var published = (await LinesAsync(key))[0];

        Assert.Equal((AuditTrail.Published, "Kari Kultur", AuditChannel.Services, "127.0.0.1"), (published.Entry.Action, published.Who!.Name, published.Entry.Channel, published.Address));
    }

    [Fact]
    public async Task AScheduledPublishingIsAJobsWhoeverSetItsTime()
    {
        var key = await Site.ApprovedAsync();
        await Site.Approvals.UnpublishAsync(key, Site.Editor, CancellationToken.None);
        var schedule = new ContentScheduleCollection();
        schedule.Add(Cultures.Bokmal, DateTime.UtcNow.AddMinutes(1), null);
        using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Umbraco, "10.0.0.7")))
        {
            Assert.True(Site.Contents.Save(Site.Load(key), -1, schedule).Success);
        }

        Assert.True(Assert.Single(Site.Contents.PerformScheduledPublish(DateTime.UtcNow.AddMinutes(2))).Success);

        var published = (await LinesAsync(key))[0].Entry;
        Assert.Equal((AuditTrail.Published, AuditChannel.Job, (string?)null), (published.Action, published.Channel, published.AddressCommitment));
    }

    [Fact]
    public async Task WhatUmbracosOwnEditorPublishesComesFromUmbraco()
    {
        var key = await Site.ApprovedAsync();
        using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Umbraco, "10.0.0.7")))
        {
            Assert.True(Site.Contents.Unpublish(Site.Load(key), "*", -1).Success);
        }

        var line = (await LinesAsync(key))[0];
        Assert.Equal((AuditTrail.Unpublished, AuditChannel.Umbraco, "10.0.0.7"), (line.Entry.Action, line.Entry.Channel, line.Address));
    }

    [Fact]
    public async Task WhatWasApprovedIsShownForEver()
    {
        var key = await Site.ApprovedAsync();
        var first = await Site.HashAsync(key);
        await Site.EditAsync(key, ServiceFields.Lead, "En annen ingress.");
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        Site.Contents.Delete(Site.Load(key));
        using var reader = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);

        var package = (await reader.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/packages/{first}"))!;

        Assert.Equal("Søk om plass for barn og unge.", Text(package["texts"]!["nb-NO"]!["fields"]!, "lead"));
        Assert.Equal(
            ("Undervisning og kultur", "Mona Melodi", "kulturskolen@halden.example"),
            (package["routing"]!["departments"]![0]!.GetValue<string>(), Text(package["routing"]!, "ownerName"), Text(package["routing"]!, "recipient")));
        Assert.True(package["isIntact"]!.GetValue<bool>());
        var submission = Assert.Single(package["submissions"]!.AsArray())!;
        Assert.Equal(("approved", "Kari Kultur", "Eva Redaktør"), (Text(submission, "decision"), Text(submission, "decidedBy"), Text(submission, "submittedBy")));
        Assert.NotEmpty((await reader.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/history"))!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"{Api}/services/{key}/packages/{new string('0', 64)}")).StatusCode);
    }

    [Fact]
    public async Task TheTrailIsPagedAndFiltered()
    {
        var one = await Site.ApprovedAsync("Barnehageplass");
        await Site.ApprovedAsync("Båtplass");
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var all = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?take=2"))!;
        Assert.True(all["total"]!.GetValue<int>() >= 9);
        Assert.Equal(["Båtplass", "Båtplass"], all["items"]!.AsArray().Select(item => Text(item!["service"]!, "title")));

        var ofOne = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?service={one}"))!["items"]!.AsArray();
        Assert.Equal(["published", "approved", "submitted", "registerChanged"], ofOne.Select(item => Text(item!, "action")));

        var people = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/people"))!.AsArray();
        var director = people.Single(person => Text(person!, "name") == "Kari Kultur")!["id"]!.GetValue<Guid>();
        var byDirector = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?person={director}&service={one}"))!["items"]!.AsArray();
        Assert.Equal(["published", "approved"], byDirector.Select(item => Text(item!, "action")));

        Assert.Equal(0, (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?to=2026-01-01T00:00:00Z"))!["total"]!.GetValue<int>());
        Assert.Equal(all["total"]!.GetValue<int>(), (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?from=2026-01-01T00:00:00Z"))!["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.BadRequest, (await administrator.GetAsync($"{Api}/audit?from=i%20g%C3%A5r")).StatusCode);

        // Who was appointed is named, though the line has only an id.
        var appointed = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?take=500"))!["items"]!.AsArray().Last()!;
        Assert.Equal("Avdeling: Undervisning og kultur · Kommunalsjef: Kari Kultur", Text(appointed, "comment"));
    }

    [Fact]
    public async Task TheTrailIsWrittenAsCsvForExcel()
    {
        var key = await RejectedAsync("=HYPERLINK(\"http://example.com\"), sa hun.\nOg «æøå».");
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        using var answer = await administrator.GetAsync($"{Api}/audit/export?format=csv&service={key}");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches("^sporingslogg-\\d{4}-\\d\\d-\\d\\d\\.csv$", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.StartsWith("Linje,Tidspunkt (UTC),Hvem,Person-ID,Handling,Fra,Adresse,Tjeneste,Tjenestens nøkkel,Pakkens hash,Kommentar,Linjens hash\r\n", text, StringComparison.Ordinal);
        Assert.Contains(",Avvist,Tjenester,127.0.0.1,Musikk- og kulturskole,", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://example.com\"\"), sa hun.\nOg «æøå».\",", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTrailIsWrittenAsJsonThatCanBeCheckedElsewhere()
    {
        await RejectedAsync("Prisene mangler.");
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var lines = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/export?format=json"))!["lines"]!.AsArray();

        var head = Text((await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/verification"))!, "head");
        Assert.Equal(head, Text(lines[^1]!, "hash"));
        Assert.Equal(lines.SkipLast(1).Select(line => Text(line!, "hash")), lines.Skip(1).Select(line => Text(line!, "previousHash")));
        Assert.All(lines, line => Assert.Equal(Text(line!, "hash"), Recomputed(line!)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.GetAsync($"{Api}/audit/export?format=xlsx")).StatusCode);
    }

    [Fact]
    public async Task AChangedLineIsToldInWords()
    {
        await Site.ApprovedAsync();
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        Assert.True((await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/verification"))!["isWhole"]!.GetValue<bool>());

        await Site.Get<HaldenStore>().ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Audit SET Detail = 'Alt i orden.' WHERE Number = 3"));

        var verdict = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/verification"))!;
        Assert.False(verdict["isWhole"]!.GetValue<bool>());
        Assert.Equal("Linje 3 er endret etter at den ble skrevet.", Text(Assert.Single(verdict["faults"]!.AsArray())!, "message"));
        Assert.Equal(
            ["headUnknown"],
            (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/verification?head=1234"))!["faults"]!.AsArray().Select(fault => Text(fault!, "kind")).Where(kind => kind != "changed"));
    }

    [Fact]
    public async Task SomebodyWhoHasLeftIsForgottenEverywhereAndTheChainStaysWhole()
    {
        var (key, leaver) = await ByLeaverAsync();
        var person = (await Site.Get<AuditPeople>().FindAsync(Leaver.Email, CancellationToken.None))!.Value;
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        await DisableAsync(leaver);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.PostAsync($"{Api}/audit/people/{person}/pseudonymise", null)).StatusCode);

        var pseudonym = $"Pseudonymisert person {person.ToString("N")[..4]}";
        var history = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/history"))!.AsArray();
        var submitted = history.Single(line => Text(line!, "action") == "submitted")!;
        Assert.Equal((pseudonym, (string?)null), (Text(submitted, "who"), Text(submitted, "address")));
        Assert.Equal(pseudonym, Text((await administrator.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}"))!["approval"]!, "submittedBy"));
        Assert.Contains((await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/people"))!.AsArray(), known => Text(known!, "name") == pseudonym && known!["isPseudonymised"]!.GetValue<bool>());
        foreach (var format in (string[])["csv", "json"])
        {
            var file = await administrator.GetStringAsync($"{Api}/audit/export?format={format}");
            Assert.Contains(pseudonym, file, StringComparison.Ordinal);
            Assert.DoesNotContain(Leaver.Name, file, StringComparison.Ordinal);
        }

        var act = (await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit?take=1"))!["items"]![0]!;
        Assert.Equal(("personPseudonymised", "Anne Administrator", $"Person: {pseudonym}"), (Text(act, "action"), Text(act["person"]!, "name"), Text(act, "comment")));
        Assert.True((await administrator.GetFromJsonAsync<JsonNode>($"{Api}/audit/verification"))!["isWhole"]!.GetValue<bool>());

        var bytes = Bytes();
        Assert.DoesNotContain(leaver.ToString(), bytes, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Leaver.Name, bytes, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await administrator.PostAsync($"{Api}/audit/people/{person}/pseudonymise", null)).StatusCode);
    }

    [Fact]
    public async Task NobodyIsForgottenWhomTheRulesStillNeed()
    {
        await Site.ApprovedAsync();
        var people = Site.Get<AuditPeople>();
        var director = (await people.FindAsync(Site.Director.ToString(), CancellationToken.None))!.Value;
        var editor = (await people.FindAsync(DemonstrationUsers.Editor.Email, CancellationToken.None))!.Value;

        Assert.Equal(PseudonymiseStatus.StillActive, await people.PseudonymiseAsync(director, null, CancellationToken.None));
        await DisableAsync(Site.Director);
        Assert.Equal(PseudonymiseStatus.DirectsDepartment, await people.PseudonymiseAsync(director, null, CancellationToken.None));

        var key = await Site.DraftAsync("Båtplass");
        await Site.SubmitAsync(key);
        await DisableAsync(Site.Editor);
        Assert.Equal(PseudonymiseStatus.HasWaiting, await people.PseudonymiseAsync(editor, null, CancellationToken.None));
        Assert.Equal(PseudonymiseStatus.NotFound, await people.PseudonymiseAsync(Guid.NewGuid(), null, CancellationToken.None));
        Assert.DoesNotContain(await Site.Get<HaldenStore>().ReadAsync(db => db.AuditPeople.ToListAsync()), person => person.PseudonymisedAt is not null);
    }

    [Fact]
    public async Task TheNameOfAUserWhoIsDeletedInUmbracoIsKept()
    {
        var (key, leaver) = await ByLeaverAsync();
        var users = Site.Get<IUserService>();

        users.Delete((await users.GetAsync(leaver))!, deletePermanently: true);

        Assert.Null(await users.GetAsync(leaver));
        Assert.Equal(Leaver.Name, (await LinesAsync(key)).Single(line => line.Entry.Action == AuditTrail.Submitted).Who!.Name);
    }

    [Fact]
    public void EveryColumnThatNamesAUserIsForgottenOrKeptForAReason()
    {
        using var db = Site.Get<IDbContextFactory<HaldenDbContext>>().CreateDbContext();

        var columns = db.Model.GetEntityTypes()
            .SelectMany(entity => entity.GetProperties().Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid)
                    && (property.Name.EndsWith("By", StringComparison.Ordinal) || property.Name.Contains("User", StringComparison.Ordinal) || property.Name.Contains("Director", StringComparison.Ordinal)))
                .Select(property => $"{entity.ClrType.Name}.{property.Name}"));

        Assert.True(
            new HashSet<string>
            {
                // AuditPeople.ReplaceAsync forgets these.
                "SavedView.UserKey", "Package.SubmittedBy", "Package.DecidedBy", "PackageApproval.UserKey", "Deputy.UserKey", "RegisterEntry.ReviewedBy", "ReviewComment.WrittenBy",
                "ReviewComment.ResolvedBy", "ImportRun.StartedBy", "LosEdition.By", "StoredForm.ChangedBy", "EarlierForm.By", "StoredProcess.ChangedBy", "ServiceProcesses.ChangedBy",
                "StoredRolloutPlan.ChangedBy", "RolloutMark.MarkedBy",
                "InformationEntry.RegisteredBy", "InformationEntry.CorrectedBy", "ServiceBenefit.ChangedBy", "BenefitAssumptions.ChangedBy", "RequirementSpecification.ChangedBy",
                "DeliveryRecipient.PausedBy", "ServiceMessage.WrittenBy", "ServiceMessage.ChangedBy", "Notice.UserKey", "NoticeDelivery.UserKey", "NoticePreference.UserKey", "AuditPerson.UserKey",

                // Kept: in the hash of old lines; needed by the rule of own work until the next approval; a director must be replaced first.
                "AuditEntry.UserKey", "Contribution.UserKey", "Department.DirectorKey",
            }.SetEquals(columns),
            $"A column names a user. Let AuditPeople.ReplaceAsync put the person's id in its place, or say here why it is kept, and in docs/audit.md: {string.Join(", ", columns)}");
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    // As docs/audit.md describes it, without our own code.
    private static string Recomputed(JsonNode line)
    {
        var text = new StringBuilder();
        foreach (var field in (string?[])
        [
            "v2", line["number"]!.ToString(), line["ticks"]!.ToString(), null, Text(line, "person"), Text(line, "action"), Text(line, "channel"), Text(line, "service"),
            Text(line, "packageHash"), Text(line, "addressCommitment"), Text(line, "detail"), Text(line, "previousHash"),
        ])
        {
            text.Append(field is null ? "-:\n" : $"{field.Length}:{field}\n");
        }

        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private string Bytes()
    {
        var bytes = new StringBuilder();
        foreach (var file in Directory.GetFiles(Site.Directory, "Halden.sqlite.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            bytes.Append(reader.ReadToEnd());
        }

        return bytes.ToString();
    }

    private async Task<IReadOnlyList<AuditLine>> LinesAsync(Guid key) => await Site.Get<AuditLog>().HistoryAsync(key, Cultures.Bokmal, CancellationToken.None);

    private async Task<Guid> SubmittedAsync()
    {
        var key = await Site.DraftAsync();
        await Site.SubmitAsync(key);
        return key;
    }

    private async Task<Guid> RejectedAsync(string comment)
    {
        var key = await SubmittedAsync();
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync($"{Api}/services/{key}/reject", new { hash = await Site.HashAsync(key), comment })).StatusCode);
        return key;
    }

    /// <summary>A service that somebody changed and submitted over HTTP, and that was approved.</summary>
    private async Task<(Guid Key, Guid Leaver)> ByLeaverAsync()
    {
        var leaver = await DemonstrationUsers.EnsureAsync(Leaver, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        var key = await Site.DraftAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Per skrev dette.", user: leaver);
        using (var client = await Site.SignedInAsync(Leaver))
        {
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync($"{Api}/services/{key}/submit", new { })).StatusCode);
        }

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        Assert.NotNull((await LinesAsync(key)).Single(line => line.Entry.Action == AuditTrail.Submitted).Address);
        return (key, leaver);
    }

    private async Task DisableAsync(Guid user) => Assert.Equal(
        UserOperationStatus.Success, await Site.Get<IUserService>().DisableAsync(Constants.Security.SuperUserKey, new HashSet<Guid> { user }));
}
