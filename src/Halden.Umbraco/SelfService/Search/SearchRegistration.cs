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
        services.TryAddSingleton<ServiceSearch>();
        services.TryAddSingleton<SearchPace>();
        services.TryAddSingleton<SearchPages>();
        return services;
    }
}
