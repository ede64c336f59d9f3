namespace Halden.Umbraco.Submissions.Contrib.FileDrop;

/// <summary>As what a submission is written.</summary>
internal enum FileDropFormat
{
    Json,
    Xml,
}

/// <summary>Settings of a system that fetches files from a folder, under <c>Halden:Submissions:Systems:{system}</c>.</summary>
internal sealed class FileDropOptions
{
    /// <summary>The folder, absolute. It is not made: a disk that is not mounted must not look like an empty folder.</summary>
    public string? Directory { get; set; }

    public FileDropFormat Format { get; set; }
}
