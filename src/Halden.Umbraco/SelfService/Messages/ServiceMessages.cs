using System.Globalization;
using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.SelfService.Messages;

/// <summary>What came of putting up, changing or ending a message.</summary>
internal enum MessageStatus
{
    Success,
    NotFound,

    /// <summary>The faults say what.</summary>
    Invalid,

    /// <summary>It is over, and is not changed any more.</summary>
    Over,
    ChangedMeanwhile,
}

/// <summary>The outcome of putting up, changing or ending a message.</summary>
internal sealed record MessageOutcome(MessageStatus Status, IReadOnlyDictionary<string, Label> Faults)
{
    public static MessageOutcome Of(MessageStatus status) => new(status, new Dictionary<string, Label>());
}

/// <summary>
/// Messages on the public pages: put up, changed and ended, each in the audit trail and told to the service's director. They are shown
/// beside what is approved and can change nothing of it (docs/adr/0021).
/// </summary>
internal sealed class ServiceMessages(HaldenStore store, ServiceDrafts drafts, SelfServiceReadModel publicSide)
{
    // What is over is of interest for a while, as what was said.
    private static readonly TimeSpan OverIsShown = TimeSpan.FromDays(30);

    /// <summary>Those that are shown, will be, or were of late; the last to end first.</summary>
    public Task<List<ServiceMessage>> ListAsync(CancellationToken cancellationToken)
    {
        var since = store.Now - OverIsShown;
        return store.ReadAsync(
            db => db.ServiceMessages.AsNoTracking().Where(message => message.Until > since).OrderByDescending(message => message.Until).ThenBy(message => message.Id).ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Puts up a message, on a service or (null) on the front page.</summary>
    public Task<MessageOutcome> PutUpAsync(Guid? document, MessageChange wanted, Guid user, CancellationToken cancellationToken)
    {
        var faults = Faults(wanted, out var change);
        if (document is { } key && drafts.Find(key) is null)
        {
            faults["documentKey"] = MessageTexts.NoSuchService;
        }

        return faults.Count > 0 ? Task.FromResult(new MessageOutcome(MessageStatus.Invalid, faults)) : WriteAsync(
            async db =>
            {
                // What nobody is shown any more goes when something new comes; the audit trail has what was said.
                var since = store.Now - OverIsShown;
                await db.ServiceMessages.Where(old => old.Until < since).ExecuteDeleteAsync(cancellationToken);
                var message = new ServiceMessage
                {
                    DocumentKey = document,
                    Severity = MessageRules.SeverityOf(change.Severity)!.Value,
                    TextNb = change.TextNb!,
                    TextNn = change.TextNn,
                    TextEn = change.TextEn,
                    From = change.From ?? store.Now,
                    Until = change.Until!.Value,
                    WrittenBy = user,
                    WrittenAt = store.Now,
                    ChangedBy = user,
                    ChangedAt = store.Now,
                };
                db.ServiceMessages.Add(message);
                Note(db, message, AuditTrail.MessagePutUp, user);
                db.NotifyMessage(message.Id, message.Version, document, user, store.Now);
                return MessageOutcome.Of(MessageStatus.Success);
            },
            cancellationToken);
    }

    /// <summary>Changes a message that is not over.</summary>
    public Task<MessageOutcome> ChangeAsync(Guid id, int version, MessageChange wanted, Guid user, CancellationToken cancellationToken)
    {
        var faults = Faults(wanted, out var change);
        return faults.Count > 0 ? Task.FromResult(new MessageOutcome(MessageStatus.Invalid, faults)) : ChangeAsync(
            id,
            version,
            user,
            AuditTrail.MessageChanged,
            message =>
            {
                message.Severity = MessageRules.SeverityOf(change.Severity)!.Value;
                (message.TextNb, message.TextNn, message.TextEn) = (change.TextNb!, change.TextNn, change.TextEn);
                (message.From, message.Until) = (change.From ?? message.From, change.Until!.Value);
            },
            cancellationToken);
    }

    /// <summary>Ends a message before its time; one that is not shown yet never is.</summary>
    public Task<MessageOutcome> EndAsync(Guid id, int version, Guid user, CancellationToken cancellationToken) =>
        ChangeAsync(id, version, user, AuditTrail.MessageEnded, message => message.EndedAt = store.Now, cancellationToken);

    private Task<MessageOutcome> ChangeAsync(Guid id, int version, Guid user, string action, Action<ServiceMessage> change, CancellationToken cancellationToken) => WriteAsync(
        async db =>
        {
            if (await db.ServiceMessages.FindAsync([id], cancellationToken) is not { } message)
            {
                return MessageOutcome.Of(MessageStatus.NotFound);
            }

            if (message.Version != version)
            {
                return MessageOutcome.Of(MessageStatus.ChangedMeanwhile);
            }

            if (message.EndedAt is not null || message.Until <= store.Now)
            {
                return MessageOutcome.Of(MessageStatus.Over);
            }

            change(message);
            message.Version++;
            (message.ChangedBy, message.ChangedAt) = (user, store.Now);
            Note(db, message, action, user);
            if (message.EndedAt is null)
            {
                db.NotifyMessage(message.Id, message.Version, message.DocumentKey, user, store.Now);
            }

            return MessageOutcome.Of(MessageStatus.Success);
        },
        cancellationToken);

    private Dictionary<string, Label> Faults(MessageChange wanted, out MessageChange tidied) => MessageRules.Faults(tidied = wanted.Tidied(), store.Now);

    private static void Note(HaldenDbContext db, ServiceMessage message, string action, Guid user) => db.Append(
        message.ChangedAt,
        action,
        user,
        message.DocumentKey,
        detail: JsonSerializer.Serialize(new { Text = message.TextNb, From = Moment(message.From), To = Moment(message.EndedAt ?? message.Until) }));

    private static string Moment(DateTimeOffset moment) => NorwegianTime.Of(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private async Task<MessageOutcome> WriteAsync(Func<HaldenDbContext, Task<MessageOutcome>> work, CancellationToken cancellationToken)
    {
        var outcome = await store.WriteAsync(work, cancellationToken);
        if (outcome.Status == MessageStatus.Success)
        {
            // No document has changed; the read model reads what there is to say each time.
            publicSide.Changed([]);
        }

        return outcome;
    }
}
