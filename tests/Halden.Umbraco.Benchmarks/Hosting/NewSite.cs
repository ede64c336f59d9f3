using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.Benchmarks.Hosting;

/// <summary>A site in this process, on the embedded runtime, with an administrator.</summary>
internal static class NewSite
{
    /// <summary>Starts it, and returns when the plugin is ready.</summary>
    /// <param name="directory">Where its databases are, or come.</param>
    public static async Task<WebApplication> StartAsync(string directory)
    {
        var site = await SiteHost.BuildAsync(
            [
                "--urls", "http://127.0.0.1:0",
                "--applicationName", typeof(SiteHost).Assembly.GetName().Name!,
                "--environment", "Production",
                "--Halden:DataDirectory", directory,
                "--Umbraco:CMS:Unattended:UnattendedUserName", DemonstrationUsers.Administrator.Name,
                "--Umbraco:CMS:Unattended:UnattendedUserEmail", DemonstrationUsers.Administrator.Email,
                "--Umbraco:CMS:Unattended:UnattendedUserPassword", DemonstrationUsers.Password,
                "--Logging:LogLevel:Default", "Error",
            ],
            withDemonstration: false,
            forVerb: true);
        await site.StartAsync();
        await site.Services.GetRequiredService<HaldenReadiness>().WaitAsync(CancellationToken.None);
        return site;
    }
}
