namespace Halden.Umbraco.Forms;

/// <summary>Goes through every text of a form that a citizen reads.</summary>
internal static class FormTranslation
{
    private const string BodyText = "bodyText";

    /// <summary>The texts, each once, in the order of the form.</summary>
    public static IReadOnlyList<string> TextsOf(FormDefinition form)
    {
        List<string> texts = [];
        Change(form, text =>
        {
            texts.Add(text);
            return text;
        });
        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The form with every text changed.</summary>
    public static FormDefinition Change(FormDefinition form, Func<string, string> say) => form with
    {
        Name = Said(form.Name, say),
        SubmitLabel = Optional(form.SubmitLabel, say),
        MessageOnSubmit = Optional(form.MessageOnSubmit, say),
        Pages = [.. form.Pages.Select(page => page with
        {
            Caption = Optional(page.Caption, say),
            Fieldsets = [.. page.Fieldsets.Select(fieldset => fieldset with
            {
                Caption = Optional(fieldset.Caption, say),
                Columns = [.. fieldset.Columns.Select(column => column with
                {
                    Caption = Optional(column.Caption, say),
                    Fields = [.. column.Fields.Select(field => Change(field, say))],
                })],
            })],
        })],
    };

    // The caption of a hidden field is for the form's author.
    private static FormField Change(FormField field, Func<string, string> say) => field.FieldType == FormFieldType.Hidden ? field : field with
    {
        Caption = Said(field.Caption, say),
        HelpText = Optional(field.HelpText, say),
        RequiredErrorMessage = Optional(field.RequiredErrorMessage, say),
        PatternInvalidErrorMessage = Optional(field.PatternInvalidErrorMessage, say),
        PreValues = [.. field.PreValues.Select(value => value with { Caption = say(value.Text) })],
        Settings = field.Settings.GetValueOrDefault(BodyText) is { Length: > 0 } body
            ? new Dictionary<string, string>(field.Settings) { [BodyText] = say(body) }
            : field.Settings,
    };

    private static string? Optional(string? text, Func<string, string> say) => text is null ? null : Said(text, say);

    private static string Said(string text, Func<string, string> say) => string.IsNullOrWhiteSpace(text) ? text : say(text);
}
