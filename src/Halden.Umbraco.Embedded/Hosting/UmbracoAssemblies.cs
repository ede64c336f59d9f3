using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Umbraco.Cms.Core.Composing;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// The assemblies in which composers and the like are looked for: Umbraco.Core and whatever beside the site
/// refers to it, also where the compiler dropped the site's own reference because no line of code uses it.
/// </summary>
internal sealed class UmbracoAssemblies : IAssemblyProvider
{
    private static readonly Assembly Core = typeof(IComposer).Assembly;

    /// <param name="only">When set, this assembly and Umbraco.Core and no more.</param>
    public UmbracoAssemblies(Assembly? only)
    {
        Assemblies = only is not null ? [Core, only] : Find();
    }

    public IEnumerable<Assembly> Assemblies { get; }

    private static List<Assembly> Find()
    {
        // The references are read without loading anything: beside the site there are also files that do not load.
        Dictionary<string, string[]> references = new(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            if (ReadReferences(file) is { } found)
            {
                references[Path.GetFileNameWithoutExtension(file)] = found;
            }
        }

        var refers = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase) { [Core.GetName().Name!] = true };
        return [.. references.Keys.Where(RefersToUmbraco).Order(StringComparer.Ordinal).Select(x => Assembly.Load(new AssemblyName(x))).Append(Core).Distinct()];

        bool RefersToUmbraco(string name)
        {
            if (!refers.TryGetValue(name, out var result))
            {
                refers[name] = false;
                refers[name] = result = references.TryGetValue(name, out string[]? names) && Array.Exists(names, RefersToUmbraco);
            }

            return result;
        }
    }

    private static string[]? ReadReferences(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        if (!reader.HasMetadata)
        {
            return null;
        }

        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(x => metadata.GetString(metadata.GetAssemblyReference(x).Name))];
    }
}
