using AngleSharp.Html.Parser;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Lovdata;

namespace Halden.Umbraco.UnitTests.SelfService.Lovdata;

public class LawCitationsTests
{
    [Theory]
    [InlineData("lov 17. juni 2005 nr. 64", "lov 17. juni 2005 nr. 64", "https://lovdata.no/lov/2005-06-17-64")]
    [InlineData("Lov av 17. juni 2005 nr 64 § 16 om barnehager", "Lov av 17. juni 2005 nr 64 § 16", "https://lovdata.no/lov/2005-06-17-64/%C2%A716")]
    [InlineData("Forskrift 16. desember 2005 nr. 1478", "Forskrift 16. desember 2005 nr. 1478", "https://lovdata.no/forskrift/2005-12-16-1478")]
    [InlineData("Se LOV-2005-06-17-64.", "LOV-2005-06-17-64", "https://lovdata.no/lov/2005-06-17-64")]
    [InlineData("FOR-2005-12-16-1478", "FOR-2005-12-16-1478", "https://lovdata.no/forskrift/2005-12-16-1478")]
    [InlineData("LOV-1967-02-10", "LOV-1967-02-10", "https://lovdata.no/lov/1967-02-10")]
    [InlineData("etter barnehageloven", "barnehageloven", "https://lovdata.no/lov/2005-06-17-64")]
    [InlineData("Barnehagelova § 16", "Barnehagelova § 16", "https://lovdata.no/lov/2005-06-17-64/%C2%A716")]
    [InlineData("helse- og omsorgstjenesteloven § 3-2 a", "helse- og omsorgstjenesteloven § 3-2 a", "https://lovdata.no/lov/2011-06-24-30/%C2%A73-2a")]
    [InlineData("plan- og bygningsloven, § 20-1", "plan- og bygningsloven, § 20-1", "https://lovdata.no/lov/2008-06-27-71/%C2%A720-1")]
    [InlineData("forvaltningsloven § 28 første ledd", "forvaltningsloven § 28", "https://lovdata.no/lov/1967-02-10/%C2%A728")]
    [InlineData("opplæringslova § 4-1 et", "opplæringslova § 4-1", "https://lovdata.no/lov/2023-06-09-30/%C2%A74-1")]
    public void FindsWhatIsNamed(string text, string named, string url)
    {
        var citation = Assert.Single(LawCitations.In(text));

        Assert.Equal(named, text.Substring(citation.Index, citation.Length));
        Assert.Equal(url, citation.Url);
    }

    [Theory]
    [InlineData("barnehageloven § 16 og 16 a")]
    [InlineData("barnehageloven §§ 16 og 17")]
    public void SeveralParagraphsLeadToTheAct(string text) => Assert.Equal("https://lovdata.no/lov/2005-06-17-64", Assert.Single(LawCitations.In(text)).Url);

    [Theory]
    [InlineData("Kommunens vedtekter § 4")]
    [InlineData("lov 31. februar 2005 nr. 64")]
    [InlineData("barnehagelovens formål")]
    [InlineData("LOV-2005-06-17-64-x")]
    [InlineData("https://lovdata.no/lov/LOV-2005-06-17-64")]
    [InlineData("den gamle barne-barnehageloven")]
    public void WhatIsNotKnownIsLeftAlone(string text) => Assert.Empty(LawCitations.In(text));

    [Fact]
    public void EachIsFoundOnceAndInItsOrder() => Assert.Equal(
        ["https://lovdata.no/lov/2005-06-17-64", "https://lovdata.no/lov/2018-06-22-83", "https://lovdata.no/lov/2006-05-19-16"],
        LawCitations.In("LOV-2005-06-17-64, lov 22. juni 2018 nr. 83 og offentleglova").Select(citation => citation.Url));

    [Fact]
    public void APageLinksToLovdataInTheLawsSectionAndNowhereElse()
    {
        var service = AService.Called("Barnehageplass")
            .With("acts", "<ul><li>Barnehageloven § 16, se også forvaltningsloven</li></ul><p><a href=\"https://www.halden.kommune.no/\">barnehageloven</a></p>")
            .With("criteria", "<p>Etter barnehageloven.</p>");
        var shown = Assert.Single(ASnapshot.Of(service).In("nb-NO").Services);
        var page = new HtmlParser().ParseDocument(System.Text.Encoding.UTF8.GetString(PageRenderer(shown)));

        Assert.Equal(
            [("Barnehageloven § 16", "https://lovdata.no/lov/2005-06-17-64/%C2%A716"), ("forvaltningsloven", "https://lovdata.no/lov/1967-02-10"), ("barnehageloven", "https://www.halden.kommune.no/")],
            page.QuerySelectorAll(".halden-section a").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        Assert.Equal("Barnehageloven § 16, se også forvaltningsloven", page.QuerySelector(".halden-html li")!.TextContent);
        Assert.Contains("https://lovdata.no/lov/1967-02-10", System.Text.Encoding.UTF8.GetString(shown.Json.In(ContentCoding.Identity).Bytes.Span), StringComparison.Ordinal);
    }

    private static byte[] PageRenderer(PublicService service) => service.Page.In(ContentCoding.Identity).Bytes.ToArray();
}
