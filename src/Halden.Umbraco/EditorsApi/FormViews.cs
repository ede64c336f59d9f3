using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>Forms as the editors' API shows them.</summary>
internal sealed class FormViews(OwnForms forms, ServiceDrafts drafts, ServiceViews people)
{
    /// <summary>The municipality's own forms and the ready-made ones it has not taken into use, by name.</summary>
    public async Task<IReadOnlyList<FormInShort>> AllAsync(string language, CancellationToken cancellationToken)
    {
        var own = new List<FormInShort>();
        foreach (var one in await forms.AllAsync(cancellationToken))
        {
            var (form, faults) = FormCheck.Read(one.Form.Json);
            own.Add(Short(one.Form.Id, one.Form.Name, form, faults) with
            {
                Number = one.Form.Number,
                Version = one.Form.Version,
                ChangedAt = one.Form.ChangedAt,
                ChangedBy = await people.NameOfAsync(one.Form.ChangedBy, language),
                Services = Named(one.Services),
                Provider = form?.Origin?.Provider,
            });
        }

        var readyMade = FormLibrary.All.ExceptBy(own.Select(form => form.Id), form => form.Id)
            .Select(form => Short(form.Id, form.Name, form, FormCheck.Faults(form)) with { IsReadyMade = true });
        return [.. own.Concat(readyMade).OrderBy(form => form.Name, NorwegianOrder.Comparer)];
    }

    /// <summary>One form whole, own or ready-made; null where there is none.</summary>
    public async Task<FormWhole?> FindAsync(Guid id, string language, CancellationToken cancellationToken)
    {
        if (await forms.FindAsync(id, cancellationToken) is { Form: { } stored } own)
        {
            return new(
                id, stored.Name, IsReadyMade: false, stored.Version, stored.Number, stored.ChangedAt, await people.NameOfAsync(stored.ChangedBy, language), Named(own.Services),
                JsonNode.Parse(stored.Json)!, FaultsIn(FormCheck.Read(stored.Json).Faults, language), OwnForms.OriginOf(stored.Json)?.Provider);
        }

        return FormLibrary.Find(id) is { } ready
            ? new(id, ready.Name, IsReadyMade: true, null, 0, null, null, [], JsonNode.Parse(ready.ToCanonicalJson())!, FaultsIn(FormCheck.Faults(ready), language))
            : null;
    }

    /// <summary>The titles of services.</summary>
    public IReadOnlyList<UsingService> Named(IEnumerable<Guid> services) =>
        [.. services.Select(key => new UsingService(key, drafts.Find(key)?.Title ?? key.ToString())).OrderBy(service => service.Title, NorwegianOrder.Comparer)];

    /// <summary>Faults in a language.</summary>
    public static IReadOnlyList<FaultView> FaultsIn(IEnumerable<FormFault> faults, string language) => [.. faults.Select(fault => new FaultView(fault.Place, fault.Message.In(language), fault.IsError))];

    private static FormInShort Short(Guid id, string name, FormDefinition? form, IReadOnlyList<FormFault> faults) => new(
        id,
        name,
        IsReadyMade: false,
        Number: 0,
        Version: null,
        ChangedAt: null,
        ChangedBy: null,
        Services: [],
        form?.Pages.Count ?? 0,
        form?.Fields.Count(field => field.FieldType is { IsQuestion: true }) ?? 0,
        [.. form?.Cultures ?? []],
        faults.Count(fault => fault.IsError),
        faults.Count(fault => !fault.IsError));
}

/// <summary>A form in a list.</summary>
internal sealed record FormInShort(
    Guid Id,
    string Name,
    bool IsReadyMade,
    int Number,
    Guid? Version,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    IReadOnlyList<UsingService> Services,
    int Pages,
    int Questions,
    IReadOnlyList<string> Cultures,
    int Errors,
    int Advice,
    string? Provider = null);

/// <summary>A form to be edited.</summary>
internal sealed record FormWhole(
    Guid Id,
    string Name,
    bool IsReadyMade,
    Guid? Version,
    int Number,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    IReadOnlyList<UsingService> Services,
    JsonNode Form,
    IReadOnlyList<FaultView> Faults,
    string? Provider = null);

/// <summary>A service that uses a form.</summary>
internal sealed record UsingService(Guid Key, string Title);

/// <summary>A fault of a form.</summary>
internal sealed record FaultView(string Place, string Message, bool IsError);
