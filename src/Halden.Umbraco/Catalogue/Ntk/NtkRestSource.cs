using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>Nasjonal tjenestekatalog over its REST service.</summary>
internal sealed class NtkRestSource(IHttpClientFactory clients, IOptionsMonitor<NtkOptions> options, ILogger<NtkRestSource> logger) : ICatalogueSource
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Halden.Ntk";

    /// <summary>Header that carries the municipality's key.</summary>
    public const string AccessKeyHeader = "accessKey";

    private static readonly HttpFaults Faults = new(
        "Nasjonal tjenestekatalog", $"{NtkOptions.Section}:Url", ("nøkkelen", $"Kontroller {NtkOptions.Section}:AccessKey, og at avtalen med leverandøren gjelder."));

    /// <inheritdoc/>
    public string Id => NtkJson.SourceName;

    /// <inheritdoc/>
    public string Name => NtkJson.SourceName;

    /// <inheritdoc/>
    public SourceCheck Check()
    {
        var ntk = options.CurrentValue;
        if (!HttpFaults.IsSafe(ntk.Url, out var address))
        {
            return new SourceCheck(false, $"Adressen til Nasjonal tjenestekatalog må begynne med https://. Rett {NtkOptions.Section}:Url i konfigurasjonen.");
        }

        if (string.IsNullOrWhiteSpace(ntk.AccessKey))
        {
            return new SourceCheck(false, $"Nøkkelen til Nasjonal tjenestekatalog mangler. Legg kommunens nøkkel i {NtkOptions.Section}:AccessKey, for eksempel i miljøvariabelen {NtkOptions.Section.Replace(":", "__", StringComparison.Ordinal)}__AccessKey.");
        }

        if (!ntk.AccessKey.Trim().All(c => c is > ' ' and <= '~'))
        {
            return new SourceCheck(false, $"Nøkkelen til Nasjonal tjenestekatalog har tegn som ikke kan sendes. Kopier den på nytt til {NtkOptions.Section}:AccessKey.");
        }

        return ntk.Timeout <= TimeSpan.Zero
            ? new SourceCheck(false, $"Ventetiden må være større enn null. Rett {NtkOptions.Section}:Timeout, for eksempel 00:02:00.")
            : new SourceCheck(true, $"Henter fra {address.Host}.");
    }

    /// <inheritdoc/>
    public async Task<CatalogueReading> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = await AskAsync(cancellationToken);
        if (reading.Fault is { } fault)
        {
            logger.LogWarning("Nasjonal tjenestekatalog could not be read: {Fault}", fault);
        }
        else
        {
            logger.LogInformation("Nasjonal tjenestekatalog gave {Count} descriptions.", reading.Count);
        }

        return reading;
    }

    private async Task<CatalogueReading> AskAsync(CancellationToken cancellationToken)
    {
        if (Check() is { IsReady: false } check)
        {
            return CatalogueReading.Failed(check.Advice);
        }

        var ntk = options.CurrentValue;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ntk.Timeout);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, ntk.Url);
            request.Headers.Add(AccessKeyHeader, ntk.AccessKey!.Trim());
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (Faults.Of(response.StatusCode) is { } fault)
            {
                return CatalogueReading.Failed(fault);
            }

            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            return await NtkJson.ReadAsync(body, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CatalogueReading.Failed(Faults.TooSlow(ntk.Timeout, $"{NtkOptions.Section}:Timeout"));
        }
        catch (HttpRequestException unreachable)
        {
            return CatalogueReading.Failed(Faults.Of(unreachable, new Uri(ntk.Url).Host));
        }
        catch (IOException)
        {
            return CatalogueReading.Failed(Faults.Broken());
        }
    }
}
