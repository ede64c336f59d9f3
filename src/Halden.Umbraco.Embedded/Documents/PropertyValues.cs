using System.Globalization;
using Microsoft.Data.Sqlite;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

/// <summary>The values of a document's properties, as rows of one version each.</summary>
internal static class PropertyValues
{
    private const string DateFormat = "yyyy-MM-dd HH:mm:ss.fffffff";

    /// <summary>One stored value.</summary>
    internal sealed record Row(int VersionId, int PropertyTypeId, int LanguageId, string Segment, object? Value);

    public static ILookup<int, Row> Read(DatabaseSession session, IEnumerable<int> versionIds)
        => session.Query(
            "SELECT version_id, property_type_id, language_id, segment, kind, value FROM property_value WHERE version_id IN (SELECT value FROM json_each($0))",
            row => new Row(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetString(3), ReadValue(row)),
            Stored.List(versionIds)).ToLookup(x => x.VersionId);

    /// <summary>The property collection of a content type, with the values of an edited and a published version.</summary>
    public static PropertyCollection Build(IContentType type, ModelSnapshot model, IEnumerable<Row> edited, IEnumerable<Row> published, bool samePublished)
    {
        // A historical version that is the published one carries its values as both.
        ILookup<int, (Row Row, bool Published)> rows = edited.Select(x => (Row: x, Published: false))
            .Concat(published.Select(x => (Row: x, Published: true)))
            .Concat(samePublished ? edited.Select(x => (Row: x, Published: true)) : [])
            .ToLookup(x => x.Row.PropertyTypeId);
        var properties = new List<IProperty>();
        foreach (IPropertyType propertyType in type.CompositionPropertyTypes)
        {
            Property.InitialPropertyValue[] values =
            [
                .. rows[propertyType.Id].Select(x => new Property.InitialPropertyValue(
                    model.IsoCode(x.Row.LanguageId),
                    x.Row.Segment.Length == 0 ? null : x.Row.Segment,
                    x.Published,
                    x.Row.Value)),
            ];

            // A property that has values has an identity, one that has none has not.
            properties.Add(Property.CreateWithValues(values.Length == 0 ? 0 : propertyType.Id, propertyType, values));
        }

        return new PropertyCollection(properties);
    }

    /// <summary>Writes the values of the current version and, when publishing, of the published one.</summary>
    /// <returns>Whether the draft differs from what is published, and in which cultures.</returns>
    public static (bool Edited, HashSet<string> EditedCultures) Write(DatabaseSession session, ModelSnapshot model, IContent content, int publishedVersionId)
    {
        var edited = false;
        HashSet<string> editedCultures = new(StringComparer.OrdinalIgnoreCase);
        var varies = content.ContentType.VariesByCulture();
        session.Execute("DELETE FROM property_value WHERE version_id IN ($0, $1)", content.VersionId, publishedVersionId);
        foreach (IProperty property in content.Properties)
        {
            foreach (IPropertyValue value in property.Values)
            {
                var isInvariant = value.Culture is null && value.Segment is null;
                if (property.PropertyType.SupportsPublishing && publishedVersionId > 0 && (value.PublishedValue is not null || value.Segment is not null))
                {
                    WriteValue(session, model, publishedVersionId, property, value, value.PublishedValue);
                }

                if (value.EditedValue is not null || (value.Segment is not null && property.PropertyType.SupportsPublishing))
                {
                    WriteValue(session, model, content.VersionId, property, value, value.EditedValue);
                }

                if (!property.PropertyType.SupportsPublishing)
                {
                    edited = true;
                    continue;
                }

                // Values from the time when the property varied otherwise are kept, but do not count.
                if (property.PropertyType.VariesByCulture() ? isInvariant : value.Culture is not null)
                {
                    continue;
                }

                if (Equals(value.PublishedValue, value.EditedValue))
                {
                    continue;
                }

                edited = true;
                if (varies && value.Culture is not null)
                {
                    editedCultures.Add(value.Culture);
                }
                else if (varies && isInvariant)
                {
                    // What all cultures share is edited with the default one.
                    editedCultures.Add(model.DefaultLanguage.IsoCode);
                }
            }
        }

        return (edited, editedCultures);
    }

    private static void WriteValue(DatabaseSession session, ModelSnapshot model, int versionId, IProperty property, IPropertyValue at, object? value)
    {
        (var kind, var stored) = Convert(property, value);
        session.Execute(
            "INSERT OR REPLACE INTO property_value (version_id, property_type_id, language_id, segment, kind, value) VALUES ($0, $1, $2, $3, $4, $5)",
            versionId, property.PropertyTypeId, model.LanguageId(at.Culture), at.Segment ?? string.Empty, kind, stored);
    }

    /// <summary>What the column of the property's storage type would hold of the value.</summary>
    private static (string? Kind, object? Value) Convert(IProperty property, object? value)
    {
        var text = value?.ToString();
        switch (property.ValueStorageType)
        {
            case ValueStorageType.Integer when value is bool || property.PropertyType.PropertyEditorAlias == Constants.PropertyEditors.Aliases.Boolean:
                return ("i", string.IsNullOrEmpty(text) ? 0 : System.Convert.ToInt32(value, CultureInfo.InvariantCulture));
            case ValueStorageType.Integer:
                return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? ("i", number) : (null, null);
            case ValueStorageType.Decimal:
                return value is decimal exact || decimal.TryParse(text, out exact) ? ("d", exact.ToString(CultureInfo.InvariantCulture)) : (null, null);
            case ValueStorageType.Date:
                return value is DateTime date || DateTime.TryParse(text, out date) ? ("t", date.ToString(DateFormat, CultureInfo.InvariantCulture)) : (null, null);
            default:
                return text is null ? (null, null) : ("s", text);
        }
    }

    private static object? ReadValue(SqliteDataReader row) => row.ReadText(4) switch
    {
        "i" => row.GetInt32(5),
        "d" => decimal.Parse(row.GetString(5), CultureInfo.InvariantCulture),
        "t" => DateTime.ParseExact(row.GetString(5), DateFormat, CultureInfo.InvariantCulture),
        "s" => row.GetString(5),
        _ => null,
    };
}
