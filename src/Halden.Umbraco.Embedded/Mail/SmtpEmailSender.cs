using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;
using MimeKit.Utils;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Models.Email;
using Umbraco.Cms.Core.Notifications;
using SecureSocketOptions = MailKit.Security.SecureSocketOptions;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Sends e-mail by the settings under <c>Umbraco:CMS:Global:Smtp</c>, to the server, into the pickup directory, or by a
/// handler of <see cref="SendEmailNotification"/>, as Umbraco's own sender does.
/// </summary>
/// <remarks>
/// It differs in two things that make no difference to who sends: a server that hangs is given up after a while, and the
/// same message gets the same Message-Id, so that a copy is known for what it is.
/// </remarks>
internal sealed class SmtpEmailSender : IEmailSender
{
    private readonly IOptionsMonitor<GlobalSettings> _settings;
    private readonly IEventAggregator _events;
    private readonly TimeProvider _time;
    private readonly bool _hasHandler;

    public SmtpEmailSender(
        IOptionsMonitor<GlobalSettings> settings,
        IEventAggregator events,
        TimeProvider time,
        IEnumerable<INotificationHandler<SendEmailNotification>> handlers,
        IEnumerable<INotificationAsyncHandler<SendEmailNotification>> asyncHandlers)
    {
        _settings = settings;
        _events = events;
        _time = time;
        _hasHandler = handlers.Any() || asyncHandlers.Any();
    }

    /// <summary>How long a server may take for one message.</summary>
    internal TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(45);

    public bool CanSendRequiredEmail()
        => _settings.CurrentValue is { IsSmtpServerConfigured: true } or { IsPickupDirectoryLocationConfigured: true } || _hasHandler;

    public Task SendAsync(EmailMessage message, string emailType) => SendAsync(message, emailType, false, null);

    public Task SendAsync(EmailMessage message, string emailType, bool enableNotification) => SendAsync(message, emailType, enableNotification, null);

    public async Task SendAsync(EmailMessage message, string emailType, bool enableNotification = false, TimeSpan? expires = null)
    {
        GlobalSettings settings = _settings.CurrentValue;
        if (enableNotification && await IsHandledAsync(message, emailType, settings.Smtp?.From))
        {
            return;
        }

        if (settings is { IsPickupDirectoryLocationConfigured: true, Smtp.From: { Length: > 0 } })
        {
            await PickUpAsync(Mime(message, settings.Smtp.From), settings.Smtp.PickupDirectoryLocation!);
        }
        else if (settings.IsSmtpServerConfigured)
        {
            MimeMessage mime = Mime(message, settings.Smtp!.From);
            if ((expires ?? settings.Smtp.EmailExpiration) is { } expiration)
            {
                mime.Headers.Add("Expires", _time.GetUtcNow().Add(expiration).ToString("R"));
            }

            await DeliverAsync(mime, settings.Smtp);
        }
    }

    private async Task<bool> IsHandledAsync(EmailMessage message, string emailType, string? from)
    {
        var notification = new SendEmailNotification(
            new NotificationEmailModel(
                Address(string.IsNullOrEmpty(message.From) ? from : message.From),
                message.To.Select(Address),
                Addresses(message.Cc),
                Addresses(message.Bcc),
                Addresses(message.ReplyTo),
                message.Subject,
                message.Body,
                message.Attachments,
                message.IsBodyHtml),
            emailType);
        await _events.PublishAsync(notification);
        return notification.IsHandled;

        static NotificationEmailAddress? Address(string? text)
            => MailboxAddress.TryParse(text, out MailboxAddress? mailbox) ? new NotificationEmailAddress(mailbox.Address, mailbox.Name ?? string.Empty) : null;

        static IEnumerable<NotificationEmailAddress> Addresses(IEnumerable<string>? texts) => (texts ?? []).Select(Address).OfType<NotificationEmailAddress>();
    }

    private async Task DeliverAsync(MimeMessage message, SmtpSettings smtp)
    {
        using var patience = new CancellationTokenSource(Timeout, _time);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(smtp.Host!, smtp.Port, (SecureSocketOptions)(int)smtp.SecureSocketOptions, patience.Token);
            if (!string.IsNullOrWhiteSpace(smtp.Username) && !string.IsNullOrWhiteSpace(smtp.Password))
            {
                await client.AuthenticateAsync(smtp.Username, smtp.Password, patience.Token);
            }

            await client.SendAsync(message, patience.Token);
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {Timeout.TotalSeconds:0} seconds.", late);
        }

        try
        {
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The message is with the server; how the farewell goes is of no interest.
        }
    }

    private static async Task PickUpAsync(MimeMessage message, string directory)
    {
        string path = Path.Combine(directory, $"{Guid.NewGuid()}.eml");
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;

        // Who picks up looks for .eml: it must never find half a message.
        string unfinished = path + ".tmp";
        await using (FileStream file = File.Create(unfinished))
        {
            using var filtered = new FilteredStream(file);
            filtered.Add(new SmtpDataFilter());
            await message.WriteToAsync(format, filtered);
            await filtered.FlushAsync();
        }

        File.Move(unfinished, path);
    }

    private static MimeMessage Mime(EmailMessage message, string? configuredFrom)
    {
        string? from = string.IsNullOrEmpty(message.From) ? configuredFrom : message.From;
        if (!MailboxAddress.TryParse(from, out MailboxAddress? sender))
        {
            throw new ArgumentException("The sender's address is not valid. Set Umbraco:CMS:Global:Smtp:From.", nameof(message));
        }

        var builder = new BodyBuilder();
        if (message.IsBodyHtml)
        {
            builder.HtmlBody = message.Body;
        }
        else
        {
            builder.TextBody = message.Body;
        }

        foreach (EmailMessageAttachment attachment in message.Attachments ?? [])
        {
            builder.Attachments.Add(attachment.FileName, attachment.Stream);
        }

        var mime = new MimeMessage { From = { sender }, Subject = message.Subject ?? string.Empty, Body = builder.ToMessageBody() };
        Add(mime.To, message.To);
        Add(mime.Cc, message.Cc);
        Add(mime.Bcc, message.Bcc);
        Add(mime.ReplyTo, message.ReplyTo);
        if (mime.To.Count == 0)
        {
            throw new ArgumentException("There is no valid address to send to.", nameof(message));
        }

        // Whoever answers by itself while away is asked not to.
        mime.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mime.MessageId = MessageId(message, sender.Domain);
        return mime;
    }

    private static string MessageId(EmailMessage message, string domain)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [.. message.To, message.Subject, message.Body])));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{(domain.Length > 0 ? domain : "localhost")}";
    }

    private static void Add(InternetAddressList list, IEnumerable<string?>? addresses)
    {
        foreach (string? address in addresses ?? [])
        {
            if (MailboxAddress.TryParse(address, out MailboxAddress? mailbox))
            {
                list.Add(mailbox);
            }
        }
    }
}
