using System.Net;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.SelfService.Feedback;

public sealed class ServiceFeedbackTests : IAsyncLifetime
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    private const string Address = "/selvbetjening/barnehageplass/tilbakemelding";

    private ASite _site = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await ASite.StartAsync(ASnapshot.Sample());

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/selvbetjening/barnehageplass", "Fant du det du lette etter?")]
    [InlineData("/nn/selvbetjening/avlopsgebyr", "Fann du det du leita etter?")]
    [InlineData("/en/selvbetjening/kindergarten-place", "Did you find what you were looking for?")]
    public async Task EveryServicesPageAsksAndStaysTheSameForEverybody(string path, string question)
    {
        using var page = await _site.SendAsync(path);
        var body = await page.Content.ReadAsStringAsync(Cancel);

        Assert.Contains(question, body, StringComparison.Ordinal);
        Assert.Contains($"<form class=\"halden-feedback\" method=\"post\" action=\"{path}/tilbakemelding\"", body, StringComparison.Ordinal);
        Assert.NotNull(page.Headers.ETag);
        Assert.False(page.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("ja", UseKind.Found)]
    [InlineData("nei", UseKind.NotFound)]
    public async Task AnAnswerIsCountedAndThankedForAtAnAddressThatCanBeReloaded(string answer, object kind)
    {
        using var answered = await PostAsync(answer);
        using var thanks = await _site.SendAsync(answered.Headers.Location!.OriginalString);

        Assert.Equal(HttpStatusCode.SeeOther, answered.StatusCode);
        Assert.Equal($"{Address}?takk", answered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, thanks.StatusCode);
        Assert.Contains("Takk for svaret", await thanks.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(answered.Headers.Contains("Set-Cookie") || thanks.Headers.Contains("Set-Cookie"));
        var counted = Assert.Single(_site.TakeCounts());
        Assert.Equal((Cultures.Bokmal, (UseKind)kind, 1L), (counted.Culture, counted.Kind, counted.Count));
    }

    [Theory]
    [InlineData("kanskje")]
    [InlineData("")]
    public async Task WhatIsNeitherYesNorNoIsNotCounted(string answer)
    {
        using var answered = await PostAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        Assert.Contains("velg Ja eller Nei", await answered.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(_site.TakeCounts());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://onde.example")]
    public async Task AnAnswerFromAnotherSiteIsRefused(string header, string value)
    {
        using var answered = await PostAsync("nei", (header, value));

        Assert.Equal(HttpStatusCode.Forbidden, answered.StatusCode);
        Assert.Empty(_site.TakeCounts());
    }

    [Fact]
    public async Task ARobotsAnswerIsNotCounted()
    {
        using var answered = await PostAsync("ja", ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));

        Assert.Equal(HttpStatusCode.SeeOther, answered.StatusCode);
        Assert.Empty(_site.TakeCounts());
    }

    [Fact]
    public async Task FromOneAddressOnlySoManyAreTaken()
    {
        for (var number = 0; number < 30; number++)
        {
            (await PostAsync("nei")).Dispose();
        }

        using var answered = await PostAsync("nei");

        Assert.Equal(HttpStatusCode.TooManyRequests, answered.StatusCode);
        Assert.NotNull(answered.Headers.RetryAfter);
        Assert.Equal(30, Assert.Single(_site.TakeCounts()).Count);
    }

    [Fact]
    public async Task TheAddressLeadsToTheServiceAndWhereThereIsNoneIsNotFound()
    {
        using var read = await _site.SendAsync(Address);
        using var none = await _site.SendAsync("/selvbetjening/finnes-ikke/tilbakemelding", HttpMethod.Post);

        Assert.Equal("/selvbetjening/barnehageplass", read.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task TooLongAnAnswerIsRefused()
    {
        using var answered = await PostAsync(new string('j', 5000));

        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        Assert.Empty(_site.TakeCounts());
    }

    private async Task<HttpResponseMessage> PostAsync(string answer, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new FormUrlEncodedContent([KeyValuePair.Create("svar", answer)]) };
        foreach (var (name, value) in headers.Any(header => header.Name == "User-Agent") ? headers : [.. headers, ("User-Agent", Browser)])
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await _site.Client.SendAsync(request, Cancel);
    }
}
