using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Extensions;
using IHostingEnvironment = Umbraco.Cms.Core.Hosting.IHostingEnvironment;

namespace Halden.Umbraco.Embedded;

internal sealed class EmbeddedHostingEnvironment : IHostingEnvironment
{
    private readonly IWebHostEnvironment _host;
    private readonly HostingSettings _settings;
    private Uri? _mainUrl;

    public EmbeddedHostingEnvironment(IWebHostEnvironment host, EmbeddedDatabase database, IOptions<HostingSettings> settings, IOptions<WebRoutingSettings> routing)
    {
        _host = host;
        _settings = settings.Value;
        LocalTempPath = Path.Combine(database.DataDirectory, "TEMP");
        _mainUrl = routing.Value.UmbracoApplicationUrl is { Length: > 0 } url ? new Uri(url) : null;
    }

    public string SiteName => string.IsNullOrWhiteSpace(_settings.SiteName) ? _host.ApplicationName : _settings.SiteName;

    public string ApplicationId => _host.ApplicationName;

    public string ApplicationPhysicalPath => _host.ContentRootPath;

    public string LocalTempPath { get; }

    public string ApplicationVirtualPath => _settings.ApplicationVirtualPath?.EnsureStartsWith('/') ?? "/";

    public bool IsDebugMode => _settings.Debug;

    public bool IsHosted => true;

    public Uri ApplicationMainUrl => _mainUrl!;

    public string MapPathWebRoot(string path) => Map(_host.WebRootPath ?? Path.Combine(_host.ContentRootPath, "wwwroot"), path);

    public string MapPathContentRoot(string path) => Map(_host.ContentRootPath, path);

    public string ToAbsolute(string virtualPath)
        => Uri.IsWellFormedUriString(virtualPath, UriKind.Absolute) ? virtualPath : ApplicationVirtualPath.EnsureEndsWith('/') + virtualPath.TrimStart('~', '/');

    // The first address that somebody comes by is the site's, unless one is configured.
    public void EnsureApplicationMainUrl(Uri? currentApplicationUrl)
    {
        if (currentApplicationUrl is not null)
        {
            Interlocked.CompareExchange(ref _mainUrl, currentApplicationUrl, null);
        }
    }

    private static string Map(string root, string path)
        => Path.Combine(root, path.Replace('\\', '/').TrimStart('~', '/').Replace('/', Path.DirectorySeparatorChar));
}
