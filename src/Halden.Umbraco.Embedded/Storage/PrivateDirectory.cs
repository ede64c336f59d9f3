namespace Halden.Umbraco.Embedded;

/// <summary>Directories that only the site's own account reads: they hold password hashes and signing keys.</summary>
internal static class PrivateDirectory
{
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
