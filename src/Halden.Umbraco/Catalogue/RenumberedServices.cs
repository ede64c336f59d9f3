namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Finds the services that a catalogue has given another number: one of a new number is the one that is gone, where both
/// have the same name in every language that they share, and nobody else has it.
/// </summary>
internal sealed class RenumberedServices(CatalogueReading reading, ILookup<string, LinkState> links, ImportLedger ledger)
{
    private readonly HashSet<string> _former = [];
    private Dictionary<(string Culture, string Title), HashSet<string>>? _gone;

    /// <summary>The numbers that have been found to be another's now.</summary>
    public IReadOnlySet<string> Former => _former;

    /// <summary>The number that a service of an unknown number had before; null where it is a new one, or nobody can tell.</summary>
    public async Task<string?> FormerIdAsync(NationalService service, CancellationToken cancellationToken)
    {
        _gone ??= await GoneAsync(cancellationToken);
        var candidates = service.Texts
            .Select(text => reading.CountNamed(text.Title, text.Culture) == 1 && _gone.TryGetValue((text.Culture, text.Title), out var ids) && ids.Count == 1 ? ids.Single() : null)
            .Distinct()
            .ToList();

        // A language that only one of them has says nothing.
        return candidates.Where(id => id is not null).ToList() is [{ } former]
            && service.Texts.All(text => !links[former].Any(link => link.Culture == text.Culture) || _gone.GetValueOrDefault((text.Culture, text.Title))?.Contains(former) == true)
            && _former.Add(former)
            ? former
            : null;
    }

    private async Task<Dictionary<(string Culture, string Title), HashSet<string>>> GoneAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string Culture, string Title), HashSet<string>> gone = [];

        // What could not be read may well be what is missed.
        if (reading.HasRefused(null))
        {
            return gone;
        }

        foreach (var service in links.Where(service => !reading.Has(service.Key) && !reading.HasRefused(service.Key)))
        {
            foreach (var link in service)
            {
                var title = await ledger.TitleAsync(link.SnapshotId, cancellationToken);
                (gone.TryGetValue((link.Culture, title), out var ids) ? ids : gone[(link.Culture, title)] = []).Add(service.Key);
            }
        }

        return gone;
    }
}
