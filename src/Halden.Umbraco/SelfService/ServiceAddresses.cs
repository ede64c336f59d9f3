using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService;

/// <summary>Every address ever given, as it was when it was read.</summary>
internal sealed class AddressBook
{
    private readonly Dictionary<(string Culture, string Slug), Guid> _owners = [];
    private readonly Dictionary<(string Culture, Guid DocumentKey), string> _current = [];

    public static AddressBook Empty { get; } = new([]);

    public AddressBook(IEnumerable<ServiceAddress> addresses)
    {
        foreach (var address in addresses)
        {
            _owners[(address.Culture, address.Slug)] = address.DocumentKey;
            if (address.IsCurrent)
            {
                _current[(address.Culture, address.DocumentKey)] = address.Slug;
            }
        }
    }

    /// <summary>The service's slug in a culture, or null where it never had one.</summary>
    public string? Current(string culture, Guid documentKey) => _current.GetValueOrDefault((culture, documentKey));

    /// <summary>The service that has, or had, this slug.</summary>
    public Guid? Owner(string culture, string slug) => _owners.TryGetValue((culture, slug), out var key) ? key : null;
}

/// <summary>A service's title in one culture, which its address is made from.</summary>
internal readonly record struct TitledService(Guid DocumentKey, string Culture, string Title);

/// <summary>Gives services their addresses and keeps them.</summary>
internal sealed class ServiceAddresses(IDbContextFactory<HaldenDbContext> databases, ILogger<ServiceAddresses> logger)
{
    private const int Attempts = 5;

    /// <summary>
    /// Gives an address to each of these that has none, or whose title has outgrown it, and returns all addresses.
    /// Safe on several nodes at once: whoever comes second takes over what the first one gave.
    /// </summary>
    public async Task<AddressBook> AssignAsync(IReadOnlyCollection<TitledService> services, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var book = new AddressBook(await db.Addresses.AsNoTracking().ToListAsync(cancellationToken));
            var outgrown = services
                .Where(service => book.Current(service.Culture, service.DocumentKey) is not { } slug || !Slug.Fits(slug, service.Title))
                .OrderBy(service => service.Culture, StringComparer.Ordinal).ThenBy(service => service.DocumentKey)
                .ToList();
            if (outgrown.Count == 0)
            {
                return book;
            }

            try
            {
                await GiveAsync(db, outgrown, cancellationToken);
            }
            catch (DbUpdateException conflict) when (attempt < Attempts)
            {
                logger.LogDebug(conflict, "Another node gave addresses at the same moment; reading again");
            }
        }
    }

    private static async Task GiveAsync(HaldenDbContext db, List<TitledService> services, CancellationToken cancellationToken)
    {
        var addresses = await db.Addresses.ToDictionaryAsync(address => (address.Culture, address.Slug), cancellationToken);
        var current = addresses.Values.Where(address => address.IsCurrent).ToDictionary(address => (address.Culture, address.DocumentKey));

        // Two steps in one transaction: the unique index allows no second current address even for a moment.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var service in services)
        {
            if (current.TryGetValue((service.Culture, service.DocumentKey), out var old))
            {
                old.IsCurrent = false;
            }
        }

        await db.SaveChangesAsync(cancellationToken);

        foreach (var (documentKey, culture, title) in services)
        {
            var slug = Slug.Candidates(title)
                .First(candidate => !addresses.TryGetValue((culture, candidate), out var taken) || taken.DocumentKey == documentKey);
            if (!addresses.TryGetValue((culture, slug), out var address))
            {
                address = new ServiceAddress { Culture = culture, Slug = slug, DocumentKey = documentKey };
                addresses.Add((culture, slug), address);
                db.Addresses.Add(address);
            }

            address.IsCurrent = true;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
