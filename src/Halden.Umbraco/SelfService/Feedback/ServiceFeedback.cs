using System.Net;
using System.Threading.RateLimiting;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Halden.Umbraco.SelfService.Feedback;

/// <summary>
/// Counts whether readers found what they looked for. Of who answered nothing is kept: no text, no cookie, no address. The question stands
/// on a page that is the same for everybody, so the answer goes to an address of its own.
/// </summary>
internal sealed class ServiceFeedback(UseCounters counters) : IDisposable
{
    /// <summary>Name of the answer.</summary>
    public const string AnswerName = "svar";

    /// <summary>Who found it.</summary>
    public const string Yes = "ja";

    /// <summary>Who did not.</summary>
    public const string No = "nei";

    private const string ThanksName = "?takk";

    private const int LongestPost = 1_000;

    // Nobody reads thirty services in five minutes; a class at a school, behind one address, may.
    private const int AnswersFromAddress = 30;

    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(
            VisitorAddress.Of(context),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = AnswersFromAddress, Window = TimeSpan.FromMinutes(5), SegmentsPerWindow = 5 }));

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>Answers a request for the address that answers go to.</summary>
    public async Task AnswerAsync(HttpContext context, SelfServiceSite site, PublicService service)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await (context.Request.QueryString.Value == ThanksName
                ? SendAsync(context, site, service, StatusCodes.Status200OK, FeedbackTexts.ThanksTitle, FeedbackTexts.Thanks)
                : RedirectAsync(context, service.Path));
            return;
        }

        if (!FormFilling.IsFromHere(context.Request))
        {
            await SendAsync(context, site, service, StatusCodes.Status403Forbidden, FeedbackTexts.NotTakenTitle, FeedbackTexts.NotFromHere);
            return;
        }

        using var permit = _limit.AttemptAcquire(context);
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "120";
            await SendAsync(context, site, service, StatusCodes.Status429TooManyRequests, FeedbackTexts.NotTakenTitle, FeedbackTexts.TooMany);
            return;
        }

        if (await ReadAsync(context.Request) is not { } kind)
        {
            await SendAsync(context, site, service, StatusCodes.Status400BadRequest, FeedbackTexts.NotTakenTitle, FeedbackTexts.NoAnswer);
            return;
        }

        if (!UseCounters.IsByMachine(context.Request))
        {
            counters.Add(service.Key, service.Culture, kind);
        }

        await RedirectAsync(context, SelfServicePaths.Feedback(service.Culture, service.Slug) + ThanksName);
    }

    private static async Task<UseKind?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentLength > LongestPost)
        {
            return null;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LongestPost;
        }

        try
        {
            var posted = await request.ReadFormAsync(new FormOptions { ValueCountLimit = 10 }, request.HttpContext.RequestAborted);
            return posted[AnswerName].ToString() switch { Yes => UseKind.Found, No => UseKind.NotFound, _ => null };
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static Task RedirectAsync(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, SelfServiceSite site, PublicService service, int status, Label title, Label message)
    {
        var body = PageRenderer.Render<MessagePage, MessagePageModel>(
            new PageFrame(site, service.Culture, title.In(service.Culture), null, null, []) { Trail = [(service.Title, service.Path)] },
            new MessagePageModel(message.In(service.Culture), [], HasSearch: true));
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = PageRenderer.ContentType;
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(service.Culture);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
