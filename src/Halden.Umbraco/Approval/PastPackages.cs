using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Approval;

/// <summary>Who answers for a service and receives its applications, as a package of some time has it.</summary>
/// <param name="Departments">By their names now; by their keys where they are no more.</param>
/// <param name="OwnerName">Hovedansvarlig.</param>
/// <param name="OwnerEmail">The owner's e-mail address.</param>
/// <param name="RecipientKind">mailbox, lineOfBusinessSystem or printQueue; null for no recipient.</param>
/// <param name="Recipient">E-mail address, or the name of a system.</param>
internal sealed record PastRouting(IReadOnlyList<string> Departments, string? OwnerName, string? OwnerEmail, string? RecipientKind, string? Recipient);

/// <summary>A package as it was submitted, for as long as there is a database.</summary>
/// <param name="Texts">By culture.</param>
/// <param name="Routing">Who answers and receives.</param>
/// <param name="Parts">All its parts, by name, as canonical JSON.</param>
/// <param name="IsIntact">Whether it still has its hash.</param>
/// <param name="Submissions">Every time that just this was submitted, and what was decided, newest first.</param>
internal sealed record PastPackage(IReadOnlyDictionary<string, ServiceText> Texts, PastRouting Routing, IReadOnlyDictionary<string, string> Parts, bool IsIntact, IReadOnlyList<Package> Submissions);

/// <summary>Shows what was submitted and decided on, whatever has become of the service since.</summary>
internal sealed class PastPackages(HaldenStore store)
{
    private const string RoutingPart = "routing";

    /// <summary>The package of a service that has this hash; null where there is none.</summary>
    /// <exception cref="JsonException">Somebody has written something else in its place than a package.</exception>
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
                var shown = packages.Find(package => !IsIntact(package)) ?? packages[0];
                var content = PackageContent.Parse(shown.Content);
                return new PastPackage(content.Texts, await RoutingAsync(db, content, cancellationToken), content.Parts, IsIntact(shown), packages);
            },
            cancellationToken);

    /// <summary>Whether the content of a package still has the hash under which it was submitted.</summary>
    public static bool IsIntact(Package package)
    {
        try
        {
            return PackageContent.Parse(package.Content).Hash == package.Hash;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<PastRouting> RoutingAsync(HaldenDbContext db, PackageContent content, CancellationToken cancellationToken)
    {
        var routing = JsonNode.Parse(content.Parts.GetValueOrDefault(RoutingPart, "{}"))!;
        var names = await db.Departments.AsNoTracking().ToDictionaryAsync(department => department.Key, department => department.Name, cancellationToken);
        return new PastRouting(
            [.. new[] { routing["department"] }.Concat(routing["furtherDepartments"] as JsonArray ?? []).OfType<JsonNode>()
                .Select(key => names.GetValueOrDefault(key.GetValue<Guid>(), key.ToString()))],
            routing["ownerName"]?.GetValue<string>(),
            routing["ownerEmail"]?.GetValue<string>(),
            routing["recipientKind"]?.GetValue<string>() is { Length: > 0 } kind ? char.ToLowerInvariant(kind[0]) + kind[1..] : null,
            routing["recipient"]?.GetValue<string>());
    }
}
