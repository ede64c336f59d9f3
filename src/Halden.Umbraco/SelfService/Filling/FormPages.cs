using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>A step of a form.</summary>
/// <param name="Service">Whose form it is.</param>
/// <param name="Answers">The form and what has been answered.</param>
/// <param name="Page">The step.</param>
/// <param name="Files">The files attached so far.</param>
/// <param name="Errors">What must be put right, in the order of the page.</param>
/// <param name="Notice">Something to know before going on, or null.</param>
internal sealed record FormStepModel(PublicService Service, FormAnswers Answers, FormPage Page, IReadOnlyList<DraftFile> Files, IReadOnlyList<FormError> Errors, string? Notice)
{
    public string Culture => Service.Culture;

    /// <summary>Number of the step among those that are there.</summary>
    public int Number => Answers.Pages.ToList().IndexOf(Page) + 1;

    /// <summary>How many there are, the one for looking over the answers included.</summary>
    public int Count => Answers.Pages.Count() + 1;

    public string Heading => string.IsNullOrEmpty(Page.Caption) ? Answers.Form.Name : Page.Caption;
}

/// <summary>All that was answered, to look over and send; and what is missing.</summary>
internal sealed record FormCheckModel(PublicService Service, FormAnswers Answers, IReadOnlyList<DraftFile> Files, IReadOnlyList<FormError> Errors)
{
    public string Culture => Service.Culture;
}

/// <summary>The receipt.</summary>
internal sealed record FormReceiptModel(PublicService Service, string Reference, DateTimeOffset ReceivedAt, bool ByEmail);

/// <summary>A message instead of a step.</summary>
internal sealed record FormMessageModel(PublicService Service, string Message);

/// <summary>Renders the pages of filling in.</summary>
internal static class FormPages
{
    public static byte[] Step(
        SelfServiceSite site, PublicService service, FormAnswers answers, FormPage page, IReadOnlyList<DraftFile> files, IReadOnlyList<FormError> errors, Label? notice)
    {
        var model = new FormStepModel(service, answers, page, files, errors, notice?.In(service.Culture));
        var title = $"{(errors.Count > 0 ? FillingTexts.ErrorTitle.In(service.Culture) : string.Empty)}{model.Heading} – {answers.Form.Name}";
        return PageRenderer.Render<FormStepPage, FormStepModel>(Frame(site, service, title), model);
    }

    public static byte[] Check(SelfServiceSite site, PublicService service, FormAnswers answers, IReadOnlyList<DraftFile> files, IReadOnlyList<FormError> errors) =>
        PageRenderer.Render<FormCheckPage, FormCheckModel>(
            Frame(site, service, $"{FillingTexts.Check.In(service.Culture)} – {answers.Form.Name}"), new(service, answers, files, errors));

    public static byte[] Receipt(SelfServiceSite site, PublicService service, string reference, DateTimeOffset receivedAt, bool byEmail) =>
        PageRenderer.Render<FormReceiptPage, FormReceiptModel>(Frame(site, service, FillingTexts.Sent.In(service.Culture)), new(service, reference, receivedAt, byEmail));

    public static byte[] Message(SelfServiceSite site, PublicService service, Label message) =>
        PageRenderer.Render<FormMessagePage, FormMessageModel>(Frame(site, service, service.Form?.Name ?? service.Title), new(service, message.In(service.Culture)));

    /// <summary>Number of a page in its form, from one; the same whatever is answered.</summary>
    public static int NumberOf(FormDefinition form, FormPage page) => form.Pages.ToList().IndexOf(page) + 1;

    /// <summary>Id of the element that holds a field, and that errors lead to.</summary>
    public static string IdOf(FormField field) => $"felt-{field.Alias}";

    // No canonical address and not for search engines: what is filled in is nobody else's.
    private static PageFrame Frame(SelfServiceSite site, PublicService service, string title) => new(site, service.Culture, title, null, null, []);
}
