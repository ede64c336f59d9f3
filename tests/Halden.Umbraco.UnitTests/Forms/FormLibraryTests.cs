using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormLibraryTests
{
    public static TheoryData<string> Names => [.. FormLibrary.ByName.Keys];

    [Fact]
    public void TheFormsThatAMunicipalityNeedsMostAreThere() => Assert.Equal(
        [
            "barnehageplass", "innsyn", "ledsagerbevis", "leie-av-lokale", "musikk-og-kulturskole", "parkering-for-forflytningshemmede", "sfo", "skadedyr",
            "skjenkebevilling-for-enkeltanledning", "startlaan",
        ],
        Names.Select(row => row.Data));

    [Theory, MemberData(nameof(Names))]
    public void ItIsWithoutFaultsAndWhollyTranslated(string name)
    {
        var form = Form(name);

        Assert.Empty(FormCheck.Faults(form).Select(fault => $"{fault.Place}: {fault.Message.Nb}"));
        Assert.Equal([Cultures.NewNorwegian], form.Translations!.Keys);
        Assert.Empty(form.Translations[Cultures.NewNorwegian].Keys.Except(FormTranslation.TextsOf(form)));
    }

    [Theory, MemberData(nameof(Names))]
    public void ItIsStoredAsItIsExported(string name) => Assert.Equal(
        FormJson.Write(Form(name)) + "\n", File.ReadAllText(Path.Combine(Repository.Root, "src", "Halden.Umbraco", "Forms", "Library", $"{name}.json")));

    [Theory, MemberData(nameof(Names))]
    public void ItsTextsCanBeReadByAnybodyInBothLanguages(string name)
    {
        foreach (var form in new[] { Form(name), Form(name).In(Cultures.NewNorwegian) })
        {
            Assert.All(FormTranslation.TextsOf(form), text =>
            {
                Assert.InRange(text.Length, 1, 300);
                Assert.Equal(text.Trim(), text);
                Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            });
            Assert.All(form.Fields.Where(field => field.FieldType!.IsQuestion), field => Assert.InRange(field.Caption.Length, 2, 120));
            Assert.All(form.Pages, page => Assert.InRange(page.Caption!.Length, 2, 60));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void ItIsAskedInStepsOfOneSubjectAndConfirmedAtTheEnd(string name)
    {
        var form = Form(name);
        var last = form.Pages[^1].Fields.ToList();

        Assert.InRange(form.Pages.Count, 3, 8);
        Assert.All(form.Pages, page => Assert.InRange(page.Fields.Count(), 1, 16));
        Assert.Equal(FormFieldType.TitleAndDescription, last[0].FieldType);
        Assert.True(last[^1] is { Required: true } && last[^1].FieldType == FormFieldType.Checkbox);
        Assert.False(string.IsNullOrEmpty(form.MessageOnSubmit));
    }

    /// <summary>Consent that one cannot do without is none (GDPR article 7, paragraph 4).</summary>
    [Theory, MemberData(nameof(Names))]
    public void ConsentIsFree(string name) =>
        Assert.All(Form(name).Fields.Where(field => field.FieldType == FormFieldType.DataConsent), field => Assert.False(field.Required));

    /// <summary>Data minimisation: where the number is asked for, the law's handling of the case needs it, and the form says what for.</summary>
    [Fact]
    public void TheNationalIdentityNumberIsAskedForOnlyWhereTheCaseNeedsIt()
    {
        var asking = FormLibrary.ByName.Where(one => one.Value.Fields.Any(field => field.FieldType == FormFieldType.NationalIdentityNumber)).ToList();

        Assert.Equal(["barnehageplass", "parkering-for-forflytningshemmede", "sfo", "startlaan"], asking.Select(one => one.Key));
        Assert.All(asking.SelectMany(one => one.Value.Fields).Where(field => field.FieldType == FormFieldType.NationalIdentityNumber), field => Assert.False(string.IsNullOrEmpty(field.HelpText)));
    }

    [Theory, MemberData(nameof(Names))]
    public void EveryConditionCanBothShowAndHide(string name)
    {
        var form = Form(name);
        var cases = Cases(form).Select(given => FormAnswers.Read(form, given)).ToList();

        Assert.All(form.Pages.Where(page => page.Condition is not null), page => AssertBoth(cases, page.Caption!, one => one.Pages.Contains(page)));
        Assert.All(form.Pages.SelectMany(page => page.Fieldsets).Where(fieldset => fieldset.Condition is not null), fieldset => AssertBoth(cases, fieldset.Caption!, one => one.IsShown(fieldset)));
        Assert.All(form.Fields, field =>
        {
            if (field.Condition is null)
            {
                Assert.Contains(cases, one => one.IsShown(field));
            }
            else
            {
                AssertBoth(cases, field.Alias, one => one.IsShown(field));
            }
        });
    }

    /// <summary>With every answer given that is shown, whichever way, the form can be sent.</summary>
    [Theory, MemberData(nameof(Names))]
    public void ItCanBeFilledInWhicheverWay(string name)
    {
        var form = Form(name);
        var asked = Asked(form);
        List<KeyValuePair<string, IReadOnlyList<string>>> others = [.. form.Fields.Where(field => !asked.Contains(field.Id)).Select(field => KeyValuePair.Create<string, IReadOnlyList<string>>(field.Alias, [AnAnswer(field)]))];
        foreach (var given in Cases(form))
        {
            var answers = FormAnswers.Read(form, [.. given, .. others]);

            Assert.DoesNotContain(FormValidation.Errors(answers, form.Fields, Cultures.Bokmal), error => !asked.Contains(error.Field.Id));
        }
    }

    [Fact]
    public void EveryIdIsUsedOnceInTheWholeLibrary()
    {
        var ids = FormLibrary.All.SelectMany(form => (Guid[])[form.Id, .. form.Pages.SelectMany(page => page.Fieldsets).Select(fieldset => fieldset.Id), .. form.Fields.Select(field => field.Id)]).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void AFormIsFoundByNameWhateverTheCaseAndById()
    {
        var sfo = FormLibrary.Find("SFO")!;

        Assert.Same(sfo, FormLibrary.Find(sfo.Id));
        Assert.Same(sfo, FormLibrary.Find(sfo.Id.ToString()));
        Assert.Null(FormLibrary.Find("byggesak"));
        Assert.Null(FormLibrary.Find(Guid.Empty.ToString()));
    }

    private static FormDefinition Form(string name) => FormLibrary.Find(name)!;

    private static void AssertBoth(List<FormAnswers> cases, string what, Func<FormAnswers, bool> shows)
    {
        Assert.True(cases.Exists(one => shows(one)), $"«{what}» is never shown.");
        Assert.True(cases.Exists(one => !shows(one)), $"«{what}» is never hidden.");
    }

    /// <summary>Every way to answer the questions that conditions look at: each choice and no answer, where they are shown.</summary>
    private static List<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> Cases(FormDefinition form)
    {
        var asked = Asked(form);
        List<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> cases = [[]];
        foreach (var field in form.Fields.Where(field => asked.Contains(field.Id)))
        {
            string[] answers = field.FieldType!.HasPreValues ? [.. field.PreValues.Select(value => value.Value)] : ["true"];
            cases =
            [
                .. cases,
                .. from soFar in cases
                   where FormAnswers.Read(form, soFar).IsShown(field)
                   from answer in answers
                   select (IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>)[.. soFar, KeyValuePair.Create<string, IReadOnlyList<string>>(field.Alias, [answer])],
            ];
        }

        return cases;
    }

    /// <summary>The questions that conditions look at.</summary>
    private static HashSet<Guid> Asked(FormDefinition form)
    {
        IEnumerable<FormCondition?> conditions = [.. form.Pages.Select(page => page.Condition), .. form.Pages.SelectMany(page => page.Fieldsets).Select(fieldset => fieldset.Condition), .. form.Fields.Select(field => field.Condition)];
        return [.. conditions.SelectMany(condition => condition?.Rules ?? []).Select(rule => rule.Field)];
    }

    private static string AnAnswer(FormField field) =>
        field.FieldType!.HasPreValues ? field.PreValues[0].Value
        : field.FieldType.Alias switch
        {
            "date" => "1.8.2026",
            "checkbox" or "dataConsent" => "true",
            "postcode" => "1776",
            "telephone" => "69174500",
            "email" => "kari@eksempel.no",
            "organisationNumber" => "974760673",
            "nationalIdentityNumber" => Valid("150685"),
            _ => field.Pattern switch
            {
                null => "Svar",
                { } pattern when pattern.Contains("[:.]", StringComparison.Ordinal) => "19.00",
                { } pattern when pattern.Contains('/', StringComparison.Ordinal) => "2026/1234",
                _ => "100",
            },
        };

    private static string Valid(string birth) => Enumerable.Range(0, 100_000).Select(rest => $"{birth}{rest:00000}").First(number => NorwegianNumbers.IsNationalIdentityNumber(number));
}
