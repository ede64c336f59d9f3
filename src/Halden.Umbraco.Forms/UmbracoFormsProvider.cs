using Halden.Umbraco.Forms;
using Halden.Umbraco.Forms.Providers;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Forms.Core.Services;

namespace Halden.Umbraco.UmbracoForms;

/// <summary>The forms of Umbraco Forms, with what it does when they are sent.</summary>
public sealed class UmbracoFormsProvider(IServiceScopeFactory scopes) : IFormsProvider
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
        return Task.FromResult<IReadOnlyList<FormDefinition>>(
            [.. scope.ServiceProvider.GetRequiredService<IFormService>().Get().Select(form => FormMapping.Of(form, workflows.Get(form)))]);
    }

    /// <summary>
    /// A form as it is saved now; null where there is none. Not what Umbraco Forms hands about while it renders or receives:
    /// there texts may have been replaced.
    /// </summary>
    public FormDefinition? Read(Guid id)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IFormService>().Get(id) is { } form
            ? FormMapping.Of(form, scope.ServiceProvider.GetRequiredService<IWorkflowService>().Get(form))
            : null;
    }
}
