// Stands in for the intake until it is merged; never committed.
using Halden.Umbraco.Forms;

namespace Halden.Umbraco.Submissions;

internal sealed record NewSubmission(Guid SubmissionKey, Guid DocumentKey, FormDefinition Form, string Culture, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyList<NewAttachment> Attachments, string? ReceiptEmail);

internal sealed record NewAttachment(string FieldAlias, string FileName, string ContentType, ReadOnlyMemory<byte> Content);

internal enum IntakeStatus
{
    Received,
    ReceivedBefore,
    NoRoom,
    Unavailable,
}

internal sealed record IntakeOutcome(IntakeStatus Status, string? Reference, DateTimeOffset? ReceivedAt);

internal sealed class SubmissionIntake
{
    public Task<IntakeOutcome> ReceiveAsync(NewSubmission submission, CancellationToken cancellationToken) => throw new NotSupportedException();
}
