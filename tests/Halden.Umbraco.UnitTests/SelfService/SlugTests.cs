using Halden.Umbraco.SelfService;

namespace Halden.Umbraco.UnitTests.SelfService;

public class SlugTests
{
    [Theory]
    [InlineData("Barnehageplass", "barnehageplass")]
    [InlineData("Økonomisk sosialhjelp", "okonomisk-sosialhjelp")]
    [InlineData("Kjæledyr, gjerde & ÅPEN båtplass", "kjaeledyr-gjerde-apen-batplass")]
    [InlineData("Æ Ø Å", "ae-o-a")]
    [InlineData("Café à la carte – ö, ü, ñ", "cafe-a-la-carte-o-u-n")]
    [InlineData("Sámi giella: đ ŋ ŧ č š ž", "sami-giella-d-n-t-c-s-z")]
    [InlineData("  SFO -- (skole)fritid!  ", "sfo-skole-fritid")]
    [InlineData("24-timers tjeneste", "24-timers-tjeneste")]
    [InlineData("Straße", "strasse")]
    [InlineData("日本語", "tjeneste")]
    [InlineData("", "tjeneste")]
    [InlineData("---", "tjeneste")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("<script>alert(1)</script>", "script-alert-1-script")]
    [InlineData("\uD800 halvt tegn", "halvt-tegn")]
    public void FoldsTitle(string title, string slug) => Assert.Equal(slug, Slug.Of(title));

    [Fact]
    public void CutsLongTitleAtWord()
    {
        var slug = Slug.Of(string.Join(' ', Enumerable.Repeat("tjenestebeskrivelse", 10)));

        Assert.Equal("tjenestebeskrivelse-tjenestebeskrivelse-tjenestebeskrivelse-tjenestebeskrivelse", slug);
        Assert.True(Slug.Of(new string('x', 500)).Length == Slug.MaxLength);
    }

    [Fact]
    public void CandidatesAreNumberedAndFit()
    {
        var title = new string('å', 100);

        var candidates = Slug.Candidates(title).Take(120).ToList();

        Assert.Equal(120, candidates.Distinct().Count());
        Assert.All(candidates, slug => Assert.True(Slug.IsWellFormed(slug), slug));
        Assert.All(candidates, slug => Assert.True(Slug.Fits(slug, title), slug));
    }

    [Theory]
    [InlineData("Emneord")]
    [InlineData("Søk")]
    public void NeverTakesAddressOfOurOwn(string title) =>
        Assert.Equal($"{Slug.Of(title)}-2", Slug.Candidates(title).First());

    [Theory]
    [InlineData("barnehage", "Barnehage", true)]
    [InlineData("barnehage-2", "Barnehage", true)]
    [InlineData("barnehage-1", "Barnehage", false)]
    [InlineData("barnehage-plass", "Barnehage", false)]
    [InlineData("sfo", "Barnehage", false)]
    public void KeepsAddressThatFitsTitle(string slug, string title, bool fits) => Assert.Equal(fits, Slug.Fits(slug, title));

    [Fact]
    public void AnyTextGivesWellFormedSlug()
    {
        var random = new Random(20260301);
        for (var n = 0; n < 2000; n++)
        {
            var title = new string([.. Enumerable.Range(0, random.Next(0, 120)).Select(_ => (char)random.Next(0, 0xffff))]);

            Assert.True(Slug.IsWellFormed(Slug.Of(title)), title);
        }
    }
}
