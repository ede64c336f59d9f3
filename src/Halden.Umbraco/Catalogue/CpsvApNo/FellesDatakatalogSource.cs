using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Catalogue.CpsvApNo;

/// <summary>
/// One publisher's services in Felles datakatalog (data.norge.no): searched for page by page, then each one's description
/// by itself, one request at a time, because the catalogue counts them. Requests go to the two configured addresses only,
/// whatever addresses the descriptions have.
/// </summary>
internal sealed class FellesDatakatalogSource(
    IHttpClientFactory clients, IOptionsMonitor<FellesDatakatalogOptions> options, ILogger<FellesDatakatalogSource> logger) : ICatalogueSource
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Halden.Felles";

    /// <summary>What the source is chosen by.</summary>
    public const string SourceId = "felles";

    private const string Catalogue = "Felles datakatalog";

    private const int PageSize = 100;

    // No municipality has near so many: beyond it the filter has not been understood.
    private const int MostServices = 5000;

    private const long MaxPageBytes = 20L * 1024 * 1024;

    private const int MaxGraphBytes = 5 * 1024 * 1024;

    private const int MaxTriples = 2_000_000;

    private static readonly HttpFaults SearchFaults = Faults("SearchUrl");

    private static readonly HttpFaults ResourceFaults = Faults("ResourceUrl");

    /// <inheritdoc/>
    public string Id => SourceId;

    /// <inheritdoc/>
    public string Name => CpsvReading.SourceName;

    /// <inheritdoc/>
    public SourceCheck Check()
    {
        var felles = options.CurrentValue;
        if (!HttpFaults.IsSafe(felles.SearchUrl, out var search))
        {
            return new SourceCheck(false, $"Adressen til søket i Felles datakatalog må begynne med https://. Rett {FellesDatakatalogOptions.Section}:SearchUrl i konfigurasjonen.");
        }

        if (!HttpFaults.IsSafe(felles.ResourceUrl, out _))
        {
            return new SourceCheck(false, $"Adressen til beskrivelsene i Felles datakatalog må begynne med https://. Rett {FellesDatakatalogOptions.Section}:ResourceUrl i konfigurasjonen.");
        }

        if (string.IsNullOrWhiteSpace(felles.OrganisationPath) && string.IsNullOrWhiteSpace(felles.OrganisationNumber))
        {
            return new SourceCheck(false, $"Det er ikke sagt hvem sine tjenester som skal hentes fra Felles datakatalog. Legg kommunens organisasjonsnummer i {FellesDatakatalogOptions.Section}:OrganisationNumber.");
        }

        if (!string.IsNullOrWhiteSpace(felles.OrganisationNumber) && !(felles.OrganisationNumber.Trim() is { Length: 9 } number && number.All(char.IsAsciiDigit)))
        {
            return new SourceCheck(false, $"Organisasjonsnummeret må ha ni siffer. Rett {FellesDatakatalogOptions.Section}:OrganisationNumber.");
        }

        if (!Path(felles).StartsWith('/'))
        {
            return new SourceCheck(false, $"Plassen i organisasjonstreet må begynne med /, for eksempel /KOMMUNE/959159092. Rett {FellesDatakatalogOptions.Section}:OrganisationPath.");
        }

        return felles.Timeout <= TimeSpan.Zero
            ? new SourceCheck(false, $"Ventetiden må være større enn null. Rett {FellesDatakatalogOptions.Section}:Timeout, for eksempel 00:10:00.")
            : new SourceCheck(true, $"Henter tjenestene til {Path(felles)} fra {search.Host}.");
    }

    /// <inheritdoc/>
    public async Task<CatalogueReading> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = await AskAsync(cancellationToken);
        if (reading.Fault is { } fault)
        {
            logger.LogWarning("Felles datakatalog could not be read: {Fault}", fault);
        }
        else
        {
            logger.LogInformation("Felles datakatalog gave {Count} descriptions.", reading.Count);
        }

        return reading;
    }

    private async Task<CatalogueReading> AskAsync(CancellationToken cancellationToken)
    {
        if (Check() is { IsReady: false } check)
        {
            return CatalogueReading.Failed(check.Advice);
        }

        var felles = options.CurrentValue;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(felles.Timeout);
        var (faults, host) = (SearchFaults, new Uri(felles.SearchUrl).Host);
        try
        {
            using var client = clients.CreateClient(ClientName);
            var hits = await SearchAsync(client, felles, patience.Token);
            (faults, host) = (ResourceFaults, new Uri(felles.ResourceUrl).Host);
            return await DescriptionsAsync(client, felles, hits, patience.Token);
        }
        catch (StoppedException stopped)
        {
            return CatalogueReading.Failed(stopped.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CatalogueReading.Failed(faults.TooSlow(felles.Timeout, $"{FellesDatakatalogOptions.Section}:Timeout"));
        }
        catch (HttpRequestException unreachable)
        {
            return CatalogueReading.Failed(faults.Of(unreachable, host));
        }
        catch (TooLargeException)
        {
            return CatalogueReading.Failed($"Et svar fra {Catalogue} er mye større enn ventet. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}.");
        }
        catch (IOException)
        {
            return CatalogueReading.Failed(faults.Broken());
        }
    }

    private static async Task<IReadOnlyList<Hit>> SearchAsync(HttpClient client, FellesDatakatalogOptions felles, CancellationToken cancellationToken)
    {
        List<Hit> hits = [];
        HashSet<string> ids = [];
        for (var page = 0; ; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(felles.SearchUrl, "search/services"));
            request.Headers.Accept.ParseAdd("application/json");

            // A fixed order: a page must not have what another page had.
            request.Content = JsonContent.Create(new
            {
                query = string.Empty,
                filters = new { orgPath = new { value = Path(felles) } },
                pagination = new { page, size = PageSize },
                sort = new { field = "FIRST_HARVESTED", direction = "ASC" },
            });
            await request.Content.LoadIntoBufferAsync(cancellationToken);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (SearchFaults.Of(response.StatusCode) is { } fault)
            {
                throw new StoppedException(fault);
            }

            var (found, total, pages) = await PageAsync(response, cancellationToken);
            hits.AddRange(found.Where(hit => ids.Add(hit.Id)));
            if (total > MostServices || hits.Count > MostServices)
            {
                throw new StoppedException($"{Catalogue} har {total} tjenester for {Path(felles)}, flere enn noen kommune har. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber.");
            }

            if (found.Count > 0 && page + 1 < pages)
            {
                continue;
            }

            return hits.Count == 0 ? throw new StoppedException($"{Catalogue} har ingen tjenester for {Path(felles)}. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber, og at kommunen har publisert tjenester på data.norge.no.")
                : hits.Count < total ? throw new StoppedException($"{Catalogue} sa at det er {total} tjenester, men listet bare {hits.Count}. Ingenting er endret. Prøv igjen.")
                : hits;
        }
    }

    private static async Task<(IReadOnlyList<Hit> Hits, long Total, long Pages)> PageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using var limited = new LimitedStream(body, MaxPageBytes);
            using var json = await JsonDocument.ParseAsync(limited, cancellationToken: cancellationToken);
            var page = json.RootElement.GetProperty("page");
            List<Hit> hits = [];
            foreach (var hit in json.RootElement.GetProperty("hits").EnumerateArray())
            {
                hits.Add(new Hit(
                    hit.GetProperty("id").GetString() is { Length: > 0 and <= 400 } id ? id : throw new KeyNotFoundException(),
                    Text(hit, "uri"),
                    hit.TryGetProperty("title", out var title) ? Text(title, "nb") ?? Text(title, "nn") ?? Text(title, "no") ?? Text(title, "en") : null));
            }

            return (hits, page.GetProperty("totalElements").GetInt64(), page.GetProperty("totalPages").GetInt64());
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new StoppedException($"Søket i {Catalogue} svarte med noe annet enn vi venter, eller bare et halvt svar. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:SearchUrl, og prøv igjen.");
        }
    }

    private static async Task<CatalogueReading> DescriptionsAsync(HttpClient client, FellesDatakatalogOptions felles, IReadOnlyList<Hit> hits, CancellationToken cancellationToken)
    {
        using var whole = CpsvReading.NewStore();
        List<(Hit Hit, string Reason)> unread = [];
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(felles.ResourceUrl, $"v1/services/{Uri.EscapeDataString(hit.Id)}/graph"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(RdfFormat.Turtle.MediaType()));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                unread.Add((hit, "Tjenesten står i søket, men beskrivelsen finnes ikke. Den kan være fjernet nettopp nå. Kjør importen på nytt."));
                continue;
            }

            if (ResourceFaults.Of(response.StatusCode) is { } fault)
            {
                throw new StoppedException(fault);
            }

            try
            {
                Add(whole, await GraphAsync(response, cancellationToken), hit, i);
            }
            catch (RdfException broken)
            {
                unread.Add((hit, $"Beskrivelsen lar seg ikke lese. {broken.Message} De andre tjenestene er ikke berørt. Be utgiveren om å rette den."));
            }
            catch (TooLargeException)
            {
                unread.Add((hit, $"Beskrivelsen er større enn {MaxGraphBytes / 1024 / 1024} MB og er ikke tatt inn. De andre tjenestene er ikke berørt. Be utgiveren om å se på den."));
            }

            if (whole.Count > MaxTriples)
            {
                throw new StoppedException($"Beskrivelsene i {Catalogue} er til sammen mye større enn ventet. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}.");
            }
        }

        // Without any graph there is nothing to read; what was wrong is already said for each.
        var reading = whole.Count == 0 ? new CatalogueReading() : CpsvReading.Read(whole, cancellationToken: cancellationToken);
        foreach (var (hit, reason) in reading.Fault is null ? unread : [])
        {
            reading.Add(new UnreadItem(reading.Count + 1, null, hit.Title, reason));
        }

        return reading;
    }

    private static async Task<RdfGraph> GraphAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // The readers of RDF read synchronously: the bytes are fetched first, so that they never wait for the network.
        using var document = new MemoryStream();
        await using (var body = await response.Content.ReadAsStreamAsync(cancellationToken))
        {
            await using var limited = new LimitedStream(body, MaxGraphBytes);
            await limited.CopyToAsync(document, cancellationToken);
        }

        document.Position = 0;
        var graph = new RdfGraph();
        var format = RdfFormats.FromMediaType(response.Content.Headers.ContentType?.MediaType) ?? RdfFormat.Turtle;
        format.Read(document, "urn:halden:umbraco:dokument", graph.Add, RdfLimits.Default with { MaxBytes = MaxGraphBytes });
        return graph;
    }

    /// <summary>Adds a hit's graph to the whole: its nodes without a name stay its own, and services it only mentions are not taken for hits.</summary>
    private static void Add(TripleStore whole, RdfGraph graph, Hit hit, int number)
    {
        RdfTerm Own(RdfTerm term) => term is BlankNode blank ? new BlankNode($"d{number}-{blank.Label}") : term;
        bool IsService(RdfTerm subject) => graph.IsA(subject, Cpsv.PublicService) || graph.IsA(subject, Cpsv.Service);
        var itself = hit.Uri is { } uri && new Iri(uri) is var iri && IsService(iri) ? iri : null;
        foreach (var triple in graph.Triples)
        {
            var isMention = itself is not null && !triple.Subject.Equals(itself) && triple.Predicate.Equals(RdfSyntax.Type) && (triple.Object.Equals(Cpsv.PublicService) || triple.Object.Equals(Cpsv.Service));
            if (!isMention)
            {
                whole.Add(new Triple(Own(triple.Subject), triple.Predicate, Own(triple.Object)));
            }
        }
    }

    private static Uri Address(string address, string path) => new($"{address.TrimEnd('/')}/{path}");

    private static string Path(FellesDatakatalogOptions felles) =>
        string.IsNullOrWhiteSpace(felles.OrganisationPath) ? $"/KOMMUNE/{felles.OrganisationNumber?.Trim()}" : felles.OrganisationPath.Trim();

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static HttpFaults Faults(string urlSetting) => new(
        Catalogue, $"{FellesDatakatalogOptions.Section}:{urlSetting}", ("forespørselen", $"Kontroller {FellesDatakatalogOptions.Section}:{urlSetting}, og at serveren ikke er sperret ute."));

    /// <summary>One service that was found.</summary>
    private sealed record Hit(string Id, string? Uri, string? Title);

    /// <summary>The run has to stop; the message is for an editor.</summary>
    private sealed class StoppedException(string fault) : Exception(fault);
}
