using Halden.Umbraco.Approval;

namespace Halden.Umbraco.SelfService;

/// <summary>What the public sees now. Written by the read model, read by everybody else.</summary>
internal sealed class SelfServiceState
{
    private volatile SelfServiceSnapshot? _current;
    private volatile IReadOnlyList<WithheldText> _withheld = [];

    /// <summary>The newest snapshot; null until the first is ready.</summary>
    public SelfServiceSnapshot? Current
    {
        get => _current;
        set => _current = value;
    }

    /// <summary>What is published without being approved, and so not shown.</summary>
    public IReadOnlyList<WithheldText> Withheld
    {
        get => _withheld;
        set => _withheld = value;
    }

    /// <summary>Where a document's service is to be read, by culture; empty where it is not public.</summary>
    public IReadOnlyDictionary<string, string> AddressesOf(Guid documentKey) =>
        Current?.Everywhere(documentKey).ToDictionary(service => service.Culture, service => service.Path) ?? [];
}
