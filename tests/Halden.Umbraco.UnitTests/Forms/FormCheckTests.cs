using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormCheckTests
{
    private static readonly FormField Name = AForm.Field("navn");
    private static readonly FormDefinition Good = AForm.Asking(Name);
    private const string First = "pages[0].fieldsets[0].columns[0].fields[0]";
    private const string Second = "pages[0].fieldsets[0].columns[0].fields[1]";

    [Fact]
    public void AGoodFormHasNoFaults() => Assert.Empty(FormCheck.Faults(Good));

    [Fact]
    public void WhatTheFormItselfLacksIsToldWhereItBelongs()
    {
        Assert.Equal(["id"], Errors(Good with { Id = Guid.Empty }));
        Assert.Equal(["name"], Errors(Good with { Name = " " }));
        Assert.Equal(["pages"], Errors(Good with { Pages = [] }));
        Assert.Equal(["pages"], Errors(AForm.Of([.. Enumerable.Range(0, 31).Select(n => AForm.Page(AForm.Field($"a{n}")))])));
        Assert.Equal(["pages"], Errors(AForm.Asking([.. Enumerable.Range(0, 301).Select(n => AForm.Field($"a{n}"))])));
        Assert.Equal(["pages"], Errors(AForm.Asking(AForm.Field("tekst", FormFieldType.RichText))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("mitt navn")]
    [InlineData("år")]
    [InlineData("navn\n")]
    [InlineData("a.b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void AnAnswerMustHaveANameThatCanBeUsedEverywhere(string alias) =>
        Assert.Equal([$"{First}.alias"], Errors(AForm.Asking(Name with { Alias = alias })));

    [Fact]
    public void AnUnknownKindOfFieldIsNamed()
    {
        var fault = Assert.Single(FormCheck.Faults(AForm.Asking(Name, AForm.Field("x") with { Type = new() { Id = AForm.IdOf("ukjent"), Name = "reCAPTCHA" } })));

        Assert.Equal($"{Second}.type", fault.Place);
        Assert.Contains("reCAPTCHA", fault.Message.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void AQuestionMustBeAskedButATextNeedsNoHeading()
    {
        Assert.Equal([$"{First}.caption"], Errors(AForm.Asking(Name with { Caption = " " })));
        Assert.Empty(Errors(AForm.Asking(Name, AForm.Field("tekst", FormFieldType.RichText) with { Caption = string.Empty })));
    }

    [Fact]
    public void ThereMustBeSomethingToChooseAndNothingTwice()
    {
        Assert.Equal([$"{First}.preValues"], Errors(AForm.Asking(AForm.Field("a", FormFieldType.Dropdown))));
        Assert.Equal([$"{First}.preValues"], Errors(AForm.Asking(AForm.Field("a", FormFieldType.Dropdown, [.. Enumerable.Range(0, 501).Select(n => $"{n}")]))));
        Assert.Equal([$"{First}.preValues"], Errors(AForm.Asking(AForm.Field("a", FormFieldType.SingleChoice, "ja", " "))));
        Assert.Equal([$"{First}.preValues"], Errors(AForm.Asking(AForm.Field("a", FormFieldType.MultipleChoice, "ja", "nei", "ja "))));
        Assert.Empty(Errors(AForm.Asking(AForm.Field("a", FormFieldType.SingleChoice, "ja", "Ja"))));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[0-9")]
    [InlineData("a)|(b")]
    [InlineData("(?x) [0-9] # siffer")]
    public void APatternThatCannotBeUsedIsAnError(string pattern) =>
        Assert.Equal([$"{First}.pattern"], Errors(AForm.Asking(Name with { Pattern = pattern, PatternInvalidErrorMessage = "Skriv tall." })));

    [Fact]
    public void APatternWithoutAMessageIsAdvice()
    {
        var fault = Assert.Single(FormCheck.Faults(AForm.Asking(Name with { Pattern = "[0-9]+" })));

        Assert.Equal(($"{First}.patternInvalidErrorMessage", false), (fault.Place, fault.IsError));
    }

    [Fact]
    public void AFileFieldMustTakeSomeKindOfFile()
    {
        var file = AForm.Field("vedlegg", FormFieldType.FileUpload);

        Assert.Empty(Errors(AForm.Asking(file)));
        Assert.Empty(Errors(AForm.Asking(file with { FileUploadOptions = new(AllowAllUploadExtensions: true) })));
        Assert.Empty(Errors(AForm.Asking(file with { FileUploadOptions = new(AllowedUploadExtensions: ["pdf"]) })));
        Assert.Equal([$"{First}.fileUploadOptions"], Errors(AForm.Asking(file with { FileUploadOptions = new() })));
        Assert.Equal([$"{First}.fileUploadOptions"], Errors(AForm.Asking(file with { FileUploadOptions = new(AllowedUploadExtensions: []) })));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("mange")]
    public void AMaximumThatIsNoNumberIsAnError(string maximum) => Assert.Equal(
        [$"{First}.settings.maximumLength"], Errors(AForm.Asking(Name with { Settings = new Dictionary<string, string> { ["maximumLength"] = maximum } })));

    [Fact]
    public void NamesAndIdsAreUsedOnceWhateverTheCase()
    {
        Assert.Equal([$"{Second}.alias"], Errors(AForm.Asking(Name, AForm.Field("Navn"))));
        Assert.Equal([$"{Second}.id"], Errors(AForm.Asking(Name, AForm.Field("annet") with { Id = Name.Id })));
    }

    [Fact]
    public void AConditionRefersToAFieldOfTheForm() =>
        Assert.Equal([$"{Second}.condition.rules[0].field"], Errors(AForm.Asking(Name, AForm.Field("x") with { Condition = AForm.When("borte", FormOperator.Is, "1") })));

    [Fact]
    public void AConditionLooksBackOnly()
    {
        var condition = AForm.When("x", FormOperator.Is, "1");
        var asked = AForm.Field("x");

        Assert.Equal([$"{First}.condition.rules[0].field"], Errors(AForm.Asking(Name with { Condition = condition }, asked)));
        Assert.Equal([$"{First}.condition.rules[0].field"], Errors(AForm.Asking(asked with { Condition = condition })));
        Assert.Equal(["pages[0].fieldsets[0].condition.rules[0].field"], Errors(AForm.Of(AForm.Page() with { Fieldsets = [AForm.Group(asked) with { Condition = condition }] })));
        Assert.Equal(["pages[0].condition.rules[0].field"], Errors(AForm.Of(AForm.Page(asked) with { Condition = condition })));

        Assert.Empty(Errors(AForm.Asking(asked, Name with { Condition = condition })));
        Assert.Empty(Errors(AForm.Of(AForm.Page() with { Fieldsets = [AForm.Group(asked), AForm.Group(Name) with { Condition = condition }] })));
        Assert.Empty(Errors(AForm.Of(AForm.Page(asked), AForm.Page(Name) with { Condition = condition })));
    }

    [Fact]
    public void AConditionWithoutRulesIsAdviceAndAnErrorWhereItHidesForEver()
    {
        FormFault Fault(FormConditionAction then) => Assert.Single(FormCheck.Faults(AForm.Asking(Name with { Condition = new(then, FormConditionLogic.All, []) })));

        Assert.Equal(($"{First}.condition.rules", false), (Fault(FormConditionAction.Show).Place, Fault(FormConditionAction.Show).IsError));
        Assert.Equal(($"{First}.condition.rules", true), (Fault(FormConditionAction.Hide).Place, Fault(FormConditionAction.Hide).IsError));
    }

    [Fact]
    public void AConditionAsksForAnAnswerThatCanBeGiven()
    {
        var choice = AForm.Field("eier", FormFieldType.SingleChoice, "ja", "nei");
        string[] Asking(FormOperator asks, string? value) => Errors(AForm.Asking(choice, Name with { Condition = AForm.When("eier", asks, value) }));

        Assert.Equal([$"{Second}.condition.rules[0].value"], Asking(FormOperator.Is, "Ja"));
        Assert.Equal([$"{Second}.condition.rules[0].value"], Asking(FormOperator.IsNot, "kanskje"));
        Assert.Empty(Asking(FormOperator.Is, "ja"));
        Assert.Empty(Asking(FormOperator.Is, string.Empty));
        Assert.Empty(Asking(FormOperator.IsNot, null));
        Assert.Empty(Asking(FormOperator.StartsWith, "j"));
    }

    [Fact]
    public void TextsAreNotTooLongInAnyLanguage()
    {
        var tooLong = new string('å', 10_001);

        Assert.Single(Errors(Good with { MessageOnSubmit = tooLong }));
        Assert.Single(Errors(Good with { Translations = Words("nn-NO", ("Søknad", tooLong), ("Side", "Side"), (Name.Caption, "Kva er namn?")) }));
        Assert.Empty(Errors(Good with { MessageOnSubmit = tooLong[1..] }));
    }

    [Fact]
    public void AMissingTranslationIsAdviceAndAnUnknownLanguageAnError()
    {
        var faults = FormCheck.Faults(Good with { Translations = Words("nn-NO", ("Søknad", "Søknad"), ("Side", " ")) });

        Assert.Equal([("translations.nn-NO", false), ("translations.nn-NO", false)], faults.Select(fault => (fault.Place, fault.IsError)));
        Assert.Equal(["Mangler på nynorsk: «Side».", $"Mangler på nynorsk: «{Name.Caption}»."], faults.Select(fault => fault.Message.Nb));
        Assert.Equal(["translations.se-NO"], Errors(Good with { Translations = Words("se-NO") }));
    }

    [Fact]
    public void AFormIsReadAndCheckedAtOnce()
    {
        var (form, faults) = FormCheck.Read(FormJson.Write(Good with { Name = string.Empty }));

        Assert.Equal(Good.Id, form!.Id);
        Assert.Equal("name", Assert.Single(faults).Place);
    }

    [Theory]
    [InlineData("", "", "Linje 1")]
    [InlineData("null", "", "ikke et skjema")]
    [InlineData("[]", "", "Linje 1")]
    [InlineData("{\n \"id\": \"x\"\n}", "id", "Linje 2")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"name\":\"b\",\"pages\":[]}", "name", "Linje 1")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":null,\"pages\":[]}", "name", "Linje 1")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"pages\":[]}", "", "Linje 1")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[null]}", "pages[0]", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[null]}]}", "pages[0].fieldsets[0]", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[{\"id\":\"00000000-0000-0000-0000-000000000002\",\"columns\":[null]}]}]}", "pages[0].fieldsets[0].columns[0]", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[{\"id\":\"00000000-0000-0000-0000-000000000002\",\"columns\":[{\"fields\":[null]}]}]}]}", "pages[0].fieldsets[0].columns[0].fields[0]", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[],\"condition\":{\"actionType\":\"Show\",\"logicType\":\"All\",\"rules\":[null]}}]}", "pages[0].condition.rules[0]", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[],\"translations\":{\"nn-NO\":null}}", "translations.nn-NO", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[],\"translations\":{\"nn-NO\":{\"a\":null}}}", "translations.nn-NO", "null")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[],\"cssClass\":\"\\ud800\"}", "", "halvt tegn")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\\ud800\",\"pages\":[]}", "name", "Linje 1")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[],\"condition\":{\"actionType\":1,\"logicType\":\"All\",\"rules\":[]}}]}", "pages[0].condition.actionType", "Linje 1")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"pages\":[{\"fieldsets\":[],\"condition\":{\"actionType\":\"7\",\"logicType\":\"All\",\"rules\":[]}}]}", "pages[0].condition.actionType", "Linje 1")]
    public void WhatIsNoFormIsToldWithItsPlace(string json, string place, string message)
    {
        var (form, faults) = FormCheck.Read(json);

        var fault = Assert.Single(faults);
        Assert.Null(form);
        Assert.True(fault.IsError);
        Assert.Equal(place, fault.Place);
        Assert.Contains(message, fault.Message.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"name\": \"æøå\",,\n}", "Linje 2, tegn 17: Her er JSON-teksten ødelagt.")]
    [InlineData("{", "Linje 1, tegn 2: Her er JSON-teksten ødelagt.")]
    [InlineData("", "Linje 1, tegn 1: Her er JSON-teksten ødelagt.")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\"}", "«name» og «pages» mangler.")]
    [InlineData("{\"id\":7}", "«id» har en verdi som ikke kan stå her.")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":null,\"pages\":[]}", "«name» kan ikke være null.")]
    [InlineData("{\"id\":\"00000000-0000-0000-0000-000000000001\",\"name\":\"a\",\"name\":\"b\",\"pages\":[]}", "«name» står to ganger.")]
    public void WhatIsWrongWithAFileIsSaidInWordsAndWithItsLineAndCharacter(string json, string message)
    {
        var fault = Assert.Single(FormCheck.Read(json).Faults);

        Assert.Contains(message, fault.Message.Nb, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", fault.Message.Nb + fault.Message.Nn + fault.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoGroupsCannotHaveTheSameId()
    {
        var (one, other) = (AForm.Page(Name), AForm.Page(AForm.Field("by")));

        Assert.Equal(
            ["pages[1].fieldsets[0].id"],
            Errors(AForm.Of(one, other with { Fieldsets = [other.Fieldsets[0] with { Id = one.Fieldsets[0].Id }] })));
        Assert.Empty(Errors(AForm.Of(one, other)));
    }

    [Fact]
    public void AFormsNameIsNotLongerThanListsHaveRoomFor()
    {
        Assert.Empty(Errors(Good with { Name = new string('å', 200) }));
        Assert.Equal(["name"], Errors(Good with { Name = new string('å', 201) }));
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("half")]
    public void HalfACharacterIsAnErrorWhereverItIs(string half)
    {
        half = half == "half" ? "\ud800" : half;
        string[] forms =
        [
            """{"id":"00000000-0000-0000-0000-000000000001","name":"a","pages":[],"½":1}""",
            """{"id":"00000000-0000-0000-0000-000000000001","name":"a","pages":[],"x":{"y":["½"]}}""",
            """{"id":"00000000-0000-0000-0000-000000000001","name":"a","pages":[],"x":{"½":1}}""",
            """{"id":"00000000-0000-0000-0000-000000000001","name":"a","pages":[],"translations":{"nn-NO":{"½":"a"}}}""",
        ];

        Assert.All(forms, form => Assert.True(FormCheck.Read(form.Replace("½", half, StringComparison.Ordinal)) is { Form: null, Faults: [{ IsError: true }] }, form));
    }

    [Theory]
    [InlineData("{\"value\":null}", "preValues")]
    [InlineData("{\"caption\":\"Ja\"}", "preValues")]
    [InlineData("null", "preValues")]
    public void AChoiceWithoutAValueIsToldWithItsPlace(string preValue, string place)
    {
        var json = FormJson.Write(AForm.Asking(AForm.Field("a", FormFieldType.SingleChoice))).Replace("\"preValues\": []", $"\"preValues\": [{preValue}]", StringComparison.Ordinal);

        var fault = Assert.Single(FormCheck.Read(json).Faults);
        Assert.StartsWith($"{First}.{place}[0]", fault.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void AFormThatIsTooLargeIsNotRead()
    {
        var large = FormJson.Write(Good with { MessageOnSubmit = new string('å', 500_000) });

        Assert.True(large.Length < FormJson.MaxBytes);
        Assert.Null(FormCheck.Read(large).Form);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Words(string culture, params (string Text, string Said)[] words) =>
        new() { [culture] = words.ToDictionary(word => word.Text, word => word.Said) };

    private static string[] Errors(FormDefinition form) => [.. FormCheck.Faults(form).Where(fault => fault.IsError).Select(fault => fault.Place)];
}
