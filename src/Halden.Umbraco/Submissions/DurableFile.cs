using System.Runtime.InteropServices;

namespace Halden.Umbraco.Submissions;

/// <summary>Files that are there whole and on the disk, or not at all, whatever ends in between.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file whole or not at all. One of the name is of an earlier try, and stays.</summary>
    /// <param name="path">Where.</param>
    /// <param name="content">What.</param>
    /// <param name="mode">Who may read it; null for the process's usual.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <remarks>That the name is there is on the disk after <see cref="SyncDirectory"/>.</remarks>
    public static async Task PutAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            return;
        }

        var unfinished = UnfinishedOf(path);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (mode is not null && !OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = mode;
            }

            await using (var file = new FileStream(unfinished, options))
            {
                await file.WriteAsync(content, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Takes a file away, and what a process that died while writing it has left.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(UnfinishedOf(path));
    }

    /// <summary>Writes to the disk which names there are: that is in the folder, which the system writes when it likes unless it is asked to.</summary>
    /// <returns>False where the folder may not be opened, so that nobody can say.</returns>
    public static bool SyncDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var folder = Open(directory, 0);
        if (folder < 0)
        {
            return false;
        }

        var failed = Sync(folder) != 0;
        _ = Close(folder);
        return !failed ? true : throw new IOException("Mappen kunne ikke skrives til disken.");
    }

    private static string UnfinishedOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.tmp");

    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
