using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormTranslationTests
{
    private static readonly FormDefinition Whole = new()
    {
        Id = AForm.IdOf("skjema"),
        Name = "skjemaets navn",
        SubmitLabel = "knapp",
        MessageOnSubmit = "takk",
        Pages =
        [
            new()
            {
                Caption = "side",
                Fieldsets =
                [
                    new()
                    {
                        Id = AForm.IdOf("gruppe"),
                        Caption = "gruppe",
                        Columns =
                        [
                            new()
                            {
                                Caption = "kolonne",
                                Fields =
                                [
                                    AForm.Field("a", FormFieldType.SingleChoice) with
                                    {
                                        Caption = "spørsmål", HelpText = "hjelp", RequiredErrorMessage = "mangler", Pattern = "mønster", PatternInvalidErrorMessage = "feil",
                                        PreValues = [new("verdi", "valg"), new("uten tekst", null)],
                                    },
                                    AForm.Field("b", FormFieldType.TitleAndDescription) with { Caption = "overskrift", Settings = new Dictionary<string, string> { ["bodyText"] = "brødtekst", ["annet"] = "annet" } },
                                    AForm.Field("c", FormFieldType.RichText) with { Caption = string.Empty },
                                    AForm.Field("d", FormFieldType.Hidden) with { Caption = "skjult" },
                                    AForm.Field("e") with { Caption = "hjelp" },
                                ],
                            },
                        ],
                    },
                ],
            },
        ],
    };

    [Fact]
    public void EveryTextThatACitizenReadsIsThereOnceInTheOrderOfTheForm() => Assert.Equal(
        ["skjemaets navn", "knapp", "takk", "side", "gruppe", "kolonne", "spørsmål", "hjelp", "mangler", "feil", "valg", "uten tekst", "overskrift", "brødtekst"],
        FormTranslation.TextsOf(Whole));

    [Fact]
    public void AFormSaysEverythingInAnotherLanguage()
    {
        var texts = FormTranslation.TextsOf(Whole);
        var form = In(texts.ToDictionary(text => text, text => $"nn {text}"));

        Assert.Equal(texts.Select(text => $"nn {text}"), FormTranslation.TextsOf(form));
    }

    [Fact]
    public void WhatIsNoTextStaysAsItIs()
    {
        var form = In(FormTranslation.TextsOf(Whole).Concat(["verdi", "a", "mønster", "annet", "skjult"]).ToDictionary(text => text, text => $"nn {text}"));

        Assert.Equal(Whole.Fields.Select(field => (field.Id, field.Alias, field.Pattern)), form.Fields.Select(field => (field.Id, field.Alias, field.Pattern)));
        Assert.Equal(["verdi", "uten tekst"], form.Fields.First().PreValues.Select(value => value.Value));
        Assert.Equal("annet", form.Fields.ElementAt(1).Settings["annet"]);
        Assert.Equal("skjult", form.Fields.ElementAt(3).Caption);
    }

    [Fact]
    public void WhatHasNoTranslationStaysInBokmal()
    {
        var form = In(new() { ["side"] = "sida", ["gruppe"] = " " });

        Assert.Equal(("sida", "gruppe", "takk"), (form.Pages[0].Caption, form.Pages[0].Fieldsets[0].Caption, form.MessageOnSubmit));
        Assert.Same(Whole, Whole.In(Cultures.NewNorwegian));
    }

    [Fact]
    public void BokmalComesFirstAmongItsLanguages()
    {
        var words = new Dictionary<string, string>();

        Assert.Equal(["nb-NO"], Whole.Cultures);
        Assert.Equal(["nb-NO", "en-US", "nn-NO"], (Whole with { Translations = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["en-US"] = words, ["nb-NO"] = words, ["nn-NO"] = words } }).Cultures);
    }

    private static FormDefinition In(Dictionary<string, string> words) =>
        (Whole with { Translations = new Dictionary<string, IReadOnlyDictionary<string, string>> { [Cultures.NewNorwegian] = words } }).In(Cultures.NewNorwegian);
}
