using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class CatalogueImportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MakesOneDraftOfAllLanguages()
    {
        await using var site = await ImportSite.StartAsync();

        var report = await site.RunAsync(
            NtkItem.Service(204, "Ledsagarprov", "NY").With("pris", "Gratis på nynorsk"),
            NtkItem.Service(204, "Ledsagerbevis").With("pris", "Gratis").With("lovpalagtTjeneste", false).With("datoOppdatert", "2024-05-06"));

        var document = Assert.Single(site.Documents.Services);
        Assert.Equal(ServiceKey.For("ntk", "204"), document.Key);
        Assert.Equal(site.Documents.SelfService.Id, document.ParentId);
        Assert.False(document.Published);
        Assert.Equal(("Ledsagerbevis", "<p>Gratis</p>", "false", "2024-05-06"), (site.Value("204", "title"), site.Value("204", "price"), site.Value("204", "isStatutory"), site.Value("204", "updated")));
        Assert.Equal(("Ledsagarprov", "<p>Gratis på nynorsk</p>"), (site.Value("204", "title", "nn-NO"), site.Value("204", "price", "nn-NO")));
        Assert.Equal(ImportStatus.Completed, report.Status);
        Assert.Equal(new ImportCounts { Created = 1 }, report.Counts);
        Assert.Equal("Tjenester: 1 opprettet.", report.Message.Nb);
        var row = Assert.Single(report.Items);
        Assert.Equal(("204", "Ledsagerbevis", ImportOutcome.Created, document.Key), (row.ServiceId, row.Title, row.Outcome, row.DocumentKey!.Value));
        Assert.Equal(["nb-NO", "nn-NO"], row.Cultures);
    }

    [Fact]
    public async Task ChangesNothingTheSecondTimeAndLoadsNoService()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] file = [NtkItem.Service(1, "Barnehage").With("pris", "100"), NtkItem.Service(1, "Barnehage", "NY"), NtkItem.Service(2, "Skole")];
        await site.RunAsync(file);
        var (saves, _) = (site.Documents.Saves, site.Documents.Loads.RemoveAll(_ => true));

        var report = await site.RunAsync(file);

        Assert.Equal(new ImportCounts { Unchanged = 2 }, report.Counts);
        Assert.Equal("Ingenting er endret. Tjenester: 2 uendret.", report.Message.Nb);
        Assert.Equal(saves, site.Documents.Saves);
        Assert.Equal([ServiceSchema.SelfServiceKey], site.Documents.Loads);
        await using var database = site.Database();
        Assert.Equal(3, await database.Snapshots.CountAsync(Token));
    }

    [Fact]
    public async Task TakesOverNationalChangesAndLeavesLocalOnesAlone()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100").With("beskrivelse", "Nasjonal"));
        site.Edit("1", "description", "<p>Haldens egen</p>");

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehageplass").With("pris", "200").With("beskrivelse", "Nasjonal"));

        Assert.Equal(("Barnehageplass", "<p>200</p>", "<p>Haldens egen</p>"), (site.Value("1", "title"), site.Value("1", "price"), site.Value("1", "description")));
        Assert.Equal(new ImportCounts { Updated = 1 }, report.Counts);
        Assert.Equal(["title", "price"], Assert.Single(report.Items).Taken.Select(field => field.Alias));
    }

    [Fact]
    public async Task KeepsTheLocalTextAgainstANationalOneAndNeverForgetsTheNational()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"));
        site.Edit("1", "price", "<p>Haldens pris</p>");
        NtkItem[] newer = [NtkItem.Service(1, "Barnehage").With("pris", "200").With("kriterier", "Nye krav")];

        var first = await site.RunAsync(newer);
        var second = await site.RunAsync(newer);
        var third = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200").With("kriterier", "Enda nyere krav"));

        Assert.Equal("<p>Haldens pris</p>", site.Value("1", "price"));
        Assert.Equal("<p>Enda nyere krav</p>", site.Value("1", "criteria"));
        Assert.Equal(new FieldRow("nb-NO", "price"), Assert.Single(Assert.Single(first.Items).Kept));
        Assert.Equal((new ImportCounts { Updated = 1, Kept = 1 }, new ImportCounts { Unchanged = 1, Kept = 1 }, new ImportCounts { Updated = 1, Kept = 1 }), (first.Counts, second.Counts, third.Counts));
        Assert.Contains("1 tjeneste har lokal tekst som er beholdt", second.Message.Nb, StringComparison.Ordinal);
        await using var database = site.Database();
        var link = await database.CatalogueLinks.SingleAsync(Token);
        Assert.Equal(("<p>100</p>", "price"), (FieldValues.Parse(link.Base)["price"], link.Kept));
        Assert.Equal("<p>200</p>", FieldValues.Parse((await database.Snapshots.SingleAsync(snapshot => snapshot.Id == link.SnapshotId, Token)).Fields)["price"]);
    }

    [Fact]
    public async Task CountsAServiceAsKeptWhenTheOnlyNewsStandsAgainstALocalText()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"));
        site.Edit("1", "price", "<p>Haldens pris</p>");
        var saves = site.Documents.Saves;

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"));

        Assert.Equal(ImportOutcome.Kept, Assert.Single(report.Items).Outcome);
        Assert.Equal(saves, site.Documents.Saves);
    }

    [Fact]
    public async Task NoLongerCountsAsKeptWhatAnEditorHasMadeAlike()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"));
        site.Edit("1", "price", "<p>Haldens pris</p>");
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"));
        site.Edit("1", "price", "<p>200</p>");

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200").With("kriterier", "Krav"));
        var after = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "300").With("kriterier", "Krav"));

        Assert.Equal(new ImportCounts { Updated = 1 }, report.Counts);
        Assert.Equal(new ImportCounts { Updated = 1 }, after.Counts);
        Assert.Equal("<p>300</p>", site.Value("1", "price"));
    }

    [Fact]
    public async Task AddsALanguageThatCameLater()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage"));

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage"), NtkItem.Service(1, "Barnehage på nynorsk", "NY"));

        Assert.Equal(new ImportCounts { Updated = 1 }, report.Counts);
        Assert.Single(site.Documents.Services);
        Assert.Equal("Barnehage på nynorsk", site.Value("1", "title", "nn-NO"));
    }

    [Fact]
    public async Task KeepsInternalTextsOutOfTheDocumentAndMergesThemToo()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("internSaksgang", "Intern gang").With("merknaderOSK", "Merk"));
        Assert.DoesNotContain(site.Document("1").Properties, property => property.GetValue("nb-NO")?.ToString()?.Contains("Intern", StringComparison.Ordinal) == true);
        var key = ServiceKey.For("ntk", "1");
        await using (var database = site.Database())
        {
            var entry = await database.Register.SingleAsync(Token);
            Assert.Equal(key, entry.DocumentKey);
            Assert.Equal("""{"nb-NO":{"internalProcedure":"<p>Intern gang</p>","serviceOfficeNotes":"<p>Merk</p>"}}""", entry.InternalTexts);
            entry.OwnerName = "Kari Nordmann";
            entry.InternalTexts = entry.InternalTexts.Replace("Merk", "Haldens merknad", StringComparison.Ordinal);
            await database.SaveChangesAsync(Token);
        }

        var saves = site.Documents.Saves;
        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("internSaksgang", "Ny gang").With("merknaderOSK", "Nytt merk"));

        Assert.Equal(saves, site.Documents.Saves);
        var row = Assert.Single(report.Items);
        Assert.Equal((ImportOutcome.Updated, "internalProcedure", "serviceOfficeNotes"), (row.Outcome, Assert.Single(row.Taken).Alias, Assert.Single(row.Kept).Alias));
        await using var after = site.Database();
        var merged = await after.Register.SingleAsync(Token);
        Assert.Equal("""{"nb-NO":{"internalProcedure":"<p>Ny gang</p>","serviceOfficeNotes":"<p>Haldens merknad</p>"}}""", merged.InternalTexts);
        Assert.Equal("Kari Nordmann", merged.OwnerName);
    }

    [Fact]
    public async Task MakesNoTwinWhenARunWasKilledBeforeOurRowsWereWritten()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] file = [NtkItem.Service(1, "Barnehage").With("pris", "100").With("internSaksgang", "Gang")];
        await site.RunAsync(file);
        await using (var database = site.Database())
        {
            await database.CatalogueLinks.ExecuteDeleteAsync(Token);
            await database.Snapshots.ExecuteDeleteAsync(Token);
            await database.Register.ExecuteDeleteAsync(Token);
        }

        var saves = site.Documents.Saves;
        await site.RunAsync(file);
        var again = await site.RunAsync(file);

        Assert.Single(site.Documents.Services);
        Assert.Equal(saves, site.Documents.Saves);
        Assert.Equal(new ImportCounts { Unchanged = 1 }, again.Counts);
        await using var after = site.Database();
        Assert.Contains("Gang", (await after.Register.SingleAsync(Token)).InternalTexts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesTheOneThatUmbracoWillNotSaveAndTakesTheRest()
    {
        await using var site = await ImportSite.StartAsync();
        site.Documents.Against = document => document.GetCultureName("nb-NO") == "Skole" ? "Navnet er sperret." : document.GetCultureName("nb-NO") == "SFO" ? throw new InvalidOperationException("Databasen er låst") : null;
        NtkItem[] file = [NtkItem.Service(1, "Skole"), NtkItem.Service(2, "SFO"), NtkItem.Service(3, "Barnehage")];

        var report = await site.RunAsync(file);

        Assert.Equal(new ImportCounts { Created = 1, Refused = 2 }, report.Counts);
        Assert.Contains("Navnet er sperret.", report.Items[0].Reason?.Nb, StringComparison.Ordinal);
        Assert.Contains("Databasen er låst", report.Items[1].Reason?.Nb, StringComparison.Ordinal);
        site.Documents.Against = _ => null;
        Assert.Equal(new ImportCounts { Created = 2, Unchanged = 1 }, (await site.RunAsync(file)).Counts);
    }

    [Fact]
    public async Task LeavesAServiceInTheRecycleBin()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage"));
        var document = site.Document("1");
        ((global::Umbraco.Cms.Core.Models.Content)document).Trashed = true;
        site.Documents.Put(document);

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"));

        Assert.Contains("papirkurven", Assert.Single(report.Items).Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal(string.Empty, site.Value("1", "price"));
    }

    [Fact]
    public async Task MakesADeletedServiceAnewOnlyWhenAskedTo()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole"));
        site.Documents.Remove(ServiceKey.For("ntk", "1"));
        NtkItem[] file = [NtkItem.Service(1, "Barnehage").With("pris", "200"), NtkItem.Service(2, "Skole")];

        var left = await site.RunAsync(file);
        var made = await site.RunAsync(new ImportOptions("ntk", RecreateDeleted: true), file);

        Assert.Equal(new ImportCounts { Refused = 1, Unchanged = 1 }, left.Counts);
        Assert.Contains("slettet lokalt", left.Items[0].Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal(new ImportCounts { Created = 1, Unchanged = 1 }, made.Counts);
        Assert.Equal("<p>200</p>", site.Value("1", "price"));
    }

    [Fact]
    public async Task FlagsWhatIsNoLongerInTheCatalogueAndDeletesNothing()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole"), NtkItem.Service(2, "Skule", "NY"), NtkItem.Service(3, "SFO"));

        var report = await site.RunAsync(NtkItem.Service(2, "Skole"), NtkItem.Service(3, "SFO").With("pris", new JsonArray()));

        Assert.Equal(new ImportCounts { Unchanged = 1, Refused = 1, Withdrawn = 2 }, report.Counts);
        var withdrawn = report.Items.Where(row => row.Outcome == ImportOutcome.Withdrawn).OrderBy(row => row.ServiceId).ToList();
        Assert.Equal([("1", "Barnehage", "nb-NO"), ("2", "Skule", "nn-NO")], withdrawn.Select(row => (row.ServiceId!, row.Title!, Assert.Single(row.Cultures))));
        Assert.Contains("ikke lenger i katalogen", withdrawn[0].Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal(3, site.Documents.Services.Count());
    }

    [Fact]
    public async Task TakesAnEmptyCatalogueForAFaultAndFlagsNothing()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage"));

        var report = await site.RunAsync();

        Assert.Equal(new ImportCounts(), report.Counts);
        Assert.StartsWith("Katalogen var tom.", report.Message.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlySaysWhatItWouldDoInATrial()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"));
        var saves = site.Documents.Saves;

        var report = await site.RunAsync(
            new ImportOptions("ntk", DryRun: true),
            NtkItem.Service(1, "Barnehage").With("pris", "200").With("internSaksgang", "Gang"), NtkItem.Service(2, "Skole"));

        Assert.Equal(new ImportCounts { Created = 1, Updated = 1 }, report.Counts);
        Assert.Equal(["price", "internalProcedure"], report.Items[0].Taken.Select(field => field.Alias));
        Assert.StartsWith("Prøvekjøring, ingenting er lagret.", report.Message.Nb, StringComparison.Ordinal);
        Assert.Null(report.RunId);
        Assert.Equal(saves, site.Documents.Saves);
        await using var database = site.Database();
        Assert.Equal((1, 1, 1), (await database.Snapshots.CountAsync(Token), await database.ImportRuns.CountAsync(Token), await database.Register.CountAsync(Token)));
    }

    [Fact]
    public async Task RefusesASecondRunWhileOneIsUnderWay()
    {
        await using var site = await ImportSite.StartAsync();
        using var elsewhere = site.NewImport();
        var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage"));
        List<Task<ImportReport>> others = [];
        var progress = new Told(_ => others.AddRange([site.Import.RunAsync(reading, new ImportOptions("ntk"), cancellationToken: Token), elsewhere.RunAsync(reading, new ImportOptions("ntk"), cancellationToken: Token)]));

        await site.Import.RunAsync(reading, new ImportOptions("ntk"), progress, Token);

        Assert.All(await Task.WhenAll(others), report => Assert.Equal(ImportStatus.Busy, report.Status));
    }

    [Fact]
    public async Task IsNotKeptOutByARunThatWasKilled()
    {
        await using var site = await ImportSite.StartAsync();
        var killed = new ImportRun { Source = "ntk", StartedAt = site.Time.Now, SeenAt = site.Time.Now };
        await using (var database = site.Database())
        {
            database.ImportRuns.Add(killed);
            await database.SaveChangesAsync(Token);
        }

        Assert.Equal(ImportStatus.Busy, (await site.RunAsync(NtkItem.Service(1, "Barnehage"))).Status);
        site.Time.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(ImportStatus.Completed, (await site.RunAsync(NtkItem.Service(1, "Barnehage"))).Status);
        await using var after = site.Database();
        var closed = ImportReport.FromJson((await after.ImportRuns.SingleAsync(run => run.Id == killed.Id, Token)).Report);
        Assert.Equal(ImportStatus.Cancelled, closed?.Status);
    }

    [Fact]
    public async Task StopsBetweenTwoServicesAndTakesTheRestNextTime()
    {
        await using var site = await ImportSite.StartAsync();
        var reading = await NtkItem.File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole"));
        using var stop = new CancellationTokenSource();

        var stopped = await site.Import.RunAsync(reading, new ImportOptions("ntk"), new Told(_ => stop.Cancel()), stop.Token);
        var rest = await site.Import.RunAsync(reading, new ImportOptions("ntk"), cancellationToken: Token);

        Assert.Equal((ImportStatus.Cancelled, new ImportCounts { Created = 1 }), (stopped.Status, stopped.Counts));
        Assert.Equal((ImportStatus.Completed, new ImportCounts { Created = 1, Unchanged = 1 }), (rest.Status, rest.Counts));
    }

    [Fact]
    public async Task TellsOfItsProgress()
    {
        await using var site = await ImportSite.StartAsync();
        List<ImportProgress> told = [];

        await site.Import.RunAsync(await NtkItem.File(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "Skole")), new ImportOptions("ntk"), new Told(told.Add), Token);

        Assert.Equal([new ImportProgress(1, 2, "Barnehage"), new ImportProgress(2, 2, "Skole")], told);
    }

    [Fact]
    public async Task SaysWhatIsMissingBeforeItDoesAnything()
    {
        await using var site = await ImportSite.StartAsync();
        var unknown = await site.RunAsync(new ImportOptions("ntk", UserKey: Guid.NewGuid()), NtkItem.Service(1, "Barnehage"));
        site.Documents.Remove(ServiceSchema.SelfServiceKey);
        var noPage = await site.RunAsync(NtkItem.Service(1, "Barnehage"));
        site.Documents.Types.Clear();
        var noTypes = await site.RunAsync(NtkItem.Service(1, "Barnehage"));
        var unread = await site.Import.RunAsync(CatalogueReading.Failed(new Label("Innholdet er tomt.", "Innhaldet er tomt.", "The content is empty.")), new ImportOptions("ntk"), cancellationToken: Token);

        Assert.Equal([ImportStatus.NotReady, ImportStatus.NotReady, ImportStatus.NotReady, ImportStatus.Unreadable], new[] { unknown, noPage, noTypes, unread }.Select(report => report.Status));
        Assert.Contains("Brukeren", unknown.Message.Nb, StringComparison.Ordinal);
        Assert.Contains("Siden Selvbetjening", noPage.Message.Nb, StringComparison.Ordinal);
        Assert.Contains("Dokumenttypene", noTypes.Message.Nb, StringComparison.Ordinal);
        Assert.Equal("Innholdet er tomt.", unread.Message.Nb);
    }

    [Fact]
    public async Task UsesThePageSelvbetjeningThatAnEditorMade()
    {
        await using var site = await ImportSite.StartAsync();
        site.Documents.Remove(ServiceSchema.SelfServiceKey);
        var page = new global::Umbraco.Cms.Core.Models.Content("Vår side", -1, site.Documents.Types[0]);
        page.SetCultureName("Vår side", "nb-NO");
        site.Documents.Put(page);

        await site.RunAsync(NtkItem.Service(1, "Barnehage"));

        Assert.Equal(page.Id, Assert.Single(site.Documents.Services).ParentId);
    }

    [Fact]
    public async Task TakesANumberedNameForTheNationalOne()
    {
        await using var site = await ImportSite.StartAsync();
        var report = await site.RunAsync(NtkItem.Service(1, "Støtte"), NtkItem.Service(2, "Støtte"));
        Assert.Equal("Støtte (1)", site.Value("2", "title"));
        Assert.Contains("«Støtte (1)»", Assert.Single(report.Items[1].Warnings).Nb, StringComparison.Ordinal);

        await site.RunAsync(NtkItem.Service(1, "Støtte"), NtkItem.Service(2, "Støtte til idrett"));

        Assert.Equal("Støtte til idrett", site.Value("2", "title"));
    }

    [Fact]
    public async Task EmptiesNothingForAValueThatCouldNotBeRead()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("gyldigFra", "2024-01-01"));

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("gyldigFra", "i fjor"));
        var repaired = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("gyldigFra", "2025-01-01"));

        Assert.StartsWith("nb-NO: Gyldig fra", Assert.Single(report.Items[0].Warnings).Nb, StringComparison.Ordinal);
        Assert.Equal(new ImportCounts { Updated = 1 }, repaired.Counts);
        Assert.Equal("2025-01-01", site.Value("1", "validFrom"));
    }

    [Fact]
    public async Task RecordsItsReport()
    {
        await using var site = await ImportSite.StartAsync();
        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage"), NtkItem.Service(2, "خدمة", language: "ar"));

        await using var database = site.Database();
        var run = await database.ImportRuns.SingleAsync(Token);
        Assert.Equal(report.RunId, run.Id);
        Assert.NotNull(run.FinishedAt);
        Assert.Equal(report.ToJson(), run.Report);
        Assert.Equal(run.Report, ImportReport.FromJson(run.Report)?.ToJson());
        var json = JsonNode.Parse(run.Report)!;
        Assert.Equal("completed", (string?)json["status"]);
        Assert.Equal(1, (int?)json["counts"]!["skipped"]);
        Assert.Equal(["created", "skipped"], json["items"]!.AsArray().Select(item => (string?)item!["outcome"]));
    }

    [Fact]
    public async Task FollowsAServiceThatComesBackAsIfItHadNeverBeenAway()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] both = [NtkItem.Service(1, "Barnehage").With("pris", "100"), NtkItem.Service(2, "Skole")];
        await site.RunAsync(both);
        site.Edit("1", "criteria", "<p>Haldens krav</p>");

        var away = await site.RunAsync(both[1]);
        var stillAway = await site.RunAsync(both[1]);
        var back = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"), both[1]);

        Assert.Equal((new ImportCounts { Unchanged = 1, Withdrawn = 1 }, new ImportCounts { Unchanged = 1, Withdrawn = 1 }), (away.Counts, stillAway.Counts));
        Assert.Equal(new ImportCounts { Updated = 1, Unchanged = 1 }, back.Counts);
        Assert.Equal(("<p>200</p>", "<p>Haldens krav</p>"), (site.Value("1", "price"), site.Value("1", "criteria")));
        Assert.Equal(2, site.Documents.Services.Count());
    }

    [Fact]
    public async Task KnowsAServiceOfAnotherVersion()
    {
        await using var site = await ImportSite.StartAsync();
        static NtkItem Version(int version, string price) => NtkItem.Service(1, "Barnehage").With("pris", price)
            .With("tjenestebeskrivelseID", new JsonObject { ["tjenesteID"] = 1, ["versjon"] = version, ["sprak"] = "no" });
        await site.RunAsync(Version(3, "100"));

        var same = await site.RunAsync(Version(4, "100"));
        var newer = await site.RunAsync(Version(2, "200"));

        Assert.Equal((new ImportCounts { Unchanged = 1 }, new ImportCounts { Updated = 1 }), (same.Counts, newer.Counts));
        Assert.Equal("<p>200</p>", site.Value("1", "price"));
        Assert.Single(site.Documents.Services);
    }

    [Fact]
    public async Task FollowsAServiceWithAnotherNumberInTheSameDocument()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"), NtkItem.Service(1, "Barnehagar", "NY"), NtkItem.Service(2, "Skole"));
        site.Edit("1", "criteria", "<p>Haldens krav</p>");
        NtkItem[] renumbered = [NtkItem.Service(71, "Barnehage").With("pris", "200"), NtkItem.Service(71, "Barnehagar", "NY"), NtkItem.Service(2, "Skole")];

        var trial = await site.RunAsync(new ImportOptions("ntk", DryRun: true), renumbered);
        var report = await site.RunAsync(renumbered);
        var after = await site.RunAsync(renumbered);

        Assert.Equal((new ImportCounts { Updated = 1, Unchanged = 1 }, new ImportCounts { Updated = 1, Unchanged = 1 }, new ImportCounts { Unchanged = 2 }), (trial.Counts, report.Counts, after.Counts));
        Assert.All(new[] { trial, report }, one => Assert.Contains("1 er blitt 71", Assert.Single(Assert.Single(one.Items).Warnings).Nb, StringComparison.Ordinal));
        Assert.Equal(("<p>200</p>", "<p>Haldens krav</p>"), (site.Value("1", "price"), site.Value("1", "criteria")));
        Assert.Equal(2, site.Documents.Services.Count());
        await using var database = site.Database();
        Assert.Equal(["2", "71", "71"], await database.CatalogueLinks.Select(link => link.ServiceId).Order().ToListAsync(Token));
    }

    [Theory]
    [InlineData("Støtte", "Støtte", false)]
    [InlineData("Støtte til lag", "Støtte til idrett", false)]
    [InlineData("Støtte", "Støtte til idrett", true)]
    public async Task TakesAServiceForAnotherOnlyWhereNobodyCanBeInDoubt(string one, string other, bool isFollowed)
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Støtte"), NtkItem.Service(2, "Skole"));

        var report = await site.RunAsync(NtkItem.Service(71, one), NtkItem.Service(72, other), NtkItem.Service(2, "Skole"));

        Assert.Equal(isFollowed ? new ImportCounts { Created = 1, Unchanged = 2 } : new ImportCounts { Created = 2, Unchanged = 1, Withdrawn = 1 }, report.Counts);
    }

    [Fact]
    public async Task KeepsTheNewerOfTwoDeliveriesWhicheverComesLast()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] newer = [NtkItem.Service(1, "Barnehage").With("pris", "200").With("datoOppdatert", "2024-03-01 10:00"), NtkItem.Service(1, "Barnehage", "NY").With("pris", "200").With("datoOppdatert", "2024-03-01 10:00")];
        await site.RunAsync(newer);

        var older = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100").With("datoOppdatert", "2024-03-01 09:59"), NtkItem.Service(1, "Barnehage", "NY").With("pris", "100").With("datoOppdatert", "2024-02-01"));
        var mixed = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100").With("datoOppdatert", "2024-03-01 09:59"), NtkItem.Service(1, "Barnehage", "NY").With("pris", "300").With("datoOppdatert", "2024-04-01"));

        Assert.Equal(new ImportCounts { Skipped = 1 }, older.Counts);
        Assert.Equal("Beskrivelsen er fra 01.03.2024 09:59 og er eldre enn den vi har, fra 01.03.2024 10:00. Den nyere er beholdt.", Assert.Single(older.Items).Reason?.Nb);
        Assert.Equal(new ImportCounts { Updated = 1 }, mixed.Counts);
        Assert.StartsWith("nb-NO: Beskrivelsen er fra 01.03.2024 09:59", Assert.Single(Assert.Single(mixed.Items).Warnings).Nb, StringComparison.Ordinal);
        Assert.Equal(("<p>200</p>", "<p>300</p>"), (site.Value("1", "price"), site.Value("1", "price", "nn-NO")));
    }

    [Fact]
    public async Task TakesADescriptionWhoseAgeNobodyKnows()
    {
        await using var site = await ImportSite.StartAsync();
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200").With("datoOppdatert", "2024-03-01"));

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "100"));

        Assert.Equal(new ImportCounts { Updated = 1 }, report.Counts);
    }

    [Fact]
    public async Task CountsWhatThereIsNoRoomToList()
    {
        await using var site = await ImportSite.StartAsync();
        using var reading = await NtkItem.File($"[{string.Join(',', Enumerable.Repeat("7", ImportReport.MaxRows + 5))},{NtkItem.Service(1, "Barnehage").Json}]");

        var report = await site.Import.RunAsync(reading, new ImportOptions("ntk"), cancellationToken: Token);

        Assert.Equal((ImportReport.MaxRows + 5, 1, 5), (report.Counts.Refused, report.Counts.Created, report.Unlisted));
        Assert.Equal(ImportReport.MaxRows + 1, report.Items.Count);
    }

    [Fact]
    public async Task ListsNoServiceOfWhichThereIsNothingToSay()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] file = [NtkItem.Service(1, "Barnehage").With("pris", "100"), NtkItem.Service(2, "Skole")];
        await site.RunAsync(file);
        site.Edit("1", "price", "<p>Haldens pris</p>");
        await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"), file[1]);

        var report = await site.RunAsync(NtkItem.Service(1, "Barnehage").With("pris", "200"), file[1]);

        Assert.Equal(new ImportCounts { Unchanged = 2, Kept = 1 }, report.Counts);
        Assert.Equal("1", Assert.Single(report.Items).ServiceId);
    }

    [Fact]
    public async Task ASignOfLifeKeepsOthersOutOfALongRun()
    {
        await using var site = await ImportSite.StartAsync();
        var ledger = site.NewLedger();
        var run = (await ledger.BeginAsync("ntk", null, Token))!.Value;

        site.Time.Now += TimeSpan.FromMinutes(1.5);
        await ledger.SeenAsync(run, Token);
        site.Time.Now += TimeSpan.FromMinutes(1.5);

        Assert.Equal(ImportStatus.Busy, (await site.RunAsync(NtkItem.Service(1, "Barnehage"))).Status);
    }

    [Fact]
    public async Task NothingHostileGetsInAndNothingIsHalfWritten()
    {
        await using var site = await ImportSite.StartAsync();
        var broken = System.Text.Encoding.UTF8.GetBytes(NtkItem.Service(5, "Ugyldig").With("pris", "@").Json);
        broken[Array.IndexOf(broken, (byte)'@')] = 0xE6;
        var levels = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));
        byte[] file =
        [
            .. System.Text.Encoding.UTF8.GetBytes($"[{NtkItem.Service(1, "Stor").With("beskrivelse", new string('x', 10 * 1024 * 1024)).Json},"),
            .. System.Text.Encoding.UTF8.GetBytes($"{NtkItem.Service(2, "Feil slag").With("pris", new JsonArray(1)).Json},{levels},"),
            .. broken,
            .. System.Text.Encoding.UTF8.GetBytes($",{NtkItem.Service(3, "Snudd \u202Etxet\u2069").With("pris", "<p onclick='x()'>\u202E001</p><script>alert(1)</script>").Json}"),
            .. System.Text.Encoding.UTF8.GetBytes($",{NtkItem.Service(4, "To ganger").Json},{NtkItem.Service(4, "To ganger").With("pris", "sist").Json}]"),
        ];
        using var reading = await NtkItem.File(file);

        var report = await site.Import.RunAsync(reading, new ImportOptions("ntk"), cancellationToken: Token);

        Assert.Equal(new ImportCounts { Created = 2, Refused = 4, Skipped = 1 }, report.Counts);
        Assert.Collection(
            report.Items.Where(row => row.Outcome == ImportOutcome.Refused).Select(row => row.Reason!.Nb),
            large => Assert.Contains("større enn 2 MB", large, StringComparison.Ordinal),
            wrong => Assert.Contains("«pris» er ikke en tekst", wrong, StringComparison.Ordinal),
            deep => Assert.Contains("mer enn 256 nivåer", deep, StringComparison.Ordinal),
            invalid => Assert.Contains("«pris» har tegn som ikke er gyldig UTF-8", invalid, StringComparison.Ordinal));
        Assert.Equal(("Snudd txet", "<p>001</p>"), (site.Value("3", "title"), site.Value("3", "price")));
        Assert.Equal("<p>sist</p>", site.Value("4", "price"));
        Assert.Equal(2, site.Documents.Services.Count());
        await using var database = site.Database();
        Assert.Equal((2, 2), (await database.Snapshots.CountAsync(Token), await database.CatalogueLinks.CountAsync(Token)));
    }

    private sealed class Told(Action<ImportProgress> tell) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => tell(value);
    }
}
