using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Register;

/// <summary>A kommunalavdeling, led by a director (kommunalsjef) who approves its services.</summary>
internal sealed class Department
{
    public Guid Key { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>Key of the director's user in Umbraco; null while the post is vacant, and then only a deputy can approve.</summary>
    public Guid? DirectorKey { get; set; }

    /// <summary>How many months after its last approval or review a description must be looked at again; null for never.</summary>
    public int? ReviewMonths { get; set; }

    /// <summary>How many days after that a description nobody has looked at is taken down; null for never.</summary>
    public int? UnpublishOverdueAfterDays { get; set; }

    public List<Deputy> Deputies { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Department>
    {
        public void Configure(EntityTypeBuilder<Department> builder)
        {
            builder.HasKey(department => department.Key);
            builder.HasIndex(department => department.Name).IsUnique();
            builder.Property(department => department.Name).HasMaxLength(200);
        }
    }
}

/// <summary>How applications reach their recipient.</summary>
internal enum RecipientKind
{
    /// <summary>An e-mail address.</summary>
    Mailbox,

    /// <summary>The name of a line-of-business system (fagsystem).</summary>
    LineOfBusinessSystem,

    /// <summary>Nobody outside: the owner prints and registers what comes.</summary>
    PrintQueue,
}

/// <summary>Who answers for one service, and what of it is kept from the public.</summary>
internal sealed class RegisterEntry
{
    public required Guid DocumentKey { get; init; }

    public Guid? DepartmentKey { get; set; }

    public Department? Department { get; set; }

    /// <summary>Other departments that the service spans: each of their directors must approve too.</summary>
    public List<FurtherDepartment> FurtherDepartments { get; } = [];

    /// <summary>Hovedansvarlig: name of the main responsible.</summary>
    public string? OwnerName { get; set; }

    public string? OwnerEmail { get; set; }

    public RecipientKind RecipientKind { get; set; }

    /// <summary>Mottaker: an e-mail address or the name of a system, by <see cref="RecipientKind"/>; null for the print queue.</summary>
    public string? Recipient { get; set; }

    /// <summary>Id of the electronic form (<see cref="Forms.StoredForm"/>); null where the service has none.</summary>
    public Guid? FormId { get; set; }

    /// <summary>When somebody last looked at the description and found that it stands; null for never since it was approved.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    public Guid? ReviewedBy { get; set; }

    /// <summary>Internal texts: JSON object of culture → alias → canonical value.</summary>
    public string InternalTexts { get; set; } = "{}";

    /// <summary>Changes with every write: two people at once, one wins.</summary>
    public Guid Version { get; set; } = Guid.NewGuid();

    internal sealed class Configuration : IEntityTypeConfiguration<RegisterEntry>
    {
        public void Configure(EntityTypeBuilder<RegisterEntry> builder)
        {
            builder.ToTable("Register");
            builder.HasKey(entry => entry.DocumentKey);
            builder.Property(entry => entry.Version).IsConcurrencyToken();
            builder.Property(entry => entry.OwnerName).HasMaxLength(200);
            builder.Property(entry => entry.OwnerEmail).HasMaxLength(254);
            builder.Property(entry => entry.Recipient).HasMaxLength(254);
            builder.HasIndex(entry => entry.FormId);
            builder.HasOne(entry => entry.Department).WithMany().HasForeignKey(entry => entry.DepartmentKey).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
