namespace Halden.Umbraco.SelfService.Filling;

/// <summary>What becomes of a file while the scanner does not answer.</summary>
public enum UnscannedFiles
{
    /// <summary>It is not taken, and the citizen is asked to try again later.</summary>
    Refuse,

    /// <summary>It is taken, looked at when the form is sent if the scanner answers then, and else marked for whoever reads it.</summary>
    Accept,
}

/// <summary>Settings of filling in forms, under <c>Halden:Filling</c>.</summary>
public sealed class FillingOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:Filling";

    /// <summary>
    /// Where ClamAV's clamd listens: <c>unix:/run/clamav/clamd.ctl</c> or <c>tcp://127.0.0.1:3310</c>. Without one, files are
    /// not looked through for viruses.
    /// </summary>
    public string? Scanner { get; set; }

    /// <summary>How long the scanner may take for a file.</summary>
    public TimeSpan ScannerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of files while the scanner does not answer.</summary>
    public UnscannedFiles WithoutScanner { get; set; } = UnscannedFiles.Refuse;

    /// <summary>The fewest seconds from a form is opened until it is sent; whoever is faster is asked to try again. 0 for none.</summary>
    public int LeastSeconds { get; set; } = 5;

    /// <summary>The most posts from one address in five minutes. A school or a library may have one address for all who are there.</summary>
    public int PostsFromAddress { get; set; } = 120;

    /// <summary>Bits of proof of work that a browser does before a form is sent; 0 for none, at most 20. 14 takes a telephone about a second.</summary>
    public int ProofOfWorkBits { get; set; }

    /// <summary>What is wrong with the settings, in bokmål; null for nothing.</summary>
    internal string? Fault() =>
        !string.IsNullOrWhiteSpace(Scanner) && FileScanner.EndPointOf(Scanner) is null ? $"{Section}:{nameof(Scanner)} må være unix:/sti/til/sokkel eller tcp://vert:port."
        : ScannerTimeout < TimeSpan.FromSeconds(1) || ScannerTimeout > TimeSpan.FromMinutes(5) ? $"{Section}:{nameof(ScannerTimeout)} må være fra 1 sekund til 5 minutter."
        : LeastSeconds is < 0 or > 120 ? $"{Section}:{nameof(LeastSeconds)} må være fra 0 til 120."
        : PostsFromAddress < 20 ? $"{Section}:{nameof(PostsFromAddress)} må være minst 20."
        : ProofOfWorkBits is < 0 or > 20 ? $"{Section}:{nameof(ProofOfWorkBits)} må være fra 0 til 20."
        : null;
}
