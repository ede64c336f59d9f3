using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Serialization;

namespace Halden.Umbraco.Embedded;

/// <summary>Umbraco's JSON: camel case, enumerations and UDIs as text, objects of unknown type as plain values.</summary>
internal sealed class EmbeddedJsonSerializer : IConfigurationEditorJsonSerializer, IWebhookJsonSerializer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new UdiConverter(), new PlainObjectConverter() },
    };

    public string Serialize(object? input) => JsonSerializer.Serialize(input, Options);

    public T? Deserialize<T>(string input) => JsonSerializer.Deserialize<T>(input, Options);

    public bool TryDeserialize<T>(object input, [NotNullWhen(true)] out T? value)
        where T : class
    {
        var json = input switch
        {
            string text when text.TrimStart() is ['{' or '[', ..] => text,
            JsonNode node => node.ToJsonString(),
            _ => null,
        };
        value = json is null ? null : Deserialize<T>(json);
        return value is not null;
    }

    private sealed class UdiConverter : JsonConverter<Udi>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Udi).IsAssignableFrom(typeToConvert);

        public override Udi? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString() is { Length: > 0 } text ? UdiParser.Parse(text) : null;

        public override void Write(Utf8JsonWriter writer, Udi value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary>Reads what is declared as object to text, numbers, lists and dictionaries, as configurations expect.</summary>
    private sealed class PlainObjectConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    return null;
                case JsonTokenType.True:
                    return true;
                case JsonTokenType.False:
                    return false;
                case JsonTokenType.String:
                    return reader.GetString();
                case JsonTokenType.Number:
                    return reader.TryGetInt32(out var small) ? small : reader.TryGetInt64(out var large) ? large : reader.GetDecimal();
                case JsonTokenType.StartArray:
                    return ReadList(ref reader, options);
                case JsonTokenType.StartObject:
                    return JsonSerializer.Deserialize<JsonObject>(ref reader, options);
                default:
                    throw new JsonException();
            }
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            if (value.GetType() == typeof(object))
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }
            else
            {
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
            }
        }

        private object ReadList(ref Utf8JsonReader reader, JsonSerializerOptions options)
        {
            var items = new List<object?>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Read(ref reader, typeof(object), options));
            }

            // A list of one kind is one of that kind: configuration fields are declared so.
            return items switch
            {
                _ when items.Count > 0 && items.All(x => x is string) => items.Cast<string>().ToArray(),
                _ when items.Count > 0 && items.All(x => x is int) => items.Cast<int>().ToArray(),
                _ when items.Count > 0 && items.All(x => x is JsonObject) => items.Cast<JsonObject>().ToArray(),
                _ => items.ToArray(),
            };
        }
    }
}
