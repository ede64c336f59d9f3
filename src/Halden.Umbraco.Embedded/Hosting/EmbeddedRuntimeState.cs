using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration;
using Umbraco.Cms.Core.Exceptions;
using Umbraco.Cms.Core.Hosting;
using Umbraco.Cms.Core.Runtime;
using Umbraco.Cms.Core.Semver;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>Boot until the database is open, Run from then on.</summary>
internal sealed class EmbeddedRuntimeState(IUmbracoVersion version) : IRuntimeState
{
    public Version Version => version.Version;

    public string VersionComment => version.Comment;

    public SemVersion SemanticVersion => version.SemanticVersion;

    public RuntimeLevel Level { get; private set; } = RuntimeLevel.Boot;

    public RuntimeLevelReason Reason { get; private set; } = RuntimeLevelReason.Unknown;

    public string? CurrentMigrationState => null;

    public string? FinalMigrationState => null;

    public BootFailedException? BootFailedException { get; private set; }

    public IReadOnlyDictionary<string, object> StartupState { get; } = new Dictionary<string, object>();

    public void DetermineRuntimeLevel()
    {
        // There are no upgrades to wait for: the level is what the boot has set.
    }

    public void Configure(RuntimeLevel level, RuntimeLevelReason reason, Exception? bootFailedException = null)
    {
        Level = level;
        Reason = reason;
        BootFailedException = bootFailedException is null ? null : new BootFailedException(bootFailedException.Message, bootFailedException);
    }
}

/// <summary>
/// Every process is the main domain: SQLite lets several work on one database, and nothing is kept in memory
/// that could not be read again.
/// </summary>
internal sealed class EmbeddedMainDom : IMainDom, IDisposable
{
    private readonly List<(int Weight, Action Release)> _releases = [];

    public bool IsMainDom => true;

    public bool Acquire(IApplicationShutdownRegistry hostingEnvironment) => true;

    public bool Register(Action? install = null, Action? release = null, int weight = 100)
    {
        install?.Invoke();
        if (release is not null)
        {
            lock (_releases)
            {
                _releases.Add((weight, release));
            }
        }

        return true;
    }

    public void Dispose()
    {
        List<(int Weight, Action Release)> releases;
        lock (_releases)
        {
            releases = [.. _releases.OrderBy(x => x.Weight)];
            _releases.Clear();
        }

        foreach ((_, Action release) in releases)
        {
            release();
        }
    }
}
