using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.Submissions.Contrib.Http;

/// <summary>
/// Posts a submission as signed JSON. Each try is the same request but for time and signature, under the same
/// <c>Idempotency-Key</c>: a receiver that keeps to it has each submission once (docs/submissions.md).
/// </summary>
internal sealed class HttpPlugin(TimeProvider clock) : IDeliveryPlugin
{
    /// <summary>When the request was signed: seconds since 1970, UTC.</summary>
    public const string TimestampHeader = "Halden-Timestamp";

    /// <summary><c>sha256=</c> and the HMAC-SHA256, in lower-case hexadecimal, of the timestamp, a full stop and the body.</summary>
    public const string SignatureHeader = "Halden-Signature";

    /// <summary>The id of the delivery.</summary>
    public const string KeyHeader = "Idempotency-Key";

    // Of an answer, nothing is of use but a case number.
    private const int LongestAnswer = 64 * 1024;

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public string? Check(IConfigurationSection settings) => Read(settings) is { } options ? HttpCheck.Fault(options) : "Innstillingene kan ikke leses.";

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken)
    {
        if (Check(settings) is { } fault)
        {
            return new DeliveryResult(DeliveryStatus.NotSetUp, fault);
        }

        var options = Read(settings)!;
        var body = SystemDeliveryJson.Write(delivery, file => new("content", Convert.ToBase64String(file.Content.Span)));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        try
        {
            using var client = Connect(options);
            using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.Add(KeyHeader, delivery.Id.ToString());
            Sign(request, options, body);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);

            // An answer that breaks off is none: it is asked again under the same key.
            return Of(answer.StatusCode, await ReadAsync(answer.Content, patience.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult(DeliveryStatus.NoAnswer, $"Fagsystemet svarte ikke innen {options.Timeout.TotalSeconds:0} sekunder.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new DeliveryResult(DeliveryStatus.Failed, $"Fagsystemet kunne ikke nås: {Why(broken)}.");
        }
    }

    private static HttpOptions? Read(IConfigurationSection settings)
    {
        try
        {
            return settings.Get<HttpOptions>() ?? new HttpOptions();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // Made anew each time: settings and certificates may have been changed, and a municipality sends some a minute at most.
    private static HttpClient Connect(HttpOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Timeout };
        if (options.ClientCertificate is not null)
        {
            handler.SslOptions.ClientCertificates = [HttpCheck.Open(options)];
        }

        if (options.TrustedRoot is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(options.TrustedRoot) },
            };
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private void Sign(HttpRequestMessage request, HttpOptions options, byte[] body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add(TimestampHeader, timestamp);
        if (options.Secret is { } secret)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
            hmac.AppendData(Encoding.ASCII.GetBytes($"{timestamp}."));
            hmac.AppendData(body);
            request.Headers.Add(SignatureHeader, $"sha256={Convert.ToHexStringLower(hmac.GetHashAndReset())}");
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer[..length];
    }

    private static DeliveryResult Of(HttpStatusCode status, byte[] answer) => (int)status switch
    {
        >= 200 and < 300 or (int)HttpStatusCode.Conflict => new DeliveryResult(DeliveryStatus.Accepted, TheirReference: ReferenceIn(answer)),
        >= 300 and < 400 => new DeliveryResult(DeliveryStatus.Failed, $"Fagsystemet viste videre til en annen adresse ({(int)status}), og det følges ikke. Rett Url."),
        >= 400 and < 500 => new DeliveryResult(DeliveryStatus.Failed, $"Fagsystemet avviste innsendingen ({(int)status})."),
        _ => new DeliveryResult(DeliveryStatus.Failed, $"Fagsystemet har en feil ({(int)status})."),
    };

    private static string? ReferenceIn(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("reference", out var reference)
                ? reference.ValueKind switch { JsonValueKind.String => reference.GetString(), JsonValueKind.Number => reference.GetRawText(), _ => null }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The messages of HTTP name hosts and reasons, and nothing that was sent.
    private static string Why(Exception fault) => (fault.InnerException ?? fault).Message.TrimEnd('.');
}
