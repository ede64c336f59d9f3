using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Umbraco.Cms.Core.DependencyInjection;

namespace Halden.Umbraco.Embedded;

/// <summary>The three steps by which a site runs on the embedded runtime; Umbraco has the same three.</summary>
public static class EmbeddedUmbracoExtensions
{
    /// <summary>
    /// Registers Umbraco.Core's own services over the embedded database, sign-in and policies, and runs the
    /// composers of every assembly of the site that depends on Umbraco.
    /// </summary>
    /// <param name="builder">The site's builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The data directory is not an absolute path.</exception>
    public static WebApplicationBuilder AddEmbeddedUmbraco(this WebApplicationBuilder builder, Action<EmbeddedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new EmbeddedOptions();
        configure?.Invoke(options);
        options.DataDirectory ??= Path.Combine(builder.Environment.ContentRootPath, "umbraco", "Data");
        if (!Path.IsPathFullyQualified(options.DataDirectory))
        {
            throw new ArgumentException($"EmbeddedOptions.DataDirectory must be an absolute path, not '{options.DataDirectory}'.", nameof(configure));
        }

        // The plugin's client comes from its Razor class library, in every environment.
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(_ => new EmbeddedDatabase(options.DataDirectory));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SignIn>();
        builder.Services.AddSingleton<StaticServices>();
        builder.Services.AddControllersWithViews();
        EmbeddedAuthentication.Add(builder.Services, options);
        IUmbracoBuilder umbraco = Composition.Compose(builder.Services, builder.Configuration, options);
        builder.Services.TryAddSingleton(umbraco);
        return builder;
    }

    /// <summary>
    /// Opens the database, or creates it, and publishes UmbracoApplicationStartingNotification. The started
    /// notification follows when the site listens, as on Umbraco.
    /// </summary>
    /// <param name="app">The site.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>A task that ends when the runtime level is Run.</returns>
    /// <exception cref="InvalidOperationException">
    /// There is no administrator with a password and none is configured, or the database is of a newer version.
    /// </exception>
    public static Task BootEmbeddedUmbracoAsync(this WebApplication app, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        return ActivatorUtilities.CreateInstance<EmbeddedBoot>(app.Services).StartAsync(cancellationToken);
    }

    /// <summary>
    /// Adds static files, authentication, the anti-forgery check and authorization to the pipeline, and maps
    /// the sign-in endpoints, the page at /umbraco and the controllers.
    /// </summary>
    /// <param name="app">The site.</param>
    /// <returns>The site.</returns>
    public static WebApplication UseEmbeddedUmbraco(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(ShellPages.ProtectAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            // A new version of the plugin must not meet yesterday's client.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<AntiforgeryGate>();
        app.UseAuthorization();
        ShellPages.Map(app);
        SignInEndpoints.Map(app, app.Services.GetRequiredService<EmbeddedOptions>());
        app.MapControllers();
        return app;
    }
}
