using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Persistence;

/// <summary>Who does a job that only one process may do at a time, and for how long that is so.</summary>
internal sealed class Lease
{
    /// <summary>The job.</summary>
    public required string Name { get; init; }

    public required Guid Holder { get; set; }

    public required DateTimeOffset Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Lease>
    {
        public void Configure(EntityTypeBuilder<Lease> builder)
        {
            builder.HasKey(lease => lease.Name);
            builder.Property(lease => lease.Until).IsConcurrencyToken();
        }
    }
}

/// <summary>Takes, renews and gives back leases.</summary>
internal static class Leases
{
    // More than the clocks of two servers differ.
    private static readonly TimeSpan ClocksApart = TimeSpan.FromHours(1);

    /// <summary>Whether <paramref name="holder"/> has the job from now on for <paramref name="time"/>; false while another has it.</summary>
    public static async Task<bool> LeaseAsync(this HaldenStore store, string name, Guid holder, TimeSpan time, CancellationToken cancellationToken = default)
    {
        try
        {
            return await store.WriteAsync(
                async db =>
                {
                    var until = store.Now + time;
                    if (await db.Leases.FindAsync([name], cancellationToken) is not { } lease)
                    {
                        db.Leases.Add(new Lease { Name = name, Holder = holder, Until = until });
                        return true;
                    }

                    // One that lasts far longer than any was taken by a clock that was ahead, and has been put right.
                    if (lease.Holder != holder && lease.Until > store.Now && lease.Until < store.Now + time + ClocksApart)
                    {
                        return false;
                    }

                    lease.Holder = holder;
                    lease.Until = until;
                    return true;
                },
                cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Gives a lease back before its time.</summary>
    public static Task ReleaseAsync(this HaldenStore store, string name, Guid holder) => store.WriteAsync(
        db => db.Leases.Where(lease => lease.Name == name && lease.Holder == holder).ExecuteDeleteAsync());
}
