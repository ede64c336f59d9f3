using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Forms;

/// <summary>What holds for every form, whatever is answered.</summary>
public class FormLaws
{
    [Fact]
    public void OnlyAnswersToWhatIsShownAreKept() => Law.HoldsFor(Cases(), one =>
    {
        var answers = one.Answers();
        var shown = one.Form().Fields.Where(answers.IsShown).Select(field => field.Alias).ToHashSet();

        Assert.All(answers.Kept.Keys, alias => Assert.Contains(alias, shown));
        Assert.All(one.Form().Fields.Where(field => !shown.Contains(field.Alias)), field => Assert.Empty(answers.Of(field)));
    });

    [Fact]
    public void WhatIsKeptIsReadAsItself() => Law.HoldsFor(Cases(), one =>
    {
        var answers = one.Answers();

        Assert.Equal(answers.Told(), FormAnswers.Read(answers.Form, answers.Kept).Told());
    });

    [Fact]
    public void AnAnswerTakenAwayFromSomethingHiddenChangesNothing() => Law.HoldsFor(Cases(), one =>
    {
        var answers = one.Answers();

        Assert.Equal(Shown(answers), Shown(FormAnswers.Read(answers.Form, answers.Kept)));
    });

    [Fact]
    public void WhatIsHiddenHasNoErrors() => Law.HoldsFor(Cases(), one =>
    {
        var answers = one.Answers();

        Assert.All(FormValidation.Errors(answers, answers.Form.Fields, Cultures.Bokmal), error => Assert.True(answers.IsShown(error.Field)));
    });

    [Fact]
    public void AFormIsReadAsItWasWritten() => Law.HoldsFor(Cases(), one =>
    {
        var form = one.Form();
        var read = FormJson.Read(FormJson.Write(form));

        Assert.Equal(form.ToCanonicalJson(), read.ToCanonicalJson());
        Assert.Equal(form.ToCanonicalJson(), FormJson.Read(form.ToCanonicalJson()).ToCanonicalJson());
    });

    [Fact]
    public void MadeFormsAreOfTheKindThatTheCheckLetsThrough() =>
        Law.HoldsFor(Cases(), one => Assert.DoesNotContain(FormCheck.Faults(one.Form()), fault => fault.IsError));

    [Fact]
    public void ConditionsBothShowAndHideInWhatIsMade()
    {
        var shown = new bool[2];
        Law.HoldsFor(Cases(), one =>
        {
            var answers = one.Answers();
            foreach (var field in answers.Form.Fields.Where(field => field.Condition is not null))
            {
                shown[answers.IsShown(field) ? 1 : 0] = true;
            }
        });

        Assert.Equal([true, true], shown);
    }

    private static string[] Shown(FormAnswers answers) => [.. answers.Form.Fields.Where(answers.IsShown).Select(field => field.Alias)];

    private static Arbitrary<MadeForm> Cases() => Arb.From(
        from fields in Gen.Choose(1, 8)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new MadeForm(fields, seed),
        made => Enumerable.Range(1, made.Fields - 1).Select(fewer => new MadeForm(fewer, made.Seed)));

    /// <summary>A form and answers to it that follow from two numbers; conditions look back, on fields, groups and pages.</summary>
    internal sealed record MadeForm(int Fields, int Seed)
    {
        private static readonly string[] Choices = ["ja", "nei", "kanskje"];
        private static readonly string[] Texts = ["ja", "nei", "Å – 😀 «x»", "7", "12", "\u2028\"\\<&", "2026-01-01", " ", string.Empty];
        private static readonly FormFieldType[] Types =
            [FormFieldType.SingleChoice, FormFieldType.MultipleChoice, FormFieldType.ShortAnswer, FormFieldType.Checkbox, FormFieldType.Date, FormFieldType.Hidden, FormFieldType.LongAnswer];

        public FormDefinition Form()
        {
            var chance = new Random(Seed);
            List<FormPage> pages = [];
            List<FormField> asked = [];
            while (asked.Count < Fields || asked.TrueForAll(field => field.FieldType == FormFieldType.Hidden))
            {
                var pageCondition = Condition(chance, asked);
                List<FormFieldset> groups = [];
                for (var groupsLeft = chance.Next(1, 3); groupsLeft > 0; groupsLeft--)
                {
                    var groupCondition = Condition(chance, asked);
                    List<FormField> fields = [];
                    for (var fieldsLeft = chance.Next(1, 4); fieldsLeft > 0; fieldsLeft--)
                    {
                        var type = Types[chance.Next(Types.Length)];
                        var field = AForm.Field($"f{asked.Count}", type, type.HasPreValues ? Choices : []) with
                        {
                            Caption = $"{Texts[chance.Next(7)]}?",
                            Required = chance.Next(2) == 0,
                            Condition = Condition(chance, asked),
                            Settings = type == FormFieldType.Hidden ? new Dictionary<string, string> { ["defaultValue"] = Texts[chance.Next(7)] } : new Dictionary<string, string>(),
                        };
                        fields.Add(field);
                        asked.Add(field);
                    }

                    groups.Add(AForm.Group([.. fields]) with { Condition = groupCondition });
                }

                pages.Add(new() { Caption = Texts[chance.Next(7)], Fieldsets = groups, Condition = pageCondition });
            }

            return AForm.Of([.. pages]);
        }

        public FormAnswers Answers()
        {
            var form = Form();
            var chance = new Random(Seed ^ 0x5eed);
            return form.Answers([.. form.Fields.SelectMany(field => Enumerable.Range(0, chance.Next(3)).Select(_ => (field.Alias, Answer(chance, field))))]);
        }

        private static string Answer(Random chance, FormField field) =>
            field.FieldType!.HasPreValues ? Choices[chance.Next(Choices.Length)] : field.FieldType == FormFieldType.Checkbox ? "on" : Texts[chance.Next(Texts.Length)];

        private static FormCondition? Condition(Random chance, List<FormField> asked)
        {
            if (asked.Count == 0 || chance.Next(3) != 0)
            {
                return null;
            }

            var operators = Enum.GetValues<FormOperator>();
            return new(
                chance.Next(3) == 0 ? FormConditionAction.Hide : FormConditionAction.Show,
                chance.Next(2) == 0 ? FormConditionLogic.All : FormConditionLogic.Any,
                [.. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => asked[chance.Next(asked.Count)]).Select(field => AForm.Rule(
                    field.Alias, operators[chance.Next(operators.Length)], field.FieldType!.HasPreValues ? Choices[chance.Next(Choices.Length)] : Texts[chance.Next(Texts.Length)]))]);
        }
    }
}
