using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Forms.Core.Providers;
using Umbraco.Forms.Core.Services.Notifications;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>Adds Umbraco Forms as a provider of forms; found by Umbraco's type scanning.</summary>
public sealed class UmbracoFormsComposer : IComposer
{
    /// <inheritdoc/>
    public void Compose(IUmbracoBuilder builder)
    {
        builder.Services.AddSingleton<UmbracoFormsProvider>();
        builder.Services.AddSingleton<IFormsProvider>(services => services.GetRequiredService<UmbracoFormsProvider>());
        builder.Services.AddSingleton<IDeliveryPlugin, RecordPlugin>();
        builder.WithCollectionBuilder<WorkflowCollectionBuilder>().Add<SendToRecipient>();
        builder.AddNotificationHandler<FormSavingNotification, FormDoors>();
        builder.AddNotificationHandler<FormValidateNotification, FormDoors>();
    }
}
