using System.Text;
using Halden.Umbraco.Catalogue.Rdf;
using static Halden.Umbraco.UnitTests.Catalogue.Rdf.Documents;

namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Documents made to harm, or broken on the way: an error with its place, in short time and little memory.</summary>
public sealed class HostileDocumentsTests
{
    private const string Rdf = "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:ex=\"https://example.org/\"";

    [Fact]
    public void ExternalEntityIsNeverResolved()
    {
        var refused = Refuse(RdfFormat.RdfXml, $"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF {Rdf}><rdf:Description><ex:p>&x;</ex:p></rdf:Description></rdf:RDF>""");
        Assert.Contains("DOCTYPE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BillionLaughsAreRefused()
    {
        var entities = string.Concat(Enumerable.Range(1, 20).Select(n => $"<!ENTITY l{n} \"{string.Concat(Enumerable.Repeat($"&l{n - 1};", 10))}\">"));
        Refuse(RdfFormat.RdfXml, $"""<!DOCTYPE r [<!ENTITY l0 "ha">{entities}]><rdf:RDF {Rdf}><rdf:Description><ex:p>&l20;</ex:p></rdf:Description></rdf:RDF>""");
    }

    [Theory]
    [InlineData(RdfFormat.Turtle, "<s> <p> ", "(", "")]
    [InlineData(RdfFormat.Turtle, "<s> <p> ", "[ <p> ", "")]
    [InlineData(RdfFormat.JsonLd, "", "[", "")]
    [InlineData(RdfFormat.JsonLd, "", """{"https://example.org/p":""", "")]
    [InlineData(RdfFormat.JsonLd, """{"https://example.org/p":""", """{"@list":[""", "")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}>", "<rdf:Description><ex:p>", "")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description>", "<ex:p rdf:parseType='Resource'>", "")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description><ex:p rdf:parseType='Literal'>", "<b>", "")]
    public void DeepNestingIsRefused(object format, string start, string level, string end)
    {
        var refused = Refuse((RdfFormat)format, start + string.Concat(Enumerable.Repeat(level, 100_000)) + end);
        Assert.Contains("nivåer", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RdfFormat.Turtle, "<s> <p> '", "' .")]
    [InlineData(RdfFormat.Turtle, "<s> <p> \"\"\"", "\"\"\" .")]
    [InlineData(RdfFormat.NTriples, "<ex:s> <ex:p> \"", "\" .")]
    [InlineData(RdfFormat.JsonLd, """{"ex:p":" """, "\"}")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description><ex:p>", "</ex:p></rdf:Description></rdf:RDF>")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description ex:p='", "'/></rdf:RDF>")]
    public void LiteralOfTenMegabytesIsRefused(object format, string start, string end)
    {
        var refused = Refuse((RdfFormat)format, start + new string('x', 10 * 1024 * 1024) + end);
        Assert.Contains("lengre enn", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RdfFormat.Turtle, "<", "> <p> 1 .")]
    [InlineData(RdfFormat.Turtle, "@prefix ", ": <ex:> .")]
    [InlineData(RdfFormat.Turtle, "@prefix a: <ex:> . a:", " <p> 1 .")]
    [InlineData(RdfFormat.Turtle, "_:", " <p> 1 .")]
    [InlineData(RdfFormat.Turtle, "<s> <p> 1", " .")]
    [InlineData(RdfFormat.Turtle, "<s> <p> 'x'@no-", " .")]
    [InlineData(RdfFormat.JsonLd, "{\"@id\":\"ex:", "\"}")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description rdf:about='", "'/></rdf:RDF>")]
    public void NameOrAddressWithoutEndIsRefused(object format, string start, string end)
    {
        if (start.EndsWith("<p> 1", StringComparison.Ordinal))
        {
            Refuse((RdfFormat)format, start + new string('1', 100_000) + end);
            return;
        }

        Refuse((RdfFormat)format, start + new string('a', 100_000) + end);
    }

    [Theory]
    [InlineData(RdfFormat.Turtle)]
    [InlineData(RdfFormat.NTriples)]
    [InlineData(RdfFormat.JsonLd)]
    [InlineData(RdfFormat.RdfXml)]
    public void FileOverTheLimitIsRefused(object format)
    {
        var text = (RdfFormat)format switch
        {
            RdfFormat.RdfXml => $"<rdf:RDF {Rdf}>{new string(' ', 10_000)}</rdf:RDF>",
            RdfFormat.JsonLd => $"[{new string(' ', 10_000)}]",
            _ => new string('\n', 10_000),
        };
        Refuse((RdfFormat)format, text, RdfLimits.Default with { MaxBytes = 5_000, MaxJsonBytes = 5_000 });
    }

    [Fact]
    public void TooManyNodesWithoutNameAreRefused() =>
        Refuse(RdfFormat.Turtle, string.Concat(Enumerable.Repeat("<s> <p> [] .\n", 101)), RdfLimits.Default with { MaxBlankNodes = 100 });

    [Theory]
    [InlineData(RdfFormat.Turtle)]
    [InlineData(RdfFormat.NTriples)]
    public void InvalidUtf8IsLocated(object format)
    {
        byte[] bytes = [.. "<ex:s> <ex:p> \"a\" .\n<ex:s> <ex:p> \"æ"u8, 0xC3, 0x28, .. "\" .\n"u8];
        var refused = Refuse((RdfFormat)format, bytes);
        Assert.Equal((2, 17), (refused.Line, refused.Column));
        Assert.Contains("UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RdfFormat.JsonLd, "{\"ex:p\":\"", "\"}")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description><ex:p>", "</ex:p></rdf:Description></rdf:RDF>")]
    public void InvalidUtf8IsRefused(object format, string start, string end) =>
        Refuse((RdfFormat)format, [.. Encoding.UTF8.GetBytes(start), 0xC3, 0x28, 0xFF, .. Encoding.UTF8.GetBytes(end)]);

    [Fact]
    public void TruncatedUtf8IsRefused() => Refuse(RdfFormat.Turtle, [.. "<ex:s> <ex:p> 'a' . # "u8, 0xE2, 0x82]);

    [Theory]
    [InlineData(RdfFormat.Turtle, "<ex:s> <ex:p> 1 .")]
    [InlineData(RdfFormat.NTriples, "<ex:s> <ex:p> \"1\" .")]
    [InlineData(RdfFormat.JsonLd, """{"@id":"ex:s","ex:p":1}""")]
    [InlineData(RdfFormat.RdfXml, $"<rdf:RDF {Rdf}><rdf:Description><ex:p>1</ex:p></rdf:Description></rdf:RDF>")]
    public void ByteOrderMarkIsAccepted(object format, string text) => Assert.Single(Read((RdfFormat)format, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]));

    [Theory]
    [InlineData(RdfFormat.Turtle)]
    [InlineData(RdfFormat.NTriples)]
    [InlineData(RdfFormat.JsonLd)]
    public void Utf16IsRefusedWithWhatToDo(object format) =>
        Assert.Contains("Lagre den som UTF-8", Refuse((RdfFormat)format, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<ex:s>")]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<ex:s> <ex:p> \"\\uD800\" .")]
    [InlineData("<ex:s> <ex:p> \"\\U00110000\" .")]
    [InlineData("<ex:s> <ex:p> \"\\uFFF\" .")]
    [InlineData("<ex:\\u0020> <ex:p> 1 .")]
    public void EscapeOfNoCharacterIsRefused(string turtle) => Refuse(RdfFormat.Turtle, turtle);

    [Theory]
    [InlineData("<s> <p> 'x' ;\n  <q> 'y'\n<t> <p> 'z' .", 3, 1)]
    [InlineData("<s> <p>\n   ukjent:x .", 2, 4)]
    [InlineData("# 'æøå'\n<s> <p> 'æ' 'ø' .", 2, 13)]
    [InlineData("<s> <p> 'uten slutt\n", 1, 20)]
    public void ErrorIsWhereItIs(string turtle, int line, int column)
    {
        var refused = Refuse(RdfFormat.Turtle, turtle);
        Assert.Equal((line, column), (refused.Line, refused.Column));
    }

    [Fact]
    public void ErrorFarOutIsWhereItIs()
    {
        var lines = string.Concat(Enumerable.Repeat("<https://example.org/s> <https://example.org/p> \"\"\"linje\nlinje\"\"\" .\n", 20_000));
        var refused = Refuse(RdfFormat.Turtle, lines + "   feil");
        Assert.Equal((40_001, 4), (refused.Line, refused.Column));
    }

    [Fact]
    public void RelativeAddressNeedsABase()
    {
        var refused = Assert.Throws<RdfException>(() => Read(RdfFormat.Turtle, "<s> <p> 1 ."));
        Assert.Contains("@base", refused.Message, StringComparison.Ordinal);
    }
}
