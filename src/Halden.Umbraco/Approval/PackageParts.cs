using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>Puts packages together from the texts and every registered part, and compares them.</summary>
internal sealed class PackageParts(IEnumerable<IPackagePart> parts)
{
    /// <summary>Name of the texts among <see cref="PackageChange.Part"/>.</summary>
    public const string Description = "description";

    private static readonly Label Title = new("Tittel", "Tittel", "Title");

    private readonly IReadOnlyList<IPackagePart> _parts = [.. parts];

    /// <summary>The package of a description as it is now.</summary>
    public PackageContent Of(HaldenDbContext db, ServiceDescription description) =>
        PackageContent.Of(description, Read(db, [description.Key])[description.Key]);

    /// <summary>Hashes of the packages of many drafts as they are now.</summary>
    public IReadOnlyDictionary<Guid, string> Hashes(HaldenDbContext db, IReadOnlyCollection<ServiceDraft> drafts) =>
        PartHashes(db, drafts).ToDictionary(draft => draft.Key, draft => PackageContent.HashOf(draft.Value));

    /// <summary>Hashes of the parts of the packages of many drafts as they are now: part name → hash.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>> PartHashes(HaldenDbContext db, IReadOnlyCollection<ServiceDraft> drafts)
    {
        var read = Read(db, [.. drafts.Select(draft => draft.Key)]);
        return drafts.ToDictionary(draft => draft.Key, draft => PackageContent.PartHashesOf(draft.TextHashes, read[draft.Key]));
    }

    /// <summary>What differs between two packages, texts first, in the order of languages, sections and fields. Null stands for no package.</summary>
    public IReadOnlyList<PackageChange> Compare(HaldenDbContext db, PackageContent? before, PackageContent? after)
    {
        var (old, now) = (before?.Texts, after?.Texts);
        List<PackageChange> changes = [];
        foreach (var culture in Cultures.All)
        {
            var (from, to) = (old?.GetValueOrDefault(culture), now?.GetValueOrDefault(culture));
            Add(culture, null, ServiceFields.Title, FieldKind.Text, Title, from?.Title, to?.Title);
            foreach (var field in ServiceFields.Public)
            {
                Add(culture, field.Section, field.Alias, field.Kind, field.Label, from?[field.Alias], to?[field.Alias]);
            }
        }

        foreach (var part in _parts)
        {
            var (from, to) = (before?.Parts.GetValueOrDefault(part.Name), after?.Parts.GetValueOrDefault(part.Name));
            if (from != to)
            {
                changes.AddRange(part.Compare(db, from, to));
            }
        }

        return changes;

        void Add(string culture, ServiceSection? section, string alias, FieldKind kind, Label label, string? from, string? to)
        {
            if ((from ?? string.Empty) != (to ?? string.Empty))
            {
                changes.Add(new PackageChange(Description, culture, section, alias, kind, label, from ?? string.Empty, to ?? string.Empty));
            }
        }
    }

    /// <summary>What of any part remains to be done before the service can be submitted.</summary>
    public IEnumerable<RemainingTask> Tasks(HaldenDbContext db, ServiceDescription description) => _parts.SelectMany(part => part.Tasks(db, description));

    private Dictionary<Guid, List<KeyValuePair<string, string>>> Read(HaldenDbContext db, IReadOnlyCollection<Guid> documents)
    {
        var read = documents.ToDictionary(document => document, _ => new List<KeyValuePair<string, string>>(_parts.Count));
        foreach (var part in _parts)
        {
            foreach (var (document, json) in part.Read(db, documents))
            {
                // A part that is asked of many answers for all that it has, also for services in the recycle bin.
                if (read.TryGetValue(document, out var ofDocument))
                {
                    ofDocument.Add(KeyValuePair.Create(part.Name, json));
                }
            }
        }

        return read;
    }
}
