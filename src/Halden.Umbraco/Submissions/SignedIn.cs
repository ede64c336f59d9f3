using System.Text.Json;
using Halden.Umbraco.CitizenSignIn;

namespace Halden.Umbraco.Submissions;

/// <summary>How a citizen had signed in who sent a form. Who it is stands in the answers, where the form asks.</summary>
/// <param name="Level">How surely the person is known.</param>
/// <param name="Acr">What the provider of the sign-in calls it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Vouched">Aliases of the answers that are the provider's word, and not the citizen's.</param>
public sealed record SignedIn(SignInLevel Level, string Acr, DateTimeOffset At, IReadOnlyList<string> Vouched)
{
    /// <summary>The level, for machines: <c>substantial</c> or <c>high</c>.</summary>
    internal string LevelName => JsonNamingPolicy.CamelCase.ConvertName(Level.ToString());
}
