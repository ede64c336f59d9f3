using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Halden.Umbraco.EditorsApi;

/// <summary>How a service is used, and what its readers say (docs/editors-api.md): counts only, of nobody, so that all who see the service may see them.</summary>
[ApiController]
[Route("umbraco/halden/api/v1/services/{key:guid}/figures")]
[Authorize(Policy = HaldenAccess.BackOffice)]
[Authorize(Policy = HaldenAccess.Reader)]
public sealed class FiguresController : ControllerBase
{
    private readonly UseLedger _ledger;
    private readonly ServiceDrafts _drafts;

    /// <summary>Made by ASP.NET.</summary>
    public FiguresController(IServiceProvider services)
    {
        _ledger = services.Get<UseLedger>();
        _drafts = services.Get<ServiceDrafts>();
    }

    /// <summary>A service's figures of the last twelve months: together, by month (the oldest first) and by language.</summary>
    [HttpGet]
    public async Task<IActionResult> Show(Guid key, CancellationToken cancellationToken)
    {
        if (_drafts.Find(key) is null)
        {
            return Answers.NoSuchService(HttpContext);
        }

        var figures = await _ledger.OfAsync(key, cancellationToken);
        return Ok(new
        {
            total = Of(figures.Total),
            months = figures.Months.Select(month => new { month = month.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), figures = Of(month.Figures) }),
            cultures = figures.Cultures.Select(culture => new { culture = culture.Culture, figures = Of(culture.Figures) }),
        });
    }

    private static object Of(UseFigures figures) => new { figures.Views, figures.Applications, yes = figures.Found, no = figures.NotFound, yesShare = figures.FoundShare };
}
