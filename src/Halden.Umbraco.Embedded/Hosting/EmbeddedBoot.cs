using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.Navigation;

namespace Halden.Umbraco.Embedded;

/// <summary>Starts and stops the runtime in the order that Umbraco's own does.</summary>
internal sealed class EmbeddedBoot
{
    private readonly IServiceProvider _services;
    private readonly EmbeddedDatabase _database;
    private readonly IRuntimeState _state;
    private readonly IEventAggregator _events;
    private readonly IHostApplicationLifetime _lifetime;

    public EmbeddedBoot(IServiceProvider services, EmbeddedDatabase database, IRuntimeState state, IEventAggregator events, IHostApplicationLifetime lifetime)
    {
        _services = services;
        _database = database;
        _state = state;
        _events = events;
        _lifetime = lifetime;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_state.Level == RuntimeLevel.Run)
        {
            throw new InvalidOperationException("The embedded runtime has been booted already.");
        }

        await _services.GetRequiredService<StaticServices>().UseAsync(_services, cancellationToken);
        StaticApplicationLogging.Initialize(_services.GetRequiredService<ILoggerFactory>());
        _database.Open(Seed.Write);
        ActivatorUtilities.CreateInstance<FirstAdministrator>(_services).Ensure();
        _state.Configure(RuntimeLevel.Run, RuntimeLevelReason.Run);

        var navigation = _services.GetRequiredService<IDocumentNavigationManagementService>();
        await navigation.RebuildAsync();
        await navigation.RebuildBinAsync();
        await _events.PublishAsync(new PostRuntimePremigrationsUpgradeNotification(), cancellationToken);
        var components = _services.GetRequiredService<ComponentCollection>();
        await components.InitializeAsync(false, cancellationToken);
        await _events.PublishAsync(new UmbracoApplicationStartingNotification(RuntimeLevel.Run, false), cancellationToken);

        // Registered last, so that they come after what composers and handlers have registered.
        _lifetime.ApplicationStarted.Register(() => _events.Publish(new UmbracoApplicationStartedNotification(false)));
        _lifetime.ApplicationStopping.Register(() =>
        {
            components.TerminateAsync(false, CancellationToken.None).GetAwaiter().GetResult();
            _events.Publish(new UmbracoApplicationStoppingNotification(false));
        });
        _lifetime.ApplicationStopped.Register(() => _events.Publish(new UmbracoApplicationStoppedNotification(false)));
    }
}
