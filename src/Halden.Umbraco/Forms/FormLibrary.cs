using System.Reflection;
using System.Text;

namespace Halden.Umbraco.Forms;

/// <summary>The ready-made forms that the plugin brings along (<c>Forms/Library/*.json</c>).</summary>
internal static class FormLibrary
{
    private const string Folder = "Halden.Umbraco.Forms.Library.";
    private const string Ending = ".json";

    /// <summary>All of them by their short names, which are those of their files; whatever the case, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, FormDefinition> ByName { get; } = new OrderedDictionary<string, FormDefinition>(Read(), StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FormDefinition> All { get; } = [.. ByName.Values];

    /// <summary>The form with an id; null where there is none.</summary>
    public static FormDefinition? Find(Guid id) => All.FirstOrDefault(form => form.Id == id);

    /// <summary>The form with an id or a short name; null where there is none.</summary>
    public static FormDefinition? Find(string idOrName) => Guid.TryParse(idOrName, out var id) ? Find(id) : ByName.GetValueOrDefault(idOrName);

    private static IEnumerable<KeyValuePair<string, FormDefinition>> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return KeyValuePair.Create(name[Folder.Length..^Ending.Length], FormJson.Read(reader.ReadToEnd()));
        }
    }
}
