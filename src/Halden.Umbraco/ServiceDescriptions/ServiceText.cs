using System.Collections.Frozen;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The text of a service in one culture: its title and its public fields in canonical form (<see cref="FieldKind"/>).</summary>
public sealed class ServiceText
{
    private readonly FrozenDictionary<string, string> _values;

    /// <param name="title">The title, never empty.</param>
    /// <param name="values">Canonical values by alias; empty ones are left out.</param>
    public ServiceText(string title, IEnumerable<KeyValuePair<string, string>> values)
    {
        Title = title;
        _values = values.Where(pair => pair.Value.Length > 0).ToFrozenDictionary();
    }

    /// <summary>The service's name.</summary>
    public string Title { get; }

    /// <summary>The fields that have a value, by alias; the title is not among them.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The canonical value of a field (or of <see cref="ServiceFields.Title"/>); empty where it has none.</summary>
    public string this[string alias] => alias == ServiceFields.Title ? Title : _values.GetValueOrDefault(alias, string.Empty);
}

/// <summary>A service description: its text in every culture that has one.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Texts">By culture (nb-NO, nn-NO, en-US).</param>
public sealed record ServiceDescription(Guid Key, IReadOnlyDictionary<string, ServiceText> Texts);
