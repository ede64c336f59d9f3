using Halden.Umbraco.Forms;
using static Halden.Umbraco.Forms.FormOperator;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormConditionTests
{
    [Theory]
    [InlineData(Is, "Piano", "Piano", true)]
    [InlineData(Is, "piano", "Piano", false)]
    [InlineData(IsNot, "piano", "Piano", true)]
    [InlineData(IsNot, "Piano", "Piano", false)]
    [InlineData(Contains, "Flygel og piano", "piano", true)]
    [InlineData(Contains, "Flygel og Piano", "piano", false)]
    [InlineData(ContainsIgnoreCase, "Flygel og Piano", "piano", true)]
    [InlineData(ContainsIgnoreCase, "Flygel", "piano", false)]
    [InlineData(StartsWith, "Piano og sang", "Piano", true)]
    [InlineData(StartsWith, "piano og sang", "Piano", false)]
    [InlineData(StartsWithIgnoreCase, "piano og sang", "Piano", true)]
    [InlineData(StartsWithIgnoreCase, "Sang og piano", "Piano", false)]
    [InlineData(EndsWith, "Sang og piano", "piano", true)]
    [InlineData(EndsWith, "Sang og Piano", "piano", false)]
    [InlineData(EndsWithIgnoreCase, "Sang og Piano", "piano", true)]
    [InlineData(EndsWithIgnoreCase, "Piano og sang", "piano", false)]
    [InlineData(NotContains, "Flygel", "piano", true)]
    [InlineData(NotContains, "Flygel og piano", "piano", false)]
    [InlineData(NotContainsIgnoreCase, "Flygel", "piano", true)]
    [InlineData(NotContainsIgnoreCase, "Flygel og Piano", "piano", false)]
    [InlineData(NotStartsWith, "piano", "Piano", true)]
    [InlineData(NotStartsWith, "Piano", "Piano", false)]
    [InlineData(NotStartsWithIgnoreCase, "Sang", "Piano", true)]
    [InlineData(NotStartsWithIgnoreCase, "piano", "Piano", false)]
    [InlineData(NotEndsWith, "Piano", "piano", true)]
    [InlineData(NotEndsWith, "piano", "piano", false)]
    [InlineData(NotEndsWithIgnoreCase, "Sang", "piano", true)]
    [InlineData(NotEndsWithIgnoreCase, "Piano", "piano", false)]
    [InlineData(GreaterThen, "10", "9", true)]
    [InlineData(GreaterThen, "9", "9", false)]
    [InlineData(GreaterThen, "9,5", "9.4", true)]
    [InlineData(LessThen, "9", "10", true)]
    [InlineData(LessThen, "10", "9", false)]
    [InlineData(LessThen, "-1", "0", true)]
    [InlineData(GreaterThen, "2026-10-01", "2026-09-30", true)]
    [InlineData(LessThen, "2026-10-01", "2026-09-30", false)]
    public void ARuleHoldsAsItsOperatorSays(FormOperator asks, string answer, string value, bool holds) =>
        Assert.Equal(holds, AForm.Rule("a", asks, value).Holds([answer]));

    [Fact]
    public void EveryOperatorIsTried()
    {
        var tried = typeof(FormConditionTests).GetMethod(nameof(ARuleHoldsAsItsOperatorSays))!.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(InlineDataAttribute))
            .Select(data => (FormOperator)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)[0].Value!);

        Assert.Empty(Enum.GetValues<FormOperator>().Except(tried));
    }

    [Theory]
    [InlineData(Is, "", true)]
    [InlineData(Is, null, true)]
    [InlineData(Is, "x", false)]
    [InlineData(IsNot, "x", true)]
    [InlineData(IsNot, "", false)]
    [InlineData(Contains, "x", false)]
    [InlineData(NotContains, "x", true)]
    [InlineData(GreaterThen, "0", false)]
    [InlineData(LessThen, "0", false)]
    public void AFieldWithoutAnAnswerHasTheEmptyText(FormOperator asks, string? value, bool holds) =>
        Assert.Equal(holds, AForm.Rule("a", asks, value).Holds([]));

    [Theory]
    [InlineData(Is, "mandag", true)]
    [InlineData(IsNot, "mandag", false)]
    [InlineData(IsNot, "onsdag", true)]
    [InlineData(StartsWith, "tirs", true)]
    [InlineData(NotStartsWith, "tirs", false)]
    public void OfSeveralAnswersOneMustHoldAndForANegativeOperatorAll(FormOperator asks, string value, bool holds) =>
        Assert.Equal(holds, AForm.Rule("a", asks, value).Holds(["mandag", "tirsdag"]));

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("true", "True", true)]
    [InlineData("on", "true", true)]
    [InlineData("", "true", false)]
    [InlineData("", "false", true)]
    [InlineData("", "False", true)]
    [InlineData("true", "false", false)]
    [InlineData("false", "false", true)]
    [InlineData("ja", "true", false)]
    [InlineData("ja", "false", false)]
    public void ABoxIsTickedOrNotWhateverTrueIsCalled(string answer, string value, bool isIt) =>
        Assert.Equal((isIt, !isIt), (AForm.Rule("a", Is, value).Holds([answer]), AForm.Rule("a", IsNot, value).Holds([answer])));

    [Theory]
    [InlineData(FormConditionAction.Show, FormConditionLogic.All, "ja", "ja", true)]
    [InlineData(FormConditionAction.Show, FormConditionLogic.All, "ja", "nei", false)]
    [InlineData(FormConditionAction.Show, FormConditionLogic.Any, "ja", "nei", true)]
    [InlineData(FormConditionAction.Show, FormConditionLogic.Any, "nei", "nei", false)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.All, "ja", "ja", false)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.All, "ja", "nei", true)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.Any, "ja", "nei", false)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.Any, "nei", "nei", true)]
    public void RulesGoTogetherAsTheConditionSays(FormConditionAction then, FormConditionLogic logic, string first, string second, bool shows)
    {
        var condition = new FormCondition(then, logic, [AForm.Rule("a", Is, "ja"), AForm.Rule("b", Is, "ja")]);

        Assert.Equal(shows, condition.Shows(id => [id == AForm.IdOf("a") ? first : second]));
    }

    [Theory]
    [InlineData(FormConditionAction.Show, FormConditionLogic.All, true)]
    [InlineData(FormConditionAction.Show, FormConditionLogic.Any, true)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.All, false)]
    [InlineData(FormConditionAction.Hide, FormConditionLogic.Any, false)]
    public void AConditionWithoutRulesAlwaysHolds(FormConditionAction then, FormConditionLogic logic, bool shows) =>
        Assert.Equal(shows, new FormCondition(then, logic, []).Shows(_ => []));
}
