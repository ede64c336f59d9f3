using System.Net;
using System.Net.Sockets;
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

    /// <inheritdoc/>
    public string Name => NtkJson.SourceName;

    /// <inheritdoc/>
    public SourceCheck Check()
    {
        var ntk = options.CurrentValue;
        if (!Uri.TryCreate(ntk.Url, UriKind.Absolute, out var address) || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
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
            logger.LogInformation("Nasjonal tjenestekatalog gave {Count} descriptions.", reading.Items.Count);
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
            if (Fault(response.StatusCode) is { } fault)
            {
                return CatalogueReading.Failed(fault);
            }

            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            return await NtkJson.ReadAsync(body, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CatalogueReading.Failed($"Nasjonal tjenestekatalog svarte ikke helt ut innen {ntk.Timeout.TotalSeconds:0} sekunder. Ingenting er endret. Prøv igjen senere, eller øk {NtkOptions.Section}:Timeout.");
        }
        catch (HttpRequestException unreachable)
        {
            return CatalogueReading.Failed(Unreachable(unreachable, new Uri(ntk.Url).Host));
        }
        catch (IOException)
        {
            return CatalogueReading.Failed("Forbindelsen til Nasjonal tjenestekatalog ble brutt før svaret var helt. Ingenting er endret. Prøv igjen.");
        }
    }

    private static string? Fault(HttpStatusCode status) => (int)status switch
    {
        200 => null,
        401 or 403 => $"Nasjonal tjenestekatalog godtok ikke nøkkelen (svar {(int)status}). Ingenting er endret. Kontroller {NtkOptions.Section}:AccessKey, og at avtalen med leverandøren gjelder.",
        404 or 410 => $"Nasjonal tjenestekatalog finnes ikke på adressen (svar {(int)status}). Ingenting er endret. Kontroller {NtkOptions.Section}:Url.",
        429 => "Nasjonal tjenestekatalog ber oss vente (svar 429). Ingenting er endret. Prøv igjen om en time.",

        // The key would follow to wherever it leads.
        >= 300 and < 400 => $"Nasjonal tjenestekatalog viser til en annen adresse (svar {(int)status}). Ingenting er endret. Legg den nye adressen i {NtkOptions.Section}:Url.",
        >= 500 => $"Nasjonal tjenestekatalog har en feil hos seg (svar {(int)status}). Ingenting er endret. Prøv igjen senere; varer det ved, meld fra til leverandøren.",
        var other => $"Nasjonal tjenestekatalog svarte {other}, som vi ikke venter. Ingenting er endret. Kontroller {NtkOptions.Section}:Url.",
    };

    private static string Unreachable(HttpRequestException fault, string host) => fault switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            $"Fant ikke {host}. Ingenting er endret. Kontroller {NtkOptions.Section}:Url og at serveren har navneoppslag (DNS).",
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"Fikk ikke en sikker forbindelse til {host}. Ingenting er endret. Kontroller sertifikatet og at serverens klokke går riktig.",
        _ => $"Fikk ikke forbindelse med {host}. Ingenting er endret. Kontroller at serveren når adressen (brannmur, mellomtjener), og prøv igjen.",
    };
}
