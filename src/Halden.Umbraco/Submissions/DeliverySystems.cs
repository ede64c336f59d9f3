using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.Submissions;

/// <summary>A system that is set up.</summary>
/// <param name="Name">As the settings, and the register, name it.</param>
/// <param name="Plugin">How it is reached; null where the settings name none that there is.</param>
/// <param name="KeepsOrder">Whether a service's later submissions wait for its earlier ones.</param>
/// <param name="Settings">The system's own settings.</param>
internal sealed record DeliverySystem(string Name, IDeliveryPlugin? Plugin, bool KeepsOrder, IConfigurationSection Settings);

/// <summary>The line-of-business systems in the settings, read anew each time: addresses come from nowhere else.</summary>
internal sealed class DeliverySystems(IConfiguration configuration, IEnumerable<IDeliveryPlugin> plugins)
{
    /// <summary>Where they stand.</summary>
    public const string Section = $"{SubmissionsOptions.Section}:Systems";

    private const string PluginSetting = "Plugin";

    private const string KeepOrderSetting = "KeepOrder";

    /// <summary>All of them.</summary>
    public IReadOnlyList<DeliverySystem> All => [.. configuration.GetSection(Section).GetChildren().Select(Read)];

    /// <summary>The one of a name, in capitals or not; null where it is not set up.</summary>
    public DeliverySystem? Find(string name) => All.FirstOrDefault(system => system.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong, by system, in bokmål.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. from system in All
           let fault = system.Plugin is null
               ? $"{system.Settings.Path}:{PluginSetting} må være en av: {string.Join(", ", plugins.Select(plugin => plugin.Name).Order(StringComparer.Ordinal))}."
               : system.Plugin.Check(system.Settings)
           where fault is not null
           select $"{system.Name}: {fault}",
    ];

    private DeliverySystem Read(IConfigurationSection settings) => new(
        settings.Key,
        plugins.LastOrDefault(plugin => plugin.Name.Equals(settings[PluginSetting], StringComparison.OrdinalIgnoreCase)),
        bool.TryParse(settings[KeepOrderSetting], out var keeps) && keeps,
        settings);
}
