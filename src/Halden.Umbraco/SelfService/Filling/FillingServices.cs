using Microsoft.Extensions.DependencyInjection;

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
        services.AddSingleton<FormFilling>();
        return services;
    }
}
