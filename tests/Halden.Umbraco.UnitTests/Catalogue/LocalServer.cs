using Halden.Umbraco.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>A catalogue's server on this machine, and the sources as a site has them.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LocalServer(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    public static async Task<LocalServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new LocalServer(server);
    }

    /// <summary>The sources with settings below <c>Halden:Catalogue</c>.</summary>
    public static ServiceProvider Services(Dictionary<string, string?> settings, ILoggerProvider? log = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Halden:Catalogue:Retry:Delay"] = "00:00:00.001" })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Halden:Catalogue:{setting.Key}", setting.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddCatalogue(configuration);
        if (log is not null)
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        }

        return services.BuildServiceProvider();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
