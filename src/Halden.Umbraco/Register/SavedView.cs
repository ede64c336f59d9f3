using System.Text.Json;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Register;

/// <summary>A way to look at the register that somebody has given a name: columns, order, filter and grouping.</summary>
internal sealed class SavedView
{
    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>The most characters of what it shows.</summary>
    public const int LongestShown = 4000;

    public required Guid Id { get; init; }

    /// <summary>Key of the user whose it is.</summary>
    public required Guid UserKey { get; init; }

    public required string Name { get; set; }

    /// <summary>A JSON object, the client's own.</summary>
    public required string Shown { get; set; }

    /// <summary>Whether colleagues see it too; only its owner changes it.</summary>
    public bool IsShared { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SavedView>
    {
        public void Configure(EntityTypeBuilder<SavedView> builder)
        {
            builder.ToTable("RegisterViews");
            builder.HasKey(view => view.Id);
            builder.Property(view => view.Id).ValueGeneratedNever();
            builder.HasIndex(view => view.UserKey);
            builder.Property(view => view.Name).HasMaxLength(LongestName);
            builder.Property(view => view.Shown).HasMaxLength(LongestShown);
        }
    }
}

/// <summary>The saved views: one's own, and those that colleagues share.</summary>
internal sealed class SavedViews(HaldenStore store)
{
    private const int MostViews = 50;

    private static readonly Label NameMissing = new(
        $"Gi visningen et navn (høyst {SavedView.LongestName} tegn).", $"Gi visinga eit namn (høgst {SavedView.LongestName} teikn).", $"Give the view a name ({SavedView.LongestName} characters at most).");

    private static readonly Label NotAView = new("Visningen kan ikke lagres slik.", "Visinga kan ikkje lagrast slik.", "The view cannot be saved like this.");

    private static readonly Label TooMany = new(
        $"Du har {MostViews} visninger. Slett en først.", $"Du har {MostViews} visingar. Slett ei først.", $"You have {MostViews} views. Delete one first.");

    /// <summary>What a user may choose among, one's own first.</summary>
    public Task<IReadOnlyList<SavedView>> AllAsync(Guid user, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<SavedView>>(
        async db => [.. (await db.RegisterViews.AsNoTracking().Where(view => view.UserKey == user || view.IsShared).ToListAsync(cancellationToken))
            .OrderByDescending(view => view.UserKey == user).ThenBy(view => view.Name, NorwegianOrder.Comparer)],
        cancellationToken);

    /// <summary>Makes a view, or changes one's own.</summary>
    public Task<RegisterOutcome> SaveAsync(Guid id, string? name, JsonElement shown, bool isShared, Guid user, CancellationToken cancellationToken)
    {
        var trimmed = name?.Trim() ?? string.Empty;
        if (trimmed.Length is 0 or > SavedView.LongestName)
        {
            return Task.FromResult(RegisterOutcome.Fault("name", NameMissing));
        }

        var json = shown.ValueKind == JsonValueKind.Object ? shown.GetRawText() : string.Empty;
        return json.Length is 0 or > SavedView.LongestShown ? Task.FromResult(RegisterOutcome.Fault("shown", NotAView)) : store.WriteAsync(
            async db =>
            {
                var view = await db.RegisterViews.FindAsync([id], cancellationToken);
                if (view is not null && view.UserKey != user)
                {
                    return RegisterOutcome.Of(RegisterStatus.NotFound);
                }

                if (view is null && await db.RegisterViews.CountAsync(known => known.UserKey == user, cancellationToken) >= MostViews)
                {
                    return RegisterOutcome.Fault("name", TooMany);
                }

                view ??= db.RegisterViews.Add(new SavedView { Id = id, UserKey = user, Name = trimmed, Shown = json }).Entity;
                (view.Name, view.Shown, view.IsShared) = (trimmed, json, isShared);
                return RegisterOutcome.Of(RegisterStatus.Success, id);
            },
            cancellationToken);
    }

    /// <summary>Deletes one's own view.</summary>
    public Task<RegisterOutcome> DeleteAsync(Guid id, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.RegisterViews.FindAsync([id], cancellationToken) is not { } view || view.UserKey != user)
            {
                return RegisterOutcome.Of(RegisterStatus.NotFound);
            }

            db.RegisterViews.Remove(view);
            return RegisterOutcome.Of(RegisterStatus.Success, id);
        },
        cancellationToken);
}
