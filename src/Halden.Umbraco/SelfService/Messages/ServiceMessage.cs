using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Messages;

/// <summary>How serious a message is.</summary>
internal enum MessageSeverity
{
    Info,
    Warning,
}

/// <summary>A short message that stands on the public pages for a while: on one service, or on the front page (docs/adr/0021).</summary>
internal sealed class ServiceMessage
{
    /// <summary>The most characters of a text.</summary>
    public const int MaxLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The service; null for the front page.</summary>
    public required Guid? DocumentKey { get; init; }

    public required MessageSeverity Severity { get; set; }

    public required string TextNb { get; set; }

    /// <summary>Null where the text in bokmål stands for it.</summary>
    public string? TextNn { get; set; }

    /// <inheritdoc cref="TextNn"/>
    public string? TextEn { get; set; }

    /// <summary>The first moment that it is shown.</summary>
    public required DateTimeOffset From { get; set; }

    /// <summary>The moment that it is no longer shown.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>When somebody ended it before its time; null for nobody.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public required Guid WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Counts the changes.</summary>
    public int Version { get; set; } = 1;

    internal sealed class Configuration : IEntityTypeConfiguration<ServiceMessage>
    {
        public void Configure(EntityTypeBuilder<ServiceMessage> builder)
        {
            builder.ToTable("ServiceMessages");
            builder.HasKey(message => message.Id);
            builder.HasIndex(message => message.Until);
            builder.HasIndex(message => message.ChangedAt);
            builder.Property(message => message.Severity).HasMaxLength(20);
            builder.Property(message => message.TextNb).HasMaxLength(MaxLength);
            builder.Property(message => message.TextNn).HasMaxLength(MaxLength);
            builder.Property(message => message.TextEn).HasMaxLength(MaxLength);
            builder.Property(message => message.Version).IsConcurrencyToken();
        }
    }
}
