using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// Tells people from machines that send forms by the thousand, without asking a third party: nobody fills in a form in no
/// time, and a browser can be set some work. Whoever is taken for a machine waits a little and sends again.
/// </summary>
internal sealed class FormPace([FromKeyedServices(SubmissionKeys.Ring)] IDataProtectionProvider ring, TimeProvider clock, IOptionsMonitor<FillingOptions> options)
{
    // Work that is not done is made up for by time: a browser without JavaScript does none.
    private const int LongerWithoutWork = 6;

    private readonly IDataProtector _stamps = ring.CreateProtector("Halden.Umbraco.SelfService.Filling.Opened");

    /// <summary>Bits of work that are asked for; 0 for none.</summary>
    public int Bits => options.CurrentValue.ProofOfWorkBits;

    /// <summary>Says, so that nobody can say otherwise, that a service's form was opened now.</summary>
    public string Stamp(Guid documentKey) =>
        _stamps.CreateProtector(documentKey.ToString("N")).Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>When a service's form was opened; null for what is no stamp of it.</summary>
    public DateTimeOffset? OpenedAt(string? stamp, Guid documentKey)
    {
        try
        {
            return string.IsNullOrEmpty(stamp)
                ? null
                : new DateTimeOffset(long.Parse(_stamps.CreateProtector(documentKey.ToString("N")).Unprotect(stamp), CultureInfo.InvariantCulture), TimeSpan.Zero);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The work that sending a draft takes: another for each.</summary>
    public static string TaskOf(OpenDraft draft) => DraftCipher.HashOf(draft.SubmissionKey.ToString("N"));

    /// <summary>Whether a number solves a task: SHA-256 of <c>task:number</c> begins with so many zero bits. The page's script does the same.</summary>
    public static bool Solves(string task, string number, int bits)
    {
        if (number.Length is 0 or > 20)
        {
            return false;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{task}:{number}"));
        return BitOperations.LeadingZeroCount(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash)) >= bits;
    }

    /// <summary>Whether a draft is sent sooner than a person could.</summary>
    public bool IsTooFast(OpenDraft draft, string work)
    {
        var (least, bits) = (options.CurrentValue.LeastSeconds, Bits);
        var seconds = bits > 0 && !Solves(TaskOf(draft), work, bits) ? least * LongerWithoutWork : least;
        return clock.GetUtcNow() - draft.OpenedAt < TimeSpan.FromSeconds(seconds);
    }
}
