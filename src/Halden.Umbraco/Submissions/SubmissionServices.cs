using Halden.Umbraco.Hosting;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.Submissions.Contrib.FileDrop;
using Halden.Umbraco.Submissions.Contrib.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions;

/// <summary>Registers what receives and delivers what citizens send.</summary>
internal static class SubmissionServices
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services)
    {
        services.AddOptions<SubmissionsOptions>().BindConfiguration(SubmissionsOptions.Section);
        services.AddKeyedSingleton(SubmissionKeys.Ring, (provider, _) => SubmissionKeys.Open(
            Path.GetFullPath(provider.GetRequiredService<IOptions<SubmissionsOptions>>().Value.KeysDirectory, provider.DataDirectory())));
        services.AddSingleton<SubmissionCipher>();
        services.AddSingleton<IAttachmentStore, FolderStore>();
        services.AddSingleton<IAttachmentStore, S3Store>();
        services.AddSingleton<AttachmentContents>();
        services.AddSingleton<AttachmentScan>();
        services.AddHostedService<AttachmentsAtStart>();
        services.AddHostedService<AttachmentScanSweep>();
        services.AddSingleton<SubmissionIntake>();
        services.AddSingleton<CitizensCopy>();
        services.AddSingleton<ServiceNames>();
        services.AddSingleton<MailChannel>();
        services.AddSingleton<IDeliveryPlugin, HttpPlugin>();
        services.AddSingleton<IDeliveryPlugin, FileDropPlugin>();
        services.AddSingleton<DeliverySystems>();
        services.AddSingleton<DeliveryDesk>();
        services.AddSingleton<RecipientTest>();
        services.AddSingleton<SubmissionDispatch>();
        services.AddSingleton<SubmissionOutbox>();
        services.AddSingleton<SubmissionRetention>();
        services.AddSingleton<Submissions>();
        services.AddSingleton<CitizenData>();
        services.AddSingleton<SubmissionWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<SubmissionWorker>());
        return services;
    }
}
