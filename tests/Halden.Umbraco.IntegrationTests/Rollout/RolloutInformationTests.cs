using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.IntegrationTests.RegisterOfServices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.Rollout;

/// <summary>Who has been informed, what is saved, and what is required, through the editors' API.</summary>
public sealed class RolloutInformationTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/rollout/";

    private protected override string[] Settings => ["--Halden:Submissions:Send", "false", "--Halden:Notices:Send", "false"];

    [Fact]
    public async Task WhatIsToldIsRegisteredCorrectedAndDeletedAndTheTrailHasNothingOfTheNote()
    {
        var service = await Site.DraftAsync("Kino");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var told = new { audience = "director", department = (Guid?)Site.Department, day = "2026-01-15", channel = "meeting", topics = new[] { "time", "scope" }, services = new[] { service }, note = "Hemmelig notat" };

        var log = await OkAsync(await editor.PostAsJsonAsync(Api + "information", told));
        var entry = log["entries"]![0]!;
        Assert.Equal(("director", "2026-01-15", "Kino"), ((string?)entry["audience"], (string?)entry["day"], (string?)entry["services"]![0]!["title"]));
        Assert.Equal(["scope", "time"], entry["topics"]!.AsArray().Select(topic => (string?)topic));
        var row = log["coverage"]!.AsArray().Single(one => (Guid?)one!["department"] == Site.Department)!;
        Assert.Equal([null, "2026-01-15", null, null, null, "2026-01-15"], row["last"]!.AsArray().Select(topic => (string?)topic!["day"]));

        // What cannot be: nobody, no topic, a day to come, no department for its director, a note that is too long.
        using var wrong = await editor.PostAsJsonAsync(Api + "information", new { audience = "director", day = "2999-01-01", topics = new[] { "vær" }, note = new string('x', 501) });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var errors = JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["errors"]!.AsObject();
        Assert.Equal(["channel", "day", "department", "note", "topics"], errors.Select(error => error.Key).Order());

        var (id, version) = ((Guid)entry["id"]!, (Guid)entry["version"]!);
        var corrected = await OkAsync(await editor.PutAsJsonAsync(Api + $"information/{id}", new { told.audience, told.department, told.day, channel = "email", told.topics, version }));
        Assert.Equal(("email", null), ((string?)corrected["entries"]![0]!["channel"], (string?)corrected["entries"]![0]!["note"]));
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PutAsJsonAsync(Api + $"information/{id}", new { told.audience, told.department, told.day, told.channel, told.topics, version })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await editor.DeleteAsync(Api + $"information/{id}?version={version}")).StatusCode);
        var empty = await OkAsync(await editor.DeleteAsync(Api + $"information/{id}?version={corrected["entries"]![0]!["version"]}"));
        Assert.Empty(empty["entries"]!.AsArray());

        var lines = await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.AsNoTracking().Where(line => line.Action.StartsWith("information")).OrderBy(line => line.Number).ToListAsync());
        Assert.Equal([AuditTrail.InformationRegistered, AuditTrail.InformationCorrected, AuditTrail.InformationDeleted], lines.Select(line => line.Action));
        Assert.All(lines, line => Assert.DoesNotContain("Hemmelig", line.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADirectorsBriefIsOfOwnServicesAndGoesOnPaper()
    {
        await Site.ApprovedAsync("Bibliotek");
        using var reader = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var brief = await OkAsync(await reader.GetAsync(Api + $"information/briefs/director?department={Site.Department}"));
        Assert.Equal("Elektroniske tjenester: " + HaldenSite.Culture, (string?)brief["title"]);
        Assert.Contains("1 tjeneste godkjent, 0 gjenstår.", brief["sections"]!.AsArray().SelectMany(section => section!["lines"]!.AsArray()).Select(line => (string?)line));

        using var pdf = await reader.GetAsync(Api + "information/briefs/politicians/pdf");
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("%PDF"u8.ToArray(), (await pdf.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.GetAsync(Api + "information/briefs/director")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(Api + "information/briefs/alle")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(Api + $"information/briefs/director?department={Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task VolumeAndMinutesBecomeHoursAndKronerInAsManyQuestionsForTwoServicesAsForOne()
    {
        var service = await Site.DraftAsync("Kulturskole");
        foreach (var stage in ReadyMadeProcesses.Find("musikk-og-kulturskole")!.Stages.Keys)
        {
            await Site.Get<ProcessModels>().CopyAsync(service, stage, null, new ProcessSource(null, "musikk-og-kulturskole", stage), Site.Editor, CancellationToken.None);
        }

        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var said = await OkAsync(await editor.PutAsJsonAsync(Api + $"benefit/services/{service}", new { volume = 100, oneOffCost = 1000 }));
        var row = said["rows"]![0]!;
        var gain = row["gains"]!.AsArray().Single(one => (bool)one!["isCounted"]!)!;
        var (minutes, kroner) = ((int)gain["minutesPerCase"]!, (decimal)gain["kronerPerYear"]!);
        Assert.True(minutes > 0);
        Assert.Equal(("integrated", minutes * 1000m), ((string?)gain["stage"], kroner));
        Assert.Equal(kroner, (decimal)said["departments"]!.AsArray().Single(department => (Guid?)department!["key"] == Site.Department)!["total"]!["net"]!);
        Assert.True((bool)said["assumptions"]!["isDefault"]!);

        Assert.Equal(HttpStatusCode.Conflict, (await editor.PutAsJsonAsync(Api + $"benefit/services/{service}", new { volume = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync(Api + $"benefit/services/{service}", new { version = (Guid)row["version"]!, volume = -1 })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.PutAsJsonAsync(Api + $"benefit/services/{Guid.NewGuid()}", new { volume = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.PutAsJsonAsync(Api + "benefit/assumptions", new { hourlyCost = 0 })).StatusCode);
        var dearer = await OkAsync(await editor.PutAsJsonAsync(Api + "benefit/assumptions", new { hourlyCost = 1200 }));
        Assert.Equal((false, 2 * kroner), ((bool)dearer["assumptions"]!["isDefault"]!, (decimal)dearer["total"]!["kroner"]!));

        // A model that is changed is read again.
        var model = (await Site.Get<ProcessModels>().OfAsync(service, CancellationToken.None))[ProcessStage.Integrated]!;
        await Site.Get<ProcessModels>().DeleteAsync(service, ProcessStage.Integrated, model.Version, Site.Editor, CancellationToken.None);
        Assert.Equal("electronicForm", (string?)Assert.Single((await OkAsync(await editor.GetAsync(Api + "benefit")))["rows"]![0]!["gains"]!.AsArray())!["stage"]);

        var ofOne = await QuestionsAsync();
        await Site.DraftAsync("Kino");
        Assert.Equal(ofOne, await QuestionsAsync());

        var csv = Encoding.UTF8.GetString(await editor.GetByteArrayAsync(Api + "benefit/export?format=csv"));
        Assert.StartsWith("\uFEFFTjeneste;Avdeling;", csv, StringComparison.Ordinal);
        Assert.Contains($"Kulturskole;{HaldenSite.Culture};", csv, StringComparison.Ordinal);
        Assert.NotEmpty(await editor.GetByteArrayAsync(Api + "benefit/export?format=xlsx"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await editor.GetAsync(Api + "benefit/export?format=pdf")).StatusCode);
    }

    [Fact]
    public async Task ASpecificationBeginsReadyMadeAndIsSavedWholeAgainstItsVersion()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var begun = await OkAsync(await editor.PostAsJsonAsync(Api + "requirements", new { title = "Skjemaer", subject = "forms", isReadyMade = true }));
        var (id, version, all) = ((Guid)begun["id"]!, (Guid)begun["version"]!, begun["requirements"]!.AsArray());
        Assert.Equal(12, all.Count);

        var first = all[0]!;
        var saved = await OkAsync(await editor.PutAsJsonAsync(Api + $"requirements/{id}", new
        {
            version,
            title = "Skjemaer",
            subject = "forms",
            isFinished = true,
            requirements = new object[]
            {
                new { text = "=Nytt krav", isMust = true, answer = "notMet", explanation = "Nei.", link = "https://halden.example/krav" },
                new { number = (int)first["number"]!, text = (string)first["text"]!, isMust = true, answer = "met" },
            },
        }));
        Assert.Equal([13, 1], saved["requirements"]!.AsArray().Select(one => (int)one!["number"]!));
        Assert.Equal((true, 1, 1), ((bool)saved["isFinished"]!, (int)saved["totals"]!["mustNotMet"]!, (int)saved["totals"]!["met"]!));

        using var late = await editor.PutAsJsonAsync(Api + $"requirements/{id}", new { version, title = "Senere", subject = "forms", requirements = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        using var wrong = await editor.PutAsJsonAsync(Api + $"requirements/{id}", new { version = (Guid)saved["version"]!, title = "", subject = "bil", requirements = new[] { new { text = "", link = "javascript:alert(1)" } } });
        Assert.Equal(["requirements[0].link", "requirements[0].text", "subject", "title"], JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));

        var csv = Encoding.UTF8.GetString(await editor.GetByteArrayAsync(Api + $"requirements/{id}/export?format=csv"));
        Assert.Contains("13;;'=Nytt krav;Skal;Ikke oppfylt;Nei.;https://halden.example/krav\r\n", csv, StringComparison.Ordinal);
        Assert.NotEmpty(await editor.GetByteArrayAsync(Api + $"requirements/{id}/export?format=xlsx"));
        using var pdf = await editor.GetAsync(Api + $"requirements/{id}/pdf");
        Assert.Equal(("application/pdf", "skjemaer.pdf"), (pdf.Content.Headers.ContentType?.MediaType, pdf.Content.Headers.ContentDisposition?.FileName));

        Assert.Equal("Skjemaer", (string?)Assert.Single((await OkAsync(await editor.GetAsync(Api + "requirements"))).AsArray())!["title"]);
        Assert.Empty((await OkAsync(await editor.DeleteAsync(Api + $"requirements/{id}?version={saved["version"]}"))).AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(Api + $"requirements/{id}")).StatusCode);
    }

    private Task<int> QuestionsAsync() => Questions.CountAsync(() => Site.Get<BenefitTable>().ReadAsync(CancellationToken.None));

    private static async Task<JsonNode> OkAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!;
        }
    }
}
