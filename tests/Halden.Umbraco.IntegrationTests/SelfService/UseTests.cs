using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.IntegrationTests.Submissions;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.IntegrationTests.SelfService;

public sealed class UseTests : SiteTest
{
    private const string Page = "/selvbetjening/musikk-og-kulturskole";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    // Nothing is delivered beside the test.
    private protected override string[] Settings => ["--Halden:Submissions:Send", "false"];

    [Fact]
    public async Task WhatCitizensDoIsCountedShownToTheOwnerAndDecidesWhatIsUsedMost()
    {
        var key = await Site.ApprovedAsync();
        using var citizen = Site.Anonymous();
        citizen.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        Assert.DoesNotContain("Mest brukt", await citizen.GetStringAsync("/selvbetjening"), StringComparison.Ordinal);

        await citizen.GetStringAsync(Page);
        await citizen.GetStringAsync(Page);
        using (var answered = await citizen.PostAsync($"{Page}/tilbakemelding", new FormUrlEncodedContent([KeyValuePair.Create("svar", "nei")])))
        {
            Assert.Equal(HttpStatusCode.SeeOther, answered.StatusCode);
        }

        var sent = ASubmission.To(key);
        await Site.Get<SubmissionIntake>().ReceiveAsync(sent, Cancel);
        await Site.Get<SubmissionIntake>().ReceiveAsync(sent, Cancel);
        await Site.Get<UseCounting>().FlushAsync(Cancel);
        await Site.Get<UseCounting>().RankAsync(Cancel);
        await Site.UpToDateAsync();

        Assert.Contains("Mest brukt", await citizen.GetStringAsync("/selvbetjening"), StringComparison.Ordinal);
        Assert.Equal(1, Site.Get<ServiceUse>()(key));
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var figures = (await editor.GetFromJsonAsync<JsonNode>($"/umbraco/halden/api/v1/services/{key}/figures"))!;
        Assert.Equal("""{"views":2,"applications":1,"yes":0,"no":1,"yesShare":0}""", figures["total"]!.ToJsonString());
        Assert.Equal(12, figures["months"]!.AsArray().Count);
        Assert.Equal(2, figures["months"]![11]!["figures"]!["views"]!.GetValue<int>());
        Assert.Equal(Cultures.Bokmal, figures["cultures"]!.AsArray().Single()!["culture"]!.GetValue<string>());
        using var none = await editor.GetAsync($"/umbraco/halden/api/v1/services/{Guid.NewGuid()}/figures");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task WhatIsCountedSurvivesAStop()
    {
        var service = Guid.NewGuid();
        Site.Get<UseCounters>().Add(service, Cultures.Bokmal, UseKind.View);

        await RestartAsync();

        Assert.Equal(1, (await Site.Get<UseLedger>().OfAsync(service, Cancel)).Total.Views);
    }
}
