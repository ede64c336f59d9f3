using System.Text.Json;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Approval;

/// <summary>
/// Which texts may be shown in public: those of the package approved last. Until that one is published, the one before
/// it may stay, so that an approval whose publishing fails does not take a service down.
/// </summary>
internal sealed class ApprovedTexts
{
    private readonly Dictionary<Guid, HashSet<(string Part, string Hash)>> _approved = [];

    private ApprovedTexts()
    {
    }

    /// <summary>Reads what is approved of these documents, or of all where <paramref name="keys"/> is null.</summary>
    public static async Task<ApprovedTexts> ReadAsync(HaldenDbContext db, IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        var packages = await db.Packages.AsNoTracking()
            .Where(package => package.Decision == Decision.Approved && (keys == null || keys.Contains(package.DocumentKey)))
            .OrderByDescending(package => package.DecidedAt)
            .Select(package => new { package.DocumentKey, package.PartHashes, package.PublishedAt })
            .ToListAsync(cancellationToken);

        var result = new ApprovedTexts();
        var settled = new HashSet<Guid>();
        foreach (var package in packages.Where(package => !settled.Contains(package.DocumentKey)))
        {
            var hashes = JsonSerializer.Deserialize<Dictionary<string, string>>(package.PartHashes) ?? [];
            if (!result._approved.TryGetValue(package.DocumentKey, out var known))
            {
                result._approved[package.DocumentKey] = known = [];
            }

            known.UnionWith(hashes.Select(part => (part.Key, part.Value)));
            if (package.PublishedAt is not null)
            {
                settled.Add(package.DocumentKey);
            }
        }

        return result;
    }

    /// <summary>Whether this text of a document may be shown in this culture.</summary>
    public bool Contains(Guid documentKey, string culture, ServiceText text) =>
        _approved.TryGetValue(documentKey, out var known)
        && known.Contains((PackageContent.TextPart(culture), text.Hash()));
}
