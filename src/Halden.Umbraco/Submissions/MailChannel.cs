using Halden.Umbraco.Hosting;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models.Email;

namespace Halden.Umbraco.Submissions;

/// <summary>E-mail because of a submission: to the mailbox that receives the service's applications, and the citizen's receipt.</summary>
internal sealed class MailChannel(
    OutgoingMail mail,
    ServiceNames names,
    SubmissionCipher cipher,
    IOptionsMonitor<SubmissionsOptions> options,
    IOptionsMonitor<SelfServiceOptions> selfService,
    IOptionsMonitor<WebRoutingSettings> webRouting)
{
    /// <summary>What Umbraco tells handlers of its e-mail notification that this is.</summary>
    public const string EmailType = "HaldenSubmission";

    /// <summary>Whether the site can send e-mail.</summary>
    public bool CanSend => mail.CanSend;

    private NoticeSite Site => new(selfService.CurrentValue.Municipality, SiteAddress.Of(webRouting.CurrentValue));

    /// <summary>Sends the e-mail to a mailbox.</summary>
    public async Task<DeliveryResult> DeliverAsync(Submission submission, Guid delivery, string recipient)
    {
        var service = names.Of(submission.DocumentKey, Cultures.Bokmal);
        byte[]? answers = null;
        if (options.CurrentValue.AttachAnswers)
        {
            if (cipher.Read(submission) is not { } payload)
            {
                return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Unreadable.Nb);
            }

            answers = SubmissionPdf.Write(submission, payload, service, Site.Municipality, Cultures.Bokmal);
        }

        var (subject, body) = SubmissionMail.ToRecipient(submission, delivery, service, Site, answers is not null);
        using var stream = new MemoryStream(answers ?? []);
        return await SendAsync(answers is null
            ? new EmailMessage(null, recipient, subject, body, isBodyHtml: false)
            : new EmailMessage(null, [recipient], null, null, null, subject, body, false, [new EmailMessageAttachment(stream, $"{submission.Reference}.pdf")]));
    }

    /// <summary>Sends a mailbox an e-mail that is marked as a test.</summary>
    public Task<DeliveryResult> TestAsync(Guid delivery, string service, string recipient)
    {
        var (subject, body) = SubmissionMail.Test(delivery, service, Site);
        return SendAsync(new EmailMessage(null, recipient, subject, body, isBodyHtml: false));
    }

    /// <summary>Sends the citizen's receipt.</summary>
    public async Task<DeliveryResult> ReceiptAsync(Submission submission, SubmissionDelivery delivery)
    {
        // A service that has been taken down meanwhile is called as the form was: a draft's title is nobody's yet.
        if (cipher.ReadAddress(delivery) is not { } address
            || (names.PublicOf(submission.DocumentKey, submission.Culture) ?? cipher.Read(submission)?.Form.Name) is not { } service)
        {
            return new DeliveryResult(DeliveryStatus.Failed, SubmissionTexts.Unreadable.Nb);
        }

        var (subject, body) = SubmissionMail.Receipt(submission, delivery.Id, service, Site);
        return await SendAsync(new EmailMessage(null, address, subject, body, isBodyHtml: false));
    }

    private async Task<DeliveryResult> SendAsync(EmailMessage message) =>
        !mail.CanSend ? new DeliveryResult(DeliveryStatus.NotSetUp, SubmissionTexts.NoMail.Nb)
        : await mail.SendAsync(message, EmailType, options.CurrentValue.SendTimeout) is { } fault ? new DeliveryResult(fault.IsSilence ? DeliveryStatus.NoAnswer : DeliveryStatus.Failed, fault.Text)
        : DeliveryResult.Delivered;
}
