using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Some of Core's classes fetch their services from a static provider. It is that of the site which booted
/// last and still lives, so that several sites can run in one process, as tests do.
/// </summary>
internal sealed class StaticServices : IDisposable
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static readonly List<IServiceProvider> Living = [];
    private IServiceProvider? _own;

    public async Task UseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken);
        try
        {
            lock (Living)
            {
                _own = services;
                Living.Add(services);
                StaticServiceProvider.Instance = services;
            }

            // Its constructor asks the static provider for services of which each site has its own.
            services.GetRequiredService<IDataTypeService>();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public void Dispose()
    {
        lock (Living)
        {
            if (_own is not null && Living.Remove(_own) && ReferenceEquals(StaticServiceProvider.Instance, _own) && Living.Count > 0)
            {
                StaticServiceProvider.Instance = Living[^1];
            }
        }
    }
}
