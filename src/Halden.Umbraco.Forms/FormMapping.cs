using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Halden.Umbraco.Forms;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>
/// Gives a form of Umbraco Forms the shape in which its delivery API gives it. The one place that knows its model: members
/// that its documentation does not name are listed in docs/umbraco-forms.md.
/// </summary>
internal static class FormMapping
{
    private const string EveryExtension = "*";

    /// <summary>The form with its workflows, in their order.</summary>
    /// <exception cref="ArgumentException">It has a condition of a kind that is not known here.</exception>
    public static FormDefinition Of(Form form, IEnumerable<Workflow> workflows) => new()
    {
        Id = form.Id,
        Name = form.Name,
        SubmitLabel = Text(form.SubmitLabel),
        MessageOnSubmit = Text(form.MessageOnSubmit),
        Pages =
        [
            .. form.Pages.Select(page => new FormPage
            {
                Caption = Text(page.Caption),
                Condition = Of(page.Condition),
                Fieldsets =
                [
                    .. page.FieldSets.Select(fieldset => new FormFieldset
                    {
                        Id = fieldset.Id,
                        Caption = Text(fieldset.Caption),
                        Condition = Of(fieldset.Condition),
                        Columns = [.. fieldset.Containers.Select(column => new FormColumn { Caption = Text(column.Caption), Width = column.Width, Fields = [.. column.Fields.Select(Of)] })],
                    }),
                ],
            }),
        ],
        Origin = new FormOrigin(
            UmbracoFormsProvider.ProviderName,
            [.. workflows.Select(workflow => new FormWorkflow(workflow.Name, workflow.WorkflowTypeId, SettingsOf(workflow)))],
            SettingsOf(form)),
    };

    private static FormField Of(Field field) => new()
    {
        Id = field.Id,
        Alias = field.Alias,
        Caption = field.Caption ?? string.Empty,
        HelpText = Text(field.ToolTip),
        Required = field.Mandatory,
        RequiredErrorMessage = Text(field.RequiredErrorMessage),
        Pattern = Text(field.RegEx),
        PatternInvalidErrorMessage = Text(field.InvalidErrorMessage),
        Condition = Of(field.Condition),
        FileUploadOptions = field.FieldTypeId == FormFieldType.FileUpload.Id ? FilesOf(field) : null,
        PreValues = [.. field.PreValues.Select(value => new FormPreValue(value.Value, Text(value.Caption)))],
        Settings = field.Settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value),
        Type = new FormTypeReference { Id = field.FieldTypeId, Name = FormFieldType.Find(field.FieldTypeId)?.Label.En },
    };

    private static FormFileOptions FilesOf(Field field)
    {
        var allowed = field.AllowedUploadTypes.Where(type => type.Checked).Select(type => type.Type).ToList();
        return new FormFileOptions(allowed.Contains(EveryExtension), [.. allowed.Where(type => type != EveryExtension)], field.AllowMultipleFileUploads);
    }

    // Both sides have the same names, and either may have them in another order.
    private static FormCondition? Of(FieldCondition? condition) => condition is not { Enabled: true } ? null : new FormCondition(
        Enum.Parse<FormConditionAction>(condition.ActionType.ToString()),
        Enum.Parse<FormConditionLogic>(condition.LogicType.ToString()),
        [.. condition.Rules.Select(rule => new FormRule(rule.Field, Enum.Parse<FormOperator>(rule.Operator.ToString()), rule.Value))]);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>
    /// SHA-256 over everything simple that is set on it, whatever the version of Umbraco Forms calls it. Who saved it and
    /// when is left out: saving without a change is no change.
    /// </summary>
    private static string SettingsOf(object what)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in what.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
        {
            if (property.Name.StartsWith("Created", StringComparison.Ordinal) || property.Name.StartsWith("Updated", StringComparison.Ordinal))
            {
                continue;
            }

            switch (property.GetValue(what))
            {
                case IEnumerable<KeyValuePair<string, string>> settings:
                    foreach (var (name, value) in settings)
                    {
                        values[$"{property.Name}:{name}"] = value ?? string.Empty;
                    }

                    break;
                case string or bool or Guid or Enum or int or long or decimal or double:
                    values[property.Name] = Convert.ToString(property.GetValue(what), CultureInfo.InvariantCulture) ?? string.Empty;
                    break;
                default:
                    break;
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values)));
    }
}
