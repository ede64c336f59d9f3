using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>Los on a running site: replaced, searched, and seen by the public.</summary>
public sealed class LosTests : SiteTest
{
    private const string Endpoint = "/umbraco/halden/api/v1/catalogue/los";

    private const string Kindergarten = "https://psi.norge.no/los/ord/barnehageplass";

    [Fact]
    public async Task TheSiteHasTheShippedThemesUntilItIsGivenLos()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var answer = await editor.GetFromJsonAsync<JsonNode>(Endpoint);

        Assert.Null(answer!["edition"]!["since"]);
        Assert.Equal(LosVocabulary.Themes.All.Count, (int)answer["edition"]!["concepts"]!);
        Assert.Empty(answer["concepts"]!.AsArray());
        Assert.Contains(await ChecksAsync(), check => check is { Name: "los", Level: CheckLevel.Warning, WhatToDo: not null });
    }

    [Fact]
    public async Task AnAdministratorReplacesItAndThePublicPagesFollow()
    {
        var key = await Site.DraftAsync("Plass i barnehage");
        await Site.EditAsync(key, "losWords", $"{Kindergarten}\nhttps://psi.norge.no/los/ord/borte\nHalden-kort");
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        Assert.Empty((await Site.PublicAsync(key))!["themes"]!.AsArray());
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var answer = await administrator.PostAsync(Endpoint, Form(ALosFile.With(60, ("barnehageplass", "Plass i barnehagen"))));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("los.rdf", (string)body!["edition"]!["source"]!);
        Assert.Equal(DemonstrationUsers.Administrator.Name, (string)body["edition"]!["by"]!);
        Assert.Contains(body["added"]!.AsArray(), concept => (string)concept!["name"]! == "Plass i barnehagen");
        var unresolved = Assert.Single(body["unresolved"]!.AsArray())!;
        Assert.Equal("Plass i barnehage", (string)unresolved["title"]!);
        Assert.Equal(["Borte"], unresolved["words"]!.AsArray().Select(word => (string)word!["name"]!));

        var service = await Site.PublicAsync(key);
        Assert.Equal(["Plass i barnehagen", "Borte", "Halden-kort"], service!["subjects"]!.AsArray().Select(word => (string)word!["name"]!));
        Assert.Equal(["Familie og barn", "Barnehage"], service["themes"]!.AsArray().Select(theme => (string)theme!["name"]!));
        using var citizen = Site.Anonymous();
        Assert.Contains(">Barnehage</a></h3>", await citizen.GetStringAsync("/selvbetjening/emneord"), StringComparison.Ordinal);
        Assert.Contains("\"Plass i barnehagen\"@nb", await citizen.GetStringAsync("/selvbetjening/katalog.ttl"), StringComparison.Ordinal);
        Assert.Contains(await ChecksAsync(), check => check is { Name: "los", Level: CheckLevel.Ok });

        await RestartAsync();
        Assert.Equal(["Plass i barnehagen", "Borte", "Halden-kort"], (await Site.PublicAsync(key))!["subjects"]!.AsArray().Select(word => (string)word!["name"]!));
    }

    [Fact]
    public async Task WordsThatTheNewEditionHasDroppedAreToldByTheNameTheyHad()
    {
        var key = await Site.DraftAsync("Plass i barnehage");
        await Site.EditAsync(key, "losWords", Kindergarten);
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        await administrator.PostAsync(Endpoint, Form(ALosFile.With(60, ("barnehageplass", "Plass i barnehagen"))));

        var answer = await administrator.PostAsync(Endpoint, Form(ALosFile.With(60)));

        var body = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal(["Plass i barnehagen"], body!["removed"]!.AsArray().Select(concept => (string)concept!["name"]!));
        var word = body["unresolved"]!.AsArray().Single()!["words"]!.AsArray().Single()!;
        Assert.Equal((Kindergarten, "Plass i barnehagen", true), ((string)word["psi"]!, (string)word["name"]!, (bool)word["wasKnown"]!));
    }

    [Fact]
    public async Task ABrokenFileChangesNothingAndSaysWhere()
    {
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var answer = await administrator.PostAsync(Endpoint, Form("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  <a></rdf:RDF>"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Contains("Linje 2, kolonne", (string)problem!["detail"]!, StringComparison.Ordinal);
        Assert.Same(LosInUse.Shipped, Site.Get<CurrentLos>().Now);
    }

    [Fact]
    public async Task FarFewerConceptsAreRefusedUntilItIsConfirmed()
    {
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);

        var refused = await administrator.PostAsync(Endpoint, Form(ALosFile.With(10)));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("FarFewer", (string)(await refused.Content.ReadFromJsonAsync<JsonNode>())!["operationStatus"]!);

        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync(Endpoint, Form(ALosFile.With(10), confirm: true))).StatusCode);
        Assert.Equal(12, Site.Get<CurrentLos>().Vocabulary.All.Count);
    }

    [Fact]
    public async Task AnEditorFindsWordsByNameAndSynonym()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var found = (await editor.GetFromJsonAsync<JsonNode>($"{Endpoint}?q=kinder&culture=nb-NO"))!["concepts"]!.AsArray().Single()!;
        Assert.Equal(("https://psi.norge.no/los/tema/barnehage", "theme", "Barnehage", "Kindergartens"), ((string)found["psi"]!, (string)found["kind"]!, (string)found["name"]!, (string)found["foundBy"]!));
        Assert.Equal(["Familie og barn"], found["themes"]!.AsArray().Select(theme => (string)theme!["name"]!));

        Assert.Equal(14, (await editor.GetFromJsonAsync<JsonNode>($"{Endpoint}?q=&culture=nb-NO"))!["concepts"]!.AsArray().Count);
        var named = await editor.GetFromJsonAsync<JsonNode>($"{Endpoint}?culture=en-US&psi=http%3A%2F%2Fpsi.norge.no%2Flos%2Ftema%2Fnaering&psi=https%3A%2F%2Fpsi.norge.no%2Flos%2Ford%2Fborte");
        Assert.Equal(["Business"], named!["concepts"]!.AsArray().Select(concept => (string)concept!["name"]!));
    }

    private async Task<IReadOnlyList<CheckResult>> ChecksAsync() => await Site.Get<ConfigurationChecks>().RunAsync(CancellationToken.None);

    private static MultipartFormDataContent Form(string rdf, bool confirm = false) => new()
    {
        { new ByteArrayContent(Encoding.UTF8.GetBytes(rdf)), "file", "los.rdf" },
        { new StringContent(confirm ? "true" : "false"), "confirm" },
    };
}

