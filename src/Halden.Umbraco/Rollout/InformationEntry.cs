using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Rollout;

/// <summary>Who is to be informed of the introduction of electronic services.</summary>
internal enum InformationAudience
{
    /// <summary>Ledergruppe: the chief municipal executive and the directors together.</summary>
    Leadership,

    /// <summary>Kommunalsjef: the director of one department.</summary>
    Director,

    /// <summary>Hovedansvarlige: the main responsible of services.</summary>
    Owners,

    /// <summary>Politikere.</summary>
    Politicians,

    /// <summary>Hovedtillitsvalgte.</summary>
    UnionRepresentatives,

    /// <summary>Anybody else; nobody expects that all topics are told to them.</summary>
    Others,
}

/// <summary>How somebody was informed.</summary>
internal enum InformationChannel
{
    Meeting,
    Email,

    /// <summary>A letter, a memo or a page on the intranet.</summary>
    Written,
    Other,
}

/// <summary>What is to be told.</summary>
internal enum InformationTopic
{
    /// <summary>Organisering og forankring.</summary>
    Organisation,

    /// <summary>Omfang.</summary>
    Scope,

    /// <summary>Hvem som blir berørt.</summary>
    Affected,

    /// <summary>Hva som må være gjort før publisering.</summary>
    BeforePublishing,

    /// <summary>Kost/nytte.</summary>
    CostBenefit,

    /// <summary>Tidsperspektiv.</summary>
    Time,
}

/// <summary>That an audience was told something on a day. Groups and roles, never persons; the note is limited, and is to hold no personal data.</summary>
internal sealed class InformationEntry
{
    /// <summary>The most characters of the note.</summary>
    public const int LongestNote = 500;

    /// <summary>The most services that it may be about.</summary>
    public const int MostServices = 50;

    private const char Between = ' ';

    public required Guid Id { get; init; }

    public required InformationAudience Audience { get; set; }

    /// <summary>The department that it was about; always there for its director.</summary>
    public Guid? DepartmentKey { get; set; }

    /// <summary>The day in Norway.</summary>
    public required DateOnly Day { get; set; }

    public required InformationChannel Channel { get; set; }

    /// <summary>At least one, in the order of the enumeration.</summary>
    public required IReadOnlyList<InformationTopic> Topics { get; set; }

    /// <summary>Documents of the services that it was about; none for all.</summary>
    public IReadOnlyList<Guid> Services { get; set; } = [];

    public string? Note { get; set; }

    /// <summary>Key of the user who registered it.</summary>
    public required Guid RegisteredBy { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Key of the user who corrected it last; null for nobody.</summary>
    public Guid? CorrectedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<InformationEntry>
    {
        public void Configure(EntityTypeBuilder<InformationEntry> builder)
        {
            builder.ToTable("RolloutInformation");
            builder.HasKey(entry => entry.Id);
            builder.Property(entry => entry.Id).ValueGeneratedNever();
            builder.Property(entry => entry.Audience).HasMaxLength(30);
            builder.Property(entry => entry.Channel).HasMaxLength(20);
            builder.Property(entry => entry.Topics).HasMaxLength(200)
                .HasConversion(topics => string.Join(Between, topics), text => Topic(text), ListOf<InformationTopic>());
            builder.Property(entry => entry.Services).HasMaxLength(MostServices * 37)
                .HasConversion(keys => string.Join(Between, keys), text => Keys(text), ListOf<Guid>());
            builder.Property(entry => entry.Note).HasMaxLength(LongestNote);
            builder.Property(entry => entry.Version).IsConcurrencyToken();
        }

        private static IReadOnlyList<InformationTopic> Topic(string text) => [.. Parts(text).Select(Enum.Parse<InformationTopic>)];

        private static IReadOnlyList<Guid> Keys(string text) => [.. Parts(text).Select(Guid.Parse)];

        private static string[] Parts(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);

        private static ValueComparer<IReadOnlyList<T>> ListOf<T>() => new(
            (one, other) => one!.SequenceEqual(other!), list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)), list => list.ToArray());
    }
}
