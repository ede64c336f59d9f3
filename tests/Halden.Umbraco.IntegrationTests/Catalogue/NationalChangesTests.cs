using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>The municipality's words against national news, from the import to the person who chooses.</summary>
public sealed class NationalChangesTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";
    private const string Before = "<p>Du søker på nett.</p><p>Fristen er 1. mars.</p>";

    [Fact]
    public async Task ChangesThatDoNotTouchEachOtherAreMergedByTheImport()
    {
        var key = await FollowedAsync();
        await Site.EditAsync(key, "description", "<p>Du søker på nett eller på servicetorget.</p><p>Fristen er 1. mars.</p>");

        var report = await Site.ImportAsync(Catalogue("<p>Du søker på nett.</p><p>Fristen er 15. mars.</p>"));

        Assert.Equal("<p>Du søker på nett eller på servicetorget.</p><p>Fristen er 15. mars.</p>", Description(key));
        Assert.Equal((1, 0), (report.Counts.Updated, report.Counts.Kept));
    }

    [Fact]
    public async Task ChangesOfTheSameSentenceWaitForAPerson()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var list = await editor.GetFromJsonAsync<JsonNode>($"{Api}/catalogue/changes");
        Assert.Equal(key, Assert.Single(list!.AsArray())!["key"]!.GetValue<Guid>());
        var field = Waiting(await ViewAsync(editor, key));
        Assert.Equal(Before, field["base"]!.GetValue<string>());
        Assert.Contains("<ins>", field["localMarked"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(field["conflicts"]!.AsArray());
        Assert.Contains("1. februar", Description(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheNationalTextIsTakenOver()
    {
        var key = await WaitingAsync();
        await SettleAsync(key, "takeNational");

        Assert.Contains("1. april", Description(key), StringComparison.Ordinal);
        Assert.Empty(await Site.Get<NationalChanges>().WaitingAsync(CancellationToken.None));
        Assert.Equal(1, (await Site.ImportAsync(Catalogue(Before.Replace("mars", "april")))).Counts.Unchanged);
    }

    [Fact]
    public async Task OursIsKeptUntilTheNationalTextChangesAgain()
    {
        var key = await WaitingAsync();
        await SettleAsync(key, "keepLocal");
        Assert.Contains("1. februar", Description(key), StringComparison.Ordinal);

        Assert.Equal(0, (await Site.ImportAsync(Catalogue(Before.Replace("mars", "april")))).Counts.Kept);
        Assert.Equal(1, (await Site.ImportAsync(Catalogue(Before.Replace("mars", "mai")))).Counts.Kept);
        Assert.Contains("1. februar", Description(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachConflictIsMergedAsChosen()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var view = await ViewAsync(editor, key);
        var conflicts = Waiting(view)["conflicts"]!.AsArray().ToDictionary(conflict => conflict!["id"]!.GetValue<string>(), _ => "localThenNational");

        var none = await PostAsync(editor, key, view, new { choice = "merge", conflicts = new Dictionary<string, string>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        var done = await PostAsync(editor, key, view, new { choice = "merge", conflicts });

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("1. februar", Description(key), StringComparison.Ordinal);
        Assert.Contains("1. april", Description(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWordOfOnesOwnIsCleanedAndSaved()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var done = await PostAsync(editor, key, await ViewAsync(editor, key), new { choice = "edit", value = "<p onclick=\"x\">Fristen er kort.</p>" });

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Equal("<p>Fristen er kort.</p>", Description(key));
    }

    [Fact]
    public async Task AChoiceMadeOnAnotherTextIsRefusedAndChangesNothing()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var view = await ViewAsync(editor, key);
        await Site.EditAsync(key, ServiceFields.Lead, "Endret imens.");

        var late = await PostAsync(editor, key, view, new { choice = "takeNational" });

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("1. februar", Description(key), StringComparison.Ordinal);
        Assert.Single(await Site.Get<NationalChanges>().WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ADetachedServiceIsLeftAloneUntilItFollowsAgain()
    {
        var key = await FollowedAsync();
        Assert.True(await Site.Get<NationalChanges>().FollowAsync(key, follow: false, CancellationToken.None));

        var report = await Site.ImportAsync(Catalogue(Before.Replace("mars", "april")));
        Assert.Equal(ImportOutcome.Skipped, Assert.Single(report.Items).Outcome);
        Assert.Equal(Before, Description(key));

        await Site.Get<NationalChanges>().FollowAsync(key, follow: true, CancellationToken.None);
        await Site.ImportAsync(Catalogue(Before.Replace("mars", "april")));
        Assert.Contains("1. april", Description(key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALocalServiceFollowsNothing() =>
        Assert.Null(await Site.Get<NationalChanges>().FindAsync(await Site.DraftAsync(), CancellationToken.None));

    private async Task<Guid> FollowedAsync()
    {
        await Site.ImportAsync(Catalogue(Before));
        return Site.Get<ServiceDrafts>().All().Single().Key;
    }

    private async Task<Guid> WaitingAsync()
    {
        var key = await FollowedAsync();
        await Site.EditAsync(key, "description", Before.Replace("mars", "februar", StringComparison.Ordinal));
        var report = await Site.ImportAsync(Catalogue(Before.Replace("mars", "april", StringComparison.Ordinal)));
        Assert.Equal(1, report.Counts.Kept);
        return key;
    }

    private async Task SettleAsync(Guid key, string choice)
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var answer = await PostAsync(editor, key, await ViewAsync(editor, key), new { choice });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<JsonNode> ViewAsync(HttpClient editor, Guid key) =>
        (await editor.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/national"))!;

    private static JsonNode Waiting(JsonNode view) => Assert.Single(view["cultures"]!["nb-NO"]!["waiting"]!.AsArray())!;

    private static async Task<HttpResponseMessage> PostAsync(HttpClient editor, Guid key, JsonNode view, object choice)
    {
        var body = JsonSerializer.SerializeToNode(choice)!;
        body["version"] = view["version"]!.GetValue<string>();
        body["national"] = Waiting(view)["national"]!.GetValue<string>();
        return await editor.PostAsJsonAsync($"{Api}/services/{key}/national/nb-NO/description", body);
    }

    private string Description(Guid key) => ServiceDocument.Draft(Site.Load(key)).Texts[Cultures.Bokmal]["description"];

    private static string Catalogue(string description) => JsonSerializer.Serialize(new[]
    {
        new
        {
            navn = "Barnehageplass",
            beskrivelse = description,
            tjenestebeskrivelseID = new { tjenesteID = 1, versjon = 1, land = "NO", sprak = "no", variant = "" },
        },
    });
}
