using Halden.Umbraco.Notices;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Messages on the public pages (docs/editors-api.md): all see them, web editors write them.</summary>
[ApiController]
[Route("umbraco/halden/api/v1/messages")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class MessagesController : ControllerBase
{
    private readonly ServiceMessages _messages;
    private readonly ServiceDrafts _drafts;
    private readonly NoticePeople _people;
    private readonly TimeProvider _clock;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public MessagesController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _messages = services.Get<ServiceMessages>();
        _drafts = services.Get<ServiceDrafts>();
        _people = services.Get<NoticePeople>();
        _clock = services.Get<TimeProvider>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>Those that are shown, will be, or were of late.</summary>
    [HttpGet]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var (now, views) = (_clock.GetUtcNow(), new List<object>());
        foreach (var message in await _messages.ListAsync(cancellationToken))
        {
            views.Add(new
            {
                message.Id,
                message.Version,
                message.DocumentKey,
                service = message.DocumentKey is { } key ? _drafts.Find(key)?.Title ?? string.Empty : null,
                severity = message.Severity == MessageSeverity.Warning ? "warning" : "info",
                message.TextNb,
                message.TextNn,
                message.TextEn,
                message.From,
                until = message.EndedAt ?? message.Until,
                state = message.EndedAt is not null || message.Until <= now ? "over" : message.From > now ? "planned" : "shown",
                changedBy = await _people.NameOfAsync(message.ChangedBy),
                message.ChangedAt,
            });
        }

        return Ok(views);
    }

    /// <summary>Puts up a message.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> PutUp(WrittenMessage message, CancellationToken cancellationToken) =>
        AnswerAsync(_messages.PutUpAsync(message.DocumentKey, message.Change(), CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Changes a message that is not over; where it stands cannot be changed.</summary>
    [HttpPut("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> Change(Guid id, WrittenMessage message, CancellationToken cancellationToken) =>
        AnswerAsync(_messages.ChangeAsync(id, message.Version, message.Change(), CurrentUser.Key, cancellationToken), cancellationToken);

    /// <summary>Ends a message before its time.</summary>
    [HttpPost("{id:guid}/end")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public Task<IActionResult> End(Guid id, EndedMessage message, CancellationToken cancellationToken) =>
        AnswerAsync(_messages.EndAsync(id, message.Version, CurrentUser.Key, cancellationToken), cancellationToken);

    private async Task<IActionResult> AnswerAsync(Task<MessageOutcome> work, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await work) is { } problem ? problem : await List(cancellationToken);

    /// <summary>A message.</summary>
    /// <param name="DocumentKey">The service; null for the front page.</param>
    /// <param name="Severity">info or warning.</param>
    /// <param name="TextNb">Plain text in bokmål.</param>
    /// <param name="TextNn">In nynorsk, or null.</param>
    /// <param name="TextEn">In English, or null.</param>
    /// <param name="From">The first moment that it is shown; null for now.</param>
    /// <param name="Until">The moment that it is no longer shown.</param>
    /// <param name="Version">The version that is changed; 0 for a new one.</param>
    public sealed record WrittenMessage(
        Guid? DocumentKey, string? Severity, string? TextNb, string? TextNn, string? TextEn, DateTimeOffset? From, DateTimeOffset? Until, int Version = 0)
    {
        internal MessageChange Change() => new(Severity, TextNb, TextNn, TextEn, From, Until);
    }

    /// <summary>Which version is ended.</summary>
    /// <param name="Version">As it was read.</param>
    public sealed record EndedMessage(int Version);
}
