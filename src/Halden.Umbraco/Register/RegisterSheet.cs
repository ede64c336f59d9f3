using System.Globalization;
using System.IO.Compression;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.VisualBasic.FileIO;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace Halden.Umbraco.Register;

/// <summary>What the register is written as.</summary>
internal enum SheetFormat
{
    /// <summary>A workbook of Excel, LibreOffice and the like.</summary>
    Xlsx,

    /// <summary>Text with semicolons, as a Norwegian Excel reads it.</summary>
    Csv,
}

/// <summary>A file that is read: its header, and its rows.</summary>
/// <param name="Headers">The header's cells, trimmed.</param>
/// <param name="Rows">Each row with its number in the file and its cells, which may be fewer than the headers. Empty rows are left out.</param>
internal sealed record Sheet(IReadOnlyList<string> Headers, IReadOnlyList<(int Number, IReadOnlyList<string> Cells)> Rows);

/// <summary>A file that cannot be read as a spreadsheet.</summary>
internal sealed class UnreadableSheetException(Label text) : Exception(text.En)
{
    /// <summary>Why, and what to do.</summary>
    public Label Text { get; } = text;
}

/// <summary>
/// Writes and reads the register as a spreadsheet. A cell that a spreadsheet would take for a formula gets an apostrophe in front
/// when it is written, and loses it when it is read (OWASP, CSV injection); so nothing changes on the way out and in again.
/// </summary>
internal static class RegisterSheet
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>The most rows that are read, with the header.</summary>
    public const int MaxRows = 20_000;

    private const int MaxColumns = 100;

    // What a workbook of so many rows can need; more is a bomb.
    private const long MaxUnpackedBytes = 200L * 1024 * 1024;

    private const string SheetName = "Register";

    private static readonly Label NotASheet = new(
        "Filen kan ikke leses som et regneark. Lagre den som .xlsx eller .csv, og prøv igjen.",
        "Fila kan ikkje lesast som eit rekneark. Lagre henne som .xlsx eller .csv, og prøv igjen.",
        "The file cannot be read as a spreadsheet. Save it as .xlsx or .csv, and try again.");

    private static readonly Label NoHeader = new(
        "Filen er tom. Den første raden må være overskriftene.", "Fila er tom. Den første rada må vere overskriftene.", "The file is empty. Its first row must be the headers.");

    private static readonly Label TooManyColumns = new(
        $"Filen har flere enn {MaxColumns} kolonner.", $"Fila har fleire enn {MaxColumns} kolonnar.", $"The file has more than {MaxColumns} columns.");

    private static readonly Label TooManyRows = new(
        $"Filen har flere enn {MaxRows} rader. Del den opp.", $"Fila har fleire enn {MaxRows} rader. Del henne opp.", $"The file has more than {MaxRows} rows. Divide it.");

    private static readonly Label TooLargeUnpacked = new(
        "Filen pakker seg ut til mer enn vi tar imot.", "Fila pakkar seg ut til meir enn vi tek imot.", "The file unpacks to more than we take.");

    /// <summary>The file is larger than we take.</summary>
    public static readonly Label TooLarge = new(
        $"Filen er større enn {MaxBytes / 1024 / 1024} MB, som er det meste vi tar imot.",
        $"Fila er større enn {MaxBytes / 1024 / 1024} MB, som er det meste vi tek imot.",
        $"The file is larger than {MaxBytes / 1024 / 1024} MB, which is the most that we take.");

    /// <summary>The format that a file's name asks for; null for none of ours.</summary>
    public static SheetFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".xlsx" => SheetFormat.Xlsx,
        ".csv" => SheetFormat.Csv,
        _ => null,
    };

    /// <summary>Writes rows: a header in the reader's language, and a line for each.</summary>
    public static async Task WriteAsync(Stream output, SheetFormat format, IReadOnlyList<RegisterRow> rows, IReadOnlyList<RegisterColumn> columns, string language, CancellationToken cancellationToken)
    {
        if (format == SheetFormat.Csv)
        {
            await using var csv = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
            await csv.WriteLineAsync(string.Join(';', columns.Select(column => Quoted(column.Label.In(language)))));
            foreach (var row in rows)
            {
                await csv.WriteLineAsync(string.Join(';', columns.Select(column => Quoted(Harmless(column.Text(row, language))))));
            }

            return;
        }

        var configuration = new OpenXmlConfiguration
        {
            FreezeRowCount = 1,
            AutoFilter = rows.Count > 0,
            DynamicColumns =
            [
                .. columns.Select((column, index) => new DynamicExcelColumn(column.Id)
                {
                    Name = column.Label.In(language),
                    Index = index,
                    Width = column.Width,
                    Format = column.Day is null ? null : "yyyy-mm-dd",
                }),
            ],
        };

        // Built whole before it goes out: MiniExcel wants a stream in which it can go back.
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(rows.Count > 0 ? rows.Select(Cells) : [columns.ToDictionary(column => column.Id, _ => (object?)null)], sheetName: SheetName, configuration: configuration, cancellationToken: cancellationToken);
        workbook.Position = 0;
        await workbook.CopyToAsync(output, cancellationToken);

        Dictionary<string, object?> Cells(RegisterRow row) => columns.ToDictionary(
            column => column.Id,
            column => column.Day is { } day ? day(row) is { } at ? NorwegianTime.DayOf(at).ToDateTime(default) : null : column.Text(row, language) is { Length: > 0 } text ? (object?)Harmless(text) : null);
    }

    /// <summary>Reads the first sheet of a workbook, or a CSV file with semicolons, commas or tabs.</summary>
    /// <exception cref="UnreadableSheetException">It is none, or too large.</exception>
    public static Sheet Read(byte[] file, SheetFormat format)
    {
        if (file.Length > MaxBytes)
        {
            throw new UnreadableSheetException(TooLarge);
        }

        try
        {
            var rows = (format == SheetFormat.Csv ? CsvRows(file) : XlsxRows(file)).Select((row, index) => (Number: row.Number ?? index + 1, row.Cells));
            List<string>? headers = null;
            var read = new List<(int, IReadOnlyList<string>)>();
            var count = 0;
            foreach (var (number, cells) in rows)
            {
                if (++count > MaxRows)
                {
                    throw new UnreadableSheetException(TooManyRows);
                }

                if (cells.Count > MaxColumns)
                {
                    throw new UnreadableSheetException(TooManyColumns);
                }

                if (headers is null)
                {
                    headers = [.. cells.Select(cell => cell.Trim())];
                    while (headers is [.., { Length: 0 }])
                    {
                        headers.RemoveAt(headers.Count - 1);
                    }
                }
                else if (cells.Any(cell => cell.Length > 0))
                {
                    read.Add((number, cells));
                }
            }

            return headers is { Count: > 0 } ? new Sheet(headers, read) : throw new UnreadableSheetException(NoHeader);
        }
        catch (Exception fault) when (fault is not UnreadableSheetException and not OutOfMemoryException)
        {
            // A file may be anything, and the reader of workbooks has a fault of its own kind for each.
            throw new UnreadableSheetException(NotASheet);
        }
    }

    /// <summary>The text with an apostrophe in front, where a spreadsheet could take it, or what it stands before, for a formula.</summary>
    public static string Harmless(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>The text that <see cref="Harmless"/> was given.</summary>
    public static string Plain(string text) => text is ['\'', ..] && IsRisky(text[1..]) ? text[1..] : text;

    private static bool IsRisky(string text) => text.TrimStart('\'') is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    private static IEnumerable<(int? Number, IReadOnlyList<string> Cells)> XlsxRows(byte[] file)
    {
        RefuseBombs(file);
        using var stream = new MemoryStream(file, writable: false);
        var configuration = new OpenXmlConfiguration { EnableSharedStringCache = false };
        foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX, configuration: configuration))
        {
            yield return (null, [.. row.Values.Select(CellText)]);
        }
    }

    // What an entry says of its own size is not to be believed: it is unpacked, and counted.
    private static void RefuseBombs(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        var buffer = new byte[81920];
        var unpacked = 0L;
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                if ((unpacked += read) > MaxUnpackedBytes)
                {
                    throw new UnreadableSheetException(TooLargeUnpacked);
                }
            }
        }
    }

    private static IEnumerable<(int? Number, IReadOnlyList<string> Cells)> CsvRows(byte[] file)
    {
        var text = Decoded(file);
        var firstLine = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length);
        var separator = firstLine.Contains(';') ? ";" : firstLine.Contains('\t') ? "\t" : ",";
        using var parser = new TextFieldParser(new StringReader(text)) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(separator);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        while (!parser.EndOfData)
        {
            // It passes over blank lines, and says the number of the first of them.
            var number = (int)parser.LineNumber;
            while (number < lines.Length && string.IsNullOrWhiteSpace(lines[number - 1]))
            {
                number++;
            }

            yield return (number, [.. (parser.ReadFields() ?? []).Select(Plain)]);
        }
    }

    // Excel saves CSV in the system's own encoding unless it is told otherwise.
    private static string Decoded(byte[] file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    private static string CellText(object? value) => value switch
    {
        null => string.Empty,
        string text => Plain(text),
        DateTime day => day.ToString(day.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    /// <summary>A cell of a CSV file: in quotes where it holds what would divide it, or white space at an end.</summary>
    public static string Quoted(string text) => text.AsSpan().IndexOfAny(";\"\r\n\t,") >= 0 || text != text.Trim() ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
