using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Los;
using Halden.Umbraco.UnitTests.Processes;

namespace Halden.Umbraco.UnitTests.SelfService;

public class PageTests
{
    public static TheoryData<string> EveryCulture => [.. Cultures.All];

    [Theory]
    [MemberData(nameof(EveryCulture))]
    public void EveryPageIsWellMade(string culture)
    {
        var snapshot = ASnapshot.Sample();
        var services = snapshot.In(culture);
        List<StoredResponse> pages = [services.FrontPage, services.ListPage, services.ThemePage, services.NotFoundPage, .. Topics(services), .. services.Services.Select(service => service.Page)];

        foreach (var page in pages.Select(Parse))
        {
            Assert.Equal(culture[..2], page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json'], [src^='/selvbetjening/sok.js']), [style], style, [onclick]"));
            Assert.Equal("#innhold", page.QuerySelector("body > a")!.GetAttribute("href"));

            var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
            Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.NotNull(page.GetElementById(element.GetAttribute("aria-labelledby")!)));
            Assert.All(page.QuerySelectorAll("h1, h2, h3, h4, h5, h6, li, a, p"), element => Assert.NotEmpty(element.TextContent.Trim()));

            var level = 0;
            foreach (var heading in page.QuerySelectorAll("h1, h2, h3, h4, h5, h6"))
            {
                var next = heading.LocalName[1] - '0';
                Assert.True(next <= level + 1, $"{heading.OuterHtml} follows level {level}");
                level = next;
            }
        }
    }

    [Fact]
    public void SectionsStandInTheirFixedOrder()
    {
        var service = AService.Called("Barnehageplass");
        foreach (var field in ServiceFields.Public.Reverse().Where(field => field.Kind == FieldKind.Html || field.Kind == FieldKind.Text))
        {
            service.With(field.Alias, "x");
        }

        Assert.Equal(
            ["Generelt", "Lover og retningslinjer", "Om søknadsprosessen", "Kontaktinformasjon", "Andre opplysninger"],
            Page(service).QuerySelectorAll(".halden-section > h2").Select(heading => heading.TextContent));
    }

