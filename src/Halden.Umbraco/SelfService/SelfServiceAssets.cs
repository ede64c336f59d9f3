using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace Halden.Umbraco.SelfService;

/// <summary>
/// The style sheets and scripts of the public pages, compressed once: a host serves its files as they are, and as they are they
/// weigh ten times what the page does. The site's own file of the same name, in its web root, is served instead.
/// </summary>
internal sealed class SelfServiceAssets(IWebHostEnvironment host)
{
    /// <summary>They have another address with another version of the plugin; what a site has put in their place may change at any time.</summary>
    public const string Kept = "public, max-age=3600";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["designsystemet-theme.css"] = "text/css; charset=utf-8",
        ["designsystemet.css"] = "text/css; charset=utf-8",
        ["halden.css"] = "text/css; charset=utf-8",
        ["skjema.js"] = "text/javascript; charset=utf-8",
        ["sok.js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary();

    private readonly ConcurrentDictionary<string, StoredResponse> _stored = new();

    /// <summary>Whether a file in lower case, below the public node, is one of them.</summary>
    public static bool Contains(string name) => Types.ContainsKey(name);

    /// <summary>The file as it is now; null where the host has none of the name.</summary>
    public StoredResponse? Find(string name)
    {
        var file = host.WebRootFileProvider.GetFileInfo($"{SelfServicePaths.Root}/{name}");
        if (!file.Exists)
        {
            return null;
        }

        var madeFrom = string.Create(CultureInfo.InvariantCulture, $"{file.LastModified.UtcTicks} {file.Length}");
        return _stored.AddOrUpdate(name, _ => Store(null), (_, known) => Store(known));

        StoredResponse Store(StoredResponse? known) => StoredResponse.Keep(known, madeFrom, Types[name], () => Read(file));
    }

    private static byte[] Read(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
