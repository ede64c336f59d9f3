using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>Reading a description is the dear part of an import, so it is done only where the source sent something else than the last time.</summary>
public class UnchangedImportTests
{
    private readonly List<int> _read = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadsNothingOfWhatWasSentAsTheLastTime()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] file = [NtkItem.Service(2, "Skole").With("pris", "<p>Gratis</p>"), NtkItem.Service(1, "Barnehage", "NY"), NtkItem.Service(1, "Barnehage")];

        Assert.Equal(2, (await RunAsync(site, file)).Counts.Created);
        Assert.Equal([1, 2, 3], _read);

        var report = await RunAsync(site, file);

        Assert.Empty(_read);
        Assert.Equal(new ImportCounts { Unchanged = 2 }, report.Counts);
        Assert.Empty(report.Items);
    }

    [Fact]
    public async Task ReadsAllLanguagesOfAServiceWithNews()
    {
        await using var site = await ImportSite.StartAsync();
        var (newNorwegian, other) = (NtkItem.Service(1, "Barnehage", "NY").With("pris", "Ti kroner"), NtkItem.Service(2, "Skole"));
        await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "100"), newNorwegian, other);

        var report = await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "200"), newNorwegian, other);

        Assert.Equal([1, 2], _read);
        Assert.Equal(new ImportCounts { Updated = 1, Unchanged = 1 }, report.Counts);
        Assert.Equal(("<p>200</p>", "<p>Ti kroner</p>"), (site.Value("1", "price"), site.Value("1", "price", "nn-NO")));
    }

    [Fact]
    public async Task ReadsOnceWhatSaysTheSameInAnotherForm()
    {
        await using var site = await ImportSite.StartAsync();
        await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "100"));
        var rewritten = NtkItem.Service(1, "Barnehage").With("pris", "<p> 100\r\n</p>");

        Assert.Equal(1, (await RunAsync(site, rewritten)).Counts.Unchanged);
        Assert.Equal([1], _read);
        Assert.Equal(1, (await RunAsync(site, rewritten)).Counts.Unchanged);
        Assert.Empty(_read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Hashed by an earlier edition of the site")]
    public async Task ReadsEverythingOnceWhereItIsNotKnownWhatItWasReadFrom(string? hash)
    {
        await using var site = await ImportSite.StartAsync();
        var file = NtkItem.Service(1, "Barnehage").With("pris", "100");
        await RunAsync(site, file);
        await using (var database = site.Database())
        {
            await database.Snapshots.ExecuteUpdateAsync(snapshot => snapshot.SetProperty(s => s.SentHash, hash), Token);
        }

        Assert.Equal(1, (await RunAsync(site, new ImportOptions("ntk", DryRun: true), file)).Counts.Unchanged);
        Assert.Equal([1], _read);
        Assert.Equal(1, (await RunAsync(site, file)).Counts.Unchanged);
        Assert.Equal([1], _read);
        Assert.Equal(1, (await RunAsync(site, file)).Counts.Unchanged);
        Assert.Empty(_read);
    }

    [Fact]
    public async Task MakesItsRemarksEveryTime()
    {
        await using var site = await ImportSite.StartAsync();
        var file = NtkItem.Service(1, "Barnehage").With("gyldigFra", "i fjor");
        var first = Assert.Single((await RunAsync(site, file)).Items).Warnings;

        var second = Assert.Single((await RunAsync(site, file)).Items);

        Assert.Equal(ImportOutcome.Unchanged, second.Outcome);
        Assert.NotEmpty(first);
        Assert.Equal(first, second.Warnings);
    }

    [Fact]
    public async Task RefusesEveryTime()
    {
        await using var site = await ImportSite.StartAsync();
        NtkItem[] file =
        [
            NtkItem.Service(1, "Barnehage").With("datoOppdatert", "2024-02-02"),
            NtkItem.Service(1, "Barnehage").With("datoOppdatert", "2024-02-01").With("pris", new JsonArray()),
            NtkItem.Service(2, "Skole").With("pris", new JsonArray()),
            NtkItem.Service(3, ""),
        ];
        await RunAsync(site, file);

        var report = await RunAsync(site, file);

        Assert.Equal(new ImportCounts { Unchanged = 1, Refused = 3 }, report.Counts);
        Assert.Equal([2, 3, 4], report.Items.Select(row => row.Position!.Value));
    }

    [Fact]
    public async Task KnowsWithoutReadingWhatStandsAgainstTheNationalText()
    {
        await using var site = await ImportSite.StartAsync();
        await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "100"));
        site.Edit("1", "price", "<p>200</p>");
        await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "300"));

        var report = await RunAsync(site, NtkItem.Service(1, "Barnehage").With("pris", "300"));

        Assert.Empty(_read);
        Assert.Equal(new ImportCounts { Unchanged = 1, Kept = 1 }, report.Counts);
        var row = Assert.Single(report.Items);
        Assert.Equal(("1", "Barnehage", ServiceKey.For("ntk", "1"), new FieldRow("nb-NO", "price")), (row.ServiceId, row.Title, row.DocumentKey!.Value, Assert.Single(row.Kept)));
    }

    [Fact]
    public async Task LeavesAloneWithoutReadingWhatNoLongerFollows()
    {
        await using var site = await ImportSite.StartAsync();
        var file = NtkItem.Service(1, "Barnehage");
        await RunAsync(site, file);
        await using (var database = site.Database())
        {
            await database.CatalogueLinks.ExecuteUpdateAsync(link => link.SetProperty(l => l.IsDetached, true), Token);
        }

        var row = Assert.Single((await RunAsync(site, file)).Items);

        Assert.Empty(_read);
        Assert.Equal((ImportOutcome.Skipped, true), (row.Outcome, row.Reason is not null));
    }

    [Fact]
    public async Task FlagsWithoutReadingTheLanguageThatIsGone()
    {
        await using var site = await ImportSite.StartAsync();
        var (bokmal, newNorwegian) = (NtkItem.Service(1, "Barnehage"), NtkItem.Service(1, "Barnehage", "NY"));
        await RunAsync(site, bokmal, newNorwegian);

        var report = await RunAsync(site, bokmal);

        Assert.Empty(_read);
        Assert.Equal(new ImportCounts { Unchanged = 1, Withdrawn = 1 }, report.Counts);
        Assert.Equal(["nn-NO"], Assert.Single(report.Items).Cultures);

        Assert.Equal(new ImportCounts { Unchanged = 1 }, (await RunAsync(site, bokmal, newNorwegian)).Counts);
        Assert.Empty(_read);
        await using var database = site.Database();
        Assert.All(await database.CatalogueLinks.ToListAsync(Token), link => Assert.Null(link.WithdrawnAt));
    }

    private Task<ImportReport> RunAsync(ImportSite site, params NtkItem[] items) => RunAsync(site, new ImportOptions("ntk"), items);

    private async Task<ImportReport> RunAsync(ImportSite site, ImportOptions options, params NtkItem[] items)
    {
        _read.Clear();
        using var reading = new CatalogueReading((raw, position) =>
        {
            _read.Add(position);
            using var element = JsonDocument.Parse(raw);
            return NtkDescription.Read(element.RootElement, position);
        });
        foreach (var item in items)
        {
            var raw = Encoding.UTF8.GetBytes(item.Json);
            using var element = JsonDocument.Parse(raw);
            reading.Add(NtkDescription.Recognise(element.RootElement, raw, reading.Count + 1));
        }

        var report = await site.Import.RunAsync(reading, options, cancellationToken: Token);
        _read.Sort();
        return report;
    }
}