/// <summary>A file of Los.</summary>
internal static class ALosFile
{
    /// <summary>One main theme with one theme, words under it, and as many more words as are asked for.</summary>
    public static string With(int more, params (string Slug, string Name)[] words) => $"""
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
          <skos:Concept rdf:about="https://psi.norge.no/los/tema/familie-og-barn"><skos:inScheme rdf:resource="https://psi.norge.no/los/ontologi/tema"/><skos:topConceptOf rdf:resource="https://psi.norge.no/los/struktur"/><skos:prefLabel xml:lang="nb">Familie og barn</skos:prefLabel></skos:Concept>
          <skos:Concept rdf:about="https://psi.norge.no/los/tema/barnehage"><skos:inScheme rdf:resource="https://psi.norge.no/los/ontologi/tema"/><skos:broader rdf:resource="https://psi.norge.no/los/tema/familie-og-barn"/><skos:prefLabel xml:lang="nb">Barnehage</skos:prefLabel></skos:Concept>
        {string.Concat(words.Concat(Enumerable.Range(1, more).Select(n => (Slug: $"fyll-{n}", Name: $"Fyll {n}"))).Select(word =>
            $"<skos:Concept rdf:about=\"https://psi.norge.no/los/ord/{word.Slug}\"><skos:inScheme rdf:resource=\"https://psi.norge.no/los/ontologi/ord\"/><skos:broader rdf:resource=\"https://psi.norge.no/los/tema/barnehage\"/><skos:prefLabel xml:lang=\"nb\">{word.Name}</skos:prefLabel></skos:Concept>\n"))}
        </rdf:RDF>
        """;
}
