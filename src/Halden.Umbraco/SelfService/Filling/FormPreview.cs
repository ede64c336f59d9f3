using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>What to show of a form that is being edited.</summary>
/// <param name="Page">Number of the page in the form, from one; one more than the last for looking over the answers.</param>
/// <param name="Culture">In which language.</param>
/// <param name="Answers">Alias → answers, which decide what the conditions show.</param>
/// <param name="WithoutConditions">Whether to show also what only certain answers bring forth.</param>
internal sealed record ShownStep(int Page, string Culture, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, bool WithoutConditions);

/// <summary>Renders a step of a form that is being edited as citizens would meet it. Nothing is kept of it.</summary>
internal sealed class FormPreview(SelfServiceState state, TimeProvider clock)
{
    private static readonly Label NothingHere = new(
        "Ingenting på denne siden vises med disse svarene.", "Ingenting på denne sida viser med desse svara.", "Nothing on this page is shown with these answers.");

    /// <summary>The page; null where self-service has not started yet.</summary>
    public byte[]? Render(FormDefinition form, ShownStep step)
    {
        if (state.Current is not { } current)
        {
            return null;
        }

        // A form stands in a service's page; it need not be any service's yet.
        var text = new ShownText(new ServiceText(form.Name, []), NorwegianTime.DayOf(clock.GetUtcNow()));
        var shown = step.WithoutConditions ? Unconditional(form) : form;
        var service = current.Preview(new ShownService(Guid.Empty, new Dictionary<string, ShownText> { [step.Culture] = text }, shown), step.Culture);
        var answers = FormAnswers.Read(service.Form!, step.Answers);
        try
        {
            if (step.Page > form.Pages.Count && answers.Pages.Any())
            {
                return FormPages.Check(current.Site, service, answers, [], [], notice: null, FormTools.None);
            }

            return step.Page >= 1 && step.Page <= form.Pages.Count && service.Form!.Pages[step.Page - 1] is var page && answers.Pages.Contains(page)
                ? FormPages.Step(current.Site, service, answers, page, [], [], notice: null)
                : FormPages.Message(current.Site, service, NothingHere);
        }
        catch (UncleanableHtmlException)
        {
            return FormPages.Message(current.Site, service, UncleanableHtmlException.Text);
        }
    }

    private static FormDefinition Unconditional(FormDefinition form) => form with
    {
        Pages =
        [
            .. form.Pages.Select(page => page with
            {
                Condition = null,
                Fieldsets =
                [
                    .. page.Fieldsets.Select(fieldset => fieldset with
                    {
                        Condition = null,
                        Columns = [.. fieldset.Columns.Select(column => column with { Fields = [.. column.Fields.Select(field => field with { Condition = null })] })],
                    }),
                ],
            }),
        ],
    };
}
