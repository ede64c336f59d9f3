using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Departments and their directors; an administrator appoints (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class DepartmentsController : ControllerBase
{
    private static readonly Label NoSuchUser = new(
        "Brukeren finnes ikke, er sperret eller har ikke tilgang til «Tjenester».",
        "Brukaren finst ikkje, er sperra eller har ikkje tilgang til «Tenester».",
        "The user does not exist, is disabled or has no access to “Services”.");

    private static readonly Label DayMissing = new("Velg en dag.", "Vel ein dag.", "Choose a day.");

    private readonly ServiceRegister _register;
    private readonly ServiceViews _views;
    private readonly IUserService _users;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public DepartmentsController(IServiceProvider services, IUserService users, IBackOfficeSecurityAccessor security)
    {
        _register = services.Get<ServiceRegister>();
        _views = services.Get<ServiceViews>();
        _users = users;
        _security = security;
    }

    /// <summary>All departments.</summary>
    [HttpGet("departments")]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var views = new List<object>();
        foreach (var (department, services) in await _register.DepartmentsAsync(cancellationToken))
        {
            views.Add(await ViewAsync(department, services));
        }

        return Ok(views);
    }

    /// <summary>Makes a department.</summary>
    [HttpPost("departments")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public Task<IActionResult> Create(ChangedDepartment department, CancellationToken cancellationToken) => SaveAsync(null, department, cancellationToken);

    /// <summary>Changes a department's name or director.</summary>
    [HttpPut("departments/{key:guid}")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public Task<IActionResult> Update(Guid key, ChangedDepartment department, CancellationToken cancellationToken) => SaveAsync(key, department, cancellationToken);

    /// <summary>Deletes a department that has no services.</summary>
    [HttpDelete("departments/{key:guid}")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> Delete(Guid key, CancellationToken cancellationToken) =>
        Answers.Problem(HttpContext, await _register.DeleteDepartmentAsync(key, _security.Required().Key, cancellationToken)) ?? (IActionResult)NoContent();

    /// <summary>Appoints a deputy from a day to a day, both included.</summary>
    [HttpPost("departments/{key:guid}/deputies")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> AppointDeputy(Guid key, NewDeputy deputy, CancellationToken cancellationToken)
    {
        if (deputy.UserKey is not { } userKey || await _users.GetAsync(userKey) is not { } user || !CanDirect(user))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["userKey"] = NoSuchUser });
        }

        if (deputy.From is not { } from || deputy.To is not { } to)
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { [deputy.From is null ? "from" : "to"] = DayMissing });
        }

        return await AnswerAsync(key, await _register.AppointDeputyAsync(key, userKey, from, to, _security.Required().Key, cancellationToken), cancellationToken);
    }

    /// <summary>Ends a deputy's appointment at once.</summary>
    [HttpDelete("departments/{key:guid}/deputies/{deputy:guid}")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public async Task<IActionResult> EndDeputy(Guid key, Guid deputy, CancellationToken cancellationToken) =>
        await AnswerAsync(key, await _register.EndDeputyAsync(key, deputy, _security.Required().Key, cancellationToken), cancellationToken);

    /// <summary>Users that can be made director: those who are active and may see the section.</summary>
    [HttpGet("users")]
    [Authorize(Policy = HaldenAccess.Administrator)]
    public IActionResult Users() => Ok(
        _users.GetAll(0, int.MaxValue, out _)
            .Where(CanDirect)
            .OrderBy(user => user.Name, NorwegianOrder.Comparer)
            .Select(user => new { user.Key, user.Name, user.Email }));

    private async Task<IActionResult> SaveAsync(Guid? key, ChangedDepartment department, CancellationToken cancellationToken)
    {
        if (department.DirectorKey is { } director && (await _users.GetAsync(director) is not { } user || !CanDirect(user)))
        {
            return Answers.WithErrors(HttpContext, new Dictionary<string, Label> { ["directorKey"] = NoSuchUser });
        }

        var change = new DepartmentChange(department.Name, department.DirectorKey, department.ReviewMonths, department.UnpublishOverdueAfterDays);
        var outcome = await _register.SaveDepartmentAsync(key, change, _security.Required().Key, cancellationToken);
        return Answers.Problem(HttpContext, outcome) ?? (IActionResult)Ok(new { outcome.Key });
    }

    private async Task<IActionResult> AnswerAsync(Guid key, RegisterOutcome outcome, CancellationToken cancellationToken)
    {
        if (Answers.Problem(HttpContext, outcome) is { } problem)
        {
            return problem;
        }

        var (department, services) = (await _register.DepartmentsAsync(cancellationToken)).FirstOrDefault(row => row.Department.Key == key);
        return department is null ? NotFound() : Ok(await ViewAsync(department, services));
    }

    private async Task<object> ViewAsync(Department department, int services)
    {
        var name = await _views.NameOfAsync(department.DirectorKey);
        var deputies = new List<object>();
        foreach (var deputy in department.Deputies.Where(deputy => deputy.To >= _register.Today).OrderBy(deputy => deputy.From))
        {
            deputies.Add(new { deputy.Key, user = new { key = deputy.UserKey, name = await _views.NameOfAsync(deputy.UserKey) }, deputy.From, deputy.To, isNow = deputy.IsActingOn(_register.Today) });
        }

        return new
        {
            department.Key,
            department.Name,
            director = name is null ? null : new { key = department.DirectorKey, name },
            services,
            department.ReviewMonths,
            department.UnpublishOverdueAfterDays,
            deputies,
        };
    }

    private static bool CanDirect(IUser user) => user.IsApproved && HaldenAccess.IsReader(user);

    /// <summary>A department.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="DirectorKey">Key of the director's user; null while vacant.</param>
    /// <param name="ReviewMonths">Months between reviews of a description; null for none.</param>
    /// <param name="UnpublishOverdueAfterDays">Days after a missed review until a service is taken down; null for never.</param>
    public sealed record ChangedDepartment(string? Name, Guid? DirectorKey, int? ReviewMonths, int? UnpublishOverdueAfterDays);

    /// <summary>A deputy.</summary>
    /// <param name="UserKey">Who.</param>
    /// <param name="From">First day, yyyy-MM-dd.</param>
    /// <param name="To">Last day, that day included.</param>
    public sealed record NewDeputy(Guid? UserKey, DateOnly? From, DateOnly? To);
}
