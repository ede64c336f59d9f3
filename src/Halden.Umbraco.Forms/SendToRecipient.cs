using Halden.Umbraco.SelfService.Provided;
using Microsoft.Extensions.Logging;
using Umbraco.Forms.Core;
using Umbraco.Forms.Core.Enums;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>
/// "Send til mottaker (Halden)": hands over what Umbraco Forms has received to the plugin, which delivers it to the recipient
/// that the director approved. It does so once, however often it is run.
/// </summary>
public sealed class SendToRecipient : WorkflowType
{
    private readonly ProvidedForms _forms;
    private readonly UmbracoFormsProvider _provider;
    private readonly ILogger<SendToRecipient> _logger;

    /// <summary>Made by Umbraco Forms.</summary>
    public SendToRecipient(ProvidedForms forms, UmbracoFormsProvider provider, ILogger<SendToRecipient> logger)
    {
        (_forms, _provider, _logger) = (forms, provider, logger);
        Id = ProvidedForms.HandOver;
        Name = "Send til mottaker (Halden)";
        Alias = "haldenSendToRecipient";
        Description = "Leverer innsendingen til mottakeren som er godkjent for tjenesten.";
        Icon = "icon-inbox";
        Group = "Halden";
    }

    /// <inheritdoc/>
    public override async Task<WorkflowExecutionStatus> ExecuteAsync(WorkflowExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var record = context.Record;
        try
        {
            if (_provider.Read(record.Form) is not { } form)
            {
                _logger.LogError("Record {Record} is of the form {Form}, which is not there any more; it was not handed over", record.UniqueId, record.Form);
                return Status("Failed");
            }

            // Whoever has left the browser has sent it all the same.
            var answer = await _forms.ReceiveAsync(new ProvidedSubmission(record.UniqueId, form, record.Culture, RecordAnswers.Of(form, record)), CancellationToken.None);
            switch (answer.Status)
            {
                case ProvidedStatus.Open:
                    return Status("Completed");
                case ProvidedStatus.NotOurs:
                    _logger.LogWarning("Record {Record} was not handed over: no service has the form {Form}", record.UniqueId, record.Form);
                    return Status("NotConfigured");
                default:
                    _logger.LogError("Record {Record} of the form {Form} was not handed over: {Reason}", record.UniqueId, record.Form, answer.Status);
                    return Status("Failed");
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // What it says may hold what the citizen wrote.
            _logger.LogError("Record {Record} of the form {Form} was not handed over: {Fault}", record.UniqueId, record.Form, fault.GetBaseException().GetType().Name);
            return Status("Failed");
        }
    }

    /// <inheritdoc/>
    public override List<Exception> ValidateSettings() => [];

    // The numbers behind the names are not to be relied on: a literal would be the number of the assembly compiled against.
    private static WorkflowExecutionStatus Status(string name) => Enum.Parse<WorkflowExecutionStatus>(name);
}
