using System.Globalization;
using Halden.Umbraco.SelfService.Provided;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Security;
using Umbraco.Forms.Core.Services.Notifications;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>
/// Stands where Umbraco Forms lets one: at the saving of a form, which the plugin is told of, and at the post of one, by page
/// or by API, which is refused unless the form is what the director approved.
/// </summary>
internal sealed class FormDoors(ProvidedForms forms, UmbracoFormsProvider provider, IBackOfficeSecurityAccessor security)
    : INotificationHandler<FormSavingNotification>, INotificationHandler<FormValidateNotification>
{
    /// <inheritdoc/>
    public void Handle(FormSavingNotification notification) => forms.Saving(security.BackOfficeSecurity?.CurrentUser?.Key);

    /// <inheritdoc/>
    public void Handle(FormValidateNotification notification)
    {
        // Forms that no service has are none of ours, whatever may be wrong with them.
        if (forms.IsUsed(notification.Form.Id) && provider.Read(notification.Form.Id) is { } form && forms.Gate(form, CultureInfo.CurrentUICulture.Name) is { Message: { } message })
        {
            notification.ModelState.AddModelError(string.Empty, message);
        }
    }
}
