using System.Buffers;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>Knows the robots that say what they are. One that calls itself a browser is counted as one.</summary>
internal static class Robots
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [
            "bot", "crawl", "spider", "slurp", "archiver", "facebookexternalhit", "preview", "monitor", "uptime", "pingdom", "lighthouse",
            "curl/", "wget/", "python-", "java/", "go-http-client", "okhttp", "libwww", "httpclient", "axios", "node-fetch",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a User-Agent is a robot's, or says nothing.</summary>
    public static bool Is(string userAgent) => userAgent.Length == 0 || userAgent.AsSpan().ContainsAny(Marks);
}
