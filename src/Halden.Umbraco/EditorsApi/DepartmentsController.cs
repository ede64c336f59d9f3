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
            var name = await _views.NameOfAsync(department.DirectorKey);
            views.Add(new { department.Key, department.Name, director = name is null ? null : new { key = department.DirectorKey, name }, services });
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

        var outcome = await _register.SaveDepartmentAsync(key, department.Name, department.DirectorKey, _security.Required().Key, cancellationToken);
        return Answers.Problem(HttpContext, outcome) ?? (IActionResult)Ok(new { outcome.Key });
    }

    private static bool CanDirect(IUser user) => user.IsApproved && HaldenAccess.IsReader(user);

    /// <summary>A department.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="DirectorKey">Key of the director's user; null while vacant.</param>
    public sealed record ChangedDepartment(string? Name, Guid? DirectorKey);
}
