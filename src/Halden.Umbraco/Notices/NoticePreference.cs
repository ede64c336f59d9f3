using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Notices;

/// <summary>When a person wants e-mail.</summary>
internal enum NoticeMode
{
    /// <summary>As it happens; the default.</summary>
    AtOnce,

    /// <summary>One a day, in the morning.</summary>
    Daily,

    /// <summary>Only what the municipality cannot do without that the person knows.</summary>
    RequiredOnly,
}

/// <summary>What a user has chosen.</summary>
internal sealed class NoticePreference
{
    public required Guid UserKey { get; init; }

    public NoticeMode Mode { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoticePreference>
    {
        public void Configure(EntityTypeBuilder<NoticePreference> builder) => builder.HasKey(preference => preference.UserKey);
    }
}
