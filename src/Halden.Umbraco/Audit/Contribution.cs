using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Audit;

/// <summary>That somebody changed a part of a package since it was last approved: such a person may not approve it.</summary>
internal sealed class Contribution
{
    public required Guid DocumentKey { get; init; }

    public required Guid UserKey { get; init; }

    public required DateTimeOffset At { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Contribution>
    {
        public void Configure(EntityTypeBuilder<Contribution> builder) =>
            builder.HasKey(contribution => new { contribution.DocumentKey, contribution.UserKey });
    }
}

/// <summary>Remembers who changed a package since it was last approved.</summary>
internal static class Contributions
{
    public static async Task ContributeAsync(this HaldenDbContext db, Guid document, Guid user, DateTimeOffset at)
    {
        if (await db.Contributions.FindAsync(document, user) is { } known)
        {
            known.At = at;
        }
        else
        {
            db.Contributions.Add(new Contribution { DocumentKey = document, UserKey = user, At = at });
        }
    }
}
