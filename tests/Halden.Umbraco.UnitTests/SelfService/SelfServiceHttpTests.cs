using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Los;
using Microsoft.Extensions.FileProviders;

namespace Halden.Umbraco.UnitTests.SelfService;

public sealed class SelfServiceHttpTests : IAsyncLifetime
{
    private ASite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ASite.StartAsync(ASnapshot.Sample());

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task StyleSheetsAreCompressedAndKeptAlsoWhileTheSiteStarts()
    {
        var root = Directory.CreateTempSubdirectory("halden-www-");
        try
        {
            Directory.CreateDirectory(Path.Combine(root.FullName, "selvbetjening"));
            var sheet = string.Join('\n', Enumerable.Range(0, 500).Select(number => $".a{number} {{ color: red; }}"));
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "selvbetjening", "halden.css"), sheet, TestContext.Current.CancellationToken);
            await using var site = await ASite.StartAsync(null, with: builder => builder.Environment.WebRootFileProvider = new PhysicalFileProvider(root.FullName));

            using var ask = new HttpRequestMessage(HttpMethod.Get, "/selvbetjening/halden.css?v=1") { Headers = { { "Accept-Encoding", "br" } } };
            using var answer = await site.Client.SendAsync(ask, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/css; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.Equal("public, max-age=3600", answer.Headers.CacheControl?.ToString());
            Assert.InRange(answer.Content.Headers.ContentLength ?? 0, 1, sheet.Length / 5);
            Assert.Equal(sheet, await site.Client.GetStringAsync("/selvbetjening/halden.css", TestContext.Current.CancellationToken));

            // The site's own, changed while it runs.
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "selvbetjening", "halden.css"), ".b { }", TestContext.Current.CancellationToken);
            Assert.Equal(".b { }", await site.Client.GetStringAsync("/selvbetjening/halden.css", TestContext.Current.CancellationToken));

            // What the web root has not is the host's to answer.
            Assert.Equal("site:/selvbetjening/sok.js", await site.Client.GetStringAsync("/selvbetjening/sok.js", TestContext.Current.CancellationToken));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("/selvbetjening", "nb", "<h1 class=\"ds-heading\" data-size=\"xl\">Selvbetjening</h1>")]
    [InlineData("/selvbetjening/a-aa", "nb", "Alle tjenester fra A til Å")]
    [InlineData("/selvbetjening/emneord", "nb", "Tjenester etter emneord")]
    [InlineData("/selvbetjening/barnehageplass", "nb", "Kommunalavdeling undervisning og oppvekst")]
    [InlineData("/nn/selvbetjening", "nn", "Sjølvbetening")]
    [InlineData("/nn/selvbetjening/emneord", "nn", "Tenester etter emneord")]
    [InlineData("/nn/selvbetjening/heimesjukepleie", "nn", "Heimesjukepleie")]
    [InlineData("/en/selvbetjening", "en", "Self-service")]
    [InlineData("/en/selvbetjening/kindergarten-place", "en", "This is not a statutory service.")]
    public async Task ShowsPage(string path, string language, string text)
    {
        using var response = await _site.SendAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.Contains(text, await BodyAsync(response), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/umbraco")]
    [InlineData("/selvbetjeningen")]
    [InlineData("/selvbetjening/designsystemet.css")]
    [InlineData("/selvbetjening/halden.css?v=1")]
    [InlineData("/nn")]
    [InlineData("/nn/annet")]
    [InlineData("/api/noe")]
    [InlineData("/umbraco/selvbetjening")]
    public async Task LeavesTheRestOfTheSiteAlone(string path)
    {
        using var response = await _site.SendAsync(path, HttpMethod.Post);

        Assert.StartsWith("site:", await BodyAsync(response), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/selvbetjening/finnes-ikke", "Siden finnes ikke")]
    [InlineData("/selvbetjening/a/b", "Siden finnes ikke")]
    [InlineData("/selvbetjening/%C3%A5pen", "Siden finnes ikke")]
    [InlineData("/selvbetjening//", "Siden finnes ikke")]
    [InlineData("/nn/selvbetjening/finst-ikkje", "Sida finst ikkje")]
    [InlineData("/en/selvbetjening/none", "Page not found")]
    public async Task UnknownPageIsNotFound(string path, string title)
    {
        using var response = await _site.SendAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(title, await BodyAsync(response), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/en/selvbetjening/heimesjukepleie", "href=\"/selvbetjening/hjemmesykepleie\"")]
    public async Task MissingLanguageLeadsToTheOnesThereAre(string path, string link)
    {
        using var response = await _site.SendAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(link, await BodyAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotTranslatedIsShownAsItIsAndSaysSo()
    {
        using var page = await _site.SendAsync("/nn/selvbetjening/avlopsgebyr");
        using var json = await _site.SendAsync("/api/selvbetjening/v1/services/avlopsgebyr?culture=nn-NO");
        var body = await BodyAsync(page);
        var list = await _site.Client.GetStringAsync("/nn/selvbetjening/a-aa", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Denne tenesta er ikkje omsett til nynorsk. Du les ho på bokmål.", body, StringComparison.Ordinal);
        Assert.Contains("<article lang=\"nb\">", body, StringComparison.Ordinal);
        Assert.Contains("<link rel=\"canonical\" href=\"/selvbetjening/avlopsgebyr\" />", body, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"nb\">Avløpsgebyr</span> (Bokmål)", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
    }

    [Theory]
    [InlineData("/selvbetjening/", "/selvbetjening")]
    [InlineData("/selvbetjening/barnehageplass/", "/selvbetjening/barnehageplass")]
    [InlineData("/Selvbetjening/Barnehageplass?utm=1", "/selvbetjening/barnehageplass?utm=1")]
    [InlineData("/nn/selvbetjening/?x=%0d%0aSet-Cookie:a", "/nn/selvbetjening?x=%0d%0aSet-Cookie:a")]
    [InlineData("/api/selvbetjening/v1/services/?culture=nn-NO", "/api/selvbetjening/v1/services?culture=nn-NO")]
    public async Task OtherSpellingIsMovedPermanently(string path, string location)
    {
        using var response = await _site.SendAsync(path);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task FormerAddressIsMovedPermanently()
    {
        var shown = AService.Called("Barnehageplass").Shown();
        _site.State.Current = SelfServiceSnapshot.Build(
            [shown],
            ASnapshot.Addresses([shown], new ServiceAddress { Culture = Cultures.Bokmal, Slug = "barnehage", DocumentKey = shown.Key }),
            ASnapshot.Site,
            LosVocabulary.Themes,
            ASnapshot.Moment);

        using var page = await _site.SendAsync("/selvbetjening/barnehage");
        using var json = await _site.SendAsync("/api/selvbetjening/v1/services/barnehage");

        Assert.Equal(HttpStatusCode.MovedPermanently, page.StatusCode);
        Assert.Equal("/selvbetjening/barnehageplass", page.Headers.Location!.OriginalString);
        Assert.Equal("/api/selvbetjening/v1/services/barnehageplass?culture=nb-NO", json.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0.5, gzip;q=0.8", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("identity, *;q=0", null)]
    [InlineData("identity;q=1, gzip;q=0.5", null)]
    [InlineData("gzip;q=0.2, identity;q=0", "gzip")]
    [InlineData("zstd, deflate", null)]
    [InlineData("br;q=nonsens,,;", null)]
    [InlineData("identity", null)]
    public async Task SendsTheCodingAskedFor(string? accepted, string? coding)
    {
        using var plain = await _site.SendAsync("/selvbetjening/barnehageplass");
        using var response = accepted is null
            ? await _site.SendAsync("/selvbetjening/barnehageplass")
            : await _site.SendAsync("/selvbetjening/barnehageplass", null, ("Accept-Encoding", accepted));

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
        Assert.Equal(await BodyAsync(plain), await BodyAsync(response));
        Assert.Equal(coding is null, plain.Headers.ETag!.Equals(response.Headers.ETag));
    }

    [Theory]
    [InlineData("/selvbetjening")]
    [InlineData("/selvbetjening/barnehageplass")]
    [InlineData("/api/selvbetjening/v1/services")]
    [InlineData("/api/selvbetjening/v1/services/barnehageplass")]
    [InlineData("/api/selvbetjening/v1/openapi.json")]
    public async Task SaysThatNothingChanged(string path)
    {
        using var first = await _site.SendAsync(path, null, ("Accept-Encoding", "br"));
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);

        foreach (var known in new[] { tag.Tag, $"\"annet\", {tag.Tag}", $"W/{tag.Tag}", "*" })
        {
            using var again = await _site.SendAsync(path, null, ("Accept-Encoding", "br"), ("If-None-Match", known));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.NotEmpty(again.Headers.Vary);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        foreach (var unknown in new[] { "\"annet\"", "tull" })
        {
            using var again = await _site.SendAsync(path, null, ("Accept-Encoding", "br"), ("If-None-Match", unknown));
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }
    }

    [Fact]
    public async Task HeadIsGetWithoutBody()
    {
        using var get = await _site.SendAsync("/selvbetjening/barnehageplass");
        using var head = await _site.SendAsync("/selvbetjening/barnehageplass", HttpMethod.Head);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/selvbetjening", "POST")]
    [InlineData("/selvbetjening/barnehageplass", "DELETE")]
    [InlineData("/api/selvbetjening/v1/services", "PUT")]
    [InlineData("/api/selvbetjening/v1/services", "OPTIONS")]
    [InlineData("/selvbetjening/a/b/c", "PATCH")]
    public async Task OtherMethodsAreNotAllowed(string path, string method)
    {
        using var response = await _site.SendAsync(path, new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/selvbetjening", "Siden er straks klar")]
    [InlineData("/nn/selvbetjening/noe", "Sida er straks klar")]
    [InlineData("/en/selvbetjening", "The page will be ready in a moment")]
    [InlineData("/api/selvbetjening/v1/services", "Ikke klar ennå")]
    public async Task AsksForPatienceUntilReady(string path, string text)
    {
        await using var site = await ASite.StartAsync(null);

        using var response = await site.SendAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter!.Delta);
        Assert.Contains(text, await BodyAsync(response), StringComparison.Ordinal);

        site.State.Current = ASnapshot.Sample();
        using var ready = await site.SendAsync("/selvbetjening");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Theory]
    [InlineData("/selvbetjening")]
    [InlineData("/selvbetjening/finnes-ikke")]
    [InlineData("/api/selvbetjening/v1/services")]
    public async Task IsSecuredByHeaders(string path)
    {
        using var response = await _site.SendAsync(path);

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.Contains("Referrer-Policy"));
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task AServiceThatIsTakenDownIsGone()
    {
        var shown = AService.Called("Barnehageplass").Shown();
        _site.State.Current = SelfServiceSnapshot.Build(
            [], ASnapshot.Addresses([shown], new ServiceAddress { Culture = Cultures.Bokmal, Slug = "barnehage", DocumentKey = shown.Key }), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);

        foreach (var path in (string[])["/selvbetjening/barnehageplass", "/selvbetjening/barnehage", "/selvbetjening/barnehageplass/soknad"])
        {
            using var response = await _site.SendAsync(path);

            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            Assert.Contains("Tjenesten er tatt ned", await BodyAsync(response), StringComparison.Ordinal);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        }

        _site.State.Withheld = [new(shown.Key, Cultures.Bokmal, "x")];
        using var heldBack = await _site.SendAsync("/selvbetjening/barnehageplass");
        Assert.Equal(HttpStatusCode.NotFound, heldBack.StatusCode);
    }

    [Fact]
    public async Task ASitemapHasEveryPageWithItsTranslations()
    {
        using var asked = await _site.SendAsync("/selvbetjening/sitemap.xml");
        var own = System.Xml.Linq.XDocument.Parse(await BodyAsync(asked));
        var shown = AService.Called("Hjemmesykepleie").In(Cultures.NewNorwegian, "Heimesjukepleie").Shown();
        _site.State.Current = SelfServiceSnapshot.Build(
            [shown], ASnapshot.Addresses([shown]), ASnapshot.Site with { BaseAddress = "https://www.kommune.example" }, LosVocabulary.Themes, ASnapshot.Moment);
        using var stored = await _site.SendAsync("/selvbetjening/sitemap.xml");

        Assert.Equal("no-store", asked.Headers.CacheControl!.ToString());
        Assert.All(own.Descendants().Where(element => element.Name.LocalName == "loc"), loc => Assert.StartsWith(_site.Client.BaseAddress!.ToString(), loc.Value, StringComparison.Ordinal));
        Assert.NotNull(stored.Headers.ETag);
        var map = System.Xml.Linq.XDocument.Parse(await BodyAsync(stored));
        var service = map.Root!.Elements().Single(url => url.Elements().First().Value == "https://www.kommune.example/nn/selvbetjening/heimesjukepleie");
        Assert.Equal("2026-03-01", service.Elements().ElementAt(1).Value);
        Assert.Equal(
            ["nb https://www.kommune.example/selvbetjening/hjemmesykepleie", "nn https://www.kommune.example/nn/selvbetjening/heimesjukepleie"],
            service.Elements().Skip(2).Select(link => $"{link.Attribute("hreflang")!.Value} {link.Attribute("href")!.Value}"));
        Assert.Equal(11, map.Root.Elements().Count());
    }

    [Fact]
    public async Task AFeedTellsWhatIsNewAndChanged()
    {
        _site.State.Current = ASnapshot.Of(
            AService.Called("Avløp\u0001 & <vann>").With("updated", "2026-02-01").With("lead", "Gebyr."),
            AService.Called("Barnehageplass").With("updated", "2026-02-03"));

        using var response = await _site.SendAsync("/selvbetjening/endringer.rss");
        var items = System.Xml.Linq.XDocument.Parse(await BodyAsync(response)).Descendants("item").ToList();

        Assert.Equal("application/rss+xml; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["Barnehageplass", "Avløp & <vann>"], items.Select(item => item.Element("title")!.Value));
        Assert.Equal("Tue, 03 Feb 2026 00:00:00 GMT", items[0].Element("pubDate")!.Value);
        Assert.Equal("Gebyr.", items[1].Element("description")!.Value);
    }

    [Fact]
    public async Task AFormOutsideItsTimeIsNotFilledIn()
    {
        var form = FormLibrary.All[0].In(Cultures.Bokmal);
        var shown = ShownService.Of(AService.Called("Barnehageplass").With("applicationOpens", "2026-04-01").Published(), (_, _, _) => true, form).Shown;
        _site.State.Current = SelfServiceSnapshot.Build([shown], ASnapshot.Addresses([shown]), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);

        using var page = await _site.SendAsync("/selvbetjening/barnehageplass");
        using var application = await _site.SendAsync("/selvbetjening/barnehageplass/soknad");

        Assert.DoesNotContain("/selvbetjening/barnehageplass/soknad", await BodyAsync(page), StringComparison.Ordinal);
        var body = await BodyAsync(application);
        Assert.Contains("Søknaden åpner 1. april 2026.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecurityFaultsAreToldWhereTheSiteSays()
    {
        await using var site = await ASite.StartAsync(ASnapshot.Sample(), options => options.SecurityContact = "mailto:sikkerhet@kommune.example");

        using var own = await site.SendAsync("/.well-known/security.txt");
        using var none = await _site.SendAsync("/.well-known/security.txt");

        Assert.Matches(@"^Contact: mailto:sikkerhet@kommune\.example\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\n", await BodyAsync(own));
        Assert.Equal("site:/.well-known/security.txt", await BodyAsync(none));
    }

    [Fact]
    public async Task HostileRequestsAreAnsweredCalmly()
    {
        var random = new Random(17);
        string[] roots = ["/selvbetjening", "/nn/selvbetjening", "/en/selvbetjening/", "/api/selvbetjening/v1/services", "/api/selvbetjening/", "/SELVBETJENING/", "/selvbetjening/sok?q=", "/nn/selvbetjening/sok/forslag?q=", "/selvbetjening/tema/", "/api/selvbetjening/v1/services?theme=", "/api/selvbetjening/v1/services?page="];
        string[] parts = ["/", "//", "..", "%2e%2e", "%00", "%0d%0aX:1", "\\", "æøå", "%C3%28", "%ff%fe", "'", "\"", "<script>", "{{7*7}}", "%25", "?", "&", "culture=", "nn-NO", ";", "=", "%F0%9F%98%80", "a-b", "barnehageplass", ".css", "~", "#", "*", "%u0041", new string('a', 300)];
        for (var n = 0; n < 1000; n++)
        {
            var target = roots[random.Next(roots.Length)] + string.Concat(Enumerable.Range(0, random.Next(0, 8)).Select(_ => parts[random.Next(parts.Length)]));
            var status = await RawStatusAsync(target, parts[random.Next(parts.Length)]);

            Assert.True(status is >= 200 and < 500, $"{status} for {target}");
        }
    }

    [Fact]
    public async Task NothingThatARequestSaysOfItselfGetsIntoStoredBytes()
    {
        (string, string)[] claims =
        [
            ("Host", "ond.example"), ("X-Forwarded-Host", "ond.example"), ("X-Forwarded-Proto", "ond"), ("X-Forwarded-Prefix", "/ond"), ("X-Original-URL", "/ond"), ("X-Rewrite-URL", "/ond"),
            ("Forwarded", "host=ond.example"), ("X-Host", "ond.example"), ("Origin", "https://ond.example"), ("Referer", "https://ond.example/"), ("Cookie", "ond=ond"), ("X-HTTP-Method-Override", "POST"),
        ];

        foreach (var path in new[] { "/selvbetjening", "/selvbetjening/a-aa", "/selvbetjening/barnehageplass", "/nn/selvbetjening/emneord", "/en/selvbetjening/endringer.rss", "/selvbetjening/finnes-ikke", "/api/selvbetjening/v1/services", "/api/selvbetjening/v1/openapi.json", "/selvbetjening/katalog.ttl" })
        {
            // The first that asks has the page rendered.
            using var poisoned = await _site.SendAsync($"{path}?utm_source=ond&callback=ond", null, claims);
            using var clean = await _site.SendAsync(path);

            var body = await BodyAsync(clean);
            Assert.DoesNotMatch("ond\\.example|[=/]ond\\b|utm_source", $"{body} {clean.Headers} {poisoned.Headers}");
            Assert.Equal(body, await BodyAsync(poisoned));
            Assert.Equal(poisoned.Headers.ETag, clean.Headers.ETag);
        }

        // The sitemap of a site that does not know its address is the one that takes it from the request; and nobody keeps it.
        using var sitemap = await _site.SendAsync("/selvbetjening/sitemap.xml", null, ("Host", "ond.example"));
        Assert.True(sitemap.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/SELVBETJENING?x=%0d%0aSet-Cookie:%20ond=1")]
    [InlineData("/selvbetjening/?x=%0aSet-Cookie:ond")]
    [InlineData("/selvbetjening/BARNEHAGEPLASS?%E5%98%8A%E5%98%8DSet-Cookie:ond")]
    [InlineData("/selvbetjening/barnehageplass/%0d%0aSet-Cookie:%20ond=1")]
    [InlineData("/api/selvbetjening/v1/services/BARNEHAGEPLASS?culture=nb-NO%0d%0aSet-Cookie:%20ond=1")]
    [InlineData("/selvbetjening/sok/?q=%0d%0aSet-Cookie:%20ond=1")]
    [InlineData("//ond.example/selvbetjening/")]
    [InlineData("/selvbetjening//ond.example/")]
    public async Task NothingInAnAddressBecomesAHeaderOrLeadsAway(string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _site.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var head = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split("\r\n\r\n")[0].Split("\r\n");

        Assert.DoesNotContain(head, line => line.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase));
        Assert.All(head.Where(line => line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase)), line => Assert.Matches("^Location: /(?!/)", line));
    }

    [Theory]
    [InlineData("/api/selvbetjening/v1/services", null, "nb-NO")]
    [InlineData("/api/selvbetjening/v1/services", "nn, nb;q=0.8", "nn-NO")]
    [InlineData("/api/selvbetjening/v1/services", "de, en-GB;q=0.5", "en-US")]
    [InlineData("/api/selvbetjening/v1/services", "en;q=0, no", "nb-NO")]
    [InlineData("/api/selvbetjening/v1/services", "de", "nb-NO")]
    [InlineData("/api/selvbetjening/v1/services?culture=nn-no", "en", "nn-NO")]
    public async Task ApiAnswersInTheLanguageAskedFor(string path, string? accepted, string culture)
    {
        using var response = accepted is null ? await _site.SendAsync(path) : await _site.SendAsync(path, null, ("Accept-Language", accepted));

        var list = await JsonAsync(response);
        Assert.Equal(culture, (string?)list["culture"]);
        Assert.Equal((int?)list["total"], list["items"]!.AsArray().Count);
        Assert.Equal([culture[..2]], response.Content.Headers.ContentLanguage);
        Assert.Equal(path.Contains('?', StringComparison.Ordinal), !response.Headers.Vary.Contains("Accept-Language"));
    }

    [Theory]
    [InlineData("letter=b", 2, "Barnehageplass, Byggesak uten ansvarsrett")]
    [InlineData("letter=%C3%A5", 1, "Åpen barnehage")]
    [InlineData("theme=finnes-ikke", 0, "")]
    [InlineData("letter=B&page=2&pageSize=1", 2, "Byggesak uten ansvarsrett")]
    [InlineData("letter=B&page=1000000&pageSize=500", 2, "")]
    public async Task ApiListsWhatIsAskedFor(string query, int total, string titles)
    {
        var answer = JsonNode.Parse(await _site.Client.GetStringAsync($"/api/selvbetjening/v1/services?{query}", TestContext.Current.CancellationToken))!;

        Assert.Equal(total, (int)answer["total"]!);
        Assert.Equal(titles, string.Join(", ", answer["items"]!.AsArray().Select(item => (string?)item!["title"])));
    }

    [Fact]
    public async Task ApiListsAThemesServicesByItsNameAndItsAddressInLos()
    {
        _site.State.Current = ASnapshot.Of(
            ALos.Small,
            AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass")),
            AService.Called("Parkering"));
        var themes = JsonNode.Parse(await _site.Client.GetStringAsync("/api/selvbetjening/v1/themes", TestContext.Current.CancellationToken))!["items"]!.AsArray();
        var theme = themes.Single()!["themes"]!.AsArray().Single()!;

        Assert.Equal(("Barnehage", 1, "/selvbetjening/tema/familie-og-barn-barnehage"), ((string?)theme["name"], (int)theme["services"]!, (string?)theme["url"]));
        foreach (var name in (string[])[(string)theme["slug"]!, Uri.EscapeDataString((string)theme["psi"]!), (string)themes[0]!["slug"]!])
        {
            var answer = await _site.Client.GetStringAsync($"/api/selvbetjening/v1/services?theme={name}&fields=title,slug", TestContext.Current.CancellationToken);
            Assert.Equal("""{"culture":"nb-NO","total":1,"messages":[],"items":[{"slug":"barnehageplass","title":"Barnehageplass"}]}""", answer);
        }
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("pageSize=501", "pageSize")]
    [InlineData("pageSize=-1", "pageSize")]
    [InlineData("fields=title,ownerEmail", "fields")]
    public async Task ApiSaysWhatItCannotUnderstand(string query, string name)
    {
        using var response = await _site.SendAsync($"/api/selvbetjening/v1/services?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains($"«{name}»", await BodyAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScriptsOfOtherSitesMayReadTheApiWhereTheyAreNamed()
    {
        await using var site = await ASite.StartAsync(ASnapshot.Sample(), options => options.ApiOrigins.Add("https://www.kommune.example"));

        using var named = await site.SendAsync("/api/selvbetjening/v1/services", null, ("Origin", "https://www.kommune.example"));
        using var before = await site.SendAsync("/api/selvbetjening/v1/services", HttpMethod.Options, ("Origin", "https://www.kommune.example"));
        using var other = await site.SendAsync("/api/selvbetjening/v1/services", null, ("Origin", "https://evil.example"));
        using var page = await site.SendAsync("/selvbetjening", null, ("Origin", "https://www.kommune.example"));
        using var none = await _site.SendAsync("/api/selvbetjening/v1/services", null, ("Origin", "https://www.kommune.example"));

        Assert.Equal("https://www.kommune.example", named.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Origin", named.Headers.Vary);
        Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);
        Assert.Equal("GET, HEAD", before.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Contains("Origin", other.Headers.Vary);
        Assert.All([other, page, none], response => Assert.False(response.Headers.Contains("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task ApiListsServices()
    {
        using var response = await _site.SendAsync("/api/selvbetjening/v1/services");

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var item = (await JsonAsync(response))["items"]!.AsArray().Single(item => (string?)item!["slug"] == "barnehageplass")!.AsObject();
        Assert.Equal(["key", "slug", "title", "lead", "url", "applyUrl", "updated", "keywords", "themes", "cultures", "messages"], item.Select(member => member.Key));
        Assert.Equal("/selvbetjening/barnehageplass", (string?)item["url"]);
        Assert.Equal("2026-02-01", (string?)item["updated"]);
        Assert.Equal(["Barnehage", "Barn og foreldre", "bhg"], item["keywords"]!.AsArray().Select(word => (string?)word));
        Assert.Equal(["nb-NO", "nn-NO", "en-US"], item["cultures"]!.AsArray().Select(word => (string?)word));
    }

    [Fact]
    public async Task ApiGivesOneService()
    {
        using var response = await _site.SendAsync("/api/selvbetjening/v1/services/barnehageplass?culture=nb-NO");

        var service = (await JsonAsync(response)).AsObject();
        Assert.Equal(["key", "slug", "title", "lead", "culture", "url", "applyUrl", "updated", "cultures", "messages", "themes", "subjects", "lifeEvents", "sections", "process"], service.Select(member => member.Key));
        Assert.Equal(["general", "legislation", "application", "contact", "other"], service["sections"]!.AsArray().Select(section => (string?)section!["alias"]));

        var fields = service["sections"]!.AsArray().SelectMany(section => section!["fields"]!.AsArray()).ToDictionary(field => (string)field!["alias"]!, field => field!);
        Assert.True((bool)fields["isStatutory"]["value"]!);
        Assert.Equal("2026-01-01", (string?)fields["validFrom"]["value"]);
        Assert.Equal("Søskenmoderasjon", (string?)fields["freeField1"]["heading"]);
        Assert.Equal(["bhg", "barnehage"], fields["keywords"]["value"]!.AsArray().Select(word => (string?)word));
        Assert.Equal(["https://www.halden.kommune.no/vedtekter.pdf", "/selvbetjening/skolefritidsordning-sfo", null], fields["documents"]["value"]!.AsArray().Select(link => (string?)link!["url"]));
        Assert.Contains("<a href=\"/selvbetjening/skolefritidsordning-sfo\">SFO</a>", (string?)fields["description"]["value"], StringComparison.Ordinal);
        Assert.DoesNotContain("localLink", service.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("lead", fields.Keys);
        Assert.DoesNotContain("criteria", fields.Keys);
        Assert.Empty(fields.Keys.Except(ServiceFields.Public.Select(field => field.Alias)));
    }

    [Theory]
    [InlineData("/api/selvbetjening/v1/services?culture=sv-SE", 400)]
    [InlineData("/api/selvbetjening/v1/services?culture=", 400)]
    [InlineData("/api/selvbetjening/v1/services?culture=nb-NO&culture=nn-NO", 400)]
    [InlineData("/api/selvbetjening/v1/services/barnehageplass?culture=xx", 400)]
    [InlineData("/api/selvbetjening/v1/services/finnes-ikke", 404)]
    [InlineData("/api/selvbetjening/v1/services/avlopsgebyr?culture=en-US", 404)]
    [InlineData("/api/selvbetjening/v2/services", 404)]
    [InlineData("/api/selvbetjening", 404)]
    public async Task ApiSaysWhatIsWrong(string path, int status)
    {
        using var response = await _site.SendAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var problem = await JsonAsync(response);
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["detail"]!);
        if (status == 400)
        {
            Assert.Equal(Cultures.All, problem["cultures"]!.AsArray().Select(culture => (string?)culture));
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await BodyAsync(response))!;

    // HttpClient would tidy the target up before sending it.
    private async Task<int> RawStatusAsync(string target, string header)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _site.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = $"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {header}\r\nAccept-Language: {header}\r\nIf-None-Match: {header}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return int.Parse((await reader.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
