using System.Reflection;
using System.Text;

namespace Halden.Umbraco.Forms;

/// <summary>The ready-made forms that the plugin brings along.</summary>
internal static class FormLibrary
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<FormDefinition> All { get; } = [.. Read()];

    /// <summary>The form with an id; null where there is none.</summary>
    public static FormDefinition? Find(Guid id) => All.FirstOrDefault(form => form.Id == id);

    private static IEnumerable<FormDefinition> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Forms.Library.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return FormJson.Read(reader.ReadToEnd());
        }
    }
}
