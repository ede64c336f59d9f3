using System.Globalization;
using System.Text;
using Halden.Umbraco.Register;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Halden.Umbraco.Rollout;

/// <summary>Tables of the introduction as spreadsheets, written as the register's are (<see cref="RegisterSheet"/>).</summary>
internal static class RolloutSheet
{
    /// <summary>Writes a header and rows.</summary>
    /// <param name="format">A workbook, or text with semicolons in UTF-8 with a byte order mark.</param>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="headers">The header's cells, each another.</param>
    /// <param name="rows">Cells, as many as headers: a text, a number, or null.</param>
    public static byte[] Write(SheetFormat format, string name, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var output = new MemoryStream();
        if (format == SheetFormat.Csv)
        {
            using (var csv = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" })
            {
                csv.WriteLine(string.Join(';', headers.Select(RegisterSheet.Quoted)));
                foreach (var row in rows)
                {
                    csv.WriteLine(string.Join(';', row.Select(cell => RegisterSheet.Quoted(Convert.ToString(Harmless(cell), Norwegian) ?? string.Empty))));
                }
            }
        }
        else
        {
            var cells = rows.Select(row => headers.Zip(row).ToDictionary(cell => cell.First, cell => Harmless(cell.Second))).ToList();
            output.SaveAs(
                cells.Count > 0 ? cells : [headers.ToDictionary(header => header, _ => (object?)null)],
                sheetName: name,
                configuration: new OpenXmlConfiguration { FreezeRowCount = 1, AutoFilter = cells.Count > 0 });
        }

        return output.ToArray();
    }

    // A Norwegian spreadsheet takes 1,5 for a number and 1.5 for a day.
    private static readonly NumberFormatInfo Norwegian = new() { NumberDecimalSeparator = "," };

    private static object? Harmless(object? cell) => cell is string text ? RegisterSheet.Harmless(text) : cell;
}
