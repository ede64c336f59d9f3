using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.AspNetCore.DataProtection;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed class FormPaceTests
{
    private static readonly Guid Service = Guid.NewGuid();

    private readonly ImportSite.Clock _clock = new() { Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero) };
    private readonly FillingOptions _options = new();
    private readonly FormPace _pace;

    public FormPaceTests() => _pace = new FormPace(new EphemeralDataProtectionProvider(), _clock, new OutboxSite.Fixed<FillingOptions>(_options));

    [Fact]
    public void AStampSaysWhenTheFormWasOpenedAndNobodySaysOtherwise()
    {
        var stamp = _pace.Stamp(Service);
        Assert.Equal(_clock.Now, _pace.OpenedAt(stamp, Service));
        Assert.Null(_pace.OpenedAt(stamp, Guid.NewGuid()));
        Assert.Null(_pace.OpenedAt($"{_clock.Now.AddHours(-1).UtcTicks}", Service));
        Assert.Null(_pace.OpenedAt(null, Service));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void NobodyFillsInAFormInNoTime(int seconds, bool tooFast)
    {
        var draft = OpenDraft.Empty with { OpenedAt = _clock.Now };
        _clock.Now += TimeSpan.FromSeconds(seconds);
        Assert.Equal(tooFast, _pace.IsTooFast(draft, string.Empty));
    }

    [Fact]
    public void WorkThatIsNotDoneIsMadeUpForByTime()
    {
        _options.ProofOfWorkBits = 10;
        var draft = OpenDraft.Empty with { SubmissionKey = Guid.NewGuid(), OpenedAt = _clock.Now };
        var task = FormPace.TaskOf(draft);
        var solution = Enumerable.Range(0, int.MaxValue).First(number => FormPace.Solves(task, $"{number}", 10)).ToString(System.Globalization.CultureInfo.InvariantCulture);

        _clock.Now += TimeSpan.FromSeconds(5);
        Assert.False(_pace.IsTooFast(draft, solution));
        Assert.True(_pace.IsTooFast(draft, string.Empty));
        Assert.True(_pace.IsTooFast(draft, new string('1', 1000)));

        // Another's work does not count, but by chance.
        var other = draft with { SubmissionKey = new Guid("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e6f") };
        Assert.Equal(!FormPace.Solves(FormPace.TaskOf(other), solution, 10), _pace.IsTooFast(other, solution));
        _clock.Now += TimeSpan.FromSeconds(25);
        Assert.False(_pace.IsTooFast(draft, string.Empty));
    }

    [Fact]
    public void WorkIsCountedInZeroBitsOfTheHash()
    {
        var bits = Enumerable.Range(0, 33).Last(bits => FormPace.Solves("oppgave", "7", bits));
        var hash = System.Security.Cryptography.SHA256.HashData("oppgave:7"u8);
        Assert.Equal(string.Concat(hash.Select(one => Convert.ToString(one, 2).PadLeft(8, '0'))).TakeWhile(bit => bit == '0').Count(), bits);
    }
}
