using Halden.Umbraco.Audit;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.EntityFrameworkCore;
using static Halden.Umbraco.UnitTests.Submissions.IntakeSite;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed class SubmissionRetentionTests : IDisposable
{
    private readonly IntakeSite _site = new();

    private SubmissionRetention Retention => new(_site.Store, _site.Files, new OutboxSite.Fixed<SubmissionsOptions>(_site.Options));

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task WhatIsDoneIsDeletedNinetyDaysAfter()
    {
        var (done, _) = (await ReceivedAsync(SubmissionState.Done), await ReceivedAsync(SubmissionState.InWork));

        _site.Clock.Now += TimeSpan.FromDays(89);
        Assert.Empty(await Retention.PurgeAsync(TestContext.Current.CancellationToken));
        _site.Clock.Now += TimeSpan.FromDays(2);

        Assert.Equal([done.Reference], (await Retention.ExpiredAsync(TestContext.Current.CancellationToken)).Select(one => one.Reference));
        Assert.Equal([done.Reference], (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Select(one => one.Reference));
        await using var db = _site.Database.CreateDbContext();
        Assert.Equal(SubmissionState.InWork, (await db.Submissions.SingleAsync(TestContext.Current.CancellationToken)).State);
        var line = await db.Audit.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((AuditTrail.SubmissionDeleted, $$"""{"Submission":"{{done.Reference}}"}"""), (line.Action, line.Detail));
    }

    [Fact]
    public async Task NothingIsDeletedWhereTheMunicipalityKeepsItAll()
    {
        _site.Options.KeepDays = 0;
        await ReceivedAsync(SubmissionState.Done);

        _site.Clock.Now += TimeSpan.FromDays(4000);

        Assert.Empty(await Retention.PurgeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatIsDeletedIsGoneFromTheFileAttachmentsAndAll()
    {
        for (var i = 0; i < 25; i++)
        {
            await ReceivedAsync(SubmissionState.Done);
        }

        await _site.Store.EmptyLogAsync(TestContext.Current.CancellationToken);
        var pieces = await PiecesAsync();
        Assert.Equal(75, pieces.Count);
        Assert.True(pieces.Count(_site.Holds) > 50);

        _site.Clock.Now += TimeSpan.FromDays(100);
        Assert.Equal(25, (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Count);

        Assert.DoesNotContain(pieces, _site.Holds);
        await using var db = _site.Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.Submissions.CountAsync(), await db.SubmissionAttachments.CountAsync(), await db.SubmissionDeliveries.CountAsync()));
    }

    [Fact]
    public async Task WhatIsAnonymisedKeepsReferenceServiceTimesAndStateAndNothingElseIsInTheFiles()
    {
        _site.Options.Anonymise = true;
        var received = await ReceivedAsync(SubmissionState.Done);
        for (var i = 0; i < 24; i++)
        {
            await ReceivedAsync(SubmissionState.Done);
        }

        await _site.Store.WriteAsync(async db =>
        {
            var recipient = await db.SubmissionDeliveries.FirstAsync(one => one.Submission!.Reference == received.Reference && one.Kind == DeliveryKind.Recipient);
            (recipient.State, recipient.EndedAt) = (SubmissionDeliveryState.Sent, _site.Clock.Now);
            return true;
        });
        await _site.Store.EmptyLogAsync(TestContext.Current.CancellationToken);
        var pieces = await PiecesAsync();
        Assert.Equal(75, pieces.Count);
        Assert.True(pieces.Count(_site.Holds) > 50);

        _site.Clock.Now += TimeSpan.FromDays(91);
        Assert.Equal(25, (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Count(one => one.Anonymise));

        Assert.DoesNotContain(pieces, _site.Holds);
        await using var db = _site.Database.CreateDbContext();
        Assert.Equal((25, 0, 1), (await db.Submissions.CountAsync(), await db.SubmissionAttachments.CountAsync(), await db.SubmissionDeliveries.CountAsync()));
        var kept = await db.Submissions.AsNoTracking().Include(one => one.Deliveries).SingleAsync(one => one.Reference == received.Reference, TestContext.Current.CancellationToken);
        Assert.Equal(
            (received.ReceivedAt, SubmissionState.Done, _site.Clock.Now, 0, SubmissionDeliveryState.Sent),
            ((DateTimeOffset?)kept.ReceivedAt, kept.State, kept.AnonymisedAt!.Value, kept.Payload.Length, kept.Deliveries.Single().State));
        Assert.Equal(25, await db.Audit.CountAsync(line => line.Action == AuditTrail.SubmissionAnonymised));

        // And it is not gone over again.
        Assert.Empty(await Retention.PurgeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AServiceMayHaveATimeOfItsOwnAndTheOthersHaveTheSites()
    {
        var (brief, long_, usual) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await _site.Store.WriteAsync(db =>
        {
            db.RetentionRules.AddRange(new RetentionRule { DocumentKey = brief, KeepDays = 10 }, new RetentionRule { DocumentKey = long_, KeepDays = 400, Anonymise = true });
            return Task.FromResult(true);
        });
        foreach (var service in (Guid[])[brief, long_, usual])
        {
            await ReceivedAsync(SubmissionState.Done, service);
        }

        Assert.Equal([(brief, false)], await PurgedAfterAsync(11));
        Assert.Equal([(usual, false)], await PurgedAfterAsync(380));
        Assert.Equal([(long_, true)], await PurgedAfterAsync(10));

        async Task<IEnumerable<(Guid, bool)>> PurgedAfterAsync(int days)
        {
            _site.Clock.Now += TimeSpan.FromDays(days);
            return (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Select(one => (one.DocumentKey, one.Anonymise));
        }
    }

    [Fact]
    public async Task AServiceMayKeepForATimeWhatTheSiteKeepsForEver()
    {
        _site.Options.KeepDays = 0;
        var service = Guid.NewGuid();
        await _site.Store.WriteAsync(db => Task.FromResult(db.RetentionRules.Add(new RetentionRule { DocumentKey = service, KeepDays = 30 })));
        var received = await ReceivedAsync(SubmissionState.Done, service);
        await ReceivedAsync(SubmissionState.Done);

        _site.Clock.Now += TimeSpan.FromDays(31);

        Assert.Equal([received.Reference], (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Select(one => one.Reference));
    }

    // The ends of the encrypted bytes: most lie whole in one page, whatever the length.
    private async Task<List<byte[]>> PiecesAsync()
    {
        await using var db = _site.Database.CreateDbContext();
        var submissions = await db.Submissions.AsNoTracking().Include(one => one.Attachments).Include(one => one.Deliveries).ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. submissions.Select(one => one.Payload[^40..]),
            .. submissions.SelectMany(one => one.Attachments).Select(one => one.Content[^40..]),
            .. submissions.SelectMany(one => one.Deliveries).Select(one => one.Address).OfType<byte[]>().Select(address => address[^40..]),
        ];
    }

    private async Task<IntakeOutcome> ReceivedAsync(SubmissionState state, Guid? service = null)
    {
        var received = await _site.ReceiveAsync(ASubmission(file: new byte[50_000], receipt: "ola@example.no") with { DocumentKey = service ?? Guid.NewGuid() });
        await _site.Store.WriteAsync(async db =>
        {
            var submission = await db.Submissions.SingleAsync(one => one.Reference == received.Reference);
            (submission.State, submission.DoneAt) = (state, state == SubmissionState.Done ? _site.Clock.Now : null);
            return true;
        });
        return received;
    }
}
