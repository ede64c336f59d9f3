using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.IntegrationTests.Catalogue;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class LosVerbTests : SiteTest
{
    [Fact]
    public async Task WhatTheVerbTakesIsSeenByTheRunningSiteAtItsNextLook()
    {
        var file = Path.Combine(Site.Directory, "los.rdf");
        await File.WriteAllTextAsync(file, ALosFile.With(60, ("barnehageplass", "Plass i barnehagen")), TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync("los", "update", file, "--json");

        Assert.True(code == 0, error);
        Assert.Equal("replaced", (string)JsonNode.Parse(output)!["status"]!);
        Assert.Same(LosInUse.Shipped, Site.Get<CurrentLos>().Now);
        await Site.Get<LosEditions>().RefreshAsync(CancellationToken.None);
        Assert.Equal(63, Site.Get<CurrentLos>().Vocabulary.All.Count);

        (code, output, _) = await RunAsync("los", "show", "plass i barnehage", "--json");
        Assert.Equal(0, code);
        Assert.Equal("https://psi.norge.no/los/ord/barnehageplass", (string)JsonNode.Parse(output)!["concepts"]![0]!["psi"]!);

        (code, output, _) = await RunAsync("los", "show");
        Assert.Equal(0, code);
        Assert.Contains("63 begreper fra los.rdf", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsNotLosIsCodeTwoAndOneThatIsFarSmallerCodeOne()
    {
        var file = Path.Combine(Site.Directory, "los.rdf");
        await File.WriteAllTextAsync(file, "<rdf:RDF", TestContext.Current.CancellationToken);
        var (code, output, _) = await RunAsync("los", "update", file);
        Assert.Equal(2, code);
        Assert.Contains("Linje 1, kolonne", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, ALosFile.With(1), TestContext.Current.CancellationToken);
        (code, output, _) = await RunAsync("los", "update", file);
        Assert.Equal(1, code);
        Assert.Contains("bare 3 begreper", output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => SiteExecutable.RunAsync(Site.Directory, withAdministrator: true, args);
}
