using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>
/// Electronic forms as the API gives them: the shape is Umbraco Forms' own (<c>/umbraco/forms/delivery/api/v1/definitions/{id}</c>),
/// but every member is named here. What an author or a provider put beside them, where the answers go, and what is hidden
/// from the citizen, are not given.
/// </summary>
internal static class FormAnswer
{
    // What changes how a citizen meets a field.
    private static readonly string[] PublicSettings = ["maximumLength", "placeholder"];

    /// <summary>The services with an electronic form.</summary>
    public static byte[] List(SelfServiceSite site, CultureServices services)
    {
        var forms = services.Services.Where(service => service.Form is not null).ToList();
        return ServiceJson.Bytes(new JsonObject
        {
            ["culture"] = services.Culture,
            ["total"] = forms.Count,
            ["items"] = new JsonArray([.. forms.Select(service => (JsonNode)Heading(site, service))]),
        });
    }

    /// <summary>The form of a service that has one.</summary>
    public static JsonObject Of(SelfServiceSite site, PublicService service)
    {
        var form = service.Form!;
        var hidden = form.Fields.Where(field => field.FieldType == FormFieldType.Hidden).Select(field => field.Id).ToHashSet();
        var answer = Heading(site, service);
        answer["culture"] = service.Culture;
        answer["id"] = form.Id.ToString();
        answer["name"] = form.Name;
        answer["submitLabel"] = form.SubmitLabel;
        answer["messageOnSubmit"] = form.MessageOnSubmit;
        answer["pages"] = Array(form.Pages, page => new JsonObject
        {
            ["caption"] = page.Caption,
            ["condition"] = Condition(page.Condition, hidden),
            ["fieldsets"] = Array(page.Fieldsets, fieldset => new JsonObject
            {
                ["id"] = fieldset.Id.ToString(),
                ["caption"] = fieldset.Caption,
                ["condition"] = Condition(fieldset.Condition, hidden),
                ["columns"] = Array(fieldset.Columns, column => new JsonObject
                {
                    ["caption"] = column.Caption,
                    ["width"] = column.Width,
                    ["fields"] = Array(column.Fields.Where(field => !hidden.Contains(field.Id)), field => Field(field, hidden)),
                }),
            }),
        });
        return answer;
    }

    private static JsonObject Heading(SelfServiceSite site, PublicService service) => new()
    {
        ["key"] = service.Key.ToString(),
        ["slug"] = service.Slug,
        ["title"] = service.Title,
        ["url"] = site.Address(service.Path),
        ["applyUrl"] = ServiceJson.ApplyUrl(site, service),
        ["opens"] = service.Period.Opens?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["closes"] = service.Period.Closes?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["signIn"] = service.Form!.SignIn?.Demand switch
        {
            FormSignInDemand.Required => "required",
            FormSignInDemand.Optional => "optional",
            _ => "none",
        },
    };

    private static JsonObject Field(FormField field, HashSet<Guid> hidden) => new()
    {
        ["id"] = field.Id.ToString(),
        ["alias"] = field.Alias,
        ["caption"] = field.Caption,
        ["helpText"] = field.HelpText,
        ["required"] = field.Required,
        ["requiredErrorMessage"] = field.RequiredErrorMessage,
        ["pattern"] = field.Pattern,
        ["patternInvalidErrorMessage"] = field.PatternInvalidErrorMessage,
        ["condition"] = Condition(field.Condition, hidden),
        ["fileUploadOptions"] = field.FileUploadOptions is not { } files ? null : new JsonObject
        {
            ["allowAllUploadExtensions"] = files.AllowAllUploadExtensions,
            ["allowedUploadExtensions"] = new JsonArray([.. (files.AllowedUploadExtensions ?? []).Select(extension => (JsonNode)extension)]),
            ["allowMultipleFileUploads"] = files.AllowMultipleFileUploads,
        },
        ["preValues"] = Array(field.PreValues, value => new JsonObject { ["value"] = value.Value, ["caption"] = value.Text }),
        ["settings"] = Settings(field),
        ["autocomplete"] = field.Autocomplete,
        ["type"] = new JsonObject
        {
            ["id"] = field.Type.Id.ToString(),
            ["alias"] = field.FieldType?.Alias,
            ["isQuestion"] = field.FieldType?.IsQuestion ?? true,
        },
    };

    private static JsonObject Settings(FormField field)
    {
        var settings = new JsonObject(PublicSettings.Where(field.Settings.ContainsKey).Select(name => KeyValuePair.Create(name, (JsonNode?)field.Settings[name])));
        if (field.Settings.GetValueOrDefault("bodyText") is { Length: > 0 } body)
        {
            settings["bodyText"] = HtmlCleaner.Clean(body);
        }

        return settings;
    }

    // A rule about a hidden field would tell what is hidden in it.
    private static JsonObject? Condition(FormCondition? condition, HashSet<Guid> hidden) => condition is null ? null : new()
    {
        ["actionType"] = condition.ActionType.ToString(),
        ["logicType"] = condition.LogicType.ToString(),
        ["rules"] = Array(condition.Rules.Where(rule => !hidden.Contains(rule.Field)), rule => new JsonObject
        {
            ["field"] = rule.Field.ToString(),
            ["operator"] = rule.Operator.ToString(),
            ["value"] = rule.Value,
        }),
        ["isComplete"] = !condition.Rules.Any(rule => hidden.Contains(rule.Field)),
    };

    private static JsonArray Array<T>(IEnumerable<T> values, Func<T, JsonObject> each) => new([.. values.Select(value => (JsonNode)each(value))]);
}
