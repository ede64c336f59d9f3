using System.Globalization;
using System.Text.Json;
using System.Xml;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>Nasjonal tjenestekatalog over its SOAP service: the same catalogue as <see cref="NtkRestSource"/>, and it can tell what is new.</summary>
internal sealed class NtkSoapSource(IHttpClientFactory clients, IOptionsMonitor<NtkSoapOptions> options, ILogger<NtkSoapSource> logger) : IChangingCatalogueSource
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Halden.NtkSoap";

    /// <summary>What the source is chosen by.</summary>
    public const string SourceId = "ntk-soap";

    /// <summary>With more changed descriptions than this, one request for everything is less work for both than one for each.</summary>
    public const int MostChanges = 50;

    private static readonly HttpFaults Faults = new(
        "Nasjonal tjenestekatalog",
        $"{NtkSoapOptions.Section}:Url",
        (new("brukernavn og passord", "brukarnamn og passord", "the user name and password"), NtkSoapSession.CheckAccess));

    /// <inheritdoc/>
    public string Id => SourceId;

    /// <inheritdoc/>
    public string Name => NtkJson.SourceName;

    /// <inheritdoc/>
    public SourceCheck Check()
    {
        var ntk = options.CurrentValue;
        if (!HttpFaults.IsSafe(ntk.Url, out var address))
        {
            return new SourceCheck(false, new(
                $"Adressen til Nasjonal tjenestekatalogs SOAP-tjeneste må begynne med https://, for passordet sendes dit. Rett {NtkSoapOptions.Section}:Url i konfigurasjonen.",
                $"Adressa til SOAP-tenesta til Nasjonal tjenestekatalog må byrje med https://, for passordet blir sendt dit. Rett {NtkSoapOptions.Section}:Url i konfigurasjonen.",
                $"The address of Nasjonal tjenestekatalog's SOAP service must begin with https://, because the password is sent there. Correct {NtkSoapOptions.Section}:Url in the configuration."));
        }

        if (string.IsNullOrWhiteSpace(ntk.User) || string.IsNullOrWhiteSpace(ntk.Password))
        {
            var variable = $"{NtkSoapOptions.Section.Replace(":", "__", StringComparison.Ordinal)}__Password";
            return new SourceCheck(false, new(
                $"Brukernavn eller passord til Nasjonal tjenestekatalogs SOAP-tjeneste mangler. Legg dem i {NtkSoapOptions.Section}:User og {NtkSoapOptions.Section}:Password, for eksempel i miljøvariabelen {variable}.",
                $"Brukarnamn eller passord til SOAP-tenesta til Nasjonal tjenestekatalog manglar. Legg dei i {NtkSoapOptions.Section}:User og {NtkSoapOptions.Section}:Password, til dømes i miljøvariabelen {variable}.",
                $"The user name or password for Nasjonal tjenestekatalog's SOAP service is missing. Put them in {NtkSoapOptions.Section}:User and {NtkSoapOptions.Section}:Password, for instance in the environment variable {variable}."));
        }

        if (!IsXml(ntk.User) || !IsXml(ntk.Password))
        {
            return new SourceCheck(false, new(
                $"Brukernavn eller passord til Nasjonal tjenestekatalogs SOAP-tjeneste har tegn som ikke kan sendes. Kopier dem på nytt til {NtkSoapOptions.Section}.",
                $"Brukarnamn eller passord til SOAP-tenesta til Nasjonal tjenestekatalog har teikn som ikkje kan sendast. Kopier dei på nytt til {NtkSoapOptions.Section}.",
                $"The user name or password for Nasjonal tjenestekatalog's SOAP service has characters that cannot be sent. Copy them anew to {NtkSoapOptions.Section}."));
        }

        return ntk.Timeout <= TimeSpan.Zero
            ? new SourceCheck(false, NtkRestSource.TimeoutFault($"{NtkSoapOptions.Section}:Timeout", "00:10:00"))
            : new SourceCheck(true, NtkRestSource.From(address.Host));
    }

    /// <inheritdoc/>
    public async Task<CatalogueReading> ReadAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken) => (await RunAsync(EverythingAsync, cancellationToken)).Reading;

    /// <inheritdoc/>
    public Task<CatalogueChanges> ReadChangesAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        RunAsync((session, token) => ChangesAsync(session, since, token), cancellationToken);

    private async Task<CatalogueChanges> RunAsync(Func<NtkSoapSession, CancellationToken, Task<CatalogueChanges>> read, CancellationToken cancellationToken)
    {
        var changes = await AskAsync(read, cancellationToken);
        if (changes.Reading.Fault is { } fault)
        {
            logger.LogWarning("The SOAP service of Nasjonal tjenestekatalog could not be read: {Fault}", fault.Nb);
        }
        else
        {
            logger.LogInformation("The SOAP service of Nasjonal tjenestekatalog gave {Count} descriptions.", changes.Reading.Count);
        }

        return changes;
    }

    private async Task<CatalogueChanges> AskAsync(Func<NtkSoapSession, CancellationToken, Task<CatalogueChanges>> read, CancellationToken cancellationToken)
    {
        static CatalogueChanges Failed(Label fault) => new(CatalogueReading.Failed(fault));
        if (Check() is { IsReady: false } check)
        {
            return Failed(check.Advice);
        }

        var ntk = options.CurrentValue;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ntk.Timeout);
        try
        {
            using var client = clients.CreateClient(ClientName);
            var session = new NtkSoapSession(client, ntk, Faults);
            await session.BeginAsync(patience.Token);
            return await read(session, patience.Token);
        }
        catch (NtkSoapException fault)
        {
            return Failed(fault.Fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(Faults.TooSlow(ntk.Timeout, $"{NtkSoapOptions.Section}:Timeout"));
        }
        catch (HttpRequestException unreachable)
        {
            return Failed(Faults.Of(unreachable, new Uri(ntk.Url).Host));
        }
        catch (IOException)
        {
            return Failed(Faults.Broken());
        }
    }

    private static async Task<CatalogueChanges> EverythingAsync(NtkSoapSession session, CancellationToken cancellationToken)
    {
        var overview = await OverviewAsync(session, "hentOversikt", cancellationToken);
        return new CatalogueChanges(await EverythingAsync(session, overview, cancellationToken));
    }

    private static async Task<CatalogueReading> EverythingAsync(NtkSoapSession session, List<Listed> overview, CancellationToken cancellationToken)
    {
        var descriptions = await session.CallAsync("hentAlleTjenestebeskrivelser", cancellationToken);
        return descriptions.Count == 0 && overview.Count > 0
            ? CatalogueReading.Failed(new(
                $"Nasjonal tjenestekatalog har {overview.Count} beskrivelser i oversikten, men sendte ingen av dem. Ingenting er endret. Prøv igjen; varer det ved, meld fra til leverandøren.",
                $"Nasjonal tjenestekatalog har {overview.Count} omtalar i oversikta, men sende ingen av dei. Ingenting er endra. Prøv igjen; varer det ved, meld frå til leverandøren.",
                $"Nasjonal tjenestekatalog has {overview.Count} descriptions in its overview, but sent none of them. Nothing has been changed. Try again; if it lasts, tell the supplier."))
            : Reading(descriptions, overview.Where(listed => listed.IsPublished));
    }

    private static async Task<CatalogueChanges> ChangesAsync(NtkSoapSession session, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var overview = await OverviewAsync(session, "hentOversikt", cancellationToken);
        var moment = NtkSoapSession.Text(since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        var changed = (await OverviewAsync(session, "hentOversiktEndringer", cancellationToken, moment)).Select(listed => listed.Key.ServiceId).ToHashSet();

        // All languages of a service: they are merged into one document, together.
        List<Listed> wanted = [.. overview.Where(listed => listed.IsPublished && changed.Contains(listed.Key.ServiceId))];
        if (wanted.Count > MostChanges)
        {
            return new CatalogueChanges(await EverythingAsync(session, overview, cancellationToken));
        }

        List<NtkSoapReturn> descriptions = [];
        HashSet<DescriptionKey> fetched = [];
        foreach (var listed in wanted.Where(listed => !fetched.Contains(listed.Key)))
        {
            // It may answer with one description or with all languages of the service; none twice.
            var answer = await session.CallAsync("hentTjenestebeskrivelser", cancellationToken, listed.Identity);
            descriptions.AddRange(answer.Where(one => KeyOf(one) is not { } key || (changed.Contains(key.ServiceId) && fetched.Add(key))));
        }

        return new CatalogueChanges(Reading(descriptions, wanted), overview.Select(listed => listed.Key).ToHashSet());
    }

    private static async Task<List<Listed>> OverviewAsync(NtkSoapSession session, string operation, CancellationToken cancellationToken, params JsonElement[] arguments)
    {
        List<Listed> overview = [];
        foreach (var item in await session.CallAsync(operation, cancellationToken, arguments))
        {
            if (KeyOf(item) is { } key)
            {
                overview.Add(new Listed(key, item.Value.GetProperty(Identity), Field(item, "navn"), Field(item, "status") is null or "publisert"));
            }
        }

        return overview;
    }

    /// <summary>The descriptions, and a place for each that the overview promised and that did not come.</summary>
    private static CatalogueReading Reading(IReadOnlyList<NtkSoapReturn> descriptions, IEnumerable<Listed> promised)
    {
        var reading = NtkJson.NewReading();
        foreach (var description in descriptions)
        {
            var position = reading.Count + 1;
            reading.Add(description.IsTooLarge
                ? new UnreadItem(position, null, null, NtkJson.TooLarge)
                : NtkDescription.Recognise(description.Value, JsonSerializer.SerializeToUtf8Bytes(description.Value), position));
        }

        var came = descriptions.Select(KeyOf).ToHashSet();
        foreach (var missing in promised.DistinctBy(listed => listed.Key).Where(listed => !came.Contains(listed.Key)))
        {
            reading.Add(new UnreadItem(reading.Count + 1, missing.Key.ServiceId, missing.Name, new(
                $"Beskrivelsen ({missing.Key.Culture}) står i katalogens oversikt, men kom ikke med. Det som er tatt inn før, er beholdt. Kjør importen på nytt; varer det ved, meld fra til leverandøren.",
                $"Omtalen ({missing.Key.Culture}) står i oversikta til katalogen, men kom ikkje med. Det som er teke inn før, er halde. Køyr importen på nytt; varer det ved, meld frå til leverandøren.",
                $"The description ({missing.Key.Culture}) is in the catalogue's overview, but did not come. What was taken in before is kept. Run the import again; if it lasts, tell the supplier.")));
        }

        return reading;
    }

    private const string Identity = "tjenestebeskrivelseID";

    private static DescriptionKey? KeyOf(NtkSoapReturn item) =>
        item.Value.ValueKind == JsonValueKind.Object && item.Value.TryGetProperty(Identity, out var identity) ? NtkDescription.Key(identity) : null;

    private static string? Field(NtkSoapReturn item, string name) =>
        item.Value.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    private static bool IsXml(string text)
    {
        try
        {
            XmlConvert.VerifyXmlChars(text);
            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>An entry of the overview.</summary>
    private sealed record Listed(DescriptionKey Key, JsonElement Identity, string? Name, bool IsPublished);
}
