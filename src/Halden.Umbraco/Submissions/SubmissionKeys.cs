using Microsoft.AspNetCore.DataProtection;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// The keys that submissions are encrypted with: a ring of their own. The site's own may lie in a container's home, where a
/// restart loses them, and is bound to the site's folder; what was acknowledged must be readable after either.
/// </summary>
internal static class SubmissionKeys
{
    /// <summary>What the ring is registered under, for whatever else of a citizen's must survive as submissions do.</summary>
    public const string Ring = "Halden.Umbraco.Submissions.Ring";

    private const string Application = "Halden.Umbraco.Submissions";

    /// <summary>The ring in a folder, which is made if need be, and is for this user alone.</summary>
    public static IDataProtectionProvider Open(string directory)
    {
        if (!Directory.Exists(directory))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return DataProtectionProvider.Create(new DirectoryInfo(directory), builder => builder.SetApplicationName(Application));
    }
}
