using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>Something that the citizen must put right.</summary>
/// <param name="Field">The field.</param>
/// <param name="Message">What to do, in the language of the form.</param>
public sealed record FormError(FormField Field, string Message);

/// <summary>Says what is missing or wrong in the answers to a form.</summary>
public static class FormValidation
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <summary>The errors of some fields, in their order; one for each field at most. What is not shown has none.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="fields">The fields to look at: a page's, or the whole form's.</param>
    /// <param name="culture">Language of the usual messages; the form's own are in the form's language already.</param>
    public static IReadOnlyList<FormError> Errors(FormAnswers answers, IEnumerable<FormField> fields, string culture) =>
    [
        .. from field in fields
           where field.FieldType is { IsQuestion: true } && answers.IsShown(field) && !answers.IsVouched(field)
           let message = Fault(field, answers.Of(field), culture)
           where message is not null
           select new FormError(field, message),
    ];

    /// <summary>Whether a normalised answer that somebody vouches for could be taken for a field. People of a provider's trial have numbers of their own.</summary>
    internal static bool IsAcceptable(FormField field, string answer) => answer.Length > 0
        && ((field.FieldType == FormFieldType.NationalIdentityNumber && NorwegianNumbers.IsNationalIdentityNumber(answer, allowSynthetic: true))
            || Fault(field, [answer], Cultures.Bokmal) is null);

    private static string? Fault(FormField field, IReadOnlyList<string> values, string culture)
    {
        var type = field.FieldType!;
        if (values.Count == 0)
        {
            return field.Required ? Own(field.RequiredErrorMessage) ?? Required(field, type).In(culture) : null;
        }

        if (values.Count > 1 && !type.IsMultiple)
        {
            return FormTexts.OnlyOne(field.Caption).In(culture);
        }

        var longest = MaxLength(field, type);
        if (values.Any(value => value.Length > longest))
        {
            return FormTexts.TooLong(field.Caption, longest).In(culture);
        }

        if (type.HasPreValues && values.Any(value => field.PreValues.All(known => type.Normalise(known.Value) != value)))
        {
            return FormTexts.NotAmong(field.Caption).In(culture);
        }

        return values.Select(type.Fault).FirstOrDefault(fault => fault is not null)?.In(culture)
            ?? (values.All(value => Matches(field.Pattern, value)) ? null : Own(field.PatternInvalidErrorMessage) ?? FormTexts.WrongPattern(field.Caption).In(culture));
    }

    /// <summary>Whether a pattern can be used.</summary>
    internal static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            _ = new Regex(Whole(pattern), RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string? Own(string? message) => string.IsNullOrWhiteSpace(message) ? null : message;

    private static Label Required(FormField field, FormFieldType type) =>
        type == FormFieldType.FileUpload ? FormTexts.FileMissing(field.Caption)
        : type == FormFieldType.Checkbox || type == FormFieldType.DataConsent ? FormTexts.NotTicked(field.Caption)
        : type.HasPreValues ? FormTexts.NotChosen(field.Caption)
        : FormTexts.NotAnswered(field.Caption);

    private static int MaxLength(FormField field, FormFieldType type) =>
        int.TryParse(field.Settings.GetValueOrDefault("maximumLength"), out var asked) && asked > 0 ? Math.Min(asked, type.MaxLength) : type.MaxLength;

    // A pattern that takes too long, or is none, lets nothing through: the form's author sees to that it does not (FormCheck).
    private static bool Matches(string? pattern, string value)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return true;
        }

        try
        {
            return Regex.IsMatch(value, Whole(pattern), RegexOptions.CultureInvariant, PatternTime);
        }
        catch (Exception fault) when (fault is RegexMatchTimeoutException or ArgumentException)
        {
            return false;
        }
    }

    private static string Whole(string pattern) => $"^(?:{pattern})$";
}
