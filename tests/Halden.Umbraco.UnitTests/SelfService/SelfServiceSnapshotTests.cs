using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Los;
using Halden.Umbraco.UnitTests.Processes;

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
    public void WhatNobodyAskedForInBetweenIsStillKept()
    {
        var (kept, changed) = (AService.Called("Barnehageplass"), AService.Called("Avløpsgebyr"));
        var first = ASnapshot.Of(kept, changed);
        var page = first.Find(Cultures.Bokmal, kept.Key)!.Page;
        var list = first.In(Cultures.Bokmal).NotFoundPage;
        _ = (page.In(ContentCoding.Identity), list.In(ContentCoding.Identity));

        var unread = ASnapshot.Following(first, kept, changed.With("price", "<p>2 000 kr</p>"));
        var last = ASnapshot.Following(unread, kept, changed.With("price", "<p>3 000 kr</p>"));

        Assert.Same(page, last.Find(Cultures.Bokmal, kept.Key)!.Page);
        Assert.Same(list, last.In(Cultures.Bokmal).NotFoundPage);
    }

    [Fact]
    public void PageChangesWithWhatIsRelated()
    {
        var one = AService.Called("Barnehageplass").With("losWords", "Barn");
        var other = AService.Called("Skolefritidsordning").With("losWords", "Barn");
        var first = ASnapshot.Of(one);
        Assert.DoesNotContain("Skolefritidsordning", Text(first.Find(Cultures.Bokmal, one.Key)!.Page), StringComparison.Ordinal);

        var next = ASnapshot.Following(first, one, other);

        Assert.Contains("Skolefritidsordning", Text(next.Find(Cultures.Bokmal, one.Key)!.Page), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherProcessMakesThePageAndItsJsonAnotherAndNoList()
    {
        var service = AService.Called("Barnehageplass").With(AProcess.OnPaper);
        var first = ASnapshot.Of(service);
        var (page, json) = (Text(first.Find(Cultures.Bokmal, service.Key)!.Page), Text(first.Find(Cultures.Bokmal, service.Key)!.Json));
        var list = first.In(Cultures.Bokmal).ListPage.In(ContentCoding.Brotli).Bytes;
        Assert.Contains("Kulturskolen", json, StringComparison.Ordinal);

        var next = ASnapshot.Following(first, service.With(AProcess.OnPaper with { Lanes = [.. AProcess.OnPaper.Lanes.Select(lane => lane with { Name = "Biblioteket" })] }));

        Assert.NotEqual(page, Text(next.Find(Cultures.Bokmal, service.Key)!.Page));
        Assert.NotEqual(json, Text(next.Find(Cultures.Bokmal, service.Key)!.Json));
        Assert.Equal(list, next.In(Cultures.Bokmal).ListPage.In(ContentCoding.Brotli).Bytes);
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

    [Theory]
    [InlineData("2026-03-04 14:59", false)]
    [InlineData("2026-03-04 15:00", true)]
    [InlineData("2026-03-05 00:00", true)]
    public void IsOutdatedWhenAnOfficeClosesOrADayBegins(string moment, bool isOutdated)
    {
        var snapshot = ASnapshot.Of(AService.Called("Barnehageplass").With("openingHours", "Mandag–fredag 9–15"), AService.Called("SFO").With("applicationCloses", "2026-03-04"));
        var local = DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(isOutdated, snapshot.IsOutdatedAt(new DateTimeOffset(local, TimeSpan.FromHours(1))));
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
            AService[] services = [.. Enumerable.Range(0, 50).Select(n => AService.Called($"Tjeneste {n}").With(AProcess.OnPaper))];
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

        var snapshot = SelfServiceSnapshot.Build([shown], addresses, ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);

        Assert.Equal("barnehageplass", snapshot.BySlug(Cultures.Bokmal, "barnehage")?.Slug);
    }

    [Theory]
    [InlineData("https://psi.norge.no/los/ord/barnehageplass", "Barnehageplass")]
    [InlineData("http://psi.norge.no/los/emneord/barnehageplass\nhttps://psi.norge.no/los/ord/barnehageplass\nbarnehageplass", "Barnehageplass")]
    [InlineData("https://psi.norge.no/los/ord/ukjent-ord", "Ukjent ord")]
    [InlineData("vann", "Vann")]
    public void ThemeWordsAreReadable(string stored, string word)
    {
        var text = AService.Called("Tjeneste").With("losWords", stored).Description().Texts[Cultures.Bokmal];

        Assert.Equal([word], ThemeWords.Of(text, Cultures.Bokmal, ALos.Small).Select(one => one.Name));
    }

    [Fact]
    public void JsonHasTheThemesOfAServicesWords()
    {
        var sfo = AService.Called("Skolefritidsordning")
            .With("losWords", $"{ALos.Psi("ord/skolefritidsordning")}\nhttps://psi.norge.no/los/ord/ukjent-ord\nLeksehjelp")
            .With("lifeEvents", $"{ALos.Psi("hendelse/fa-barn")}\nFlytte")
            .In(Cultures.NewNorwegian, "Skulefritidsordning")
            .With("losWords", ALos.Psi("ord/skolefritidsordning"));
        var snapshot = ASnapshot.Of(ALos.Small, sfo);

        var service = JsonNode.Parse(Text(snapshot.Find(Cultures.Bokmal, sfo.Key)!.Json))!;
        Assert.Equal(
            """[{"psi":"https://psi.norge.no/los/tema/skole-og-utdanning","name":"Skole og utdanning","under":null},{"psi":"https://psi.norge.no/los/tema/skolehverdag","name":"Skolehverdag","under":"https://psi.norge.no/los/tema/skole-og-utdanning"},{"psi":"https://psi.norge.no/los/tema/familie-og-barn","name":"Familie og barn","under":null}]""",
            service["themes"]!.ToJsonString());
        Assert.Equal(
            """[{"psi":"https://psi.norge.no/los/ord/skolefritidsordning","name":"Skolefritidsordning"},{"psi":null,"name":"Ukjent ord"},{"psi":null,"name":"Leksehjelp"}]""",
            service["subjects"]!.ToJsonString());
        Assert.Equal("""[{"psi":"https://psi.norge.no/los/hendelse/fa-barn","name":"\u00C5 f\u00E5 barn"},{"psi":null,"name":"Flytte"}]""", service["lifeEvents"]!.ToJsonString());

        var list = JsonNode.Parse(Text(snapshot.In(Cultures.NewNorwegian).ListJson))!;
        Assert.Equal(["Skule og utdanning", "Skulekvardag", "Familie og barn"], list["items"]![0]!["themes"]!.AsArray().Select(theme => (string)theme!["name"]!));
    }

    [Fact]
    public void OtherEditionOfLosRendersAgainOnlyWhatItChanges()
    {
        var kindergarten = AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass"));
        var road = AService.Called("Vei").With("losWords", "Vei");
        var before = ASnapshot.Of(kindergarten, road);
        var (text, page) = (Text(before.Find(Cultures.Bokmal, kindergarten.Key)!.Json), before.Find(Cultures.Bokmal, road.Key)!.Page);
        _ = (page.In(ContentCoding.Identity), before.Catalogue(RdfFormat.Turtle).In(ContentCoding.Identity));

        var after = ASnapshot.Following(before, ALos.Small, kindergarten, road);

        Assert.NotEqual(text, Text(after.Find(Cultures.Bokmal, kindergarten.Key)!.Json));
        Assert.Same(page, after.Find(Cultures.Bokmal, road.Key)!.Page);
        Assert.Contains("Kindergarten place", Text(after.Catalogue(RdfFormat.Turtle)), StringComparison.Ordinal);
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
