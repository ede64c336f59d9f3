using System.Globalization;
using Halden.Umbraco.Forms;
using Umbraco.Forms.Core.Persistence.Dtos;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>The answers in a record, as the plugin keeps answers.</summary>
internal static class RecordAnswers
{
    // A record that is taken up again has its days as text, in the server's own way of writing.
    private static readonly string[] Days = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "d.M.yyyy H:mm:ss", "d.M.yyyy HH:mm:ss", "M/d/yyyy H:mm:ss", "MM/dd/yyyy HH:mm:ss", "M/d/yyyy h:mm:ss tt"];

    /// <summary>Alias → answers, for the questions of the form that have any.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(FormDefinition form, Record record)
    {
        var given = record.RecordFields.Values.GroupBy(field => field.Field?.Alias ?? field.Alias, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First().Values, StringComparer.OrdinalIgnoreCase);
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var field in form.Fields.Where(field => field.FieldType is { IsQuestion: true }))
        {
            List<string> values = [.. (given.GetValueOrDefault(field.Alias) ?? []).Where(value => value is not null).Select(value => Of(field, value)).Where(value => value.Length > 0)];
            if (values.Count > 0)
            {
                answers[field.Alias] = values;
            }
        }

        return answers;
    }

    private static string Of(FormField field, object value) => value switch
    {
        bool ticked => ticked ? "true" : string.Empty,
        DateTime moment => Iso(moment),
        DateTimeOffset moment => Iso(moment.DateTime),
        string text when field.FieldType == FormFieldType.Date && DateTime.TryParseExact(text.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Iso(day),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
