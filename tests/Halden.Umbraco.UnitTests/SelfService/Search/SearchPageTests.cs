using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Search;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task IsCompressedForWhoeverTakesIt(string coding)
    {
        using var plain = await _site.SendAsync("/selvbetjening/sok?q=omsorg");
        using var response = await _site.SendAsync("/selvbetjening/sok?q=omsorg", null, ("Accept-Encoding", coding));

        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream open = coding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(open);
        Assert.Equal(await BodyAsync(plain), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
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
    public async Task SaysInWhichLanguageAnUntranslatedServiceIs()
    {
        using var response = await _site.SendAsync("/en/selvbetjening/sok?q=avl%C3%B8psgebyr");
        using var suggestions = await _site.SendAsync("/en/selvbetjening/sok/forslag?q=avl%C3%B8psgebyr");

        Assert.Matches("<a class=\"ds-link\" href=\"/en/selvbetjening/avlopsgebyr\" hreflang=\"nb\"><span lang=\"nb\"><mark>Avløpsgebyr</mark></span> \\(", WebUtility.HtmlDecode(await BodyAsync(response)));
        Assert.Equal("nb", (string)JsonNode.Parse(await BodyAsync(suggestions))![0]!["sprak"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsLookedForIsLoggedNowhereNorWhenItFails(bool fails)
    {
        var log = new EveryLog();
        await using var site = await ASite.StartAsync(ASnapshot.Sample(), with: builder =>
        {
            // As the site is shipped, but all of our own.
            builder.Configuration.AddJsonFile(Path.Combine(Repository.Root, "src", "Halden.Umbraco.Site", "appsettings.json"));
            builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddFilter("Halden", LogLevel.Trace).AddProvider(log);
            if (fails)
            {
                builder.Services.AddSingleton<IServiceSearch>(new FailingSearch());
            }
        });

        foreach (var path in new[] { "sok?q=", "sok/forslag?q=", "sok?side=2&tema=", "sok/?q=" })
        {
            using var response = await site.SendAsync($"/selvbetjening/{path}krisesenteret");
            Assert.Equal(fails && path.Contains("?q=", StringComparison.Ordinal) && !path.Contains("sok/?", StringComparison.Ordinal), response.StatusCode == HttpStatusCode.InternalServerError);
        }

        Assert.Equal(fails, !log.Lines.IsEmpty);
        Assert.All(log.Lines, line => Assert.DoesNotContain("krisesenter", line, StringComparison.OrdinalIgnoreCase));
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

    private sealed class FailingSearch : IServiceSearch
    {
        public ServiceMatches? Find(string culture, string text) => throw new InvalidOperationException("Indeksen er ødelagt.");
    }

    /// <summary>Everything that is logged, with what belongs to it.</summary>
    private sealed class EveryLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {state} {exception}");

        public void Dispose()
        {
        }
    }

    private static Task<string> BodyAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
