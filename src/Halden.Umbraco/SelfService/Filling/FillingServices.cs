using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.SelfService.SigningIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>Registers what lets citizens fill in forms.</summary>
internal static class FillingServices
{
    public static IServiceCollection AddFilling(this IServiceCollection services)
    {
        services.AddOptions<FillingOptions>().BindConfiguration(FillingOptions.Section);
        services.AddSingleton<DraftCipher>();
        services.AddSingleton<FileScanner>();
        services.AddSingleton<FormPace>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<SavedDrafts>();
        services.AddSingleton<FillingLater>();
        services.AddOptions<SignInOptions>().Configure<IConfiguration>(SignInOptions.Read);
        services.AddSingleton<IOptionsChangeTokenSource<SignInOptions>>(provider => new ConfigurationChangeTokenSource<SignInOptions>(provider.GetRequiredService<IConfiguration>().GetSection(SignInOptions.Section)));
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<SignInProvider>();
        services.AddSingleton<FormSigningIn>();
        services.AddHostedService<SignInStartCheck>();
        services.AddSingleton<FormFilling>();
        return services;
    }
}
