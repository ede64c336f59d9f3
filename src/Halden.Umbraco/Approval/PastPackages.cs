using System.Text.Json.Nodes;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Approval;

/// <summary>Who answers for a service and receives its applications, as a package of some time has it.</summary>
internal sealed record PastRouting(Guid? DepartmentKey, string? DepartmentName, string? OwnerName, string? OwnerEmail, string? RecipientKind, string? Recipient);

/// <summary>A package as it was submitted, for as long as there is a database.</summary>
/// <param name="Texts">By culture.</param>
/// <param name="Routing">Who answers and receives.</param>
/// <param name="IsIntact">Whether it still has its hash.</param>
/// <param name="Submissions">Every time that just this was submitted, and what was decided, newest first.</param>
internal sealed record PastPackage(IReadOnlyDictionary<string, ServiceText> Texts, PastRouting Routing, bool IsIntact, IReadOnlyList<Package> Submissions);

/// <summary>Shows what was submitted and decided on, whatever has become of the service since.</summary>
internal sealed class PastPackages(HaldenStore store)
{
    /// <summary>The package of a service that has this hash; null where there is none.</summary>
    public Task<PastPackage?> FindAsync(Guid document, string hash, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async db =>
            {
                var packages = await db.Packages.AsNoTracking().Where(package => package.DocumentKey == document && package.Hash == hash)
                    .OrderByDescending(package => package.SubmittedAt).ToListAsync(cancellationToken);
                if (packages.Count == 0)
                {
                    return null;
                }

                // Equal hashes, equal contents: unless somebody changed one of them, and that is what is to be shown.
                var shown = packages.Find(package => !package.IsIntact) ?? packages[0];
                var routing = RoutingOf(shown.Content);
                var department = await db.Departments.Where(known => known.Key == routing.DepartmentKey).Select(known => known.Name).FirstOrDefaultAsync(cancellationToken);
                return new PastPackage(PackageContent.ReadTexts(shown.Content), routing with { DepartmentName = department }, shown.IsIntact, packages);
            },
            cancellationToken);

    private static PastRouting RoutingOf(string content)
    {
        var routing = JsonNode.Parse(content)![PackageContent.RoutingPart];
        return new PastRouting(
            routing?["department"]?.GetValue<Guid>(),
            null,
            routing?["ownerName"]?.GetValue<string>(),
            routing?["ownerEmail"]?.GetValue<string>(),
            routing?["recipientKind"]?.GetValue<string>(),
            routing?["recipient"]?.GetValue<string>());
    }
}
