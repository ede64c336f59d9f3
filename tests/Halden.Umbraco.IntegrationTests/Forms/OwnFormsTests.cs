using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.Forms;

/// <summary>The municipality's own forms over the editors' API.</summary>
public sealed class OwnFormsTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/forms";

    private static readonly Guid Library = FormLibrary.ByName["skadedyr"].Id;

    [Fact]
    public async Task AFormIsMadeEmptyOrLikeAnotherAndNamed()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var empty = await CreateAsync(editor, "Melding om hull i veien");
        Assert.Equal(("Melding om hull i veien", 1, "Skjemaet spør ikke om noe."), ((string?)empty["name"], (int?)empty["number"], (string?)empty["faults"]![0]!["message"]));
        Assert.Single(empty["form"]!["pages"]!.AsArray());

        var copied = await CreateAsync(editor, "Melding om rotter", Library);
        Assert.NotEqual(Library, copied["id"]!.GetValue<Guid>());
        Assert.Equal((string?)copied["id"], (string?)copied["form"]!["id"]);
        Assert.Equal(FormLibrary.Find(Library)!.Fields.Count(), FormJson.Read(copied["form"]!.ToJsonString()).Fields.Count());
        Assert.DoesNotContain("Melding om skadedyr", copied["form"]!["translations"]!["nn-NO"]!.AsObject().Select(word => word.Key));

        var again = await CreateAsync(editor, null, copied["id"]!.GetValue<Guid>());
        Assert.Equal("Melding om rotter", (string?)again["name"]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PostAsJsonAsync(Api, new { name = " " })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PostAsJsonAsync(Api, new { name = new string('a', 201) })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync(Api, new { name = "x", from = Guid.NewGuid() })).StatusCode);
        var list = (await editor.GetFromJsonAsync<JsonArray>(Api))!;
        Assert.Equal(["Melding om hull i veien", "Melding om rotter", "Melding om rotter"], list.Where(form => !(bool)form!["isReadyMade"]!).Select(form => (string?)form!["name"]));
        Assert.Equal(10, list.Count(form => (bool)form!["isReadyMade"]!));
    }

    [Fact]
    public async Task AStaleSaveIsRefusedWithWhoSavedAndWhenAndChangesNothing()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var other = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var form = await CreateAsync(editor, "Søknad", Library);
        var saved = await SaveAsync(other, form, changed => changed["submitLabel"] = "Send inn");

        var answer = await PutAsync(editor, form, changed => changed["submitLabel"] = "Send");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

        Assert.Equal((HttpStatusCode.Conflict, "ChangedMeanwhile"), (answer.StatusCode, (string?)problem["operationStatus"]));
        Assert.Equal(DemonstrationUsers.Administrator.Name, (string?)problem["savedBy"]);
        Assert.Equal((DateTimeOffset?)saved["changedAt"], (DateTimeOffset?)problem["savedAt"]);
        Assert.StartsWith($"{DemonstrationUsers.Administrator.Name} lagret skjemaet ", (string?)problem["detail"], StringComparison.Ordinal);
        var now = await ReadAsync(editor, form);
        Assert.Equal(("Send inn", 2), ((string?)now["form"]!["submitLabel"], (int?)now["number"]));
    }

    [Fact]
    public async Task OfTwoWhoSaveAtOnceOneWins()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => PutAsync(editor, form, changed => changed["submitLabel"] = $"Send {n}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(2, (int?)(await ReadAsync(editor, form))["number"]);
    }

    [Fact]
    public async Task EveryVersionIsKeptAndAnEarlierOneIsTakenBackAsANewOne()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var first = await CreateAsync(editor, "Søknad", Library);
        var second = await SaveAsync(editor, first, changed => changed["submitLabel"] = "Send inn");

        Assert.Equal((string?)first["form"]!["submitLabel"], (string?)(await editor.GetFromJsonAsync<JsonNode>($"{Api}/{first["id"]}/versions/1"))!["submitLabel"]);
        var restored = await OkAsync(await editor.PostAsJsonAsync($"{Api}/{first["id"]}/versions/1/restore", new { version = second["version"]!.GetValue<Guid>() }));

        Assert.Equal(((string?)first["form"]!["submitLabel"], 3), ((string?)restored["form"]!["submitLabel"], (int?)restored["number"]));
        var versions = (await editor.GetFromJsonAsync<JsonArray>($"{Api}/{first["id"]}/versions"))!;
        Assert.Equal([3, 2, 1], versions.Select(version => (int)version!["number"]!));
        Assert.All(versions, version => Assert.Equal(DemonstrationUsers.Editor.Name, (string?)version!["by"]));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync($"{Api}/{first["id"]}/versions/9")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync($"{Api}/{first["id"]}/versions/9/restore", new { version = restored["version"]!.GetValue<Guid>() })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync($"{Api}/{first["id"]}/versions/1/restore", new { version = first["version"]!.GetValue<Guid>() })).StatusCode);
    }

    [Fact]
    public async Task WhatIsSavedUnchangedIsNoNewVersion()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);

        Assert.Equal((int?)form["number"], (int?)(await SaveAsync(editor, form, _ => { }))["number"]);
    }

    [Fact]
    public async Task AFormUnderWorkIsKeptWithItsFaultsAndWhatIsNoFormIsNot()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);

        var saved = await SaveAsync(editor, form, changed => Field(changed)["caption"] = string.Empty);
        Assert.Contains(saved["faults"]!.AsArray(), fault => (string?)fault!["place"] == "pages[0].fieldsets[0].columns[0].fields[0].caption" && (bool)fault["isError"]!);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PutAsync(editor, saved, changed => Field(changed).AsObject().Remove("alias"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PutAsync(editor, saved, changed => changed["name"] = " ")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync($"{Api}/{form["id"]}", new { version = saved["version"]!.GetValue<Guid>() })).StatusCode);
        Assert.Equal(2, (int?)(await ReadAsync(editor, form))["number"]);
    }

    [Fact]
    public async Task MembersThatNothingReadsSurviveAndTheIdStays()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);

        var saved = await SaveAsync(editor, form, changed =>
        {
            changed["id"] = Guid.NewGuid();
            changed["cssClass"] = "bred";
            Field(changed)["prevalueSource"] = new JsonObject { ["id"] = 7 };
        });

        Assert.Equal(((string?)form["id"], "bred", 7), ((string?)saved["form"]!["id"], (string?)saved["form"]!["cssClass"], (int?)Field(saved["form"]!)["prevalueSource"]!["id"]));
    }

    [Fact]
    public async Task AServiceThatUsesTheFormIsChangedAndByWhomWhenItIsSaved()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);
        var key = await ApprovedWithAsync(form);
        Assert.Equal("approved", (await Site.ViewAsync(key)).Approval.State);

        // The director changes the form: then the package is not the director's to approve.
        var saved = await Site.Get<OwnForms>().SaveAsync(form["id"]!.GetValue<Guid>(), form["version"]!.GetValue<Guid>(), Changed(form, changed => changed["submitLabel"] = "Send inn"), Site.Director, CancellationToken.None);
        Assert.Equal(FormStatus.Success, saved.Status);
        Assert.Equal("changed", (await Site.ViewAsync(key)).Approval.State);
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.OwnWork, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);

        var history = (await editor.GetFromJsonAsync<JsonArray>($"/umbraco/halden/api/v1/services/{key}/history"))!;
        Assert.Contains(history, line => (string?)line!["action"] == AuditTrail.FormSaved && (string?)line["what"] == "Skjema endret");
        Assert.Equal("Musikk- og kulturskole", (string?)(await ReadAsync(editor, form))["services"]![0]!["title"]);
    }

    [Fact]
    public async Task AFormThatAServiceUsesIsNotDeletedAndAnyOtherIsWithItsVersions()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var used = await CreateAsync(editor, "I bruk", Library);
        await ApprovedWithAsync(used);
        var answer = await editor.DeleteAsync($"{Api}/{used["id"]}?version={used["version"]}");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Musikk- og kulturskole", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var unused = await CreateAsync(editor, "Ikke i bruk");
        var saved = await SaveAsync(editor, unused, changed => changed["submitLabel"] = "Send");
        Assert.Equal(HttpStatusCode.Conflict, (await editor.DeleteAsync($"{Api}/{unused["id"]}?version={unused["version"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.DeleteAsync($"{Api}/{unused["id"]}?version={saved["version"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync($"{Api}/{unused["id"]}")).StatusCode);
        Assert.Equal(0, await Site.Get<HaldenStore>().ReadAsync(db => db.EarlierForms.CountAsync()));
    }

    [Fact]
    public async Task AFaultyFileIsToldWithEveryPlaceAndNothingOfItIsKept()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = JsonNode.Parse(FormLibrary.Find(Library)!.ToCanonicalJson())!;
        Field(form)["alias"] = "æ";
        form["pages"]![1]!["fieldsets"]![0]!["id"] = (string?)form["pages"]![0]!["fieldsets"]![0]!["id"];

        var answer = await ImportAsync(editor, form.ToJsonString());
        var faults = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["pages[0].fieldsets[0].columns[0].fields[0].alias", "pages[1].fieldsets[0].id"], faults.Where(fault => (bool)fault!["isError"]!).Select(fault => (string?)fault!["place"]));
        var broken = await (await ImportAsync(editor, "{\n  \"id\": \"æ\",,\n}")).Content.ReadFromJsonAsync<JsonNode>();
        Assert.Contains("Linje 2, tegn", (string?)broken!["faults"]![0]!["message"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ImportAsync(editor, string.Empty)).StatusCode);
        var large = await (await ImportAsync(editor, new string(' ', FormJson.MaxBytes + 1))).Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("Filen er for stor til å være et skjema.", (string?)large!["faults"]![0]!["message"]);
        Assert.Equal(0, await Site.Get<HaldenStore>().ReadAsync(db => db.Forms.CountAsync()));
    }

    [Fact]
    public async Task WhatIsExportedIsImportedAgainAsItWasUnderAFreeId()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var file = await editor.GetAsync($"{Api}/{Library}/export");
        Assert.Equal("melding-om-skadedyr.json", file.Content.Headers.ContentDisposition!.FileName);
        var json = await file.Content.ReadAsStringAsync();

        var kept = await OkAsync(await ImportAsync(editor, json));
        Assert.Equal(Library, kept["id"]!.GetValue<Guid>());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(FormLibrary.Find(Library)!.ToCanonicalJson()), kept["form"]));

        // A file of a form post, from an editor that begins it with a mark of its encoding.
        using var post = new MultipartFormDataContent();
        var content = new ByteArrayContent([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(json)]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        post.Add(content, "file", "skjema.json");
        var second = await OkAsync(await editor.PostAsync($"{Api}/import", post));
        Assert.NotEqual(Library, second["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task AnUnsavedFormIsCheckedAndShownAndNothingOfItIsKept()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = JsonNode.Parse(FormLibrary.Find(Library)!.ToCanonicalJson())!;
        Field(form)["caption"] = "Hva slags <dyr> er det?";

        Assert.DoesNotContain((await (await editor.PostAsync($"{Api}/check", Json(form))).Content.ReadFromJsonAsync<JsonNode>())!["faults"]!.AsArray(), fault => (bool)fault!["isError"]!);
        var page = await PreviewAsync(editor, form, 1, "nb-NO");
        Assert.Contains("Hva slags &lt;dyr&gt; er det?", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Beskriv dyret", page, StringComparison.Ordinal);
        Assert.Contains("Beskriv dyret", await PreviewAsync(editor, form, 1, "nb-NO", answers: new() { ["dyr"] = ["annet"] }), StringComparison.Ordinal);
        Assert.Contains("Beskriv dyret", await PreviewAsync(editor, form, 1, "nb-NO", withoutConditions: true), StringComparison.Ordinal);
        Assert.Contains("lang=\"nn\"", await PreviewAsync(editor, form, 2, "nn-NO"), StringComparison.Ordinal);
        Assert.Contains("Se over", await PreviewAsync(editor, form, form["pages"]!.AsArray().Count + 1, "nb-NO"), StringComparison.Ordinal);
        Assert.Contains("Ingenting på denne siden", await PreviewAsync(editor, form, 99, "nb-NO", empty: true), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await editor.PostAsync($"{Api}/preview", Json(new JsonObject { ["form"] = form.DeepClone(), ["page"] = 1, ["answers"] = new JsonObject { ["dyr"] = null, ["ukjent"] = new JsonArray("x", null) } }))).StatusCode);
        var answer = await editor.PostAsJsonAsync($"{Api}/preview", new { form = new { id = 1 }, page = 1 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal((0, 0), await Site.Get<HaldenStore>().ReadAsync(async db => (await db.Forms.CountAsync(), await db.FormDrafts.CountAsync())));
    }

    [Fact]
    public async Task AFormIsRenamed()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);

        var renamed = await OkAsync(await editor.PutAsJsonAsync($"{Api}/{form["id"]}/name", new { version = form["version"]!.GetValue<Guid>(), name = " Ny søknad " }));

        Assert.Equal(("Ny søknad", "Ny søknad", 2), ((string?)renamed["name"], (string?)renamed["form"]!["name"], (int?)renamed["number"]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync($"{Api}/{form["id"]}/name", new { version = renamed["version"]!.GetValue<Guid>(), name = string.Empty })).StatusCode);
    }

    [Fact]
    public async Task EveryActIsInTheAuditTrail()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var form = await CreateAsync(editor, "Søknad", Library);
        var saved = await SaveAsync(editor, form, changed => changed["submitLabel"] = "Send");
        var restored = await OkAsync(await editor.PostAsJsonAsync($"{Api}/{form["id"]}/versions/1/restore", new { version = saved["version"]!.GetValue<Guid>() }));
        await editor.DeleteAsync($"{Api}/{form["id"]}?version={restored["version"]}");
        await OkAsync(await ImportAsync(editor, FormLibrary.Find(Library)!.ToCanonicalJson()));

        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var lines = (await administrator.GetFromJsonAsync<JsonNode>("/umbraco/halden/api/v1/audit"))!["items"]!.AsArray();

        Assert.Equal(
            [AuditTrail.FormImported, AuditTrail.FormDeleted, AuditTrail.FormRestored, AuditTrail.FormSaved, AuditTrail.FormCreated],
            lines.Select(line => (string?)line!["action"]).Where(action => action!.StartsWith("form", StringComparison.Ordinal)));
        Assert.Equal("Skjema: Søknad · Versjon: 2", (string?)lines.First(line => (string?)line!["action"] == AuditTrail.FormSaved)!["comment"]);
    }

    private async Task<Guid> ApprovedWithAsync(JsonNode form)
    {
        var key = await Site.DraftAsync();
        var register = (await Site.ViewAsync(key)).Register;
        var saved = await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key,
            new Responsibility(register.Version, Site.Department, "Mona Melodi", "mona@halden.example", RecipientKind.Mailbox, "kulturskolen@halden.example", FormId: form["id"]!.GetValue<Guid>()),
            Site.Editor,
            CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, saved.Status);
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        return key;
    }

    private static JsonNode Field(JsonNode form) => form["pages"]![0]!["fieldsets"]![0]!["columns"]![0]!["fields"]![0]!;

    private static StringContent Json(JsonNode node) => new(node.ToJsonString(), Encoding.UTF8, "application/json");

    private static async Task<JsonNode> CreateAsync(HttpClient client, string? name, Guid? from = null) => await OkAsync(await client.PostAsJsonAsync(Api, new { name, from }));

    private static Task<HttpResponseMessage> ImportAsync(HttpClient client, string json) => client.PostAsync($"{Api}/import", new StringContent(json, Encoding.UTF8, "application/json"));

    private static async Task<JsonNode> ReadAsync(HttpClient client, JsonNode form) => (await client.GetFromJsonAsync<JsonNode>($"{Api}/{form["id"]}"))!;

    private static async Task<JsonNode> SaveAsync(HttpClient client, JsonNode form, Action<JsonObject> change) => await OkAsync(await PutAsync(client, form, change));

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, JsonNode form, Action<JsonObject> change) =>
        client.PutAsync($"{Api}/{form["id"]}", Json(new JsonObject { ["version"] = (string?)form["version"], ["form"] = JsonNode.Parse(Changed(form, change)) }));

    private static string Changed(JsonNode form, Action<JsonObject> change)
    {
        var changed = form["form"]!.DeepClone().AsObject();
        change(changed);
        return changed.ToJsonString();
    }

    private static async Task<string> PreviewAsync(
        HttpClient client, JsonNode form, int page, string culture, Dictionary<string, string[]>? answers = null, bool withoutConditions = false, bool empty = false)
    {
        var shown = form.DeepClone();
        if (empty)
        {
            shown["pages"]!.AsArray().Clear();
        }

        var answer = await client.PostAsJsonAsync($"{Api}/preview", new { form = shown, page, culture, answers, withoutConditions });
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<JsonNode> OkAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!;
    }
}
