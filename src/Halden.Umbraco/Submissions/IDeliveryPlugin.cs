using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// A way to line-of-business systems (fagsystemer) of one kind. A site adds its own as a singleton of this interface;
/// a system uses it by its name in the settings (docs/submissions.md).
/// </summary>
public interface IDeliveryPlugin
{
    /// <summary>What <c>Halden:Submissions:Systems:{system}:Plugin</c> calls it.</summary>
    string Name { get; }

    /// <summary>
    /// Tries once. It is called again, with the same id, until it succeeds: what the other side has already taken must
    /// not be taken twice. It does not throw where the other side is at fault.
    /// </summary>
    /// <param name="delivery">What to deliver. Personal: nothing of it belongs in a log or in <see cref="DeliveryResult.Fault"/>.</param>
    /// <param name="settings">The system's own settings.</param>
    /// <param name="cancellationToken">The site stops, or the try has taken two minutes.</param>
    Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken);

    /// <summary>What is wrong with a system's settings and how to mend it, in bokmål; null for nothing. Changes nothing, and sends nothing.</summary>
    string? Check(IConfigurationSection settings);
}

/// <summary>What came of trying to deliver.</summary>
public enum DeliveryStatus
{
    /// <summary>It has left the house; whoever is to have it has not said so.</summary>
    Delivered,

    /// <summary>The receiver has said that it has it, now or at an earlier try.</summary>
    Accepted,

    /// <summary>Not delivered; tried again later.</summary>
    Failed,

    /// <summary>Nobody answered in time, so that nobody would answer for the recipient's others either: they wait.</summary>
    NoAnswer,

    /// <summary>The way there is not set up. It waits, however long, and is no failed try.</summary>
    NotSetUp,
}

/// <summary>The outcome of one try.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Fault">Why it was not delivered, in bokmål, with nothing personal in it.</param>
/// <param name="TheirReference">The receiver's own case number; null where it gave none.</param>
public sealed record DeliveryResult(DeliveryStatus Status, string? Fault = null, string? TheirReference = null)
{
    /// <summary>It has left the house.</summary>
    public static readonly DeliveryResult Delivered = new(DeliveryStatus.Delivered);
}

/// <summary>A submission on its way to a system.</summary>
/// <param name="Id">Key of the delivery: the same each time that it is tried.</param>
/// <param name="System">The system, as the approved routing names it.</param>
/// <param name="Reference">What the citizen has, e.g. <c>HAL-7K3M-9Q2D</c>.</param>
/// <param name="ReceivedAt">When it was received, UTC.</param>
/// <param name="ServiceId">Key of the service.</param>
/// <param name="ServiceName">What it is called in bokmål.</param>
/// <param name="FormId">Id of the form.</param>
/// <param name="FormName">What it is called in the citizen's language.</param>
/// <param name="Language">The citizen's: nb-NO, nn-NO or en-US.</param>
/// <param name="Answers">What was answered, in the order of the form.</param>
/// <param name="Files">The files that came with it.</param>
public sealed record SystemDelivery(
    Guid Id,
    string System,
    string Reference,
    DateTimeOffset ReceivedAt,
    Guid ServiceId,
    string ServiceName,
    Guid FormId,
    string FormName,
    string Language,
    IReadOnlyList<DeliveredAnswer> Answers,
    IReadOnlyList<DeliveredFile> Files)
{
    /// <summary>How who sent it had signed in; null for not at all.</summary>
    public SignedIn? SignedIn { get; init; }

    /// <summary>Whether it is no application, but somebody who tries whether anything gets there: nothing is to be done because of it.</summary>
    public bool IsTest { get; init; }
}

/// <summary>An answered question.</summary>
/// <param name="Alias">What the form calls the field; stays the same when the question is worded anew.</param>
/// <param name="Question">The question as the citizen saw it.</param>
/// <param name="Values">The answers as the form keeps them: days as <c>yyyy-MM-dd</c>, choices by their value.</param>
/// <param name="Texts">The same as people read them, in the same order; names of files for files.</param>
public sealed record DeliveredAnswer(string Alias, string Question, IReadOnlyList<string> Values, IReadOnlyList<string> Texts);

/// <summary>A file of a submission.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Alias">The field that it answers.</param>
/// <param name="FileName">As the citizen calls it: to be shown, never a path.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record DeliveredFile(Guid Id, string Alias, string FileName, string ContentType, ReadOnlyMemory<byte> Content);
