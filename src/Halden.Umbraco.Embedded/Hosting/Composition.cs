using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Cache;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.Configuration;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.DistributedLocking;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Hosting;
using Umbraco.Cms.Core.IO;
using Umbraco.Cms.Core.Logging;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.Net;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Cms.Core.PublishedCache;
using Umbraco.Cms.Core.Runtime;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.Implement;
using Umbraco.Cms.Core.Services.Navigation;
using Umbraco.Cms.Core.Strings;
using Umbraco.Cms.Core.Sync;
using Umbraco.Cms.Core.Web;
using Umbraco.Extensions;
using IPasswordHasher = Umbraco.Cms.Core.Security.IPasswordHasher;

namespace Halden.Umbraco.Embedded;

/// <summary>Puts Umbraco.Core's services together with what the embedded runtime supplies.</summary>
internal static class Composition
{
    // Interfaces of these namespaces that nobody implements here answer with a NotSupportedException of their name.
    private static readonly string[] FilledNamespaces =
    [
        "Umbraco.Cms.Core.Persistence.Repositories", "Umbraco.Cms.Core.PublishedCache", "Umbraco.Cms.Core.Services", "Umbraco.Cms.Core.Security", "Umbraco.Cms.Core.Web",
        "Umbraco.Cms.Core.Media", "Umbraco.Cms.Core.Routing", "Umbraco.Cms.Core.Net", "Umbraco.Cms.Core.Configuration", "Umbraco.Cms.Core.Packaging", "Umbraco.Cms.Core.Install",
        "Umbraco.Cms.Core.Mapping", "Umbraco.Cms.Core.Models.PublishedContent", "Umbraco.Cms.Core.Templates", "Umbraco.Cms.Core.Preview", "Umbraco.Cms.Core.DeliveryApi",
        "Umbraco.Cms.Core.PropertyEditors", "Umbraco.Cms.Core.Manifest", "Umbraco.Cms.Core.IO", "Umbraco.Cms.Core.Cache", "Umbraco.Cms.Core.HealthChecks", "Umbraco.Cms.Core.Hosting",
        "Umbraco.Cms.Core.Features", "Umbraco.Cms.Core.Telemetry", "Umbraco.Cms.Core.Editors", "Umbraco.Cms.Core.Dictionary", "Umbraco.Cms.Core.DynamicRoot", "Umbraco.Cms.Core.Logging",
    ];

    public static IUmbracoBuilder Compose(IServiceCollection services, IConfiguration configuration, EmbeddedOptions options)
    {
        var http = new HttpContextAccessor();
        services.AddSingleton<IHttpContextAccessor>(http);
        TypeLoader typeLoader = CreateTypeLoader(services, configuration, options);
        var umbraco = new UmbracoBuilder(
            services,
            configuration,
            typeLoader,
            NullLoggerFactory.Instance,
            new NoopProfiler(),
            AppCaches.Create(NoAppCache.Instance));
        umbraco.AddConfiguration();
        AddHost(services);
        AddStorage(services);
        AddRepositories(services);
        AddServices(services);
        AddUsers(services);
        AddPublishedSide(services);
        AddPropertyEditors(umbraco);
        AddNotifications(umbraco);
        umbraco.AddComposers();
        umbraco.Build();
        FillIn(services);
        return umbraco;
    }

    private static TypeLoader CreateTypeLoader(IServiceCollection services, IConfiguration configuration, EmbeddedOptions options)
    {
        TypeFinderSettings settings = configuration.GetSection(Constants.Configuration.ConfigTypeFinder).Get<TypeFinderSettings>() ?? new TypeFinderSettings();
        var finder = new TypeFinder(
            NullLogger<TypeFinder>.Instance,
            new UmbracoAssemblies(options.ScanOnly),
            [.. settings.AdditionalAssemblyExclusionEntries],
            new TypeFinderConfig(Options.Create(settings)));
        var loader = new TypeLoader(finder, NullLogger<TypeLoader>.Instance);
        services.TryAddSingleton<ITypeFinder>(finder);
        services.TryAddSingleton(loader);
        return loader;
    }

