using Halden.Umbraco.Approval;

namespace Halden.Umbraco.UnitTests.Approval;

public class ApprovalRulesTests
{
    private static readonly Guid Kari = Guid.NewGuid();
    private static readonly Guid Eva = Guid.NewGuid();

    public class StateOf
    {
        [Fact]
        public void IsDraftBeforeAnythingIsSubmitted() => Assert.Equal(ApprovalState.Draft, ApprovalRules.StateOf(null, "h"));

        [Theory]
        [InlineData(Decision.Submitted, ApprovalState.Submitted)]
        [InlineData(Decision.Approved, ApprovalState.Approved)]
        [InlineData(Decision.Rejected, ApprovalState.Rejected)]
        internal void IsTheDecisionWhileNothingIsChanged(Decision decision, ApprovalState state) =>
            Assert.Equal(state, ApprovalRules.StateOf(APackage(decision, "h"), "h"));

        [Theory]
        [InlineData(Decision.Submitted)]
        [InlineData(Decision.Approved)]
        [InlineData(Decision.Rejected)]
        internal void IsChangedWhenAnyPartIs(Decision decision) =>
            Assert.Equal(ApprovalState.Changed, ApprovalRules.StateOf(APackage(decision, "h"), "another"));
    }

    public class WhyNotDecide
    {
        [Fact]
        public void LetsTheDirectorDecideOnTheWorkOfOthers() => Assert.Null(ApprovalRules.WhyNotDecide(Kari, Kari, Eva, [Eva]));

        [Fact]
        public void RefusesAnybodyElse() => Assert.Equal(ApprovalStatus.NotTheDirector, ApprovalRules.WhyNotDecide(Eva, Kari, Eva, []));

        [Fact]
        public void RefusesADirectorWhoSubmittedIt() => Assert.Equal(ApprovalStatus.OwnWork, ApprovalRules.WhyNotDecide(Kari, Kari, Kari, []));

        [Fact]
        public void RefusesADirectorWhoChangedIt() => Assert.Equal(ApprovalStatus.OwnWork, ApprovalRules.WhyNotDecide(Kari, Kari, Eva, [Eva, Kari]));

        [Fact]
        public void RefusesEverybodyWhileThePostIsVacant() => Assert.Equal(ApprovalStatus.NoDirector, ApprovalRules.WhyNotDecide(Kari, null, Eva, []));
    }

    public class MaySubmit
    {
        [Theory]
        [InlineData(ApprovalState.Draft, true)]
        [InlineData(ApprovalState.Changed, true)]
        [InlineData(ApprovalState.Rejected, true)]
        [InlineData(ApprovalState.Submitted, false)]
        [InlineData(ApprovalState.Approved, false)]
        internal void OnlyWhatIsNotSubmittedOrApprovedAsItIs(ApprovalState state, bool expected) =>
            Assert.Equal(expected, ApprovalRules.MaySubmit(state));
    }

    private static Package APackage(Decision decision, string hash) => new()
    {
        DocumentKey = Guid.NewGuid(),
        Hash = hash,
        Content = "{}",
        PartHashes = "{}",
        Title = "Barnehageplass",
        SubmittedBy = Eva,
        SubmittedAt = DateTimeOffset.UnixEpoch,
        DepartmentKey = Guid.NewGuid(),
        Decision = decision,
    };
}
