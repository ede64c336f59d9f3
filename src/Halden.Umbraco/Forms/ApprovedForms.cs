using System.Text.Json;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Forms;

/// <summary>
/// The forms that citizens may fill in: of each service the one in the package that was published last, whatever has been
/// done to the form since. So a form is public when, and as, its director approved it together with the description.
/// </summary>
internal static class ApprovedForms
{
    /// <summary>The forms of these documents, or of all where <paramref name="keys"/> is null. A service whose package has none is left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, FormDefinition>> ReadAsync(
        HaldenDbContext db, IReadOnlyCollection<Guid>? keys, ILogger logger, CancellationToken cancellationToken)
    {
        var packages = await db.Packages.AsNoTracking()
            .Where(package => package.Decision == Decision.Approved && package.PublishedAt != null && (keys == null || keys.Contains(package.DocumentKey)))
            .Select(package => new { package.Id, package.DocumentKey, package.PublishedAt, HasForm = package.PartHashes.Contains($"\"{FormPart.PartName}\":") })
            .ToListAsync(cancellationToken);
        var latest = packages.GroupBy(package => package.DocumentKey).Select(same => same.MaxBy(package => package.PublishedAt)!).Where(package => package.HasForm).Select(package => package.Id).ToHashSet();
        var forms = new Dictionary<Guid, FormDefinition>();
        await foreach (var package in db.Packages.AsNoTracking().Where(package => latest.Contains(package.Id)).Select(package => new { package.DocumentKey, package.Content }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            try
            {
                forms[package.DocumentKey] = FormJson.Read(PackageContent.Parse(package.Content).Parts[FormPart.PartName]);
            }
            catch (JsonException fault)
            {
                // It could be read when it was submitted. One form that cannot any more must not keep every page as it was.
                logger.LogError(fault, "The approved form of {Document} cannot be read, and is not offered", package.DocumentKey);
            }
        }

        return forms;
    }
}
