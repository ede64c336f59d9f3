using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class SourceRetryTests
{
    private const string Key = "hemmelig-nokkel-123";

    [Theory]
    [InlineData(429)]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task TriesAgainAfterWhatPassesByItself(int status)
    {
        var (reading, asked) = await ReadAsync([status, status]);

        Assert.Null(reading.Fault);
        Assert.Equal("Barnehage", Assert.IsType<NationalDescription>(Assert.Single(reading.Items)).Title);
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task AsksOnceWhereAnotherTryWouldNotHelp(int status)
    {
        var (reading, asked) = await ReadAsync([status]);

        Assert.NotNull(reading.Fault);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task GivesUpAfterSomeTries()
    {
        var (reading, asked) = await ReadAsync([.. Enumerable.Repeat(500, 20)], times: "2");

        Assert.Contains("svar 500", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task CanBeToldNotToTryAgain()
    {
        var (_, asked) = await ReadAsync([503], times: "0");

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task WaitsAsLongAsTheServiceAsks()
    {
        var watch = Stopwatch.StartNew();

        var (reading, asked) = await ReadAsync([429], retryAfter: "1");

        Assert.Null(reading.Fault);
        Assert.Equal(2, asked);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.9), $"Waited only {watch.Elapsed}.");
    }

    [Fact]
    public async Task LeavesAServiceAloneThatAsksForALongWait()
    {
        var (reading, asked) = await ReadAsync([429], retryAfter: "3600");

        Assert.Contains("ber oss vente", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task TheTimeoutIsForAllTriesTogether()
    {
        var watch = Stopwatch.StartNew();

        var (reading, asked) = await ReadAsync([.. Enumerable.Repeat(429, 20)], retryAfter: "30", timeout: "00:00:00.300");

        Assert.Contains("svarte ikke helt ut", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task TriesAgainWhenTheConnectionFails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = 0;
        var server = Task.Run(async () =>
        {
            for (; asked < 2; asked++)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                connection.LingerState = new LingerOption(true, 0);
            }

            using var last = await listener.AcceptTcpClientAsync();
            await using var stream = last.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"u8.ToArray());
        });
        await using var services = Services($"http://{listener.LocalEndpoint}/", "3", "00:00:30", null);

        var reading = await services.GetServices<ICatalogueSource>().OfType<NtkRestSource>().Single().ReadAsync(null, TestContext.Current.CancellationToken);

        Assert.Null(reading.Fault);
        await server;
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task NeverLogsTheKey()
    {
        var log = new LogLines();

        await ReadAsync([500, 429], log: log);

        Assert.Contains(log.Lines, line => line.Contains("Retry", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(Key, StringComparison.Ordinal) || line.Contains("accessKey", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task TheSoapServiceIsTriedAgainToo()
    {
        var asked = 0;
        await using var soap = await NtkSoapServer.StartAsync();
        soap.On("hentOversikt", async context =>
        {
            context.Response.StatusCode = ++asked < 3 ? 503 : 200;
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(asked < 3 ? "<html/>" : NtkSoapServer.Answer("hentOversikt", string.Empty));
        });

        Assert.Null((await soap.ReadAsync()).Fault);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task ASoapFaultIsAnAnswer()
    {
        await using var soap = await NtkSoapServer.StartAsync();
        soap.Says("hentOversikt", NtkSoapServer.Fault("Unknown column"), status: 500);

        Assert.Contains("Unknown column", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
        Assert.Single(soap.Operations, "hentOversikt");
    }

    /// <summary>Reads from a service that gives each of the statuses once, and then the catalogue.</summary>
    private static async Task<(CatalogueReading Reading, int Asked)> ReadAsync(
        int[] statuses, string times = "3", string? retryAfter = null, string timeout = "00:00:30", LogLines? log = null)
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(context =>
        {
            if (++asked > statuses.Length)
            {
                return context.Response.WriteAsync($"[{NtkItem.Service(1, "Barnehage").Json}]");
            }

            context.Response.StatusCode = statuses[asked - 1];
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        await using var services = Services($"{server.Address}/search", times, timeout, log);
        return (await services.GetServices<ICatalogueSource>().OfType<NtkRestSource>().Single().ReadAsync(null, TestContext.Current.CancellationToken), asked);
    }

    private static ServiceProvider Services(string url, string times, string timeout, LogLines? log) =>
        LocalServer.Services(new() { ["Ntk:Url"] = url, ["Ntk:AccessKey"] = Key, ["Ntk:Timeout"] = timeout, ["Retry:Times"] = times }, log);
}
