using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Audit;

/// <summary>Adds lines to the append-only audit trail. Each line's hash covers its content and the hash of the line before.</summary>
internal static class AuditTrail
{
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string ApprovedForDepartment = "approvedForDepartment";
    public const string Rejected = "rejected";
    public const string Published = "published";
    public const string Unpublished = "unpublished";
    public const string RegisterChanged = "registerChanged";
    public const string Reviewed = "reviewed";
    public const string Withheld = "withheld";
    public const string ReleaseRefused = "releaseRefused";
    public const string DeputyAppointed = "deputyAppointed";
    public const string DeputyEnded = "deputyEnded";
    public const string DepartmentCreated = "departmentCreated";
    public const string DepartmentChanged = "departmentChanged";
    public const string DepartmentDeleted = "departmentDeleted";
    public const string LosReplaced = "losReplaced";

    private const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>
    /// Adds a line to the unit of work, to be saved with what it tells of. Two nodes that add at once collide on the
    /// line's number, and the later one's whole transaction fails rather than break the chain:
    /// call it through <see cref="HaldenStore.WriteAsync{T}"/>, which tries again.
    /// </summary>
    public static void Append(
        this HaldenDbContext db,
        DateTimeOffset at,
        string action,
        Guid? user,
        Guid? document = null,
        string? packageHash = null,
        string? detail = null)
    {
        var last = db.Audit.Local.OrderByDescending(entry => entry.Number).FirstOrDefault()
            ?? db.Audit.AsNoTracking().OrderByDescending(entry => entry.Number).FirstOrDefault();
        var number = (last?.Number ?? 0) + 1;
        var previous = last?.Hash ?? Origin;
        db.Audit.Add(new AuditEntry
        {
            Number = number,
            At = at,
            UserKey = user,
            Action = action,
            DocumentKey = document,
            PackageHash = packageHash,
            Detail = detail,
            PreviousHash = previous,
            Hash = HashOf(number, at, user, action, document, packageHash, detail, previous),
        });
    }

    /// <summary>Number of the first line that is not what was written, or null if the chain is whole.</summary>
    public static async Task<long?> FirstFaultAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var previous = Origin;
        var number = 0L;
        await foreach (var entry in db.Audit.AsNoTracking().OrderBy(entry => entry.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            number++;
            var hash = HashOf(entry.Number, entry.At, entry.UserKey, entry.Action, entry.DocumentKey, entry.PackageHash, entry.Detail, entry.PreviousHash);
            if (entry.Number != number || entry.PreviousHash != previous || entry.Hash != hash)
            {
                return number;
            }

            previous = entry.Hash;
        }

        return null;
    }

    // Every field is written with its length, so that no two different lines have the same bytes.
    private static string HashOf(long number, DateTimeOffset at, Guid? user, string action, Guid? document, string? packageHash, string? detail, string previous)
    {
        var text = new StringBuilder();
        foreach (var part in (string[])[number.ToString(CultureInfo.InvariantCulture), at.UtcTicks.ToString(CultureInfo.InvariantCulture), user?.ToString() ?? "-", action, document?.ToString() ?? "-", packageHash ?? "-", detail ?? string.Empty, previous])
        {
            text.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
