using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

/// <summary>What holds for every merge of HTML, whoever wrote the texts.</summary>
public class ThreeWayMergeLaws
{
    [Fact]
    public void AnUnchangedSideGivesTheOther() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var texts = scenario.Texts;
        AssertAll(texts.NationalHtml, Merge(texts.BaseHtml, texts.BaseHtml, texts.NationalHtml));
        AssertAll(texts.LocalHtml, Merge(texts.BaseHtml, texts.LocalHtml, texts.BaseHtml));
    });

    [Fact]
    public void TheSameChangeOnBothSidesIsTakenOnce() => Law.HoldsFor(Texts.Any(), scenario =>
        AssertAll(scenario.Texts.LocalHtml, Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.LocalHtml)));

    [Fact]
    public void EditsOfDifferentPartsAreBothMadeInAnyOrder() => Law.HoldsFor(Texts.Apart(), scenario =>
        AssertBothMade(scenario.Texts));

    [Fact]
    public void EditsOfDifferentSentencesAreBothMadeInAnyOrder() => Law.HoldsFor(Texts.SentencesApart(), scenario =>
        AssertBothMade(scenario.Texts));

    [Fact]
    public void SwappingTheSidesSwapsThemInTheResult() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var one = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);
        var other = Merge(scenario.Texts.BaseHtml, scenario.Texts.NationalHtml, scenario.Texts.LocalHtml);

        Assert.Equal(
            one.Regions.Select(region => (region.Origin, region.Base, region.Local, region.National, Merged: region.ConflictId is null ? region.Merged : null)),
            other.Regions.Select(region => (Swapped(region.Origin), region.Base, region.National, region.Local, region.ConflictId is null ? region.Merged : null)));
        Assert.Equal(
            one.Conflicts.Select(conflict => (conflict.Base, conflict.Local, conflict.National)),
            other.Conflicts.Select(conflict => (conflict.Base, conflict.National, conflict.Local)));
        Assert.Equal(Choose(one, MergeChoice.National), other.Value);
    });

    [Fact]
    public void MergingTheResultAgainGivesTheResult() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var merged = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml).Value;

        Assert.Equal(merged, Merge(scenario.Texts.BaseHtml, merged, scenario.Texts.NationalHtml).Value);
    });

    [Fact]
    public void AfterTakingOverNothingIsLeftToMerge() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var merged = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml).Value;

        AssertAll(merged, Merge(scenario.Texts.NationalHtml, merged, scenario.Texts.NationalHtml));
    });

    [Fact]
    public void NoAddedSentenceDisappears() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var result = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);
        foreach (var added in scenario.Texts.Local.Sentences.Except(scenario.Texts.Base.Sentences))
        {
            Assert.Contains(added, result.Value);
        }

        foreach (var added in scenario.Texts.National.Sentences.Except(scenario.Texts.Base.Sentences))
        {
            Assert.True(result.Value.Contains(added, StringComparison.Ordinal) || result.Conflicts.Any(conflict => conflict.National.Contains(added, StringComparison.Ordinal)), added);
        }

        // A sentence that stood twice may have been changed in one place by the one side and in the other by the other.
        var once = scenario.Texts.Base.Sentences.GroupBy(sentence => sentence).Where(same => same.Count() == 1).Select(same => same.Key);
        foreach (var kept in once.Intersect(scenario.Texts.Local.Sentences).Intersect(scenario.Texts.National.Sentences))
        {
            Assert.Contains(kept, result.Value);
        }
    });

    [Fact]
    public void ASentenceThatOneSideDeletedAndTheOtherLeftIsGone() => Law.HoldsFor(Texts.Plain(), scenario =>
    {
        var result = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);
        var everywhere = scenario.Texts.Local.Sentences.Intersect(scenario.Texts.National.Sentences).ToHashSet();
        foreach (var deleted in scenario.Texts.Base.Sentences.Where(sentence => !everywhere.Contains(sentence)))
        {
            Assert.True(
                !result.Value.Contains(deleted, StringComparison.Ordinal) || result.Conflicts.Any(conflict => conflict.Local.Contains(deleted, StringComparison.Ordinal)),
                deleted);
        }
    });

    [Fact]
    public void ASentenceThatOneSideDeletedAndTheOtherChangedIsAConflict() => Law.HoldsFor(Texts.DeletedAndChanged(), scenario =>
    {
        var result = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);

        var conflict = Assert.Single(result.Conflicts, conflict => (conflict.Local + conflict.National).Contains(scenario.Changed, StringComparison.Ordinal));
        Assert.Contains(scenario.Deleted, conflict.Base);
    });

    [Fact]
    public void AChosenSideStandsInTheValueAndNoOtherPartChanges() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var result = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);
        var both = Choose(result, MergeChoice.LocalThenNational);

        Assert.Equal(result.Value, Choose(result, MergeChoice.Local));
        Assert.All(
            scenario.Texts.Local.Sentences.Concat(scenario.Texts.National.Sentences).Except(scenario.Texts.Base.Sentences),
            sentence => Assert.Contains(sentence, both));
        Assert.Equal(
            Choose(result, MergeChoice.National),
            ThreeWayMerge.Resolve(result, result.Conflicts.ToDictionary(each => each.Id, each => MergeChoice.Edited(each.National))).Value);
    });

    [Fact]
    public void TheValueIsCleanWhateverIsChosen() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var result = Merge(scenario.Texts.BaseHtml, scenario.Texts.LocalHtml, scenario.Texts.NationalHtml);

        foreach (var value in new[] { result.Value, Choose(result, MergeChoice.National), Choose(result, MergeChoice.NationalThenLocal) })
        {
            Assert.Equal(HtmlCleaner.Clean(value), value);
        }
    });

    [Fact]
    public void HowATextIsWrittenIsNoEdit() => Law.HoldsFor(Texts.Any(), scenario =>
    {
        var texts = scenario.Texts;
        var rewritten = Rewritten(texts.LocalHtml, scenario.Texts.Handwriting());

        Assert.True(HtmlBlocks.IsCosmetic(texts.LocalHtml, rewritten), rewritten);
        Assert.Equal(Merge(texts.BaseHtml, texts.LocalHtml, texts.NationalHtml).Value, Merge(texts.BaseHtml, rewritten, texts.NationalHtml).Value);
        Assert.All(Merge(texts.LocalHtml, rewritten, texts.LocalHtml).Regions, region => Assert.Equal(MergeOrigin.Unchanged, region.Origin));
    });

    /// <summary>The same text in another hand.</summary>
    internal static string Rewritten(string html, Random random)
    {
        string Maybe(string text, string from, string to) => random.Next(2) == 0 ? text.Replace(from, to, StringComparison.Ordinal) : text;
        html = Maybe(html, "<p>", "<p>\r\n\t ");
        html = Maybe(html, "</p>", " </p>\r\n");
        html = Maybe(html, "<li>", "\n  <li class=\"punkt\">");
        html = Maybe(html, "</li>", "</li>\n");
        html = Maybe(html, "å", "&aring;");
        html = Maybe(html, "ø", "&#248;");
        html = random.Next(2) == 0
            ? html.Replace("<strong>", "<b style=\"color:red\">", StringComparison.Ordinal).Replace("</strong>", "</b>", StringComparison.Ordinal)
            : html;
        html = Maybe(html, " href=", " target=\"_blank\" href=");
        html = Maybe(html, "<table>", "<table border=\"1\">");
        html = Maybe(html, "<blockquote>", "<blockquote>\n<div>");
        return Maybe(html, " ", "  ");
    }

    private static MergeResult Merge(string before, string local, string national) => ThreeWayMerge.Merge(FieldKind.Html, before, local, national);

    private static string Choose(MergeResult result, MergeChoice choice) =>
        ThreeWayMerge.Resolve(result, result.Conflicts.ToDictionary(conflict => conflict.Id, _ => choice)).Value;

    private static void AssertAll(string expected, MergeResult result)
    {
        Assert.Equal(expected, result.Value);
        Assert.Empty(result.Conflicts);
    }

    private static void AssertBothMade(Scenario texts)
    {
        var result = Merge(texts.BaseHtml, texts.LocalHtml, texts.NationalHtml);

        AssertAll(AnEdit.All(texts.Base, texts.LocalEdits.Concat(texts.NationalEdits)).Html, result);
        AssertAll(AnEdit.All(texts.Base, texts.NationalEdits.Concat(texts.LocalEdits)).Html, result);
    }

    private static MergeOrigin Swapped(MergeOrigin origin) => origin switch
    {
        MergeOrigin.FromLocal => MergeOrigin.FromNational,
        MergeOrigin.FromNational => MergeOrigin.FromLocal,
        _ => origin,
    };
}
