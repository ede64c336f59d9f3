using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.SelfService.Use;

public sealed class UseLedgerTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();
    private readonly SetClock _clock = new();
    private readonly Guid _service = Guid.NewGuid();
    private readonly UseLedger _ledger;

    public UseLedgerTests() => _ledger = new UseLedger(new HaldenStore(_database, _clock));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task NodesAddToOneAnother()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new UseLedger(new HaldenStore(_database, _clock)).AddAsync([View(10), Of(UseKind.Found, 1)], Cancel)));

        var total = (await _ledger.OfAsync(_service, Cancel)).Total;
        Assert.Equal(new UseFigures(40, 0, 4, 0), total);
        Assert.Equal(1, total.FoundShare);
    }

    [Fact]
    public async Task TheOwnerSeesTwelveMonthsAndEachLanguage()
    {
        _clock.Now = new(2025, 11, 30, 12, 0, 0, TimeSpan.Zero);
        await _ledger.AddAsync([View(1000)], Cancel);
        _clock.Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
        await _ledger.AddAsync([View(5), Of(UseKind.Found, 3), Of(UseKind.NotFound, 1)], Cancel);
        _clock.Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
        await _ledger.AddAsync([View(7), View(2, Cultures.English), Of(UseKind.Application, 1), Of(UseKind.NotFound, 2, Cultures.English)], Cancel);

        var figures = await _ledger.OfAsync(_service, Cancel);

        Assert.Equal(12, figures.Months.Count);
        Assert.Equal((new DateOnly(2025, 12, 1), new UseFigures(5, 0, 3, 1)), figures.Months[0]);
        Assert.Equal(0.75, figures.Months[0].Figures.FoundShare);
        Assert.Equal((new DateOnly(2026, 11, 1), new UseFigures(9, 1, 0, 2)), figures.Months[^1]);
        Assert.Null(figures.Months[5].Figures.FoundShare);
        Assert.Equal([(Cultures.Bokmal, new UseFigures(12, 1, 3, 1)), (Cultures.English, new UseFigures(2, 0, 0, 2))], figures.Cultures);
        Assert.Equal(new UseFigures(14, 1, 3, 3), figures.Total);
    }

    [Fact]
    public async Task WhatIsOlderThanTwentyFourMonthsIsDeleted()
    {
        await using (var db = _database.CreateDbContext())
        {
            db.UseCounts.AddRange(Row(new(2024, 10, 31)), Row(new(2024, 11, 1)), Row(new(2026, 11, 27)));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(1, await _ledger.DeleteOldAsync(Cancel));
        await using var after = _database.CreateDbContext();
        Assert.Equal([new DateOnly(2024, 11, 1), new DateOnly(2026, 11, 27)], await after.UseCounts.Select(count => count.Day).Order().ToListAsync(Cancel));
    }

    [Fact]
    public async Task WhatIsUsedMostIsOfTheLastNinetyDays()
    {
        var other = Guid.NewGuid();
        _clock.Now = new(2026, 8, 29, 12, 0, 0, TimeSpan.Zero);
        await _ledger.AddAsync([View(1000)], Cancel);
        _clock.Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
        await _ledger.AddAsync([View(3), Of(UseKind.Found, 50), new(other, Cultures.Bokmal, UseKind.View, 4), new(other, Cultures.English, UseKind.Application, 1)], Cancel);

        var uses = await _ledger.UseAsync(Cancel);

        Assert.Equal((3, 5), (uses[_service], uses[other]));
        var ranking = new ServiceRanking();
        var replaced = 0;
        ranking.Replaced += () => replaced++;
        ranking.Replace(uses);
        ranking.Replace(uses.ToDictionary(use => use.Key, use => use.Value * 2));
        Assert.Equal([other, _service], ranking.Most);
        Assert.Equal(1, ranking.Use(other));
        Assert.InRange(ranking.Use(_service), 0.5, 0.9);
        Assert.Equal(0, ranking.Use(Guid.NewGuid()));
        Assert.Equal(1, replaced);
    }

    [Fact]
    public async Task WhatCannotBeWrittenIsGivenBack()
    {
        _database.IsDown = true;
        var (left, fault) = await _ledger.AddAsync([View(3)], Cancel);

        Assert.NotNull(fault);
        Assert.Equal([View(3)], left);
    }

    private UseIncrement View(long count, string culture = Cultures.Bokmal) => Of(UseKind.View, count, culture);

    private UseIncrement Of(UseKind kind, long count, string culture = Cultures.Bokmal) => new(_service, culture, kind, count);

    private UseCount Row(DateOnly day) => new() { DocumentKey = _service, Culture = Cultures.Bokmal, Day = day, Kind = UseKind.View, Count = 1 };

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
