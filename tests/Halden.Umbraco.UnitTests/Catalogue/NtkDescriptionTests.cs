using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class NtkDescriptionTests
{
    private static NtkItem Ledsagerbevis => NtkItem.Service(204, "Ledsagerbevis");

    [Fact]
    public void ReadsIdentityTitleAndFields()
    {
        var description = Ledsagerbevis
            .With("ingress", "<p>Har du en funksjonsnedsettelse, kan du få følge gratis.</p>")
            .With("beskrivelse", "<p>Beviset gir ledsageren din fri inngang.</p>")
            .With("internSaksgang", "<p>Sjekk legeerklæringen.</p>")
            .Read();

        Assert.Equal(("204", "nb-NO", "3", "Ledsagerbevis"), (description.ServiceId, description.Culture, description.SourceVersion, description.Title));
        Assert.Equal("Har du en funksjonsnedsettelse, kan du få følge gratis.", description.Fields["lead"]);
        Assert.Equal("<p>Beviset gir ledsageren din fri inngang.</p>", description.Fields["description"]);
        Assert.Equal("<p>Sjekk legeerklæringen.</p>", description.Fields["internalProcedure"]);
        Assert.Empty(description.Warnings);
    }

    [Fact]
    public void ReadsEveryFieldThatTheTableNamesInTheCatalogue()
    {
        foreach (var field in ServiceFields.All.Where(field => field.NtkField is { } name && !name.Contains(':', StringComparison.Ordinal)))
        {
            JsonNode value = field.Kind == FieldKind.Date ? "2024-05-06" : field.Kind == FieldKind.Flag ? true : field.NtkField is "emneordRefs" or "livsITRefs" ? new JsonArray("ord") : "innhold";

            Assert.NotEmpty(Ledsagerbevis.With(field.NtkField!, value).Read().Fields[field.Alias]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<br />")]
    [InlineData("<br />\r\n")]
    [InlineData("<p>\r\n\tnull</p>\r\n")]
    [InlineData("aaa")]
    [InlineData("<p>aaa</p>")]
    [InlineData(null)]
    public void TakesWhatTheCatalogueLeavesInEmptyFieldsAsEmpty(string? value)
    {
        var description = Ledsagerbevis
            .With("beskrivelse", value).With("ingress", value).With("tjenesteEier", value).With("datoOppdatert", value).With("gyldigTil", value)
            .With("lovpalagtTjeneste", value).With("stikkord", value).With("frittFelt1", value)
            .Read();

        Assert.Equal(["title"], description.Fields.Aliases);
        Assert.Empty(description.Warnings);
    }

    [Theory]
    [InlineData("2010-03-05 15:49:41", "2010-03-05")]
    [InlineData("2016-03-17 12:37", "2016-03-17")]
    [InlineData("29.09.2017 18:33", "2017-09-29")]
    [InlineData("2007-12-09", "2007-12-09")]
    [InlineData("1.2.2020", "2020-02-01")]
    [InlineData("2024-01-31T23:30:00+01:00", "2024-01-31")]
    [InlineData("2024-01-31T23:30:00Z", "2024-01-31")]
    public void ReadsTheDatesThatTheCatalogueWrites(string written, string expected) =>
        Assert.Equal(expected, Ledsagerbevis.With("datoOppdatert", written).Read().Fields["updated"]);

    [Theory]
    [InlineData("31.02.2020")]
    [InlineData("i fjor")]
    [InlineData("0001-01-01")]
    [InlineData("<script>alert(1)</script>2020")]
    public void LeavesOutADateItCannotReadAndSaysSo(string written)
    {
        var description = Ledsagerbevis.With("gyldigFra", written).Read();

        Assert.Equal(string.Empty, description.Fields["validFrom"]);
        Assert.Contains("validFrom", description.LeftOut);
        Assert.StartsWith("Gyldig fra: ", Assert.Single(description.Warnings).Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&lt;p&gt;Pris: 100 &amp;amp; oppover&lt;/p&gt;")]
    [InlineData("&amp;lt;p&amp;gt;Pris: 100 &amp;amp;amp; oppover&amp;lt;/p&amp;gt;")]
    [InlineData("<p>Pris: 100 &amp; oppover</p>")]
    public void ReadsHtmlThatWasEscapedOnItsWay(string value) =>
        Assert.Equal("<p>Pris: 100 &amp; oppover</p>", Ledsagerbevis.With("pris", value).Read().Fields["price"]);

    [Fact]
    public void LeavesTextThatOnlyMentionsAngleBrackets() =>
        Assert.Equal("<p>Gjelder barn &lt; 6 år, skriv &lt;navn&gt;</p>", Ledsagerbevis.With("pris", "Gjelder barn &lt; 6 år, skriv &lt;navn&gt;").Read().Fields["price"]);

    [Fact]
    public void CleansHostileHtmlAndKeepsTheRest()
    {
        var description = Ledsagerbevis
            .With("beskrivelse", "<p onclick=alert(1)>Trygg</p><script>alert(2)</script><a href='java\tscript:x'>lenke</a>")
            .With("ingress", "<img src=x onerror=alert(3)>Ingress <b>her</b>")
            .With("navn", "Ledsager<script>alert(1)</script>bevis")
            .Read();

        Assert.Equal("<p>Trygg</p><p>lenke</p>", description.Fields["description"]);
        Assert.Equal("Ingress her", description.Fields["lead"]);
        Assert.Equal("Ledsagerbevis", description.Title);
    }

    [Theory]
    [InlineData(true, "true")]
    [InlineData("true", "true")]
    [InlineData("Ja", "true")]
    [InlineData(false, "false")]
    [InlineData("false", "false")]
    [InlineData(0, "false")]
    public void ReadsWhetherAServiceIsStatutory(object value, string expected) =>
        Assert.Equal(expected, Ledsagerbevis.With("lovpalagtTjeneste", JsonValue.Create(value)).Read().Fields["isStatutory"]);

    [Fact]
    public void LeavesOutAnUnclearAnswerToWhetherItIsStatutory() =>
        Assert.Contains("isStatutory", Ledsagerbevis.With("lovpalagtTjeneste", "kanskje").Read().LeftOut);

    [Fact]
    public void PutsDocumentsWhereTheirTypeBelongs()
    {
        static JsonObject Document(JsonNode? type, string title, string? uri) => new() { ["dokumentID"] = 1, ["dokumenttypeID"] = type, ["tittel"] = title, ["uri"] = uri };

        var description = Ledsagerbevis.With("dokumentRef", new JsonArray(
            Document(1, "Lov", "https://lovdata.no/1"),
            Document("2", "Forskrift", "https://lovdata.no/2"),
            Document(3, "Retningslinje", "http://lovdata.no/3"),
            Document(8, "Rundskriv", "www.lovdata.no/8"),
            Document(6, "Skjema &amp; veiledning", " https://skjema.example/søk her "),
            Document(5, "Brosjyre", "https://halden.kommune.no/b.pdf"),
            Document(7, "Les mer", "https://halden.kommune.no/b"),
            Document(99, "Ukjent", "https://halden.kommune.no/u"),
            Document(null, "Uten type", "https://halden.kommune.no/v"),
            Document(99, "Ukjent", "https://halden.kommune.no/u"))).Read();

        static string Links(params string[] links) => ServiceLink.Canonical(links.Select(link => link.Split('|')).Select(link => new ServiceLink(link[0], link[1])));
        Assert.Equal(Links("Lov|https://lovdata.no/1", "Forskrift|https://lovdata.no/2", "Retningslinje|http://lovdata.no/3", "Rundskriv|https://www.lovdata.no/8"), description.Fields["actLinks"]);
        Assert.Equal(Links("Skjema & veiledning|https://skjema.example/søk%20her"), description.Fields["applicationFormLinks"]);
        Assert.Equal(Links("Brosjyre|https://halden.kommune.no/b.pdf", "Les mer|https://halden.kommune.no/b", "Ukjent|https://halden.kommune.no/u", "Uten type|https://halden.kommune.no/v"), description.Fields["documents"]);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/lokal/sti")]
    [InlineData("//example.com")]
    [InlineData("")]
    [InlineData(null)]
    public void LeavesOutALinkThatCannotBeUsedAndSaysSo(string? uri)
    {
        var description = Ledsagerbevis.With("dokumentRef", new JsonArray(new JsonObject { ["dokumenttypeID"] = 6, ["tittel"] = "Søknad", ["uri"] = uri })).Read();

        Assert.Equal(string.Empty, description.Fields["applicationFormLinks"]);
        Assert.Contains("«Søknad»", Assert.Single(description.Warnings).Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void GathersRelatedServicesInOneText()
    {
        var description = Ledsagerbevis
            .With("beslektedeTjenester", "<p>Se også:</p><ul><li>TT-kort</li></ul>")
            .With("beslektedeTjenesterRef", new JsonArray(new JsonObject { ["navn"] = "TT-kort" }, new JsonObject { ["navn"] = "Støttekontakt & avlastning" }, new JsonObject { ["navn"] = "" }))
            .Read();

        Assert.Equal("<p>Se også:</p><ul><li>TT-kort</li></ul><ul><li>Støttekontakt &amp; avlastning</li></ul>", description.Fields["relatedServices"]);
    }

    [Fact]
    public void SplitsKeywordsAndSubjectsIntoLists()
    {
        var description = Ledsagerbevis
            .With("stikkord", "følge, ledsager; Følge\nbevis,,")
            .With("emneordRefs", new JsonArray(
                new JsonObject { ["psi"] = "http://psi.norge.no/los/emneord/ledsagerbevis" },
                new JsonObject { ["psi"] = "https://psi.norge.no/los/ord/ledsagerbevis" },
                new JsonObject { ["psi"] = "gammelt emneord" }))
            .With("livsITRefs", new JsonArray("http://psi.norge.no/los/hendelse/bli-syk"))
            .Read();

        Assert.Equal("følge\nledsager\nbevis", description.Fields["keywords"]);
        Assert.Equal("https://psi.norge.no/los/ord/ledsagerbevis\ngammelt emneord", description.Fields["losWords"]);
        Assert.Equal("https://psi.norge.no/los/hendelse/bli-syk", description.Fields["lifeEvents"]);
    }

    [Fact]
    public void ReadsFreeFieldsWithTheirHeadings()
    {
        var description = Ledsagerbevis.With("frittFelt2", "<p>Husk foto.</p>").With("ledetekstFrittFelt2", "<b>Foto</b>").Read();

        Assert.Equal(("Foto", "<p>Husk foto.</p>"), (description.Fields["freeFieldLabel2"], description.Fields["freeField2"]));
    }

    [Theory]
    [InlineData("no", "", "nb-NO")]
    [InlineData("no", "NY", "nn-NO")]
    [InlineData("no", "BO", "nb-NO")]
    [InlineData("", "", "nb-NO")]
    [InlineData("en", "", "en-US")]
    public void FindsTheCulture(string language, string variant, string culture) =>
        Assert.Equal(culture, NtkItem.Service(1, "Tjeneste", variant, language).Read().Culture);

    [Theory]
    [InlineData("se", "nordsamisk")]
    [InlineData("ar", "arabisk")]
    [InlineData("fr", "fransk")]
    [InlineData("ru", "russisk")]
    [InlineData("tr", "tyrkisk")]
    [InlineData("xx", "«xx»")]
    public void SkipsALanguageThatIsNotSupportedYet(string language, string named)
    {
        var item = Assert.IsType<UnreadItem>(NtkItem.Service(1, "Tjeneste", language: language).ReadItem());

        Assert.True(item.IsSkipped);
        Assert.Equal(("1", "Tjeneste"), (item.ServiceId, item.Name));
        Assert.Contains(named, item.Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadsNumbersWrittenAsText()
    {
        var description = NtkItem.Service(1, "Tjeneste")
            .With("tjenestebeskrivelseID", new JsonObject { ["tjenesteID"] = " 0204 ", ["versjon"] = "7", ["sprak"] = "no", ["variant"] = null })
            .With("pris", 250)
            .Read();

        Assert.Equal(("204", "7", "<p>250</p>"), (description.ServiceId, description.SourceVersion, description.Fields["price"]));
    }

    [Fact]
    public void RefusesWhatHasNoUsableIdentityOrName()
    {
        static void Refused(NtkItem item, string reason)
        {
            var unread = Assert.IsType<UnreadItem>(item.ReadItem());
            Assert.False(unread.IsSkipped);
            Assert.Contains(reason, unread.Reason?.Nb, StringComparison.Ordinal);
        }

        Refused(Ledsagerbevis.Without("tjenestebeskrivelseID"), "tjenestebeskrivelseID");
        Refused(Ledsagerbevis.With("tjenestebeskrivelseID", "204"), "tjenestebeskrivelseID");
        Refused(Ledsagerbevis.With("tjenestebeskrivelseID", new JsonObject { ["tjenesteID"] = "../etc" }), "tjenesteID");
        Refused(Ledsagerbevis.With("tjenestebeskrivelseID", new JsonObject { ["tjenesteID"] = -1 }), "tjenesteID");
        Refused(Ledsagerbevis.With("tjenestebeskrivelseID", new JsonObject { ["tjenesteID"] = 2.5 }), "tjenesteID");
        Refused(Ledsagerbevis.Without("navn"), "navn");
        Refused(Ledsagerbevis.With("navn", "<br />"), "navn");
        Refused(Ledsagerbevis.With("navn", new string('x', 256)), "256 tegn");
    }

    [Theory]
    [InlineData("beskrivelse", "{}")]
    [InlineData("pris", "[1]")]
    [InlineData("stikkord", "true")]
    [InlineData("dokumentRef", "7")]
    [InlineData("dokumentRef", "[7]")]
    [InlineData("emneordRefs", "[true]")]
    [InlineData("beslektedeTjenesterRef", "[[]]")]
    public void RefusesAFieldOfTheWrongTypeWithItsName(string field, string json)
    {
        var unread = Assert.IsType<UnreadItem>(Ledsagerbevis.With(field, JsonNode.Parse(json)).ReadItem());

        Assert.Equal(("204", "Ledsagerbevis"), (unread.ServiceId, unread.Name));
        Assert.Contains($"«{field}»", unread.Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesHtmlThatIsTooDeep()
    {
        var unread = Assert.IsType<UnreadItem>(Ledsagerbevis.With("beskrivelse", string.Concat(Enumerable.Repeat("<div>", 100_000))).ReadItem());

        Assert.Contains("«beskrivelse»", unread.Reason?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public void LeavesOutATextThatIsTooLongForItsFieldAndSaysSo()
    {
        var description = Ledsagerbevis.With("tjenesteEier", new string('x', 600)).Read();

        Assert.Contains("responsibleUnit", description.LeftOut);
        Assert.Contains("600 tegn", Assert.Single(description.Warnings).Nb, StringComparison.Ordinal);
    }
}
