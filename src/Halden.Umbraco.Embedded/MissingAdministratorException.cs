namespace Halden.Umbraco.Embedded;

/// <summary>The site has no administrator with a password, and none is configured; the message says which settings to give.</summary>
/// <param name="message">For the one who starts the site.</param>
public sealed class MissingAdministratorException(string message) : InvalidOperationException(message);
