using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Merge;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>What an import does to a field that has the municipality's own round the national text.</summary>
public class TakeoverTests
{
    private const string Field = "description";
    private const string National = "<p>Søk innen 1. mars.</p>";
    private static readonly Supplement Around = new("<p>I Halden gjelder dette:</p>", "<p>Ring 69 17 45 00.</p>");

    [Fact]
    public void ANationalChangeFlowsInBetweenTheSupplements()
    {
        var takeover = Decide("<h3>Nytt</h3><p>Søk innen 1. april.</p>", Composed(National, Around));

        Assert.Equal("<p>I Halden gjelder dette:</p><h3>Nytt</h3><p>Søk innen 1. april.</p><p>Ring 69 17 45 00.</p>", takeover.Taken[Field]);
        Assert.Equal(Around, takeover.State.Supplements[Field]);
        Assert.Empty(takeover.Kept);
    }

    [Fact]
    public void WithoutItTheSameChangeWouldWaitForAPerson()
    {
        var local = Composed(National, Around);
        var newer = $"{National}<p>Ring oss.</p>";

        Assert.Equal([Field], Takeover.Decide(Description(newer), State(Supplement.None), _ => local, [Field]).Kept);
        Assert.Empty(Decide(newer, local).Kept);
    }

    [Fact]
    public void WhatAnEditorMadeOfTheSupplementInUmbracosOwnEditorStands()
    {
        var takeover = Decide("<p>Søk innen 1. april.</p>", $"{National}<p>Ring 69 17 45 01.</p><ul><li>Eller kom innom</li></ul>");

        Assert.Equal("<p>Søk innen 1. april.</p><p>Ring 69 17 45 01.</p><ul><li>Eller kom innom</li></ul>", takeover.Taken[Field]);
        Assert.Equal(new Supplement(string.Empty, "<p>Ring 69 17 45 01.</p><ul><li>Eller kom innom</li></ul>"), takeover.State.Supplements[Field]);
    }

    [Fact]
    public void WhereTheNationalTextItselfWasEditedTheTextIsMergedAndTheSupplementIsOrdinaryText()
    {
        var takeover = Decide("<p>Søk innen 1. april.</p>", "<p>Søk innen 15. februar.</p><p>Ring 69 17 45 00.</p>");

        Assert.Equal([Field], takeover.Kept);
        Assert.Empty(takeover.Taken);
        Assert.Empty(takeover.State.Supplements);
    }

    [Fact]
    public void ASupplementThatAnEditorTookOutIsForgotten()
    {
        var takeover = Decide("<p>Søk innen 1. april.</p>", National);

        Assert.Equal("<p>Søk innen 1. april.</p>", takeover.Taken[Field]);
        Assert.Empty(takeover.State.Supplements);
    }

    [Fact]
    public void ASupplementKeepsItsPlaceWhileThereIsNoNationalText()
    {
        var gone = Decide(string.Empty, Composed(National, Around));
        var back = Takeover.Decide(Description("<p>Ny.</p>"), gone.State, _ => gone.Taken[Field], [Field]);

        Assert.Equal(Around.Before + Around.After, gone.Taken[Field]);
        Assert.Equal(Composed("<p>Ny.</p>", Around), back.Taken[Field]);
    }

    [Fact]
    public void ARunThatWasKilledAfterSavingIsDoneToItsEnd()
    {
        var newer = $"<p>Søk innen 1. april.</p>{Around.After}";
        var takeover = Decide(newer, Composed(newer, Around));

        Assert.Empty(takeover.Taken);
        Assert.Equal((newer, Around), (takeover.State.Base[Field], takeover.State.Supplements[Field]));
    }

    [Fact]
    public void WhatWouldBecomeTooLongWaitsAndLosesNothing()
    {
        var local = Composed(National, Around);
        var takeover = Decide($"<p>{new string('a', FieldKind.Html.MaxLength - 10)}</p>", local);

        Assert.Equal([Field], takeover.Kept);
        Assert.Empty(takeover.Taken);
        Assert.Equal(Around, takeover.State.Supplements[Field]);
    }

