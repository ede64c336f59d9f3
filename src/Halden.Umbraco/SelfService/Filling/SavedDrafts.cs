using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models.Email;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>What came of asking for a link to go on with a draft later.</summary>
internal enum SaveStatus
{
    /// <summary>The mail server took the e-mail with the link.</summary>
    Sent,

    /// <summary>There is no draft to save.</summary>
    NoDraft,

    /// <summary>That is no e-mail address.</summary>
    NoAddress,

    /// <summary>The address has had as many e-mails as it gets for a while.</summary>
    TooMany,

    /// <summary>The e-mail did not get away. The draft is as it was.</summary>
    NotSent,
}

/// <summary>What came of asking for a code.</summary>
internal enum CodeStatus
{
    Sent,

    /// <summary>The link opens nothing (any more).</summary>
    NoLink,

    /// <summary>One was sent just now.</summary>
    TooSoon,

    /// <summary>So many codes have been sent without being used that there will be no more.</summary>
    TooMany,

    /// <summary>The e-mail did not get away.</summary>
    NotSent,
}

/// <summary>What came of giving a code.</summary>
internal enum OpenStatus
{
    Opened,
    NoLink,

    /// <summary>It is another code.</summary>
    Wrong,

    /// <summary>No code is valid: too old, too often tried, or none was sent.</summary>
    NoCode,
}

/// <summary>What came of giving a code.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Secret">What the browser that has opened it keeps: a <see cref="DraftToken"/>.</param>
/// <param name="Page">The page of the form where the citizen left, from one.</param>
internal sealed record OpenOutcome(OpenStatus Status, string? Secret = null, int Page = 0);

