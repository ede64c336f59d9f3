using System.Net;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService;

namespace Halden.Umbraco.UnitTests.SelfService.Api;

public sealed class SearchAndFormsTests : IAsyncLifetime
{
    private const string Root = "/api/selvbetjening/v1";

    private ASite _site = null!;

    public async ValueTask InitializeAsync() => _site = await ASite.StartAsync(ASnapshot.Sample());

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task FindsWithMarksThatStandWhereTheWordsAre()
    {
        var answer = await JsonAsync("/search?q=omsorg&culture=nb-NO");

        Assert.Equal("omsorg", (string)answer["query"]!);
        Assert.Equal((int)answer["total"]!, answer["items"]!.AsArray().Count);
        var marked = answer["items"]!.AsArray().SelectMany(item => new[] { item!["title"]!, item["snippet"]! })
            .SelectMany(text => text["marks"]!.AsArray().Select(mark => ((string)text["text"]!).Substring((int)mark!["start"]!, (int)mark["length"]!))).ToList();
        Assert.NotEmpty(marked);
        Assert.All(marked, word => Assert.Contains("omsorg", word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task SaysWhatWasMeantAndHowItCanBeNarrowed()
    {
        var answer = await JsonAsync("/search?q=hjemmesykepleie");
        var theme = answer["facets"]!["themes"]![0]!;

        Assert.Equal("barnehageplass", (string)(await JsonAsync("/search?q=barnehajeplass"))["didYouMean"]!);
        Assert.Equal((int)theme["services"]!, (int)(await JsonAsync($"/search?q=hjemmesykepleie&theme={theme["theme"]}"))["total"]!);
        Assert.Equal(0, (int)(await JsonAsync("/search?q=hjemmesykepleie&theme=finnes-ikke"))["total"]!);
        Assert.Equal((int)answer["facets"]!["online"]!, (int)(await JsonAsync("/search?q=hjemmesykepleie&online=true"))["total"]!);
        Assert.Empty((await JsonAsync("/search?q=hjemmesykepleie&page=1000&pageSize=100"))["items"]!.AsArray());
    }

    [Fact]
    public async Task SuggestsWhileOneWrites()
    {
        var answer = await JsonAsync("/suggest?q=barnehagep");

        Assert.Equal("Barnehageplass", (string)answer["items"]![0]!["title"]!);
    }

    [Theory]
    [InlineData("/search", "«q»")]
    [InlineData("/search?q=%20%00", "«q»")]
    [InlineData("/suggest?q=", "«q»")]
    [InlineData("/search?q=a&online=1", "«online»")]
    [InlineData("/search?q=a&page=0", "«page»")]
    [InlineData("/search?q=a&pageSize=101", "«pageSize»")]
    public async Task SaysWhatIsWrongWithAQuery(string query, string named)
    {
        using var response = await _site.SendAsync(Root + query);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(named, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLongATextIsRefused()
    {
        using var response = await _site.SendAsync($"{Root}/search?q={new string('a', 201)}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task NoSharedCacheKeepsASearchAndTheSameAnswerIsNotSentTwice()
    {
        using var first = await _site.SendAsync(Root + "/search?q=barnehage", headers: ("Accept-Encoding", "br"));
        using var second = await _site.SendAsync(Root + "/search?q=barnehage", headers: [("Accept-Encoding", "br"), ("If-None-Match", first.Headers.ETag!.ToString())]);

        Assert.True(first.Headers.CacheControl!.Private);
        Assert.Equal(["br"], first.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding, Accept-Language", string.Join(", ", first.Headers.Vary));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task PagesAndApiShareOnePace()
    {
        var refused = false;
        for (var round = 0; round < 5 && !refused; round++)
        {
            var pages = Enumerable.Range(0, 100).Select(_ => _site.SendAsync("/selvbetjening/sok/forslag?q=b"));
            var api = Enumerable.Range(0, 100).Select(_ => _site.SendAsync(Root + "/suggest?q=b"));
            await Task.WhenAll(pages);
            foreach (var answer in await Task.WhenAll(api))
            {
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    refused = true;
                    Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
                    Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
                }
            }
        }

        Assert.True(refused);
    }

    [Fact]
    public async Task LettersStandInNorwegianOrderAndLeadToTheirServices()
    {
        AService[] services = [AService.Called("Ålborgtur"), AService.Called("Ærlighet"), AService.Called("Zoologi"), AService.Called("Økonomi"), AService.Called("Avløp"), AService.Called("Avfall")];
        var shown = services.Select(service => service.Shown()).ToList();
        _site.State.Current = SelfServiceSnapshot.Build(shown, ASnapshot.Addresses(shown), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);

        var letters = (await JsonAsync("/letters"))["items"]!.AsArray();

        Assert.Equal(["A", "Z", "Æ", "Ø", "Å"], letters.Select(letter => (string)letter!["letter"]!));
        foreach (var letter in letters)
        {
            Assert.Equal((int)letter!["services"]!, (int)(await JsonAsync($"/services?letter={letter["letter"]}"))["total"]!);
        }
    }

    [Fact]
    public async Task GivesAFormAsItsCitizensMeetItAndNothingElse()
    {
        var form = AForm();
        var shown = AService.Called("Barnehageplass").Shown() with { Form = form };
        var without = AService.Called("Avløp").Shown();
        _site.State.Current = SelfServiceSnapshot.Build([shown, without], ASnapshot.Addresses([shown, without]), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);

        var list = await JsonAsync("/forms");
        var answer = await JsonAsync("/forms/barnehageplass");
        var fields = answer["pages"]![0]!["fieldsets"]![0]!["columns"]![0]!["fields"]!.AsArray();
        using var none = await _site.SendAsync(Root + "/forms/avlop");

        Assert.Equal("barnehageplass", (string)Assert.Single(list["items"]!.AsArray())!["slug"]!);
        Assert.Equal("/selvbetjening/barnehageplass/soknad", new Uri(new Uri("https://x.no"), (string)answer["applyUrl"]!).AbsolutePath);
        Assert.Equal("required", (string)answer["signIn"]!);
        Assert.Equal(["Har barnet søsken?", "Begrunn"], fields.Select(field => (string)field!["caption"]!));
        Assert.Equal("Ja", (string)fields[0]!["preValues"]![0]!["caption"]!);
        Assert.Equal("ja", (string)Assert.Single(fields[1]!["condition"]!["rules"]!.AsArray())!["value"]!);
        Assert.False((bool)fields[1]!["condition"]!["isComplete"]!);
        Assert.DoesNotContain("hemmelig", answer.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    // Everything in it that says «hemmelig» is somebody's who makes forms, not the citizen's.
    private static FormDefinition AForm()
    {
        Guid siblings = Guid.NewGuid(), hidden = Guid.NewGuid();
        var other = new Dictionary<string, System.Text.Json.JsonElement> { ["hemmelig"] = System.Text.Json.JsonSerializer.SerializeToElement("hemmelig") };
        return new FormDefinition
        {
            Id = Guid.NewGuid(),
            Name = "Søknad",
            Other = other,
            SignIn = new FormSignIn(FormSignInDemand.Required) { Other = other },
            Origin = new FormOrigin("hemmelig", [new FormWorkflow("hemmelig", Guid.NewGuid(), "hemmelig")], "hemmelig"),
            Pages = [new FormPage { Other = other, Fieldsets = [new FormFieldset { Id = Guid.NewGuid(), Other = other, Columns = [new FormColumn { Other = other, Fields = [
                new FormField { Id = siblings, Alias = "sosken", Caption = "Har barnet søsken?", Required = true, Other = other, Type = new() { Id = FormFieldType.SingleChoice.Id, Name = "hemmelig" }, PreValues = [new("ja", "Ja") { Other = other }],
                    Settings = new Dictionary<string, string> { ["hemmelig"] = "hemmelig", [FormSignIn.FactSetting] = FormSignIn.NameOf(SignInFact.Name) } },
                new FormField { Id = hidden, Alias = "hemmeligKode", Caption = "hemmelig", Type = new() { Id = FormFieldType.Hidden.Id }, Settings = new Dictionary<string, string> { ["defaultValue"] = "hemmelig" } },
                new FormField { Id = Guid.NewGuid(), Alias = "hvorfor", Caption = "Begrunn", Type = new() { Id = FormFieldType.LongAnswer.Id },
                    Condition = new(FormConditionAction.Show, FormConditionLogic.All, [new(siblings, FormOperator.Is, "ja"), new(hidden, FormOperator.Is, "hemmelig")]) },
            ] }] }] }],
        };
    }

    private async Task<JsonNode> JsonAsync(string query) => JsonNode.Parse(await _site.Client.GetStringAsync(Root + query, TestContext.Current.CancellationToken))!;
}
