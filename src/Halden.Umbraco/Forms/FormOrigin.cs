using System.Text.Json;
using System.Text.Json.Serialization;

namespace Halden.Umbraco.Forms;

/// <summary>
/// Where a form comes from that is made elsewhere than here, and what is done there with what citizens send. It is a part of
/// the form, so that the director approves it with the questions.
/// </summary>
/// <param name="Provider">Name of the provider, e.g. Umbraco Forms.</param>
/// <param name="Workflows">What the provider does with what is sent, in its order.</param>
/// <param name="Settings">SHA-256 (hex) over the provider's settings of the form that nothing here reads; null where it has none.</param>
/// <param name="IsGone">Whether the provider has it no longer.</param>
public sealed record FormOrigin(string Provider, IReadOnlyList<FormWorkflow> Workflows, string? Settings = null, bool IsGone = false)
{
    /// <summary>What else came with it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}

/// <summary>Something that a provider does when a form is sent.</summary>
/// <param name="Name">What its author calls it.</param>
/// <param name="Type">Id of the kind of thing it does, as the provider knows it.</param>
/// <param name="Settings">SHA-256 (hex) over its kind and all its settings: they may hold secrets, and any change of them is to be seen.</param>
public sealed record FormWorkflow(string Name, Guid Type, string Settings)
{
    /// <summary>What else came with it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }
}
