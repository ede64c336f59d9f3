using Halden.Umbraco.Approval;
using Halden.Umbraco.Register;

namespace Halden.Umbraco.UnitTests.Approval;

public class ApprovalRulesTests
{
    private static readonly Guid Kari = Guid.NewGuid();
    private static readonly Guid Eva = Guid.NewGuid();
    private static readonly Guid Hans = Guid.NewGuid();
    private static readonly Guid Dag = Guid.NewGuid();

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

    public class MandateOf
    {
        private static readonly DateOnly Today = new(2026, 12, 1);
        private static readonly Department School = ADepartment("Undervisning og kultur", Kari);
        private static readonly Department Health = ADepartment("Helse og omsorg", Hans);

        [Fact]
        public void LetsTheDirectorDecideOnTheWorkOfOthers() =>
            Assert.Equal([new MandateFor(School.Key, AsDeputy: false)], Of(Kari, [School], contributors: [Eva]).For);

        [Fact]
        public void RefusesAnybodyElse() => Assert.Equal(ApprovalStatus.NotTheDirector, Of(Eva, [School]).WhyNot);

        [Fact]
        public void RefusesADirectorWhoSubmittedIt() => Assert.Equal(ApprovalStatus.OwnWork, Of(Kari, [School], submittedBy: Kari).WhyNot);

        [Fact]
        public void RefusesADirectorWhoChangedIt() => Assert.Equal(ApprovalStatus.OwnWork, Of(Kari, [School], contributors: [Eva, Kari]).WhyNot);

        [Fact]
        public void RefusesEverybodyWhileThePostIsVacant() => Assert.Equal(ApprovalStatus.NoDirector, Of(Kari, [ADepartment("Tom", null)]).WhyNot);

        [Fact]
        public void RefusesEverybodyForAServiceOfNoDepartment() => Assert.Equal(ApprovalStatus.NoDirector, Of(Kari, []).WhyNot);

        [Theory]
        [InlineData("2026-12-01", "2026-12-01", true)]
        [InlineData("2026-11-01", "2026-12-31", true)]
        [InlineData("2026-11-01", "2026-11-30", false)]
        [InlineData("2026-12-02", "2026-12-31", false)]
        public void LetsADeputyDecideOnTheDaysOfTheAppointmentOnly(string from, string to, bool may)
        {
            var department = ADepartment("Samfunn og miljø", Kari);
            department.Deputies.Add(new Deputy
            {
                DepartmentKey = department.Key,
                UserKey = Dag,
                From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
                To = DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            });

            var mandate = Of(Dag, [department]);

            Assert.Equal(may ? null : ApprovalStatus.NotTheDirector, mandate.WhyNot);
            Assert.Equal(may, mandate.AsDeputy);
        }

        [Fact]
        public void RefusesADeputyWhoChangedIt()
        {
            var department = ADepartment("Samfunn og miljø", Kari);
            department.Deputies.Add(new Deputy { DepartmentKey = department.Key, UserKey = Eva, From = Today, To = Today });
            Assert.Equal(ApprovalStatus.OwnWork, Of(Eva, [department], contributors: [Eva]).WhyNot);
        }

        [Fact]
        public void LetsEachDirectorOfAServiceThatSpansDepartmentsDecideForTheirOwn()
        {
            Assert.Equal([new MandateFor(School.Key, AsDeputy: false)], Of(Kari, [School, Health]).For);
            Assert.Equal([new MandateFor(Health.Key, AsDeputy: false)], Of(Hans, [School, Health], approved: [School.Key]).For);
        }

        [Fact]
        public void LetsOneWhoDirectsBothDecideForBothAtOnce() =>
            Assert.Equal(2, Of(Kari, [School, ADepartment("Samfunn og miljø", Kari)]).For.Count);

        [Fact]
        public void SaysThatTheOthersRemainToOneWhoHasApproved() =>
            Assert.Equal(ApprovalStatus.AlreadyApproved, Of(Kari, [School, Health], approved: [School.Key]).WhyNot);

        [Fact]
        public void LetsOneDirectorDecideThoughAnotherPostIsVacant() => Assert.Null(Of(Kari, [School, ADepartment("Tom", null)]).WhyNot);

        private static Mandate Of(Guid user, IReadOnlyList<Department> departments, HashSet<Guid>? approved = null, Guid? submittedBy = null, IEnumerable<Guid>? contributors = null) =>
            ApprovalRules.MandateOf(user, departments, Today, approved ?? [], submittedBy ?? Eva, contributors ?? []);
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

    private static Department ADepartment(string name, Guid? director) => new() { Name = name, DirectorKey = director };

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
