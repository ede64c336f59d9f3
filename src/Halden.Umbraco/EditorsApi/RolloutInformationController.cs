using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Who has been informed of the introduction of electronic services, of what and when; and a page to inform each audience with.</summary>
[ApiController]
[Route("umbraco/halden/api/v1/rollout/information")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class RolloutInformationController : ControllerBase
{
    private readonly InformationLog _log;
    private readonly BriefReading _briefs;
    private readonly ServiceRegister _register;
    private readonly ServiceDrafts _drafts;
    private readonly ServiceViews _people;
    private readonly HaldenStore _store;
    private readonly IOptionsMonitor<SelfServiceOptions> _site;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public RolloutInformationController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _log = services.Get<InformationLog>();
        _briefs = services.Get<BriefReading>();
        _register = services.Get<ServiceRegister>();
        _drafts = services.Get<ServiceDrafts>();
        _people = services.Get<ServiceViews>();
        _store = services.Get<HaldenStore>();
        _site = services.Get<IOptionsMonitor<SelfServiceOptions>>();
        _security = security;
    }

    private IUser CurrentUser => _security.Required();

    /// <summary>What has been told, the latest first, and when each audience was last told of each topic.</summary>
    [HttpGet]
    public async Task<IActionResult> Show(CancellationToken cancellationToken)
    {
        var language = HttpContext.Language();
        var entries = await _log.AllAsync(cancellationToken);
        var departments = (await _register.DepartmentsAsync(cancellationToken)).Select(row => row.Department).OrderBy(department => department.Name, NorwegianOrder.Comparer).ToList();
        var names = new Dictionary<Guid, string?>();
        foreach (var user in entries.Select(entry => entry.RegisteredBy).Distinct())
        {
            names[user] = await _people.NameOfAsync(user, language);
        }

        return Ok(new
        {
            departments = departments.Select(department => new { department.Key, department.Name }),
            entries = entries.Select(entry => new
            {
                entry.Id,
                entry.Version,
                audience = InformationTexts.Machine(entry.Audience),
                department = entry.DepartmentKey,
                entry.Day,
                channel = InformationTexts.Machine(entry.Channel),
                topics = entry.Topics.Select(InformationTexts.Machine),
                services = entry.Services.Select(key => new { key, title = _drafts.Find(key)?.Title ?? string.Empty }),
                entry.Note,
                registeredBy = names[entry.RegisteredBy],
                entry.RegisteredAt,
            }),
            coverage = InformationCoverage.Of(entries, [.. departments.Select(department => department.Key)]).Select(row => new
            {
                audience = InformationTexts.Machine(row.Audience),
                department = row.DepartmentKey,
                last = row.Last.Select(topic => new { topic = InformationTexts.Machine(topic.Topic), topic.Day }),
            }),
        });
    }

    /// <summary>Registers that an audience was informed.</summary>
    [HttpPost]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Add(WrittenInformation written, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _log.AddAsync(written.Change(), CurrentUser.Key, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>Corrects what was registered.</summary>
    [HttpPut("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Correct(Guid id, WrittenInformation written, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _log.CorrectAsync(id, written.Version, written.Change(), CurrentUser.Key, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>Deletes what was registered.</summary>
    [HttpDelete("{id:guid}")]
    [Authorize(Policy = HaldenAccess.Editor)]
    public async Task<IActionResult> Delete(Guid id, [FromQuery] Guid version, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _log.DeleteAsync(id, version, CurrentUser.Key, cancellationToken)) ?? await Show(cancellationToken);

    /// <summary>The brief of an audience, from what is known now.</summary>
    [HttpGet("briefs/{audience}")]
    public Task<IActionResult> Brief(string audience, [FromQuery] Guid? department, CancellationToken cancellationToken) =>
        WithBriefAsync(audience, department, brief => Ok(new { brief.Title, brief.Lead, brief.Sections }), cancellationToken);

    /// <summary>The same on one A4 page.</summary>
    [HttpGet("briefs/{audience}/pdf")]
    public Task<IActionResult> Pdf(string audience, [FromQuery] Guid? department, CancellationToken cancellationToken) => WithBriefAsync(
        audience,
        department,
        brief => File(BriefPdf.Write(brief, _site.CurrentValue.Municipality, HttpContext.Language(), _store.Now), "application/pdf", $"{Slug.Of(brief.Title)}.pdf"),
        cancellationToken);

    private async Task<IActionResult> WithBriefAsync(string audience, Guid? department, Func<Brief, IActionResult> then, CancellationToken cancellationToken)
    {
        if (InformationTexts.Find<InformationAudience>(audience) is not { } known)
        {
            return Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, InformationTexts.NoSuchAudience, nameof(RegisterStatus.NotFound));
        }

        if (known == InformationAudience.Director && department is null)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["department"] = InformationTexts.ChooseDepartment });
        }

        var language = HttpContext.Language();
        return await _briefs.ReadAsync(department, language, cancellationToken) is { } facts
            ? then(Rollout.Brief.Of(facts, known, language))
            : Answers.Problem(HttpContext, StatusCodes.Status404NotFound, Answers.NotFoundTitle, InformationTexts.NoSuchDepartment, nameof(RegisterStatus.NotFound));
    }

    /// <summary>That an audience was informed.</summary>
    /// <param name="Audience">leadership, director, owners, politicians, unionRepresentatives or others.</param>
    /// <param name="Department">Key of the department; required for its director.</param>
    /// <param name="Day">The day, not in the future.</param>
    /// <param name="Channel">meeting, email, written or other.</param>
    /// <param name="Topics">Of organisation, scope, affected, beforePublishing, costBenefit and time; at least one.</param>
    /// <param name="Services">Keys of the services; none for all.</param>
    /// <param name="Note">500 characters at most, and no personal data.</param>
    /// <param name="Version">As it was read; null for a new one.</param>
    public sealed record WrittenInformation(
        string? Audience, Guid? Department, DateOnly? Day, string? Channel, IReadOnlyList<string>? Topics, IReadOnlyList<Guid>? Services, string? Note, Guid? Version)
    {
        internal InformationChange Change() => new(
            InformationTexts.Find<InformationAudience>(Audience),
            Department,
            Day,
            InformationTexts.Find<InformationChannel>(Channel),
            [.. (Topics ?? []).Select(InformationTexts.Find<InformationTopic>).OfType<InformationTopic>()],
            Services ?? [],
            Note);
    }
}
