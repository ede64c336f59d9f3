using FsCheck;
using FsCheck.Fluent;

namespace Halden.Umbraco.UnitTests;

/// <summary>A property over 2,000 generated cases, always the same ones.</summary>
/// <remarks>
/// FsCheck's message gives the smallest failing case it found. <c>HALDEN_LAW_SEED</c> tries others, and
/// <c>HALDEN_LAW_CASES</c> more of them. FsCheck's own xunit attributes need xunit 4; this is all we want of them.
/// </remarks>
internal static class Law
{
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("HALDEN_LAW_SEED"), out var seed) ? seed : 2026;
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("HALDEN_LAW_CASES"), out var cases) ? cases : 2_000;

    /// <summary>Checks a property; one that is slow to try is tried for every so-manieth only.</summary>
    public static void HoldsFor<T>(Arbitrary<T> cases, Action<T> law, int every = 1) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, Cases / every)).WithReplay(Seed, 17), Prop.ForAll(cases, law));
}
