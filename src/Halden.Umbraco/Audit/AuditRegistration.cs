using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Notifications;

namespace Halden.Umbraco.Audit;

/// <summary>Puts the audit trail into a site.</summary>
internal static class AuditRegistration
{
    /// <summary>Its services, its job, and its place in the pipeline.</summary>
    public static IUmbracoBuilder AddAudit(this IUmbracoBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section);
        builder.Services.AddTransient<IStartupFilter, AuditOriginStartupFilter>();
        builder.Services.AddSingleton<AuditPeople>();
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton<AuditExport>();
        builder.Services.AddSingleton<AuditUpkeep>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<AuditUpkeep>());
        builder.AddNotificationHandler<UserDeletedNotification, AuditPeople>();
        return builder;
    }
}
