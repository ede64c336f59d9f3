namespace Halden.Umbraco.CitizenSignIn;

/// <summary>How surely a person is known, as eIDAS has it; lowest first.</summary>
public enum SignInLevel
{
    /// <summary>Betydelig: for most of what a municipality asks.</summary>
    Substantial,

    /// <summary>Høyt: an electronic identity of the highest level.</summary>
    High,
}
