using System.Globalization;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Forms.Core.Persistence.Dtos;
using Umbraco.Forms.Core.Services;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>
/// Puts what our own pages received into Umbraco Forms, as a record of the same form, whose workflows then run: for services
/// whose approved recipient is a system set up with this plugin. Refused where the form is no longer as it was approved.
/// </summary>
internal sealed class RecordPlugin(ProvidedForms forms, UmbracoFormsProvider provider, IServiceScopeFactory scopes, TimeProvider clock) : IDeliveryPlugin
{
    /// <inheritdoc/>
    public string Name => "umbracoForms";

    /// <inheritdoc/>
    public string? Check(IConfigurationSection settings) => null;

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Files.Count > 0)
        {
            return new DeliveryResult(DeliveryStatus.Failed, "Innsendingen har filer, som ikke kan legges i Umbraco Forms herfra. Velg en annen mottaker for tjenesten.");
        }

        if (provider.Read(delivery.FormId) is not { } approved)
        {
            return new DeliveryResult(DeliveryStatus.Failed, "Skjemaet finnes ikke i Umbraco Forms.");
        }

        if (!forms.IsApproved(approved, delivery.ServiceId))
        {
            return new DeliveryResult(DeliveryStatus.Failed, "Skjemaet i Umbraco Forms er et annet enn det som er godkjent og publisert for tjenesten.");
        }

        using var scope = scopes.CreateScope();
        var form = scope.ServiceProvider.GetRequiredService<IFormService>().Get(delivery.FormId)!;
        var types = approved.Fields.ToDictionary(field => field.Id, field => field.FieldType);
        var answers = delivery.Answers.ToDictionary(answer => answer.Alias, answer => answer.Values);
        var record = new Record { UniqueId = delivery.Id, Form = form.Id, Created = clock.GetUtcNow().UtcDateTime, Culture = delivery.Language };
        foreach (var field in form.Pages.SelectMany(page => page.FieldSets).SelectMany(fieldset => fieldset.Containers).SelectMany(column => column.Fields))
        {
            if (answers.GetValueOrDefault(field.Alias) is { Count: > 0 } values)
            {
                record.RecordFields[field.Id] = new RecordField { Field = field, Values = [.. values.Select(value => Typed(types.GetValueOrDefault(field.Id), value))] };
            }
        }

        try
        {
            await scope.ServiceProvider.GetRequiredService<IRecordService>().SubmitAsync(record, form);
            return DeliveryResult.Delivered;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What it says may hold what the citizen wrote.
            return new DeliveryResult(DeliveryStatus.Failed, $"Umbraco Forms tok ikke imot innsendingen ({fault.GetBaseException().GetType().Name}).");
        }
    }

    private static object Typed(FormFieldType? type, string value) =>
        type == FormFieldType.Checkbox || type == FormFieldType.DataConsent ? value == "true"
        : type == FormFieldType.Date && DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : value;
}
