namespace Halden.Umbraco.Catalogue.Los;

/// <summary>A vocabulary, and where it is from.</summary>
/// <param name="Vocabulary">The vocabulary.</param>
/// <param name="Hash">Names the edition; null for the themes that are shipped.</param>
/// <param name="Source">A file's name, or an address; null for the themes that are shipped.</param>
/// <param name="Since">When the site took it into use; null for the themes that are shipped.</param>
/// <param name="By">Key of the user who took it into use; null for a verb or a job.</param>
internal sealed record LosInUse(LosVocabulary Vocabulary, string? Hash = null, string? Source = null, DateTimeOffset? Since = null, Guid? By = null)
{
    /// <summary>The themes that are shipped, for a site that has been given nothing else.</summary>
    public static LosInUse Shipped { get; } = new(LosVocabulary.Themes);

    /// <summary>Why the edition that the site was given cannot be read any more, for a person; the shipped themes stand in for it. Null where all is well.</summary>
    public string? Fault { get; init; }
}

/// <summary>The vocabulary that this node uses now; replaced whole, so that whoever reads it keeps what it began with.</summary>
internal sealed class CurrentLos
{
    private volatile LosInUse _now = LosInUse.Shipped;

    /// <summary>Raised when the vocabulary has been replaced. Handlers return at once.</summary>
    public event Action? Replaced;

    public LosInUse Now => _now;

    public LosVocabulary Vocabulary => _now.Vocabulary;

    internal void Use(LosInUse next)
    {
        _now = next;
        Replaced?.Invoke();
    }
}
