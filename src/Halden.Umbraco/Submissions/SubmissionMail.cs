using System.Text;
using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Submissions;

/// <summary>Writes the e-mails of a submission, plain text. Nothing of what the citizen wrote is in them.</summary>
internal static class SubmissionMail
{
    /// <summary>Where in the section a submission is read.</summary>
    public static string PathOf(Guid submission) => $"innsendinger/{submission}";

    /// <summary>To whoever receives the service's applications, in bokmål.</summary>
    public static (string Subject, string Body) ToRecipient(Submission submission, Guid delivery, string service, NoticeSite site, bool hasAnswers)
    {
        const string Language = Cultures.Bokmal;
        var body = new StringBuilder();
        body.Append(SubmissionTexts.Arrived(service).In(Language)).Append("\n\n");
        Facts(body, submission, service, Language);
        body.Append((hasAnswers ? SubmissionTexts.WithAnswers : SubmissionTexts.WithoutAnswers).In(Language)).Append('\n');
        body.Append(site.AddressOf(PathOf(submission.Id)) is { } address ? $"{SubmissionTexts.ReadHere.In(Language)}\n{address}" : NoticeTexts.SignIn.In(Language)).Append("\n\n");
        End(body, delivery, site, Language);
        return (NoticeMail.Subject(SubmissionTexts.NewSubmission(service, submission.Reference).In(Language)), body.ToString());
    }

    /// <summary>To the citizen, in the language that the form was filled in in.</summary>
    public static (string Subject, string Body) Receipt(Submission submission, Guid delivery, string service, NoticeSite site)
    {
        var language = submission.Culture;
        var body = new StringBuilder();
        body.Append(SubmissionTexts.WeHaveReceived(site.Municipality, service).In(language)).Append("\n\n");
        Facts(body, submission, service, language);
        body.Append(SubmissionTexts.KeepReference.In(language)).Append("\n\n");
        End(body, delivery, site, language);
        return (NoticeMail.Subject(SubmissionTexts.ReceiptSubject(service, submission.Reference).In(language)), body.ToString());
    }

    /// <summary>To whoever receives the service's applications, only to see that it gets there; in bokmål.</summary>
    public static (string Subject, string Body) Test(Guid delivery, string service, NoticeSite site)
    {
        const string Language = Cultures.Bokmal;
        var body = new StringBuilder();
        body.Append(SubmissionTexts.TestMark.In(Language)).Append("\n\n").Append(SubmissionTexts.TestBody(service).In(Language)).Append("\n\n");
        End(body, delivery, site, Language);
        return (NoticeMail.Subject($"{SubmissionTexts.TestMark.In(Language)}: {service}"), body.ToString());
    }

    private static void Facts(StringBuilder body, Submission submission, string service, string language) => body
        .Append(SubmissionTexts.Reference.In(language)).Append(' ').Append(submission.Reference).Append('\n')
        .Append(SubmissionTexts.Service.In(language)).Append(' ').Append(service).Append('\n')
        .Append(SubmissionTexts.Received.In(language)).Append(' ').Append(SubmissionTexts.At(submission.ReceivedAt).In(language)).Append("\n\n");

    private static void End(StringBuilder body, Guid delivery, NoticeSite site, string language) => body
        .Append(NoticeTexts.Automatic(site.Municipality).In(language)).Append('\n')
        .Append(SubmissionTexts.Delivery.In(language)).Append(' ').Append(delivery).Append('\n');
}
