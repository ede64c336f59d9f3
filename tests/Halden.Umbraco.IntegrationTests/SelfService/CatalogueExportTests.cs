using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;

namespace Halden.Umbraco.IntegrationTests.SelfService;

public sealed class CatalogueExportTests : SiteTest
{
    [Theory]
    [InlineData(".ttl", "text/turtle")]
    [InlineData(".nt", "application/n-triples")]
    [InlineData(".rdf", "application/rdf+xml")]
    [InlineData(".jsonld", "application/ld+json")]
    public async Task WhatIsApprovedIsHarvestedAndReadAgain(string ending, string mediaType)
    {
        var key = await Site.DraftAsync("Barnehageplass");
        await Site.EditAsync(key, "description", "<p>Barnehagen er for barn fra ett år.</p>");
        await Site.SubmitAsync(key);
        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        await Site.DraftAsync("Aldri godkjent");
        await Site.UpToDateAsync();
        using var harvester = Site.Anonymous();

        var answer = await harvester.GetAsync($"/selvbetjening/katalog{ending}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("Aldri godkjent", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mona Melodi", text, StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var reading = CpsvReading.Read(stream, RdfFormats.FromFileName(ending));
        var service = Assert.Single(reading.Items.OfType<NationalDescription>());
        Assert.Equal("Barnehageplass", service.Title);
        Assert.Equal("<p>Barnehagen er for barn fra ett år.</p>", service.Fields["description"]);
    }

    [Fact]
    public async Task TheFormatMayBeAskedForByAccept()
    {
        using var harvester = Site.Anonymous();
        harvester.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/ld+json"));

        var answer = await harvester.GetAsync("/selvbetjening/katalog");

        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
    }

    [Fact]
    public async Task AnUnchangedCatalogueIsNotSentAgain()
    {
        using var harvester = Site.Anonymous();
        var first = await harvester.GetAsync("/selvbetjening/katalog.ttl");
        harvester.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await harvester.GetAsync("/selvbetjening/katalog.ttl")).StatusCode);
    }
}
