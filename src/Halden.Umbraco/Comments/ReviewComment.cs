using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Comments;

/// <summary>A remark on a service, one of its sections or one of its fields, or an answer to one.</summary>
internal sealed class ReviewComment
{
    public const int MaxLength = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DocumentKey { get; init; }

    /// <summary>The language it is about; null for all.</summary>
    public string? Culture { get; init; }

    /// <summary>Alias of a field or a section; empty for the whole service.</summary>
    public required string Target { get; init; }

    public required string Text { get; init; }

    public required Guid WrittenBy { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The comment that this answers; null for one that begins a conversation.</summary>
    public Guid? AnswerTo { get; init; }

    public Guid? ResolvedBy { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ReviewComment>
    {
        public void Configure(EntityTypeBuilder<ReviewComment> builder)
        {
            builder.ToTable("Comments");
            builder.HasKey(comment => comment.Id);
            builder.HasIndex(comment => comment.DocumentKey);
            builder.Property(comment => comment.Text).HasMaxLength(MaxLength);
            builder.HasOne<ReviewComment>().WithMany().HasForeignKey(comment => comment.AnswerTo).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
