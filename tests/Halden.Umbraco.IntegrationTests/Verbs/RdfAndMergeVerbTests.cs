using System.Text.Json.Nodes;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class RdfAndMergeVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;

    [Fact]
    public async Task TriplesArePrintedAsNTriples()
    {
        var (code, output, error) = await RunAsync("rdf", await FileAsync("en.ttl", "@prefix : <http://ex.example/> . :a :b \"ø\"@nb, 1 ."));

        Assert.True(code == 0, error);
        Assert.Equal(
            [
                "<http://ex.example/a> <http://ex.example/b> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
                "<http://ex.example/a> <http://ex.example/b> \"ø\"@nb .",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatCannotBeReadIsLocatedAndNothingIsPrinted()
    {
        var (code, output, error) = await RunAsync("rdf", await FileAsync("feil.ttl", "@prefix : <http://ex.example/> .\n:a :b ukjent:c ."));

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains("Linje 2, kolonne 7", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFormatAndABaseCanBeGiven()
    {
        var (code, output, error) = await RunAsync("rdf", await FileAsync("uten-navn.txt", "<a> <b> <c> ."), "--format", "ttl", "--base", "http://ex.example/x/");

        Assert.True(code == 0, error);
        Assert.Equal("<http://ex.example/x/a> <http://ex.example/x/b> <http://ex.example/x/c> .", output.Trim());
    }

    [Fact]
    public async Task EditsThatDoNotTouchAreMerged()
    {
        var (code, output, error) = await MergeAsync("<p>A.</p><p>B.</p>", "<p>A lokalt.</p><p>B.</p>", "<p>A.</p><p>B nasjonalt.</p>");

        Assert.True(code == 0, error);
        var report = JsonNode.Parse(output)!;
        Assert.Equal("<p>A lokalt.</p><p>B nasjonalt.</p>", report["merged"]!.GetValue<string>());
        Assert.Empty(report["conflicts"]!.AsArray());
    }

    [Fact]
    public async Task EditsOfTheSameSentenceAreAConflictAndCodeOne()
    {
        var (code, output, _) = await MergeAsync("<p>Fristen er 1. mars.</p>", "<p>Fristen er 1. februar.</p>", "<p>Fristen er 1. april.</p>");

        Assert.Equal(1, code);
        Assert.Single(JsonNode.Parse(output)!["conflicts"]!.AsArray());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(int Code, string Output, string Error)> MergeAsync(string before, string local, string national) => await RunAsync(
        "merge", "--base", await FileAsync("b.html", before), "--local", await FileAsync("l.html", local), "--national", await FileAsync("n.html", national));

    private async Task<string> FileAsync(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        SiteExecutable.RunAsync(_directory, withAdministrator: false, args);
}
