using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using static Halden.Umbraco.IntegrationTests.Catalogue.NationalItem;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>The day after a big national update: what waits is settled for whole services, and no word is lost.</summary>
public sealed class SettleAllTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";

    [Fact]
    public async Task TakesOverWhatDoesNotCollideAndLeavesTheRest()
    {
        var key = await WaitingAsync();
        await Site.EditAsync(key, "price", "<p>100 kr.</p><p>Søsken betaler mindre.</p>");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var listed = await ListedAsync(editor);
        Assert.Equal((3, 1), (listed["fields"]!.GetValue<int>(), listed["clear"]!.GetValue<int>()));

        var done = await SettleAsync(editor, key, listed, "takeOver");

        Assert.Equal(["price"], done["settled"]!.AsArray().Select(field => field!["alias"]!.GetValue<string>()));
        Assert.Equal(["responsibleUnit", "title"], done["left"]!.AsArray().Select(field => field!["alias"]!.GetValue<string>()).Order());
        Assert.Equal(("<p>200 kr.</p><p>Søsken betaler mindre.</p>", "Halden barnehager", "Barnehage i Halden"), (Text(key)["price"], Text(key)["responsibleUnit"], Text(key).Title));
    }

    [Fact]
    public async Task TakesOverAgainAndChangesNothing()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        await SettleAsync(editor, key, await ListedAsync(editor), "takeOver");
        var before = ServiceDocument.Draft(Site.Load(key)).Version();

        var again = await SettleAsync(editor, key, await ListedAsync(editor), "takeOver");

        Assert.Empty(again["settled"]!.AsArray());
        Assert.Equal(before, ServiceDocument.Draft(Site.Load(key)).Version());
    }

    [Fact]
    public async Task KeepsOursInEveryFieldUntilTheNationalTextChangesAgain()
    {
        var key = await WaitingAsync();
        var before = ServiceDocument.Draft(Site.Load(key)).Version();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var done = await SettleAsync(editor, key, await ListedAsync(editor), "keepLocal");

        Assert.Equal(3, done["settled"]!.AsArray().Count);
        Assert.Equal(before, ServiceDocument.Draft(Site.Load(key)).Version());
        Assert.Empty(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
        Assert.Equal(0, (await Site.ImportAsync(Newer())).Counts.Kept);
        Assert.Equal(1, (await Site.ImportAsync(Newer("300"))).Counts.Kept);
    }

    [Fact]
    public async Task LetsTheNationalTextsWinAndBringsOursBack()
    {
        var key = await WaitingAsync();
        var before = ServiceDocument.Draft(Site.Load(key)).Version();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var done = await SettleAsync(editor, key, await ListedAsync(editor), "takeNational");

        Assert.Equal(("<p>200 kr.</p>", "Utdanningsetaten", "Plass i barnehage"), (Text(key)["price"], Text(key)["responsibleUnit"], Text(key).Title));
        Assert.All(done["settled"]!.AsArray(), field => Assert.True(field!["isReplaced"]!.GetValue<bool>()));
        foreach (var field in done["settled"]!.AsArray())
        {
            var restored = await editor.PostAsJsonAsync($"{Api}/services/{key}/national/nb-NO/{field!["alias"]!.GetValue<string>()}/restore", new { });
            Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        }

        Assert.Equal(before, ServiceDocument.Draft(Site.Load(key)).Version());
        Assert.Equal(3, (await ListedAsync(editor))["fields"]!.GetValue<int>());
    }

    [Fact]
    public async Task SettlesOneFieldAlone()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var done = await SettleAsync(editor, key, await ListedAsync(editor), "takeNational", "responsibleUnit");

        Assert.Equal("responsibleUnit", Assert.Single(done["settled"]!.AsArray())!["alias"]!.GetValue<string>());
        Assert.Equal(("Utdanningsetaten", "<p>150 kr.</p>"), (Text(key)["responsibleUnit"], Text(key)["price"]));
    }

    [Fact]
    public async Task ANationalTextThatIsGoneEmptiesNoField()
    {
        var key = await WaitingAsync();
        await Site.ImportAsync(File(Service(1, "Plass i barnehage", ("tjenesteEier", "Utdanningsetaten"))));
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var done = await SettleAsync(editor, key, await ListedAsync(editor), "takeNational");

        Assert.Equal("price", Assert.Single(done["left"]!.AsArray())!["alias"]!.GetValue<string>());
        Assert.Equal("<p>150 kr.</p>", Text(key)["price"]);
    }

    [Fact]
    public async Task WhatIsNotAsItWasSeenIsLeftAlone()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var seen = await ListedAsync(editor);

        await Site.EditAsync(key, ServiceFields.Lead, "Endret imens.");
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(editor, key, seen, "takeNational")).StatusCode);

        var second = await ListedAsync(editor);
        await Site.ImportAsync(Newer("300"));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(editor, key, second, "takeNational")).StatusCode);
        Assert.Equal("<p>150 kr.</p>", Text(key)["price"]);
    }

    [Fact]
    public async Task AChoiceThatIsNoneIsRefused()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(editor, key, await ListedAsync(editor), "merge")).StatusCode);
    }

    [Fact]
    public async Task TheListIsNarrowedByDepartmentAndTheme()
    {
        await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        async Task<int> CountAsync(string query) => (await editor.GetFromJsonAsync<JsonNode>($"{Api}/catalogue/changes?{query}"))!.AsArray().Count;
        var theme = Assert.Single((await ListedAsync(editor))["themes"]!.AsArray())!;

        Assert.Equal(("https://psi.norge.no/los/tema/familie-og-barn", "Familie og barn"), (theme["id"]!.GetValue<string>(), theme["name"]!.GetValue<string>()));
        Assert.Equal(1, await CountAsync($"theme={Uri.EscapeDataString(theme["id"]!.GetValue<string>())}"));
        Assert.Equal((0, 0), (await CountAsync("theme=none"), await CountAsync("theme=https://psi.norge.no/los/tema/arbeid")));
        Assert.Equal((1, 0), (await CountAsync("department=none"), await CountAsync($"department={Site.Department}")));
    }

    private async Task<Guid> WaitingAsync()
    {
        await Site.ImportAsync(File(Service(1, "Barnehage", ("pris", "<p>100 kr.</p>"), ("tjenesteEier", "Etaten")).About("https://psi.norge.no/los/tema/barnehage")));
        var key = Site.Get<ServiceDrafts>().All().Single().Key;
        await Site.EditAsync(key, "price", "<p>150 kr.</p>");
        await Site.EditAsync(key, "responsibleUnit", "Halden barnehager");
        var outcome = await Site.Get<EditorsApi.ServiceEditing>().SaveTextAsync(
            key, Cultures.Bokmal, new EditorsApi.TextChange(ServiceDocument.Draft(Site.Load(key)).Version(), "Barnehage i Halden", null, null), Site.Editor, CancellationToken.None);
        Assert.Equal(EditorsApi.EditStatus.Success, outcome.Status);
        await Site.ImportAsync(Newer());
        return key;
    }

    private static string Newer(string price = "200") =>
        File(Service(1, "Plass i barnehage", ("pris", $"<p>{price} kr.</p>"), ("tjenesteEier", "Utdanningsetaten")).About("https://psi.norge.no/los/tema/barnehage"));

    private ServiceText Text(Guid key) => ServiceDocument.Draft(Site.Load(key)).Texts[Cultures.Bokmal];

    private static async Task<JsonNode> ListedAsync(HttpClient editor) =>
        Assert.Single((await editor.GetFromJsonAsync<JsonNode>($"{Api}/catalogue/changes"))!.AsArray())!;

    private static Task<HttpResponseMessage> PostAsync(HttpClient editor, Guid key, JsonNode listed, string choice, string? alias = null) =>
        editor.PostAsJsonAsync($"{Api}/services/{key}/national/settle", new { stamp = listed["stamp"]!.GetValue<string>(), choice, alias });

    private static async Task<JsonNode> SettleAsync(HttpClient editor, Guid key, JsonNode listed, string choice, string? alias = null)
    {
        var answer = await PostAsync(editor, key, listed, choice, alias);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
