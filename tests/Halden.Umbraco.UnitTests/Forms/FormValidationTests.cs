using System.Diagnostics;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormValidationTests
{
    private static readonly FormField Name = AForm.Field("navn") with { Caption = "Navn", Required = true };

    [Fact]
    public void WhatIsRightHasNoErrors() => Assert.Empty(Errors(Name, ("navn", "Kari")));

    [Theory]
    [InlineData("shortAnswer", "Svar på «Hva er x?».")]
    [InlineData("singleChoice", "Velg et svar på «Hva er x?».")]
    [InlineData("multipleChoice", "Velg et svar på «Hva er x?».")]
    [InlineData("checkbox", "Kryss av for «Hva er x?».")]
    [InlineData("dataConsent", "Kryss av for «Hva er x?».")]
    [InlineData("fileUpload", "Legg ved «Hva er x?».")]
    public void WhatIsRequiredAndMissingIsToldByItsKind(string type, string message)
    {
        var field = AForm.Field("x", FormFieldType.All.Single(one => one.Alias == type), "a") with { Required = true };

        Assert.Equal([message], Errors(field));
        Assert.Empty(Errors(field with { Required = false }));
    }

    [Theory]
    [InlineData(Cultures.Bokmal, "Svar på «Navn».")]
    [InlineData(Cultures.English, "Answer “Navn”.")]
    public void TheUsualWordsAreInTheLanguageAskedFor(string culture, string message) => Assert.Equal([message], ErrorsIn(culture, Name));

    [Fact]
    public void TheFormsOwnMessagesComeFirst()
    {
        var own = Name with { RequiredErrorMessage = "Skriv hva du heter.", Pattern = "[A-ZÆØÅ].*", PatternInvalidErrorMessage = "Begynn med stor bokstav." };

        Assert.Equal(["Skriv hva du heter."], Errors(own));
        Assert.Equal(["Begynn med stor bokstav."], Errors(own, ("navn", "kari")));
        Assert.Equal(["Svar på «Navn»."], Errors(own with { RequiredErrorMessage = " " }));
        Assert.Equal(["Svaret på «Navn» er ikke skrevet slik det skal."], Errors(own with { PatternInvalidErrorMessage = null }, ("navn", "kari")));
    }

    [Fact]
    public void WhatIsHiddenIsNotRequired()
    {
        var form = AForm.Asking(AForm.Field("eier"), Name with { Condition = AForm.When("eier", FormOperator.Is, "ja") });

        Assert.Empty(FormValidation.Errors(form.Answers(("eier", "nei")), form.Fields, Cultures.Bokmal));
        Assert.Single(FormValidation.Errors(form.Answers(("eier", "ja")), form.Fields, Cultures.Bokmal));
    }

    [Theory]
    [InlineData(null, 500)]
    [InlineData("10", 10)]
    [InlineData("9999", 500)]
    [InlineData("0", 500)]
    [InlineData("mange", 500)]
    public void AnAnswerIsNotLongerThanTheFormAndTheTypeAllow(string? asked, int longest)
    {
        var field = asked is null ? Name : Name with { Settings = new Dictionary<string, string> { ["maximumLength"] = asked } };

        Assert.Empty(Errors(field, ("navn", new string('å', longest))));
        Assert.Equal([$"Svaret på «Navn» er for langt. Det kan ha {longest} tegn."], Errors(field, ("navn", new string('å', longest + 1))));
    }

    [Fact]
    public void OnlyWhatIsListedCanBeChosen()
    {
        var field = AForm.Field("dag", FormFieldType.Dropdown, "mandag", " tirsdag ");

        Assert.Empty(Errors(field, ("dag", "mandag")));
        Assert.Empty(Errors(field, ("dag", " tirsdag ")));
        Assert.Equal(["Velg et av svarene som står under «Hva er dag?»."], Errors(field, ("dag", "søndag")));
        Assert.Equal(["Velg et av svarene som står under «Hva er dag?»."], Errors(field, ("dag", "Mandag")));
    }

    [Fact]
    public void OnlySomeKindsTakeSeveralAnswers()
    {
        Assert.Equal(["Gi bare ett svar på «Hva er dag?»."], Errors(AForm.Field("dag", FormFieldType.SingleChoice, "mandag", "tirsdag"), ("dag", "mandag"), ("dag", "tirsdag")));
        Assert.Empty(Errors(AForm.Field("dag", FormFieldType.MultipleChoice, "mandag", "tirsdag"), ("dag", "mandag"), ("dag", "tirsdag")));
        Assert.Single(Errors(AForm.Field("dag", FormFieldType.MultipleChoice, "mandag", "tirsdag"), ("dag", "mandag"), ("dag", "søndag")));
    }

    [Theory]
    [InlineData("12", true)]
    [InlineData("12a", false)]
    [InlineData("a12", false)]
    [InlineData("12\n13", false)]
    public void APatternIsForTheWholeAnswer(string answer, bool isRight) =>
        Assert.Equal(isRight, Errors(AForm.Field("tall", FormFieldType.LongAnswer) with { Pattern = "[0-9]+|x" }, ("tall", answer)).Length == 0);

    [Fact]
    public void WhatTheTypeSaysComesBeforeThePattern() => Assert.Equal(
        ["Skriv et postnummer med fire sifre."],
        Errors(AForm.Field("post", FormFieldType.Postcode) with { Pattern = "17[0-9]{2}", PatternInvalidErrorMessage = "Bare i Halden." }, ("post", "17")));

    [Theory]
    [InlineData("(a+)+b")]
    [InlineData("(")]
    public void APatternThatIsTooSlowOrNoneLetsNothingThroughAndHoldsNobodyUp(string pattern)
    {
        var clock = Stopwatch.StartNew();

        Assert.Single(Errors(AForm.Field("a") with { Pattern = pattern }, ("a", new string('a', 100))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void ErrorsAreInTheOrderOfTheFieldsOneForEach()
    {
        var form = AForm.Asking(Name, AForm.Field("post", FormFieldType.Postcode) with { Pattern = "x" }, AForm.Field("tekst", FormFieldType.RichText) with { Required = true });

        Assert.Equal(["navn", "post"], FormValidation.Errors(form.Answers(("post", "1")), form.Fields, Cultures.Bokmal).Select(error => error.Field.Alias));
    }

    private static string[] Errors(FormField field, params (string Alias, string Answer)[] given) => ErrorsIn(Cultures.Bokmal, field, given);

    private static string[] ErrorsIn(string culture, FormField field, params (string Alias, string Answer)[] given)
    {
        var form = AForm.Asking(field);
        return [.. FormValidation.Errors(form.Answers(given), form.Fields, culture).Select(error => error.Message)];
    }
}
