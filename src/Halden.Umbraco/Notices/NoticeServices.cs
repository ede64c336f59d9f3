using Halden.Umbraco.Outgoing;
using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.Notices;

/// <summary>Registers what tells people of things.</summary>
internal static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section);
        services.AddDataProtection();
        services.AddSingleton<OutgoingMail>();
        services.AddSingleton<AddressCipher>();
        services.AddSingleton<NoticePeople>();
        services.AddSingleton<NoticeAudience>();
        services.AddSingleton<NoticeReading>();
        services.AddSingleton<NoticeDispatch>();
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<NoticeWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<NoticeWorker>());
        return services;
    }
}
