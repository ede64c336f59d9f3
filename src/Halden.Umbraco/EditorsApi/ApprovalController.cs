using Halden.Umbraco.Approval;
using Halden.Umbraco.Reviews;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Submitting, deciding and publishing (docs/editors-api.md). Who may decide is the rules' matter, not a policy's.</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class ApprovalController : ControllerBase
{
    private static readonly TimeSpan PublicWithin = TimeSpan.FromSeconds(3);

    private static readonly Label NeverSubmitted = new(
        "Tjenesten er aldri sendt til godkjenning.", "Tenesta er aldri send til godkjenning.", "The service was never submitted for approval.");

    private readonly Approvals _approvals;
    private readonly ServiceViews _views;
    private readonly PackageViews _packages;
    private readonly ServiceReviews _reviews;
    private readonly ServicePreview _preview;
    private readonly SelfServiceReadModel _publicSide;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public ApprovalController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _approvals = services.Get<Approvals>();
        _views = services.Get<ServiceViews>();
        _packages = services.Get<PackageViews>();
        _reviews = services.Get<ServiceReviews>();
        _preview = services.Get<ServicePreview>();
        _publicSide = services.Get<SelfServiceReadModel>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>What waits for the one who asks.</summary>
    [HttpGet("queue")]
    public async Task<IActionResult> Queue(CancellationToken cancellationToken) =>
        Ok(await _packages.QueueAsync(CurrentUser, HttpContext.Language(), cancellationToken));

    /// <summary>The package submitted last, beside what is public and what was rejected.</summary>
    [HttpGet("services/{key:guid}/package")]
    public async Task<IActionResult> Package(Guid key, CancellationToken cancellationToken) =>
        await _packages.FindAsync(key, CurrentUser, HttpContext.Language(), cancellationToken) is { } package
            ? Ok(package)
            : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, NeverSubmitted, "NotFound");

    /// <summary>The page of one language as the public would see the draft.</summary>
    [HttpGet("services/{key:guid}/preview/{culture}")]
    public async Task<IActionResult> Preview(Guid key, string culture, CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        return await _preview.RenderAsync(key, culture, cancellationToken) is { } page ? File(page, PageRenderer.ContentType) : Answers.NoSuchService(HttpContext);
    }

    /// <summary>Sends the package for approval.</summary>
    [HttpPost("services/{key:guid}/submit")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Submit(Guid key, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] Planning? planning, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _approvals.SubmitAsync(key, CurrentUser.Key, planning?.PublishAt, cancellationToken), cancellationToken);

    /// <summary>Approves and publishes.</summary>
    [HttpPost("services/{key:guid}/approve")]
    public async Task<IActionResult> Approve(Guid key, DecisionRequest decision, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _approvals.ApproveAsync(key, CurrentUser.Key, decision.Hash ?? string.Empty, cancellationToken), cancellationToken);

    /// <summary>Sends back with a comment.</summary>
    [HttpPost("services/{key:guid}/reject")]
    public async Task<IActionResult> Reject(Guid key, DecisionRequest decision, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _approvals.RejectAsync(key, CurrentUser.Key, decision.Hash ?? string.Empty, decision.Comment, cancellationToken), cancellationToken);

    /// <summary>Publishes a package that is approved and unchanged.</summary>
    [HttpPost("services/{key:guid}/publish")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Publish(Guid key, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _approvals.PublishAsync(key, CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Plans the publishing of a package that is approved and unchanged.</summary>
    [HttpPut("services/{key:guid}/schedule")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Schedule(Guid key, Planning planning, CancellationToken cancellationToken) =>
        await AnswerAsync(
            key,
            planning.PublishAt is { } at ? await _approvals.ScheduleAsync(key, at, cancellationToken) : ApprovalStatus.InvalidTime,
            cancellationToken);

    /// <summary>Takes a planned publishing away.</summary>
    [HttpDelete("services/{key:guid}/schedule")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Unschedule(Guid key, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _approvals.ScheduleAsync(key, null, cancellationToken), cancellationToken);

    /// <summary>Says that a stopped publishing has been seen, and that nothing is to be done about it.</summary>
    [HttpDelete("services/{key:guid}/refused-release")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> DismissRefusedRelease(Guid key, CancellationToken cancellationToken)
    {
        await _approvals.DismissRefusedReleaseAsync(key, cancellationToken);
        return await AnswerAsync(key, ApprovalStatus.Success, cancellationToken);
    }

    /// <summary>Says that the public description has been looked at, and that it stands.</summary>
    [HttpPost("services/{key:guid}/reviewed")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Reviewed(Guid key, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _reviews.ReviewedAsync(key, CurrentUser.Key, cancellationToken) ? ApprovalStatus.Success : ApprovalStatus.WrongState, cancellationToken);

    /// <summary>Takes a service down. An editor may, and who decides for one of its departments.</summary>
    [HttpPost("services/{key:guid}/unpublish")]
    public async Task<IActionResult> Unpublish(Guid key, CancellationToken cancellationToken)
    {
        if (!HaldenAccess.IsEditor(CurrentUser) && !await _views.DecidesForAsync(key, CurrentUser.Key, cancellationToken))
        {
            return Answers.Problem(HttpContext, ApprovalStatus.NotTheDirector)!;
        }

        return await AnswerAsync(key, await _approvals.UnpublishAsync(key, CurrentUser.Key, cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(Guid key, ApprovalOutcome outcome, CancellationToken cancellationToken)
    {
        if (Answers.Problem(HttpContext, outcome) is { } problem)
        {
            return problem;
        }

        await SeenByPublicAsync(cancellationToken);
        return await _views.FindAsync(key, CurrentUser, HttpContext.Language(), cancellationToken) is { } service
            ? Ok(service)
            : Answers.NoSuchService(HttpContext);
    }

    // Who is told that it is public finds it there. Should the public side be slow, the answer does not wait for it.
    private async Task SeenByPublicAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _publicSide.ShownAsync(cancellationToken).WaitAsync(PublicWithin, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It will be along; its own log says why it is late.
        }
    }

    /// <summary>When to publish.</summary>
    /// <param name="PublishAt">The moment; null for as soon as it is approved.</param>
    public sealed record Planning(DateTimeOffset? PublishAt);

    /// <summary>A decision.</summary>
    /// <param name="Hash">Hash of the package that the director saw.</param>
    /// <param name="Comment">Why; required for a rejection.</param>
    public sealed record DecisionRequest(string? Hash, string? Comment);
}
