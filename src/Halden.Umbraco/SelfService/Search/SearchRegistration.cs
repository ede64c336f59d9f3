using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Halden.Umbraco.SelfService.Search;

/// <summary>Registers the search.</summary>
internal static class SearchRegistration
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton<LuceneSearch>();
        services.TryAddSingleton<IServiceSearch>(provider => provider.GetRequiredService<LuceneSearch>());

        // Nothing counts yet how often a service is read.
        services.TryAddSingleton<ServiceUse>(_ => 0);
        services.TryAddSingleton<ServiceSearch>();
        services.TryAddSingleton<SearchPace>();
        services.TryAddSingleton<SearchPages>();
        return services;
    }
}
