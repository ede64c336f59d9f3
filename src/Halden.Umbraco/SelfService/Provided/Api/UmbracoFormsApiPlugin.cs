using System.Net;
using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Provided.Api;

/// <summary>
/// Sends what our own pages received to another site's Umbraco Forms, as an entry in the same form, for services whose approved
/// recipient is a system set up with this plugin. The API knows no key by which an entry that comes twice would be one.
/// </summary>
internal sealed class UmbracoFormsApiPlugin(UmbracoFormsApi api, ProvidedForms forms, IOptionsMonitor<UmbracoFormsApiOptions> options) : IDeliveryPlugin
{
    /// <inheritdoc/>
    public string Name => "umbracoFormsApi";

    /// <inheritdoc/>
    public string? Check(IConfigurationSection settings) => options.CurrentValue.Fault();

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken)
    {
        if (Check(settings) is { } fault)
        {
            return new DeliveryResult(DeliveryStatus.NotSetUp, fault);
        }

        try
        {
            if (await api.DefinitionAsync(delivery.FormId, cancellationToken) is not { } form)
            {
                return new DeliveryResult(DeliveryStatus.Failed, "Skjemaet finnes ikke i Umbraco Forms, eller API-et er slått av der (404).");
            }

            if (!forms.IsApproved(form, delivery.ServiceId))
            {
                return new DeliveryResult(DeliveryStatus.Failed, "Skjemaet i Umbraco Forms er et annet enn det som er godkjent og publisert for tjenesten.");
            }

            return Of(await api.SendAsync(delivery.FormId, Values(form, delivery), cancellationToken), form);
        }
        catch (TimeoutException late)
        {
            return new DeliveryResult(DeliveryStatus.NoAnswer, late.Message);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is { } status)
        {
            return Of(new EntryAnswer(status, []), form: null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            // The messages of HTTP name hosts and reasons, and nothing that was sent.
            return new DeliveryResult(DeliveryStatus.Failed, $"Umbraco Forms kunne ikke nås: {(broken.InnerException ?? broken).Message.TrimEnd('.')}.");
        }
    }

    private JsonObject Values(FormDefinition form, SystemDelivery delivery)
    {
        var types = form.Fields.DistinctBy(field => field.Alias).ToDictionary(field => field.Alias, field => field.FieldType);
        var values = new JsonObject();
        foreach (var answer in delivery.Answers)
        {
            var type = types.GetValueOrDefault(answer.Alias);
            values[answer.Alias] = type == FormFieldType.FileUpload ? Files(delivery, answer.Alias)
                : type != FormFieldType.MultipleChoice && answer.Values.Count == 1 ? answer.Values[0]
                : new JsonArray([.. answer.Values.Select(value => (JsonNode)value)]);
        }

        if (options.CurrentValue.ReferenceField is { Length: > 0 } field && types.ContainsKey(field))
        {
            values[field] = delivery.Reference;
        }

        return values;
    }

    private static JsonArray Files(SystemDelivery delivery, string alias) => new([.. delivery.Files.Where(file => file.Alias == alias).Select(file => new JsonObject
    {
        ["fileName"] = file.FileName,
        ["fileContents"] = $"data:{file.ContentType};base64,{Convert.ToBase64String(file.Content.Span)}",
    })]);

    private static DeliveryResult Of(EntryAnswer answer, FormDefinition? form) => answer.Status switch
    {
        HttpStatusCode.Accepted => new DeliveryResult(DeliveryStatus.Accepted),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new DeliveryResult(
            DeliveryStatus.NotSetUp, $"Umbraco Forms godtar ikke nøkkelen ({(int)answer.Status}). Rett {UmbracoFormsApiOptions.Section}:{nameof(UmbracoFormsApiOptions.ApiKey)}."),
        HttpStatusCode.NotFound => new DeliveryResult(DeliveryStatus.Failed, "Skjemaet finnes ikke i Umbraco Forms, eller API-et er slått av der (404)."),

        // Names of questions, of the form that was approved; what is wrong with the answers may quote them.
        HttpStatusCode.UnprocessableEntity => new DeliveryResult(
            DeliveryStatus.Failed,
            $"Umbraco Forms godtar ikke svarene (422){(form?.Fields.Select(field => field.Alias).Where(alias => answer.Refused.Contains(alias, StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } refused ? $": {string.Join(", ", refused)}" : null)}."),
        >= HttpStatusCode.InternalServerError => new DeliveryResult(DeliveryStatus.Failed, $"Umbraco Forms har en feil ({(int)answer.Status})."),
        _ => new DeliveryResult(DeliveryStatus.Failed, $"Umbraco Forms avviste innsendingen ({(int)answer.Status})."),
    };
}
