using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.PublishedCache;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.UnitTests.SelfService;

public class LinkedContentTests
{
    private const string Fails = "fails";

    private static readonly Guid Page = Guid.NewGuid();
    private static readonly Guid File = Guid.NewGuid();
    private static readonly Guid Service = Guid.NewGuid();

    [Fact]
    public void APageIsGivenInTheReadersCultureOrInAnotherThatHasIt()
    {
        var addresses = AnUmbraco(urls: new() { [(Page, "nb-NO")] = "/om-kommunen/", [(Page, "en-US")] = "https://en.halden.kommune.no/about/" })
            .Of([("nb-NO", Page), ("nn-NO", Page), ("en-US", Page)]);

        Assert.Equal("/om-kommunen/", addresses.Of("nb-NO", Page));
        Assert.Equal("/om-kommunen/", addresses.Of("nn-NO", Page));
        Assert.Equal("https://en.halden.kommune.no/about/", addresses.Of("en-US", Page));
    }

    [Fact]
    public void AFileIsGivenInEveryCulture()
    {
        var addresses = AnUmbraco(media: "/media/abc/vedtekter.pdf").Of([("nb-NO", File), ("nn-NO", File)]);

        Assert.Equal("/media/abc/vedtekter.pdf", addresses.Of("nb-NO", File));
        Assert.Equal("/media/abc/vedtekter.pdf", addresses.Of("nn-NO", File));
    }

    [Fact]
    public void WhatHasNoAddressHasNone()
    {
        var addresses = AnUmbraco(urls: [], media: string.Empty).Of([("nb-NO", Page), ("nb-NO", File), ("nb-NO", Guid.NewGuid())]);

        Assert.Null(addresses.Of("nb-NO", Page));
        Assert.Null(addresses.Of("nb-NO", File));
    }

    [Fact]
    public void WithoutDomainsAPageIsGivenInTheSitesOwnDefaultLanguage() =>
        Assert.Equal("/about/", AnUmbraco(urls: new() { [(Page, string.Empty)] = "/about/" }).Of([("nn-NO", Page)]).Of("nn-NO", Page));

    [Fact]
    public void AProviderOfAddressesThatFailsCostsALinkAndNotThePage()
    {
        var addresses = AnUmbraco(urls: new() { [(Page, "nb-NO")] = Fails }, media: "/media/abc/vedtekter.pdf").Of([("nb-NO", Page), ("nb-NO", File)]);

        Assert.Null(addresses.Of("nb-NO", Page));
        Assert.Equal("/media/abc/vedtekter.pdf", addresses.Of("nb-NO", File));
    }

    [Fact]
    public void AServiceIsTheReadModelsToGive() =>
        Assert.Null(AnUmbraco(urls: new() { [(Service, "nb-NO")] = "/selvbetjening/hemmelig" }).Of([("nb-NO", Service)]).Of("nb-NO", Service));

    [Fact]
    public void APageLinksToThem()
    {
        var service = AService.Called("Barnehageplass")
            .With("description", $"<p><a href=\"/{{localLink:{Page:D}}}#kart\" type=\"document\">om kommunen</a>, <a href=\"/{{localLink:{File:D}}}\" type=\"media\">vedtekter</a> og <a href=\"/{{localLink:umb://media/{File:N}}}\">de samme</a></p>");
        var shown = service.Shown();
        var linked = AnUmbraco(urls: new() { [(Page, "nb-NO")] = "/om-kommunen/" }, media: "/media/abc/vedtekter.pdf")
            .Of([.. shown.Texts.Values.SelectMany(text => text.LinkedKeys).Select(key => ("nb-NO", key))]);
        var site = ASnapshot.Site with { BaseAddress = "https://www.halden.kommune.no" };
        var snapshot = SelfServiceSnapshot.Build([shown], ASnapshot.Addresses([shown]), site, Umbraco.Catalogue.Los.LosVocabulary.Themes, ASnapshot.Moment, linked: linked);
        var found = snapshot.Find(Cultures.Bokmal, service.Key)!;

        var page = System.Text.Encoding.UTF8.GetString(found.Page.In(ContentCoding.Identity).Bytes.Span);
        Assert.Contains("<a href=\"/om-kommunen/#kart\" class=\"ds-link\">om kommunen</a>, <a href=\"/media/abc/vedtekter.pdf\" class=\"ds-link\">vedtekter</a> og <a href=\"/media/abc/vedtekter.pdf\" class=\"ds-link\">de samme</a>", page, StringComparison.Ordinal);
        Assert.Contains("https://www.halden.kommune.no/media/abc/vedtekter.pdf", System.Text.Encoding.UTF8.GetString(found.Json.In(ContentCoding.Identity).Bytes.Span), StringComparison.Ordinal);
    }

    internal static LinkedContent AnUmbraco(Dictionary<(Guid Key, string Culture), string>? urls = null, string media = "")
    {
        var pages = new[] { Document(Page, "nyhet"), Document(Service, ServiceDocument.Alias) };
        var file = Document(File, "file");
        var context = Stub<IUmbracoContext>.Of(new()
        {
            // Asked for anything but a page, Umbraco's own fails or spoils what it keeps of the file.
            ["get_Content"] = _ => Stub<IPublishedContentCache>.Of(new() { [nameof(IPublishedContentCache.GetById)] = args => pages.First(page => page.Key.Equals(args[1])) }),
            ["get_Media"] = _ => Stub<IPublishedMediaCache>.Of(new() { [nameof(IPublishedMediaCache.GetById)] = args => file.Key.Equals(args[1]) ? file : null }),
        });
        return new(
            Stub<IUmbracoContextFactory>.Of(new()
            {
                [nameof(IUmbracoContextFactory.EnsureUmbracoContext)] = _ => new UmbracoContextReference(context, isRoot: false, Stub<IUmbracoContextAccessor>.Of([])),
            }),
            Stub<IPublishedUrlProvider>.Of(new()
            {
                [nameof(IPublishedUrlProvider.GetUrl)] = args => urls?.GetValueOrDefault((((IPublishedContent)args[0]!).Key, (string?)args[2] ?? string.Empty)) switch { Fails => throw new InvalidOperationException("A provider of addresses failed."), var url => url ?? "#" },
                [nameof(IPublishedUrlProvider.GetMediaUrl)] = _ => media,
            }),
            Stub<IIdKeyMap>.Of(new()
            {
                [nameof(IIdKeyMap.GetIdForKey)] = args => pages.Any(page => page.Key.Equals(args[0])) && args[1] is UmbracoObjectTypes.Document ? Attempt.Succeed(1001) : Attempt.Fail<int>(),
            }),
            new Routing(new() { UmbracoApplicationUrl = "https://www.halden.kommune.no/umbraco" }),
            NullLogger<LinkedContent>.Instance);
    }

    private sealed class Routing(WebRoutingSettings value) : IOptionsMonitor<WebRoutingSettings>
    {
        public WebRoutingSettings CurrentValue => value;

        public WebRoutingSettings Get(string? name) => value;

        public IDisposable? OnChange(Action<WebRoutingSettings, string?> listener) => null;
    }

    private static IPublishedContent Document(Guid key, string type) => Stub<IPublishedContent>.Of(new()
    {
        ["get_Key"] = _ => key,
        ["get_ContentType"] = _ => Stub<IPublishedContentType>.Of(new() { ["get_Alias"] = _ => type }),
    });
}
