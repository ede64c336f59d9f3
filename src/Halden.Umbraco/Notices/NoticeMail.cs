using System.Text;
using System.Text.RegularExpressions;

namespace Halden.Umbraco.Notices;

/// <summary>What every e-mail needs to know of the site.</summary>
/// <param name="Municipality">The municipality's name.</param>
/// <param name="Address">Scheme and host; empty where the site has not been told.</param>
internal sealed record NoticeSite(string Municipality, string Address)
{
    /// <summary>
    /// Where the section is in Umbraco's backoffice. The embedded runtime's shell answers there too, and either takes the
    /// reader on to the place after sign-in. App_Plugins/Halden.Umbraco/src/umbraco/paths.ts says the same.
    /// </summary>
    public const string Section = "/umbraco/section/tjenester/view/oversikt/";

    /// <summary>The address of a place in the section; null where there is none to give.</summary>
    public string? AddressOf(string? path) => path is null || Address.Length == 0 ? null : Address + Section + path;
}

/// <summary>Writes e-mail: plain text, which every program and every screen reader shows well.</summary>
internal static partial class NoticeMail
{
    private const int LongestSubject = 150;

    /// <summary>Subject and body of one e-mail with these notices, at least one.</summary>
    /// <param name="notices">What to tell.</param>
    /// <param name="site">The site.</param>
    /// <param name="language">nb-NO, nn-NO or en-US.</param>
    /// <param name="isUser">Whether the reader has a user, and so can choose.</param>
    /// <param name="reference">Key of the delivery, the same each time that it is tried.</param>
    public static (string Subject, string Body) Write(IReadOnlyList<NoticeFacts> notices, NoticeSite site, string language, bool isUser, Guid reference)
    {
        var body = new StringBuilder();
        if (notices.Count == 1)
        {
            Tell(body, notices[0], site, language);
        }
        else
        {
            for (var i = 0; i < notices.Count; i++)
            {
                body.Append(i + 1).Append(". ").Append(OneLine(NoticeTexts.Headline(notices[i]).In(language))).Append("\n\n");
                Tell(body, notices[i], site, language);
            }
        }

        body.Append(NoticeTexts.Automatic(site.Municipality).In(language)).Append('\n');
        if (isUser && site.AddressOf("varsler") is { } choose)
        {
            body.Append(NoticeTexts.Choose.In(language)).Append(' ').Append(choose).Append('\n');
        }

        body.Append(NoticeTexts.Reference.In(language)).Append(' ').Append(reference).Append('\n');
        return (Subject((notices.Count == 1 ? NoticeTexts.Headline(notices[0]) : NoticeTexts.Several(notices.Count)).In(language)), body.ToString());
    }

    /// <summary>A text as the subject of an e-mail: on one line, and not too long.</summary>
    public static string Subject(string text) => Shorten(OneLine(text));

    private static void Tell(StringBuilder body, NoticeFacts facts, NoticeSite site, string language)
    {
        body.Append(NoticeTexts.Body(facts, site.Municipality).In(language).ReplaceLineEndings("\n")).Append("\n\n");
        if (facts.Path is not null)
        {
            body.Append(site.AddressOf(facts.Path) is { } address ? $"{NoticeTexts.SeeHere.In(language)}\n{address}" : NoticeTexts.SignIn.In(language)).Append("\n\n");
        }
    }

    // A title is a person's; a line break in it must not become a header of its own.
    private static string OneLine(string text) => Spaces().Replace(text, " ").Trim();

    private static string Shorten(string text) =>
        text.Length <= LongestSubject ? text : text[..(char.IsHighSurrogate(text[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject)].TrimEnd() + "…";

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Spaces();
}