    private static void AddHost(IServiceCollection services)
    {
        services.AddUnique<IHostingEnvironment, EmbeddedHostingEnvironment>();
        services.AddUnique<IRuntimeState, EmbeddedRuntimeState>();
        services.AddUnique<IMainDom, EmbeddedMainDom>();
        services.AddUnique<IMainDomLock>(_ => Unsupported.Entirely<IMainDomLock>());
        services.AddUnique<IServerRoleAccessor, SingleServerRoleAccessor>();
        services.AddUnique<IServerMessenger, LocalServerMessenger>();
        services.AddUnique<IUmbracoApplicationLifetime, ApplicationLifetime>();
        services.AddUnique<IRequestAccessor, RequestAccessor>();
        services.AddUnique<IIpResolver, RequestAccessor>();
        services.AddUnique<IVariationContextAccessor, VariationContextAccessor>();
        services.AddUnique<IDefaultCultureAccessor, DefaultCultureAccessor>();
        services.AddUnique<IShortStringHelper>(provider => new DefaultShortStringHelper(
            new DefaultShortStringHelperConfig().WithDefault(provider.GetRequiredService<IOptions<RequestHandlerSettings>>().Value)));
        services.AddUnique<IJsonSerializer, EmbeddedJsonSerializer>();
        services.AddUnique<IConfigurationEditorJsonSerializer, EmbeddedJsonSerializer>();
        services.AddUnique<IWebhookJsonSerializer, EmbeddedJsonSerializer>();
        services.AddSingleton<FileSystems>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MediaFileManager>(provider, Unsupported.Entirely<IFileSystem>()));
        services.AddUnique<IMediaPathScheme>(_ => Unsupported.Entirely<IMediaPathScheme>());
        services.AddUnique<IEmailSender, SmtpEmailSender>();
        services.AddSingleton<NoAccountEmail>();
        services.AddUnique<IUserInviteSender>(x => x.GetRequiredService<NoAccountEmail>());
        services.AddUnique<IUserForgotPasswordSender>(x => x.GetRequiredService<NoAccountEmail>());
        services.AddUnique<ILocalLoginSettingProvider>(x => x.GetRequiredService<NoAccountEmail>());
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddSingleton<EmbeddedModelCache>();
        services.AddSingleton<EmbeddedScopeProvider>();
        services.AddUnique<ICoreScopeProvider>(x => x.GetRequiredService<EmbeddedScopeProvider>());
        services.AddUnique<IDistributedLockingMechanismFactory>(x => x.GetRequiredService<EmbeddedScopeProvider>());
    }

    private static void AddRepositories(IServiceCollection services)
    {
        services.AddUnique<IDocumentRepository, DocumentRepository>();
        services.AddUnique<IDocumentBlueprintRepository, BlueprintRepository>();
        services.AddUnique<IContentTypeRepository, ContentTypeRepository>();
        services.AddUnique<IDataTypeRepository, DataTypeRepository>();
        services.AddUnique<ILanguageRepository, LanguageRepository>();
        services.AddUnique<IAuditRepository, AuditRepository>();
        services.AddUnique<IKeyValueRepository, KeyValueRepository>();
        services.AddUnique<IRelationRepository, RelationRepository>();
        services.AddUnique<IRelationTypeRepository, RelationTypeRepository>();
        services.AddUnique<INavigationRepository, NavigationRepository>();
        services.AddUnique<IPublishStatusRepository, PublishStatusRepository>();
        services.AddUnique<IIdKeyMapRepository, IdKeyMapRepository>();
        services.AddUnique<IUserGroupRepository, UserGroupRepository>();
        AddPartly<IEntityRepository, EntityRepository>(services);
        AddPartly<IUserRepository, UserRepository>(services);
        AddPartly<ITemplateRepository, NoTemplates>(services);
        AddPartly<IDomainRepository, NoDomains>(services);
        AddPartly<IMediaRepository, NoMedia>(services);
        AddPartly<IMediaTypeRepository, NoTypes<IMediaType>>(services);
        AddPartly<IMemberTypeRepository, NoTypes<IMemberType>>(services);
        AddPartly<IContentTypeCommonRepository, NoCommonTypes>(services);
        AddContainers<IDocumentTypeContainerRepository>(services, Constants.ObjectTypes.DocumentTypeContainer);
        AddContainers<IDataTypeContainerRepository>(services, Constants.ObjectTypes.DataTypeContainer);
        AddContainers<IDocumentBlueprintContainerRepository>(services, Constants.ObjectTypes.DocumentBlueprintContainer);
        AddContainers<IMediaTypeContainerRepository>(services, Constants.ObjectTypes.MediaTypeContainer);
        AddContainers<IMemberTypeContainerRepository>(services, Constants.ObjectTypes.MemberTypeContainer);
    }

    private static void AddServices(IServiceCollection services)
    {
        // Services of Core that Umbraco registers elsewhere.
        services.AddSingleton<ServiceContext>();
        services.AddUnique<IIdKeyMap, IdKeyMap>();
        services.AddUnique<IUserIdKeyResolver, UserIdKeyResolver>();
        services.AddUnique<IAuditService, AuditService>();
        services.AddUnique<IDataTypeService, DataTypeService>();
        services.AddTransient(LanguageFiles);
        services.AddHostedService<ScheduledPublishing>();
        services.AddHostedService<OtherProcesses>();
    }

    private static void AddUsers(IServiceCollection services)
    {
        services.AddSingleton<UserPasswords>();
        services.AddUnique<IPasswordHasher>(x => x.GetRequiredService<UserPasswords>());
        services.AddSingleton<BackOfficeUserStore>();
        services.AddUnique<IBackOfficeUserStore>(x => x.GetRequiredService<BackOfficeUserStore>());
        services.AddUnique<IBackOfficeUserReader>(x => x.GetRequiredService<BackOfficeUserStore>());
        services.AddSingleton<BackOfficeUserManager>();
        services.AddUnique<ICoreBackOfficeUserManager>(x => x.GetRequiredService<BackOfficeUserManager>());
        services.AddUnique<IBackOfficePasswordChanger>(x => x.GetRequiredService<BackOfficeUserManager>());
        services.AddUnique<IBackOfficeSecurityAccessor, BackOfficeSecurityAccessor>();
    }

    private static void AddPublishedSide(IServiceCollection services)
    {
        AddPartly<IDocumentCacheService, NoPublishedContent>(services);
        services.AddUnique(_ => Unsupported.Except<IMediaCacheService>(new NoPublishedContent()));
        AddPartly<IPublishedContentTypeCache, NoPublishedContentTypes>(services);
        AddPartly<IPublishedContentTypeFactory, NoPublishedContentTypeFactory>(services);
        AddPartly<IDocumentUrlService, NoDocumentUrls>(services);
        AddPartly<IDocumentUrlAliasService, NoDocumentAliases>(services);
        AddPartly<ICacheManager, NoElements>(services);
        services.AddUnique<IUmbracoContextFactory, NoUmbracoContextFactory>();
    }

    private static void AddPropertyEditors(UmbracoBuilder umbraco)
    {
        foreach (Type editor in typeof(Composition).Assembly.GetTypes().Where(x => x.BaseType == typeof(global::Umbraco.Cms.Core.PropertyEditors.DataEditor)))
        {
            umbraco.DataEditors().Add(editor);
        }
    }

    private static void AddNotifications(UmbracoBuilder umbraco)
    {
        // There are no addresses to keep, no webhooks to call and no views whose directories are to be made.
        umbraco.WebhookEvents().Clear();
        foreach (ServiceDescriptor handler in umbraco.Services.Where(x => IsHandler(x.ServiceType) && IsUnwanted(x.ImplementationType)).ToList())
        {
            umbraco.Services.Remove(handler);
        }

        umbraco
            .AddNotificationHandler<ContentTreeChangeNotification, ContentTreeChangeDistributedCacheNotificationHandler>()
            .AddNotificationHandler<ContentTypeChangedNotification, ContentTypeChangedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<DataTypeSavedNotification, DataTypeSavedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<DataTypeDeletedNotification, DataTypeDeletedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<LanguageSavedNotification, LanguageSavedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<LanguageDeletedNotification, LanguageDeletedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<RelationTypeSavedNotification, RelationTypeSavedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<RelationTypeDeletedNotification, RelationTypeDeletedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<UserSavedNotification, UserSavedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<UserDeletedNotification, UserDeletedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<UserGroupWithUsersSavedNotification, UserGroupWithUsersSavedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<UserGroupDeletedNotification, UserGroupDeletedDistributedCacheNotificationHandler>()
            .AddNotificationHandler<ContentMovedToRecycleBinNotification, RelateOnTrash>()
            .AddNotificationHandler<ContentMovedNotification, RelateOnTrash>()
            .AddNotificationAsyncHandler<PostRuntimePremigrationsUpgradeNotification, PublishStatusInitializationNotificationHandler>();
    }

    private static bool IsUnwanted(Type? handler)
        => handler?.Name is { } name && (name.StartsWith("DocumentUrl", StringComparison.Ordinal) || name == nameof(EssentialDirectoryCreator));

    private static bool IsHandler(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(INotificationHandler<>) || definition == typeof(INotificationAsyncHandler<>));

    private static void FillIn(IServiceCollection services)
    {
        // Nobody providing a second factor means none, not an unsupported one.
        HashSet<Type> registered = [.. services.Select(x => x.ServiceType), typeof(ITwoFactorProvider)];
        foreach (Type contract in typeof(IContentService).Assembly.GetExportedTypes().Where(x => x is { IsInterface: true, ContainsGenericParameters: false }))
        {
            if (!registered.Contains(contract) && Array.Exists(FilledNamespaces, x => contract.Namespace?.StartsWith(x, StringComparison.Ordinal) is true))
            {
                services.AddSingleton(contract, _ => Unsupported.Entirely(contract));
            }
        }
    }

    private static void AddPartly<TContract, TSupported>(IServiceCollection services)
        where TContract : class
        where TSupported : class
        => services.AddUnique(provider => Unsupported.Except<TContract>(ActivatorUtilities.CreateInstance<TSupported>(provider)));

    private static void AddContainers<TContract>(IServiceCollection services, Guid kind)
        where TContract : class
        => services.AddUnique(provider => (TContract)(object)new ContainerRepository(provider.GetRequiredService<EmbeddedScopeProvider>(), kind));

    private static LocalizedTextServiceFileSources LanguageFiles(IServiceProvider provider)
        => new(
            provider.GetRequiredService<ILogger<LocalizedTextServiceFileSources>>(),
            provider.GetRequiredService<AppCaches>(),
            new DirectoryInfo(Path.Combine(provider.GetRequiredService<EmbeddedDatabase>().DataDirectory, "lang")),
            [],
            new EmbeddedFileProvider(typeof(IContentService).Assembly, "Umbraco.Cms.Core.EmbeddedResources.Lang").GetDirectoryContents(string.Empty));
}
