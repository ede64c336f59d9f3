using Halden.Umbraco.ServiceDescriptions;
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
        "Nasjonal tjenestekatalog", $"{NtkOptions.Section}:Url", (
            new("nøkkelen", "nøkkelen", "the key"),
            new(
                $"Kontroller {NtkOptions.Section}:AccessKey, og at avtalen med leverandøren gjelder.",
                $"Kontroller {NtkOptions.Section}:AccessKey, og at avtalen med leverandøren gjeld.",
                $"Check {NtkOptions.Section}:AccessKey, and that the agreement with the supplier is in force.")));

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
            return new SourceCheck(false, new(
                $"Adressen til Nasjonal tjenestekatalog må begynne med https://. Rett {NtkOptions.Section}:Url i konfigurasjonen.",
                $"Adressa til Nasjonal tjenestekatalog må byrje med https://. Rett {NtkOptions.Section}:Url i konfigurasjonen.",
                $"The address of Nasjonal tjenestekatalog must begin with https://. Correct {NtkOptions.Section}:Url in the configuration."));
        }

        if (string.IsNullOrWhiteSpace(ntk.AccessKey))
        {
            var variable = $"{NtkOptions.Section.Replace(":", "__", StringComparison.Ordinal)}__AccessKey";
            return new SourceCheck(false, new(
                $"Nøkkelen til Nasjonal tjenestekatalog mangler. Legg kommunens nøkkel i {NtkOptions.Section}:AccessKey, for eksempel i miljøvariabelen {variable}.",
                $"Nøkkelen til Nasjonal tjenestekatalog manglar. Legg nøkkelen til kommunen i {NtkOptions.Section}:AccessKey, til dømes i miljøvariabelen {variable}.",
                $"The key to Nasjonal tjenestekatalog is missing. Put the municipality's key in {NtkOptions.Section}:AccessKey, for instance in the environment variable {variable}."));
        }

        if (!ntk.AccessKey.Trim().All(c => c is > ' ' and <= '~'))
        {
            return new SourceCheck(false, new(
                $"Nøkkelen til Nasjonal tjenestekatalog har tegn som ikke kan sendes. Kopier den på nytt til {NtkOptions.Section}:AccessKey.",
                $"Nøkkelen til Nasjonal tjenestekatalog har teikn som ikkje kan sendast. Kopier han på nytt til {NtkOptions.Section}:AccessKey.",
                $"The key to Nasjonal tjenestekatalog has characters that cannot be sent. Copy it anew to {NtkOptions.Section}:AccessKey."));
        }

        return ntk.Timeout <= TimeSpan.Zero
            ? new SourceCheck(false, TimeoutFault($"{NtkOptions.Section}:Timeout", "00:02:00"))
            : new SourceCheck(true, From(address.Host));
    }

    /// <summary>A timeout is not one.</summary>
    internal static Label TimeoutFault(string setting, string example) => new(
        $"Ventetiden må være større enn null. Rett {setting}, for eksempel {example}.",
        $"Ventetida må vere større enn null. Rett {setting}, til dømes {example}.",
        $"The timeout must be greater than zero. Correct {setting}, for instance to {example}.");

    /// <summary>Where the catalogue is fetched from.</summary>
    internal static Label From(string host) => new($"Henter fra {host}.", $"Hentar frå {host}.", $"Fetches from {host}.");

    /// <inheritdoc/>
    public async Task<CatalogueReading> ReadAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        var reading = await AskAsync(progress, cancellationToken);
        if (reading.Fault is { } fault)
        {
            logger.LogWarning("Nasjonal tjenestekatalog could not be read: {Fault}", fault.Nb);
        }
        else
        {
            logger.LogInformation("Nasjonal tjenestekatalog gave {Count} descriptions.", reading.Count);
        }

        return reading;
    }

    private async Task<CatalogueReading> AskAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
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
            return await NtkJson.ReadAsync(body, patience.Token, progress: progress is null ? null : new ElementsRead(progress));
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
