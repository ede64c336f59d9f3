using System.Net;
using System.Text.Json.Nodes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class SearchVerbTests : SiteTest
{
    [Fact]
    public async Task FindsWhatIsPublicAsTheRunningSiteDoesAndMakesTheIndexAnew()
    {
        var key = await Site.ApprovedAsync();
        await Site.DraftAsync("Musikkterapi");

        // What was approved a moment ago is found by whoever looks for it, misspelt too; a draft is not.
        using var client = Site.Anonymous();
        var page = await client.GetStringAsync("/selvbetjening/sok?q=musikskole", TestContext.Current.CancellationToken);
        Assert.Contains("href=\"/selvbetjening/musikk-og-kulturskole\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("terapi", page, StringComparison.Ordinal);

        var (code, output, error) = await RunAsync("search", "kulturskolen", "--json");
        Assert.True(code == 0, error);
        var found = JsonNode.Parse(output)!;
        Assert.Equal((1, key), ((int)found["total"]!, found["items"]![0]!["key"]!.GetValue<Guid>()));

        (code, output, _) = await RunAsync("search", "rebuild", "--json");
        var made = JsonNode.Parse(output)!;
        Assert.Equal(0, code);
        Assert.Equal(1, (int)made["indexes"]!.AsArray().Single(index => (string)index!["culture"]! == Cultures.Bokmal)!["services"]!);
        Assert.Empty(made["notFound"]!.AsArray());

        (code, _, error) = await RunAsync("search", "kulturskolen", "--top", "0");
        Assert.Equal(2, code);
        Assert.Contains("--top", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApprovedChangeIsFoundAndWhatIsTakenDownIsNot()
    {
        var key = await Site.ApprovedAsync();
        await Site.EditAsync(key, ServiceFields.Lead, "Nå også undervisning i trekkspill.");
        await Site.SubmitAsync(key);
        Assert.DoesNotContain("/musikk-og-kulturskole", await FoundAsync("trekkspill"), StringComparison.Ordinal);

        await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None);
        await Site.UpToDateAsync();
        Assert.Contains("/musikk-og-kulturskole", await FoundAsync("trekkspill"), StringComparison.Ordinal);

        await Site.Approvals.UnpublishAsync(key, Site.Director, CancellationToken.None);
        await Site.UpToDateAsync();
        Assert.DoesNotContain("/musikk-og-kulturskole", await FoundAsync("trekkspill"), StringComparison.Ordinal);
    }

    private async Task<string> FoundAsync(string text)
    {
        using var client = Site.Anonymous();
        using var response = await client.GetAsync($"/selvbetjening/sok/forslag?q={text}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => SiteExecutable.RunAsync(Site.Directory, withAdministrator: true, args);
}
