using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>The pages of "save and continue later": to ask for the link, and to come back by it.</summary>
internal sealed class FillingLater(SavedDrafts saved) : IDisposable
{
    /// <summary>Name of the link's secret in its address. It is taken out of there at once, into a cookie.</summary>
    public const string LinkName = "fortsett";

    /// <summary>The step where the link is asked for.</summary>
    public const string SaveStep = "lagre";

    private const string SavedStep = "lagret";
    private const string ContinueStep = "fortsett";
    private const string FromName = "fra";
    private const string LinkCookie = "halden-fortsett";

    // Each of these is an e-mail.
    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(
            VisitorAddress.Of(context),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = 20, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));

    /// <summary>Whether the site can send links.</summary>
    public bool IsAvailable => saved.IsAvailable;

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>Where to ask for the link from a page of the form.</summary>
    public static string Address(int page) => string.Create(CultureInfo.InvariantCulture, $"?{FormFilling.StepName}={SaveStep}&{FromName}={page}");

    /// <summary>Takes a link's secret out of its address; null where there is none in it.</summary>
    public static Task? Hide(FormVisit visit)
    {
        if (visit.Context.Request.Query[LinkName].ToString() is not { Length: > 0 } link)
        {
            return null;
        }

        // Out of the address, the history and the logs of what comes after. Programs that look at the links of an e-mail get
        // no further than here, and nothing is sent because of them.
        visit.Remember(link.Length <= 100 ? link : string.Empty, LinkCookie);
        visit.Context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return visit.RedirectAsync($"?{FormFilling.StepName}={ContinueStep}");
    }

    /// <summary>Answers a GET; null where it is none of these pages.</summary>
    public Task? Get(FormVisit visit, OpenDraft? open)
    {
        var query = visit.Context.Request.Query;
        return query[FormFilling.StepName].ToString() switch
        {
            SaveStep when open is not null && IsAvailable => SavePageAsync(visit, StatusCodes.Status200OK, PageOf(query[FromName].ToString()), string.Empty, null),
            SavedStep when open is { IsSaved: true } => visit.SendAsync(StatusCodes.Status200OK, FormPages.Saved(visit, PageOf(query[FromName].ToString()))),
            ContinueStep when NeedsSignIn(visit) => visit.RedirectAsync(SignInSteps.Page(ContinueStep)),
            ContinueStep => ContinuePageAsync(visit, StatusCodes.Status200OK, null),
            _ => null,
        };
    }

    /// <summary>Answers a POST; null where it is from none of these pages.</summary>
    public Task? Post(FormVisit visit, IFormCollection posted) => posted[FormFilling.StepName].ToString() switch
    {
        SaveStep => SaveAsync(visit, posted),
        ContinueStep when NeedsSignIn(visit) => FormSigningIn.AgainAsync(visit, ContinueStep),
        ContinueStep => posted["kode"].ToString() is { Length: > 0 } code ? OpenAsync(visit, code) : SendCodeAsync(visit),
        _ => null,
    };

    private async Task SaveAsync(FormVisit visit, IFormCollection posted)
    {
        var (address, page) = (posted["epost"].ToString(), PageOf(posted[FromName].ToString()));
        using var permit = _limit.AttemptAcquire(visit.Context);
        if (!FormSigningIn.MayRead(visit))
        {
            await FormSigningIn.AgainAsync(visit, SaveStep);
            return;
        }

        var status = !permit.IsAcquired ? SaveStatus.TooMany
            : visit.Secret is not { } secret || !IsAvailable ? SaveStatus.NoDraft
            : await saved.SaveAsync(secret, visit.Service, address, page, visit.Context.RequestAborted, DraftToken.IsPersonal(visit.Token) ? visit.Session!.Subject : null);
        await (status switch
        {
            SaveStatus.Sent => visit.RedirectAsync(string.Create(CultureInfo.InvariantCulture, $"?{FormFilling.StepName}={SavedStep}&{FromName}={page}")),
            SaveStatus.NoDraft => visit.MessageAsync(StatusCodes.Status410Gone, FillingTexts.Gone),
            SaveStatus.NoAddress => SavePageAsync(visit, StatusCodes.Status422UnprocessableEntity, page, address, SavedTexts.NoAddress),
            SaveStatus.TooMany => SavePageAsync(visit, StatusCodes.Status429TooManyRequests, page, address, permit.IsAcquired ? SavedTexts.TooManyToAddress : FillingTexts.TooMany),
            _ => SavePageAsync(visit, StatusCodes.Status503ServiceUnavailable, page, address, SavedTexts.NotSent),
        });
    }

    private async Task SendCodeAsync(FormVisit visit)
    {
        using var permit = _limit.AttemptAcquire(visit.Context);
        if (!permit.IsAcquired)
        {
            await ContinuePageAsync(visit, StatusCodes.Status429TooManyRequests, FillingTexts.TooMany);
            return;
        }

        await (await saved.SendCodeAsync(LinkOf(visit), visit.Service, visit.Context.RequestAborted) switch
        {
            CodeStatus.Sent => visit.RedirectAsync($"?{FormFilling.StepName}={ContinueStep}"),
            CodeStatus.TooSoon => ContinuePageAsync(visit, StatusCodes.Status429TooManyRequests, SavedTexts.CodeTooSoon),
            CodeStatus.TooMany => visit.MessageAsync(StatusCodes.Status429TooManyRequests, SavedTexts.CodeTooMany),
            CodeStatus.NotSent => ContinuePageAsync(visit, StatusCodes.Status503ServiceUnavailable, SavedTexts.CodeNotSent),
            _ => NoLinkAsync(visit),
        });
    }

    private async Task OpenAsync(FormVisit visit, string code)
    {
        var outcome = await saved.OpenAsync(LinkOf(visit), visit.Service.Key, code, visit.Context.RequestAborted, IsPersonal(visit) ? visit.Session!.Subject : null);
        if (outcome.Status != OpenStatus.Opened)
        {
            await (outcome.Status == OpenStatus.NoLink
                ? NoLinkAsync(visit)
                : ContinuePageAsync(visit, StatusCodes.Status422UnprocessableEntity, outcome.Status == OpenStatus.Wrong ? SavedTexts.WrongCode : SavedTexts.NoCode));
            return;
        }

        visit.Remember(outcome.Secret!);
        visit.Remember(null, LinkCookie);
        await visit.RedirectAsync(string.Create(CultureInfo.InvariantCulture, $"?{FormFilling.StepName}={outcome.Page}&{FormFilling.BackName}"));
    }

    private async Task ContinuePageAsync(FormVisit visit, int status, Label? fault) =>
        await (await saved.FindAsync(LinkOf(visit), visit.Service.Key, visit.Context.RequestAborted) is { } hasCode
            ? visit.SendAsync(status, FormPages.Continue(visit, hasCode, fault))
            : NoLinkAsync(visit));

    private static bool IsPersonal(FormVisit visit) => DraftToken.IsPersonal(visit.Context.Request.Cookies[LinkCookie]);

    // A link to what somebody has written who was signed in.
    private static bool NeedsSignIn(FormVisit visit) => IsPersonal(visit) && !visit.IsSignedIn;

    private static string LinkOf(FormVisit visit) => DraftToken.SecretOf(visit.Context.Request.Cookies[LinkCookie], visit.Session?.Subject) ?? string.Empty;

    private static Task NoLinkAsync(FormVisit visit) => visit.MessageAsync(StatusCodes.Status410Gone, SavedTexts.NoLink);

    private static Task SavePageAsync(FormVisit visit, int status, int page, string address, Label? fault) => visit.SendAsync(status, FormPages.Save(visit, page, address, fault));

    private static int PageOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= 99 ? page : 1;
}
