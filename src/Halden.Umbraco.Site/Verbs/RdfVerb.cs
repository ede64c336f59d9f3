using System.CommandLine;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>rdf FILE|-</c>: prints the triples of a document as N-Triples, or where it cannot be read. Needs no started site.</summary>
internal static class RdfVerb
{
    private static readonly Dictionary<string, RdfFormat> Formats = new()
    {
        ["ttl"] = RdfFormat.Turtle,
        ["nt"] = RdfFormat.NTriples,
        ["rdf"] = RdfFormat.RdfXml,
        ["jsonld"] = RdfFormat.JsonLd,
    };

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Fil med RDF, eller - for standard inn." };
        var format = new Option<string?>("--format") { Description = "ttl, nt, rdf eller jsonld; ellers etter filnavnet." };
        format.AcceptOnlyFromAmong([.. Formats.Keys]);
        var baseIri = new Option<string?>("--base") { Description = "Adressen som relative adresser i filen går ut fra." };
        var output = new Option<string>("--as") { Description = "Hva svaret skrives som.", DefaultValueFactory = _ => "nt" };
        output.AcceptOnlyFromAmong([.. Formats.Keys]);
        var verb = new Command("rdf", "Vis triplene i en RDF-fil.") { file, format, baseIri, output };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            if (path != "-" && !File.Exists(path))
            {
                Console.Error.WriteLine($"Finner ikke filen {Path.GetFullPath(path)}.");
                return ExitCodes.Usage;
            }

            var graph = new RdfGraph();
            try
            {
                using var input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
                var address = parsed.GetValue(baseIri) ?? (path == "-" ? null : new Uri(Path.GetFullPath(path)).AbsoluteUri);
                if (parsed.GetValue(format) is { } named)
                {
                    Formats[named].Read(input, address, graph.Add);
                }
                else if (RdfFormats.FromFileName(path) is { } known)
                {
                    known.Read(input, address, graph.Add);
                }
                else
                {
                    using var whole = new MemoryStream();
                    input.CopyTo(whole);
                    whole.Position = 0;
                    RdfFormats.Guess(whole.GetBuffer().AsSpan(0, (int)whole.Length)).Read(whole, address, graph.Add);
                }
            }
            catch (RdfException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return ExitCodes.Findings;
            }

            using var target = Console.OpenStandardOutput();
            RdfWriter.Write(graph, Formats[parsed.GetValue(output)!], target);
            return ExitCodes.Success;
        });
        return verb;
    }
}
