using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Site.Verbs;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
#if UMBRACO_CMS
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Extensions;
#else
using Halden.Umbraco.Embedded;
#endif

namespace Halden.Umbraco.Site;

/// <summary>Builds the site on the runtime that it was compiled for; nothing else in it knows which.</summary>
internal static class SiteHost
{
    private const string SettingsFile = "appsettings.json";

    /// <summary>The site, booted and ready to be started.</summary>
    /// <param name="args">Settings for the host, e.g. <c>--urls</c>.</param>
    /// <param name="withDemonstration">Load the demonstration, whatever the environment.</param>
    /// <param name="forVerb">Nothing listens, and nothing is written to standard output.</param>
    public static async Task<WebApplication> BuildAsync(string[] args, bool withDemonstration, bool forVerb)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        var isDemonstration = withDemonstration || builder.Environment.IsDevelopment();
        if (isDemonstration)
        {
            DemonstrationUsers.AddTo(builder.Configuration);
            if (!forVerb)
            {
                builder.Services.AddHostedService<DemonstrationLoader>();
            }
        }

        if (forVerb)
        {
            // What it gives people to be told of waits for the site: a verb does not stay to see a mail server through.
            builder.Configuration["Halden:Notices:Send"] = "false";
            builder.Configuration["Halden:Submissions:Send"] = "false";
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        }

        // The clients of the backoffice and of the plugin, also where the site runs as built and not published.
        builder.WebHost.UseStaticWebAssets();
        var dataDirectory = Path.GetFullPath(
            builder.Configuration["Halden:DataDirectory"] ?? new HaldenOptions().DataDirectory, builder.Environment.ContentRootPath);
        Directory.CreateDirectory(dataDirectory);
#if UMBRACO_CMS
        builder.CreateUmbracoBuilder()
            .AddBackOffice()
            .AddWebsite()
            .AddDeliveryApi()
            .AddComposers()
            .Build();

        // Where |DataDirectory| of Umbraco's connection string points: one setting moves both databases.
        AppDomain.CurrentDomain.SetData("DataDirectory", dataDirectory);
        if (forVerb)
        {
            ListenToNothing(builder.Services);
        }

        var app = builder.Build();
        await app.BootUmbracoAsync();
        app.UseUmbraco()
            .WithMiddleware(umbraco =>
            {
                umbraco.UseBackOffice();
                umbraco.UseWebsite();
            })
            .WithEndpoints(umbraco =>
            {
                umbraco.UseBackOfficeEndpoints();
                umbraco.UseWebsiteEndpoints();
            });
#else
        builder.AddEmbeddedUmbraco(embedded =>
        {
            embedded.DataDirectory = dataDirectory;
            embedded.MissingAdministratorMessage =
                "Nettstedet har ingen administrator ennå. Sett Umbraco:CMS:Unattended:UnattendedUserName, UnattendedUserEmail og " +
                "UnattendedUserPassword (minst 10 tegn) for den første starten, eller start med --demo for å prøve.";
        });
        if (forVerb)
        {
            ListenToNothing(builder.Services);
        }

        var app = builder.Build();
        try
        {
            await app.BootEmbeddedUmbracoAsync();
        }
        catch (MissingAdministratorException missing)
        {
            throw new SiteNotConfiguredException(missing.Message, missing);
        }

        app.UseEmbeddedUmbraco();
#endif
        return app;
    }

    /// <summary>
    /// The site's own folder, wherever the command was typed: what is configured, or the working folder where that is a
    /// site's, or the project's folder in development, or the folder of a published site.
    /// </summary>
    private static string? ContentRoot(string[] args)
    {
        var configured = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args).Build()["contentRoot"];
        if (configured is not null || File.Exists(Path.Combine(Directory.GetCurrentDirectory(), SettingsFile)))
        {
            return configured;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Halden.Umbraco.Site.csproj")))
            {
                return folder.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }

    private static void ListenToNothing(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IServer, NoServer>());

    /// <summary>A server that serves nobody: a verb runs beside a site that may be listening already.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
