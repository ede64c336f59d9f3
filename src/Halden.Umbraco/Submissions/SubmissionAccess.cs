using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>Somebody who asks for submissions.</summary>
/// <param name="UserKey">Key in Umbraco.</param>
/// <param name="Email">Address in Umbraco.</param>
internal sealed record SubmissionReader(Guid UserKey, string? Email);

/// <summary>Who may read what citizens have sent: the service's owner, and directors and deputies of its departments. Nobody else, administrators neither.</summary>
internal static class SubmissionAccess
{
    /// <summary>
    /// Whether somebody may read a service's submissions. To give somebody access takes an approval; to take it away, a
    /// change in the register is enough: an editor who writes another owner lets nobody in.
    /// </summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="entry">Who answers for the service now.</param>
    /// <param name="routing">Who answers for it as it was approved last.</param>
    /// <param name="today">The day, in Norway.</param>
    public static bool MayRead(SubmissionReader reader, RegisterEntry? entry, ApprovedRouting? routing, DateOnly today) =>
        entry is not null && routing is not null
        && (IsOwner(entry.OwnerEmail, reader) && IsOwner(routing.OwnerEmail, reader)
            || Decides(reader, entry, today).Any(routing.Departments.Contains));

    /// <summary>Of some services those whose submissions somebody may read.</summary>
    public static async Task<IReadOnlySet<Guid>> ReadableAsync(
        this HaldenDbContext db, SubmissionReader reader, IReadOnlyCollection<Guid> documents, DateOnly today, CancellationToken cancellationToken)
    {
        var entries = await db.Register.AsNoTracking().Where(entry => documents.Contains(entry.DocumentKey)).WithDepartments().ToListAsync(cancellationToken);
        var readable = new HashSet<Guid>();

        // What was approved is long to read; most of it is of no concern to who asks.
        foreach (var entry in entries.Where(entry => IsOwner(entry.OwnerEmail, reader) || Decides(reader, entry, today).Any()))
        {
            if (MayRead(reader, entry, await db.ApprovedRoutingAsync(entry.DocumentKey, cancellationToken), today))
            {
                readable.Add(entry.DocumentKey);
            }
        }

        return readable;
    }

    private static IEnumerable<Guid> Decides(SubmissionReader reader, RegisterEntry entry, DateOnly today) =>
        entry.Departments().Where(department => department.DecidersOn(today).Contains(reader.UserKey)).Select(department => department.Key);

    private static bool IsOwner(string? address, SubmissionReader reader) =>
        !string.IsNullOrWhiteSpace(address) && address.Trim().Equals(reader.Email?.Trim(), StringComparison.OrdinalIgnoreCase);
}
