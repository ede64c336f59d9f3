using Umbraco.Cms.Core.Models;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Languages, data types and content types as they were at one stamp. Shared by everyone: whoever hands one
/// of its entities out hands out a clone.
/// </summary>
internal sealed class ModelSnapshot
{
    private readonly Dictionary<int, ILanguage> _languagesById;
    private readonly Dictionary<string, ILanguage> _languagesByCode;

    public ModelSnapshot(long stamp, IReadOnlyList<ILanguage> languages, IReadOnlyList<IDataType> dataTypes, IReadOnlyList<IContentType> contentTypes)
    {
        Stamp = stamp;
        Languages = languages;
        DataTypes = dataTypes;
        ContentTypes = contentTypes;
        _languagesById = languages.ToDictionary(x => x.Id);
        _languagesByCode = languages.ToDictionary(x => x.IsoCode, StringComparer.OrdinalIgnoreCase);
        DataTypesById = dataTypes.ToDictionary(x => x.Id);
        ContentTypesById = contentTypes.ToDictionary(x => x.Id);
        ContentTypeIdsByAlias = contentTypes.ToDictionary(x => x.Alias, x => x.Id, StringComparer.OrdinalIgnoreCase);
    }

    public long Stamp { get; }

    public IReadOnlyList<ILanguage> Languages { get; }

    public IReadOnlyList<IDataType> DataTypes { get; }

    public IReadOnlyList<IContentType> ContentTypes { get; }

    public Dictionary<int, IDataType> DataTypesById { get; }

    public Dictionary<int, IContentType> ContentTypesById { get; }

    public Dictionary<string, int> ContentTypeIdsByAlias { get; }

    public ILanguage DefaultLanguage => Languages.FirstOrDefault(x => x.IsDefault) ?? Languages[0];

    public ILanguage? Language(string isoCode) => _languagesByCode.GetValueOrDefault(isoCode);

    public ILanguage? Language(int id) => _languagesById.GetValueOrDefault(id);

    /// <summary>The language's id; 0 for the invariant.</summary>
    /// <exception cref="ArgumentException">There is no such language.</exception>
    public int LanguageId(string? isoCode)
        => string.IsNullOrEmpty(isoCode)
            ? 0
            : Language(isoCode)?.Id ?? throw new ArgumentException($"{isoCode} is not the code of a language.", nameof(isoCode));

    /// <summary>The language's code; null for the invariant.</summary>
    public string? IsoCode(int id)
        => id == 0
            ? null
            : Language(id)?.IsoCode ?? throw new ArgumentException($"{id} is not the id of a language.", nameof(id));
}
