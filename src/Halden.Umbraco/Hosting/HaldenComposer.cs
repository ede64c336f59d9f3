using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Comments;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.Reviews;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.SelfService.Provided.Api;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;

namespace Halden.Umbraco.Hosting;

/// <summary>Adds the plugin to Umbraco; found by Umbraco's type scanning.</summary>
public sealed class HaldenComposer : IComposer
{
    /// <inheritdoc/>
    public void Compose(IUmbracoBuilder builder) => builder.AddHaldenUmbraco();
}

/// <summary>Registration of the plugin.</summary>
public static class HaldenBuilderExtensions
{
    /// <summary>Adds the plugin's services, handlers and pages; calling it twice adds nothing more.</summary>
    public static IUmbracoBuilder AddHaldenUmbraco(this IUmbracoBuilder builder)
    {
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(HaldenReadiness)))
        {
            return builder;
        }

        services.AddOptions<HaldenOptions>().Bind(builder.Config.GetSection("Halden"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HaldenReadiness>();

        services.AddSingleton<IDbContextFactory<HaldenDbContext>, HaldenDatabase>();
        services.AddSingleton<HaldenStore>();

        services.AddSingleton<ContentLane>();
        services.AddHostedService(provider => provider.GetRequiredService<ContentLane>());
        services.AddSingleton<ServiceSchema>();
        services.AddSingleton<ServiceEditing>();
        services.AddSingleton<ServiceRegister>();
        services.AddSingleton<RegisterTable>();
        services.AddSingleton<RegisterBulk>();
        services.AddSingleton<RegisterImport>();
        services.AddSingleton<RegisterFigures>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<RolloutReading>();
        services.AddSingleton<Rollouts>();
        services.AddSingleton<OwnForms>();
        services.AddSingleton(provider => new ProvidedForms(
            provider.GetServices<IFormsProvider>(),
            provider.GetRequiredService<HaldenStore>(),
            provider.GetRequiredService<SelfServiceState>(),
            provider.GetRequiredService<SubmissionIntake>(),
            provider.GetRequiredService<ILogger<ProvidedForms>>()));
        services.AddHostedService<ProvidedFormsSweep>();
        services.AddSingleton<FormViews>();
        services.AddSingleton<IPackagePart, FormPart>();
        services.AddSingleton<ProcessModels>();
        services.AddSingleton<ProcessViews>();
        services.AddSingleton<IPackagePart, ProcessPart>();
        services.AddRolloutInformation();
        services.AddSingleton<IPackagePart, RoutingPart>();
        services.AddSingleton<PackageParts>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<PastPackages>();
        services.AddSingleton<ReviewComments>();
        services.AddSingleton<ServiceReviews>();
        services.AddSingleton<ReviewPass>();
        services.AddHostedService(provider => provider.GetRequiredService<ReviewPass>());
        services.AddSingleton<BackOfficeAccessSetup>();
        services.AddSingleton<ServiceViews>();
        services.AddSingleton<PackageViews>();
        services.AddSingleton<ServicePreview>();
        services.AddSingleton<FormPreview>();
        services.AddSingleton<ConfigurationChecks>();

        // Handlers that keep state are registered as themselves: AddNotificationHandler makes a new one each time.
        services.AddSingleton<ServiceDrafts>();
        services.AddSingleton<INotificationHandler<ContentCacheRefresherNotification>>(provider => provider.GetRequiredService<ServiceDrafts>());
        builder.AddNotificationHandler<ContentPublishingNotification, PublishGate>();
        builder.AddNotificationHandler<ContentSavingNotification, ContentWatch>();
        builder.AddNotificationHandler<ContentSavedNotification, ContentWatch>();
        builder.AddNotificationHandler<ContentCopiedNotification, ContentWatch>();
        builder.AddNotificationHandler<ContentPublishedNotification, ContentWatch>();
        builder.AddNotificationHandler<ContentUnpublishedNotification, ContentWatch>();

        services.AddSingleton<HaldenStartup>();
        services.AddHostedService(provider => provider.GetRequiredService<HaldenStartup>());
        services.AddSingleton<INotificationHandler<UmbracoApplicationStartedNotification>>(provider => provider.GetRequiredService<HaldenStartup>());

        services.AddSingleton<IAuthorizationHandler, HaldenAccess.Handler>();
        services.Configure<AuthorizationOptions>(HaldenAccess.AddPolicies);

        services.AddCatalogue(builder.Config);
        services.AddSingleton<ServiceThemes>();
        services.AddSingleton<NationalViews>();
        services.AddSingleton<NationalChanges>();
        services.AddNotices();
        services.AddSubmissions();
        services.AddUmbracoFormsApi(builder.Config);
        services.AddSingleton<LocalSupplements>();
        services.AddSingleton<CatalogueLinking>();
        builder.AddSelfService();

        // After it: what the public reads is answered in front, and passes nothing of this.
        builder.AddAudit();
        return builder;
    }

    /// <summary>The folder of our data, absolute.</summary>
    internal static string DataDirectory(this IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<HaldenOptions>>().Value.Directory(provider.GetRequiredService<IHostEnvironment>());
}
