using System.Globalization;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Submissions;

/// <summary>Questions that belong together, with their answers.</summary>
/// <param name="Heading">Headings of page and group; null for none.</param>
/// <param name="Questions">Those that were answered, in the order of the form.</param>
internal sealed record AnsweredGroup(string? Heading, IReadOnlyList<AnsweredQuestion> Questions);

/// <summary>A question with its answer, as people read them.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answers">The answers; names of files for files.</param>
/// <param name="Attachments">Where the answer is files: their keys, in the same order.</param>
internal sealed record AnsweredQuestion(string Question, IReadOnlyList<string> Answers, IReadOnlyList<Guid> Attachments);

/// <summary>Puts questions and answers together again.</summary>
internal static class SubmissionAnswers
{
    private static readonly Label Yes = new("Ja", "Ja", "Yes");

    private static readonly Label NotScanned = new("ikke sjekket for virus", "ikkje sjekka for virus", "not checked for viruses");

    private static readonly Label Quarantined = new("stoppet av viruskontrollen", "stoppa av viruskontrollen", "stopped by the virus check");

    /// <summary>The answered questions, in the order of the form.</summary>
    /// <param name="payload">What was sent.</param>
    /// <param name="language">For what the form does not say itself.</param>
    public static IReadOnlyList<AnsweredGroup> Of(SubmissionPayload payload, string language) =>
    [
        .. from page in payload.Form.Pages
           from fieldset in page.Fieldsets
           let questions = fieldset.Fields.Select(field => Of(payload, field, language)).OfType<AnsweredQuestion>().ToList()
           where questions.Count > 0
           let heading = string.Join(" · ", ((string?[])[page.Caption, fieldset.Caption]).Where(text => !string.IsNullOrWhiteSpace(text)).Distinct())
           select new AnsweredGroup(heading.Length == 0 ? null : heading, questions),
    ];

    /// <summary>The same for a machine: every answered field with its alias and its answers as they are kept.</summary>
    public static IReadOnlyList<DeliveredAnswer> InFull(SubmissionPayload payload, string language) =>
    [
        .. from page in payload.Form.Pages
           from fieldset in page.Fieldsets
           from field in fieldset.Fields
           let answered = Of(payload, field, language)
           where answered is not null
           select new DeliveredAnswer(
               field.Alias,
               answered.Question,
               answered.Attachments.Count > 0 ? [.. answered.Attachments.Select(id => id.ToString())] : payload.Answers[field.Alias],
               answered.Answers),
    ];

    private static AnsweredQuestion? Of(SubmissionPayload payload, FormField field, string language)
    {
        var files = payload.Attachments.Where(file => file.FieldAlias == field.Alias).ToList();
        if (files.Count > 0)
        {
            return new AnsweredQuestion(field.Caption, [.. files.Select(file => file.IsQuarantined ? $"{file.FileName} ({Quarantined.In(language)})" : file.IsScanned == false ? $"{file.FileName} ({NotScanned.In(language)})" : file.FileName)], [.. files.Select(file => file.Id)]);
        }

        return payload.Answers.GetValueOrDefault(field.Alias) is { Count: > 0 } answers
            ? new AnsweredQuestion(field.Caption.Length > 0 ? field.Caption : field.Alias, [.. answers.Select(answer => Say(field, answer, language))], [])
            : null;
    }

    private static string Say(FormField field, string answer, string language) =>
        field.FieldType is { HasPreValues: true } ? field.PreValues.FirstOrDefault(value => value.Value == answer)?.Text ?? answer
        : field.FieldType == FormFieldType.Checkbox || field.FieldType == FormFieldType.DataConsent ? Yes.In(language)
        : field.FieldType == FormFieldType.Date && DateOnly.TryParseExact(answer, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)
        : answer;
}
