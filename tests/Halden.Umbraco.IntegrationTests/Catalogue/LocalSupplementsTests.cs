using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using static Halden.Umbraco.IntegrationTests.Catalogue.NationalItem;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>A text of the municipality's own round a national one, from the editor through the next imports to the public.</summary>
public sealed class LocalSupplementsTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";
    private const string National = "<p>Søk innen 1. mars.</p>";
    private const string Newer = "<p>Søk innen 1. april.</p><p>Svar kommer i mai.</p>";
    private const string After = "<p>Ring 69 17 45 00.</p>";

    [Fact]
    public async Task TheDocumentHasTheComposedTextAndTheNextNationalTextFlowsIn()
    {
        var key = await SupplementedAsync(new { before = "<p>I Halden:</p>", after = After, national = National });
        Assert.Equal($"<p>I Halden:</p>{National}{After}", Description(key));

        var report = await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", Newer))));

        Assert.Equal((1, 0), (report.Counts.Updated, report.Counts.Kept));
        Assert.Equal($"<p>I Halden:</p>{Newer}{After}", Description(key));
        Assert.Equal(("supplemented", Newer, After), await FollowedAsync(key));
    }

    [Fact]
    public async Task WhatIsApprovedAndPublicIsTheComposedText()
    {
        var key = await SupplementedAsync(new { before = string.Empty, after = After, national = National });
        await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key, new Responsibility((await Site.ViewAsync(key)).Register.Version, Site.Department, "Mona", "mona@halden.example", RecipientKind.Mailbox, "b@halden.example"), Site.Editor, CancellationToken.None);
        await Site.SubmitAsync(key);

        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);

        Assert.Contains("Ring 69 17 45 00.", (await Site.PublicAsync(key))!.ToJsonString(), StringComparison.Ordinal);
        await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", Newer))));
        Assert.Equal("changed", (await Site.ViewAsync(key)).State);
        Assert.DoesNotContain("1. april", (await Site.PublicAsync(key))!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEditInUmbracosOwnEditorIsWhatStandsRoundTheNextNationalText()
    {
        var key = await SupplementedAsync(new { before = string.Empty, after = After, national = National });
        EditInUmbraco(key, $"<p>Velkommen!</p>\n{National}\n<p>Ring 69 17 45 01.</p>");

        await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", Newer))));

        Assert.Equal($"<p>Velkommen!</p>{Newer}<p>Ring 69 17 45 01.</p>", Description(key));
    }

    [Fact]
    public async Task WhoEditsTheNationalTextInUmbracosOwnEditorLosesNothing()
    {
        var key = await SupplementedAsync(new { before = string.Empty, after = After, national = National });
        EditInUmbraco(key, $"<p>Søk innen 15. februar.</p>{After}");
        Assert.Equal("tailored", (await FollowedAsync(key)).Standing);

        var report = await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", Newer))));

        Assert.Equal(1, report.Counts.Kept);
        Assert.Equal($"<p>Søk innen 15. februar.</p>{After}", Description(key));
    }

    [Fact]
    public async Task WhoEditsTheWholeTextGivesTheSupplementUpAndKeepsTheText()
    {
        var key = await SupplementedAsync(new { before = string.Empty, after = After, national = National });

        var saved = await PutAsync(key, new JsonObject { ["description"] = null });

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(National + After, Description(key));
        Assert.Equal(("tailored", National, After), await FollowedAsync(key));
    }

    [Fact]
    public async Task TakingTheSupplementAwayGivesTheNationalTextExactly()
    {
        var key = await SupplementedAsync(new { before = "<p>I Halden:</p>", after = After, national = National });

        await PutAsync(key, Supplement(new { before = string.Empty, after = string.Empty, national = National }));

        Assert.Equal(National, Description(key));
        Assert.Equal("national", (await FollowedAsync(key)).Standing);
    }

    [Fact]
    public async Task ATailoredTextIsMadeANationalOneWithItsOwnWordsRoundIt()
    {
        var key = await FollowingAsync();
        await Site.EditAsync(key, "description", $"<p>Vi er størst.</p>{National}<p>Ring oss.</p>");
        await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", $"{National}<p>Ring Norge.</p>"))));
        Assert.Single(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
        var (standing, national, after) = await FollowedAsync(key);
        Assert.Equal(("tailored", "<p>Ring oss.</p>"), (standing, after));

        await PutAsync(key, Supplement(new { before = "<p>Vi er størst.</p>", after, national }));

        Assert.Equal($"<p>Vi er størst.</p>{National}<p>Ring Norge.</p><p>Ring oss.</p>", Description(key));
        Assert.Empty(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LinesAndInternalTextsHaveSupplementsToo()
    {
        await Site.ImportAsync(File(Service(1, "Barnehage", ("ingress", "Om barnehage."), ("internSaksgang", "<p>Inntak.</p>"))));
        var key = Site.Get<ServiceDrafts>().All().Single().Key;

        await PutAsync(key, new JsonObject
        {
            ["lead"] = new JsonObject { ["before"] = string.Empty, ["after"] = "I Halden.", ["national"] = "Om barnehage." },
            ["internalProcedure"] = new JsonObject { ["before"] = "<p>Først servicetorget.</p>", ["after"] = string.Empty, ["national"] = "<p>Inntak.</p>" },
        });
        await Site.ImportAsync(File(Service(1, "Barnehage", ("ingress", "Alt om barnehage."), ("internSaksgang", "<p>Inntaksteamet.</p>"))));

        var text = (await Site.ViewAsync(key)).Texts[Cultures.Bokmal];
        Assert.Equal("Alt om barnehage.\nI Halden.", text.Fields["lead"]);
        Assert.Equal("<p>Først servicetorget.</p><p>Inntaksteamet.</p>", text.Internal["internalProcedure"]);
    }

    [Fact]
    public async Task WhatIsWrittenIsCleaned()
    {
        var key = await SupplementedAsync(new { before = "Hei & velkommen", after = "<p onclick=\"x\">Ring<script>1</script></p>", national = National });

        Assert.Equal($"<p>Hei &amp; velkommen</p>{National}<p>Ring</p>", Description(key));
    }

    [Fact]
    public async Task AnotherNationalTextThanTheOneShownIsRefusedAndChangesNothing()
    {
        var key = await FollowingAsync();

        var late = await PutAsync(key, Supplement(new { before = "x", after = string.Empty, national = Newer }));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(National, Description(key));
    }

    [Fact]
    public async Task OnlyAFieldThatFollowsANationalTextHasASupplement()
    {
        var key = await FollowingAsync();
        var local = await Site.DraftAsync();
        foreach (var (service, alias) in new[] { (key, "price"), (key, "isStatutory"), (key, "title"), (local, "description") })
        {
            var refused = await PutAsync(service, new JsonObject { [alias] = new JsonObject { ["before"] = "x", ["after"] = string.Empty, ["national"] = string.Empty } });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("følger ingen nasjonal tekst", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EitherTheWholeTextOrTheSupplementIsSent()
    {
        var key = await FollowingAsync();
        var body = new JsonObject
        {
            ["version"] = ServiceDocument.Draft(Site.Load(key)).Version(),
            ["fields"] = new JsonObject { ["description"] = "<p>Alt.</p>" },
            ["supplements"] = Supplement(new { before = "x", after = string.Empty, national = National }),
        };
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync($"{Api}/services/{key}/texts/nb-NO", body)).StatusCode);
        Assert.Equal(National, Description(key));
    }

    private async Task<Guid> FollowingAsync()
    {
        await Site.ImportAsync(File(Service(1, "Barnehage", ("beskrivelse", National))));
        return Site.Get<ServiceDrafts>().All().Single(draft => draft.Title == "Barnehage").Key;
    }

    private async Task<Guid> SupplementedAsync(object supplement)
    {
        var key = await FollowingAsync();
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(key, Supplement(supplement))).StatusCode);
        return key;
    }

    private static JsonObject Supplement(object supplement) => new() { ["description"] = System.Text.Json.JsonSerializer.SerializeToNode(supplement) };

    private async Task<HttpResponseMessage> PutAsync(Guid key, JsonObject supplements)
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        return await editor.PutAsJsonAsync(
            $"{Api}/services/{key}/texts/nb-NO",
            new JsonObject { ["version"] = ServiceDocument.Draft(Site.Load(key)).Version(), ["supplements"] = supplements });
    }

    private async Task<(string Standing, string National, string After)> FollowedAsync(Guid key)
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var field = (await editor.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/national"))!["cultures"]!["nb-NO"]!["followed"]!["description"]!;
        return (field["standing"]!.GetValue<string>(), field["national"]!.GetValue<string>(), field["after"]!.GetValue<string>());
    }

    // As Umbraco's own editor saves a draft: by its own service, without a word to us.
    private void EditInUmbraco(Guid key, string markup)
    {
        var content = Site.Load(key);
        content.SetValue("description", FieldKind.Html.ToUmbraco(markup), Cultures.Bokmal);
        Assert.True(Site.Contents.Save(content).Success);
    }

    private string Description(Guid key) => ServiceDocument.Draft(Site.Load(key)).Texts[Cultures.Bokmal]["description"];
}
