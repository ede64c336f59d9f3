using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Provided.Api;

/// <summary>What that site answers to an entry.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Refused">Aliases of the answers that it refuses.</param>
internal sealed record EntryAnswer(HttpStatusCode Status, IReadOnlyList<string> Refused);

/// <summary>
/// Speaks with another site's Umbraco Forms by its delivery API, version 1. Nothing is asked twice here: definitions are read
/// anew every minute, and entries are the outbox's to try again.
/// </summary>
internal sealed class UmbracoFormsApi(IHttpClientFactory clients, IOptionsMonitor<UmbracoFormsApiOptions> options, ILogger<UmbracoFormsApi> logger) : IFormsProvider
{
    /// <summary>The client's name.</summary>
    public const string Client = "Halden.UmbracoForms";

    /// <summary>What the key is sent as.</summary>
    public const string KeyHeader = "Api-Key";

    /// <summary>What people call the provider.</summary>
    public const string ProviderName = "Umbraco Forms (API)";

    private const int LongestAnswer = 64 * 1024;

    // The director is to see that there may be something that nobody here can show.
    private static readonly FormOrigin Origin = new(ProviderName, [new FormWorkflow("Ukjent: API-et sier ikke hvilke arbeidsflyter skjemaet har", Guid.Empty, string.Empty)]);

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FormDefinition>> ReadAsync(CancellationToken cancellationToken)
    {
        var forms = new List<FormDefinition>();
        foreach (var id in options.CurrentValue.Forms.Distinct())
        {
            // The first that cannot be read ends it: the rest would wait as long, each by itself.
            if (await DefinitionAsync(id, cancellationToken) is { } form)
            {
                forms.Add(form);
            }
        }

        return forms;
    }

    /// <summary>A form as it stands there now, with its origin; null where there is none.</summary>
    /// <exception cref="HttpRequestException">It cannot be read. The message is in bokmål, and says nothing of the key.</exception>
    public async Task<FormDefinition?> DefinitionAsync(Guid id, CancellationToken cancellationToken)
    {
        var settings = Settings();
        var query = string.Join('&', Parameters(settings));
        return await AskAsync(
            settings,
            new HttpRequestMessage(HttpMethod.Get, Address(settings, $"definitions/{id}{(query.Length > 0 ? $"?{query}" : null)}")),
            async answer => answer.StatusCode switch
            {
                HttpStatusCode.OK => Understood(id, Encoding.UTF8.GetString(await BytesAsync(answer, FormJson.MaxBytes, cancellationToken))),
                HttpStatusCode.NotFound => null,
                var status => throw new HttpRequestException($"Umbraco Forms svarte {(int)status} på spørsmål om skjemaet.", null, status),
            },
            cancellationToken);
    }

    /// <summary>Sends an entry.</summary>
    /// <param name="form">The form.</param>
    /// <param name="values">Alias → a text, several, or files.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="TimeoutException">There was no answer in time; it may have been taken.</exception>
    public async Task<EntryAnswer> SendAsync(Guid form, JsonObject values, CancellationToken cancellationToken)
    {
        var settings = Settings();
        var body = new JsonObject { ["values"] = values };
        if (settings.ContentId is { Length: > 0 } content)
        {
            body["contentId"] = content;
        }

        if (settings.Culture is { Length: > 0 } culture)
        {
            body["culture"] = culture;
        }

        var request = new HttpRequestMessage(HttpMethod.Post, Address(settings, $"entries/{form}")) { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return await AskAsync(
            settings,
            request,
            async answer => new EntryAnswer(
                answer.StatusCode,
                answer.StatusCode == HttpStatusCode.UnprocessableEntity ? RefusedIn(await BytesAsync(answer, LongestAnswer, cancellationToken)) : []),
            cancellationToken);
    }

    private static IEnumerable<string> Parameters(UmbracoFormsApiOptions settings)
    {
        if (settings.ContentId is { Length: > 0 } content)
        {
            yield return $"contentId={Uri.EscapeDataString(content)}";
        }

        if (settings.Culture is { Length: > 0 } culture)
        {
            yield return $"culture={Uri.EscapeDataString(culture)}";
        }
    }

    private static Uri Address(UmbracoFormsApiOptions settings, string path) => new($"{settings.Url!.AbsoluteUri.TrimEnd('/')}/umbraco/forms/delivery/api/v1/{path}");

    private UmbracoFormsApiOptions Settings() => options.CurrentValue.Fault() is { } fault ? throw new HttpRequestException(fault) : options.CurrentValue;

    private async Task<T> AskAsync<T>(UmbracoFormsApiOptions settings, HttpRequestMessage request, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        try
        {
            using (request)
            {
                request.Headers.TryAddWithoutValidation(KeyHeader, settings.ApiKey);
                using var client = clients.CreateClient(Client);
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                return await read(answer).WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Umbraco Forms svarte ikke innen {settings.Timeout.TotalSeconds:0} sekunder.");
        }
    }

    private static async Task<byte[]> BytesAsync(HttpResponseMessage answer, int most, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[most + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= most ? buffer[..length] : throw new HttpRequestException("Svaret fra Umbraco Forms er for stort.");
    }

    // One form that is not understood must hold up no other. Without pages it is known, and cannot be approved.
    private FormDefinition Understood(Guid id, string json)
    {
        try
        {
            var form = FormJson.Read(WithoutNulls(JsonNode.Parse(json))?.ToJsonString() ?? "null");
            return form.Id == id ? form with { Origin = Origin, Translations = null } : throw new JsonException("It is another form than was asked for.");
        }
        catch (JsonException fault)
        {
            logger.LogWarning("The form {Form} of Umbraco Forms is not understood, and cannot be used: {Fault}", id, fault.Message);
            return new FormDefinition { Id = id, Name = id.ToString(), Pages = [], Origin = Origin };
        }
    }

    // A member that is null there is one that is not there here.
    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, WithoutNulls(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };

    private static IReadOnlyList<string> RefusedIn(byte[] answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject problem && problem["errors"] is JsonObject errors ? [.. errors.Select(error => error.Key)] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
