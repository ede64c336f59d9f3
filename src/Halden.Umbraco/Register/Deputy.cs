using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Register;

/// <summary>Stedfortreder: one who decides in a director's place for some days. Appointed by an administrator.</summary>
internal sealed class Deputy
{
    public Guid Key { get; init; } = Guid.CreateVersion7();

    public required Guid DepartmentKey { get; init; }

    public required Guid UserKey { get; init; }

    /// <summary>First day, in Norwegian time.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, that day included.</summary>
    public required DateOnly To { get; init; }

    public bool IsActingOn(DateOnly day) => From <= day && day <= To;

    internal sealed class Configuration : IEntityTypeConfiguration<Deputy>
    {
        public void Configure(EntityTypeBuilder<Deputy> builder)
        {
            builder.ToTable("Deputies");
            builder.HasKey(deputy => deputy.Key);
            builder.HasIndex(deputy => deputy.UserKey);
            builder.HasOne<Department>().WithMany(department => department.Deputies).HasForeignKey(deputy => deputy.DepartmentKey).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A department, besides its own, that a service spans.</summary>
internal sealed class FurtherDepartment
{
    public required Guid DocumentKey { get; init; }

    public required Guid DepartmentKey { get; init; }

    public Department? Department { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<FurtherDepartment>
    {
        public void Configure(EntityTypeBuilder<FurtherDepartment> builder)
        {
            builder.ToTable("FurtherDepartments");
            builder.HasKey(further => new { further.DocumentKey, further.DepartmentKey });
            builder.HasOne<RegisterEntry>().WithMany(entry => entry.FurtherDepartments).HasForeignKey(further => further.DocumentKey).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne(further => further.Department).WithMany().HasForeignKey(further => further.DepartmentKey).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
