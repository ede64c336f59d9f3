namespace Halden.Umbraco.Submissions.Contrib.FileDrop;

/// <summary>Whether the settings of a system that fetches files from a folder can be used.</summary>
internal static class FileDropCheck
{
    /// <summary>What is wrong, in bokmål; null for nothing.</summary>
    public static string? Fault(FileDropOptions options) =>
        string.IsNullOrWhiteSpace(options.Directory) || !Path.IsPathFullyQualified(options.Directory) ? "Directory må være en fullstendig sti til en mappe."
        : !Directory.Exists(options.Directory) ? $"Mappen {options.Directory} finnes ikke. Opprett den, eller koble til disken den ligger på."
        : null;

    /// <summary>Whether a file can be written in the folder; what is wrong, in bokmål.</summary>
    public static string? FaultOfWriting(string directory)
    {
        try
        {
            using var trial = new FileStream(
                Path.Combine(directory, $".{Guid.NewGuid():N}.tmp"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"Det kan ikke skrives i mappen {directory}: {fault.Message}";
        }
    }
}
