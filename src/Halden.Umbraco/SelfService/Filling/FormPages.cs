using System.Text.Json;
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
/// <param name="Tools">What the site has for whoever fills in.</param>
internal sealed record FormStepModel(PublicService Service, FormAnswers Answers, FormPage Page, IReadOnlyList<DraftFile> Files, IReadOnlyList<FormError> Errors, string? Notice, FormTools Tools)
{
    public string Culture => Service.Culture;

    /// <summary>Number of the step among those that are there.</summary>
    public int Number => Answers.Pages.ToList().IndexOf(Page) + 1;

    /// <summary>How many there are, the one for looking over the answers included.</summary>
    public int Count => Answers.Pages.Count() + 1;

    public string Heading => string.IsNullOrEmpty(Page.Caption) ? Answers.Form.Name : Page.Caption;
}

/// <summary>What the site has for whoever fills in.</summary>
/// <param name="CanSave">Whether the answers can be saved for later.</param>
/// <param name="Opened"><see cref="FormPace.Stamp"/> of a form that nothing has been written in yet; else null.</param>
/// <param name="Task">The work that sending takes; null for none.</param>
/// <param name="Bits">How much work.</param>
/// <param name="SignedInWith">Where who fills in has signed in; null for nowhere.</param>
internal sealed record FormTools(bool CanSave, string? Opened = null, string? Task = null, int Bits = 0, string? SignedInWith = null)
{
    /// <summary>None: for a page that is only shown.</summary>
    public static FormTools None { get; } = new(CanSave: false);
}

/// <summary>All that was answered, to look over and send; and what is missing.</summary>
internal sealed record FormCheckModel(PublicService Service, FormAnswers Answers, IReadOnlyList<DraftFile> Files, IReadOnlyList<FormError> Errors, string? Notice, FormTools Tools)
{
    public string Culture => Service.Culture;
}

/// <summary>The receipt.</summary>
internal sealed record FormReceiptModel(PublicService Service, string Reference, DateTimeOffset ReceivedAt, bool ByEmail);

/// <summary>Asking for a link, and that it was sent.</summary>
/// <param name="Service">Whose form it is.</param>
/// <param name="From">The page of the form to go back to, from one.</param>
/// <param name="Address">The e-mail address as it was written.</param>
/// <param name="Fault">What must be put right, or null.</param>
internal sealed record FormSaveModel(PublicService Service, int From, string Address, string? Fault);

/// <summary>Coming back by a link.</summary>
/// <param name="Service">Whose form it is.</param>
/// <param name="HasCode">Whether a code has been sent that still is valid.</param>
/// <param name="Fault">What must be put right, or null.</param>
internal sealed record FormContinueModel(PublicService Service, bool HasCode, string? Fault);

/// <summary>A message instead of a step.</summary>
internal sealed record FormMessageModel(PublicService Service, string Message);

/// <summary>Renders the pages of filling in.</summary>
internal static class FormPages
{
    public static byte[] Step(
        SelfServiceSite site, PublicService service, FormAnswers answers, FormPage page, IReadOnlyList<DraftFile> files, IReadOnlyList<FormError> errors, Label? notice, FormTools? tools = null)
    {
        var model = new FormStepModel(service, answers, page, files, errors, notice?.In(service.Culture), tools ?? FormTools.None);
        var title = $"{(errors.Count > 0 ? FillingTexts.ErrorTitle.In(service.Culture) : string.Empty)}{model.Heading} – {answers.Form.Name}";
        return PageRenderer.Render<FormStepPage, FormStepModel>(Frame(site, service, title), model);
    }

    public static byte[] Check(
        SelfServiceSite site, PublicService service, FormAnswers answers, IReadOnlyList<DraftFile> files, IReadOnlyList<FormError> errors, Label? notice, FormTools tools) =>
        PageRenderer.Render<FormCheckPage, FormCheckModel>(
            Frame(site, service, $"{FillingTexts.Check.In(service.Culture)} – {answers.Form.Name}"), new(service, answers, files, errors, notice?.In(service.Culture), tools));

    public static byte[] Save(FormVisit visit, int from, string address, Label? fault) => PageRenderer.Render<FormSavePage, FormSaveModel>(
        Frame(visit, SavedTexts.Save, fault), new(visit.Service, from, address, fault?.In(visit.Culture)));

    public static byte[] Saved(FormVisit visit, int from) => PageRenderer.Render<FormSavedPage, FormSaveModel>(
        Frame(visit, SavedTexts.Saved, fault: null), new(visit.Service, from, string.Empty, null));

    public static byte[] Continue(FormVisit visit, bool hasCode, Label? fault) => PageRenderer.Render<FormContinuePage, FormContinueModel>(
        Frame(visit, SavedTexts.Continue, fault), new(visit.Service, hasCode, fault?.In(visit.Culture)));

    public static byte[] Receipt(SelfServiceSite site, PublicService service, string reference, DateTimeOffset receivedAt, bool byEmail) =>
        PageRenderer.Render<FormReceiptPage, FormReceiptModel>(Frame(site, service, FillingTexts.Sent.In(service.Culture)), new(service, reference, receivedAt, byEmail));

    public static byte[] Message(SelfServiceSite site, PublicService service, Label message) =>
        PageRenderer.Render<FormMessagePage, FormMessageModel>(Frame(site, service, service.Form?.Name ?? service.Title), new(service, message.In(service.Culture)));

    /// <summary>The files of a draft and what was wrong with the last, for the page's own script.</summary>
    public static byte[] Files(PublicService service, IReadOnlyList<DraftFile> files, IReadOnlyList<FormError> errors) => Json(new
    {
        filer = files.Select(file => new { id = file.Id, felt = file.FieldAlias, navn = file.FileName, fjern = FillingTexts.RemoveFile(file.FileName).In(service.Culture) }),
        feil = errors.Count == 0 ? null : errors[0].Message,
    });

    /// <summary>A message, for the page's own script.</summary>
    public static byte[] Fault(PublicService service, Label message) => Json(new { feil = message.In(service.Culture) });

    /// <summary>Number of a page in its form, from one; the same whatever is answered.</summary>
    public static int NumberOf(FormDefinition form, FormPage page) => form.Pages.ToList().IndexOf(page) + 1;

    /// <summary>Id of the element that holds a field, and that errors lead to.</summary>
    public static string IdOf(FormField field) => $"felt-{field.Alias}";

    private static byte[] Json<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web);

    private static PageFrame Frame(FormVisit visit, Label heading, Label? fault) => Frame(
        visit.Site, visit.Service, $"{(fault is null ? string.Empty : FillingTexts.ErrorTitle.In(visit.Culture))}{heading.In(visit.Culture)} – {visit.Form.Name}");

    // No canonical address and not for search engines: what is filled in is nobody else's.
    private static PageFrame Frame(SelfServiceSite site, PublicService service, string title) => new(site, service.Culture, title, null, null, [], Script: "skjema") { Messages = service.Messages };
}
