using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.EditorsApi;

/// <summary>The forms to choose among (docs/editors-api.md).</summary>
[ApiController]
[Route("umbraco/halden/api/v1/forms")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class FormsController : ControllerBase
{
    private readonly HaldenStore _store;

    /// <summary>Made by ASP.NET.</summary>
    public FormsController(IServiceProvider services) => _store = services.Get<HaldenStore>();

    /// <summary>The municipality's own forms and the ready-made ones it has not taken into use, by name.</summary>
    [HttpGet]
    public async Task<IActionResult> All(CancellationToken cancellationToken)
    {
        var own = await _store.ReadAsync(db => db.Forms.AsNoTracking().Select(form => new { form.Id, form.Name }).ToListAsync(cancellationToken), cancellationToken);
        return Ok(own.Select(form => new { form.Id, form.Name, isReadyMade = false })
            .Concat(FormLibrary.All.ExceptBy(own.Select(form => form.Id), form => form.Id).Select(form => new { form.Id, form.Name, isReadyMade = true }))
            .OrderBy(form => form.Name, NorwegianOrder.Comparer));
    }
}
