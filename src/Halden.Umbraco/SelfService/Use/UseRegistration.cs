using Halden.Umbraco.SelfService.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Halden.Umbraco.SelfService.Use;

/// <summary>Registers what counts.</summary>
internal static class UseRegistration
{
    public static IServiceCollection AddUse(this IServiceCollection services)
    {
        services.TryAddSingleton<UseCounters>();
        services.TryAddSingleton<ServiceRanking>();
        services.TryAddSingleton<UseLedger>();
        services.TryAddSingleton<ServiceUse>(provider => provider.GetRequiredService<ServiceRanking>().Use);
        services.AddSingleton<UseCounting>();
        services.AddHostedService(provider => provider.GetRequiredService<UseCounting>());
        return services;
    }
}
