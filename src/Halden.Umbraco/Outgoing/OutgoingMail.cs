using System.Text.RegularExpressions;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Models.Email;

namespace Halden.Umbraco.Outgoing;

/// <summary>Why an e-mail did not get away.</summary>
/// <param name="Text">For a person, in bokmål; addresses are taken out.</param>
/// <param name="IsSilence">Whether the server did not answer in time, and so would not answer for another either.</param>
internal sealed record MailFault(string Text, bool IsSilence = false);

/// <summary>Sends e-mail by Umbraco's own sender, and says what came of it without giving away to whom.</summary>
internal sealed partial class OutgoingMail(IEmailSender mail, TimeProvider clock)
{
    private const int LongestFault = 400;

    /// <summary>The longest that a server is waited for, whatever the settings say: a lease lasts longer.</summary>
    public static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(2);

    /// <summary>Whether the site can send e-mail at all.</summary>
    public bool CanSend => mail.CanSendRequiredEmail();

    /// <summary>Sends; null where the server took it.</summary>
    /// <param name="message">The e-mail.</param>
    /// <param name="type">What Umbraco tells handlers of its e-mail notification that this is.</param>
    /// <param name="patience">How long the server may take, <see cref="LongestSending"/> at most.</param>
    public async Task<MailFault?> SendAsync(EmailMessage message, string type, TimeSpan patience)
    {
        var timeout = patience < LongestSending ? patience : LongestSending;
        try
        {
            // Umbraco's sender cannot be stopped. One that comes back after all has sent an e-mail that is sent again.
            // A site's own handler of Umbraco's notification may do the sending.
            await mail.SendAsync(message, type, enableNotification: true, expires: null).WaitAsync(timeout, clock, CancellationToken.None);
            return null;
        }
        catch (TimeoutException)
        {
            return new MailFault($"E-posttjeneren svarte ikke innen {timeout.TotalSeconds:0} sekunder.", IsSilence: true);
        }
        catch (Exception fault)
        {
            // Mail servers repeat the address in their answers.
            var text = Address().Replace(fault.Message.ReplaceLineEndings(" "), "…");
            return new MailFault(text.Length <= LongestFault ? text : text[..LongestFault]);
        }
    }

    [GeneratedRegex(@"[^\s<>()]+@[^\s<>()]+")]
    private static partial Regex Address();
}
