using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests;

/// <summary>From the catalogue to the citizen, over HTTP, as three people.</summary>
public sealed class TheWholePathTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1";

    [Fact]
    public async Task TheCatalogueComesInAnEditorTailorsTheDirectorApprovesAndOnlyThenACitizenReadsIt()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        using var citizen = Site.Anonymous();

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json"))), "file", "ntk.json" },
            { new StringContent("false"), "dryRun" },
        };
        await AnswerAsync(await editor.PostAsync($"{Api}/catalogue/import", form));
        await Site.Get<ImportJobs>().Ended;
        var report = (await editor.GetFromJsonAsync<JsonNode>($"{Api}/catalogue/import"))!["report"]!;
        Assert.True(report["created"]!.GetValue<int>() >= 40);

        var list = await editor.GetFromJsonAsync<JsonNode>($"{Api}/services?q=musikk");
        var key = Assert.Single(list!["items"]!.AsArray())!["key"]!.GetValue<Guid>();
        var service = await editor.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}");
        service = await AnswerAsync(await editor.PutAsJsonAsync(
            $"{Api}/services/{key}/texts/nb-NO",
            new { version = service!["version"], fields = new { lead = "Haldens egen ingress.", price = "<p>Se <a href=\"javascript:x\" onclick=\"x\">prisene</a></p>" } }));
        Assert.Equal("Haldens egen ingress.", service["texts"]!["nb-NO"]!["fields"]!["lead"]!.GetValue<string>());
        Assert.DoesNotContain("javascript", service.ToJsonString(), StringComparison.Ordinal);

        var early = await editor.PostAsync($"{Api}/services/{key}/submit", null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        service = await AnswerAsync(await editor.PutAsJsonAsync(
            $"{Api}/services/{key}/register",
            new { version = service["register"]!["version"], departmentKey = Site.Department, ownerName = "Mona Melodi", recipientKind = "mailbox", recipient = "kulturskolen@halden.example" }));
        service = await AnswerAsync(await editor.PostAsync($"{Api}/services/{key}/submit", null));
        Assert.Equal("submitted", service["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.GetAsync("/selvbetjening/musikk-og-kulturskole")).StatusCode);

        var waiting = Assert.Single((await director.GetFromJsonAsync<JsonNode>($"{Api}/queue"))!.AsArray())!;
        Assert.True(waiting["mayApprove"]!.GetValue<bool>());
        var package = await director.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/package");
        Assert.Equal("Haldens egen ingress.", package!["texts"]!["nb-NO"]!["fields"]!["lead"]!.GetValue<string>());
        service = await AnswerAsync(await director.PostAsJsonAsync($"{Api}/services/{key}/approve", new { hash = waiting["hash"] }));
        Assert.Equal("approved", service["state"]!.GetValue<string>());

        await Site.UpToDateAsync();
        var page = await citizen.GetStringAsync("/selvbetjening/musikk-og-kulturskole");
        Assert.Contains("Haldens egen ingress.", page, StringComparison.Ordinal);
        var headings = ServiceSections.All.Select(section => page.IndexOf($">{section.Label.Nb}</h2>", StringComparison.Ordinal)).Where(at => at >= 0).ToList();
        Assert.True(headings.Count >= 3);
        Assert.Equal(headings.Order(), headings);
        Assert.Contains("Musikk- og kulturskule", await citizen.GetStringAsync("/nn/selvbetjening"), StringComparison.Ordinal);

        var history = (await editor.GetFromJsonAsync<JsonNode>($"{Api}/services/{key}/history"))!.AsArray().Select(row => row!["action"]!.GetValue<string>());
        Assert.Equal(["published", "approved", "submitted", "registerChanged"], history);
    }

    [Fact]
    public async Task NoInternalTextReachesThePublic()
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json")))!.AsArray();
        foreach (var item in json)
        {
            foreach (var field in ServiceFields.Internal)
            {
                item![field.NtkField!] = "<p>HEMMELIGMERKE</p>";
            }
        }

        await Site.ImportAsync(json.ToJsonString());
        foreach (var draft in Site.Get<ServiceDrafts>().All().Take(5))
        {
            var register = (await Site.ViewAsync(draft.Key)).Register;
            await Site.Get<Register.ServiceRegister>().SaveResponsibilityAsync(
                draft.Key,
                new Register.Responsibility(register.Version, Site.Department, "HEMMELIGEIER", null, Register.RecipientKind.LineOfBusinessSystem, "HEMMELIGMOTTAKER"),
                Site.Editor,
                CancellationToken.None);
            await Site.SubmitAsync(draft.Key);
            await Site.Approvals.ApproveAsync(draft.Key, Site.Director, await Site.HashAsync(draft.Key), CancellationToken.None);
        }

        await Site.UpToDateAsync();
        using var citizen = Site.Anonymous();
        var list = (await citizen.GetFromJsonAsync<JsonNode>("/api/selvbetjening/v1/services"))!["items"]!.AsArray();
        Assert.Equal(5, list.Count);
        var slugs = list.Select(item => item!["slug"]!.GetValue<string>());
        foreach (var path in slugs.SelectMany(slug => (string[])[$"/selvbetjening/{slug}", $"/api/selvbetjening/v1/services/{slug}"]).Append("/selvbetjening").Append("/selvbetjening/a-aa").Append("/selvbetjening/endringer.rss").Append("/api/selvbetjening/v1/services"))
        {
            Assert.DoesNotContain("HEMMELIG", await citizen.GetStringAsync(path), StringComparison.Ordinal);
        }
    }

    private static async Task<JsonNode> AnswerAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
