using System.Collections.Concurrent;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Halden.Umbraco.SelfService;

/// <summary>How the bytes of an answer are coded.</summary>
internal enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>What a client asks for in its request headers. Headers that make no sense count as absent.</summary>
internal static class ContentNegotiation
{
    private const int MostKept = 200;
    private const int LongestKept = 60;

    private static readonly ConcurrentDictionary<string, ContentCoding> Codings = new(StringComparer.Ordinal);
    private static int _kept;

    /// <summary>The coding that the client likes best; Brotli before gzip before none where it does not mind.</summary>
    public static ContentCoding Coding(StringValues acceptEncoding)
    {
        // Browsers of the world say it in some dozen ways; anybody can say it in ways without end, which are not kept.
        if (acceptEncoding.Count != 1 || acceptEncoding[0] is not { Length: > 0 and <= LongestKept } said)
        {
            return Read(acceptEncoding);
        }

        if (!Codings.TryGetValue(said, out var coding))
        {
            coding = Read(acceptEncoding);
            if (Volatile.Read(ref _kept) < MostKept && Codings.TryAdd(said, coding))
            {
                Interlocked.Increment(ref _kept);
            }
        }

        return coding;
    }

    private static ContentCoding Read(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. acceptEncoding!], out var accepted))
        {
            return ContentCoding.Identity;
        }

        var other = Quality(accepted, "*");
        var brotli = Quality(accepted, "br") ?? other ?? 0;
        var gzip = Quality(accepted, "gzip") ?? Quality(accepted, "x-gzip") ?? other ?? 0;

        // Unnamed, identity is welcome but never preferred to a coding that was asked for.
        var identity = Quality(accepted, "identity") ?? double.Epsilon;
        return brotli > 0 && brotli >= gzip && brotli >= identity ? ContentCoding.Brotli
            : gzip > 0 && gzip >= identity ? ContentCoding.Gzip
            : ContentCoding.Identity;
    }

    /// <summary>The culture that the client likes best among ours; bokmål where it names none of them.</summary>
    public static string Culture(StringValues acceptLanguage)
    {
        if (acceptLanguage.Count == 0 || !StringWithQualityHeaderValue.TryParseList([.. acceptLanguage!], out var accepted))
        {
            return Cultures.Bokmal;
        }

        return accepted
            .Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => OfLanguage(language.Value.ToString()))
            .FirstOrDefault(culture => culture is not null) ?? Cultures.Bokmal;
    }

    /// <summary>Whether the client already has what carries this tag.</summary>
    public static bool IsKnown(StringValues ifNoneMatch, string etag)
    {
        if (ifNoneMatch.Count == 0 || !EntityTagHeaderValue.TryParseList([.. ifNoneMatch!], out var known))
        {
            return false;
        }

        var tag = new EntityTagHeaderValue(etag);
        return known.Any(candidate => candidate.Tag == "*" || candidate.Compare(tag, useStrongComparison: false));
    }

    private static double? Quality(IList<StringWithQualityHeaderValue> accepted, string name)
    {
        foreach (var value in accepted)
        {
            if (value.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value.Quality ?? 1;
            }
        }

        return null;
    }

    private static string? OfLanguage(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        "nb" or "no" => Cultures.Bokmal,
        "nn" => Cultures.NewNorwegian,
        "en" => Cultures.English,
        _ => null,
    };
}
