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
        Assert.Empty(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
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
        Assert.Single(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WhatIsReplacedIsBroughtBackAndTheNationalTextWaitsAgain()
    {
        var key = await WaitingAsync();
        var before = Description(key);
        await SettleAsync(key, "takeNational");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var view = await ViewAsync(editor, key);
        var replaced = Assert.Single(view["cultures"]!["nb-NO"]!["replaced"]!.AsArray())!;
        Assert.Equal((before, DemonstrationUsers.Editor.Name, true), (replaced["local"]!.GetValue<string>(), replaced["by"]!.GetValue<string>(), replaced["mayRestore"]!.GetValue<bool>()));

        var answer = await editor.PostAsJsonAsync($"{Api}/services/{key}/national/nb-NO/description/restore", new { version = view["version"]!.GetValue<string>() });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, Description(key));
        Assert.NotEmpty(Waiting(await ViewAsync(editor, key))["conflicts"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PostAsJsonAsync($"{Api}/services/{key}/national/nb-NO/description/restore", new { })).StatusCode);
    }

    [Fact]
    public async Task WhatSomebodyWroteAfterwardsIsNotLostToAnUndo()
    {
        var key = await WaitingAsync();
        await SettleAsync(key, "takeNational");
        await Site.EditAsync(key, "description", "<p>Skrevet etterpå.</p>");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var answer = await editor.PostAsJsonAsync($"{Api}/services/{key}/national/nb-NO/description/restore", new { });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("<p>Skrevet etterpå.</p>", Description(key));
    }

    [Fact]
    public async Task WhatCameInByItselfIsShownAgainstTheTextBefore()
    {
        var key = await FollowedAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        Assert.Empty((await ViewAsync(editor, key))["cultures"]!["nb-NO"]!["changed"]!.AsArray());

        await Site.ImportAsync(Catalogue(Before.Replace("mars", "april", StringComparison.Ordinal)));

        var culture = (await ViewAsync(editor, key))["cultures"]!["nb-NO"]!;
        var changed = Assert.Single(culture["changed"]!.AsArray())!;
        Assert.Equal(("description", Before, "taken"), (changed["alias"]!.GetValue<string>(), changed["before"]!.GetValue<string>(), changed["outcome"]!.GetValue<string>()));
        Assert.Contains("<ins>april</ins>", changed["marked"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(culture["previousAt"]);
        Assert.Empty(culture["waiting"]!.AsArray());
    }

    [Fact]
    public async Task AFaultIsToldInTheLanguageOfTheOneWhoAsks()
    {
        var key = await WaitingAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var view = await ViewAsync(editor, key);
        editor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("nn-NO");

        var none = await PostAsync(editor, key, view, new { choice = "merge", conflicts = new Dictionary<string, string>() });

        Assert.Contains("Vel for kvar konflikt", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("har endra denne teksten", Waiting(await ViewAsync(editor, key))["conflicts"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWithdrawnServiceIsShownUntilSomebodyDecidesOrItComesAgain()
    {
        var key = await FollowedAsync();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var other = Catalogue("<p>En annen.</p>", id: 2, title: "Skoleskyss");

        await Site.ImportAsync(other);
        var listed = Assert.Single((await editor.GetFromJsonAsync<JsonNode>($"{Api}/catalogue/changes"))!.AsArray())!;
        Assert.Equal((key, true, 0), (listed["key"]!.GetValue<Guid>(), listed["isWithdrawn"]!.GetValue<bool>(), listed["fields"]!.GetValue<int>()));
        Assert.NotNull((await ViewAsync(editor, key))["withdrawnAt"]);

        await Site.ImportAsync(Catalogue(Before));
        Assert.Null((await ViewAsync(editor, key))["withdrawnAt"]);

        await Site.ImportAsync(other);
        await editor.PostAsJsonAsync($"{Api}/services/{key}/national/detach", new { });
        Assert.DoesNotContain(key, (await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None)).Keys);
    }

    [Fact]
    public async Task ATrialMarksNothingAsWithdrawn()
    {
        await FollowedAsync();

        await Site.ImportAsync(Catalogue("<p>En annen.</p>", id: 2, title: "Skoleskyss"), dryRun: true);

        Assert.Empty(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
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
        Assert.Null(await Site.Get<NationalViews>().FindAsync(await Site.DraftAsync(), CancellationToken.None));

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

    private static string Catalogue(string description, int id = 1, string title = "Barnehageplass") => JsonSerializer.Serialize(new[]
    {
        new
        {
            navn = title,
            beskrivelse = description,
            tjenestebeskrivelseID = new { tjenesteID = id, versjon = 1, land = "NO", sprak = "no", variant = "" },
        },
    });
}
