using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Security;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Who is signed in, and the field table, for the section "Tjenester" (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class SessionController : ControllerBase
{
    private readonly HaldenStore _store;
    private readonly IBackOfficeSecurityAccessor _security;

    /// <summary>Made by ASP.NET.</summary>
    public SessionController(IServiceProvider services, IBackOfficeSecurityAccessor security)
    {
        _store = services.Get<HaldenStore>();
        _security = security;
    }

    /// <summary>The signed-in user, and what that person may do.</summary>
    [HttpGet("me")]
    public async Task<IActionResult> Me(CancellationToken cancellationToken)
    {
        var user = _security.Required();
        var departments = await _store.ReadAsync(
            async db => (await db.Departments.AsNoTracking().Include(department => department.Deputies).OrderBy(department => department.Name).ToListAsync(cancellationToken))
                .Where(department => department.DecidersOn(_store.Today).Contains(user.Key)).ToList(),
            cancellationToken);
        return Ok(new
        {
            user.Key,
            user.Name,
            user.Email,
            isEditor = HaldenAccess.IsEditor(user),
            isAdministrator = HaldenAccess.IsAdministrator(user),
            directorOf = departments.Select(department => new { department.Key, department.Name, asDeputy = department.DirectorKey != user.Key }),
        });
    }

    /// <summary>Cultures, sections and fields.</summary>
    [HttpGet("schema")]
    public IActionResult Schema() => Ok(new
    {
        cultures = Cultures.All.Select(culture => new { culture, name = Cultures.NameOf(culture).Nb, isDefault = culture == Cultures.Bokmal }),
        sections = ServiceSections.All.Select(section => new
        {
            section.Alias,
            section.Label,
            fields = ServiceFields.All.Where(field => field.Section == section.Section).Select(field => new
            {
                field.Alias,
                kind = field.Kind.Name,
                field.Label,
                audience = field.Audience == FieldAudience.Public ? "public" : "internal",
                field.Kind.MaxLength,
                field.HeadingFrom,
                vocabulary = field.Vocabulary switch
                {
                    FieldVocabulary.LosSubjects => "losSubjects",
                    FieldVocabulary.LosLifeEvents => "losLifeEvents",
                    _ => null,
                },
            }),
        }),
    });
}
