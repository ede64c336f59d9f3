using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class JsonPiecesTests
{
    [Theory]
    [InlineData("[]", "")]
    [InlineData(" \r\n[ 1 , \"a,]\\\"b\" ,\t{\"x\":[1,{}]},[[]],null ] ", "1 |\"a,]\\\"b\"|{\"x\":[1,{}]}|[[]]|null ")]
    [InlineData("{}", "")]
    [InlineData("{ \"a\" : 1, \"b\\u00e6,:\" :[2] }", "a=1|bæ,:=[2]")]
    [InlineData("\uFEFF[true]", "true")]
    public void CutsBetweenTheValuesWhereverTheStreamIsCut(string json, string pieces)
    {
        foreach (var atATime in new[] { 1, 2, 3, 7, 1000 })
        {
            Assert.Equal(pieces, string.Join('|', Read(json, atATime).Select(piece => (piece.Name is { } name ? $"{name}=" : string.Empty) + piece.Text)));
        }
    }

    [Fact]
    public void GivesWhatAnyParserGives()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var list = new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(_ => Value(random, 3))]);
            var json = list.ToJsonString(new JsonSerializerOptions { WriteIndented = round % 2 == 0 });

            Assert.Equal(
                list.Select(value => value?.ToJsonString() ?? "null"),
                Read(json, 1 + random.Next(40)).Select(piece => JsonNode.Parse(piece.Text)?.ToJsonString() ?? "null"));
        }
    }

    [Fact]
    public void PassesOverWhatIsTooLargeAndReadsTheNext()
    {
        var json = $"[1,{{\"a\":[\"{new string('x', 300_000)}\\\"]\"]}},\n  [2]]";

        var pieces = Read(json, 1000, largest: 1000);

        Assert.Equal([("1", false), (string.Empty, true), ("[2]", false)], pieces.Select(piece => (piece.Text, piece.IsTooLarge)));
        Assert.Equal((2, 3, json.IndexOf("[2]", StringComparison.Ordinal)), (pieces[2].Line, pieces[2].Column, pieces[2].Offset));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("7", 1, 1)]
    [InlineData("[1,", 1, 4)]
    [InlineData("[1,]", 1, 4)]
    [InlineData("[,1]", 1, 2)]
    [InlineData("[1\n 2}", 2, 3)]
    [InlineData("[[1}", 1, 5)]
    [InlineData("[\"a\" \"b\"]", 1, 6)]
    [InlineData("[1]\n\n x", 3, 2)]
    [InlineData("{\"a\" 1}", 1, 6)]
    [InlineData("{a:1}", 1, 2)]
    [InlineData("{\"a\":}", 1, 6)]
    [InlineData("{\"a\":1,}", 1, 8)]
    [InlineData("[\"a", 1, 4)]
    public void SaysWhereItIsBroken(string json, int line, int column)
    {
        foreach (var atATime in new[] { 1, 1000 })
        {
            var broken = Assert.Throws<JsonException>(() => Read(json, atATime));
            Assert.Equal((line, column), (broken.LineNumber + 1, broken.BytePositionInLine + 1));
        }
    }

    private static List<Piece> Read(string json, int atATime, int largest = 100_000)
    {
        using var pieces = new JsonPieces(new Slow(Encoding.UTF8.GetBytes(json), atATime), largest);
        List<Piece> read = [];
        while (pieces.Read())
        {
            var piece = pieces.Current;
            read.Add(new Piece(piece.Name, Encoding.UTF8.GetString(piece.Utf8.Span), piece.IsTooLarge, piece.Line, piece.Column, piece.Offset));
        }

        return read;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => null,
        1 => random.NextDouble() > 0.5,
        2 => random.Next(-1000, 1000),
        3 => new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => "[]{},:\"\\ æ\n"[random.Next(11)])]),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"{i}\"]", Value(random, depth - 1)))),
    };

    private sealed record Piece(string? Name, string Text, bool IsTooLarge, int Line, int Column, long Offset);

    /// <summary>A stream as a network gives it: a little at a time.</summary>
    private sealed class Slow(byte[] bytes, int atATime) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(atATime, buffer.Length)]);
    }
}
