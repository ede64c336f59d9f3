using System.Net;
using System.Text.Json.Nodes;

namespace Halden.Umbraco.UnitTests.SelfService.Search;

public sealed class SearchPageTests : IAsyncLifetime
{
    private ASite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ASite.StartAsync(ASnapshot.Sample());

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/selvbetjening/sok?q=barnehage", "nb", "treff på «barnehage»")]
    [InlineData("/nn/selvbetjening/sok?q=heimesjukepleie", "nn", "Heimesjukepleie")]
    [InlineData("/en/selvbetjening/sok?q=kindergarten", "en", "result")]
    [InlineData("/selvbetjening/sok", "nb", "Hva leter du etter?")]
    [InlineData("/selvbetjening/sok?q=barnehajeplass", "nb", "Mente du")]
    [InlineData("/selvbetjening/sok?q=xqzzk", "nb", "Prøv dette")]
    [InlineData("/selvbetjening/sok?q=%3Cscript%3E&side=-1&tema=%22&nett=x", "nb", "&lt;script&gt;")]
    public async Task ShowsPage(string path, string language, string text)
    {
        using var response = await _site.SendAsync(path);
        var body = await BodyAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        Assert.Contains(text, body, StringComparison.Ordinal);
        Assert.Contains("content=\"noindex\"", body, StringComparison.Ordinal);
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarksWhatWasFound()
    {
        using var response = await _site.SendAsync("/selvbetjening/sok?q=omsorg");

        Assert.Contains("<mark>omsorg</mark>", await BodyAsync(response), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SuggestsServicesWhileOneWrites()
    {
        using var response = await _site.SendAsync("/selvbetjening/sok/forslag?q=barnehagep");

        var suggestions = JsonNode.Parse(await BodyAsync(response))!.AsArray();
        Assert.Equal("Barnehageplass", (string)suggestions[0]!["tittel"]!);
        Assert.Equal("/selvbetjening/barnehageplass", (string)suggestions[0]!["adresse"]!);
        Assert.Equal("private, max-age=60", Assert.Single(response.Headers.GetValues("Cache-Control")).Replace("max-age=60, private", "private, max-age=60", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoAsksWithoutEndWaits()
    {
        var statuses = new List<HttpStatusCode>();
        for (var nth = 0; nth < 600 && !statuses.Contains(HttpStatusCode.TooManyRequests); nth += 50)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _site.SendAsync("/selvbetjening/sok/forslag?q=b")));
            statuses.AddRange(answers.Select(answer => answer.StatusCode));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task TheListOfServicesHasASearchBox()
    {
        using var response = await _site.SendAsync("/selvbetjening");

        Assert.Contains("role=\"search\"", await BodyAsync(response), StringComparison.Ordinal);
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
