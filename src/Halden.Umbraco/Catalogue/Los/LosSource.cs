using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What came of asking for Los: its file, or why there is none, for an editor.</summary>
/// <param name="File">The file's bytes.</param>
/// <param name="Fault">Why there are none.</param>
/// <param name="Source">The address that was asked.</param>
internal sealed record LosAnswer(byte[] File, Label? Fault, string Source);

/// <summary>Los from where it is published. It is never asked but when somebody, or the schedule, wants it.</summary>
internal sealed class LosSource(IHttpClientFactory clients, IOptionsMonitor<LosOptions> options)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Halden.Los";

    private const string UrlSetting = $"{LosOptions.Section}:Url";

    private static readonly HttpFaults Faults = new("Los", UrlSetting, (
        new("forespørselen", "førespurnaden", "the request"),
        new(
            $"Kontroller {UrlSetting}, eller last ned filen og last den opp.",
            $"Kontroller {UrlSetting}, eller last ned fila og last henne opp.",
            $"Check {UrlSetting}, or download the file and upload it.")));

    /// <summary>Fetches the file whole. What goes wrong is a <see cref="LosAnswer.Fault"/>; only cancellation throws.</summary>
    public async Task<LosAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        var los = options.CurrentValue;
        if (!HttpFaults.IsSafe(los.Url, out var address))
        {
            return Failed(new(
                $"Adressen til Los må begynne med https://. Rett {UrlSetting} i konfigurasjonen.",
                $"Adressa til Los må byrje med https://. Rett {UrlSetting} i konfigurasjonen.",
                $"The address of Los must begin with https://. Correct {UrlSetting} in the configuration."));
        }

        if (los.Timeout <= TimeSpan.Zero)
        {
            return Failed(new(
                $"Ventetiden må være større enn null. Rett {LosOptions.Section}:Timeout, for eksempel 00:01:00.",
                $"Ventetida må vere større enn null. Rett {LosOptions.Section}:Timeout, til dømes 00:01:00.",
                $"The time to wait must be more than zero. Correct {LosOptions.Section}:Timeout, for instance 00:01:00."));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(los.Timeout);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/rdf+xml");
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (Faults.Of(response.StatusCode) is { } fault)
            {
                return Failed(fault);
            }

            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            var file = new MemoryStream();
            await new LimitedStream(body, LosReader.MaxBytes).CopyToAsync(file, patience.Token);

            // Without what may stand in front of the host: the source is shown.
            return new LosAnswer(file.ToArray(), null, $"{address.Scheme}://{address.Authority}{address.AbsolutePath}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(Faults.TooSlow(los.Timeout, $"{LosOptions.Section}:Timeout"));
        }
        catch (HttpRequestException unreachable)
        {
            return Failed(Faults.Of(unreachable, address.Host));
        }
        catch (TooLargeException)
        {
            return Failed(LosTexts.TooLarge);
        }
        catch (IOException)
        {
            return Failed(Faults.Broken());
        }

        LosAnswer Failed(Label fault) => new([], fault, string.Empty);
    }
}
