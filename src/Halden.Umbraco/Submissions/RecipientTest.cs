using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Submissions;

/// <summary>What came of asking for a test.</summary>
internal enum RecipientTestStatus
{
    /// <summary>It was tried; the result says how it went.</summary>
    Tried,

    /// <summary>No such service in the register.</summary>
    NotFound,

    /// <summary>Nobody receives its applications.</summary>
    NoRecipient,

    /// <summary>The owner prints them: nothing leaves the house.</summary>
    OnPaper,

    /// <summary>The person has tried often lately.</summary>
    TooOften,
}

/// <summary>A test that was tried.</summary>
/// <param name="Status">Whether it was.</param>
/// <param name="Way">To whom, and how.</param>
/// <param name="Result">What came of it.</param>
internal sealed record RecipientTestOutcome(RecipientTestStatus Status, DeliveryWay? Way = null, DeliveryResult? Result = null);

/// <summary>
/// Sends the recipient in a service's register entry something to see that it gets there: by the same way as an application would
/// go, marked as a test, with nothing of a citizen in it. Nothing is kept but a line in the audit trail.
/// </summary>
internal sealed class RecipientTest(HaldenStore store, MailChannel mail, DeliverySystems systems, ServiceNames names, ILogger<RecipientTest> logger)
{
    /// <summary>How many tests a person may send within <see cref="Within"/>.</summary>
    public const int Most = 5;

    /// <summary>How far back those are counted.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <summary>Sends one.</summary>
    /// <param name="document">The service.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<RecipientTestOutcome> SendAsync(Guid document, Guid user, CancellationToken cancellationToken)
    {
        // Noted first: what is sent is in the trail, however it goes.
        var outcome = await store.WriteAsync(
            async db =>
            {
                if (await db.Register.AsNoTracking().FirstOrDefaultAsync(entry => entry.DocumentKey == document, cancellationToken) is not { } entry)
                {
                    return new RecipientTestOutcome(RecipientTestStatus.NotFound);
                }

                if (DeliveryWay.Of(new ApprovedRouting([], null, entry.RecipientKind, entry.Recipient)) is not { } way)
                {
                    return new RecipientTestOutcome(RecipientTestStatus.NoRecipient);
                }

                if (way.Channel == DeliveryChannel.Print)
                {
                    return new RecipientTestOutcome(RecipientTestStatus.OnPaper, way);
                }

                var (person, since) = (db.PersonOf(user), store.Now - Within);
                if (await db.Audit.CountAsync(line => line.PersonId == person && line.Action == AuditTrail.RecipientTested && line.At > since, cancellationToken) >= Most)
                {
                    return new RecipientTestOutcome(RecipientTestStatus.TooOften, way);
                }

                db.Append(store.Now, AuditTrail.RecipientTested, user, document, detail: JsonSerializer.Serialize(new { Recipient = DeliveryDesk.Masked(way.Recipient) }));
                return new RecipientTestOutcome(RecipientTestStatus.Tried, way);
            },
            cancellationToken);
        return outcome.Status == RecipientTestStatus.Tried ? outcome with { Result = await TryAsync(document, outcome.Way!, cancellationToken) } : outcome;
    }

    private async Task<DeliveryResult> TryAsync(Guid document, DeliveryWay way, CancellationToken cancellationToken)
    {
        var (id, service) = (Guid.CreateVersion7(), names.Of(document, Cultures.Bokmal));
        if (way.Channel == DeliveryChannel.Mail)
        {
            return await mail.TestAsync(id, service, way.Recipient);
        }

        if (systems.Find(way.Recipient) is not { Plugin: { } plugin } system)
        {
            return new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.TestNotSetUp(way.Recipient).Nb);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(OutgoingMail.LongestSending);
        try
        {
            return await plugin.DeliverAsync(Delivery(id, document, service, system.Name), system.Settings, patience.Token).WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryStatus.NoAnswer, SubmissionTexts.NoAnswerFrom(way.Recipient).Nb);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "The test delivery {Delivery} could not be prepared", id);
            return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Faulty.Nb);
        }
    }

    private SystemDelivery Delivery(Guid id, Guid document, string service, string system)
    {
        var mark = SubmissionTexts.TestMark.Nb;
        return new SystemDelivery(
            id,
            system,
            $"TEST-{id.ToString("N")[^8..].ToUpperInvariant()}",
            store.Now,
            document,
            $"{mark}: {service}",
            Guid.Empty,
            mark,
            Cultures.Bokmal,
            [new DeliveredAnswer("test", mark, [mark], [SubmissionTexts.TestBody(service).Nb])],
            [])
        {
            IsTest = true,
        };
    }
}
