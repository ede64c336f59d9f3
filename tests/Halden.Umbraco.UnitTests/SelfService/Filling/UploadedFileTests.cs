using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.UnitTests.Forms;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed class UploadedFileTests
{
    private static readonly FormField Any = AForm.Field("vedlegg", FormFieldType.FileUpload);

    private static readonly byte[] Pdf = "%PDF-1.7 …"u8.ToArray();

    [Theory]
    [InlineData("søknad.pdf", "søknad.pdf")]
    [InlineData("SØKNAD.PDF", "SØKNAD.PDF")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\Åse\\søknad.pdf", "søknad.pdf")]
    [InlineData("fdp\u202Eexe.pdf", "fdpexe.pdf")]
    [InlineData("linje\r\nskift.pdf", "linjeskift.pdf")]
    public void AFileKeepsItsNameAndNothingOfItsPath(string sent, string kept)
    {
        var (file, fault) = UploadedFile.Accept(Any, sent, Pdf);
        Assert.Null(fault);
        Assert.Equal((kept, "application/pdf", "vedlegg"), (file!.FileName, file.ContentType, file.FieldAlias));
    }

    [Fact]
    public void ALongNameIsShortenedAndKeepsItsEnding()
    {
        var name = UploadedFile.Accept(Any, new string('å', 400) + ".pdf", Pdf).File!.FileName;
        Assert.Equal(150, name.Length);
        Assert.EndsWith("å.pdf", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("virus.exe")]
    [InlineData("side.html")]
    [InlineData("bilde.svg")]
    [InlineData("uten-ending")]
    [InlineData(".pdf.exe")]
    public void OtherKindsAreRefusedByName(string name)
    {
        var (file, fault) = UploadedFile.Accept(Any, name, Pdf);
        Assert.Null(file);
        Assert.Contains("pdf, jpg, jpeg, png, docx, odt", fault!.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bilde.png")]
    [InlineData("bilde.jpg")]
    [InlineData("brev.docx")]
    public void AFileMustBeWhatItsNameSays(string name)
    {
        var (file, fault) = UploadedFile.Accept(Any, name, Pdf);
        Assert.Null(file);
        Assert.StartsWith($"«{name}» er ikke en ", fault!.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(UploadedFile.MaxBytes + 1)]
    public void EmptyAndTooLargeFilesAreRefused(int size)
    {
        var content = new byte[size];
        Pdf.AsSpan(0, Math.Min(Pdf.Length, size)).CopyTo(content);
        Assert.NotNull(UploadedFile.Accept(Any, "søknad.pdf", content).Fault);
    }

    [Fact]
    public void AFieldTakesWhatItAllowsOfWhatTheSiteAllows()
    {
        var field = Any with { FileUploadOptions = new FormFileOptions(false, [".PNG", "exe"], false) };
        Assert.Equal(["png"], UploadedFile.Extensions(field));
        Assert.NotNull(UploadedFile.Accept(field, "søknad.pdf", Pdf).Fault);
    }
}
