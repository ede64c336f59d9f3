using System.Text;
using Halden.Umbraco.Notices;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>The e-mails of "save and continue later": plain text, and nothing of what the citizen wrote.</summary>
internal static class SavedDraftMail
{
    /// <summary>The link.</summary>
    public static (string Subject, string Body) Link(PublicService service, string municipality, string address, DateTimeOffset until) => Write(
        service,
        municipality,
        SavedTexts.LinkSubject(service.Title),
        SavedTexts.LinkIntro(service.Title, municipality),
        address,
        SavedTexts.LinkUntil(NorwegianTime.DayOf(until)),
        SavedTexts.NotYou);

    /// <summary>The code.</summary>
    public static (string Subject, string Body) Code(PublicService service, string municipality, string code) => Write(
        service,
        municipality,
        SavedTexts.CodeSubject(municipality),
        SavedTexts.CodeIntro(service.Title),
        code,
        SavedTexts.CodeUntil((int)SavedDrafts.CodeLifetime.TotalMinutes),
        SavedTexts.NobodyAsks(municipality));

    private static (string Subject, string Body) Write(PublicService service, string municipality, Label subject, Label intro, string what, Label until, Label warning)
    {
        var body = new StringBuilder()
            .Append(intro.In(service.Culture)).Append("\n\n")
            .Append(what).Append("\n\n")
            .Append(until.In(service.Culture)).Append(' ').Append(warning.In(service.Culture)).Append("\n\n")
            .Append(NoticeTexts.Automatic(municipality).In(service.Culture)).Append('\n');
        return (NoticeMail.Subject(subject.In(service.Culture)), body.ToString());
    }
}
