using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>What an operation gave back, once for each <c>return</c>.</summary>
/// <param name="Value">The element in the shape of the catalogue's JSON.</param>
/// <param name="IsTooLarge">It was beyond <see cref="NtkJson.MaxItemBytes"/> and was not kept.</param>
internal readonly record struct NtkSoapReturn(JsonElement Value, bool IsTooLarge = false);

/// <summary>The service answered with a SOAP fault.</summary>
internal sealed class NtkSoapFaultException(string reason) : Exception(reason);

/// <summary>The answer is XML, but no SOAP answer.</summary>
internal sealed class NotSoapException() : Exception("The answer is not a SOAP envelope with a body.");

/// <summary>
/// Reads an answer of the SOAP service and gives its elements the shape of the catalogue's JSON, so that one class
/// (<see cref="NtkDescription"/>) understands both. The service's namespace is known to nobody outside: local names decide.
/// </summary>
internal static class NtkSoapReader
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private const int MaxDepth = 64;

    private const int MaxFaultLength = 300;

    // Fields that are lists in JSON; in XML a list is only an element that happens to be repeated.
    private static readonly HashSet<string> Lists = ["dokumentRef", "emneordRefs", "livsITRefs", "beslektedeTjenesterRef", "kategori"];

    // The names in a list's element that say something; another one, alone, is only a wrapper around the elements.
    private static readonly HashSet<string> Leaves = ["psi", "navn", "uri", "tittel", "tjenestebeskrivelseID", "scalaTjenestebeskrivelseID"];

    /// <summary>Settings for any XML of the service: no DTD, nothing fetched, no more than <paramref name="maxCharacters"/>.</summary>
    public static XmlReaderSettings Settings(long maxCharacters) => new()
    {
        Async = true,
        CloseInput = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = maxCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads an answer to its end: of half an answer nothing is kept.</summary>
    /// <exception cref="NtkSoapFaultException">It is a SOAP fault.</exception>
    /// <exception cref="NotSoapException">It is something else.</exception>
    /// <exception cref="XmlException">It is not XML, has a DTD, or was cut short.</exception>
    public static async Task<IReadOnlyList<NtkSoapReturn>> ReadAsync(Stream answer, CancellationToken cancellationToken)
    {
        using var xml = XmlReader.Create(answer, Settings(NtkJson.MaxFileBytes));
        List<NtkSoapReturn> returns = [];
        var hasBody = false;
        while (await xml.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.Depth, xml.LocalName)
            {
                case (0, not "Envelope"):
                    throw new NotSoapException();
                case (1, "Body"):
                    hasBody = true;
                    break;
                case (2, "Fault") when hasBody:
                    var fault = await new Element(xml).ReadAsync();
                    throw new NtkSoapFaultException(Reason(fault.Value));
                case (3, "return") when hasBody:
                    returns.Add(await new Element(xml).ReadAsync());
                    break;
                case ( > MaxDepth, _):
                    throw new NotSoapException();
            }
        }

        return hasBody ? returns : throw new NotSoapException();
    }

    // SOAP 1.1 has faultstring, SOAP 1.2 Reason/Text.
    private static string Reason(JsonElement fault)
    {
        var said = fault.ValueKind != JsonValueKind.Object ? default
            : fault.TryGetProperty("faultstring", out var text) ? text
            : fault.TryGetProperty("Reason", out var reason) && reason.ValueKind == JsonValueKind.Object && reason.TryGetProperty("Text", out var inner) ? inner
            : default;
        var line = said.ValueKind == JsonValueKind.String
            ? string.Concat(said.GetString()!.Select(c => char.IsControl(c) ? ' ' : c)).Trim()
            : string.Empty;
        return line.Length <= MaxFaultLength ? line : line[..MaxFaultLength] + "…";
    }

    /// <summary>One <c>return</c>, or a fault.</summary>
    private sealed class Element(XmlReader xml)
    {
        private readonly char[] _buffer = new char[4096];
        private int _room = NtkJson.MaxItemBytes;

        public async Task<NtkSoapReturn> ReadAsync()
        {
            var value = await ValueAsync();
            return _room < 0 ? new NtkSoapReturn(default, IsTooLarge: true) : new NtkSoapReturn(JsonSerializer.SerializeToElement(value));
        }

        /// <summary>Reads the element that the reader stands on, to its end.</summary>
        private async Task<JsonNode?> ValueAsync()
        {
            if (xml.Depth > MaxDepth)
            {
                throw new NotSoapException();
            }

            var isNil = xml.GetAttribute("nil", Instance) is "true" or "1";
            if (xml.IsEmptyElement)
            {
                return isNil ? null : string.Empty;
            }

            JsonObject? fields = null;
            var text = new StringBuilder();
            while (await xml.ReadAsync() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType == XmlNodeType.Element)
                {
                    var name = xml.LocalName;
                    _room -= name.Length;
                    var value = await ValueAsync();
                    if (_room >= 0)
                    {
                        Add(fields ??= [], name, value);
                    }
                }
                else
                {
                    await AppendAsync(text);
                }
            }

            return fields is not null ? fields : isNil ? null : text.ToString();
        }

        // Piece by piece: one text as long as the whole answer must not be held only to be thrown away.
        private async Task AppendAsync(StringBuilder text)
        {
            if (!xml.CanReadValueChunk)
            {
                return;
            }

            for (int read; (read = await xml.ReadValueChunkAsync(_buffer, 0, _buffer.Length)) > 0;)
            {
                _room -= read;
                if (_room >= 0)
                {
                    text.Append(_buffer, 0, read);
                }
            }
        }

        private void Add(JsonObject fields, string name, JsonNode? value)
        {
            if (Lists.Contains(name))
            {
                var list = fields[name] as JsonArray;
                if (list is null)
                {
                    fields[name] = list = [];
                }

                foreach (var item in Items(value))
                {
                    list.Add(item);
                }
            }
            else if (fields[name] is not { } earlier)
            {
                fields[name] = value;
            }
            else if (earlier is JsonValue first && value is JsonValue second)
            {
                // Each joining copies what came before: a text in a million pieces would take all day, so it counts.
                var text = first.GetValue<string>();
                _room -= text.Length;
                fields[name] = $"{text}\n{second.GetValue<string>()}";
            }
            else if (value is not null)
            {
                if (earlier is not JsonArray many)
                {
                    fields.Remove(name);
                    fields[name] = many = [earlier];
                }

                many.Add(value);
            }
        }

        private static IEnumerable<JsonNode> Items(JsonNode? value)
        {
            switch (value)
            {
                case null:
                case JsonValue text when string.IsNullOrWhiteSpace(text.GetValue<string>()):
                    return [];
                case JsonObject { Count: 1 } wrapper when wrapper.First() is var (name, inner) && !Leaves.Contains(name):
                    wrapper.Remove(name);
                    if (inner is not JsonArray many)
                    {
                        return inner is null ? [] : [inner];
                    }

                    List<JsonNode> items = [.. many.OfType<JsonNode>()];
                    many.Clear();
                    return items;
                default:
                    return [value];
            }
        }
    }
}
