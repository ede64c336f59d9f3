using Halden.Umbraco.Pdf;

namespace Halden.Umbraco.Submissions;

/// <summary>A submission on paper: every answered question with its answer, and the reference at the foot of each page.</summary>
internal static class SubmissionPdf
{
    /// <summary>The PDF's bytes.</summary>
    public static byte[] Write(Submission submission, SubmissionPayload payload, string service, string municipality, string language)
    {
        var pages = new PdfPages();
        pages.Say(municipality, PdfText.Faint, 2);
        pages.Say(service, PdfText.Title, 10);
        pages.Fact(SubmissionTexts.Reference.In(language), submission.Reference);
        pages.Fact(SubmissionTexts.Received.In(language), SubmissionTexts.At(submission.ReceivedAt).In(language));
        pages.Fact(SubmissionTexts.Form.In(language), payload.Form.Name);
        if (payload.SignedIn is { } signedIn)
        {
            pages.Fact(SubmissionTexts.SignedIn.In(language), SubmissionTexts.SignedInAs(signedIn).In(language));
        }

        foreach (var group in SubmissionAnswers.Of(payload, language))
        {
            pages.Gap(10);
            if (group.Heading is { } heading)
            {
                pages.Say(heading, PdfText.Heading, 6);
            }

            foreach (var question in group.Questions)
            {
                pages.Say(question.Question, PdfText.Subheading, 1);
                foreach (var answer in question.Answers)
                {
                    pages.Say(answer, PdfText.Paragraph, 1);
                }

                pages.Gap(8);
            }
        }

        return pages.Finish($"{submission.Reference} {service}", municipality, submission.Reference, submission.ReceivedAt, submission.Culture, language);
    }
}
