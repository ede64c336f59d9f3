namespace Halden.Umbraco.Site.Verbs;

/// <summary>What the executable's exit codes mean (docs/verbs.md).</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It ran, but something was refused or found wrong; the output says what.</summary>
    public const int Findings = 1;

    /// <summary>The command was not understood, or what it was given cannot be read; nothing was changed.</summary>
    public const int Usage = 2;

    /// <summary>The site could not be started.</summary>
    public const int NotStarted = 3;
}

/// <summary>The site lacks a setting that it cannot start without; the message says which, in Norwegian.</summary>
internal sealed class SiteNotConfiguredException(string message, Exception? inner = null) : Exception(message, inner);
