using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>Something wrong with a form.</summary>
/// <param name="Place">Where, as a path: <c>pages[0].fieldsets[1].columns[0].fields[2].alias</c>; empty for the whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsError">Whether the form cannot be used with it; the rest is advice.</param>
public sealed record FormFault(string Place, Label Message, bool IsError = true);

/// <summary>Says whether a form can be used: everything that would surprise a citizen or lose an answer.</summary>
public static partial class FormCheck
{
    private const int MostPages = 30;
    private const int MostFields = 300;
    private const int MostPreValues = 500;
    private const int LongestText = 10_000;

    /// <summary>Most characters of a form's name.</summary>
    internal const int LongestName = 200;

    /// <summary>Reads and checks a form; the form is null where it cannot be read at all.</summary>
    public static (FormDefinition? Form, IReadOnlyList<FormFault> Faults) Read(string json)
    {
        if (Encoding.UTF8.GetByteCount(json) > FormJson.MaxBytes)
        {
            return (null, [new(string.Empty, TooLarge)]);
        }

        try
        {
            var form = FormJson.Read(json);
            return (form, Faults(form));
        }
        catch (JsonException fault)
        {
            return (null, [FormJsonFault.Of(fault, json)]);
        }
    }

    /// <summary>What is wrong with a form's name; null for nothing.</summary>
    internal static FormFault? NameFault(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new("name", new("Gi skjemaet et navn.", "Gje skjemaet eit namn.", "Give the form a name."))
        : name.Length > LongestName ? new("name", new($"Navnet kan ha høyst {LongestName} tegn.", $"Namnet kan ha høgst {LongestName} teikn.", $"The name can have at most {LongestName} characters."))
        : null;

    /// <summary>The faults of a form, in its order; none where it can be used as it is.</summary>
    public static IReadOnlyList<FormFault> Faults(FormDefinition form) => [.. All(form)];

    private static IEnumerable<FormFault> All(FormDefinition form)
    {
        if (form.Id == Guid.Empty)
        {
            yield return new("id", new("Skjemaet mangler id.", "Skjemaet manglar id.", "The form has no id."));
        }

        if (NameFault(form.Name) is { } unnamed)
        {
            yield return unnamed;
        }

        if (form.Origin is { IsGone: true, Provider: var provider })
        {
            yield return new("origin", new($"Skjemaet finnes ikke lenger i {provider}. Velg et annet.", $"Skjemaet finst ikkje lenger i {provider}. Vel eit anna.", $"The form is no longer in {provider}. Choose another."));
        }

        if (form.Pages.Count is 0 or > MostPages)
        {
            yield return new("pages", new($"Et skjema har fra 1 til {MostPages} sider.", $"Eit skjema har frå 1 til {MostPages} sider.", $"A form has from 1 to {MostPages} pages."));
        }

        if (form.Fields.Count() > MostFields)
        {
            yield return new("pages", new($"Et skjema har høyst {MostFields} felt. Del det i flere.", $"Eit skjema har høgst {MostFields} felt. Del det i fleire.", $"A form has at most {MostFields} fields. Divide it."));
        }

        if (form.Pages.Count > 0 && form.Fields.All(field => field.FieldType is not { IsQuestion: true }))
        {
            yield return new("pages", new("Skjemaet spør ikke om noe.", "Skjemaet spør ikkje om noko.", "The form asks for nothing."));
        }

        var places = Places(form).ToList();
        foreach (var (place, field) in places.Where(one => form.SignIn is null && one.Field.FromSignIn is not null))
        {
            yield return new($"{place}.settings.{FormSignIn.FactSetting}", new(
                $"«{field.Caption}» skal fylles fra innloggingen, men ingen logger inn til skjemaet. Innbyggeren må fylle det ut selv.",
                $"«{field.Caption}» skal fyllast frå innlogginga, men ingen loggar inn til skjemaet. Innbyggjaren må fylle det ut sjølv.",
                $"“{field.Caption}” is to be filled in from the sign-in, but nobody signs in to the form. The citizen has to fill it in."), IsError: false);
        }

        foreach (var fault in Conditions(form, places).Concat(places.SelectMany(one => OfField(one.Place, one.Field))).Concat(Twice(places)).Concat(GroupsTwice(form)).Concat(Texts(form)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string Place, FormField Field)> Places(FormDefinition form) =>
        from page in form.Pages.Index()
        from fieldset in page.Item.Fieldsets.Index()
        from column in fieldset.Item.Columns.Index()
        from field in column.Item.Fields.Index()
        select ($"pages[{page.Index}].fieldsets[{fieldset.Index}].columns[{column.Index}].fields[{field.Index}]", field.Item);

    private static IEnumerable<FormFault> OfField(string place, FormField field)
    {
        if (!Alias().IsMatch(field.Alias))
        {
            yield return new($"{place}.alias", new(
                $"«{field.Alias}» kan ikke være navn på et svar. Bruk bokstavene a–z, tall og understrek, og begynn med en bokstav.",
                $"«{field.Alias}» kan ikkje vere namn på eit svar. Bruk bokstavane a–z, tal og understrek, og byrja med ein bokstav.",
                $"“{field.Alias}” cannot name an answer. Use the letters a–z, digits and underscores, and begin with a letter."));
        }

        if (field.FieldType is not { } type)
        {
            yield return new($"{place}.type", new(
                $"Felttypen {field.Type.Name ?? field.Type.Id.ToString()} er ikke kjent her.", $"Felttypen {field.Type.Name ?? field.Type.Id.ToString()} er ikkje kjend her.", $"The field type {field.Type.Name ?? field.Type.Id.ToString()} is not known here."));
            yield break;
        }

        if (type.IsQuestion && string.IsNullOrWhiteSpace(field.Caption))
        {
            yield return new($"{place}.caption", new("Skriv spørsmålet.", "Skriv spørsmålet.", "Write the question."));
        }

        if (type.HasPreValues && field.PreValues.Count is 0 or > MostPreValues)
        {
            yield return new($"{place}.preValues", new($"«{field.Caption}» må ha fra 1 til {MostPreValues} svar å velge blant.", $"«{field.Caption}» må ha frå 1 til {MostPreValues} svar å velje mellom.", $"“{field.Caption}” must have from 1 to {MostPreValues} answers to choose from."));
        }

        if (field.PreValues.GroupBy(value => value.Value.Trim(), StringComparer.Ordinal).FirstOrDefault(same => same.Key.Length == 0 || same.Count() > 1) is { } bad)
        {
            yield return new($"{place}.preValues", bad.Key.Length == 0
                ? new($"Et av svarene under «{field.Caption}» er tomt.", $"Eit av svara under «{field.Caption}» er tomt.", $"One of the answers under “{field.Caption}” is empty.")
                : new($"«{bad.Key}» står flere ganger under «{field.Caption}».", $"«{bad.Key}» står fleire gonger under «{field.Caption}».", $"“{bad.Key}” is there more than once under “{field.Caption}”."));
        }

        if (type == FormFieldType.FileUpload && field.FileUploadOptions is { AllowAllUploadExtensions: false, AllowedUploadExtensions: null or [] })
        {
            yield return new($"{place}.fileUploadOptions", new(
                $"«{field.Caption}» tar ikke imot noen slags filer. Velg hvilke.", $"«{field.Caption}» tek ikkje imot nokon slags filer. Vel kva for nokre.", $"“{field.Caption}” takes no kind of file. Choose which."));
        }

        if (field.Settings.GetValueOrDefault("bodyText") is { Length: > 0 } body && !CanBeCleaned(body))
        {
            yield return new($"{place}.settings.bodyText", UncleanableHtmlException.Text);
        }

        if (field.Settings.GetValueOrDefault("maximumLength") is { Length: > 0 } longest && !(int.TryParse(longest, out var characters) && characters > 0))
        {
            yield return new($"{place}.settings.maximumLength", new($"«{longest}» er ikke et antall tegn.", $"«{longest}» er ikkje eit tal på teikn.", $"“{longest}” is not a number of characters."));
        }

        if (field.Settings.GetValueOrDefault(FormSignIn.FactSetting) is { Length: > 0 } fact)
        {
            if (field.FromSignIn is null)
            {
                yield return new($"{place}.settings.{FormSignIn.FactSetting}", new($"Innloggingen gir ikke noe som heter «{fact}».", $"Innlogginga gir ikkje noko som heiter «{fact}».", $"The sign-in gives nothing called “{fact}”."));
            }
            else if (!type.IsQuestion || type.HasPreValues || type == FormFieldType.FileUpload || type == FormFieldType.Checkbox || type == FormFieldType.DataConsent)
            {
                yield return new($"{place}.settings.{FormSignIn.FactSetting}", new(
                    $"«{field.Caption}» kan ikke fylles fra innloggingen. Velg en felttype som man skriver i.", $"«{field.Caption}» kan ikkje fyllast frå innlogginga. Vel ein felttype som ein skriv i.", $"“{field.Caption}” cannot be filled in from the sign-in. Choose a type of field that one writes in."));
            }
        }

        if (!string.IsNullOrEmpty(field.Pattern) && !FormValidation.IsPattern(field.Pattern))
        {
            yield return new($"{place}.pattern", new("Mønsteret er ikke et gyldig regulært uttrykk.", "Mønsteret er ikkje eit gyldig regulært uttrykk.", "The pattern is not a valid regular expression."));
        }

        if (!string.IsNullOrEmpty(field.Pattern) && string.IsNullOrWhiteSpace(field.PatternInvalidErrorMessage))
        {
            yield return new($"{place}.patternInvalidErrorMessage", new("Skriv hva innbyggeren skal gjøre når svaret ikke passer mønsteret.", "Skriv kva innbyggjaren skal gjere når svaret ikkje passar mønsteret.", "Write what the citizen is to do when the answer does not match the pattern."), IsError: false);
        }
    }

    private static bool CanBeCleaned(string html)
    {
        try
        {
            _ = HtmlCleaner.Clean(html);
            return true;
        }
        catch (UncleanableHtmlException)
        {
            return false;
        }
    }

    private static IEnumerable<FormFault> Twice(IReadOnlyList<(string Place, FormField Field)> places)
    {
        foreach (var (place, field) in places.GroupBy(one => one.Field.Alias, StringComparer.OrdinalIgnoreCase).SelectMany(same => same.Skip(1)))
        {
            yield return new($"{place}.alias", new($"To felt heter «{field.Alias}»; bare ett av svarene ville blitt tatt vare på.", $"To felt heiter «{field.Alias}»; berre eitt av svara ville vorte teke vare på.", $"Two fields are called “{field.Alias}”; only one of the answers would be kept."));
        }

        foreach (var (place, field) in places.GroupBy(one => one.Field.Id).SelectMany(same => same.Skip(1)))
        {
            yield return new($"{place}.id", new($"To felt har samme id ({field.Id}).", $"To felt har same id ({field.Id}).", $"Two fields have the same id ({field.Id})."));
        }
    }

    private static IEnumerable<FormFault> GroupsTwice(FormDefinition form) =>
        from same in (
            from page in form.Pages.Index()
            from fieldset in page.Item.Fieldsets.Index()
            select (Place: $"pages[{page.Index}].fieldsets[{fieldset.Index}].id", fieldset.Item.Id)).GroupBy(one => one.Id)
        from one in same.Skip(1)
        select new FormFault(one.Place, new($"To grupper har samme id ({one.Id}).", $"To grupper har same id ({one.Id}).", $"Two groups have the same id ({one.Id})."));

    // A condition may look at what is asked before it, on an earlier page or on the same. So none can go in a circle, and
    // what a citizen has answered never disappears because of something later.
    private static IEnumerable<FormFault> Conditions(FormDefinition form, IReadOnlyList<(string Place, FormField Field)> places)
    {
        var order = places.Select((one, index) => (one.Field.Id, index)).GroupBy(one => one.Id).ToDictionary(same => same.Key, same => same.First().index);
        var next = 0;
        foreach (var (p, page) in form.Pages.Index())
        {
            foreach (var fault in Rules($"pages[{p}]", page.Condition, next))
            {
                yield return fault;
            }

            foreach (var (f, fieldset) in page.Fieldsets.Index())
            {
                foreach (var fault in Rules($"pages[{p}].fieldsets[{f}]", fieldset.Condition, next))
                {
                    yield return fault;
                }

                foreach (var _ in fieldset.Fields)
                {
                    foreach (var fault in Rules(places[next].Place, places[next].Field.Condition, next))
                    {
                        yield return fault;
                    }

                    next++;
                }
            }
        }

        IEnumerable<FormFault> Rules(string place, FormCondition? condition, int before)
        {
            if (condition is { Rules.Count: 0 })
            {
                yield return new(
                    $"{place}.condition.rules",
                    new("Vilkåret har ingen regler. Legg til en, eller ta bort vilkåret.", "Vilkåret har ingen reglar. Legg til ein, eller ta bort vilkåret.", "The condition has no rules. Add one, or remove the condition."),
                    IsError: condition.ActionType == FormConditionAction.Hide);
            }

            foreach (var (r, rule) in (condition?.Rules ?? []).Index())
            {
                var at = $"{place}.condition.rules[{r}].field";
                if (!order.TryGetValue(rule.Field, out var asked))
                {
                    yield return new(at, new($"Vilkåret viser til et felt som ikke finnes ({rule.Field}).", $"Vilkåret viser til eit felt som ikkje finst ({rule.Field}).", $"The condition refers to a field that does not exist ({rule.Field})."));
                }
                else if (asked >= before)
                {
                    var caption = places[asked].Field.Caption;
                    yield return new(at, new($"Vilkåret viser til «{caption}», som kommer senere i skjemaet. Flytt det spørsmålet fram.", $"Vilkåret viser til «{caption}», som kjem seinare i skjemaet. Flytt det spørsmålet fram.", $"The condition refers to “{caption}”, which comes later in the form. Move that question before it."));
                }
                else if (places[asked].Field is { FieldType.HasPreValues: true } chosen && rule.Operator is FormOperator.Is or FormOperator.IsNot && !string.IsNullOrWhiteSpace(rule.Value) && chosen.PreValues.All(value => value.Value.Trim() != rule.Value.Trim()))
                {
                    yield return new($"{place}.condition.rules[{r}].value", new($"Ingen kan svare «{rule.Value}» på «{chosen.Caption}».", $"Ingen kan svare «{rule.Value}» på «{chosen.Caption}».", $"Nobody can answer “{rule.Value}” to “{chosen.Caption}”."));
                }
            }
        }
    }

    private static IEnumerable<FormFault> Texts(FormDefinition form)
    {
        var texts = FormTranslation.TextsOf(form);
        foreach (var tooLong in texts.Concat(form.Translations?.Values.SelectMany(words => words.Values) ?? []).Where(text => text.Length > LongestText))
        {
            yield return new(string.Empty, new(
                $"En tekst er for lang ({tooLong.Length} tegn; høyst {LongestText}): «{Short(tooLong)}».", $"Ein tekst er for lang ({tooLong.Length} teikn; høgst {LongestText}): «{Short(tooLong)}».", $"A text is too long ({tooLong.Length} characters; at most {LongestText}): “{Short(tooLong)}”."));
        }

        foreach (var (culture, words) in form.Translations ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            if (!Cultures.All.Contains(culture))
            {
                yield return new($"translations.{culture}", new($"Språket {culture} finnes ikke her.", $"Språket {culture} finst ikkje her.", $"The language {culture} does not exist here."));
                continue;
            }

            foreach (var text in texts.Where(text => string.IsNullOrWhiteSpace(words.GetValueOrDefault(text))))
            {
                yield return new($"translations.{culture}", new($"Mangler på {Cultures.NameOf(culture).Nb.ToLowerInvariant()}: «{Short(text)}».", $"Manglar på {Cultures.NameOf(culture).Nn.ToLowerInvariant()}: «{Short(text)}».", $"Missing in {Cultures.NameOf(culture).En}: “{Short(text)}”."), IsError: false);
            }
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..57]}…";

    private static readonly Label TooLarge = new("Filen er for stor til å være et skjema.", "Fila er for stor til å vere eit skjema.", "The file is too large to be a form.");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex Alias();
}
