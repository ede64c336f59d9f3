using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class FieldDecisionTests
{
    [Theory]
    [InlineData("a", "a", "a", "NothingNew")]
    [InlineData("a", "x", "a", "NothingNew")]
    [InlineData("a", "", "a", "NothingNew")]
    [InlineData("a", "a", "b", "Take")]
    [InlineData("a", "a", "", "Take")]
    [InlineData("", "", "b", "Take")]
    [InlineData("a", "b", "b", "Agrees")]
    [InlineData("a", "", "", "Agrees")]
    [InlineData("a", "x", "b", "Keep")]
    [InlineData("a", "x", "", "Keep")]
    [InlineData("a", "", "b", "Keep")]
    [InlineData("", "x", "b", "Keep")]
    [InlineData("", "x", "", "NothingNew")]
    public void DecidesFromBaseLocalAndNational(string atBase, string local, string national, string expected) =>
        Assert.Equal(expected, FieldDecision.Decide("responsibleUnit", atBase, local, national).ToString());

    [Theory]
    [InlineData("description", "<p>Søk <b>nå</b></p>", "<p>Søk\r\n <strong>nå</strong></p>\n")]
    [InlineData("description", "<ul><li>ett</li></ul>", "<ul><li><p>ett</p></li></ul>")]
    [InlineData("description", "<p>åpent</p>", "<p>&aring;pent</p><p></p>")]
    [InlineData("description", "<a title=\"t\" href=\"/x\">l</a>", "<p><a href='/x' title='t'>l</a></p>")]
    [InlineData("lead", "En  linje", "En linje")]
    [InlineData("title", "Barnehage (1)", "Barnehage")]
    [InlineData("actLinks", "[{\"title\":\"a\",\"url\":\"/b\"}]", "[ {\"url\":\"/b\",\"title\":\"a\"} ]")]
    public void TakesACosmeticDifferenceForNone(string alias, string one, string other)
    {
        Assert.True(FieldDecision.Same(alias, one, other));
        Assert.True(FieldDecision.Same(alias, other, one));
    }

    [Theory]
    [InlineData("description", "<p>mars</p>", "<p>april</p>")]
    [InlineData("description", "<p><a href=\"/a\">l</a></p>", "<p><a href=\"/b\">l</a></p>")]
    [InlineData("title", "Barnehage", "Barnehager")]
    [InlineData("title", "Barnehage (a)", "Barnehage")]
    [InlineData("isStatutory", "false", "")]
    [InlineData("updated", "2024-01-01", "2024-01-02")]
    [InlineData("keywords", "a\nb", "a b")]
    public void SeesARealDifference(string alias, string one, string other) => Assert.False(FieldDecision.Same(alias, one, other));

    [Fact]
    public void NeverLosesANationalChangeNorOverwritesALocalOne()
    {
        var random = new Random(4711);
        string[] texts = ["", "a", "b", "c", "d"];
        for (var round = 0; round < 2_000; round++)
        {
            // Any history of national editions and local edits of one field.
            var (state, local, lastTaken) = (FollowState.None, string.Empty, string.Empty);
            for (var step = 0; step < 8; step++)
            {
                if (random.Next(2) == 0)
                {
                    local = texts[random.Next(texts.Length)];
                }

                var national = texts[random.Next(texts.Length)];
                var before = local;
                var takeover = Takeover.Decide(Description(national), state, _ => local, ["responsibleUnit"]);
                var wasLocal = local != lastTaken;
                local = takeover.Taken.GetValueOrDefault("responsibleUnit", local);
                state = takeover.State;
                lastTaken = state.Base["responsibleUnit"];

                Assert.True(!wasLocal || local == before, "A local edit was overwritten.");
                Assert.True(state.Kept.Count == 1 || state.Base["responsibleUnit"] == national, "A national change was neither taken, agreed with nor kept for a person.");
                Assert.True(state.Kept.Count == 0 || state.Base["responsibleUnit"] != national, "A change that waits for nobody is said to wait.");
            }
        }
    }

    [Fact]
    public void LetsAFieldThatCouldNotBeReadStandAsItWas()
    {
        var description = Description("ny") with { LeftOut = ["responsibleUnit"] };

        var takeover = Takeover.Decide(
            description,
            FollowState.None with { Base = new FieldValues([KeyValuePair.Create("responsibleUnit", "gammel")]), Kept = ["responsibleUnit"] },
            _ => "gammel",
            ["responsibleUnit"]);

        Assert.Empty(takeover.Taken);
        Assert.Equal("gammel", takeover.State.Base["responsibleUnit"]);
        Assert.Equal(["responsibleUnit"], takeover.Kept);
    }

    [Fact]
    public void DecidesOnPublicAndInternalFieldsSeparately() =>
        Assert.Empty(Takeover.PublicAliases.Intersect(Takeover.InternalAliases));

    private static NationalDescription Description(string unit) => new(
        1, "1", Cultures.Bokmal, null, new FieldValues([KeyValuePair.Create("title", "T"), KeyValuePair.Create("responsibleUnit", unit)]), null, [], []);
}
