using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

/// <summary>Forms as tests need them. A field's id follows from its alias.</summary>
internal static class AForm
{
    public static FormDefinition Asking(params FormField[] fields) => Of(Page(fields));

    public static FormDefinition Of(params FormPage[] pages) => new() { Id = IdOf("skjema"), Name = "Søknad", Pages = pages };

    public static FormPage Page(params FormField[] fields) => new() { Caption = "Side", Fieldsets = [Group(fields)] };

    public static FormFieldset Group(params FormField[] fields) => new()
    {
        Id = IdOf($"gruppe {string.Join(' ', fields.Select(field => field.Alias))}"),
        Columns = [new FormColumn { Fields = fields }],
    };

    public static FormField Field(string alias, FormFieldType? type = null, params string[] choices) => new()
    {
        Id = IdOf(alias),
        Alias = alias,
        Caption = $"Hva er {alias}?",
        Type = new() { Id = (type ?? FormFieldType.ShortAnswer).Id },
        PreValues = [.. choices.Select(choice => new FormPreValue(choice))],
    };

    public static FormCondition When(string alias, FormOperator asks, string? value = null, FormConditionAction then = FormConditionAction.Show) =>
        new(then, FormConditionLogic.All, [Rule(alias, asks, value)]);

    public static FormRule Rule(string alias, FormOperator asks, string? value = null) => new(IdOf(alias), asks, value);

    public static FormAnswers Answers(this FormDefinition form, params (string Alias, string Answer)[] given) => FormAnswers.Read(
        form, given.GroupBy(one => one.Alias).Select(same => KeyValuePair.Create<string, IReadOnlyList<string>>(same.Key, [.. same.Select(one => one.Answer)])));

    /// <summary>alias=answer, with a comma between several answers.</summary>
    public static string[] Told(this FormAnswers answers) => [.. answers.Kept.Select(one => $"{one.Key}={string.Join(',', one.Value)}")];

    public static Guid IdOf(string alias) => new(SHA256.HashData(Encoding.UTF8.GetBytes(alias))[..16]);
}