    [Fact]
    public void AFieldThatCouldNotBeReadKeepsItsSupplement() => Assert.Equal(
        Around,
        Takeover.Decide(Description("<p>?</p>") with { LeftOut = [Field] }, State(Around), _ => Composed(National, Around), [Field]).State.Supplements[Field]);

    [Fact]
    public void ANationalChangeNeverWaitsAndLosesNeitherSupplementNorNationalText() => Law.HoldsFor(Supplemented(), scenario =>
    {
        var takeover = Takeover.Decide(Description(scenario.Newer), scenario.State, _ => scenario.Local, [Field]);
        var value = takeover.Taken.GetValueOrDefault(Field, scenario.Local);

        Assert.Empty(takeover.Kept);
        Assert.Equal(scenario.Around.Before + scenario.Newer + scenario.Around.After, value);
        Assert.Equal(scenario.Newer, takeover.State.Base[Field]);
    });

    [Fact]
    public void TakingTheSupplementAwayGivesTheNationalTextExactly() => Law.HoldsFor(Supplemented(), scenario =>
    {
        var takeover = Takeover.Decide(Description(scenario.Newer), scenario.State, _ => scenario.Local, [Field]);

        Assert.Equal(scenario.Newer, Supplement.Compose(FieldKind.Html, takeover.State.Base[Field], Supplement.None));
    });

    [Fact]
    public void TakingOverAgainChangesNothing() => Law.HoldsFor(Supplemented(), scenario =>
    {
        var first = Takeover.Decide(Description(scenario.Newer), scenario.State, _ => scenario.Local, [Field]);
        var value = first.Taken.GetValueOrDefault(Field, scenario.Local);
        var second = Takeover.Decide(Description(scenario.Newer), first.State, _ => value, [Field]);

        Assert.Empty(second.Taken);
        Assert.Equal(first.State.Supplements, second.State.Supplements);
        Assert.Equal(first.State.Base.ToJson(), second.State.Base.ToJson());
    });

    [Fact]
    public void TheSupplementStaysWhereItWasThroughAnyNumberOfNationalTexts() => Law.HoldsFor(Supplemented(), scenario =>
    {
        var (state, local) = (scenario.State, scenario.Local);
        foreach (var national in new[] { scenario.Newer, string.Empty, scenario.Base, scenario.Newer })
        {
            var takeover = Takeover.Decide(Description(national), state, _ => local, [Field]);
            (state, local) = (takeover.State, takeover.Taken.GetValueOrDefault(Field, local));
            Assert.Equal(scenario.Around.Before + national + scenario.Around.After, local);
        }
    });

    private static string Composed(string national, Supplement supplement) => Supplement.Compose(FieldKind.Html, national, supplement);

    private static Takeover Decide(string national, string local) => Takeover.Decide(Description(national), State(Around), _ => local, [Field]);

    private static FollowState State(Supplement supplement) =>
        FollowState.None.With(Field, supplement) with { Base = new FieldValues([KeyValuePair.Create(Field, National)]) };

    private static NationalDescription Description(string text) => new(
        1, "1", Cultures.Bokmal, null, new FieldValues([KeyValuePair.Create("title", "T"), KeyValuePair.Create(Field, text)]), null, [], []);

    /// <summary>A national text, what the municipality has round it, and what the catalogue makes of it; the supplements are texts of the same make, so that they look like it.</summary>
    private static Arbitrary<SupplementedScenario> Supplemented() => Arb.From(
        from texts in Texts.Any().Generator
        from other in Texts.Any().Generator
        from place in Gen.Choose(0, 2)
        let around = new Supplement(place == 0 ? string.Empty : other.Texts.BaseHtml, place == 1 ? string.Empty : other.Texts.LocalHtml)
        select new SupplementedScenario(texts.Texts.BaseHtml, texts.Texts.NationalHtml, around.IsEmpty ? new Supplement("<p>Vårt.</p>", string.Empty) : around));

    private sealed record SupplementedScenario(string Base, string Newer, Supplement Around)
    {
        public string Local => Composed(Base, Around);

        public FollowState State => FollowState.None.With(Field, Around) with { Base = new FieldValues([KeyValuePair.Create(Field, Base)]) };
    }
}
