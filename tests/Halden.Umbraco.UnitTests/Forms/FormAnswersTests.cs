using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormAnswersTests
{
    private static readonly FormField Owns = AForm.Field("eier", FormFieldType.SingleChoice, "ja", "nei");
    private static readonly FormField Rent = AForm.Field("leie") with { Condition = AForm.When("eier", FormOperator.Is, "nei") };
    private static readonly FormField Landlord = AForm.Field("utleier") with { Condition = AForm.When("leie", FormOperator.IsNot, string.Empty) };

    [Fact]
    public void AnswersAreNormalisedByTheirFieldsType()
    {
        var form = AForm.Asking(AForm.Field("konto", FormFieldType.AccountNumber), AForm.Field("dato", FormFieldType.Date), AForm.Field("tlf", FormFieldType.Telephone), AForm.Field("navn"));

        Assert.Equal(
            ["konto=86011117947", "dato=2026-05-17", "tlf=+4769174500", "navn=Åse Øye"],
            form.Answers(("konto", "8601.11.17947"), ("dato", " 17.5.2026 "), ("tlf", "0047 69 17 45 00"), ("navn", "\tÅse Øye\n")).Told());
    }

    [Fact]
    public void AnswersAreKeptInTheOrderOfTheFormUnderItsOwnNames() =>
        Assert.Equal(["eier=nei", "leie=9000"], AForm.Asking(Owns, Rent).Answers(("LEIE", "9000"), ("Eier", "nei")).Told());

    [Fact]
    public void NamesThatAreNoQuestionsAreLeftOut()
    {
        var form = AForm.Asking(AForm.Field("navn"), AForm.Field("tekst", FormFieldType.TitleAndDescription), AForm.Field("ukjent") with { Type = new() { Id = AForm.IdOf("en ukjent type") } });

        Assert.Equal(["navn=Kari"], form.Answers(("navn", "Kari"), ("tekst", "x"), ("ukjent", "x"), ("__proto__", "x")).Told());
    }

    [Fact]
    public void EmptyAndRepeatedAnswersAreNoAnswers()
    {
        var form = AForm.Asking(AForm.Field("navn"), AForm.Field("dager", FormFieldType.MultipleChoice, "mandag", "tirsdag"), AForm.Field("enig", FormFieldType.Checkbox));

        Assert.Equal(["dager=mandag,tirsdag"], form.Answers(("navn", "  "), ("dager", "mandag"), ("dager", ""), ("dager", "tirsdag"), ("dager", "mandag "), ("enig", "nei")).Told());
    }

    [Fact]
    public void AHiddenFieldAnswersWhatTheFormSaysWhateverWasSent()
    {
        var hidden = AForm.Field("kilde", FormFieldType.Hidden) with { Settings = new Dictionary<string, string> { ["defaultValue"] = "nettsiden" } };

        Assert.Equal(["kilde=nettsiden"], AForm.Asking(hidden).Answers(("kilde", "en annen")).Told());
    }

    [Fact]
    public void WhatIsNotShownHasNoAnswer()
    {
        var answers = AForm.Asking(Owns, Rent).Answers(("eier", "ja"), ("leie", "9000"));

        Assert.False(answers.IsShown(Rent));
        Assert.Empty(answers.Of(Rent));
        Assert.Equal(["eier=ja"], answers.Told());
    }

    [Fact]
    public void WhatDependsOnSomethingHiddenIsHiddenToo()
    {
        var form = AForm.Asking(Owns, Rent, Landlord);

        Assert.Equal(["eier=nei", "leie=9000", "utleier=Ola"], form.Answers(("eier", "nei"), ("leie", "9000"), ("utleier", "Ola")).Told());
        Assert.Equal(["eier=ja"], form.Answers(("eier", "ja"), ("leie", "9000"), ("utleier", "Ola")).Told());
    }

    [Fact]
    public void APageAndAGroupHideTheirFields()
    {
        var group = AForm.Group(AForm.Field("iGruppe")) with { Condition = AForm.When("eier", FormOperator.Is, "ja") };
        var page = AForm.Page(AForm.Field("paSide")) with { Condition = AForm.When("eier", FormOperator.Is, "nei") };
        var form = AForm.Of(AForm.Page(Owns) with { Fieldsets = [AForm.Group(Owns), group] }, page);

        var owner = form.Answers(("eier", "ja"), ("iGruppe", "1"), ("paSide", "2"));
        var tenant = form.Answers(("eier", "nei"), ("iGruppe", "1"), ("paSide", "2"));

        Assert.Equal(["eier=ja", "iGruppe=1"], owner.Told());
        Assert.Equal((true, 1), (owner.IsShown(group), owner.Pages.Count()));
        Assert.Equal(["eier=nei", "paSide=2"], tenant.Told());
        Assert.Equal((false, 2), (tenant.IsShown(group), tenant.Pages.Count()));
    }

    [Fact]
    public void APageWithNothingToSeeIsSkipped()
    {
        var hidden = AForm.Field("kilde", FormFieldType.Hidden);
        var form = AForm.Of(AForm.Page(Owns), AForm.Page(Rent), AForm.Page(hidden), AForm.Page());

        Assert.Single(form.Answers(("eier", "ja")).Pages);
        Assert.Equal(2, form.Answers(("eier", "nei")).Pages.Count());
    }

    [Fact]
    public void ConditionsThatGoInACircleShowNothing()
    {
        var first = AForm.Field("a") with { Condition = AForm.When("b", FormOperator.Is, "1") };
        var second = AForm.Field("b") with { Condition = AForm.When("a", FormOperator.Is, "1") };

        Assert.Empty(AForm.Asking(first, second).Answers(("a", "1"), ("b", "1")).Told());
    }

    [Fact]
    public void AFormThatHasANameTwiceKeepsOneAnswer() =>
        Assert.Equal(["navn=Kari"], AForm.Asking(AForm.Field("navn"), AForm.Field("NAVN")).Answers(("navn", "Kari")).Told());
}
