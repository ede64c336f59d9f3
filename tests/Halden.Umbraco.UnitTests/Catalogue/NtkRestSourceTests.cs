using System.Net;
using System.Net.Sockets;
using System.Text;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class NtkRestSourceTests
{
    private const string Key = "hemmelig-nokkel-123";

    [Fact]
    public async Task SendsTheKeyAndReadsTheAnswer()
    {
        string? sent = null;
        await using var catalogue = await StartAsync(async context =>
        {
            sent = context.Request.Headers["accessKey"];
            await context.Response.WriteAsync($"[{NtkItem.Service(1, "Barnehage").Json}]");
        });

        var reading = await catalogue.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal("Barnehage", Assert.IsType<NationalDescription>(Assert.Single(reading.Items)).Title);
        Assert.Equal(Key, sent);
    }

    [Theory]
    [InlineData(401, "AccessKey", 1)]
    [InlineData(403, "AccessKey", 1)]
    [InlineData(404, "Url", 1)]
    [InlineData(429, "vente", 4)]
    [InlineData(302, "Url", 1)]
    [InlineData(500, "feil hos seg", 4)]
    [InlineData(503, "feil hos seg", 4)]
    [InlineData(204, "204", 1)]
    public async Task SaysWhatToDoAboutAnAnswer(int status, string says, int tries)
    {
        var asked = 0;
        await using var catalogue = await StartAsync(context =>
        {
            asked++;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/annet/sted";
            return Task.CompletedTask;
        });

        var reading = await catalogue.ReadAsync();

        Assert.Empty(reading.Items);
        Assert.Contains(says, reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Equal(tries, asked);
    }

    [Fact]
    public async Task SaysWhenTheAnswerIsNotJson()
    {
        await using var catalogue = await StartAsync(context => context.Response.WriteAsync("<html>Vedlikehold</html>"));

        Assert.Contains("nettside", (await catalogue.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GivesUpWhenTheAnswerTakesTooLong(bool afterItBegan)
    {
        await using var catalogue = await StartAsync(
            async context =>
            {
                if (afterItBegan)
                {
                    await context.Response.WriteAsync("[");
                    await context.Response.Body.FlushAsync();
                }

                var gone = new TaskCompletionSource();
                await using var registration = context.RequestAborted.Register(gone.SetResult);
                await gone.Task;
            },
            timeout: "00:00:00.300");

        Assert.Contains("svarte ikke helt ut", (await catalogue.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhenTheConnectionBreaksInTheMiddle()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        async Task Answer()
        {
            using var connection = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            var stream = connection.GetStream();
            _ = await stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[{NtkItem.Service(1, "Barnehage").Json},"), TestContext.Current.CancellationToken);
        }

        var answer = Answer();
        await using var services = Services(new() { ["Url"] = $"http://{server.LocalEndpoint}/", ["AccessKey"] = Key });

        var reading = await ReadAsync(services);

        await answer;
        Assert.Empty(reading.Items);
        Assert.Contains("brutt", reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsReadingAnAnswerWithoutEnd()
    {
        long sent = 0;
        await using var catalogue = await StartAsync(async context =>
        {
            var spaces = Encoding.UTF8.GetBytes(new string(' ', 1 << 20));
            await context.Response.WriteAsync("[");
            while (!context.RequestAborted.IsCancellationRequested && sent < 2 * NtkJson.MaxFileBytes)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
                sent += spaces.Length;
            }
        });

        Assert.Contains("større enn 200 MB", (await catalogue.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
        Assert.True(sent < 2 * NtkJson.MaxFileBytes);
    }

    [Fact]
    public async Task SaysWhenNobodyAnswers()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var services = Services(new() { ["Url"] = $"http://127.0.0.1:{port}/", ["AccessKey"] = Key });

        Assert.Contains("Fikk ikke forbindelse med 127.0.0.1", (await ReadAsync(services)).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhenTheNameIsUnknown()
    {
        await using var services = Services(new() { ["Url"] = "https://katalog.invalid/", ["AccessKey"] = Key });

        Assert.Contains("Fant ikke katalog.invalid", (await ReadAsync(services)).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverLogsTheKey()
    {
        var log = new LogLines();
        await using var catalogue = await StartAsync(
            context =>
            {
                context.Response.StatusCode = 401;
                return Task.CompletedTask;
            },
            log: log);

        var reading = await catalogue.ReadAsync();

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines.Append(reading.Fault!.Nb), line => line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StopsWhenAsked()
    {
        await using var catalogue = await StartAsync(_ => Task.CompletedTask);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => catalogue.Source.ReadAsync(null, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("http://www.nasjonaltjenestekatalog.no/", Key, "Url")]
    [InlineData("ftp://127.0.0.1/", Key, "Url")]
    [InlineData("", Key, "Url")]
    [InlineData("https://katalog.example/", "", "AccessKey")]
    [InlineData("https://katalog.example/", "  ", "AccessKey")]
    [InlineData("https://katalog.example/", "nøkkel\n", "AccessKey")]
    public async Task IsNotReadyUntilItIsSetUp(string url, string key, string says)
    {
        await using var services = Services(new() { ["Url"] = url, ["AccessKey"] = key });
        var source = Source(services);

        Assert.False(source.Check().IsReady);
        Assert.Contains(says, source.Check().Advice.Nb, StringComparison.Ordinal);
        Assert.Equal(source.Check().Advice, (await ReadAsync(services)).Fault);
    }

    [Fact]
    public async Task IsReadyWithNothingButAKey()
    {
        await using var services = Services(new() { ["AccessKey"] = Key });

        var check = Source(services).Check();

        Assert.True(check.IsReady);
        Assert.Contains("www.nasjonaltjenestekatalog.no", check.Advice.Nb, StringComparison.Ordinal);
    }

    private static NtkRestSource Source(IServiceProvider services) => services.GetServices<ICatalogueSource>().OfType<NtkRestSource>().Single();

    private static Task<CatalogueReading> ReadAsync(ServiceProvider services) =>
        Source(services).ReadAsync(null, TestContext.Current.CancellationToken);

    private static ServiceProvider Services(Dictionary<string, string?> settings, LogLines? log = null) =>
        LocalServer.Services(settings.ToDictionary(setting => $"Ntk:{setting.Key}", setting => setting.Value), log);

    private static async Task<Catalogue> StartAsync(RequestDelegate answer, string timeout = "00:00:30", LogLines? log = null)
    {
        var server = await LocalServer.StartAsync(answer);
        return new Catalogue(server, Services(new() { ["Url"] = $"{server.Address}/search?sprak=no", ["AccessKey"] = Key, ["Timeout"] = timeout }, log));
    }

    private sealed class Catalogue(LocalServer server, ServiceProvider services) : IAsyncDisposable
    {
        public ICatalogueSource Source => NtkRestSourceTests.Source(services);

        public Task<CatalogueReading> ReadAsync() => NtkRestSourceTests.ReadAsync(services);

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
