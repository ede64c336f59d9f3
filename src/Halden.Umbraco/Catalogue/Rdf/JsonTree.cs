using System.Text;
using System.Text.Json;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>A JSON value that knows where it stands, which <see cref="JsonElement"/> does not.</summary>
internal abstract record JsonTree(long Offset)
{
    /// <summary>Reads a value, which stands at <paramref name="start"/> in its document.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonTree Parse(ReadOnlySpan<byte> utf8, int maxDepth, long start)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        var root = Read(ref reader, start);
        reader.Read();
        return root;
    }

    private static JsonTree Read(ref Utf8JsonReader reader, long start)
    {
        var offset = start + reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<KeyValuePair<string, JsonTree>> members = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = Text(ref reader, start);
                    reader.Read();
                    members.Add(new(name, Read(ref reader, start)));
                }

                return new JsonObjectTree(offset, members);
            case JsonTokenType.StartArray:
                List<JsonTree> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, start));
                }

                return new JsonArrayTree(offset, items);
            case JsonTokenType.String:
                return new JsonText(offset, Text(ref reader, start));
            case JsonTokenType.Number:
                return new JsonNumber(offset, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonBoolean(offset, reader.TokenType == JsonTokenType.True);
            default:
                return new JsonNull(offset);
        }
    }

    // Half a surrogate pair is JSON, but no text.
    private static string Text(ref Utf8JsonReader reader, long start)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidJsonTextException(start + reader.TokenStartIndex);
        }
    }
}

internal sealed record JsonObjectTree(long Offset, List<KeyValuePair<string, JsonTree>> Members) : JsonTree(Offset)
{
    /// <summary>The member, the last where there are several of the name, or null.</summary>
    public JsonTree? this[string name]
    {
        get
        {
            var index = Members.FindLastIndex(member => member.Key == name);
            return index < 0 ? null : Members[index].Value;
        }
    }
}

/// <param name="Offset">Where it stands.</param>
/// <param name="Items">Its values; of a list that is too large to be held, read anew each time.</param>
internal sealed record JsonArrayTree(long Offset, IEnumerable<JsonTree> Items) : JsonTree(Offset);

internal sealed record JsonText(long Offset, string Value) : JsonTree(Offset);

internal sealed record JsonNumber(long Offset, string Raw) : JsonTree(Offset);

internal sealed record JsonBoolean(long Offset, bool Value) : JsonTree(Offset);

internal sealed record JsonNull(long Offset) : JsonTree(Offset);

/// <summary>A JSON string that is no text.</summary>
internal sealed class InvalidJsonTextException(long offset) : Exception
{
    public long Offset { get; } = offset;
}
