using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Halden.Umbraco.Audit;

/// <summary>How lines are chained.</summary>
internal static class AuditChain
{
    /// <summary>Version of the lines that are written now.</summary>
    public const int Version = 2;

    /// <summary>What the first line follows.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>SHA-256 (lower-case hex) over a line and the hash of the one before it.</summary>
    public static string HashOf(AuditEntry entry) => Hash(entry.Version == 1 ? Version1(entry) : Version2(entry));

    /// <summary>SHA-256 (lower-case hex) over who is behind the lines of version 1, whose own hashes do not cover it.</summary>
    public static string HashOfPeople(IEnumerable<(long Number, Guid? Person)> lines) =>
        Hash([.. lines.SelectMany(line => (string?[])[Number(line.Number), line.Person?.ToString()])]);

    // The first version had the user's key in the hash, and told neither an empty text from none nor where from.
    private static string?[] Version1(AuditEntry entry) =>
    [
        Number(entry.Number), Number(entry.At.UtcTicks), entry.UserKey?.ToString() ?? "-", entry.Action, entry.DocumentKey?.ToString() ?? "-",
        entry.PackageHash ?? "-", entry.Detail ?? string.Empty, entry.PreviousHash,
    ];

    private static string?[] Version2(AuditEntry entry) =>
    [
        "v" + Number(entry.Version), Number(entry.Number), Number(entry.At.UtcTicks), entry.UserKey?.ToString(), entry.PersonId?.ToString(), entry.Action,
        entry.Channel?.ToString(), entry.DocumentKey?.ToString(), entry.PackageHash, entry.AddressCommitment, entry.Detail, entry.PreviousHash,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Every field is written with its length, so that no two different lines have the same bytes.
    private static string Hash(string?[] fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            text.Append(field is null ? "-" : Number(field.Length)).Append(':').Append(field).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
