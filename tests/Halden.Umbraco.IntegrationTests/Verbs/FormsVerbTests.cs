using System.Text.Json.Nodes;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class FormsVerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;

    [Fact]
    public async Task TheLibraryIsListed()
    {
        var (code, output, error) = await RunAsync("forms", "library");

        Assert.True(code == 0, error);
        Assert.Contains("barnehageplass  ", output, StringComparison.Ordinal);
        Assert.Contains("Søknad om barnehageplass: ", output, StringComparison.Ordinal);
        Assert.Contains("bokmål og nynorsk", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLibraryIsListedAsJsonAndAFormShownByItsIdCanBeUsed()
    {
        var (code, output, error) = await RunAsync("forms", "library", "--json");
        Assert.True(code == 0, error);
        var listed = JsonNode.Parse(output)!["items"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == "startlaan")!;
        Assert.Equal(["nb-NO", "nn-NO"], listed["cultures"]!.AsArray().Select(culture => culture!.GetValue<string>()));

        (code, output, error) = await RunAsync("forms", "library", "show", listed["id"]!.GetValue<string>());
        Assert.True(code == 0, error);
        Assert.Equal(listed["title"]!.GetValue<string>(), JsonNode.Parse(output)!["name"]!.GetValue<string>());

        (code, output, error) = await RunAsync("forms", "validate", await FileAsync(output));
        Assert.True(code == 0, error + output);
        Assert.Equal("«Søknad om startlån» kan brukes: 0 feil, 0 råd.", output.Trim());
    }

    [Fact]
    public async Task AFormThatIsNotThereIsCodeOne()
    {
        var (code, output, error) = await RunAsync("forms", "library", "show", "byggesak");

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains("«byggesak»", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryFaultIsToldWithItsPlaceAndErrorsAreCodeOne()
    {
        var json = await ShownAsync("sfo", form =>
        {
            form["pages"]![0]!["fieldsets"]![0]!["columns"]![0]!["fields"]![1]!["alias"] = "barnets navn";
            form["translations"]!["nn-NO"]!.AsObject().Remove("Plassen");
        });

        var (code, output, _) = await RunAsync("forms", "validate", await FileAsync(json));

        Assert.Equal(1, code);
        Assert.Contains("feil  pages[0].fieldsets[0].columns[0].fields[1].alias: «barnets navn»", output, StringComparison.Ordinal);
        Assert.Contains("råd   translations.nn-NO: Mangler på nynorsk: «Plassen».", output, StringComparison.Ordinal);
        Assert.EndsWith("kan ikke brukes: 1 feil, 1 råd.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdviceAloneIsCodeZero()
    {
        var json = await ShownAsync("sfo", form => form["translations"]!["nn-NO"]!.AsObject().Remove("Plassen"));

        var (code, output, error) = await RunAsync("forms", "validate", "--json", await FileAsync(json));

        Assert.True(code == 0, error);
        var told = JsonNode.Parse(output)!;
        Assert.Equal((0, "translations.nn-NO", false), (told["errors"]!.GetValue<int>(), told["faults"]![0]!["place"]!.GetValue<string>(), told["faults"]![0]!["isError"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task WhatIsNoFormIsToldWithItsLine()
    {
        var (code, output, _) = await RunAsync("forms", "validate", await FileAsync("{\n  \"id\": 1\n}"));

        Assert.Equal(1, code);
        Assert.Contains("feil  id: Filen er ikke et skjema. Linje 2, tegn ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingFileIsCodeTwo()
    {
        var (code, output, error) = await RunAsync("forms", "validate", "finnes-ikke.json");

        Assert.Equal((2, string.Empty), (code, output));
        Assert.Contains("finnes-ikke.json", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> ShownAsync(string name, Action<JsonNode> change)
    {
        var (code, output, error) = await RunAsync("forms", "library", "show", name);
        Assert.True(code == 0, error);
        var form = JsonNode.Parse(output)!;
        change(form);
        return form.ToJsonString();
    }

    private async Task<string> FileAsync(string content)
    {
        var path = Path.Combine(_directory, "skjema.json");
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        SiteExecutable.RunAsync(_directory, withAdministrator: false, args);
}
