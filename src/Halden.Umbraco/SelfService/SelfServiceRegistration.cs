using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Feedback;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.Use;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Extensions;

namespace Halden.Umbraco.SelfService;

/// <summary>Puts self-service into a site.</summary>
internal static class SelfServiceRegistration
{
    /// <summary>The services of self-service and its place in Umbraco. The installer calls <see cref="SelfServiceReadModel.Start"/> when the schema is there.</summary>
    public static IUmbracoBuilder AddSelfService(this IUmbracoBuilder builder)
    {
        builder.Services.AddSelfService();
        builder.AddNotificationHandler<ContentCacheRefresherNotification, ContentChangeHandler>();
        builder.AddNotificationHandler<ContentTypeCacheRefresherNotification, ContentChangeHandler>();
        builder.AddNotificationHandler<ContentPublishedNotification, ContentChangeHandler>();
        builder.AddNotificationHandler<MediaCacheRefresherNotification, ContentChangeHandler>();

        // First, for Umbraco's own have an answer to every document.
        builder.UrlProviders().Insert<ServiceUrlProvider>();
        builder.ContentFinders().Insert<ServiceContentFinder>();
        return builder;
    }

    /// <summary>The services of self-service.</summary>
    public static IServiceCollection AddSelfService(this IServiceCollection services)
    {
        services.AddOptions<SelfServiceOptions>().BindConfiguration(SelfServiceOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CurrentLos>();
        services.TryAddSingleton<SelfServiceState>();
        services.TryAddSingleton<SelfServiceAssets>();
        services.TryAddSingleton<PublishedServices>();
        services.TryAddSingleton<ServiceAddresses>();
        services.TryAddSingleton<LinkedContent>();
        services.TryAddSingleton<LinkTargets>();
        services.TryAddSingleton<LinkTargetOf>(provider => provider.GetRequiredService<LinkTargets>().Of);
        if (services.Any(service => service.ServiceType == typeof(SelfServiceReadModel)))
        {
            return services;
        }

        services.TryAddSingleton<UnapprovedAlarm>();
        services.AddSingleton<SelfServiceReadModel>();
        services.AddHostedService(provider => provider.GetRequiredService<SelfServiceReadModel>());
        services.AddHostedService<SilentChanges>();
        services.AddFilling();
        services.AddSearch();
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton<SelfServiceApi>();
        services.AddUse();
        services.TryAddSingleton<ServiceMessages>();
        services.TryAddSingleton<ServiceFeedback>();
        services.AddHostedService<FormDraftPurge>();
        services.AddTransient<IStartupFilter, SelfServiceStartupFilter>();
        return services;
    }
}
