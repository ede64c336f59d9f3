using System.Text;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Tests;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Halden.Umbraco.UnitTests.Audit;

public sealed class AuditTrailTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Eva = Guid.NewGuid();
    private static readonly Guid Kari = Guid.NewGuid();

    private readonly TemporaryDatabase _database = new();
    private readonly HaldenStore _store;

    public AuditTrailTests() => _store = new HaldenStore(_database, new ManualClock(Now));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ALineTellsWhoWhatWhenOnWhatAndFromWhere()
    {
        var service = Guid.NewGuid();
        using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Services, "10.0.0.7")))
        {
            await AppendAsync(db => db.Append(Now, AuditTrail.Rejected, Kari, service, null, "Prisene mangler."));
        }

        var line = Assert.Single(await LinesAsync());
        var person = Assert.Single(await ReadAsync(db => db.AuditPeople.ToListAsync()));
        var address = Assert.Single(await ReadAsync(db => db.AuditAddresses.ToListAsync()));
        Assert.Equal((1, Now, AuditTrail.Rejected, service, "Prisene mangler."), (line.Number, line.At, line.Action, line.DocumentKey, line.Detail));
        Assert.Equal((AuditChannel.Services, person.Id, (Guid?)null), (line.Channel, line.PersonId, line.UserKey));
        Assert.Equal((Kari, "10.0.0.7", line.AddressCommitment), (person.UserKey, address.Address, address.Commitment));
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [Fact]
    public async Task WhatNobodyAskedForIsAJob()
    {
        await AppendAsync(db => db.Append(Now, AuditTrail.Published, null));

        var line = Assert.Single(await LinesAsync());
        Assert.Equal((AuditChannel.Job, (string?)null), (line.Channel, line.AddressCommitment));
    }

    [Fact]
    public async Task TheSamePersonHasOneId()
    {
        await AppendAsync(db =>
        {
            db.Append(Now, AuditTrail.Submitted, Eva);
            db.Append(Now, AuditTrail.Submitted, Eva);
            db.Append(Now, AuditTrail.Approved, Kari);
        });
        await AppendAsync(db => db.Append(Now, AuditTrail.Submitted, Eva));

        var people = (await LinesAsync()).Select(line => line.PersonId).ToList();
        Assert.Equal(people[0], people[1]);
        Assert.Equal(people[0], people[3]);
        Assert.NotEqual(people[0], people[2]);
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [Fact]
    public async Task ManyWhoWriteAtOnceMakeOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            // A store of its own each, as two processes have.
            var store = new HaldenStore(_database, new ManualClock(Now));
            for (var line = 0; line < 25; line++)
            {
                await store.WriteAsync(db =>
                {
                    db.Append(Now, AuditTrail.Submitted, line % 2 == 0 ? Eva : Kari, detail: $"{writer}/{line}");
                    return Task.FromResult(true);
                });
            }
        })));

        var verdict = await VerifyAsync();
        Assert.Empty(verdict.Faults);
        Assert.Equal(100, verdict.Lines);
        Assert.Equal(100, (await LinesAsync()).Select(line => line.Detail).Distinct().Count());
        Assert.Equal(2, await ReadAsync(db => db.AuditPeople.CountAsync()));
    }

    [Fact]
    public async Task ALineIsNeverChangedByTheProgramItself()
    {
        await AppendAsync(db => db.Append(Now, AuditTrail.Submitted, Eva));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.WriteAsync(async db =>
        {
            db.Entry(await db.Audit.SingleAsync()).Property(line => line.Action).CurrentValue = AuditTrail.Approved;
            return true;
        }));
    }

    [Theory]
    [InlineData("UPDATE \"Audit\" SET \"Action\" = 'approved' WHERE \"Number\" = 2", nameof(AuditFaultKind.Changed), 2)]
    [InlineData("UPDATE \"Audit\" SET \"Channel\" = 'Services' WHERE \"Number\" = 2", nameof(AuditFaultKind.Changed), 2)]
    [InlineData("UPDATE \"Audit\" SET \"Detail\" = '' WHERE \"Number\" = 2", nameof(AuditFaultKind.Changed), 2)]
    [InlineData("UPDATE \"Audit\" SET \"Version\" = 1 WHERE \"Number\" = 2", nameof(AuditFaultKind.Changed), 2)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" = 2", nameof(AuditFaultKind.Missing), 2)]
    [InlineData("DELETE FROM \"Audit\" WHERE \"Number\" = 3", nameof(AuditFaultKind.EndMissing), 3)]
    [InlineData("DELETE FROM \"AuditPeople\"", nameof(AuditFaultKind.PersonChanged), 1)]
    [InlineData("DELETE FROM \"AuditHead\"", nameof(AuditFaultKind.HeadChanged), 3)]
    public async Task WhatIsDoneToTheTablesIsNamed(string sql, string kind, long number)
    {
        await AppendAsync(db => Enumerable.Range(0, 3).ToList().ForEach(_ => db.Append(Now, AuditTrail.Submitted, Eva)));
        await AppendAsync(db => db.Database.ExecuteSqlRaw(sql));

        Assert.Equal(new AuditFault(Enum.Parse<AuditFaultKind>(kind), number), (await VerifyAsync()).Faults[0]);
    }

    [Fact]
    public async Task ALineWrittenAfterTheEndWasRemovedDoesNotHideIt()
    {
        await AppendAsync(db => Enumerable.Range(0, 3).ToList().ForEach(_ => db.Append(Now, AuditTrail.Submitted, Eva)));
        await AppendAsync(db => db.Database.ExecuteSqlRaw("DELETE FROM \"Audit\" WHERE \"Number\" > 1"));

        await AppendAsync(db => db.Append(Now, AuditTrail.Submitted, Eva));

        Assert.Equal([new AuditFault(AuditFaultKind.Missing, 2)], (await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task APackageThatWasChangedAfterwardsIsFoundByTheLineThatTellsOfIt()
    {
        var service = Guid.NewGuid();
        const string content = """{"routing":{"department":null}}""";
        var hash = PackageContent.Parse(content).Hash;
        await AppendAsync(db =>
        {
            db.Packages.Add(new Package
            {
                DocumentKey = service,
                Hash = hash,
                Content = content,
                PartHashes = "{}",
                Title = "SFO",
                SubmittedBy = Eva,
                SubmittedAt = Now,
                DepartmentKey = Guid.NewGuid(),
            });
            db.Append(Now, AuditTrail.Submitted, Eva, service, hash);
        });
        Assert.True((await VerifyAsync()).IsWhole);

        await AppendAsync(db => db.Database.ExecuteSqlRaw("UPDATE \"Packages\" SET \"Content\" = replace(\"Content\", 'null', '1')"));

        Assert.Equal([new AuditFault(AuditFaultKind.PackageChanged, 1)], (await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task ATrailOfTheFirstVersionIsTakenOverAndStaysWhole()
    {
        TestPostgreSql.SkipAsOfSqlite();
        using var database = new TemporaryDatabase(isEmpty: true);
        await using var db = database.CreateDbContext();
        await db.GetService<IMigrator>().MigrateAsync("Initial");
        var old = new ATrail().OldLine(Eva, AuditTrail.RegisterChanged).OldLine(Kari, AuditTrail.Submitted, "Å").OldLine(null, AuditTrail.Published).OldLine(Eva);
        foreach (var line in old.Lines)
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO Audit (Number, At, UserKey, Action, DocumentKey, PackageHash, Detail, PreviousHash, Hash) VALUES ({line.Number}, {line.At.UtcTicks}, {line.UserKey?.ToString().ToUpperInvariant()}, {line.Action}, {line.DocumentKey!.Value.ToString().ToUpperInvariant()}, {line.PackageHash}, {line.Detail}, {line.PreviousHash}, {line.Hash})");
        }

        await db.Database.MigrateAsync();
        await AuditTrail.AdoptFirstVersionAsync(db, Now, CancellationToken.None);
        await AuditTrail.AdoptFirstVersionAsync(db, Now, CancellationToken.None);

        var store = new HaldenStore(database, new ManualClock(Now));
        await store.WriteAsync(writing =>
        {
            writing.Append(Now, AuditTrail.Approved, Kari);
            return Task.FromResult(true);
        });
        var lines = await store.ReadAsync(reading => reading.Audit.OrderBy(line => line.Number).ToListAsync());
        Assert.Equal([1, 1, 1, 1, 2, 2], lines.Select(line => line.Version));
        Assert.Equal(lines[0].PersonId, lines[3].PersonId);
        Assert.Equal(lines[1].PersonId, lines[5].PersonId);
        Assert.Null(lines[2].PersonId);
        Assert.Empty((await VerifyAsync(store)).Faults);

        await store.ReadAsync(writing => writing.Database.ExecuteSqlAsync($"UPDATE Audit SET PersonId = {lines[1].PersonId} WHERE Number = 1"));
        Assert.Equal([new AuditFault(AuditFaultKind.PersonChanged, null)], (await VerifyAsync(store)).Faults);
    }

    [Fact]
    public async Task AnErasedAddressIsGoneFromTheFileToo()
    {
        const string address = "2001:db8:dead:beef::77";
        using (AuditOrigin.Enter(new AuditOrigin(AuditChannel.Services, address)))
        {
            await AppendAsync(db => db.Append(Now, AuditTrail.Submitted, Eva));
        }

        await _store.EmptyLogAsync(CancellationToken.None);
        Assert.Contains(address, Bytes(), StringComparison.Ordinal);
        await _store.WriteAsync(db => db.AuditAddresses.ExecuteDeleteAsync());
        await _store.EmptyLogAsync(CancellationToken.None);

        Assert.DoesNotContain(address, Bytes(), StringComparison.Ordinal);
        Assert.True((await VerifyAsync()).IsWhole);
    }

    [Fact]
    public void EveryActHasWords() => Assert.Equal(
        typeof(AuditTrail).GetFields().Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!).Order(),
        AuditTexts.Actions.Keys.Order());

    private string Bytes() => string.Concat(_database.Files().Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }));

    private Task AppendAsync(Action<HaldenDbContext> append) => _store.WriteAsync(db =>
    {
        append(db);
        return Task.FromResult(true);
    });

    private Task<T> ReadAsync<T>(Func<HaldenDbContext, Task<T>> read) => _store.ReadAsync(read);

    private Task<List<AuditEntry>> LinesAsync() => ReadAsync(db => db.Audit.OrderBy(line => line.Number).ToListAsync());

    private Task<AuditVerdict> VerifyAsync(HaldenStore? store = null) =>
        (store ?? _store).ReadAsync(db => AuditTrail.VerifyAsync(db, null, CancellationToken.None));
}
