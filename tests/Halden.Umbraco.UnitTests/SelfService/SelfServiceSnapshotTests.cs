using System.Text;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService;

public class SelfServiceSnapshotTests
{
    [Fact]
    public void LeavesOutTextThatIsNotApproved()
    {
        var service = AService.Called("Barnehageplass").In(Cultures.NewNorwegian, "Barnehageplass");

        var (shown, withheld) = ShownService.Of(service.Published(), (_, culture, _) => culture == Cultures.NewNorwegian);

        Assert.Equal([Cultures.NewNorwegian], shown.Texts.Keys);
        Assert.Equal([Cultures.Bokmal], withheld);
    }

    [Fact]
    public void LeavesOutCultureThatIsNotPublished()
    {
        var service = AService.Called("Barnehageplass").In(Cultures.English, "Kindergarten").Without(Cultures.Bokmal);

        var snapshot = ASnapshot.Of(service);

        Assert.Empty(snapshot.In(Cultures.Bokmal).Services);
        Assert.Equal("Kindergarten", Assert.Single(snapshot.In(Cultures.English).Services).Title);
        Assert.Null(snapshot.PathOf(Cultures.NewNorwegian, service.Key));
    }

    [Fact]
    public void LeavesOutWhatIsInternal()
    {
        var service = AService.Called("Barnehageplass").With("description", "<p>Offentlig</p>");
        foreach (var field in ServiceFields.Internal)
        {
            service.With(field.Alias, $"<p>HEMMELIG-{field.Alias}</p>");
        }

        var shown = ASnapshot.Of(service).Find(Cultures.Bokmal, service.Key)!;

        Assert.Contains("Offentlig", Text(shown.Page), StringComparison.Ordinal);
        Assert.DoesNotContain("HEMMELIG", Text(shown.Page), StringComparison.Ordinal);
        Assert.DoesNotContain("HEMMELIG", Text(shown.Json), StringComparison.Ordinal);
    }

    [Fact]
    public void SortsAsTheCultureDoes()
    {
        var titles = ASnapshot.Sample().In(Cultures.Bokmal).Services.Select(service => service.Title);

        Assert.Equal(
            ["24-timers vakttelefon", "Ambulerende skjenkebevilling", "Avløpsgebyr", "Barnehageplass", "Byggesak uten ansvarsrett", "Hjemmesykepleie",
                "Skolefritidsordning (SFO)", "Ævlekurs", "Økonomisk sosialhjelp", "Åpen barnehage"],
            titles);
    }

    [Fact]
    public void UnchangedServiceKeepsItsBytes()
    {
        var kept = AService.Called("Barnehageplass").With("description", "<p>Som før</p>");
        var changed = AService.Called("Avløpsgebyr").With("price", "<p>1 000 kr</p>");
        var first = ASnapshot.Of(kept, changed);
        var page = first.Find(Cultures.Bokmal, kept.Key)!.Page.In(ContentCoding.Brotli).Bytes;
        var other = first.Find(Cultures.Bokmal, changed.Key)!.Page.In(ContentCoding.Brotli);

        var next = ASnapshot.Following(first, kept, changed.With("price", "<p>2 000 kr</p>"));

        Assert.Equal(page, next.Find(Cultures.Bokmal, kept.Key)!.Page.In(ContentCoding.Brotli).Bytes);
        Assert.NotEqual(other.ETag, next.Find(Cultures.Bokmal, changed.Key)!.Page.In(ContentCoding.Brotli).ETag);
    }

    [Fact]
    public void ServiceThatLinksToAnotherChangesWithItsAddress()
    {
        var sfo = AService.Called("SFO");
        var barnehage = AService.Called("Barnehageplass").With("description", $"<p><a href=\"/{{localLink:{sfo.Key}}}\">SFO</a></p>");
        var first = ASnapshot.Of(barnehage, sfo);
        Assert.Contains("href=\"/selvbetjening/sfo\"", Text(first.Find(Cultures.Bokmal, barnehage.Key)!.Page), StringComparison.Ordinal);

        var next = ASnapshot.Following(first, barnehage);

        Assert.DoesNotContain("sfo\"", Text(next.Find(Cultures.Bokmal, barnehage.Key)!.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void SnapshotsDoNotHoldOnToOneAnother()
    {
        var (current, former) = Chain();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        // The pools of the renderer may hold on to what they rendered last; a chain would hold on to all.
        Assert.InRange(former.Count(snapshot => snapshot.IsAlive), 0, 5);
        GC.KeepAlive(current);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static (SelfServiceSnapshot, List<WeakReference>) Chain()
        {
            AService[] services = [.. Enumerable.Range(0, 50).Select(n => AService.Called($"Tjeneste {n}"))];
            var former = new List<WeakReference>();
            SelfServiceSnapshot? current = null;
            for (var n = 0; n < services.Length; n++)
            {
                current = ASnapshot.Following(current, services);
                former.Add(new WeakReference(current));
                _ = current.Find(Cultures.Bokmal, services[n].Key)!.Page.In(ContentCoding.Brotli);
            }

            return (current!, former);
        }
    }

    [Fact]
    public void EachCodingHasItsOwnTag()
    {
        var page = ASnapshot.Sample().In(Cultures.Bokmal).ListPage;

        var tags = Enum.GetValues<ContentCoding>().Select(coding => page.In(coding).ETag).ToList();

        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"[0-9a-z-]+\"$", tag));
    }

    [Fact]
    public void FormerAddressLeadsToTheService()
    {
        var shown = AService.Called("Barnehageplass").Shown();
        var addresses = ASnapshot.Addresses([shown], new ServiceAddress { Culture = Cultures.Bokmal, Slug = "barnehage", DocumentKey = shown.Key });

        var snapshot = SelfServiceSnapshot.Build([shown], addresses, ASnapshot.Site, (_, _) => null);

        Assert.Equal("barnehageplass", snapshot.BySlug(Cultures.Bokmal, "barnehage")?.Slug);
    }

    [Theory]
    [InlineData("https://psi.norge.no/los/ord/barnehage", "Barnehager i kommunen")]
    [InlineData("https://psi.norge.no/los/ord/ukjent-ord", "Ukjent ord")]
    [InlineData("vann", "Vann")]
    public void ThemeWordsAreReadable(string stored, string word)
    {
        var text = AService.Called("Tjeneste").With("losWords", stored).Description().Texts[Cultures.Bokmal];

        Assert.Equal([word], ThemeWords.Of(text, Cultures.Bokmal, (uri, _) => uri.EndsWith("/barnehage", StringComparison.Ordinal) ? "Barnehager i kommunen" : null));
    }

    [Fact]
    public void UpdatedIsWhatTheTextSaysElseWhenItWasPublished()
    {
        var says = AService.Called("Sier").With("updated", "2025-12-24");
        var silent = AService.Called("Tier");
        var snapshot = ASnapshot.Of(says, silent);

        Assert.Equal(new DateOnly(2025, 12, 24), snapshot.Find(Cultures.Bokmal, says.Key)!.Updated);
        Assert.Equal(new DateOnly(2026, 3, 1), snapshot.Find(Cultures.Bokmal, silent.Key)!.Updated);
    }

    private static string Text(StoredResponse response) => Encoding.UTF8.GetString(response.In(ContentCoding.Identity).Bytes.Span);
}
