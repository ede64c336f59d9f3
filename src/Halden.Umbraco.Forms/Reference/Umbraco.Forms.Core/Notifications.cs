using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Forms.Core.Models;

namespace Umbraco.Forms.Core.Services.Notifications;

public class FormSavingNotification : INotification;

public class FormValidateNotification : INotification
{
    public Form Form { get; set; } = null!;

    public ModelStateDictionary ModelState { get; set; } = null!;

    public HttpContext Context { get; set; } = null!;
}
