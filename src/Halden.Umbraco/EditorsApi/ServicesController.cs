using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Services for the section "Tjenester": list, read, edit drafts, set who answers (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/services")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class ServicesController : ControllerBase
{
    private const int MaxTake = 500;

    private static readonly Label NoSuchKind = new(
        "Velg e-post (mailbox), fagsystem (lineOfBusinessSystem) eller utskrift (printQueue).",
        "Vel e-post (mailbox), fagsystem (lineOfBusinessSystem) eller utskrift (printQueue).",
        "Choose e-mail (mailbox), line-of-business system (lineOfBusinessSystem) or paper (printQueue).");

    private readonly ServiceViews _views;
    private readonly ServiceEditing _editing;
    private readonly ServiceRegister _register;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public ServicesController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        // MVC wants a public controller, and a public constructor cannot name the plugin's internal services.
        _views = services.Get<ServiceViews>();
        _editing = services.Get<ServiceEditing>();
        _register = services.Get<ServiceRegister>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>Services in short; filtered and paged.</summary>
    [HttpGet]
    public async Task<IActionResult> List(
        [FromQuery] string? q = null,
        [FromQuery] string? state = null,
        [FromQuery] string? department = null,
        [FromQuery] string? review = null,
        [FromQuery] int skip = 0,
        [FromQuery] int take = 100,
        CancellationToken cancellationToken = default)
    {
        var services = (await _views.ListAsync(cancellationToken)).Where(service =>
            (string.IsNullOrWhiteSpace(q) || service.Title.Contains(q.Trim(), StringComparison.CurrentCultureIgnoreCase))
            && (string.IsNullOrEmpty(state) || service.State == state)
            && service.IsOf(department)
            && review switch { "due" => service.IsReviewDue, "overdue" => service.IsReviewOverdue, _ => true })
            .ToList();
        return Ok(new { total = services.Count, items = services.Skip(Math.Max(skip, 0)).Take(Math.Clamp(take, 0, MaxTake)) });
    }

    /// <summary>One service, whole.</summary>
    [HttpGet("{key:guid}")]
    public async Task<IActionResult> ByKey(Guid key, CancellationToken cancellationToken) =>
        await _views.FindAsync(key, CurrentUser, HttpContext.Language(), cancellationToken) is { } service ? Ok(service) : Answers.NoSuchService(HttpContext);

    /// <summary>Makes a new local service.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Create(NewService service, CancellationToken cancellationToken)
    {
        var outcome = await _editing.CreateAsync(service.Title, service.Culture ?? Cultures.Bokmal, CurrentUser.Key, cancellationToken);
        return Answers.Problem(HttpContext, outcome) ?? (IActionResult)CreatedAtAction(nameof(ByKey), new { key = outcome.Key }, new { key = outcome.Key });
    }

    /// <summary>Saves the draft of one language; only the fields that are sent are changed.</summary>
    [HttpPut("{key:guid}/texts/{culture}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> SaveText(Guid key, string culture, ChangedText text, CancellationToken cancellationToken)
    {
        var change = new TextChange(text.Version ?? string.Empty, text.Title, text.Fields, text.Internal, text.Supplements?.ToDictionary(
            supplement => supplement.Key,
            supplement => supplement.Value is { } wanted ? new SupplementChange(wanted.Before, wanted.After, wanted.National) : null));
        var outcome = await _editing.SaveTextAsync(key, culture, change, CurrentUser.Key, cancellationToken);
        return Answers.Problem(HttpContext, outcome) ?? await ByKey(key, cancellationToken);
    }

    /// <summary>Sets department, owner and recipient.</summary>
    [HttpPut("{key:guid}/register")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> SaveResponsibility(Guid key, ChangedResponsibility responsibility, CancellationToken cancellationToken)
    {
        if (await _views.FindAsync(key, CurrentUser, HttpContext.Language(), cancellationToken) is null)
        {
            return Answers.NoSuchService(HttpContext);
        }

        if (!Enum.TryParse<RecipientKind>(responsibility.RecipientKind ?? nameof(RecipientKind.Mailbox), ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["recipientKind"] = NoSuchKind });
        }

        var change = new Responsibility(
            responsibility.Version, responsibility.DepartmentKey, responsibility.OwnerName, responsibility.OwnerEmail, kind, responsibility.Recipient,
            responsibility.FurtherDepartmentKeys, responsibility.FormId);
        var outcome = await _register.SaveResponsibilityAsync(key, change, CurrentUser.Key, cancellationToken);
        return Answers.Problem(HttpContext, outcome) ?? await ByKey(key, cancellationToken);
    }

    /// <summary>A new service.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Culture">The title's culture; nb-NO when left out.</param>
    public sealed record NewService(string? Title, string? Culture);

    /// <summary>Changes to one language of a draft.</summary>
    /// <param name="Version">The service's version as it was shown.</param>
    /// <param name="Title">New title; null keeps it.</param>
    /// <param name="Fields">Alias → canonical value.</param>
    /// <param name="Internal">Alias → canonical value of internal fields.</param>
    /// <param name="Supplements">Alias → the municipality's own round the national text; null gives the supplement up and lets the whole text stand as the municipality's.</param>
    public sealed record ChangedText(
        string? Version,
        string? Title,
        Dictionary<string, string>? Fields,
        Dictionary<string, string>? Internal,
        Dictionary<string, ChangedSupplement?>? Supplements);

    /// <summary>What is to stand round a national text.</summary>
    /// <param name="Before">Before it.</param>
    /// <param name="After">After it.</param>
    /// <param name="National">The national text as it was shown between them.</param>
    public sealed record ChangedSupplement(string? Before, string? After, string? National);

    /// <summary>Who answers for a service.</summary>
    /// <param name="Version">The register's version as it was shown; null where there was none.</param>
    /// <param name="DepartmentKey">Department.</param>
    /// <param name="OwnerName">Hovedansvarlig.</param>
    /// <param name="OwnerEmail">The owner's e-mail address.</param>
    /// <param name="RecipientKind">mailbox, lineOfBusinessSystem or printQueue.</param>
    /// <param name="Recipient">E-mail address or name of the system.</param>
    /// <param name="FurtherDepartmentKeys">Other departments that must approve; null leaves them as they are.</param>
    /// <param name="FormId">The electronic form (<c>GET forms</c>); null for none.</param>
    public sealed record ChangedResponsibility(
        Guid? Version,
        Guid? DepartmentKey,
        string? OwnerName,
        string? OwnerEmail,
        string? RecipientKind,
        string? Recipient,
        IReadOnlyList<Guid>? FurtherDepartmentKeys,
        Guid? FormId);
}
