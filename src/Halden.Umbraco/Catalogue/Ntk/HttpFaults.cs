using System.Net;
using System.Net.Sockets;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>What to tell an editor when a catalogue's service does not answer as it should.</summary>
/// <param name="catalogue">What the catalogue is called, e.g. <c>Nasjonal tjenestekatalog</c>.</param>
/// <param name="urlSetting">Setting of its address.</param>
/// <param name="refused">What is wrong and what to do when it does not let us in.</param>
internal sealed class HttpFaults(string catalogue, string urlSetting, (string What, string Advice) refused)
{
    /// <summary>What is wrong with an answer; null for 200.</summary>
    public string? Of(HttpStatusCode status) => (int)status switch
    {
        200 => null,
        401 or 403 => $"{catalogue} godtok ikke {refused.What} (svar {(int)status}). Ingenting er endret. {refused.Advice}",
        404 or 410 => $"{catalogue} finnes ikke på adressen (svar {(int)status}). Ingenting er endret. Kontroller {urlSetting}.",
        429 => $"{catalogue} ber oss vente (svar 429). Ingenting er endret. Prøv igjen om en time.",

        // The key would follow to wherever it leads.
        >= 300 and < 400 => $"{catalogue} viser til en annen adresse (svar {(int)status}). Ingenting er endret. Legg den nye adressen i {urlSetting}.",
        >= 500 => $"{catalogue} har en feil hos seg (svar {(int)status}). Ingenting er endret. Prøv igjen senere; varer det ved, meld fra til leverandøren.",
        var other => $"{catalogue} svarte {other}, som vi ikke venter. Ingenting er endret. Kontroller {urlSetting}.",
    };

    /// <summary>Why there was no answer.</summary>
    public string Of(HttpRequestException fault, string host) => fault switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            $"Fant ikke {host}. Ingenting er endret. Kontroller {urlSetting} og at serveren har navneoppslag (DNS).",
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"Fikk ikke en sikker forbindelse til {host}. Ingenting er endret. Kontroller sertifikatet og at serverens klokke går riktig.",
        _ => $"Fikk ikke forbindelse med {host}. Ingenting er endret. Kontroller at serveren når adressen (brannmur, mellomtjener), og prøv igjen.",
    };

    /// <summary>The answer did not come whole in time.</summary>
    public string TooSlow(TimeSpan timeout, string timeoutSetting) =>
        $"{catalogue} svarte ikke helt ut innen {timeout.TotalSeconds:0} sekunder. Ingenting er endret. Prøv igjen senere, eller øk {timeoutSetting}.";

    /// <summary>The answer stopped in the middle.</summary>
    public string Broken() => $"Forbindelsen til {catalogue} ble brutt før svaret var helt. Ingenting er endret. Prøv igjen.";

    /// <summary>Whether an address may carry secrets: https, except on this machine.</summary>
    public static bool IsSafe(string? url, out Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out address!) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback));
}
