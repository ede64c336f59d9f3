using Halden.Umbraco.Register;

namespace Halden.Umbraco.Submissions;

/// <summary>What came of trying to deliver.</summary>
internal enum DeliveryStatus
{
    Delivered,

    /// <summary>Not delivered; tried again later.</summary>
    Failed,

    /// <summary>Nobody answered, and nobody would answer for the others either: the rest waits.</summary>
    NoAnswer,

    /// <summary>The way there is not set up. It waits, however long, and is no failed try.</summary>
    NotSetUp,
}

/// <summary>The outcome of one try.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Fault">Why it was not delivered, in bokmål, with nothing personal in it.</param>
internal sealed record DeliveryResult(DeliveryStatus Status, string? Fault = null)
{
    public static readonly DeliveryResult Delivered = new(DeliveryStatus.Delivered);
}

/// <summary>A way to the recipients of one kind. The submission's reference and the delivery's id are the same each time that it is tried.</summary>
internal interface IDeliveryChannel
{
    /// <summary>Whom it reaches.</summary>
    RecipientKind Recipients { get; }

    /// <summary>Tries once. It does not throw where the other side is at fault.</summary>
    /// <param name="submission">What to deliver; its attachments are not loaded.</param>
    /// <param name="delivery">Key of the delivery, to recognise a repetition by.</param>
    /// <param name="recipient">The recipient, as the approved routing has it.</param>
    /// <param name="cancellationToken">The site stops.</param>
    Task<DeliveryResult> DeliverAsync(Submission submission, Guid delivery, string recipient, CancellationToken cancellationToken);
}
