using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
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
            return new SourceCheck(false, new(
                $"Adressen til søket i Felles datakatalog må begynne med https://. Rett {FellesDatakatalogOptions.Section}:SearchUrl i konfigurasjonen.",
                $"Adressa til søket i Felles datakatalog må byrje med https://. Rett {FellesDatakatalogOptions.Section}:SearchUrl i konfigurasjonen.",
                $"The address of the search of Felles datakatalog must begin with https://. Correct {FellesDatakatalogOptions.Section}:SearchUrl in the configuration."));
        }

        if (!HttpFaults.IsSafe(felles.ResourceUrl, out _))
        {
            return new SourceCheck(false, new(
                $"Adressen til beskrivelsene i Felles datakatalog må begynne med https://. Rett {FellesDatakatalogOptions.Section}:ResourceUrl i konfigurasjonen.",
                $"Adressa til omtalane i Felles datakatalog må byrje med https://. Rett {FellesDatakatalogOptions.Section}:ResourceUrl i konfigurasjonen.",
                $"The address of the descriptions of Felles datakatalog must begin with https://. Correct {FellesDatakatalogOptions.Section}:ResourceUrl in the configuration."));
        }

        if (string.IsNullOrWhiteSpace(felles.OrganisationPath) && string.IsNullOrWhiteSpace(felles.OrganisationNumber))
        {
            return new SourceCheck(false, new(
                $"Det er ikke sagt hvem sine tjenester som skal hentes fra Felles datakatalog. Legg kommunens organisasjonsnummer i {FellesDatakatalogOptions.Section}:OrganisationNumber.",
                $"Det er ikkje sagt kven sine tenester som skal hentast frå Felles datakatalog. Legg organisasjonsnummeret til kommunen i {FellesDatakatalogOptions.Section}:OrganisationNumber.",
                $"It has not been said whose services to fetch from Felles datakatalog. Put the municipality's organisation number in {FellesDatakatalogOptions.Section}:OrganisationNumber."));
        }

        if (!string.IsNullOrWhiteSpace(felles.OrganisationNumber) && !(felles.OrganisationNumber.Trim() is { Length: 9 } number && number.All(char.IsAsciiDigit)))
        {
            return new SourceCheck(false, new(
                $"Organisasjonsnummeret må ha ni siffer. Rett {FellesDatakatalogOptions.Section}:OrganisationNumber.",
                $"Organisasjonsnummeret må ha ni siffer. Rett {FellesDatakatalogOptions.Section}:OrganisationNumber.",
                $"The organisation number must have nine digits. Correct {FellesDatakatalogOptions.Section}:OrganisationNumber."));
        }

        if (!Path(felles).StartsWith('/'))
        {
            return new SourceCheck(false, new(
                $"Plassen i organisasjonstreet må begynne med /, for eksempel /KOMMUNE/959159092. Rett {FellesDatakatalogOptions.Section}:OrganisationPath.",
                $"Plassen i organisasjonstreet må byrje med /, til dømes /KOMMUNE/959159092. Rett {FellesDatakatalogOptions.Section}:OrganisationPath.",
                $"The place in the tree of organisations must begin with /, for instance /KOMMUNE/959159092. Correct {FellesDatakatalogOptions.Section}:OrganisationPath."));
        }

        return felles.Timeout <= TimeSpan.Zero
            ? new SourceCheck(false, NtkRestSource.TimeoutFault($"{FellesDatakatalogOptions.Section}:Timeout", "00:10:00"))
            : new SourceCheck(true, new(
                $"Henter tjenestene til {Path(felles)} fra {search.Host}.",
                $"Hentar tenestene til {Path(felles)} frå {search.Host}.",
                $"Fetches the services of {Path(felles)} from {search.Host}."));
    }

    /// <inheritdoc/>
    public async Task<CatalogueReading> ReadAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        var reading = await AskAsync(progress, cancellationToken);
        if (reading.Fault is { } fault)
        {
            logger.LogWarning("Felles datakatalog could not be read: {Fault}", fault.Nb);
        }
        else
        {
            logger.LogInformation("Felles datakatalog gave {Count} descriptions.", reading.Count);
        }

        return reading;
    }

    private async Task<CatalogueReading> AskAsync(IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
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
            return await DescriptionsAsync(client, felles, hits, progress, patience.Token);
        }
        catch (StoppedException stopped)
        {
            return CatalogueReading.Failed(stopped.Fault);
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
            return CatalogueReading.Failed(new(
                $"Et svar fra {Catalogue} er mye større enn ventet. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}.",
                $"Eit svar frå {Catalogue} er mykje større enn venta. Ingenting er endra. Kontroller {FellesDatakatalogOptions.Section}.",
                $"An answer of {Catalogue} is much larger than expected. Nothing has been changed. Check {FellesDatakatalogOptions.Section}."));
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
                throw new StoppedException(new(
                    $"{Catalogue} har {total} tjenester for {Path(felles)}, flere enn noen kommune har. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber.",
                    $"{Catalogue} har {total} tenester for {Path(felles)}, fleire enn nokon kommune har. Ingenting er endra. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber.",
                    $"{Catalogue} has {total} services for {Path(felles)}, more than any municipality has. Nothing has been changed. Check {FellesDatakatalogOptions.Section}:OrganisationPath and OrganisationNumber."));
            }

            if (found.Count > 0 && page + 1 < pages)
            {
                continue;
            }

            return hits.Count == 0 ? throw new StoppedException(new(
                    $"{Catalogue} har ingen tjenester for {Path(felles)}. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber, og at kommunen har publisert tjenester på data.norge.no.",
                    $"{Catalogue} har ingen tenester for {Path(felles)}. Ingenting er endra. Kontroller {FellesDatakatalogOptions.Section}:OrganisationPath og OrganisationNumber, og at kommunen har publisert tenester på data.norge.no.",
                    $"{Catalogue} has no services for {Path(felles)}. Nothing has been changed. Check {FellesDatakatalogOptions.Section}:OrganisationPath and OrganisationNumber, and that the municipality has published services on data.norge.no."))
                : hits.Count < total ? throw new StoppedException(new(
                    $"{Catalogue} sa at det er {total} tjenester, men listet bare {hits.Count}. Ingenting er endret. Prøv igjen.",
                    $"{Catalogue} sa at det er {total} tenester, men lista berre {hits.Count}. Ingenting er endra. Prøv igjen.",
                    $"{Catalogue} said that there are {total} services, but listed only {hits.Count}. Nothing has been changed. Try again."))
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
            throw new StoppedException(new(
                    $"Søket i {Catalogue} svarte med noe annet enn vi venter, eller bare et halvt svar. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}:SearchUrl, og prøv igjen.",
                    $"Søket i {Catalogue} svarte med noko anna enn vi ventar, eller berre eit halvt svar. Ingenting er endra. Kontroller {FellesDatakatalogOptions.Section}:SearchUrl, og prøv igjen.",
                    $"The search of {Catalogue} answered with something else than we expect, or only half an answer. Nothing has been changed. Check {FellesDatakatalogOptions.Section}:SearchUrl, and try again."));
        }
    }

    private static async Task<CatalogueReading> DescriptionsAsync(HttpClient client, FellesDatakatalogOptions felles, IReadOnlyList<Hit> hits, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        using var whole = CpsvReading.NewStore();
        List<(Hit Hit, Label Reason)> unread = [];
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            progress?.Report(new ReadingProgress(i, (double)i / hits.Count));
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(felles.ResourceUrl, $"v1/services/{Uri.EscapeDataString(hit.Id)}/graph"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(RdfFormat.Turtle.MediaType()));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                unread.Add((hit, new(
                    "Tjenesten står i søket, men beskrivelsen finnes ikke. Den kan være fjernet nettopp nå. Kjør importen på nytt.",
                    "Tenesta står i søket, men omtalen finst ikkje. Han kan vere fjerna nettopp no. Køyr importen på nytt.",
                    "The service is in the search, but its description does not exist. It may have been removed just now. Run the import again.")));
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
                unread.Add((hit, new(
                    $"Beskrivelsen lar seg ikke lese. {broken.Text.Nb} De andre tjenestene er ikke berørt. Be utgiveren om å rette den.",
                    $"Omtalen lèt seg ikkje lese. {broken.Text.Nn} Dei andre tenestene er ikkje råka. Be utgjevaren om å rette han.",
                    $"The description cannot be read. {broken.Text.En} The other services are not affected. Ask the publisher to correct it.")));
            }
            catch (TooLargeException)
            {
                unread.Add((hit, new(
                    $"Beskrivelsen er større enn {MaxGraphBytes / 1024 / 1024} MB og er ikke tatt inn. De andre tjenestene er ikke berørt. Be utgiveren om å se på den.",
                    $"Omtalen er større enn {MaxGraphBytes / 1024 / 1024} MB og er ikkje teken inn. Dei andre tenestene er ikkje råka. Be utgjevaren om å sjå på han.",
                    $"The description is larger than {MaxGraphBytes / 1024 / 1024} MB and has not been taken in. The other services are not affected. Ask the publisher to look at it.")));
            }

            if (whole.Count > MaxTriples)
            {
                throw new StoppedException(new(
                    $"Beskrivelsene i {Catalogue} er til sammen mye større enn ventet. Ingenting er endret. Kontroller {FellesDatakatalogOptions.Section}.",
                    $"Omtalane i {Catalogue} er til saman mykje større enn venta. Ingenting er endra. Kontroller {FellesDatakatalogOptions.Section}.",
                    $"The descriptions of {Catalogue} are together much larger than expected. Nothing has been changed. Check {FellesDatakatalogOptions.Section}."));
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
        Catalogue, $"{FellesDatakatalogOptions.Section}:{urlSetting}", (
            new("forespørselen", "førespurnaden", "the request"),
            new(
                $"Kontroller {FellesDatakatalogOptions.Section}:{urlSetting}, og at serveren ikke er sperret ute.",
                $"Kontroller {FellesDatakatalogOptions.Section}:{urlSetting}, og at serveren ikkje er stengd ute.",
                $"Check {FellesDatakatalogOptions.Section}:{urlSetting}, and that the server is not shut out.")));

    /// <summary>One service that was found.</summary>
    private sealed record Hit(string Id, string? Uri, string? Title);

    /// <summary>The run has to stop; the fault is for an editor.</summary>
    private sealed class StoppedException(Label fault) : Exception(fault.Nb)
    {
        public Label Fault { get; } = fault;
    }
}
