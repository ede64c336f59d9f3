using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.Notices;

/// <summary>What owners are told, once a day, of submissions that do not get through.</summary>
public sealed class BrokenDeliveriesTests : IDisposable
{
    private readonly OutboxSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task AnOwnerIsToldOnceADayInOneEmailOfAllThatIsBroken()
    {
        var (pier, music) = (await _site.ApprovedAsync("Båtplass"), await _site.ApprovedAsync());
        await _site.ApprovedAsync("Skoleskyss", "noen@halden.example");
        await DeliveryAsync(pier, SubmissionDeliveryState.Dead);
        await DeliveryAsync(pier, SubmissionDeliveryState.Sent);
        await DeliveryAsync(music, SubmissionDeliveryState.Waiting);
        await DeliveryAsync(music, SubmissionDeliveryState.Queued);
        await DeliveryAsync(music, SubmissionDeliveryState.Waiting, created: new DateTimeOffset(2026, 6, 3, 4, 0, 0, TimeSpan.Zero));
        var dispatch = _site.Dispatch();

        await TurnAtAsync(dispatch, 4, 59);
        _site.Mail.Sent.Clear();
        await TurnAtAsync(dispatch, 5, 1);
        var mail = Assert.Single(_site.Mail.Sent);
        await TurnAtAsync(dispatch, 9, 0);
        await TurnAtAsync(_site.Dispatch(), 10, 0);

        Assert.Single(_site.Mail.Sent);
        Assert.Equal(("mona@halden.example", "Innsendinger er ikke kommet fram: 2 tjenester"), (mail.To.Single(), mail.Subject));
        Assert.Contains("- Båtplass: 1 gitt opp\n- Musikk- og kulturskole: 1 har ventet i mer enn 4 timer, 1 ligger i utskriftskøen\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("/innsendinger\n", mail.Body, StringComparison.Ordinal);

        await TurnAtAsync(dispatch, 24 + 5, 1);
        Assert.Equal(2, _site.Mail.Sent.Count);
    }

    [Fact]
    public async Task WhereNothingIsBrokenNobodyIsTold()
    {
        var key = await _site.ApprovedAsync();
        await DeliveryAsync(key, SubmissionDeliveryState.Sent);
        await DeliveryAsync(key, SubmissionDeliveryState.Waiting, created: new DateTimeOffset(2026, 6, 3, 4, 0, 0, TimeSpan.Zero));
        await RecipientAsync("annen@halden.example", recipient => recipient.PausedAt = OutboxSite.Start);

        await TurnAtAsync(_site.Dispatch(), 5, 1);

        Assert.Empty(_site.Mail.Sent);
    }

    [Theory]
    [InlineData(true, "mottakeren er satt på vent")]
    [InlineData(false, "ingenting kommer fram til mottakeren akkurat nå")]
    public async Task ARecipientThatIsPausedOrBrokenOffIsToldOfWhereSomethingWaits(bool isPaused, string said)
    {
        await DeliveryAsync(await _site.ApprovedAsync(), SubmissionDeliveryState.Waiting, created: new DateTimeOffset(2026, 6, 3, 5, 0, 0, TimeSpan.Zero));
        await RecipientAsync("Kulturskolen@halden.example", recipient =>
        {
            recipient.PausedAt = isPaused ? OutboxSite.Start : null;
            recipient.BrokenOffUntil = isPaused ? null : new DateTimeOffset(2026, 6, 3, 5, 10, 0, TimeSpan.Zero);
        });

        await TurnAtAsync(_site.Dispatch(), 5, 1);

        Assert.Contains($"- Musikk- og kulturskole: {said}\n", Assert.Single(_site.Mail.Sent).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsMendedBeforeItIsToldIsNotTold()
    {
        await DeliveryAsync(await _site.ApprovedAsync(), SubmissionDeliveryState.Dead);
        _site.Mail.Server = _ => throw new InvalidOperationException("Nede.");
        await TurnAtAsync(_site.Dispatch(), 5, 1);
        await _site.Store.WriteAsync(async db =>
        {
            (await db.SubmissionDeliveries.SingleAsync()).State = SubmissionDeliveryState.Sent;
            return true;
        });
        _site.Mail.Server = _ => Task.CompletedTask;

        await TurnAtAsync(_site.Dispatch(), 6, 0);

        Assert.Empty(_site.Mail.Sent);
        Assert.Contains(await _site.DeliveriesAsync(), delivery => delivery is { State: DeliveryState.Dropped, Notice.Event: NoticeEvent.DeliveriesBroken });
    }

    // Hours and minutes of the third of June, UTC: two hours behind the clocks in Norway.
    private Task TurnAtAsync(NoticeDispatch dispatch, int hours, int minutes)
    {
        _site.Clock.Now = new DateTimeOffset(2026, 6, 3, 0, 0, 0, TimeSpan.Zero) + new TimeSpan(hours, minutes, 0);
        return dispatch.TurnAsync(TestContext.Current.CancellationToken);
    }

    private Task RecipientAsync(string address, Action<DeliveryRecipient> how) => _site.Store.WriteAsync(db =>
    {
        var way = new DeliveryWay(DeliveryChannel.Mail, address);
        how(db.DeliveryRecipients.Add(new DeliveryRecipient { Key = way.Key, Channel = way.Channel, Recipient = way.Recipient }).Entity);
        return Task.FromResult(true);
    });

    private Task DeliveryAsync(Guid document, SubmissionDeliveryState state, DateTimeOffset? created = null) => _site.Store.WriteAsync(db =>
    {
        var at = created ?? OutboxSite.Start;
        db.Submissions.Add(new Submission
        {
            Id = Guid.NewGuid(),
            Reference = $"HAL-{Guid.NewGuid():N}"[..20],
            SubmissionKey = Guid.NewGuid(),
            DocumentKey = document,
            FormId = Guid.NewGuid(),
            Culture = Cultures.Bokmal,
            ReceivedAt = at,
            Payload = [],
            Deliveries = [new SubmissionDelivery { Id = Guid.NewGuid(), Kind = DeliveryKind.Recipient, State = state, CreatedAt = at, NotBefore = at, GiveUpAt = at.AddDays(3) }],
        });
        return Task.FromResult(true);
    });
}
