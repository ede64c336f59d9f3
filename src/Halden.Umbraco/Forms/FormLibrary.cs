namespace Halden.Umbraco.Forms;

/// <summary>A form that comes with the plugin, to be copied and made the municipality's own.</summary>
/// <param name="Name">Its short name: that of its file, and what a verb finds it by.</param>
/// <param name="Json">As it is stored.</param>
/// <param name="Form">The form.</param>
internal sealed record LibraryForm(string Name, string Json, FormDefinition Form);

/// <summary>The forms that come with the plugin (<c>Forms/Library/*.json</c>).</summary>
internal static class FormLibrary
{
    private const string Folder = "Halden.Umbraco.Forms.Library.";
    private const string Ending = ".json";

    private static readonly Lazy<IReadOnlyList<LibraryForm>> Read = new(() =>
    [
        .. from resource in typeof(FormLibrary).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
           where resource.StartsWith(Folder, StringComparison.Ordinal) && resource.EndsWith(Ending, StringComparison.Ordinal)
           let name = resource[Folder.Length..^Ending.Length]
           let json = Text(resource)
           select new LibraryForm(name, json, FormJson.Read(json)),
    ]);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<LibraryForm> All => Read.Value;

    /// <summary>The form with this id or this short name; null where there is none.</summary>
    public static LibraryForm? Find(string idOrName) => Guid.TryParse(idOrName, out var id)
        ? All.FirstOrDefault(one => one.Form.Id == id)
        : All.FirstOrDefault(one => string.Equals(one.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    private static string Text(string resource)
    {
        using var reader = new StreamReader(typeof(FormLibrary).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
