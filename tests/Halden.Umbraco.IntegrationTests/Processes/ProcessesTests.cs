using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests.Processes;

/// <summary>The process models of services over the editors' API, and what they do to the package.</summary>
public sealed class ProcessesTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/";

    [Fact]
    public async Task AStageIsCopiedChangedComparedAndRemoved()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var service = await Site.DraftAsync();
        var none = await ReadAsync(editor, $"services/{service}/processes");
        Assert.Equal(["none", "none", "none"], none["stages"]!.AsArray().Select(stage => (string?)stage!["state"]));

        var manual = await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "musikk-og-kulturskole" });
        Assert.Equal(("draft", DemonstrationUsers.Editor.Name, 0), ((string?)manual["state"], (string?)manual["changedBy"], manual["findings"]!.AsArray().Count));

        var next = await CopyAsync(editor, service, "electronicForm", new { fromStage = "manual" });
        Assert.Equal(manual["model"]!.ToJsonString(), next["model"]!.ToJsonString());
        next["model"]!["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "fyll")!["minutes"] = 5;
        var saved = await OkAsync(await PutAsync(editor, service, next));
        var differences = await ReadAsync(editor, $"services/{service}/processes/electronicForm/differences?since=manual");
        Assert.Equal("fyll", (string?)Assert.Single(differences["changes"]!.AsArray())!["id"]);

        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Api + $"services/{service}/processes/electronicForm/differences?since=approved")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.DeleteAsync(Api + $"services/{service}/processes/electronicForm?version={next["version"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.DeleteAsync(Api + $"services/{service}/processes/electronicForm?version={saved["version"]}")).StatusCode);
        Assert.Equal("none", (string?)(await ReadAsync(editor, $"services/{service}/processes/electronicForm"))["state"]);

        var history = await Site.Get<AuditLog>().HistoryAsync(service, "nb-NO", CancellationToken.None);
        Assert.Equal(["processDeleted", "processSaved", "processCopied", "processCopied"], history.Take(4).Select(line => line.Entry.Action));
    }

    [Fact]
    public async Task AnotherServicesStageIsCopiedAsItIs()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var (one, other) = (await Site.DraftAsync(), await Site.DraftAsync("Dans"));
        var manual = await CopyAsync(editor, one, "electronicForm", new { fromStage = "electronicForm", readyMade = "musikk-og-kulturskole" });

        var copied = await CopyAsync(editor, other, "electronicForm", new { fromStage = "electronicForm", fromService = one });

        Assert.Equal(manual["model"]!.ToJsonString(), copied["model"]!.ToJsonString());
        Assert.Equal(2, (await editor.GetFromJsonAsync<JsonArray>(Api + "processes"))!.Count);
        Assert.Equal(5, (await editor.GetFromJsonAsync<JsonArray>(Api + "processes/ready-made"))!.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync(Api + $"services/{other}/processes/manual/copy", new { fromStage = "manual", fromService = one })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync(Api + $"services/{other}/processes/manual/copy", new { fromStage = "manual", readyMade = "finnes-ikke" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PostAsJsonAsync(Api + $"services/{other}/processes/manual/copy", new { fromStage = "halvveis" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync(Api + $"services/{other}/processes/electronicForm/copy", new { fromStage = "electronicForm", fromService = one })).StatusCode);
    }

    [Fact]
    public async Task AStaleSaveIsRefusedWithWhoSavedAndChangesNothing()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var other = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var service = await Site.DraftAsync();
        var seen = await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "ledsagerbevis" });
        var theirs = seen.DeepClone();
        theirs["model"]!["nodes"]![0]!["name"] = "Deres";
        await OkAsync(await PutAsync(other, service, theirs));

        seen["model"]!["nodes"]![0]!["name"] = "Vår";
        var answer = await PutAsync(editor, service, seen);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

        Assert.Equal((HttpStatusCode.Conflict, DemonstrationUsers.Administrator.Name), (answer.StatusCode, (string?)problem["savedBy"]));
        Assert.Equal("Deres", (string?)(await ReadAsync(editor, $"services/{service}/processes/manual"))["model"]!["nodes"]![0]!["name"]);
    }

    [Fact]
    public async Task WhatIsNoProcessIsRefusedAndSaysWhy()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var service = await Site.DraftAsync();
        foreach (var model in new JsonNode?[] { null, new JsonObject(), new JsonObject { ["lanes"] = new JsonArray(), ["nodes"] = new JsonArray(), ["flows"] = new JsonArray(), ["more"] = 1 } })
        {
            var answer = await editor.PutAsJsonAsync(Api + $"services/{service}/processes/manual", new { version = (Guid?)null, model = model?.DeepClone() });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("ikke en prosess", (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"], StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Api + $"services/{service}/processes/halvveis")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Api + $"services/{Guid.NewGuid()}/processes")).StatusCode);
        Assert.Equal("none", (string?)(await ReadAsync(editor, $"services/{service}/processes/manual"))["state"]);
    }

    [Fact]
    public async Task AProcessIsApprovedWithTheRestAndAChangeOfItMustBeApprovedAgain()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        var service = await Site.DraftAsync();
        var bare = await Site.HashAsync(service);
        var said = await ChooseAsync(editor, service, null, "manual", "integrated", null);
        Assert.Equal(bare, await Site.HashAsync(service));

        var manual = await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "musikk-og-kulturskole" });
        Assert.NotEqual(bare, await Site.HashAsync(service));
        await Site.SubmitAsync(service);
        var stage = Assert.Single((await director.GetFromJsonAsync<JsonArray>(Api + $"services/{service}/package/processes"))!);
        Assert.StartsWith("<svg", (string?)stage!["drawing"]!["svg"], StringComparison.Ordinal);
        Assert.NotEmpty(stage["drawing"]!["steps"]!.AsArray());
        Assert.Equal("manual", (string?)(await ReadAsync(director, $"services/{service}/package"))["changes"]!.AsArray().Single(change => (string?)change!["part"] == "processes")!["alias"]);
        Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync(Api + $"services/{service}/approve", new { hash = await Site.HashAsync(service) })).StatusCode);
        Assert.Equal("approved", (string?)(await ReadAsync(editor, $"services/{service}/processes/manual"))["state"]);

        await ChooseAsync(editor, service, (Guid?)said["version"], "electronicForm", "integrated", null);
        Assert.Equal("approved", (await Site.ViewAsync(service)).State);
        manual["model"]!["nodes"]![0]!["name"] = "Ønsker plass";
        Assert.Equal("changed", (string?)(await OkAsync(await PutAsync(editor, service, manual)))["state"]);
        Assert.Equal("changed", (await Site.ViewAsync(service)).State);
        Assert.Single((await ReadAsync(editor, $"services/{service}/processes/manual/differences?since=approved"))["changes"]!.AsArray());
    }

    [Fact]
    public async Task CitizensAreShownTheChosenStageAsItWasApproved()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        var service = await Site.DraftAsync();
        var manual = await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "musikk-og-kulturskole" });
        await ChooseAsync(editor, service, null, "manual", null, "manual");
        Assert.Contains("Slik behandles søknaden", await director.GetStringAsync(Api + $"services/{service}/preview/nb-NO"), StringComparison.Ordinal);
        await Site.SubmitAsync(service);
        Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync(Api + $"services/{service}/approve", new { hash = await Site.HashAsync(service) })).StatusCode);

        var shown = await PublicAsync();
        Assert.Equal((1, "Fyll ut og lever søknaden"), ((int)shown[0]!["number"]!, (string?)shown[0]!["name"]));

        manual["model"]!["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "fyll")!["name"] = "Ikke godkjent";
        await OkAsync(await PutAsync(editor, service, manual));
        Site.Get<SelfServiceReadModel>().Changed(service);
        Assert.Equal(shown.ToJsonString(), (await PublicAsync()).ToJsonString());

        async Task<JsonArray> PublicAsync()
        {
            await Site.Get<SelfServiceReadModel>().ShownAsync();
            using var visitor = new HttpClient { BaseAddress = Site.Address };
            Assert.Contains("Slik behandles søknaden", await visitor.GetStringAsync("/selvbetjening/musikk-og-kulturskole"), StringComparison.Ordinal);
            return (await visitor.GetFromJsonAsync<JsonNode>("/api/selvbetjening/v1/services/musikk-og-kulturskole"))!["process"]!["steps"]!.AsArray();
        }
    }

    [Fact]
    public async Task EveryApprovedVersionIsReadGivenOutAndCompared()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        var service = await Site.DraftAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await director.GetAsync(Api + $"services/{service}/processes/reading")).StatusCode);
        await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "musikk-og-kulturskole" });
        var form = await CopyAsync(editor, service, "electronicForm", new { fromStage = "electronicForm", readyMade = "musikk-og-kulturskole" });
        await ChooseAsync(editor, service, null, "electronicForm", null, null);
        Assert.Equal(("electronicForm", "draft", "manual"), await ReadingAsync());

        var first = await ApproveAsync();
        Assert.Equal(("electronicForm", first, "manual"), await ReadingAsync());
        form["model"]!["nodes"]!.AsArray().Single(node => (string?)node!["id"] == "fyll")!["name"] = "Fyll ut på nett";
        form = await OkAsync(await PutAsync(editor, service, form));

        // What holds is read until the change is approved.
        Assert.Equal(("electronicForm", first, "manual"), await ReadingAsync());
        Assert.Equal(("electronicForm", "draft", "manual"), await ReadingAsync("?package=draft"));
        var second = await ApproveAsync();
        var read = await ReadAsync(director, $"services/{service}/processes/reading?stage=electronicForm");
        Assert.Equal([(second, "approved"), (first, "earlier")], read["versions"]!.AsArray().Select(version => ((string?)version!["package"], (string?)version["state"])));
        Assert.Equal(DemonstrationUsers.Directors[0].Name, (string?)read["versions"]![0]!["by"]);

        // The other stage did not change: it has one version.
        Assert.Equal(second, (string?)Assert.Single((await ReadAsync(director, $"services/{service}/processes/reading?stage=manual"))["versions"]!.AsArray())!["package"]);
        Assert.DoesNotContain("Fyll ut på nett", await director.GetStringAsync(Api + $"services/{service}/processes/electronicForm/svg?package={first}"), StringComparison.Ordinal);
        Assert.Contains("Fyll ut på nett", await director.GetStringAsync(Api + $"services/{service}/processes/electronicForm/bpmn?package={second}"), StringComparison.Ordinal);
        Assert.Equal("fyll", (string?)Assert.Single((await ReadAsync(director, $"services/{service}/processes/electronicForm/differences?since={first}&package={second}"))["changes"]!.AsArray())!["id"]);
        Assert.Equal(HttpStatusCode.NotFound, (await director.GetAsync(Api + $"services/{service}/processes/electronicForm/pdf?package={new string('0', 64)}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await director.GetAsync(Api + $"services/{service}/processes/reading?stage=halvveis")).StatusCode);

        // A package where only the texts are others is the same version, by either address.
        await Site.EditAsync(service, ServiceFields.Lead, "En annen ingress.");
        var third = await ApproveAsync();
        Assert.Equal(("electronicForm", third, "manual"), await ReadingAsync($"?stage=electronicForm&package={second}"));
        Assert.Equal(2, (await ReadAsync(director, $"services/{service}/processes/reading?stage=electronicForm"))["versions"]!.AsArray().Count);
        var past = (await ReadAsync(director, $"services/{service}/packages/{first}"))["processes"]!.AsArray();
        Assert.Equal(["manual", "electronicForm"], past.Select(stage => (string?)stage!["stage"]));
        Assert.DoesNotContain("Fyll ut på nett", (string?)past[1]!["drawing"]!["svg"], StringComparison.Ordinal);

        var listed = Assert.Single((await director.GetFromJsonAsync<JsonArray>(Api + "processes"))!)!;
        Assert.Equal((HaldenSite.Culture, "approved", "electronicForm", 2), ((string?)listed["department"], (string?)listed["state"], (string?)listed["today"], listed["stages"]!.AsArray().Count));

        async Task<string> ApproveAsync()
        {
            await Site.SubmitAsync(service);
            var hash = await Site.HashAsync(service);
            Assert.Equal(HttpStatusCode.OK, (await director.PostAsJsonAsync(Api + $"services/{service}/approve", new { hash })).StatusCode);
            return hash;
        }

        async Task<(string?, string?, string?)> ReadingAsync(string query = "")
        {
            var one = await ReadAsync(director, $"services/{service}/processes/reading{query}");
            return ((string?)one["stage"], (string?)one["package"], (string?)one["sincePrevious"]!["stage"]);
        }
    }

    [Fact]
    public async Task WhatDoesNotFitTheRoutingIsATaskBeforeApproval()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var service = await Site.DraftAsync();
        await CopyAsync(editor, service, "integrated", new { fromStage = "integrated", readyMade = "musikk-og-kulturskole" });
        var said = await ChooseAsync(editor, service, null, "integrated", "integrated", "integrated");
        Assert.Contains((await Site.ViewAsync(service)).Tasks, task => task.Blocks && task.Field == "recipient" && task.Text.Contains("leveres ikke til et fagsystem", StringComparison.Ordinal));

        await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            service,
            new Responsibility((await Site.ViewAsync(service)).Register.Version, Site.Department, "Mona Melodi", "mona@halden.example", RecipientKind.LineOfBusinessSystem, "Speedadmin"),
            Site.Editor,
            CancellationToken.None);
        Assert.Contains((await Site.ViewAsync(service)).Tasks, task => task.Blocks && task.Text.Contains("nevner ikke «Speedadmin»", StringComparison.Ordinal));

        var now = await ReadAsync(editor, $"services/{service}/processes/integrated");
        await CopyAsync(editor, service, "integrated", new { version = (Guid?)now["version"], fromStage = "integrated", readyMade = "musikk-og-kulturskole" });
        Assert.DoesNotContain((await Site.ViewAsync(service)).Tasks, task => task.Blocks);
        Assert.Equal(("Speedadmin", "integrated"), ((string?)(await ReadAsync(editor, $"services/{service}/processes"))["system"], (string?)said["shown"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync(Api + $"services/{service}/processes", new { version = (Guid?)said["version"], shown = "manual" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync(Api + $"services/{service}/processes", new { version = (Guid?)said["version"], today = "halvveis" })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PutAsJsonAsync(Api + $"services/{service}/processes", new { version = Guid.NewGuid(), today = "manual" })).StatusCode);
    }

    [Fact]
    public async Task AProcessIsDrawnWrittenAsBpmnAndReadBack()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var service = await Site.DraftAsync();
        var stage = await CopyAsync(editor, service, "manual", new { fromStage = "manual", readyMade = "barnehageplass" });

        foreach (var (file, type) in new[] { ("svg", "image/svg+xml"), ("pdf", "application/pdf"), ("bpmn", "application/xml") })
        {
            var answer = await editor.GetAsync(Api + $"services/{service}/processes/manual/{file}");
            Assert.Equal((HttpStatusCode.OK, type, $"musikk-og-kulturskole-manuell.{file}"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        }

        var drawn = await OkAsync(await editor.PostAsJsonAsync(Api + "processes/drawing", new { title = "Utkast", model = stage["model"]!.DeepClone() }));
        Assert.StartsWith("<svg", (string?)drawn["svg"], StringComparison.Ordinal);

        var bpmn = await editor.GetByteArrayAsync(Api + $"services/{service}/processes/manual/bpmn");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bpmn) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml") } }, "file", "prosess.bpmn" } };
        var read = await OkAsync(await editor.PostAsync(Api + "processes/import", form));
        Assert.Equal((stage["model"]!.ToJsonString(), 0), (read["model"]!.ToJsonString(), read["notes"]!.AsArray().Count));

        var wrong = await editor.PostAsync(Api + "processes/import", new StringContent("<ikke bpmn>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    private static async Task<JsonNode> ChooseAsync(HttpClient client, Guid service, Guid? version, string? today, string? target, string? shown) =>
        await OkAsync(await client.PutAsJsonAsync(Api + $"services/{service}/processes", new { version, today, target, shown }));

    private static async Task<JsonNode> CopyAsync(HttpClient client, Guid service, string stage, object source) =>
        await OkAsync(await client.PostAsJsonAsync(Api + $"services/{service}/processes/{stage}/copy", source));

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, Guid service, JsonNode stage) =>
        client.PutAsJsonAsync(Api + $"services/{service}/processes/{stage["stage"]}", new { version = (Guid?)stage["version"], model = stage["model"]!.DeepClone() });

    private static async Task<JsonNode> ReadAsync(HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>(Api + path))!;

    private static async Task<JsonNode> OkAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}
