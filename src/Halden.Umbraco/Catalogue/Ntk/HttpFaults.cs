using System.Net;
using System.Net.Sockets;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>What to tell an editor when a catalogue's service does not answer as it should.</summary>
/// <param name="catalogue">What the catalogue is called, e.g. <c>Nasjonal tjenestekatalog</c>.</param>
/// <param name="urlSetting">Setting of its address.</param>
/// <param name="refused">What is wrong and what to do when it does not let us in.</param>
internal sealed class HttpFaults(string catalogue, string urlSetting, (Label What, Label Advice) refused)
{
    /// <summary>What is wrong with an answer; null for 200.</summary>
    public Label? Of(HttpStatusCode status) => (int)status switch
    {
        200 => null,
        401 or 403 => new Label(
            $"{catalogue} godtok ikke {refused.What.Nb} (svar {(int)status}). Ingenting er endret.",
            $"{catalogue} godtok ikkje {refused.What.Nn} (svar {(int)status}). Ingenting er endra.",
            $"{catalogue} did not accept {refused.What.En} (answer {(int)status}). Nothing has been changed.").Then(refused.Advice),
        404 or 410 => new(
            $"{catalogue} finnes ikke på adressen (svar {(int)status}). Ingenting er endret. Kontroller {urlSetting}.",
            $"{catalogue} finst ikkje på adressa (svar {(int)status}). Ingenting er endra. Kontroller {urlSetting}.",
            $"{catalogue} is not at the address (answer {(int)status}). Nothing has been changed. Check {urlSetting}."),
        429 => new(
            $"{catalogue} ber oss vente (svar 429). Ingenting er endret. Prøv igjen om en time.",
            $"{catalogue} ber oss vente (svar 429). Ingenting er endra. Prøv igjen om ein time.",
            $"{catalogue} asks us to wait (answer 429). Nothing has been changed. Try again in an hour."),

        // The key would follow to wherever it leads.
        >= 300 and < 400 => new(
            $"{catalogue} viser til en annen adresse (svar {(int)status}). Ingenting er endret. Legg den nye adressen i {urlSetting}.",
            $"{catalogue} viser til ei anna adresse (svar {(int)status}). Ingenting er endra. Legg den nye adressa i {urlSetting}.",
            $"{catalogue} refers to another address (answer {(int)status}). Nothing has been changed. Put the new address in {urlSetting}."),
        >= 500 => new(
            $"{catalogue} har en feil hos seg (svar {(int)status}). Ingenting er endret. Prøv igjen senere; varer det ved, meld fra til leverandøren.",
            $"{catalogue} har ein feil hos seg (svar {(int)status}). Ingenting er endra. Prøv igjen seinare; varer det ved, meld frå til leverandøren.",
            $"{catalogue} has a fault of its own (answer {(int)status}). Nothing has been changed. Try again later; if it lasts, tell the supplier."),
        var other => new(
            $"{catalogue} svarte {other}, som vi ikke venter. Ingenting er endret. Kontroller {urlSetting}.",
            $"{catalogue} svarte {other}, som vi ikkje ventar. Ingenting er endra. Kontroller {urlSetting}.",
            $"{catalogue} answered {other}, which we do not expect. Nothing has been changed. Check {urlSetting}."),
    };

    /// <summary>Why there was no answer.</summary>
    public Label Of(HttpRequestException fault, string host) => fault switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } => new(
            $"Fant ikke {host}. Ingenting er endret. Kontroller {urlSetting} og at serveren har navneoppslag (DNS).",
            $"Fann ikkje {host}. Ingenting er endra. Kontroller {urlSetting} og at serveren har namneoppslag (DNS).",
            $"Could not find {host}. Nothing has been changed. Check {urlSetting}, and that the server has name resolution (DNS)."),
        { HttpRequestError: HttpRequestError.SecureConnectionError } => new(
            $"Fikk ikke en sikker forbindelse til {host}. Ingenting er endret. Kontroller sertifikatet og at serverens klokke går riktig.",
            $"Fekk ikkje eit trygt samband til {host}. Ingenting er endra. Kontroller sertifikatet og at klokka til serveren går rett.",
            $"Could not get a secure connection to {host}. Nothing has been changed. Check the certificate, and that the server's clock is right."),
        _ => new(
            $"Fikk ikke forbindelse med {host}. Ingenting er endret. Kontroller at serveren når adressen (brannmur, mellomtjener), og prøv igjen.",
            $"Fekk ikkje samband med {host}. Ingenting er endra. Kontroller at serveren når adressa (brannmur, mellomtenar), og prøv igjen.",
            $"Could not connect to {host}. Nothing has been changed. Check that the server reaches the address (firewall, proxy), and try again."),
    };

    /// <summary>The answer did not come whole in time.</summary>
    public Label TooSlow(TimeSpan timeout, string timeoutSetting) => new(
        $"{catalogue} svarte ikke helt ut innen {timeout.TotalSeconds:0} sekunder. Ingenting er endret. Prøv igjen senere, eller øk {timeoutSetting}.",
        $"{catalogue} svarte ikkje heilt ut innan {timeout.TotalSeconds:0} sekund. Ingenting er endra. Prøv igjen seinare, eller auk {timeoutSetting}.",
        $"{catalogue} did not answer in full within {timeout.TotalSeconds:0} seconds. Nothing has been changed. Try again later, or increase {timeoutSetting}.");

    /// <summary>The answer stopped in the middle.</summary>
    public Label Broken() => new(
        $"Forbindelsen til {catalogue} ble brutt før svaret var helt. Ingenting er endret. Prøv igjen.",
        $"Sambandet til {catalogue} vart brote før svaret var heilt. Ingenting er endra. Prøv igjen.",
        $"The connection to {catalogue} was broken before the answer was whole. Nothing has been changed. Try again.");

    /// <summary>Whether an address may carry secrets: https, except on this machine.</summary>
    public static bool IsSafe(string? url, out Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out address!) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback));
}
