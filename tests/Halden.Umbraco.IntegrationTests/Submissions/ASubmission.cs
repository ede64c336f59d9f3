using System.Text;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>What a citizen sends.</summary>
internal static class ASubmission
{
    public static NewSubmission To(Guid documentKey, string name = "Ola", string? receipt = null, string culture = Cultures.Bokmal) => new(
        Guid.NewGuid(),
        documentKey,
        Form,
        culture,
        new Dictionary<string, IReadOnlyList<string>> { ["navn"] = [name], ["begrunnelse"] = [$"{name} vil gjerne."] },
        [new NewAttachment("vedlegg", $"{name}.txt", "text/plain", Encoding.UTF8.GetBytes($"Fila til {name}"))],
        receipt);

    private static FormDefinition Form { get; } = new()
    {
        Id = Guid.NewGuid(),
        Name = "Søknad",
        Pages =
        [
            new FormPage
            {
                Caption = "Om deg",
                Fieldsets = [new FormFieldset { Id = Guid.NewGuid(), Columns = [new FormColumn { Fields = [Field("navn", "Hva heter du?", FormFieldType.ShortAnswer), Field("begrunnelse", "Hvorfor?", FormFieldType.LongAnswer), Field("vedlegg", "Legg ved", FormFieldType.FileUpload)] }] }],
            },
        ],
    };

    private static FormField Field(string alias, string caption, FormFieldType type) => new() { Id = Guid.NewGuid(), Alias = alias, Caption = caption, Type = new FormTypeReference { Id = type.Id } };
}
