using System.Text.Json;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Approval;

/// <summary>
/// What citizens may see of a part of the packages: of each service, the part in the package that was published last, whatever has
/// been done to it since. So it is public when, and as, its director approved it together with the description.
/// </summary>
internal static class ApprovedParts
{
    /// <summary>The part of these documents, or of all where <paramref name="keys"/> is null. A service whose package has none is left out.</summary>
    /// <param name="db">Our database.</param>
    /// <param name="name">The part's name.</param>
    /// <param name="keys">The documents; null for all.</param>
    /// <param name="read">Reads the part; null for nothing that citizens may see.</param>
    /// <param name="logger">Told of what cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyDictionary<Guid, T>> ReadAsync<T>(
        HaldenDbContext db, string name, IReadOnlyCollection<Guid>? keys, Func<string, T?> read, ILogger logger, CancellationToken cancellationToken)
        where T : class
    {
        var member = $"\"{name}\":";
        var packages = await db.Packages.AsNoTracking()
            .Where(package => package.Decision == Decision.Approved && package.PublishedAt != null && (keys == null || keys.Contains(package.DocumentKey)))
            .Select(package => new { package.Id, package.DocumentKey, package.PublishedAt, HasPart = package.PartHashes.Contains(member) })
            .ToListAsync(cancellationToken);
        var latest = packages.GroupBy(package => package.DocumentKey).Select(same => same.MaxBy(package => package.PublishedAt)!).Where(package => package.HasPart).Select(package => package.Id).ToHashSet();
        var parts = new Dictionary<Guid, T>();
        await foreach (var package in db.Packages.AsNoTracking().Where(package => latest.Contains(package.Id)).Select(package => new { package.DocumentKey, package.Content }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            try
            {
                if (read(PackageContent.Parse(package.Content).Parts[name]) is { } part)
                {
                    parts[package.DocumentKey] = part;
                }
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                // It could be read when it was submitted. One that cannot any more must not keep every page as it was.
                logger.LogError(fault, "The part {Part} that was approved of {Document} cannot be read, and is not shown", name, package.DocumentKey);
            }
        }

        return parts;
    }
}
