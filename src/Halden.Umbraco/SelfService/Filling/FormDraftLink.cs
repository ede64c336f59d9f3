using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// The link by which a citizen goes on with a draft later, and the code that is sent to whoever follows it. Neither is
/// here, only what they are known again by.
/// </summary>
internal sealed class FormDraftLink
{
    public required Guid DraftId { get; init; }

    /// <summary>SHA-256 (hex) of the link's secret.</summary>
    public required string LinkHash { get; set; }

    /// <summary>The draft's key, wrapped for the link.</summary>
    public required byte[] Key { get; set; }

    /// <summary>The e-mail address, encrypted with the draft's key.</summary>
    public required byte[] Address { get; set; }

    /// <summary>The page of the form where the citizen left, from one.</summary>
    public required int Page { get; set; }

    /// <summary>What a code that has been sent is known again by; null for none. Takes the link's secret to try out.</summary>
    public string? CodeHash { get; set; }

    public DateTimeOffset? CodeSentAt { get; set; }

    /// <summary>Wrong codes since it was sent.</summary>
    public int WrongCodes { get; set; }

    /// <summary>Codes sent since the draft was last opened by the link.</summary>
    public int CodesSent { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<FormDraftLink>
    {
        public void Configure(EntityTypeBuilder<FormDraftLink> builder)
        {
            builder.ToTable("FormDraftLinks");
            builder.HasKey(link => link.DraftId);
            builder.HasIndex(link => link.LinkHash).IsUnique();
            builder.Property(link => link.DraftId).ValueGeneratedNever();
            builder.Property(link => link.LinkHash).HasMaxLength(64);
            builder.Property(link => link.CodeHash).HasMaxLength(64);
            builder.HasOne<FormDraft>().WithOne(draft => draft.Link).HasForeignKey<FormDraftLink>(link => link.DraftId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
