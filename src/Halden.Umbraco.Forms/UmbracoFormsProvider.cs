using Halden.Umbraco.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Services;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>The forms of Umbraco Forms, with what it does when they are sent.</summary>
public sealed class UmbracoFormsProvider(IServiceScopeFactory scopes, ILogger<UmbracoFormsProvider> logger) : IFormsProvider
{
    /// <summary>What people call it.</summary>
    public const string ProviderName = "Umbraco Forms";

    /// <inheritdoc/>
    public string Name => ProviderName;

    /// <inheritdoc/>
    public Task<IReadOnlyList<FormDefinition>> ReadAsync(CancellationToken cancellationToken)
    {
        // The lifetimes of Umbraco Forms' services are its own affair.
        using var scope = scopes.CreateScope();
        var workflows = scope.ServiceProvider.GetRequiredService<IWorkflowService>();
        return Task.FromResult<IReadOnlyList<FormDefinition>>([.. scope.ServiceProvider.GetRequiredService<IFormService>().Get().Select(form => Read(form, workflows))]);
    }

    /// <summary>
    /// A form as it is saved now; null where there is none. Not what Umbraco Forms hands about while it renders or receives:
    /// there texts may have been replaced.
    /// </summary>
    public FormDefinition? Read(Guid id)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IFormService>().Get(id) is { } form ? Read(form, scope.ServiceProvider.GetRequiredService<IWorkflowService>()) : null;
    }

    // One form that is not understood must hold up no other. Without pages it is known, and cannot be approved.
    private FormDefinition Read(Form form, IWorkflowService workflows)
    {
        try
        {
            var read = FormMapping.Of(form, workflows.Get(form));
            _ = read.ToCanonicalJson();
            return read;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LogWarning(fault, "The form {Form} of Umbraco Forms is not understood, and cannot be used", form.Id);
            return new FormDefinition { Id = form.Id, Name = form.Name ?? form.Id.ToString(), Pages = [], Origin = new FormOrigin(ProviderName, []) };
        }
    }
}
