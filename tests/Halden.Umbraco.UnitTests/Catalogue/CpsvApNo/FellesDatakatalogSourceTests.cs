using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.UnitTests.Catalogue.CpsvApNo;

public class FellesDatakatalogSourceTests
{
    [Fact]
    public async Task SearchesForThePublisherAndReadsEachService()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage").Has("b", "Skole");

        var reading = await felles.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal(["Barnehage", "Skole"], reading.Items.Cast<NationalDescription>().Select(item => item.Title));
        Assert.Equal("/KOMMUNE/959159092", felles.Searches[0]["filters"]!["orgPath"]!["value"]!.GetValue<string>());
        Assert.All(felles.Accepts, accept => Assert.Equal("text/turtle", accept));
        Assert.Equal(("felles", "cpsv-ap-no"), (felles.Source.Id, felles.Source.Name));
    }

    [Fact]
    public async Task ReadsEveryPage()
    {
        await using var felles = await Felles.StartAsync();
        for (var i = 0; i < 205; i++)
        {
            felles.Has($"id-{i}", $"Tjeneste {i}");
        }

        var reading = await felles.ReadAsync();

        Assert.Equal(205, reading.Items.OfType<NationalDescription>().Count());
        Assert.Equal([0, 1, 2], felles.Searches.Select(search => search["pagination"]!["page"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AnOrganisationPathGoesBeforeTheNumber()
    {
        await using var felles = await Felles.StartAsync(new() { ["OrganisationPath"] = "/STAT/1/2" });
        felles.Has("a", "Barnehage");

        await felles.ReadAsync();

        Assert.Equal("/STAT/1/2", felles.Searches[0]["filters"]!["orgPath"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task NodesWithoutANameAreNotMixedBetweenServices()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage", "cv:hasCost [ a cv:Cost ; dct:description 'Pris A'@nb ]").Has("b", "Skole", "cv:hasCost [ a cv:Cost ; dct:description 'Pris B'@nb ]");

        var prices = (await felles.ReadAsync()).Items.Cast<NationalDescription>().Select(item => item.Fields["price"]).ToList();

        Assert.Contains("Pris A", prices[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Pris B", prices[0], StringComparison.Ordinal);
        Assert.Contains("Pris B", prices[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServiceThatIsOnlyMentionedIsNotTakenIn()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage", "dct:relation <https://annen.kommune.example/t>", "<https://annen.kommune.example/t> a cpsv:PublicService ; dct:title 'Naboens'@nb .");

        var item = Assert.IsType<NationalDescription>(Assert.Single((await felles.ReadAsync()).Items));

        Assert.Equal("Barnehage", item.Title);
    }

    [Fact]
    public async Task AsksNobodyButTheConfiguredHosts()
    {
        var asked = 0;
        await using var other = await LocalServer.StartAsync(context =>
        {
            asked++;
            return Task.CompletedTask;
        });
        await using var felles = await Felles.StartAsync();
        felles.Has("../../http://x/", "Barnehage", $"foaf:homepage <{other.Address}/side>", uri: $"{other.Address}/tjeneste");

        var reading = await felles.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal("/v1/services/..%2F..%2Fhttp%3A%2F%2Fx%2F/graph", Assert.Single(felles.Graphs));
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task OneBrokenDescriptionDoesNotStopTheOthers()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage").Has("b", "Skole").Has("c", "Helse");
        felles.Documents["b"] = "<urn:b> a ";
        felles.Documents.Remove("c");

        var reading = await felles.ReadAsync();

        Assert.Equal("Barnehage", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
        var unread = reading.Items.OfType<UnreadItem>().ToList();
        Assert.Equal(["Skole", "Helse"], unread.Select(item => item.Name));
        Assert.Contains("Linje 1", unread[0].Reason?.Nb, StringComparison.Ordinal);
        Assert.Contains("finnes ikke", unread[1].Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhenThereAreNoServices()
    {
        await using var felles = await Felles.StartAsync();

        Assert.Contains("ingen tjenester for /KOMMUNE/959159092", (await felles.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakesNothingFromHalfAList()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage");
        felles.Claims = 7;

        Assert.Contains("sa at det er 7 tjenester, men listet bare 1", (await felles.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html/>")]
    [InlineData("{\"hits\":[{\"id\":7}],\"page\":{\"totalElements\":1,\"totalPages\":1}}")]
    [InlineData("{\"hits\":[{\"id\":\"a\"}]")]
    [InlineData("{\"hits\":{}}")]
    [InlineData("[]")]
    public async Task TakesNothingFromAnAnswerItDoesNotUnderstand(string answer)
    {
        await using var felles = await Felles.StartAsync();
        felles.Answer = answer;

        Assert.Contains("annet enn vi venter", (await felles.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitsWhenAskedToSlowDown()
    {
        await using var felles = await Felles.StartAsync();
        felles.Has("a", "Barnehage").Has("b", "Skole");
        felles.Refusals = 2;

        var reading = await felles.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal(2, reading.Count);
    }

    [Theory]
    [InlineData("SearchUrl", "http://search.example/", "SearchUrl")]
    [InlineData("ResourceUrl", "ftp://resource.example/", "ResourceUrl")]
    [InlineData("OrganisationNumber", "", "OrganisationNumber")]
    [InlineData("OrganisationNumber", "12345", "ni siffer")]
    [InlineData("OrganisationPath", "KOMMUNE/1", "begynne med /")]
    [InlineData("Timeout", "00:00:00", "Timeout")]
    public async Task IsNotReadyUntilItIsSetUp(string setting, string value, string says)
    {
        await using var felles = await Felles.StartAsync(new() { [setting] = value });

        Assert.False(felles.Source.Check().IsReady);
        Assert.Contains(says, felles.Source.Check().Advice.Nb, StringComparison.Ordinal);
        Assert.Equal(felles.Source.Check().Advice, (await felles.ReadAsync()).Fault);
    }

    /// <summary>Felles datakatalog on this machine.</summary>
    private sealed class Felles : IAsyncDisposable
    {
        private const string Prefixes = "@prefix cpsv: <http://purl.org/vocab/cpsv#> . @prefix cv: <http://data.europa.eu/m8g/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n";

        private readonly List<(string Id, string Title, string Uri)> _hits = [];
        private LocalServer _server = null!;
        private ServiceProvider _services = null!;

        public Dictionary<string, string> Documents { get; } = [];

        public List<JsonObject> Searches { get; } = [];

        public List<string> Graphs { get; } = [];

        public List<string> Accepts { get; } = [];

        public long? Claims { get; set; }

        public string? Answer { get; set; }

        public int Refusals { get; set; }

        public FellesDatakatalogSource Source => _services.GetServices<ICatalogueSource>().OfType<FellesDatakatalogSource>().Single();

        public static async Task<Felles> StartAsync(Dictionary<string, string?>? settings = null)
        {
            var felles = new Felles();
            felles._server = await LocalServer.StartAsync(felles.AnswerAsync);
            Dictionary<string, string?> all = new() { ["SearchUrl"] = felles._server.Address + "/", ["ResourceUrl"] = felles._server.Address, ["OrganisationNumber"] = "959159092" };
            foreach (var (name, value) in settings ?? [])
            {
                all[name] = value;
            }

            felles._services = LocalServer.Services(all.ToDictionary(setting => $"Felles:{setting.Key}", setting => setting.Value));
            return felles;
        }

        public Felles Has(string id, string title, string? says = null, string others = "", string? uri = null)
        {
            uri ??= $"https://kommune.example/tjenester/{id}";
            _hits.Add((id, title, uri));
            Documents[id] = $"{Prefixes}<{uri}> a cpsv:PublicService ; dct:title '{title}'@nb {(says is null ? string.Empty : $"; {says} ")}.\n{others}";
            return this;
        }

        public Task<CatalogueReading> ReadAsync() => Source.ReadAsync(null, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _server.DisposeAsync();
        }

        private async Task AnswerAsync(HttpContext context)
        {
            if (context.Request.Method == "POST" && context.Request.Path == "/search/services")
            {
                var search = (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!;
                Searches.Add(search);
                var (page, size) = (search["pagination"]!["page"]!.GetValue<int>(), search["pagination"]!["size"]!.GetValue<int>());
                await context.Response.WriteAsync(Answer ?? JsonSerializer.Serialize(new
                {
                    hits = _hits.Skip(page * size).Take(size).Select(hit => new { id = hit.Id, uri = hit.Uri, title = new { nb = hit.Title } }),
                    aggregations = new { },
                    page = new { currentPage = page, size, totalElements = Claims ?? _hits.Count, totalPages = (_hits.Count + size - 1) / size },
                }));
                return;
            }

            var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            if (Refusals > 0)
            {
                Refusals--;
                context.Response.StatusCode = 429;
                return;
            }

            Graphs.Add(raw);
            Accepts.Add(context.Request.Headers.Accept.ToString());
            var id = Uri.UnescapeDataString(raw["/v1/services/".Length..^"/graph".Length]);
            if (!Documents.TryGetValue(id, out var document))
            {
                context.Response.StatusCode = 404;
                return;
            }

            context.Response.ContentType = "text/turtle;charset=UTF-8";
            await context.Response.WriteAsync(document);
        }
    }
}
