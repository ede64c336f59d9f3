using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Rollout;

/// <summary>What is to be bought.</summary>
internal enum RequirementSubject
{
    /// <summary>Elektroniske skjemaer.</summary>
    Forms,

    /// <summary>Tjenestebeskrivelser.</summary>
    Descriptions,

    /// <summary>Verktøy for prosesser.</summary>
    ProcessTools,

    Other,
}

/// <summary>How a requirement is met.</summary>
internal enum RequirementAnswer
{
    NotAnswered,
    Met,
    Partly,
    NotMet,
}

/// <summary>One requirement.</summary>
/// <param name="Number">From 1; its own for as long as the specification is there, whatever comes and goes around it.</param>
/// <param name="Group">Heading that it stands under; empty for none.</param>
/// <param name="Text">What is required.</param>
/// <param name="IsMust">Whether it must be met (skal), or should be (bør).</param>
/// <param name="Answer">How it is met.</param>
/// <param name="Explanation">In what way; null for nothing.</param>
/// <param name="Link">Absolute https or http address; null for none.</param>
internal sealed record Requirement(int Number, string Group, string Text, bool IsMust, RequirementAnswer Answer = RequirementAnswer.NotAnswered, string? Explanation = null, string? Link = null);

/// <summary>How many requirements there are, and how they are met.</summary>
internal sealed record RequirementTotals(int Must, int Should, int Met, int Partly, int NotMet, int NotAnswered, int MustNotMet)
{
    /// <summary>The totals of requirements.</summary>
    public static RequirementTotals Of(IReadOnlyList<Requirement> all) => new(
        all.Count(one => one.IsMust),
        all.Count(one => !one.IsMust),
        all.Count(one => one.Answer == RequirementAnswer.Met),
        all.Count(one => one.Answer == RequirementAnswer.Partly),
        all.Count(one => one.Answer == RequirementAnswer.NotMet),
        all.Count(one => one.Answer == RequirementAnswer.NotAnswered),
        all.Count(one => one.IsMust && one.Answer is RequirementAnswer.Partly or RequirementAnswer.NotMet));
}

/// <summary>A requirement specification (kravspesifikasjon).</summary>
internal sealed class RequirementSpecification
{
    /// <summary>The most characters of the title.</summary>
    public const int LongestTitle = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public required Guid Id { get; init; }

    public required string Title { get; set; }

    public required RequirementSubject Subject { get; set; }

    /// <summary>Whether it is finished (ferdig), or a draft (utkast).</summary>
    public bool IsFinished { get; set; }

    /// <summary>JSON array of <see cref="Requirement"/>, in their order.</summary>
    public required string Requirements { get; set; }

    /// <summary>The highest number that a requirement of it has had: none is used twice.</summary>
    public required int LastNumber { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Key of the user who changed it last.</summary>
    public required Guid ChangedBy { get; set; }

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    /// <summary>The requirements in their order.</summary>
    public IReadOnlyList<Requirement> Read() => JsonSerializer.Deserialize<List<Requirement>>(Requirements, Json)!;

    /// <summary>Requirements as they are kept.</summary>
    public static string Write(IReadOnlyList<Requirement> requirements) => JsonSerializer.Serialize(requirements, Json);

    internal sealed class Configuration : IEntityTypeConfiguration<RequirementSpecification>
    {
        public void Configure(EntityTypeBuilder<RequirementSpecification> builder)
        {
            builder.ToTable("RolloutRequirements");
            builder.HasKey(specification => specification.Id);
            builder.Property(specification => specification.Id).ValueGeneratedNever();
            builder.Property(specification => specification.Title).HasMaxLength(LongestTitle);
            builder.Property(specification => specification.Subject).HasMaxLength(20);
            builder.Property(specification => specification.Version).IsConcurrencyToken();
        }
    }
}
