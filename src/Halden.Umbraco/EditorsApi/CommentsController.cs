using Halden.Umbraco.Approval;
using Halden.Umbraco.Comments;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Comments on a service, its sections and fields (docs/editors-api.md). An editor may write them, and who decides for one of its departments.</summary>
[ApiController]
[Route("umbraco/halden/api/v1/services/{key:guid}/comments")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class CommentsController : ControllerBase
{
    private readonly ReviewComments _comments;
    private readonly PackageViews _packages;
    private readonly ServiceViews _views;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public CommentsController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _comments = services.Get<ReviewComments>();
        _packages = services.Get<PackageViews>();
        _views = services.Get<ServiceViews>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>The comments on a service, each with its answers, oldest first.</summary>
    [HttpGet]
    public async Task<IActionResult> List(Guid key, CancellationToken cancellationToken) => Ok(await _packages.CommentsAsync(key, cancellationToken));

    /// <summary>Writes a comment, or an answer to one.</summary>
    [HttpPost]
    public Task<IActionResult> Write(Guid key, NewComment comment, CancellationToken cancellationToken) => ActAsync(
        key, () => _comments.WriteAsync(key, comment.Culture, comment.Target, comment.Text, comment.AnswerTo, CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Resolves a comment.</summary>
    [HttpPost("{id:guid}/resolve")]
    public Task<IActionResult> Resolve(Guid key, Guid id, CancellationToken cancellationToken) =>
        ActAsync(key, () => _comments.ResolveAsync(key, id, resolved: true, CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Takes a resolved comment up again.</summary>
    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(Guid key, Guid id, CancellationToken cancellationToken) =>
        ActAsync(key, () => _comments.ResolveAsync(key, id, resolved: false, CurrentUser.Key, cancellationToken), cancellationToken);

    private async Task<IActionResult> ActAsync(Guid key, Func<Task<CommentOutcome>> act, CancellationToken cancellationToken)
    {
        if (!HaldenAccess.IsEditor(CurrentUser) && !await _views.DecidesForAsync(key, CurrentUser.Key, cancellationToken))
        {
            return Answers.Problem(HttpContext, ApprovalStatus.NotTheDirector)!;
        }

        if (!_views.Exists(key))
        {
            return Answers.NoSuchService(HttpContext);
        }

        var outcome = await act();
        return outcome.Status switch
        {
            CommentStatus.Success => await List(key, cancellationToken),
            CommentStatus.NotFound => Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, outcome.Fault!, nameof(CommentStatus.NotFound)),
            _ => Answers.WithErrors(HttpContext, new Dictionary<string, Label> { [outcome.Field!] = outcome.Fault! }),
        };
    }

    /// <summary>A comment.</summary>
    /// <param name="Culture">The language it is about; null for all.</param>
    /// <param name="Target">Alias of a field or section; empty for the whole.</param>
    /// <param name="Text">What to say.</param>
    /// <param name="AnswerTo">The comment that it answers, or null.</param>
    public sealed record NewComment(string? Culture, string? Target, string? Text, Guid? AnswerTo);
}
