using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

public sealed class ImportTests : SiteTest
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json");

    [Fact]
    public async Task TheSampleBecomesOneDocumentAServiceInBothLanguages()
    {
        var report = await Site.ImportAsync(await File.ReadAllTextAsync(Sample));

        Assert.Equal(ImportStatus.Completed, report.Status);
        Assert.True(report.Counts.Created >= 40);
        Assert.Equal(0, report.Counts.Refused);
        var drafts = Site.Get<ServiceDrafts>().All();
        Assert.Equal(report.Counts.Created, drafts.Count);
        Assert.All(drafts, draft => Assert.Superset(new HashSet<string> { Cultures.Bokmal, Cultures.NewNorwegian }, draft.Titles.Keys.ToHashSet()));
        Assert.All(drafts, draft => Assert.Empty(draft.PublishedCultures));
    }

    [Fact]
    public async Task ASecondImportChangesNothingAndSaysSo()
    {
        await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Ett år")));
        var before = Site.Get<ServiceDrafts>().All().Single();

        var report = await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Ett år")));

        Assert.Equal((0, 0, 1), (report.Counts.Created, report.Counts.Updated, report.Counts.Unchanged));
        Assert.Equal(before, Site.Get<ServiceDrafts>().All().Single());
    }

    [Fact]
    public async Task TheMunicipalitysWordsSurviveAndNationalNewsComesIn()
    {
        await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Ett år")));
        var key = Site.Get<ServiceDrafts>().All().Single().Key;
        await Site.EditAsync(key, ServiceFields.Lead, "Haldens egen ingress.");

        var report = await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass i kommunen", "To år")));

        var draft = ServiceDocument.Draft(Site.Load(key)).Texts[Cultures.Bokmal];
        Assert.Equal("Barnehageplass i kommunen", draft.Title);
        Assert.Equal("Haldens egen ingress.", draft[ServiceFields.Lead]);
        Assert.Contains(report.Items.Single().Kept, field => field.Alias == ServiceFields.Lead);
    }

    [Fact]
    public async Task AFileThatIsCutOffChangesNothing()
    {
        var whole = Catalogue(("1", "", "Barnehageplass", "Ett år"), ("2", "", "SFO", "Etter skolen"));

        var report = await Site.ImportAsync(whole[..^20]);

        Assert.Equal(ImportStatus.Unreadable, report.Status);
        Assert.Empty(Site.Get<ServiceDrafts>().All());
        Assert.Empty(await Site.Get<HaldenStore>().ReadAsync(db => db.Snapshots.ToListAsync()));
    }

    [Fact]
    public async Task OneBadItemDoesNotStopTheRest()
    {
        var items = JsonNode.Parse(Catalogue(("1", "", "Barnehageplass", "Ett år"), ("2", "", "", "Uten navn"), ("3", "", "SFO", "Etter skolen")))!;

        var report = await Site.ImportAsync(items.ToJsonString());

        Assert.Equal((2, 1), (report.Counts.Created, report.Counts.Refused));
        Assert.Single(report.Items, item => item.Outcome == ImportOutcome.Refused && item.Reason is { Nb.Length: > 0 });
    }

    [Fact]
    public async Task ATrialChangesNothing()
    {
        var report = await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Ett år")), dryRun: true);

        Assert.Equal(1, report.Counts.Created);
        Assert.Empty(Site.Get<ServiceDrafts>().All());
    }

    [Fact]
    public async Task AnImportOverAnApprovedServiceLeavesThePublicTextAlone()
    {
        await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Godkjent tekst")));
        var key = Site.Get<ServiceDrafts>().All().Single().Key;
        await Site.Get<Register.ServiceRegister>().SaveResponsibilityAsync(
            key,
            new Register.Responsibility((await Site.ViewAsync(key)).Register.Version, Site.Department, "Bjørn", null, Register.RecipientKind.Mailbox, "barnehage@halden.example"),
            Site.Editor,
            CancellationToken.None);
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);

        await Site.ImportAsync(Catalogue(("1", "", "Barnehageplass", "Ny nasjonal tekst")));

        Assert.Equal("Godkjent tekst", (await Site.PublicAsync(key))!["lead"]!.GetValue<string>());
        Assert.Equal("changed", (await Site.ViewAsync(key)).State);
    }

    [Fact]
    public async Task InternalTextsAreKeptFromTheDocumentAndFromThePublic()
    {
        var items = JsonNode.Parse(Catalogue(("1", "", "Barnehageplass", "Ett år")))!;
        items[0]!["internSaksgang"] = "<p>Ring Bjørn før vedtak.</p>";

        await Site.ImportAsync(items.ToJsonString());

        var key = Site.Get<ServiceDrafts>().All().Single().Key;
        Assert.Equal("<p>Ring Bjørn før vedtak.</p>", (await Site.ViewAsync(key)).Texts[Cultures.Bokmal].Internal["internalProcedure"]);
        Assert.DoesNotContain(Site.Load(key).Properties, property => property.Values.Any(value => value.EditedValue?.ToString()?.Contains("Ring Bjørn", StringComparison.Ordinal) == true));
    }

    private static string Catalogue(params (string Id, string Variant, string Name, string Lead)[] items) => JsonSerializer.Serialize(items.Select(item => new
    {
        navn = item.Name,
        ingress = item.Lead,
        tjenestebeskrivelseID = new { tjenesteID = int.Parse(item.Id, System.Globalization.CultureInfo.InvariantCulture), versjon = 1, land = "NO", sprak = "no", variant = item.Variant },
    }));
}
