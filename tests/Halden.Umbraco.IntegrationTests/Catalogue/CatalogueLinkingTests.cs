using System.Net;
using System.Net.Http.Json;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using static Halden.Umbraco.IntegrationTests.Catalogue.NationalItem;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>A service that the municipality wrote before the catalogue had it, and that follows the catalogue from now on.</summary>
public sealed class CatalogueLinkingTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";

    [Fact]
    public async Task WhatItHasNotSaidIsTakenOverAndItsOwnTextsStand()
    {
        var local = await Site.DraftAsync("Kulturskolen vår", "Vår ingress.");
        var imported = await ImportedAsync();

        Assert.Equal(HttpStatusCode.OK, await LinkAsync(local, imported));

        var text = Text(local);
        Assert.Equal(("Kulturskolen vår", "Vår ingress.", "<p>Nasjonal pris.</p>"), (text.Title, text[ServiceFields.Lead], text["price"]));
        var waiting = Assert.Single(await Site.Get<NationalViews>().WaitingAsync(CancellationToken.None));
        Assert.Equal(local, waiting.Key);
        Assert.Equal(["lead", "title"], waiting.Value.Waiting.Select(place => place.Alias).Order());
        Assert.True(Site.Load(imported).Trashed);
    }

    [Fact]
    public async Task TheNextImportKnowsItAndMakesNoTwin()
    {
        var local = await Site.DraftAsync();
        await LinkAsync(local, await ImportedAsync());

        var report = await Site.ImportAsync(File(Service(1, "Kulturskole", ("ingress", "Nasjonal ingress."), ("pris", "<p>Ny pris.</p>"))));

        Assert.Equal((0, 1), (report.Counts.Created, report.Counts.Updated));
        Assert.Equal("<p>Ny pris.</p>", Text(local)["price"]);
        Assert.Equal(local, Assert.Single(Site.Get<ServiceDrafts>().All()).Key);
    }

    [Fact]
    public async Task ANationalServiceThatSomebodyHasMadeTheirsStaysWhereItIs()
    {
        var local = await Site.DraftAsync();
        var imported = await ImportedAsync();
        await Site.EditAsync(imported, "price", "<p>Vår pris.</p>");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await LinkAsync(local, imported));

        Assert.False(Site.Load(imported).Trashed);
        Assert.Null(await Site.Get<NationalViews>().FindAsync(local, CancellationToken.None));
        Assert.Empty(Text(local)["price"]);
    }

    [Fact]
    public async Task OnlyALocalServiceIsLinkedAndOnlyToOneFromTheCatalogue()
    {
        var imported = await ImportedAsync();
        var local = await Site.DraftAsync("En");
        var other = await Site.DraftAsync("To");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await LinkAsync(local, other));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await LinkAsync(local, local));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await LinkAsync(imported, imported));
        Assert.Equal(HttpStatusCode.NotFound, await LinkAsync(Guid.NewGuid(), imported));
    }

    [Fact]
    public async Task ANationalServiceWhoseDocumentIsGoneIsFollowedAllTheSame()
    {
        var imported = await ImportedAsync();
        Site.Contents.Delete(Site.Load(imported));
        var local = await Site.DraftAsync();

        Assert.Equal(HttpStatusCode.OK, await LinkAsync(local, imported));
        Assert.Equal("<p>Nasjonal pris.</p>", Text(local)["price"]);
    }

    private async Task<Guid> ImportedAsync()
    {
        await Site.ImportAsync(File(Service(1, "Kulturskole", ("ingress", "Nasjonal ingress."), ("pris", "<p>Nasjonal pris.</p>"))));
        return ServiceKey.For("ntk", "1");
    }

    private async Task<HttpStatusCode> LinkAsync(Guid key, Guid service)
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        return (await editor.PostAsJsonAsync($"{Api}/services/{key}/national/link", new { service })).StatusCode;
    }

    private ServiceText Text(Guid key) => ServiceDocument.Draft(Site.Load(key)).Texts[Cultures.Bokmal];
}
