namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>Who may see a field.</summary>
public enum FieldAudience
{
    /// <summary>A property of the document; public once published.</summary>
    Public,

    /// <summary>Kept in <see cref="Persistence.HaldenDbContext"/>, never a document property: Umbraco's Content Delivery API exposes every property of a published document.</summary>
    Internal,
}

/// <summary>What the lines of a list are chosen from; other lines are kept as text.</summary>
public enum FieldVocabulary
{
    /// <summary>Nothing: whatever is written.</summary>
    None,

    /// <summary>The themes and words of Los.</summary>
    LosSubjects,

    /// <summary>The life events of Los.</summary>
    LosLifeEvents,
}

/// <summary>One field of a service description.</summary>
/// <param name="Alias">Alias of the document property, and the field's name in every JSON.</param>
/// <param name="Key">Fixed key of the property type.</param>
/// <param name="Section">Section it stands in.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Label">Its heading.</param>
/// <param name="NtkField">Name in Nasjonal tjenestekatalog, or null.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="SearchWeight">Weight in search, 0 for not searched.</param>
/// <param name="HeadingFrom">Alias of the field whose value is the heading, for free fields.</param>
/// <param name="IsShown">Whether the service page shows it as a part of its section.</param>
public sealed record ServiceField(
    string Alias,
    Guid Key,
    ServiceSection Section,
    FieldKind Kind,
    Label Label,
    string? NtkField,
    FieldAudience Audience,
    int SearchWeight,
    string? HeadingFrom,
    bool IsShown)
{
    /// <summary>What the lines of a list are chosen from.</summary>
    public FieldVocabulary Vocabulary { get; init; }
}
