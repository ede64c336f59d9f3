namespace Halden.Umbraco.Forms;

/// <summary>
/// Where forms are made besides in the section: a site adds one as a singleton of this interface (docs/umbraco-forms.md).
/// Services can use its forms as they use the municipality's own; citizens get what the director approved of them.
/// </summary>
public interface IFormsProvider
{
    /// <summary>What people call it, and what its forms are known by, for ever.</summary>
    string Name { get; }

    /// <summary>
    /// All its forms as they stand now, each with its <see cref="FormDefinition.Origin"/>. A form that is left out is taken
    /// to be deleted: where they cannot all be read, throw.
    /// </summary>
    Task<IReadOnlyList<FormDefinition>> ReadAsync(CancellationToken cancellationToken);
}
