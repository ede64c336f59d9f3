using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>The orderings that Umbraco knows for documents: its system fields, and a property's value.</summary>
internal static class DocumentOrdering
{
    /// <exception cref="NotSupportedException">Umbraco does not order by that field either.</exception>
    public static List<DocumentHeader> Sort(DatabaseSession session, ModelSnapshot model, List<DocumentHeader> headers, Ordering ordering)
    {
        if (ordering.IsEmpty)
        {
            return headers;
        }

        Func<DocumentHeader, object?> by = ordering.IsCustomField
            ? PropertyValue(session, model, headers, ordering)
            : SystemField(session, model, headers, ordering);
        IOrderedEnumerable<DocumentHeader> sorted = ordering.Direction == Direction.Ascending
            ? headers.OrderBy(by, DatabaseOrder.Instance)
            : headers.OrderByDescending(by, DatabaseOrder.Instance);

        // Equal ones keep their order from page to page.
        return [.. sorted.ThenBy(x => x.Id)];
    }

    private static Func<DocumentHeader, object?> SystemField(DatabaseSession session, ModelSnapshot model, List<DocumentHeader> headers, Ordering ordering)
    {
        switch (ordering.OrderBy?.ToUpperInvariant())
        {
            case "ID":
                return x => x.Id;
            case "SORTORDER":
                return x => x.SortOrder;
            case "PATH":
                return x => x.Path;
            case "NAME":
                return x => x.Name;
            case "VERSIONDATE" or "UPDATEDATE":
                return x => x.VersionDate;
            case "CREATEDATE":
                return x => x.CreateDate;
            case "CONTENTTYPEALIAS":
                return x => model.ContentTypesById[x.ContentTypeId].Alias;
            case "OWNER":
                Dictionary<int, string> owners = UserNames(session);
                return x => owners.GetValueOrDefault(x.CreatorId);
            case "UPDATER":
                Dictionary<int, string> updaters = UserNames(session);
                return x => updaters.GetValueOrDefault(x.WriterId);
            case "PUBLISHED" when string.IsNullOrWhiteSpace(ordering.Culture):
                return x => x.Published;
            case "PUBLISHED":
                HashSet<int> published = PublishedIn(session, model, ordering.Culture!);
                return x => model.ContentTypesById[x.ContentTypeId].Variations.HasFlag(ContentVariation.Culture) ? published.Contains(x.Id) : x.Published;
            default:
                throw new NotSupportedException($"Ordering by {ordering.OrderBy} is not supported.");
        }
    }

    private static Func<DocumentHeader, object?> PropertyValue(DatabaseSession session, ModelSnapshot model, List<DocumentHeader> headers, Ordering ordering)
    {
        IEnumerable<int> propertyTypes = model.ContentTypes
            .SelectMany(x => x.PropertyTypes)
            .Where(x => string.Equals(x.Alias, ordering.OrderBy, StringComparison.OrdinalIgnoreCase))
            .Select(x => x.Id);
        var languageId = string.IsNullOrEmpty(ordering.Culture) ? 0 : model.Language(ordering.Culture)?.Id ?? 0;
        var values = new Dictionary<int, object?>();
        foreach ((var version, var value) in session.Query(
            """
            SELECT version_id, kind, value FROM property_value
            WHERE property_type_id IN (SELECT value FROM json_each($0)) AND version_id IN (SELECT value FROM json_each($1)) AND language_id IN (0, $2)
            ORDER BY language_id
            """,
            row => (row.GetInt32(0), row.ReadText(1) switch
            {
                "i" => (object)(decimal)row.GetInt32(2),
                "d" => decimal.Parse(row.GetString(2), System.Globalization.CultureInfo.InvariantCulture),
                null => null,
                _ => row.ReadText(2),
            }),
            Stored.List(propertyTypes), Stored.List(headers.Select(x => x.VersionId)), languageId))
        {
            values[version] = value;
        }

        return x => values.GetValueOrDefault(x.VersionId);
    }

    private static Dictionary<int, string> UserNames(DatabaseSession session)
        => session.Query("SELECT id, name FROM user", row => (Id: row.GetInt32(0), Name: row.GetString(1))).ToDictionary(x => x.Id, x => x.Name);

    private static HashSet<int> PublishedIn(DatabaseSession session, ModelSnapshot model, string culture)
        => model.Language(culture) is { } language
            ? [.. session.Query("SELECT node_id FROM document_culture WHERE published = 1 AND language_id = $0", row => row.GetInt32(0), language.Id)]
            : [];

    /// <summary>Nothing comes first, text is compared without regard to case.</summary>
    private sealed class DatabaseOrder : IComparer<object?>
    {
        public static readonly DatabaseOrder Instance = new();

        public int Compare(object? x, object? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            (string left, string right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
            (IComparable left, _) when left.GetType() == y.GetType() => left.CompareTo(y),
            _ => string.Compare(x.ToString(), y.ToString(), StringComparison.OrdinalIgnoreCase),
        };
    }
}
