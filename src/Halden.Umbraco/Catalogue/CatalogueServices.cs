using System.Net;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Ntk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Halden.Umbraco.Catalogue;

/// <summary>Registers what takes national descriptions in.</summary>
internal static class CatalogueServices
{
    /// <summary>
    /// Adds the sources and <see cref="CatalogueImport"/>. The host supplies <see cref="ServiceDescriptions.ContentLane"/>, running,
    /// the database and Umbraco.
    /// </summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<NtkOptions>(configuration.GetSection(NtkOptions.Section));
        services.Configure<NtkSoapOptions>(configuration.GetSection(NtkSoapOptions.Section));
        services.Configure<FellesDatakatalogOptions>(configuration.GetSection(FellesDatakatalogOptions.Section));
        services.Configure<RetryOptions>(configuration.GetSection(RetryOptions.Section));
        services.AddSourceClient(NtkRestSource.ClientName);
        services.AddSourceClient(NtkSoapSource.ClientName);
        services.AddSourceClient(FellesDatakatalogSource.ClientName);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<ICatalogueSource, NtkRestSource>(),
            ServiceDescriptor.Singleton<ICatalogueSource, NtkSoapSource>(),
            ServiceDescriptor.Singleton<ICatalogueSource, FellesDatakatalogSource>(),
        ]);
        services.TryAddSingleton<ImportLedger>();
        services.TryAddSingleton<CatalogueImport>();
        services.TryAddSingleton<ImportJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportJobs>());
        services.Configure<CatalogueScheduleOptions>(configuration.GetSection(CatalogueScheduleOptions.Section));
        services.TryAddSingleton<CatalogueSchedulePass>();
        services.TryAddSingleton<CatalogueSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueSchedule>());
        return services.AddLos(configuration);
    }

    private static IServiceCollection AddLos(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<LosOptions>(configuration.GetSection(LosOptions.Section));
        services.AddSourceClient(LosSource.ClientName);
        services.TryAddSingleton<CurrentLos>();
        services.TryAddSingleton<LosSource>();
        services.TryAddSingleton<LosInServices>();
        services.TryAddSingleton<LosUpdate>();
        services.TryAddSingleton<LosEditions>();
        services.AddHostedService(provider => provider.GetRequiredService<LosEditions>());
        services.AddHostedService<LosRenewal>();
        return services;
    }

    private static void AddSourceClient(this IServiceCollection services, string name)
    {
        var client = services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would take the key along to another address.
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(15),

                // Handlers are shared between runs; a session's cookie is its run's own.
                UseCookies = false,
            })
            // The client's own loggers hand the raw headers, the key among them, to any structured log at trace level,
            // whatever is said to be redacted; the source logs what it does itself.
            .RemoveAllLoggers();
        client.AddSourceRetry();
    }
}
