using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>
/// The schema as uSync 17's files, from the same table as the installer: a site that lives by uSync can take it in with
/// the rest of its schema, under the same keys. Shape: uSync.Core's serializers for Language, DataType and ContentType.
/// </summary>
internal static class USyncFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Path below the folder <c>uSync/v17</c> → content (UTF-8, LF).</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (culture, number) in Cultures.All.Select((culture, number) => (culture, number)))
        {
            files[$"Languages/{culture.ToLowerInvariant()}.config"] = Write(Language(culture, number));
        }

        foreach (var kind in FieldKind.All)
        {
            files[$"DataTypes/{FileName(kind.DataTypeName)}.config"] = Write(DataType(kind));
        }

        files[$"ContentTypes/{ServiceDocument.Alias.ToLowerInvariant()}.config"] = Write(ServiceType());
        files[$"ContentTypes/{ServiceDocument.SelfServiceAlias.ToLowerInvariant()}.config"] = Write(SelfServiceType());
        return files;
    }

    /// <summary>Writes all files below <paramref name="directory"/>; each is written whole beside its place, then moved there.</summary>
    public static void WriteTo(string directory)
    {
        foreach (var (path, content) in All())
        {
            var target = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var beside = target + ".tmp";
            File.WriteAllText(beside, content);
            File.Move(beside, target, overwrite: true);
        }
    }

    private static XElement Language(string culture, int number)
    {
        var name = ServiceSchema.LanguageName(culture);
        var node = new XElement(
            "Language",
            new XAttribute("Key", $"6f2b1a00-5d0e-4c51-8f5e-0a17c0de060{number + 1}"),
            new XAttribute("Alias", culture),
            new XAttribute("Level", 0),
            new XElement("Name", name),
            new XElement("IsoCode", culture),
            new XElement("IsMandatory", culture == Cultures.Bokmal),
            new XElement("IsDefault", culture == Cultures.Bokmal));
        if (culture == Cultures.NewNorwegian)
        {
            node.Add(new XElement("Fallback", Cultures.Bokmal));
        }

        return node;
    }

    private static XElement DataType(FieldKind kind) => new(
        "DataType",
        new XAttribute("Key", kind.DataTypeKey),
        new XAttribute("Alias", kind.DataTypeName),
        new XAttribute("Level", 1),
        new XElement(
            "Info",
            new XElement("Name", kind.DataTypeName),
            new XElement("EditorAlias", kind.EditorAlias),
            new XElement("EditorUIAlias", kind.EditorUiAlias)),
        new XElement("Config", new XCData(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(kind.Configuration), Indented))));

    private static XElement ServiceType() => ContentType(
        ServiceSchema.ServiceTypeKey,
        ServiceDocument.Alias,
        ServiceSchema.ServiceTypeName.Nb,
        ServiceSchema.ServiceIcon,
        allowAtRoot: false,
        new XElement("Structure"),
        new XElement("GenericProperties", ServiceFields.Public.Select((field, order) => (field, order)).OrderBy(pair => pair.field.Alias, StringComparer.Ordinal).Select(pair => Property(pair.field, pair.order))),
        new XElement("Tabs", ServiceSections.All.OrderBy(section => section.Key).Select(section => new XElement(
            "Tab",
            new XElement("Key", section.Key),
            new XElement("Caption", section.Label.Nb),
            new XElement("Alias", section.Alias),
            new XElement("Type", "Tab"),
            new XElement("SortOrder", (int)section.Section)))));

    private static XElement SelfServiceType() => ContentType(
        ServiceSchema.SelfServiceTypeKey,
        ServiceDocument.SelfServiceAlias,
        ServiceSchema.SelfServiceName.Nb,
        ServiceSchema.SelfServiceIcon,
        allowAtRoot: true,
        new XElement("Structure", new XElement("ContentType", new XAttribute("Key", ServiceSchema.ServiceTypeKey), new XAttribute("SortOrder", 0), ServiceDocument.Alias)),
        new XElement("GenericProperties"),
        new XElement("Tabs"));

    private static XElement ContentType(Guid key, string alias, string name, string icon, bool allowAtRoot, params XElement[] rest) => new(
        "ContentType",
        new XAttribute("Key", key),
        new XAttribute("Alias", alias),
        new XAttribute("Level", 1),
        new XElement(
            "Info",
            new XElement("Name", name),
            new XElement("Icon", icon),
            new XElement("Thumbnail", "folder.png"),
            new XElement("Description", string.Empty),
            new XElement("AllowAtRoot", allowAtRoot ? "True" : "False"),
            new XElement("ListView", Guid.Empty),
            new XElement("Variations", "Culture"),
            new XElement("IsElement", false),
            new XElement(
                "HistoryCleanup",
                new XElement("PreventCleanup", "False"),
                new XElement("KeepAllVersionsNewerThanDays", string.Empty),
                new XElement("KeepLatestVersionPerDayForDays", string.Empty)),
            new XElement("Compositions"),
            new XElement("DefaultTemplate", string.Empty),
            new XElement("AllowedTemplates")),
        rest);

    private static XElement Property(ServiceField field, int order) => new(
        "GenericProperty",
        new XElement("Key", field.Key),
        new XElement("Name", field.Label.Nb),
        new XElement("Alias", field.Alias),
        new XElement("Definition", field.Kind.DataTypeKey),
        new XElement("Type", field.Kind.EditorAlias),
        new XElement("Mandatory", false),
        new XElement("Validation", string.Empty),
        new XElement("Description", new XCData(string.Empty)),
        new XElement("SortOrder", order),
        new XElement("Tab", new XAttribute("Alias", SectionOf(field).Alias), SectionOf(field).Label.Nb),
        new XElement("Variations", "Culture"),
        new XElement("MandatoryMessage", string.Empty),
        new XElement("ValidationRegExpMessage", string.Empty),
        new XElement("LabelOnTop", true));

    private static SectionInfo SectionOf(ServiceField field) => ServiceSections.All.Single(section => section.Section == field.Section);

    // uSync's "safe alias" of a data type's name: letters and digits, each word's first letter raised.
    private static string FileName(string name) => string.Concat(
        name.Split(' ', '/').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Write(XElement root)
    {
        using var text = new MemoryStream();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            new XDocument(root).Save(writer);
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }
}
