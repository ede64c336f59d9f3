using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Register;

/// <summary>
/// Who answers for a service, as its director approved it last. An editor may change the register at any time;
/// where citizens' applications go, and who reads them, follows what was approved.
/// </summary>
/// <param name="Departments">Keys of the departments.</param>
/// <param name="OwnerEmail">The owner's address.</param>
/// <param name="RecipientKind">What the recipient is.</param>
/// <param name="Recipient">An e-mail address, or the name of a system; null for none, and for the print queue.</param>
internal sealed record ApprovedRouting(IReadOnlyList<Guid> Departments, string? OwnerEmail, RecipientKind RecipientKind, string? Recipient);

/// <summary>Reading the approved routing.</summary>
internal static class ApprovedRoutings
{
    /// <summary>The routing of a service; null where it was never approved.</summary>
    public static async Task<ApprovedRouting?> ApprovedRoutingAsync(this HaldenDbContext db, Guid documentKey, CancellationToken cancellationToken)
    {
        var content = await db.Packages.AsNoTracking().Where(package => package.DocumentKey == documentKey && package.Decision == Decision.Approved)
            .OrderByDescending(package => package.SubmittedAt).Select(package => package.Content).FirstOrDefaultAsync(cancellationToken);
        return content is not null && PackageContent.Parse(content).Parts.TryGetValue(RoutingPart.PartName, out var routing) ? RoutingPart.Read(routing) : null;
    }
}
