using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.IntegrationTests.Notices;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Rollout;

/// <summary>The introduction over the editors' API: what is known by itself, what people say, and who may.</summary>
public sealed class RolloutTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/";

    private readonly LoopbackSmtp _mail = new();

    private protected override string[] Settings => ["--Halden:Submissions:Send", "false", "--Halden:Notices:Send", "false", .. LoopbackSmtp.SettingsFor(_mail.Port)];

    private protected override ValueTask AfterwardsAsync() => _mail.DisposeAsync();

    [Fact]
    public async Task EvidenceIsFoundWhereItIsAndTheServiceStandsWhereSomethingIsUndone()
    {
        var (approved, draft) = (await Site.ApprovedAsync("Bibliotek"), await Site.DraftAsync("Kino"));
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var board = await OkAsync(editor.PostAsJsonAsync(Api + "rollout/services", new { keys = new[] { approved, draft }, startsOn = "2026-01-05" }));
        Assert.Equal(["Bibliotek", "Kino"], board["services"]!.AsArray().Select(service => (string?)service!["title"]));
        Assert.Equal(("information", HaldenSite.Culture), ((string?)board["services"]![0]!["phase"], (string?)board["departments"]![0]!["name"]));
        Assert.Equal("inform-affected", (string?)Assert.Single(board["holdBacks"]!["tasks"]!.AsArray())!["id"]);
        Assert.Contains(board["holdBacks"]!["late"]!.AsArray(), late => (string?)late!["who"] == "Mona Melodi (hovedansvarlig)");

        await OkAsync(editor.PostAsJsonAsync(Api + $"services/{approved}/recipient/test", new { }));
        await OkAsync(editor.PostAsJsonAsync(Api + $"services/{draft}/processes/manual/copy", new { fromStage = "manual", readyMade = "musikk-og-kulturskole" }));
        var (one, other) = (await ServiceAsync(editor, approved), await ServiceAsync(editor, draft));

        Assert.Equal(["director", "owner", "recipient", "described", "form-tested", "approved", "published"], InState(one, "done"));
        Assert.Equal(["director", "owner", "recipient", "described", "process-manual"], InState(other, "done"));
        Assert.All(["form-tested", "approved", "published"], id => Assert.NotNull(Task(one, id)["doneAt"]));
        Assert.NotNull(Task(other, "process-manual")["doneAt"]);
        Assert.Equal(("2026-02-16", true), ((string?)Task(other, "described")["due"], (bool?)Task(other, "tailored")["isLate"]));

        // Tested to another than the one who receives it now; approved as it was, and changed since.
        await SaveRecipientAsync(editor, approved, "en.annen@halden.example");
        one = await ServiceAsync(editor, approved);
        Assert.Equal(("open", "done"), ((string?)Task(one, "form-tested")["state"], (string?)Task(one, "approved")["state"]));
    }

    [Fact]
    public async Task OnesOwnTasksAreTickedAndNobodyElses()
    {
        var service = await InScopeAsync();
        var owner = new DemonstrationUser("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);
        await DemonstrationUsers.EnsureAsync(owner, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        using var mona = await Site.SignedInAsync(owner);
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal(["tailored"], (await ServiceAsync(mona, service))["phases"]!.AsArray().SelectMany(phase => phase!["tasks"]!.AsArray())
            .Where(task => task!["mayMark"]!.GetValue<bool>() && task["evidence"] is null).Select(task => (string?)task!["id"]));
        var done = await OkAsync(MarkAsync(mona, service, "tailored", new { state = "done", note = "Lest av alle.", link = "https://halden.example/referat" }));
        Assert.Equal(("done", "Mona Melodi", "Lest av alle."), ((string?)Task(done, "tailored")["state"], (string?)Task(done, "tailored")["mark"]!["by"], (string?)Task(done, "tailored")["mark"]!["note"]));
        await OkAsync(MarkAsync(director, service, "inform-affected", new { state = "done" }));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(MarkAsync(mona, service, "inform-affected", new { state = "open" })));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(MarkAsync(director, service, "owner-meeting", new { state = "done" })));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(mona.PutAsJsonAsync(Api + "rollout/tasks/anchor", new { state = "done" })));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(MarkAsync(mona, service, "tailored", new { version = Version(done, "tailored"), state = "done", due = "2026-12-01" })));

        // Two at once: the second saw what no longer stands.
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(MarkAsync(editor, service, "tailored", new { state = "done" })));
        var open = await OkAsync(MarkAsync(editor, service, "tailored", new { version = Version(done, "tailored"), state = "open" }));
        Assert.Equal(("open", null), ((string?)Task(open, "tailored")["state"], Task(open, "tailored")["mark"]));
        var line = (await Site.Get<AuditLog>().HistoryAsync(service, Cultures.Bokmal, CancellationToken.None))[0];
        Assert.Equal(("rolloutTaskMarked", "Oppgave: Tilpasse tjenestebeskrivelsen til kommunen · Merket: ikke gjort"), (line.Entry.Action, line.Comment));
    }

    [Fact]
    public async Task WhatCannotBeSaidIsRefused()
    {
        var service = await InScopeAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(MarkAsync(editor, service, "published", new { state = "done" })));
        foreach (var wrong in (object[])[new { state = "notApplicable" }, new { state = "ferdig" }, new { state = "done", link = "javascript:alert(1)" }, new { state = "done", note = new string('x', 501) }, new { state = "open", due = "1066-10-14" }])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(MarkAsync(editor, service, "tailored", wrong)));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(MarkAsync(editor, service, "finnes-ikke", new { state = "done" })));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(MarkAsync(editor, await Site.DraftAsync("Utenfor"), "tailored", new { state = "done" })));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(editor.PutAsJsonAsync(Api + "rollout/tasks/anchor", new { state = "notApplicable", note = "Nei" })));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(editor.PostAsJsonAsync(Api + "rollout/services", new { keys = new[] { Guid.NewGuid() } })));

        var marked = await OkAsync(MarkAsync(editor, service, "published", new { state = "notApplicable", note = "Bare for ansatte." }));
        Assert.Equal("notApplicable", (string?)Task(marked, "published")["state"]);

        // Taken out and in again, what was said still stands.
        await OkAsync(editor.PostAsJsonAsync(Api + "rollout/services/remove", new { keys = new[] { service } }));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Api + $"rollout/services/{service}")).StatusCode);
        await OkAsync(editor.PostAsJsonAsync(Api + "rollout/services", new { keys = new[] { service } }));
        Assert.Equal("notApplicable", (string?)Task(await ServiceAsync(editor, service), "published")["state"]);
    }

    [Fact]
    public async Task ThePlanIsTheMunicipalitysOwnAndATaskMayBeSomebodysByName()
    {
        var service = await InScopeAsync();
        var leaver = new DemonstrationUser("Per Permisjon", "per@halden.example", "rådgiver", BackOfficeAccessSetup.DirectorGroupAlias, null);
        var key = await DemonstrationUsers.EnsureAsync(leaver, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var plan = await OkAsync(editor.GetAsync(Api + "rollout/plan"));
        Assert.Null(plan["version"]);
        var tasks = plan["tasks"]!.AsArray();
        JsonNode InPlan(string id) => tasks.Single(task => (string?)task!["id"] == id)!;
        InPlan("anchor")["isLeftOut"] = true;
        InPlan("owner-meeting")["userKey"] = key;
        InPlan("owner-meeting")["name"]!["nb"] = "Ta en kaffe med hovedansvarlig";
        tasks.Add(new JsonObject { ["id"] = "egen", ["phase"] = "publishing", ["level"] = "service", ["name"] = new JsonObject { ["nb"] = "Feire" }, ["dueDays"] = 5 });

        var saved = await OkAsync(editor.PutAsJsonAsync(Api + "rollout/plan", new { version = (Guid?)null, tasks }));

        Assert.Equal(("Feire", "Eva Redaktør"), ((string?)saved["tasks"]!.AsArray().Last()!["name"]!["en"], (string?)saved["changedBy"]));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(editor.PutAsJsonAsync(Api + "rollout/plan", new { version = (Guid?)null, tasks })));
        InPlan("egen")["phase"] = "en-annen";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(editor.PutAsJsonAsync(Api + "rollout/plan", new { version = (Guid?)saved["version"], tasks })));

        var view = await ServiceAsync(editor, service);
        Assert.Equal(("Ta en kaffe med hovedansvarlig", "Per Permisjon", "open"), ((string?)Task(view, "owner-meeting")["name"], (string?)Task(view, "owner-meeting")["who"], (string?)Task(view, "egen")["state"]));
        Assert.DoesNotContain((await OkAsync(editor.GetAsync(Api + "rollout")))["whole"]!.AsArray(), task => (string?)task!["id"] == "anchor");
        using var per = await Site.SignedInAsync(leaver);
        await OkAsync(MarkAsync(per, service, "owner-meeting", new { state = "done" }));

        // Who is forgotten is forgotten here too.
        await Site.Get<IUserService>().DisableAsync(Constants.Security.SuperUserKey, new HashSet<Guid> { key });
        var people = Site.Get<AuditPeople>();
        Assert.Equal(PseudonymiseStatus.Success, await people.PseudonymiseAsync((await people.FindAsync(leaver.Email, CancellationToken.None))!.Value, null, CancellationToken.None));
        view = await ServiceAsync(editor, service);
        Assert.StartsWith("Pseudonymisert person", (string?)Task(view, "owner-meeting")["who"], StringComparison.Ordinal);
        Assert.StartsWith("Pseudonymisert person", (string?)Task(view, "owner-meeting")["mark"]!["by"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsManyQuestionsAreAskedOfOneServiceAsOfThree()
    {
        await InScopeAsync("En");
        Task ReadAsync() => Site.Get<RolloutReading>().ReadAsync(Cultures.Bokmal, CancellationToken.None);
        var ofOne = await Questions.CountAsync(ReadAsync);
        await InScopeAsync("To");
        await InScopeAsync("Tre");

        Assert.Equal(ofOne, await Questions.CountAsync(ReadAsync));
        Assert.InRange(ofOne, 5, 25);
    }

    private async Task<Guid> InScopeAsync(string title = "Musikk- og kulturskole")
    {
        var key = await Site.DraftAsync(title);
        Assert.Equal(RolloutStatus.Success, (await Site.Get<Rollouts>().AddAsync([key], new DateOnly(2026, 1, 5), Site.Editor, CancellationToken.None)).Status);
        return key;
    }

    private static async Task SaveRecipientAsync(HttpClient editor, Guid service, string recipient)
    {
        var version = (await OkAsync(editor.GetAsync(Api + $"services/{service}")))["register"]!["version"];
        await OkAsync(editor.PostAsJsonAsync(Api + "register/bulk", new { rows = new[] { new { key = service, version } }, recipient = new { kind = "mailbox", recipient } }));
    }

    private static Task<JsonNode> ServiceAsync(HttpClient caller, Guid service) => OkAsync(caller.GetAsync(Api + $"rollout/services/{service}"));

    private static Task<HttpResponseMessage> MarkAsync(HttpClient caller, Guid service, string task, object mark) => caller.PutAsJsonAsync(Api + $"rollout/services/{service}/tasks/{task}", mark);

    private static JsonNode Task(JsonNode service, string id) => Tasks(service).Single(task => (string?)task["id"] == id);

    private static Guid? Version(JsonNode service, string task) => (Guid?)Task(service, task)["mark"]!["version"];

    private static IEnumerable<string?> InState(JsonNode service, string state) => Tasks(service).Where(task => (string?)task["state"] == state).Select(task => (string?)task["id"]);

    private static IEnumerable<JsonNode> Tasks(JsonNode service) => service["phases"]!.AsArray().SelectMany(phase => phase!["tasks"]!.AsArray()).Select(task => task!);

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        return answer.StatusCode;
    }

    private static async Task<JsonNode> OkAsync(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