/// <summary>
/// "Save and continue later": a link by e-mail, and for whoever follows it a code to the same address, which shows that
/// the mailbox is theirs now. What the link and the code are is known to the citizen only (docs/adr/0014).
/// </summary>
internal sealed class SavedDrafts(
    HaldenStore store,
    DraftCipher cipher,
    OutgoingMail mail,
    IOptionsMonitor<WebRoutingSettings> webRouting,
    IOptionsMonitor<SelfServiceOptions> selfService,
    ILogger<SavedDrafts> logger) : IDisposable
{
    /// <summary>What Umbraco tells handlers of its e-mail notification that this is.</summary>
    public const string EmailType = "HaldenDraft";

    /// <summary>How long a code is valid.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Wrong codes before another must be asked for.</summary>
    public const int MostWrongCodes = 5;

    /// <summary>Codes that are sent for a link before one of them is used: with <see cref="MostWrongCodes"/>, one in twenty thousand guesses one.</summary>
    public const int MostCodes = 10;

    private static readonly TimeSpan BetweenCodes = TimeSpan.FromSeconds(30);

    // Somebody waits for the page.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Nobody is to fill another's mailbox from here. The addresses are in memory only, and as hashes.
    private readonly PartitionedRateLimiter<string> _perAddress = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        DraftCipher.HashOf(address.ToUpperInvariant()), _ => new SlidingWindowRateLimiterOptions { PermitLimit = 5, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));

    /// <summary>Whether the site can send such links: it has a mail server, and knows its own address.</summary>
    public bool IsAvailable => mail.CanSend && Site.Length > 0;

    // Never from the request: whoever asks for the e-mail could then decide where its link leads.
    private string Site => SiteAddress.Of(webRouting.CurrentValue);

    /// <inheritdoc/>
    public void Dispose() => _perAddress.Dispose();

    /// <summary>Sends a link to a browser's draft. An earlier link to it opens nothing from then on.</summary>
    /// <param name="secret">The browser's.</param>
    /// <param name="service">The service.</param>
    /// <param name="address">Where to send it, as the citizen wrote it.</param>
    /// <param name="page">The page of the form where the citizen is, from one.</param>
    /// <param name="cancellationToken">Stops it before anything is changed.</param>
    /// <param name="subject">Who has signed in, and alone is to open it; null for whoever has the link and the mailbox.</param>
    public async Task<SaveStatus> SaveAsync(string secret, PublicService service, string address, int page, CancellationToken cancellationToken, string? subject = null)
    {
        var to = FormFieldType.Email.Normalise(address);
        if (to.Length == 0 || FormFieldType.Email.Fault(to) is not null)
        {
            return SaveStatus.NoAddress;
        }

        using var permit = _perAddress.AttemptAcquire(to);
        if (!permit.IsAcquired)
        {
            return SaveStatus.TooMany;
        }

        var token = DraftToken.New(isPersonal: subject is not null);
        var (hash, link) = (DraftCipher.HashOf(secret), DraftToken.SecretOf(token, subject)!);
        var linkHash = DraftCipher.HashOf(link);
        var saved = await store.WriteAsync(
            async db =>
            {
                var draft = await db.FormDrafts.Include(one => one.Link).FirstOrDefaultAsync(
                    one => one.KeyHash == hash && one.DocumentKey == service.Key && one.Reference == null && one.ExpiresAt > store.Now, cancellationToken);
                if (draft is null || cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Browser, secret) is not { } key)
                {
                    return ((FormDraftLink? Before, DateTimeOffset Until)?)null;
                }

                var before = draft.Link is { } known
                    ? new FormDraftLink { DraftId = known.DraftId, LinkHash = known.LinkHash, Key = known.Key, Address = known.Address, Page = known.Page, CodesSent = known.CodesSent }
                    : null;
                draft.Link ??= new FormDraftLink { DraftId = draft.Id, LinkHash = string.Empty, Key = [], Address = [], Page = page };
                (draft.Link.LinkHash, draft.Link.Page, draft.Link.CodeHash, draft.Link.CodeSentAt, draft.Link.CodesSent) = (linkHash, page, null, null, 0);
                draft.Link.Key = cipher.Wrap(draft.Id, key, DraftOpener.Link, link);
                draft.Link.Address = cipher.Protect(draft.Id, key, to);
                draft.ExpiresAt = store.Now + FormDrafts.SavedLifetime;
                return (before, draft.ExpiresAt);
            },
            cancellationToken);
        if (saved is not { } kept)
        {
            return SaveStatus.NoDraft;
        }

        var where = $"{Site}{SelfServicePaths.Application(service.Culture, service.Slug)}?{FillingLater.LinkName}={token}";
        if (await SendAsync(to, SavedDraftMail.Link(service, selfService.CurrentValue.Municipality, where, kept.Until)))
        {
            return SaveStatus.Sent;
        }

        // What was valid before, still is.
        await store.WriteAsync(
            async db =>
            {
                if (await db.FormDrafts.Include(one => one.Link).FirstOrDefaultAsync(one => one.Link!.LinkHash == linkHash, CancellationToken.None) is not { Link: { } failed } draft)
                {
                    return false;
                }

                if (kept.Before is { } before)
                {
                    (failed.LinkHash, failed.Key, failed.Address, failed.Page, failed.CodesSent) = (before.LinkHash, before.Key, before.Address, before.Page, before.CodesSent);
                }
                else
                {
                    draft.Link = null;
                    draft.ExpiresAt = store.Now + FormDrafts.Lifetime;
                }

                return true;
            },
            CancellationToken.None);
        return SaveStatus.NotSent;
    }

    /// <summary>Whether a link opens a draft of a service, and whether a code to it is valid; null where it opens nothing.</summary>
    public Task<bool?> FindAsync(string link, Guid documentKey, CancellationToken cancellationToken) => store.ReadAsync(
        async db => await Linked(db.FormDrafts.AsNoTracking(), link, documentKey).FirstOrDefaultAsync(cancellationToken) is { Link: { } known } ? (bool?)HasCode(known) : null,
        cancellationToken);

    /// <summary>Sends a code to the address that the link was sent to.</summary>
    public async Task<CodeStatus> SendCodeAsync(string link, PublicService service, CancellationToken cancellationToken)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var (status, to, draftId) = await store.WriteAsync(
            async db =>
            {
                if (await Linked(db.FormDrafts, link, service.Key).FirstOrDefaultAsync(cancellationToken) is not { Link: { } known } draft
                    || cipher.Unwrap(draft.Id, known.Key, DraftOpener.Link, link) is not { } key)
                {
                    return (CodeStatus.NoLink, string.Empty, Guid.Empty);
                }

                if (known.CodesSent >= MostCodes)
                {
                    return (CodeStatus.TooMany, string.Empty, Guid.Empty);
                }

                if (known.CodeSentAt + BetweenCodes > store.Now)
                {
                    return (CodeStatus.TooSoon, string.Empty, Guid.Empty);
                }

                (known.CodeHash, known.CodeSentAt, known.WrongCodes, known.CodesSent) = (HashOf(link, draft.Id, code), store.Now, 0, known.CodesSent + 1);
                return (CodeStatus.Sent, cipher.ReadText(draft.Id, key, known.Address), draft.Id);
            },
            cancellationToken);
        if (status != CodeStatus.Sent || await SendAsync(to, SavedDraftMail.Code(service, selfService.CurrentValue.Municipality, code)))
        {
            return status;
        }

        var hash = HashOf(link, draftId, code);
        await store.WriteAsync(
            db => db.FormDraftLinks.Where(known => known.DraftId == draftId && known.CodeHash == hash).ExecuteUpdateAsync(
                set => set.SetProperty(known => known.CodeHash, (string?)null).SetProperty(known => known.CodeSentAt, (DateTimeOffset?)null).SetProperty(known => known.CodesSent, known => known.CodesSent - 1),
                CancellationToken.None),
            CancellationToken.None);
        return CodeStatus.NotSent;
    }

    /// <summary>Opens a draft for another browser; the one before opens it no longer. The link stays, until the form is sent.</summary>
    /// <param name="link">The link's secret.</param>
    /// <param name="documentKey">The service.</param>
    /// <param name="code">The code, as it was written.</param>
    /// <param name="cancellationToken">Stops it before anything is changed.</param>
    /// <param name="subject">Who has signed in, to whom it belongs; null for nobody.</param>
    public Task<OpenOutcome> OpenAsync(string link, Guid documentKey, string code, CancellationToken cancellationToken, string? subject = null) => store.WriteAsync(
        async db =>
        {
            if (await Linked(db.FormDrafts, link, documentKey).FirstOrDefaultAsync(cancellationToken) is not { Link: { } known } draft
                || cipher.Unwrap(draft.Id, known.Key, DraftOpener.Link, link) is not { } key)
            {
                return new OpenOutcome(OpenStatus.NoLink);
            }

            if (!HasCode(known))
            {
                return new OpenOutcome(OpenStatus.NoCode);
            }

            var given = string.Concat(code.Where(char.IsAsciiDigit));
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(link, draft.Id, given)), Encoding.ASCII.GetBytes(known.CodeHash!)))
            {
                known.WrongCodes++;
                return new OpenOutcome(HasCode(known) ? OpenStatus.Wrong : OpenStatus.NoCode);
            }

            var token = DraftToken.New(isPersonal: subject is not null);
            var secret = DraftToken.SecretOf(token, subject)!;
            (draft.KeyHash, draft.Key, draft.ExpiresAt) = (DraftCipher.HashOf(secret), cipher.Wrap(draft.Id, key, DraftOpener.Browser, secret), store.Now + FormDrafts.SavedLifetime);
            (known.CodeHash, known.CodeSentAt, known.WrongCodes, known.CodesSent) = (null, null, 0, 0);
            return new OpenOutcome(OpenStatus.Opened, token, known.Page);
        },
        cancellationToken);

    // Six digits are soon tried out by who has the hash alone; with the link's secret in it, nobody has enough to try.
    private static string HashOf(string link, Guid draft, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(link), Encoding.ASCII.GetBytes($"{draft:N}:{code}")));

    private bool HasCode(FormDraftLink link) => link.CodeHash is not null && link.CodeSentAt + CodeLifetime > store.Now && link.WrongCodes < MostWrongCodes;

    private IQueryable<FormDraft> Linked(IQueryable<FormDraft> drafts, string link, Guid documentKey)
    {
        var hash = DraftCipher.HashOf(link);
        return drafts.Include(draft => draft.Link).Where(draft => draft.Link!.LinkHash == hash && draft.DocumentKey == documentKey && draft.Reference == null && draft.ExpiresAt > store.Now);
    }

    private async Task<bool> SendAsync(string to, (string Subject, string Body) text)
    {
        if (!mail.CanSend)
        {
            return false;
        }

        if (await mail.SendAsync(new EmailMessage(null, to, text.Subject, text.Body, isBodyHtml: false), EmailType, Patience) is not { } fault)
        {
            return true;
        }

        logger.LogWarning("An e-mail for a draft could not be sent: {Fault}", fault.Text);
        return false;
    }
}
