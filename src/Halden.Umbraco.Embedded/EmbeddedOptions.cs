using System.Reflection;

namespace Halden.Umbraco.Embedded;

/// <summary>Settings of the embedded runtime.</summary>
public sealed class EmbeddedOptions
{
    /// <summary>
    /// Absolute path of the directory that holds the database and the data protection keys. Created, readable
    /// by its owner only, when it does not exist. Default: <c>umbraco/Data</c> under the content root.
    /// </summary>
    public string? DataDirectory { get; set; }

    /// <summary>
    /// Lets the site start when no administrator has a password and none is configured. For demonstrations
    /// only: nobody can sign in until a user has been made in code.
    /// </summary>
    public bool AllowStartWithoutAdministrator { get; set; }

    /// <summary>What the start is refused with when there is no administrator: tell the operator which settings to give.</summary>
    public string MissingAdministratorMessage { get; set; } =
        "There is no administrator with a password yet. Set Umbraco:CMS:Unattended:UnattendedUserName, UnattendedUserEmail and UnattendedUserPassword (at least 10 characters) for the first start.";

    /// <summary>How often scheduled publishing is looked for. Default: once a minute, as on Umbraco.</summary>
    public TimeSpan ScheduledPublishingInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an account stays locked after five wrong passwords. Default: 10 minutes.</summary>
    public TimeSpan LockoutDuration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a sign-in lasts without any use. Default: 60 minutes.</summary>
    public TimeSpan SessionDuration { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How many sign-ins one address may try in a minute before it is answered with 429. Default: 20.</summary>
    public int SignInsPerMinuteAndAddress { get; set; } = 20;

    /// <summary>The one assembly in which composers are looked for. Default: every assembly of the site that depends on Umbraco.</summary>
    internal Assembly? ScanOnly { get; set; }
}
