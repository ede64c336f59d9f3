using Halden.Umbraco.Submissions.Attachments;

namespace Halden.Umbraco.Submissions;

/// <summary>Settings of the submissions, under <c>Halden:Submissions</c>.</summary>
public sealed class SubmissionsOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:Submissions";

    /// <summary>First in each reference: what tells the municipality's references from others', e.g. <c>HAL</c>.</summary>
    public string ReferencePrefix { get; set; } = "HAL";

    /// <summary>
    /// Folder of the keys that submissions are encrypted with, absolute or from <c>Halden:DataDirectory</c>. Better on
    /// another disk than the database, and in another backup. Read at start.
    /// </summary>
    public string KeysDirectory { get; set; } = "Halden-Keys";

    /// <summary>Where citizens' files lie.</summary>
    public AttachmentOptions Attachments { get; set; } = new();

    /// <summary>How long a citizen waits for a database that is busy before being asked to try again.</summary>
    public TimeSpan WaitForDatabase { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether this process delivers. What is received meanwhile waits until one does.</summary>
    public bool Send { get; set; } = true;

    /// <summary>Whether the e-mail to the recipient has the answers with it. Without, it says where to read them.</summary>
    public bool AttachAnswers { get; set; }

    /// <summary>For how long a delivery that fails is tried again.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(72);

    /// <summary>How long a mail server may take for one e-mail. At most two minutes.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For how many days a submission is kept after it is done; 0 for ever. Whoever answers for a service may choose another time for it.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary>Whether a submission whose time is over keeps its reference, service, times and states; without, nothing of it is kept. A service may choose otherwise.</summary>
    public bool Anonymise { get; set; }

    /// <summary>What is wrong with the settings, in bokmål; null for nothing.</summary>
    internal string? Fault() =>
        ReferencePrefix is not { Length: >= 1 and <= 10 } || !ReferencePrefix.All(char.IsAsciiLetterOrDigit) ? $"{Section}:{nameof(ReferencePrefix)} må ha fra 1 til 10 bokstaver eller tall."
        : WaitForDatabase < TimeSpan.FromSeconds(1) || WaitForDatabase > TimeSpan.FromMinutes(1) ? $"{Section}:{nameof(WaitForDatabase)} må være fra 1 til 60 sekunder."
        : GiveUpAfter < TimeSpan.FromHours(1) || GiveUpAfter > TimeSpan.FromDays(30) ? $"{Section}:{nameof(GiveUpAfter)} må være fra 1 time til 30 døgn."
        : SendTimeout <= TimeSpan.Zero || SendTimeout > TimeSpan.FromMinutes(2) ? $"{Section}:{nameof(SendTimeout)} må være over 0 og høyst 2 minutter."
        : KeepDays is < 0 or > 36500 ? $"{Section}:{nameof(KeepDays)} må være 0 eller flere dager."
        : null;
}