    [Fact]
    public void HowAnApplicationIsProcessedStandsAfterTheSectionOnApplying()
    {
        var page = Page(AService.Called("Barnehageplass").With("price", "<p>Gratis</p>").With("guidance", "<p>Søk på nett.</p>").With("telephone", "69 17 45 00").With(AProcess.OnPaper));

        Assert.Equal(["Generelt", "Om søknadsprosessen", "Slik behandles søknaden", "Kontaktinformasjon"], page.QuerySelectorAll(".halden-section > h2").Select(heading => heading.TextContent));
        Assert.Equal(["#general", "#application", "#behandling", "#contact"], page.QuerySelectorAll(".halden-contents a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData(Cultures.Bokmal, null, "Hvis nei: tilbake til Fyller ut søknaden (punkt 1)", "Søker · 20 minutter", "Slutt: Svar sendt", "ikke hvor lenge du må vente")]
    [InlineData(Cultures.NewNorwegian, "nb", "Dersom nei: tilbake til Fyller ut søknaden (punkt 1)", "Søker · 20 minutt", "Slutt: Svar sendt", "ikkje kor lenge du må vente")]
    [InlineData(Cultures.English, "nb", "If nei: back to Fyller ut søknaden (step 1)", "Søker · 20 minutes", "End: Svar sendt", "not how long you wait")]
    public void TellsHowAnApplicationIsProcessed(string culture, string? language, params string[] told)
    {
        var page = Page(AService.Called("Barnehageplass").In(culture, "Barnehageplass").With(AProcess.OnPaper), culture);
        var process = page.QuerySelector("section[aria-labelledby='behandling']")!;
        var text = System.Text.RegularExpressions.Regex.Replace(process.TextContent, @"\s+", " ");

        Assert.All(told, words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Equal(5, process.QuerySelectorAll("ol > li").Length);
        Assert.All(process.QuerySelectorAll("li span"), words => Assert.Equal(language, words.GetAttribute("lang")));
        Assert.Equal(SelfServiceTexts.Process.In(culture), process.QuerySelector("h2")!.TextContent);
        Assert.Equal(language is not null, text.Contains(SelfServiceTexts.ProcessLanguage.In(culture), StringComparison.Ordinal));
        Assert.Empty(process.QuerySelectorAll("a"));
    }

    [Theory]
    [InlineData(1, "1 minutt")]
    [InlineData(60, "1 time")]
    [InlineData(135, "2 timer og 15 minutter")]
    public void TimesAreWrittenOut(int minutes, string written) => Assert.Equal(written, SelfServiceTexts.Duration(minutes, Cultures.Bokmal));

    [Fact]
    public void NothingToShowGivesNoHeading()
    {
        var page = Page(AService.Called("Barnehageplass")
            .With("description", "<p> </p><p>&nbsp;</p>")
            .With("price", "<p>Gratis</p>")
            .With("freeFieldLabel1", "Uten innhold")
            .With("keywords", "bhg"));

        Assert.Equal(["Generelt"], page.QuerySelectorAll(".halden-section > h2").Select(heading => heading.TextContent));
        Assert.Equal(["Pris"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        Assert.DoesNotContain("bhg", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void FreeFieldIsHeadedByItsOwnLabel()
    {
        var page = Page(AService.Called("Barnehageplass")
            .With("freeFieldLabel1", "Søskenmoderasjon").With("freeField1", "<p>30 prosent</p>")
            .With("freeField2", "<p>Uten overskrift</p>"));

        Assert.Equal(["Søskenmoderasjon", "Flere opplysninger"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
    }

    [Theory]
    [InlineData(Cultures.Bokmal, "true", "Dette er en lovpålagt tjeneste.")]
    [InlineData(Cultures.Bokmal, "false", "Dette er ikke en lovpålagt tjeneste.")]
    [InlineData(Cultures.NewNorwegian, "true", "Dette er ei lovpålagd teneste.")]
    [InlineData(Cultures.NewNorwegian, "false", "Dette er ikkje ei lovpålagd teneste.")]
    [InlineData(Cultures.English, "true", "This is a statutory service.")]
    [InlineData(Cultures.English, "false", "This is not a statutory service.")]
    public void SaysWhetherTheServiceIsStatutory(string culture, string flag, string sentence)
    {
        var service = AService.Called("Barnehageplass").In(culture, "Barnehageplass").With("isStatutory", flag);

        Assert.Contains(sentence, Page(service, culture).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Cultures.Bokmal, "1. februar 2026")]
    [InlineData(Cultures.NewNorwegian, "1. februar 2026")]
    [InlineData(Cultures.English, "1 February 2026")]
    public void WritesDateAsTheCultureDoes(string culture, string written)
    {
        var time = Page(AService.Called("Barnehageplass").In(culture, "Barnehageplass").With("updated", "2026-02-01"), culture).QuerySelector("time")!;

        Assert.Equal("2026-02-01", time.GetAttribute("datetime"));
        Assert.Equal(written, time.TextContent);
    }

    [Theory]
    [InlineData("telephone", "69 17 45 00", "tel:+4769174500")]
    [InlineData("telephone", "+47 69 17 45 00", "tel:+4769174500")]
    [InlineData("telephone", "116 117", "tel:116117")]
    [InlineData("telephone", "69 17 45 00 eller 110", null)]
    [InlineData("email", "post@halden.kommune.no", "mailto:post@halden.kommune.no")]
    [InlineData("email", "post@halden.kommune.no?cc=x@example.com", null)]
    [InlineData("email", "Kari Nordmann", null)]
    public void LinksContactInformation(string alias, string value, string? address)
    {
        var field = Page(AService.Called("Barnehageplass").With(alias, value)).QuerySelector(".halden-field")!;

        Assert.Equal(address, field.QuerySelector("a")?.GetAttribute("href"));
        Assert.Contains(value, field.TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void AddressKeepsItsLines()
    {
        var field = Page(AService.Called("Barnehageplass").With("postalAddress", "Postboks 150\n1751 Halden")).QuerySelector(".halden-field p")!;

        Assert.Matches(@"^\s*Postboks 150\s*<br>\s*1751 Halden\s*$", field.InnerHtml);
    }

    [Fact]
    public void ContentsAreListedFromTwoSectionsOn()
    {
        Assert.Null(Page(AService.Called("A").With("price", "x")).QuerySelector(".halden-contents"));
        Assert.Equal(
            ["#general", "#contact"],
            Page(AService.Called("A").With("price", "x").With("contactUnit", "y")).QuerySelectorAll(".halden-contents a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void OtherLanguagesAreLinkedWhereTheyExist()
    {
        var page = Page(AService.Called("Hjemmesykepleie").In(Cultures.NewNorwegian, "Heimesjukepleie"));

        var link = Assert.Single(page.QuerySelectorAll(".halden-languages a"));
        Assert.Equal("/nn/selvbetjening/heimesjukepleie", link.GetAttribute("href"));
        Assert.Equal("nn", link.GetAttribute("hreflang"));
        Assert.Equal("nn", link.GetAttribute("lang"));
        Assert.Equal(["nb", "nn"], page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(alternate => alternate.GetAttribute("hreflang")));
        Assert.Equal("/selvbetjening/hjemmesykepleie", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    [Fact]
    public void LinksToOtherServicesAreResolvedOrBecomeText()
    {
        var sfo = AService.Called("SFO");
        var hidden = Guid.NewGuid();
        var service = AService.Called("Barnehageplass")
            .With("description",
                $"<p><a href=\"/{{localLink:{sfo.Key}}}#kontakt\">ny</a> <a href=\"/{{localLink:umb://document/{sfo.Key:N}}}\">gammel</a> "
                + $"<a href=\"/{{localLink:{hidden}}}\">skjult</a> <a href=\"/{{localLink:umb://media/{Guid.NewGuid():N}}}\">fil</a> <a href=\"javascript:alert(1)\">ond</a> <a>uten</a></p>")
            .With("documents", ServiceLink.Canonical([new("Skole", $"{ServiceLink.DocumentPath}{sfo.Key:D}"), new("Skjult", $"{ServiceLink.DocumentPath}{hidden:D}")]));

        var page = Parse(ASnapshot.Of(service, sfo).Find(Cultures.Bokmal, service.Key)!.Page);

        Assert.Equal(
            ["ny→/selvbetjening/sfo#kontakt", "gammel→/selvbetjening/sfo", "Skole→/selvbetjening/sfo"],
            page.QuerySelectorAll(".halden-field a").Select(link => $"{link.TextContent}→{link.GetAttribute("href")}"));
        Assert.Contains("skjult fil ond uten", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Skjult", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("</title></h1><b>&amp;")]
    [InlineData("{{7*7}} @(1+1) ' \" & <")]
    [InlineData("\u202Etxet\u0000 \uD800")]
    public void HostileTextIsOnlyText(string hostile)
    {
        var service = AService.Called(hostile);
        foreach (var field in ServiceFields.Public.Where(field => field.Kind == FieldKind.Text || field.Kind == FieldKind.LongText || field.Kind == FieldKind.List))
        {
            service.With(field.Alias, hostile);
        }

        foreach (var field in ServiceFields.Public.Where(field => field.HeadingFrom is not null))
        {
            service.With(field.Alias, "<p>x</p>");
        }

        var snapshot = ASnapshot.Of(service.With("losWords", hostile));
        var services = snapshot.In(Cultures.Bokmal);
        foreach (var page in new[] { services.FrontPage, services.ListPage, services.ThemePage, services.Services[0].Page }.Concat(Topics(services)))
        {
            var document = Parse(page);
            Assert.Empty(document.QuerySelectorAll("script:not([type='application/ld+json'], [src^='/selvbetjening/sok.js']), img, b, [onerror]"));
            Assert.Single(document.QuerySelectorAll("h1"));
        }
    }

    [Fact]
    public void WhatAFieldCallsItsPartsDoesNotClash()
    {
        var page = Page(AService.Called("A").With("price", "<h1 id=\"innhold\" style=\"color:red\">Pris</h1><p id=\"price\">x</p>").With("guidance", "<p id=\"innhold\">y</p>"));

        Assert.Single(page.QuerySelectorAll("[id=innhold]"));
        Assert.Single(page.QuerySelectorAll("[id=price]"));
        Assert.Equal("h4", page.QuerySelector(".halden-html > *")!.LocalName);
    }

    [Theory]
    [InlineData("Avløp", "A")]
    [InlineData("élan", "E")]
    [InlineData("Åpen", "Å")]
    [InlineData("ærlig", "Æ")]
    [InlineData("«Øl»", "Ø")]
    [InlineData("24-timers", "0–9")]
    [InlineData("日本", "#")]
    [InlineData("…", "#")]
    public void StandsUnderItsLetter(string title, string letter) => Assert.Equal(letter, ServiceGroups.Letter(title));

    [Fact]
    public void ListGoesFromAToÅ()
    {
        var page = Parse(ASnapshot.Sample().In(Cultures.Bokmal).ListPage);

        Assert.Equal(["A", "B", "H", "S", "Æ", "Ø", "Å", "0–9"], page.QuerySelectorAll(".halden-letters a").Select(link => link.TextContent));
    }

    [Fact]
    public void ThemesGroupServices()
    {
        var page = Parse(ASnapshot.Sample().In(Cultures.Bokmal).ThemePage);

        var children = page.QuerySelectorAll("section").Single(section => section.QuerySelector(":scope > h3")?.TextContent == "Barn og foreldre");
        Assert.Equal(["Barnehageplass", "Skolefritidsordning (SFO)", "Åpen barnehage"], children.QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public void ThemesOfLosStandUnderTheirMainThemes()
    {
        var page = Parse(ASnapshot.Of(
            ALos.Small,
            AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass")),
            AService.Called("SFO").With("losWords", $"{ALos.Psi("ord/skolefritidsordning")}\nhttps://psi.norge.no/los/ord/ukjent-ord"),
            AService.Called("Åpen barnehage").With("losWords", $"{ALos.Psi("tema/familie-og-barn")}\n{ALos.Psi("tema/barnehage")}"),
            AService.Called("Kulturskole").With("losWords", "Musikk")).In(Cultures.Bokmal).ThemePage);

        Assert.Equal(["Familie og barn", "Skole og utdanning", "Andre emneord"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(page.QuerySelectorAll("h2").Select(heading => heading.TextContent), page.QuerySelectorAll(".halden-themes a").Select(link => link.TextContent));
        var family = page.QuerySelector(".halden-theme")!;
        Assert.Equal(["SFO"], family.QuerySelectorAll(":scope > ul > li").Select(item => item.TextContent.Trim()));
        Assert.Equal(["Barnehage", "Skolehverdag", "Musikk", "Ukjent ord"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        Assert.Equal(["Barnehageplass", "Åpen barnehage"], family.QuerySelectorAll(":scope > section li").Select(item => item.TextContent.Trim()));
        Assert.Empty(page.QuerySelectorAll("main a[href*='psi.norge.no']"));
    }

    [Theory]
    [InlineData(Cultures.NewNorwegian, "Skule og utdanning", "Skulekvardag")]
    [InlineData(Cultures.English, "Schools and education", "School life")]
    public void ThemesAreNamedInTheLanguageOfThePage(string culture, string main, string theme)
    {
        var page = Parse(ASnapshot.Of(ALos.Small, AService.Called("SFO").In(culture, "SFO").With("losWords", ALos.Psi("ord/skoleplass"))).In(culture).ThemePage);

        Assert.Equal(main, page.QuerySelector("h2")!.TextContent);
        Assert.Equal(theme, page.QuerySelector("h3")!.TextContent);
    }

    [Theory]
    [MemberData(nameof(EveryCulture))]
    public void SaysSoWhenNothingIsPublishedYet(string culture)
    {
        var services = ASnapshot.Of().In(culture);

        Assert.Contains(SelfServiceTexts.NothingYet.In(culture), Parse(services.ListPage).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(SelfServiceTexts.NoThemes.In(culture), Parse(services.ThemePage).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFrontPageLeadsToThemesLifeEventsLettersAndWhatIsNew()
    {
        var page = Parse(ASnapshot.Of(
            ALos.Small,
            AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass")).With("lifeEvents", "Å få barn").With("updated", "2026-02-01"),
            AService.Called("Åpen barnehage").With("updated", "2026-02-03")).In(Cultures.Bokmal).FrontPage);

        Assert.Equal(["/selvbetjening/tema/familie-og-barn"], page.QuerySelectorAll(".halden-cards a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Barnehage", page.QuerySelector(".halden-cards p")!.TextContent);
        Assert.Equal(["/selvbetjening/livshendelse/a-fa-barn"], page.QuerySelectorAll(".halden-themes a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["/selvbetjening/a-aa#bokstav-b", "/selvbetjening/a-aa#bokstav-aa"], page.QuerySelectorAll(".halden-letters a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Åpen barnehage 3. februar 2026", "Barnehageplass 1. februar 2026"], page.QuerySelectorAll(".halden-newest li").Select(item => item.TextContent));
        Assert.Equal("/selvbetjening/endringer.rss", page.QuerySelector("link[type='application/rss+xml']")!.GetAttribute("href"));
    }

    [Fact]
    public void AThemeHasAPageUnderItsMainTheme()
    {
        var services = ASnapshot.Of(
            ALos.Small,
            AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass")),
            AService.Called("Åpen barnehage").With("losWords", ALos.Psi("tema/barnehage"))).In(Cultures.Bokmal);

        var main = Parse(services.Topic("/selvbetjening/tema/familie-og-barn")!);
        var under = Parse(services.Topic(main.QuerySelector("main h2 a")!.GetAttribute("href")!)!);

        Assert.Equal("Barnehage", under.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Barnehageplass", "Åpen barnehage"], under.QuerySelectorAll(".halden-services a").Select(link => link.TextContent));
        Assert.Equal(["Forside", "Selvbetjening", "Familie og barn", "Barnehage"], under.QuerySelectorAll(".ds-breadcrumbs a").Select(link => link.TextContent));
        Assert.Null(services.Topic("/selvbetjening/tema/finnes-ikke"));
    }

    [Fact]
    public void AServiceLeadsToItsThemes()
    {
        var service = AService.Called("Barnehageplass").With("losWords", ALos.Psi("ord/barnehageplass"));

        var page = Parse(ASnapshot.Of(ALos.Small, service).Find(Cultures.Bokmal, service.Key)!.Page);

        Assert.Equal(["Barnehage", "Familie og barn"], page.QuerySelectorAll(".halden-service-foot a").Select(link => link.TextContent));
        Assert.Equal(["Forside", "Selvbetjening", "Familie og barn", "Barnehageplass"], page.QuerySelectorAll(".ds-breadcrumbs a").Select(link => link.TextContent));
    }

    [Fact]
    public void SearchEnginesAreToldWhatAServiceIsAndWhereItStands()
    {
        var page = Page(AService.Called("Barnehage</script><b>plass").With("lead", "Plass for alle barn.").With("telephone", "69 17 45 00"));

        var data = page.QuerySelectorAll("script[type='application/ld+json']").Select(script => System.Text.Json.Nodes.JsonNode.Parse(script.TextContent)!).ToList();

        Assert.Equal(["GovernmentService", "BreadcrumbList"], data.Select(item => item["@type"]!.GetValue<string>()));
        Assert.Equal("Barnehage</script><b>plass", data[0]["name"]!.GetValue<string>());
        Assert.Equal("Plass for alle barn.", data[0]["description"]!.GetValue<string>());
        Assert.Equal("+4769174500", data[0]["availableChannel"]![0]!["servicePhone"]!["telephone"]!.GetValue<string>());
        Assert.Equal(["Forside", "Selvbetjening", "Barnehage</script><b>plass"], data[1]["itemListElement"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
        Assert.Equal("Barnehage</script><b>plass", page.QuerySelector("meta[property='og:title']")!.GetAttribute("content"));
    }

    [Theory]
    [InlineData("Mandag–fredag 9–15", "Åpent nå")]
    [InlineData("Mandag–fredag 8–11", "Stengt nå")]
    [InlineData("Etter avtale", null)]
    public void OpeningHoursTellWhetherItIsOpen(string hours, string? tag)
    {
        var field = Page(AService.Called("Barnehageplass").With("openingHours", hours)).QuerySelector(".halden-contact .halden-field")!;

        Assert.Equal(tag, field.QuerySelector(".ds-tag")?.TextContent);
    }

    [Theory]
    [InlineData("2026-04-01", "", "Søknaden åpner 1. april 2026.")]
    [InlineData("", "2026-03-03", "Søknadsfristen gikk ut 3. mars 2026.")]
    [InlineData("2026-02-01", "2026-03-04", "Siste dag å søke er 4. mars 2026.")]
    [InlineData("2026-02-01", "", null)]
    public void DeadlinesTellWhenOneCanApply(string opens, string closes, string? notice)
    {
        var page = Page(AService.Called("Barnehageplass").With("applicationOpens", opens).With("applicationCloses", closes));

        Assert.Equal(notice, page.QuerySelector(".halden-period")?.TextContent);
    }

    private static IEnumerable<StoredResponse> Topics(CultureServices services) => services.Paths.Select(services.Topic).OfType<StoredResponse>();

    private static IHtmlDocument Page(AService service, string culture = Cultures.Bokmal) =>
        Parse(ASnapshot.Of(service).Find(culture, service.Key)!.Page);

    private static IHtmlDocument Parse(StoredResponse response) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = false }).ParseDocument(Encoding.UTF8.GetString(response.In(ContentCoding.Identity).Bytes.Span));
}
