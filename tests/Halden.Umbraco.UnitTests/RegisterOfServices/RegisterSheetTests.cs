using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.RegisterOfServices;

public sealed class RegisterSheetTests
{
    private static readonly RegisterDepartment Culture = new(Guid.NewGuid(), "Undervisning og kultur", "Dag Direktør");

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    internal async Task WhatIsWrittenIsReadWithItsHeaderInTheReadersLanguage(SheetFormat format)
    {
        var row = ARow("Skøytebane; «Grønland»", owner: "Åse \"Æ\" Ødegård");

        var sheet = await ThereAndBackAsync(format, [row], Cultures.NewNorwegian);

        Assert.Equal(RegisterColumn.All.Select(column => column.Label.Nn), sheet.Headers);
        var (number, cells) = Assert.Single(sheet.Rows);
        Assert.Equal(2, number);
        Assert.Equal(RegisterColumn.All.Select(column => column.Text(row, Cultures.NewNorwegian)), cells);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    internal async Task NoCellIsAFormula(SheetFormat format)
    {
        foreach (var text in (string[])["=HYPERLINK(\"http://ond.example\")", "+47 69 00 00 00", "-1", "@SUM(A1)", "'=1"])
        {
            using var file = new MemoryStream();
            await RegisterSheet.WriteAsync(file, format, [ARow(text)], [RegisterColumn.Title, RegisterColumn.Key], Cultures.Bokmal, CancellationToken.None);

            var written = format == SheetFormat.Csv ? Encoding.UTF8.GetString(file.ToArray()) : SheetXml(file.ToArray());
            Assert.DoesNotContain("<x:f>", written, StringComparison.Ordinal);
            Assert.DoesNotContain("\n" + text, written, StringComparison.Ordinal);
            Assert.Equal(text, RegisterSheet.Read(file.ToArray(), format).Rows[0].Cells[0]);
        }
    }

    [Fact]
    public void WhatIsMadeHarmlessIsFoundAgainWhateverItWas() => Law.HoldsFor(
        ArbMap.Default.ArbFor<string>(),
        text =>
        {
            var plain = text ?? string.Empty;
            Assert.Equal(plain, RegisterSheet.Plain(RegisterSheet.Harmless(plain)));
            Assert.DoesNotContain(RegisterSheet.Harmless(plain).FirstOrDefault('a'), "=+-@\t\r\n");
        });

    [Fact]
    public async Task DaysAreDaysAndTheHeaderStaysAndFilters()
    {
        using var file = new MemoryStream();

        await RegisterSheet.WriteAsync(file, SheetFormat.Xlsx, [ARow("Bibliotek")], RegisterColumn.All, Cultures.Bokmal, CancellationToken.None);

        var xml = SheetXml(file.ToArray());
        Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.Contains("autoFilter", xml, StringComparison.Ordinal);
        Assert.Contains("<x:v>46082</x:v>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void AHeaderInAnyLanguageIsOfOneColumn() => Assert.All(
        RegisterColumn.All,
        column => Assert.All((string[])[column.Id, column.Label.Nb, column.Label.Nn, column.Label.En.ToUpperInvariant()], header => Assert.Same(column, RegisterColumn.Find(header))));

    [Fact]
    public async Task ARegisterWithoutServicesHasItsHeader() =>
        Assert.Equal(RegisterColumn.All.Count, (await ThereAndBackAsync(SheetFormat.Xlsx, [], Cultures.Bokmal)).Headers.Count);

    [Fact]
    public void CsvOfExcelsOwnEncodingWithCommasOrTabsIsReadToo()
    {
        var latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("Tjeneste,Hovedansvarlig\r\nBåtplass,Åse\r\n\r\nBad,\r\n");
        var tabs = Encoding.UTF8.GetBytes("Tjeneste\tHovedansvarlig\nBåtplass\tÅse\n");

        var sheet = RegisterSheet.Read(latin, SheetFormat.Csv);
        Assert.Equal(["Båtplass", "Åse"], sheet.Rows[0].Cells);
        Assert.Equal((4, "Bad"), (sheet.Rows[1].Number, sheet.Rows[1].Cells[0]));
        Assert.Equal(["Båtplass", "Åse"], RegisterSheet.Read(tabs, SheetFormat.Csv).Rows[0].Cells);
    }

    [Fact]
    public void WhatIsNoSheetIsRefusedWithWhatToDo()
    {
        Assert.Contains(".xlsx", Fault("%PDF-1.7 ikke et regneark"u8.ToArray(), SheetFormat.Xlsx), StringComparison.Ordinal);
        Assert.Contains("tom", Fault([], SheetFormat.Csv), StringComparison.Ordinal);
        Assert.Contains("større enn 10 MB", Fault(new byte[RegisterSheet.MaxBytes + 1], SheetFormat.Csv), StringComparison.Ordinal);
        Assert.Contains("flere enn 20000 rader", Fault(Encoding.UTF8.GetBytes("Tjeneste\n" + string.Concat(Enumerable.Repeat("a\n", RegisterSheet.MaxRows))), SheetFormat.Csv), StringComparison.Ordinal);
        Assert.Contains("kolonner", Fault(Encoding.UTF8.GetBytes(new string(';', 200) + "a"), SheetFormat.Csv), StringComparison.Ordinal);
    }

    [Fact]
    public void AZipBombIsRefused()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var count = 0; count <= 200; count++)
            {
                sheet.Write(zeros);
            }
        }

        Assert.True(file.Length < RegisterSheet.MaxBytes);
        Assert.Contains("pakker seg ut", Fault(file.ToArray(), SheetFormat.Xlsx), StringComparison.Ordinal);
    }

    private static string Fault(byte[] file, SheetFormat format) => Assert.Throws<UnreadableSheetException>(() => RegisterSheet.Read(file, format)).Text.Nb;

    private static async Task<Sheet> ThereAndBackAsync(SheetFormat format, IReadOnlyList<RegisterRow> rows, string language)
    {
        using var file = new MemoryStream();
        await RegisterSheet.WriteAsync(file, format, rows, RegisterColumn.All, language, CancellationToken.None);
        return RegisterSheet.Read(file.ToArray(), format);
    }

    private static string SheetXml(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return reader.ReadToEnd();
    }

    private static RegisterRow ARow(string title, string? owner = null) => new(
        Guid.NewGuid(), Guid.NewGuid(), title, Culture, [], owner, "mona@halden.example", RecipientKind.Mailbox, "post@halden.example", null,
        ApprovalState.Approved, PartStatus.Approved, PartStatus.None, PartStatus.Draft, ProcessStage.Manual, null, true, new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero), [Vacancy.Recipient]);
}
