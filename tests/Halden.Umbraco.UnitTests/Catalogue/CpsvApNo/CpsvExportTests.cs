using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue.Los;

namespace Halden.Umbraco.UnitTests.Catalogue.CpsvApNo;

public sealed class CpsvExportTests
{
    private static readonly CpsvExportOptions Halden = new("959159092", "Halden kommune", new Uri("https://www.halden.kommune.no/selvbetjening/katalog"));

    [Fact]
    public void OwnExportGivesTheSameDescriptions() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(Services().ToArbitrary(), Gen.Elements(Enum.GetValues<RdfFormat>()).ToArbitrary(), (services, format) =>
        {
            using var stream = new MemoryStream();
            RdfWriter.Write(CpsvExport.Make(services, Halden), format, stream, Cpsv.Prefixes);
            stream.Position = 0;
            var reading = CpsvReading.Read(stream, format);
            Assert.Null(reading.Fault);
            var read = reading.Items.Cast<NationalDescription>().ToDictionary(item => (item.ServiceId, item.Culture));
            Assert.Equal(services.Sum(service => service.Texts.Count), read.Count);
            foreach (var service in services)
            {
                foreach (var (culture, text) in service.Texts)
                {
                    var found = read[(service.Key.ToString("D"), culture)];
                    Assert.Equal(text.Title, found.Title);
                    Assert.Equal(
                        text.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}"),
                        found.Fields.Aliases.Where(alias => alias != ServiceFields.Title).Select(alias => $"{alias}: {found.Fields[alias]}"));
                }
            }
        }));

    [Fact]
    public void WhatTheStandardRequiresIsThereWhateverTheDescriptionLacks()
    {
        var bare = new ServiceDescription(new Guid("11111111-2222-3333-4444-555555555555"), new Dictionary<string, ServiceText> { [Cultures.Bokmal] = new("Barnehageplass", []) });
        var graph = CpsvExport.Make([bare], Halden);
        var service = graph.Subjects.Single(subject => graph.IsA(subject, Cpsv.PublicService));
        foreach (var property in new[] { Cpsv.Title, Cpsv.Description, Cpsv.Identifier, Cpsv.HasCompetentAuthority, Cpsv.ContactPoint, Cpsv.HasPossibleOutput })
        {
            Assert.NotEmpty(graph.Objects(service, property));
        }

        var read = Assert.IsType<NationalDescription>(Assert.Single(CpsvReadingTests.Read(graph.Triples).Items));
        Assert.Equal("Halden kommune", read.Fields["responsibleUnit"]);
        Assert.Equal(string.Empty, read.Fields["documents"]);
    }

    [Fact]
    public void WordsThatSayADurationAreADuration()
    {
        var graph = CpsvExport.Make([With(("processingTime", "<p>14 dager</p>"))], Halden);
        Assert.Contains(new Literal("P14D", Xsd.Duration), graph.Triples.Select(triple => triple.Object));
        Assert.DoesNotContain(CpsvExport.Make([With(("processingTime", "<p>Inntil 3 uker</p>"))], Halden).Triples, triple => triple.Predicate.Equals(Cpsv.ProcessingTime));
    }

    [Fact]
    public void ChangedTextWinsOverMarkupLeftBehind()
    {
        var graph = CpsvExport.Make([With(("description", "<p>En</p><ul><li>to</li></ul>"))], Halden);
        var changed = new RdfGraph(graph.Triples.Select(triple => triple.Predicate.Equals(Cpsv.Description) && triple.Object is Literal { Lexical: "En\nto", Language: "nb" }
            ? triple with { Object = new Literal("Noe annet", "nb") }
            : triple));
        Assert.Equal("<p>Noe annet</p>", Assert.IsType<NationalDescription>(CpsvReadingTests.Read(changed.Triples).Items.First()).Fields["description"]);
    }

    [Fact]
    public void WordOfLosIsNamedAndLeadsToItsThemes()
    {
        var service = With(("losWords", $"http://psi.norge.no/los/emneord/barnehageplass\nhttps://psi.norge.no/los/ord/borte\nFritekst"));

        var graph = CpsvExport.Make([service], Halden with { Los = ALos.Small });

        var (word, theme, main) = (new Iri(ALos.Psi("ord/barnehageplass")), new Iri(ALos.Psi("tema/barnehage")), new Iri(ALos.Psi("tema/familie-og-barn")));
        Assert.Equal([word, new Iri(ALos.Psi("ord/borte"))], graph.Triples.Where(triple => triple.Predicate.Equals(Cpsv.ThematicArea)).Select(triple => triple.Object));
        Assert.Contains(new Literal("Kindergarten place", "en"), graph.Objects(word, Cpsv.PrefLabel));
        Assert.Equal([theme], graph.Objects(word, Cpsv.Broader));
        Assert.Equal([main], graph.Objects(theme, Cpsv.Broader));
        Assert.Contains(new Literal("Familie og barn", "nn"), graph.Objects(main, Cpsv.PrefLabel));
        Assert.All((RdfTerm[])[word, theme, main], concept => Assert.True(graph.IsA(concept, Cpsv.Concept)));
        Assert.Equal($"{ALos.Psi("ord/barnehageplass")}\n{ALos.Psi("ord/borte")}", Assert.IsType<NationalDescription>(CpsvReadingTests.Read(graph.Triples).Items.First()).Fields["losWords"]);
    }

    private static ServiceDescription With(params (string Alias, string Value)[] values) => new(
        new Guid("11111111-2222-3333-4444-555555555555"),
        new Dictionary<string, ServiceText> { [Cultures.Bokmal] = new("Barnehageplass", values.ToDictionary(pair => pair.Alias, pair => pair.Value)) });

    private static Gen<ServiceDescription[]> Services()
    {
        var words = Gen.Elements("Barnehageplass", "Søknad & vedtak", "Plan <b> for «Os»", "Åpent hele året", "A \"B\" 'C'", "Frist: 1. mars", "æ\u00adø😀");
        var html = Gen.OneOf(
            words.Select(word => $"<p>{PlainText.Escape(word)}</p>"),
            Gen.Zip(words, words).Select(two => $"<p>{PlainText.Escape(two.Item1)}</p><p>{PlainText.Escape(two.Item2)}</p>"),
            words.Select(word => $"<p>Slik gjør du:</p><ul><li>{PlainText.Escape(word)}</li><li><a href=\"https://example.org/?a=1&amp;b=2\">lenke</a></li></ul>"),
            words.Select(word => $"<h3>{PlainText.Escape(word)}</h3><p>Første<br>andre <strong>viktig</strong></p>"))
            .Select(HtmlCleaner.Clean);
        var perLanguage = Gen.Zip(
            Gen.Zip(words, html),
            Gen.Zip(Several([.. new[] { "targetGroup", "criteria", "price", "partners", "acts", "attachments", "output" }.Where(alias => ServiceFields.Find(alias) is not null)]).SelectMany(aliases => Fields(aliases, html)), Several("contactUnit", "telephone", "email", "visitingAddress", "openingHours").SelectMany(aliases => Fields(aliases, words))),
            (first, second) => (Title: first.Item1, Description: first.Item2, Values: second.Item1.Concat(second.Item2)));
        var common = Gen.Zip(
            Gen.Elements(string.Empty, "https://psi.norge.no/los/tema/barnehage\nhttps://psi.norge.no/los/ord/barnehageplass"),
            Gen.Zip(Gen.Elements(0, 1, 3), Gen.Elements(string.Empty, "2026-03-01")),
            (los, more) => (los, links: more.Item1, updated: more.Item2));
        var service = Gen.Zip(Gen.Zip(Gen.Choose(1, 7), perLanguage.ArrayOf(3)), common, (which, shared) => new ServiceDescription(
            Guid.NewGuid(),
            Cultures.All.Select((culture, index) => (culture, index)).Where(one => (which.Item1 & (1 << one.index)) != 0).ToDictionary(one => one.culture, one =>
            {
                var (title, description, values) = which.Item2[one.index];
                var links = ServiceLink.Canonical(Enumerable.Range(1, shared.links).Select(number => new ServiceLink($"{title} {number}", $"https://example.org/{number}?a=æ&b=1")));
                return new ServiceText(title, values.Concat(new Dictionary<string, string>
                {
                    ["description"] = description,
                    ["documents"] = links,
                    ["actLinks"] = links,
                    ["applicationFormLinks"] = links,
                    ["isStatutory"] = shared.links == 1 ? "true" : string.Empty,
                    ["processingTime"] = shared.links == 3 ? $"<p>{DurationWords.Of("P3M", one.culture)}</p>" : string.Empty,
                    ["responsibleUnit"] = "Enhet for oppvekst",
                    ["updated"] = shared.updated,
                    ["losWords"] = shared.los,
                    ["keywords"] = shared.links > 0 ? $"{title}\nbarn" : string.Empty,
                    ["lifeEvents"] = shared.links > 1 ? "https://psi.norge.no/los/hendelse/fa-barn\nFlytte" : string.Empty,
                }));
            })));
        return Gen.OneOf(service.ArrayOf(1), service.ArrayOf(3));
    }

    private static Gen<string[]> Several(params string[] aliases) => Gen.SubListOf(aliases).Select(some => some.ToArray());

    private static Gen<IEnumerable<KeyValuePair<string, string>>> Fields(string[] aliases, Gen<string> values) =>
        values.ArrayOf(aliases.Length).Select(made => aliases.Select((alias, index) => KeyValuePair.Create(alias, made[index])));
}
