using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService;

/// <summary>Every address ever given, as it was when it was read.</summary>
internal sealed class AddressBook
{
    private readonly Dictionary<(string Culture, string Slug), Guid> _owners;
    private readonly Dictionary<(string Culture, Guid DocumentKey), string> _current;

    public static AddressBook Empty { get; } = new([]);

    public AddressBook(IEnumerable<ServiceAddress> addresses)
        : this([], [], addresses)
    {
    }

    private AddressBook(Dictionary<(string, string), Guid> owners, Dictionary<(string, Guid), string> current, IEnumerable<ServiceAddress> addresses)
    {
        (_owners, _current) = (owners, current);
        foreach (var address in addresses)
        {
            _owners[(address.Culture, address.Slug)] = address.DocumentKey;
            if (address.IsCurrent)
            {
                _current[(address.Culture, address.DocumentKey)] = address.Slug;
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _owners.Count;

    /// <summary>The service's slug in a culture, or null where it never had one.</summary>
    public string? Current(string culture, Guid documentKey) => _current.GetValueOrDefault((culture, documentKey));

    /// <summary>The service that has, or had, this slug.</summary>
    public Guid? Owner(string culture, string slug) => _owners.TryGetValue((culture, slug), out var key) ? key : null;

    /// <summary>These and some more, or some that have become current.</summary>
    public AddressBook With(IEnumerable<ServiceAddress> addresses) => new(new(_owners), new(_current), addresses);
}

/// <summary>A service's title in one culture, which its address is made from.</summary>
internal readonly record struct TitledService(Guid DocumentKey, string Culture, string Title);

/// <summary>Gives services their addresses and keeps them. One caller at a time.</summary>
internal sealed class ServiceAddresses(IDbContextFactory<HaldenDbContext> databases, ILogger<ServiceAddresses> logger)
{
    private const int Attempts = 5;

    // Named to the database one by one; of more all are read.
    private const int Few = 500;

    private AddressBook? _book;
    private HashSet<TitledService> _fitting = [];

    /// <summary>
    /// Gives an address to each of these that has none, or whose title has outgrown it, and returns all addresses.
    /// Safe on several nodes at once: whoever comes second takes over what the first one gave.
    /// </summary>
    public async Task<AddressBook> AssignAsync(IReadOnlyCollection<TitledService> services, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);

            // None is ever deleted: while there are as many as before, no other node has given any.
            if (_book is null || await db.Addresses.CountAsync(cancellationToken) != _book.Count)
            {
                _book = new AddressBook(await db.Addresses.AsNoTracking().ToListAsync(cancellationToken));
                _fitting = [];
            }

            var outgrown = services
                .Where(service => !_fitting.Contains(service) && (_book.Current(service.Culture, service.DocumentKey) is not { } slug || !Slug.Fits(slug, service.Title)))
                .OrderBy(service => service.Culture, StringComparer.Ordinal).ThenBy(service => service.DocumentKey)
                .ToList();
            try
            {
                _book = outgrown.Count == 0 ? _book : await GiveAsync(db, _book, outgrown, cancellationToken);
                _fitting = [.. services];
                return _book;
            }
            catch (Exception conflict) when (conflict is DbUpdateException or AddressTakenException && attempt < Attempts)
            {
                logger.LogDebug(conflict, "Another node gave addresses at the same moment; reading again");
                _book = null;
            }
        }
    }

    private static async Task<AddressBook> GiveAsync(HaldenDbContext db, AddressBook book, List<TitledService> services, CancellationToken cancellationToken)
    {
        var given = new Dictionary<(string Culture, string Slug), Guid>();
        foreach (var (documentKey, culture, title) in services)
        {
            given.Add((culture, Slug.Candidates(title).First(slug => !given.ContainsKey((culture, slug)) && (book.Owner(culture, slug) ?? documentKey) == documentKey)), documentKey);
        }

        // Two steps in one transaction: the unique index allows no second current address even for a moment.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (keys, slugs) = (given.Values.Distinct().ToArray(), given.Keys.Select(address => address.Slug).Distinct().ToArray());
        var known = services.Count > Few ? db.Addresses : db.Addresses.Where(address => keys.Contains(address.DocumentKey) || slugs.Contains(address.Slug));
        var addresses = await known.ToDictionaryAsync(address => (address.Culture, address.Slug), cancellationToken);
        var moved = services.Select(service => (service.Culture, service.DocumentKey)).ToHashSet();
        foreach (var old in addresses.Values.Where(address => address.IsCurrent && moved.Contains((address.Culture, address.DocumentKey))))
        {
            old.IsCurrent = false;
        }

        await db.SaveChangesAsync(cancellationToken);

        foreach (var (place, documentKey) in given)
        {
            if (!addresses.TryGetValue(place, out var address))
            {
                address = new ServiceAddress { Culture = place.Culture, Slug = place.Slug, DocumentKey = documentKey };
                addresses.Add(place, address);
                db.Addresses.Add(address);
            }
            else if (address.DocumentKey != documentKey)
            {
                throw new AddressTakenException(place.Slug);
            }

            address.IsCurrent = true;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return book.With(addresses.Values);
    }

    private sealed class AddressTakenException(string slug) : Exception($"Another node has given {slug} to another service");
}
