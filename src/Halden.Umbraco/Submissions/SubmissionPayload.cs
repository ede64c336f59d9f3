using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.Forms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.Submissions;

/// <summary>What the citizen sent, but for the contents of the files.</summary>
/// <param name="Form">The form as it was then, in the citizen's language.</param>
/// <param name="Answers">Alias → answers.</param>
/// <param name="Attachments">The files, in order.</param>
/// <param name="SignedIn">How who sent it had signed in; null for not at all.</param>
internal sealed record SubmissionPayload(
    FormDefinition Form, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, IReadOnlyList<AttachmentName> Attachments, SignedIn? SignedIn = null);

/// <summary>A file that came with a submission.</summary>
/// <param name="Id"><see cref="SubmissionAttachment.Id"/>.</param>
/// <param name="FieldAlias">The question that it answers.</param>
/// <param name="FileName">As the citizen calls it; to be shown, never a path.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Length">In bytes.</param>
/// <param name="IsScanned">Whether it has been looked through for viruses; null where no scanner was set up.</param>
internal sealed record AttachmentName(Guid Id, string FieldAlias, string FileName, string ContentType, long Length, bool? IsScanned = null)
{
    /// <summary>Whether a virus was found in it after it was received. Known from its row, and not kept here.</summary>
    [JsonIgnore]
    public bool IsQuarantined { get; init; }
}

/// <summary>
/// Keeps what is personal so that only this site can read it. Each kind has a purpose of its own, and each row: what is
/// moved to another row cannot be read there.
/// </summary>
internal sealed class SubmissionCipher([FromKeyedServices(SubmissionKeys.Ring)] IDataProtectionProvider protection)
{
    private readonly IDataProtector _payloads = protection.CreateProtector("Halden.Umbraco.Submissions.Payload");
    private readonly IDataProtector _attachments = protection.CreateProtector("Halden.Umbraco.Submissions.Attachment");
    private readonly IDataProtector _addresses = protection.CreateProtector("Halden.Umbraco.Submissions.Address");

    public byte[] Protect(Guid submission, SubmissionPayload payload) =>
        Protect(_payloads, submission, JsonSerializer.SerializeToUtf8Bytes(payload, FormJson.Options));

    public byte[] ProtectAttachment(Guid attachment, ReadOnlyMemory<byte> content) => Protect(_attachments, attachment, content.ToArray());

    public byte[] ProtectAddress(Guid delivery, string address) => Protect(_addresses, delivery, Encoding.UTF8.GetBytes(address));

    /// <summary>What was sent; null where the site's keys are not those it was written with.</summary>
    public SubmissionPayload? Read(Submission submission) =>
        Read(_payloads, submission.Id, submission.Payload) is { } json ? JsonSerializer.Deserialize<SubmissionPayload>(json, FormJson.Options) : null;

    /// <inheritdoc cref="Read(Submission)"/>
    public byte[]? ReadAttachment(Guid attachment, byte[]? content) => Read(_attachments, attachment, content);

    /// <inheritdoc cref="Read(Submission)"/>
    public string? ReadAddress(SubmissionDelivery delivery) => Read(_addresses, delivery.Id, delivery.Address) is { } address ? Encoding.UTF8.GetString(address) : null;

    private static byte[] Protect(IDataProtector kind, Guid row, byte[] content) => kind.CreateProtector(row.ToString("N")).Protect(content);

    private static byte[]? Read(IDataProtector kind, Guid row, byte[]? written)
    {
        try
        {
            return written is null ? null : kind.CreateProtector(row.ToString("N")).Unprotect(written);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
