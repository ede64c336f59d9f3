using Halden.Umbraco.Audit;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.EntityFrameworkCore;
using static Halden.Umbraco.UnitTests.Submissions.IntakeSite;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed class SubmissionRetentionTests : IDisposable
{
    private readonly IntakeSite _site = new();

    private SubmissionRetention Retention => new(_site.Store, new OutboxSite.Fixed<SubmissionsOptions>(_site.Options));

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
        await using var db = _site.Database.CreateDbContext();
        var submissions = await db.Submissions.AsNoTracking().Include(one => one.Attachments).Include(one => one.Deliveries).ToListAsync(TestContext.Current.CancellationToken);

        // The ends of the encrypted bytes: most lie whole in one page, whatever the length.
        List<byte[]> pieces =
        [
            .. submissions.Select(one => one.Payload[^40..]),
            .. submissions.SelectMany(one => one.Attachments).Select(one => one.Content[^40..]),
            .. submissions.SelectMany(one => one.Deliveries).Select(one => one.Address).OfType<byte[]>().Select(address => address[^40..]),
        ];
        Assert.Equal(75, pieces.Count);
        Assert.True(pieces.Count(_site.Holds) > 50);

        _site.Clock.Now += TimeSpan.FromDays(100);
        Assert.Equal(25, (await Retention.PurgeAsync(TestContext.Current.CancellationToken)).Count);

        Assert.DoesNotContain(pieces, _site.Holds);
        Assert.Equal((0, 0, 0), (await db.Submissions.CountAsync(), await db.SubmissionAttachments.CountAsync(), await db.SubmissionDeliveries.CountAsync()));
    }

    private async Task<IntakeOutcome> ReceivedAsync(SubmissionState state)
    {
        var received = await _site.ReceiveAsync(ASubmission(file: new byte[50_000], receipt: "ola@example.no"));
        await _site.Store.WriteAsync(async db =>
        {
            var submission = await db.Submissions.SingleAsync(one => one.Reference == received.Reference);
            (submission.State, submission.DoneAt) = (state, state == SubmissionState.Done ? _site.Clock.Now : null);
            return true;
        });
        return received;
    }
}
