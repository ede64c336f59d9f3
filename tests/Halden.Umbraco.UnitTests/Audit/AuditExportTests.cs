using Halden.Umbraco.Audit;

namespace Halden.Umbraco.UnitTests.Audit;

public class AuditExportTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("Barnehageplass", "Barnehageplass")]
    [InlineData("Lov, forskrift", "\"Lov, forskrift\"")]
    [InlineData("Si «ja»", "Si «ja»")]
    [InlineData("Si \"ja\"", "\"Si \"\"ja\"\"\"")]
    [InlineData("to\r\nlinjer", "\"to\r\nlinjer\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+47 69 17 45 00", "'+47 69 17 45 00")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1+1", "'\t=1+1")]
    [InlineData("\r=1+1", "\"'\r=1+1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("2+2=4", "2+2=4")]
    public void AFieldIsReadAsItWasWrittenAndNeverAsAFormula(string? value, string field) => Assert.Equal(field, AuditExport.Cell(value));

    [Theory]
    [InlineData("logg.csv", "Csv")]
    [InlineData("LOGG.JSON", "Json")]
    [InlineData("logg.xlsx", null)]
    [InlineData("logg", null)]
    public void TheNameOfTheFileSaysTheFormat(string name, string? format) => Assert.Equal(format, AuditExport.FormatOf(name)?.ToString());
}
