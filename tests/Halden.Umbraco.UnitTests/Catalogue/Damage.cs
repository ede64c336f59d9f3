namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>Damages documents by chance, the same way each time for the same seed.</summary>
internal static class Damage
{
    private static readonly byte[][] Splices =
    [
        "<"u8.ToArray(), ">"u8.ToArray(), "\""u8.ToArray(), "\"\"\""u8.ToArray(), "'"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), "("u8.ToArray(), ")"u8.ToArray(),
        "{"u8.ToArray(), "}"u8.ToArray(), "\\u00"u8.ToArray(), "\\U0001F600"u8.ToArray(), "@"u8.ToArray(), "^^"u8.ToArray(), "."u8.ToArray(), ";"u8.ToArray(), "\0"u8.ToArray(),
        [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], "<!DOCTYPE x>"u8.ToArray(), "&#0;"u8.ToArray(), "]]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "1e999"u8.ToArray(),
        "\\ud800"u8.ToArray(), "null,"u8.ToArray(), ":[]"u8.ToArray(), "&lt;ul&gt;"u8.ToArray(), "<return>"u8.ToArray(), "</return>"u8.ToArray(),
    ];

    /// <summary>Some of <paramref name="documents"/>, each with something changed, taken out, put in or said twice in up to <paramref name="places"/> places.</summary>
    public static IEnumerable<byte[]> Of(IReadOnlyList<byte[]> documents, int seed, int rounds, int places = 5)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = documents[random.Next(documents.Count)].ToList();
            for (var change = random.Next(1, places + 1); change > 0 && bytes.Count > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                        break;
                    case 2:
                        bytes.InsertRange(at, Splices[random.Next(Splices.Length)]);
                        break;
                    default:
                        bytes.InsertRange(at, bytes.GetRange(random.Next(at + 1), random.Next(Math.Min(200, bytes.Count - at))).ToArray().Take(200));
                        break;
                }
            }

            yield return [.. bytes];
        }
    }
}
