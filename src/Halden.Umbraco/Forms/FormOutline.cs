using System.Text;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>A form as a text that a director reads and compares: every page, question, answer to choose, and condition.</summary>
internal static class FormOutline
{
    private static readonly Label Page = new("Side", "Side", "Page");
    private static readonly Label Required = new("må besvares", "må svarast på", "must be answered");
    private static readonly Label Only = new("vises bare når", "viser berre når", "shown only when");
    private static readonly Label Except = new("vises ikke når", "viser ikkje når", "not shown when");
    private static readonly Label And = new("og", "og", "and");
    private static readonly Label Or = new("eller", "eller", "or");
    private static readonly Label MustSignIn = new("Innbyggeren må logge inn", "Innbyggjaren må logge inn", "The citizen must sign in");
    private static readonly Label MaySignIn = new("Innbyggeren kan logge inn", "Innbyggjaren kan logge inn", "The citizen may sign in");
    private static readonly Label Filled = new("fylles fra innloggingen:", "blir fylt frå innlogginga:", "filled in from the sign-in:");
    private static readonly Label Gone = new("finnes ikke lenger der", "finst ikkje lenger der", "is no longer there");

    private static Label After(string provider) => new($"Når skjemaet er sendt der, gjør {provider} dette:", $"Når skjemaet er sendt der, gjer {provider} dette:", $"When the form is sent there, {provider} does this:");

    private static Label Settings(string settings) => new($"innstillinger {settings}", $"innstillingar {settings}", $"settings {settings}");

    /// <summary>The outline of a form that is in a language already.</summary>
    public static string Of(FormDefinition form, string culture)
    {
        var asked = form.Fields.GroupBy(field => field.Id).ToDictionary(same => same.Key, same => same.First());
        var text = new StringBuilder().Append(form.Name).Append('\n');
        if (form.SignIn is { } signIn)
        {
            Line(string.Empty, $"{(signIn.Demand == FormSignInDemand.Required ? MustSignIn : MaySignIn).In(culture)}{(signIn.Level is { } level ? $" ({SignInTexts.NameOf(level).In(culture)})" : string.Empty)}", condition: null);
        }

        foreach (var (index, page) in form.Pages.Index())
        {
            Line(string.Empty, $"{Page.In(culture)} {index + 1}: {page.Caption}", page.Condition);
            foreach (var fieldset in page.Fieldsets)
            {
                if (!string.IsNullOrEmpty(fieldset.Caption) || fieldset.Condition is not null)
                {
                    Line(string.Empty, fieldset.Caption ?? "–", fieldset.Condition);
                }

                foreach (var field in fieldset.Fields)
                {
                    var kind = field.FieldType?.Label.In(culture) ?? field.Type.Name ?? field.Type.Id.ToString();
                    Line("– ", $"{field.Caption} ({kind}{(field.Required ? ", " + Required.In(culture) : string.Empty)}{(field.FromSignIn is { } fact ? $", {Filled.In(culture)} {SignInTexts.NameOf(fact).In(culture)}" : string.Empty)})", field.Condition);
                    Optional(field.HelpText);
                    Optional(field.Settings.GetValueOrDefault("bodyText"));
                    if (field.PreValues.Count > 0)
                    {
                        Optional(string.Join(" / ", field.PreValues.Select(value => value.Text)));
                    }
                }
            }
        }

        Optional(form.MessageOnSubmit);
        if (form.Origin is { } origin)
        {
            // Settings are not shown, for they may hold secrets; that they have been changed is.
            Line(string.Empty, $"{origin.Provider}{(origin.IsGone ? $" ({Gone.In(culture)})" : origin.Settings is null ? string.Empty : $" ({Settings(Short(origin.Settings)).In(culture)})")}", condition: null);
            Line(string.Empty, After(origin.Provider).In(culture), condition: null);
            foreach (var workflow in origin.Workflows)
            {
                Line("– ", $"{workflow.Name} ({Settings(Short(workflow.Settings)).In(culture)})", condition: null);
            }

            if (origin.Workflows.Count == 0)
            {
                Line(string.Empty, "–", condition: null);
            }
        }

        return text.ToString().TrimEnd();

        static string Short(string hash) => hash[..Math.Min(12, hash.Length)];

        void Line(string bullet, string line, FormCondition? condition) => text.Append(bullet).Append(line).Append(Words(condition)).Append('\n');

        void Optional(string? line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        string? Answer(FormRule rule) => asked.GetValueOrDefault(rule.Field)?.PreValues.FirstOrDefault(value => value.Value == rule.Value)?.Text ?? rule.Value;

        string Words(FormCondition? condition) => condition is null ? string.Empty
            : $" [{(condition.ActionType == FormConditionAction.Show ? Only : Except).In(culture)} "
                + string.Join(
                    $" {(condition.LogicType == FormConditionLogic.All ? And : Or).In(culture)} ",
                    condition.Rules.Select(rule => $"«{asked.GetValueOrDefault(rule.Field)?.Caption ?? rule.Field.ToString()}» {FormTexts.NameOf(rule.Operator).In(culture)} «{Answer(rule)}»"))
                + "]";
    }
}
