using Halden.Umbraco.SelfService.Filling;
using Microsoft.AspNetCore.WebUtilities;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>The steps of a form that have to do with signing in, and their addresses.</summary>
internal static class SignInSteps
{
    /// <summary>The page that tells of signing in.</summary>
    public const string Start = "innlogging";

    /// <summary>On to the provider.</summary>
    public const string Begin = "logg-inn";

    /// <summary>Out.</summary>
    public const string Out = "logg-ut";

    /// <summary>The page that says so.</summary>
    public const string SignedOut = "logget-ut";

    /// <summary>Name of what says which step to come back to.</summary>
    public const string BackName = "retur";

    /// <summary>Name of what says why signing in did not go well.</summary>
    public const string FaultName = "feil";

    /// <summary>Address of the page that tells of signing in.</summary>
    public static string Page(string step, SignInFault? fault = null) => $"?{FormFilling.StepName}={Start}{Back(step)}{(fault is { } known ? $"&{FaultName}={SignInFaults.WordOf(known)}" : string.Empty)}";

    /// <summary>Address that leads on to the provider.</summary>
    public static string Provider(string step) => $"?{FormFilling.StepName}={Begin}{Back(step)}";

    /// <summary>Where in the form to come back to.</summary>
    public static string Query(string step) => IsStep(step) ? $"?{FormFilling.StepName}={step}" : string.Empty;

    /// <summary>The step of a form's query.</summary>
    public static string StepOf(string query) => QueryHelpers.ParseQuery(query).TryGetValue(FormFilling.StepName, out var step) ? step.ToString() : string.Empty;

    /// <summary>What somebody asks to come back to, where it is a step; else the first.</summary>
    public static string Known(string step) => IsStep(step) ? step : string.Empty;

    private static string Back(string step) => IsStep(step) ? $"&{BackName}={step}" : string.Empty;

    // A word, and so no address.
    private static bool IsStep(string step) => step.Length is > 0 and <= 20 && step.All(char.IsAsciiLetterOrDigit) && step != Start;
}
