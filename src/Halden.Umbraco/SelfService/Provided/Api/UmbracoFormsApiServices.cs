using Halden.Umbraco.Forms;
using Halden.Umbraco.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.SelfService.Provided.Api;

/// <summary>Registers what speaks with another site's Umbraco Forms.</summary>
internal static class UmbracoFormsApiServices
{
    public static IServiceCollection AddUmbracoFormsApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UmbracoFormsApiOptions>().BindConfiguration(UmbracoFormsApiOptions.Section);
        services.AddHttpClient(UmbracoFormsApi.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect would take the key along to another address.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(15),
            })
            // The client's own loggers hand the raw headers, the key among them, to any structured log at trace level.
            .RemoveAllLoggers();
        services.AddSingleton<UmbracoFormsApi>();
        services.AddSingleton<IDeliveryPlugin, UmbracoFormsApiPlugin>();

        // Where no site is named there is no provider, and what was read of one before stays as it was.
        return string.IsNullOrWhiteSpace(configuration[$"{UmbracoFormsApiOptions.Section}:{nameof(UmbracoFormsApiOptions.Url)}"])
            ? services : services.AddSingleton<IFormsProvider>(provider => provider.GetRequiredService<UmbracoFormsApi>());
    }
}
