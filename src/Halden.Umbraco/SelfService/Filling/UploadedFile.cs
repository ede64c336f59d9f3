using Halden.Umbraco.Forms;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>Which files citizens can attach: told by what they contain, and the ending must agree.</summary>
internal static class UploadedFile
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = 10_000_000;

    /// <summary>Largest sum of a draft's files, in bytes.</summary>
    public const int MaxBytesTogether = 25_000_000;

    /// <summary>Most files of a draft.</summary>
    public const int MostFiles = 20;

    private const int LongestName = 150;

    private static readonly IReadOnlyList<(string[] Extensions, string ContentType, byte[] Start)> Kinds =
    [
        (["pdf"], "application/pdf", "%PDF-"u8.ToArray()),
        (["jpg", "jpeg"], "image/jpeg", [0xFF, 0xD8, 0xFF]),
        (["png"], "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [0x50, 0x4B, 0x03, 0x04]),
        (["odt"], "application/vnd.oasis.opendocument.text", [0x50, 0x4B, 0x03, 0x04]),
    ];

    /// <summary>The endings that a field takes, without the dot.</summary>
    public static IReadOnlyList<string> Extensions(FormField field)
    {
        var all = Kinds.SelectMany(kind => kind.Extensions);
        return field.FileUploadOptions is { AllowAllUploadExtensions: false, AllowedUploadExtensions: { Count: > 0 } allowed }
            ? [.. all.Where(extension => allowed.Any(one => one.Trim().TrimStart('.').Equals(extension, StringComparison.OrdinalIgnoreCase)))]
            : [.. all];
    }

    /// <summary>Whether a field takes more than one.</summary>
    public static bool TakesSeveral(FormField field) => field.FileUploadOptions?.AllowMultipleFileUploads == true;

    /// <summary>The file as it may be kept, or why it may not.</summary>
    public static (AcceptedFile? File, Label? Fault) Accept(FormField field, string fileName, byte[] content)
    {
        var name = NameOf(fileName);
        var extension = System.IO.Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        var allowed = Extensions(field);
        if (!allowed.Contains(extension))
        {
            return (null, FillingTexts.WrongKind(name, allowed));
        }

        if (content.Length is 0 or > MaxBytes)
        {
            return (null, content.Length == 0 ? FillingTexts.EmptyFile(name) : FillingTexts.TooLarge(name));
        }

        var kind = Kinds.First(one => one.Extensions.Contains(extension));
        return content.AsSpan().StartsWith(kind.Start)
            ? (new AcceptedFile(field.Alias, name, kind.ContentType, content), null)
            : (null, FillingTexts.NotWhatItSays(name, extension));
    }

    // A name is shown and nothing else: never part of a path, and without what could turn the text round it about.
    private static string NameOf(string fileName)
    {
        var last = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim();
        var extension = System.IO.Path.GetExtension(clean);
        return clean.Length <= LongestName ? clean : clean[..(LongestName - extension.Length)] + extension;
    }
}
