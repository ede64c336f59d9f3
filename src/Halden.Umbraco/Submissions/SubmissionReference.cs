using System.Security.Cryptography;
using System.Text.Json;

namespace Halden.Umbraco.Submissions;

/// <summary>The reference of a submission: one that a person can read out on the telephone, e.g. <c>HAL-7K3M-9Q2D</c>.</summary>
internal static class SubmissionReference
{
    // Nothing that looks or sounds like something else here: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V, M N.
    private const string Letters = "2345679ACDEFGHJKMPQRTVWXY";

    /// <summary>A new one; one in 150 000 million.</summary>
    public static string New(string prefix)
    {
        var letters = RandomNumberGenerator.GetString(Letters, 8);
        return $"{prefix}-{letters[..4]}-{letters[4..]}";
    }

    /// <summary>What the audit trail, which forgets nothing, is told of a submission.</summary>
    public static string Detail(string reference) => JsonSerializer.Serialize(new { Submission = reference });
}
