using Halden.Umbraco.Submissions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using static Halden.Umbraco.UnitTests.Submissions.IntakeSite;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed class SubmissionPdfTests
{
    [Fact]
    public void ASubmissionIsAPageWithItsReferenceAndLanguage()
    {
        using var pdf = Write("Åse Ærlig");

        Assert.Equal(1, pdf.PageCount);
        Assert.Equal("HAL-7K3M-9Q2D Båtplass", pdf.Info.Title);
        Assert.Equal("nn-NO", pdf.Language);
        Assert.Equal(595, pdf.Pages[0].Width.Point, 1.0);
    }

    [Fact]
    public void ItIsReadAloudInOrderWithHeadings()
    {
        using var pdf = Write("Åse Ærlig");

        var catalog = pdf.Internals.Catalog;
        Assert.True(catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"));
        Assert.True(catalog.Elements.GetDictionary("/ViewerPreferences")!.Elements.GetBoolean("/DisplayDocTitle"));
        var tags = Tags(catalog.Elements.GetDictionary("/StructTreeRoot")!).ToList();
        Assert.Equal(["/Document", "/P", "/H1", "/P", "/P", "/P"], tags[..6]);
        Assert.Equal(["/H3", "/P"], tags[^2..]);
    }

    private static IEnumerable<string> Tags(PdfDictionary element)
    {
        if (element.Elements.GetName("/S") is { Length: > 0 } tag)
        {
            yield return tag;
        }

        var kids = element.Elements.GetValue("/K");
        foreach (var kid in kids is PdfArray array ? array.Elements.Select((_, index) => array.Elements.GetDictionary(index)) : [element.Elements.GetDictionary("/K")])
        {
            foreach (var below in kid is null ? [] : Tags(kid))
            {
                yield return below;
            }
        }
    }

    [Fact]
    public void LongAnswersGoOnOverPages()
    {
        using var lines = Write(string.Join('\n', Enumerable.Range(1, 200).Select(line => $"Linje {line}")));
        using var words = Write(string.Join(' ', Enumerable.Repeat("blåbærsyltetøy", 3000)));
        using var unbroken = Write(new string('W', 10_000));
        using var beyond = Write(string.Concat(Enumerable.Repeat("😀", 500)));

        Assert.InRange(lines.PageCount, 4, 6);
        Assert.InRange(words.PageCount, 8, 16);
        Assert.InRange(unbroken.PageCount, 3, 8);
        Assert.InRange(beyond.PageCount, 1, 2);
    }

    private static PdfDocument Write(string name)
    {
        var sent = ASubmission(name: name);
        var submission = new Submission
        {
            Id = Guid.NewGuid(),
            Reference = "HAL-7K3M-9Q2D",
            SubmissionKey = Guid.NewGuid(),
            DocumentKey = sent.DocumentKey,
            FormId = sent.Form.Id,
            Culture = "nn-NO",
            ReceivedAt = new DateTimeOffset(2026, 6, 2, 12, 0, 0, TimeSpan.Zero),
            Payload = [],
        };
        var bytes = SubmissionPdf.Write(submission, new SubmissionPayload(sent.Form, sent.Answers, []), "Båtplass", "Halden kommune", "nb-NO");
        if (Environment.GetEnvironmentVariable("HALDEN_KEEP_PDF") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name.Length}.pdf"), bytes);
        }

        return PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
    }
}
