using System.Text;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>The parts of an IRI reference, as RFC 3986 appendix B takes it apart.</summary>
/// <param name="Scheme">Without the colon, or null.</param>
/// <param name="Authority">Without the slashes, or null.</param>
/// <param name="Path">Possibly empty.</param>
/// <param name="Query">Without the question mark, or null.</param>
/// <param name="Fragment">Without the number sign, or null.</param>
internal readonly record struct IriParts(string? Scheme, string? Authority, string Path, string? Query, string? Fragment)
{
    public static IriParts Of(string reference)
    {
        var rest = reference.AsSpan();
        string? scheme = null, authority = null, query = null, fragment = null;
        if (Iris.SchemeLength(rest) is > 0 and var length)
        {
            scheme = rest[..length].ToString();
            rest = rest[(length + 1)..];
        }

        if (rest.IndexOf('#') is >= 0 and var hash)
        {
            fragment = rest[(hash + 1)..].ToString();
            rest = rest[..hash];
        }

        if (rest.IndexOf('?') is >= 0 and var mark)
        {
            query = rest[(mark + 1)..].ToString();
            rest = rest[..mark];
        }

        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            var slash = rest.IndexOf('/');
            authority = (slash < 0 ? rest : rest[..slash]).ToString();
            rest = slash < 0 ? [] : rest[slash..];
        }

        return new IriParts(scheme, authority, rest.ToString(), query, fragment);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        if (Scheme is not null)
        {
            text.Append(Scheme).Append(':');
        }

        if (Authority is not null)
        {
            text.Append("//").Append(Authority);
        }

        text.Append(Path);
        if (Query is not null)
        {
            text.Append('?').Append(Query);
        }

        return (Fragment is null ? text : text.Append('#').Append(Fragment)).ToString();
    }
}

/// <summary>Resolves references against a base by RFC 3986 section 5.2, without any of the normalisations of its section 6.</summary>
internal sealed class IriBase(string value)
{
    private readonly IriParts _parts = IriParts.Of(value);

    /// <summary>The absolute IRI of <paramref name="reference"/>.</summary>
    public string Resolve(string reference)
    {
        var r = IriParts.Of(reference);
        if (r.Scheme is not null)
        {
            return HasDots(r.Path) ? (r with { Path = WithoutDots(r.Path) }).ToString() : reference;
        }

        if (r.Authority is not null)
        {
            return (r with { Scheme = _parts.Scheme, Path = WithoutDots(r.Path) }).ToString();
        }

        if (r.Path.Length == 0)
        {
            return (_parts with { Query = r.Query ?? _parts.Query, Fragment = r.Fragment }).ToString();
        }

        var path = r.Path[0] == '/' ? r.Path
            : _parts is { Authority: not null, Path.Length: 0 } ? "/" + r.Path
            : _parts.Path[..(_parts.Path.LastIndexOf('/') + 1)] + r.Path;
        return (_parts with { Path = WithoutDots(path), Query = r.Query, Fragment = r.Fragment }).ToString();
    }

    /// <summary>The base itself.</summary>
    public override string ToString() => value;

    private static bool HasDots(string path) => path.Contains("/.", StringComparison.Ordinal);

    // RFC 3986 section 5.2.4, over a list of segments instead of a string that is cut at both ends.
    private static string WithoutDots(string path)
    {
        if (!HasDots(path) && !path.StartsWith('.'))
        {
            return path;
        }

        List<string> kept = [];
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                case "..":
                    if (segments[i] == ".." && kept.Count > (path[0] == '/' ? 1 : 0))
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    if (last)
                    {
                        kept.Add(string.Empty);
                    }

                    break;
                default:
                    kept.Add(segments[i]);
                    break;
            }
        }

        return string.Join('/', kept);
    }
}

/// <summary>What the readers and writers need to know of IRIs.</summary>
internal static class Iris
{
    /// <summary>Length of the scheme before its colon; 0 for a relative reference.</summary>
    public static int SchemeLength(ReadOnlySpan<char> iri)
    {
        if (iri.IsEmpty || !char.IsAsciiLetter(iri[0]))
        {
            return 0;
        }

        for (var i = 1; i < iri.Length; i++)
        {
            if (iri[i] == ':')
            {
                return i;
            }

            if (!char.IsAsciiLetterOrDigit(iri[i]) && iri[i] is not ('+' or '-' or '.'))
            {
                return 0;
            }
        }

        return 0;
    }

    public static bool IsAbsolute(ReadOnlySpan<char> iri) => SchemeLength(iri) > 0;

    /// <summary>Whether a character may stand in an IRI (IRIREF in the grammar of Turtle); half a surrogate pair counts as may.</summary>
    public static bool MayContain(char c) => c > ' ' && c is not ('<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\');

    /// <summary>Whether a text can be written as an IRI in every format.</summary>
    public static bool IsWritable(string iri)
    {
        if (!IsAbsolute(iri))
        {
            return false;
        }

        foreach (var c in iri)
        {
            if (!MayContain(c))
            {
                return false;
            }
        }

        return true;
    }
}
