namespace Halden.Umbraco.Catalogue;

/// <summary>A file for what is too large for memory. It is gone when it is closed, and also when the process is killed.</summary>
internal static class TemporaryFile
{
    /// <summary>An empty file, for reading and writing.</summary>
    /// <exception cref="IOException">There is no room, or the folder for temporary files cannot be written.</exception>
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"halden-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // Windows itself deletes the file with its last handle; elsewhere it can be without a name at once.
            File.Delete(path);
        }

        return file;
    }
}
