using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService.Changes;

/// <summary>The change feed as another site's program reads it.</summary>
public class ChangeFeedTests
{
    private const string Api = "/api/selvbetjening/v1";

    [Theory]
    [InlineData("since=abc")]
    [InlineData("since=-1")]
    [InlineData("pageSize=0")]
    [InlineData("pageSize=1001")]
    [InlineData("culture=sv-SE")]
    public async Task WhatCannotBeUnderstoodIsAFaultThatSaysWhat(string query)
    {
        await using var site = await ASite.StartAsync(ASnapshot.Sample());

        var response = await site.SendAsync($"{Api}/changes?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty((string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["detail"]!);
    }

    [Fact]
    public async Task AReaderOfTheChangesKeepsACopyInStep()
    {
        var (sfo, bibliotek, kino) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using var site = await ASite.StartAsync(ASnapshot.Of(AService.Called("SFO", sfo), AService.Called("Bibliotek", bibliotek).In(Cultures.NewNorwegian, "Bibliotek")));

        var first = await ReadAsync(site, $"{Api}/changes");
        Assert.Equal(["added Bibliotek nb-NO", "added Bibliotek nn-NO", "added SFO nb-NO"], Items(first).Order(StringComparer.Ordinal));
        Assert.False((bool)first["hasMore"]!);
        var unchanged = await ReadAsync(site, (string)first["nextUrl"]!);
        Assert.Empty(unchanged["items"]!.AsArray());

        await site.ShowAsync(ASnapshot.Of(AService.Called("SFO", sfo).With("lead", "Nytt."), AService.Called("Kino", kino), AService.Called("Bibliotek", bibliotek)));
        var later = await ReadAsync(site, (string)unchanged["nextUrl"]!);

        Assert.Equal(["added Kino nb-NO", "changed SFO nb-NO", "removed bibliotek nn-NO"], Items(later).Order(StringComparer.Ordinal));
        var removed = later["items"]!.AsArray().Single(item => (string)item!["change"]! == "removed")!;
        Assert.Equal(bibliotek.ToString(), (string)removed["key"]!);
        Assert.Null(removed["url"]);
        Assert.Empty((await ReadAsync(site, (string)later["nextUrl"]!))["items"]!.AsArray());
    }

    [Fact]
    public async Task WhoHasNothingIsNotToldOfWhatIsGone()
    {
        var sfo = Guid.NewGuid();
        await using var site = await ASite.StartAsync(ASnapshot.Of(AService.Called("SFO", sfo)));
        await site.ShowAsync(ASnapshot.Of());

        Assert.Empty((await ReadAsync(site, $"{Api}/changes"))["items"]!.AsArray());
        Assert.Equal(["removed sfo nb-NO"], Items(await ReadAsync(site, $"{Api}/changes?since=0")));
    }

    [Fact]
    public async Task WhatComesBackIsAdded()
    {
        var sfo = Guid.NewGuid();
        var shown = ASnapshot.Of(AService.Called("SFO", sfo));
        await using var site = await ASite.StartAsync(shown);
        var next = (string)(await ReadAsync(site, $"{Api}/changes"))["nextUrl"]!;
        await site.ShowAsync(ASnapshot.Of());
        await site.ShowAsync(shown);

        Assert.Equal(["added SFO nb-NO"], Items(await ReadAsync(site, next)));
    }

    [Fact]
    public async Task ChangesComePageByPageAndByCulture()
    {
        await using var site = await ASite.StartAsync(ASnapshot.Sample());
        List<string> keys = [];
        var next = $"{Api}/changes?pageSize=3&culture=nb-NO";
        JsonNode page;
        do
        {
            page = await ReadAsync(site, next);
            Assert.All(page["items"]!.AsArray(), item => Assert.Equal("nb-NO", (string)item!["culture"]!));
            keys.AddRange(page["items"]!.AsArray().Select(item => (string)item!["key"]!));
            next = $"{(string)page["nextUrl"]!}&pageSize=3";
        }
        while ((bool)page["hasMore"]!);

        Assert.Equal(10, keys.Distinct().Count());
        Assert.Equal(10, keys.Count);
    }

    [Fact]
    public async Task ACursorFromAnotherHistoryIsToStartOver()
    {
        await using var site = await ASite.StartAsync(ASnapshot.Sample());

        var response = await site.SendAsync($"{Api}/changes?since={long.MaxValue}");

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
    }

    [Fact]
    public async Task ACursorOfAnotherNodeThatHeardFirstIsUnderstood()
    {
        var sfo = Guid.NewGuid();
        await using var site = await ASite.StartAsync(ASnapshot.Of(AService.Called("SFO", sfo)));
        var before = (string)(await ReadAsync(site, $"{Api}/changes"))["next"]!;
        var changed = ASnapshot.Of(AService.Called("SFO", sfo).With("lead", "Nytt."));
        await site.KeepOnAnotherNodeAsync(changed);

        // What comes after the other node's change is all that there is.
        var given = await ReadAsync(site, $"{Api}/changes?since={long.Parse(before, CultureInfo.InvariantCulture) + 1}");

        Assert.Equal(["changed SFO nb-NO"], Items(given));
        Assert.Empty((await ReadAsync(site, (string)given["nextUrl"]!))["items"]!.AsArray());
    }

    [Fact]
    public async Task UntilTheChangesAreReadNobodyIsToldToStartOver()
    {
        await using var site = await ASite.StartAsync(null);
        site.State.Current = ASnapshot.Sample();

        var response = await site.SendAsync($"{Api}/changes?since=1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task TheClockAloneIsNoChange()
    {
        var service = AService.Called("SFO").With("openingHours", "Mandag–fredag 8–15");
        ShownService[] shown = [service.Shown()];
        SelfServiceSnapshot At(int hour) => SelfServiceSnapshot.Build(
            shown, ASnapshot.Addresses(shown), ASnapshot.Site, Umbraco.Catalogue.Los.LosVocabulary.Themes, ASnapshot.Moment.AddHours(hour));
        await using var site = await ASite.StartAsync(At(0));
        var next = (string)(await ReadAsync(site, $"{Api}/changes"))["nextUrl"]!;
        await site.ShowAsync(At(10));

        Assert.Empty((await ReadAsync(site, next))["items"]!.AsArray());
    }

    private static IEnumerable<string> Items(JsonNode answer) =>
        answer["items"]!.AsArray().Select(item => $"{item!["change"]} {item["title"] ?? item["slug"]} {item["culture"]}");

    private static async Task<JsonNode> ReadAsync(ASite site, string address)
    {
        var response = await site.SendAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
