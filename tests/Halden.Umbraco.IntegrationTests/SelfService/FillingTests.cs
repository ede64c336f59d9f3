using System.Net;
using Halden.Umbraco.Approval;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>Filling in over HTTP, as a browser does it and as somebody who means no good.</summary>
public sealed class FillingTests : FillingTest
{
    [Fact]
    public async Task WhatIsFilledInIsWhatTheDirectorApproved()
    {
        var key = await ServiceAsync();
        using var citizen = Site.Anonymous();
        Assert.Contains("Hva heter barnet?", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        await SaveFormAsync(Definition("Hva heter eleven?"), key);
        Assert.Equal("changed", (await Site.ViewAsync(key)).Approval.State);
        Assert.Contains("Hva heter barnet?", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        await Site.UpToDateAsync();
        Assert.Contains("Hva heter eleven?", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        await Site.Approvals.UnpublishAsync(key, Site.Editor, CancellationToken.None);
        await Site.UpToDateAsync();
        Assert.Equal(HttpStatusCode.Gone, (await citizen.GetAsync(Form)).StatusCode);
    }

    [Fact]
    public async Task AFormWithFaultsIsNotSubmitted()
    {
        var key = await DraftWithFormAsync(Definition(" "));
        Assert.Equal(ApprovalStatus.Incomplete, (await Site.Approvals.SubmitAsync(key, Site.Editor, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task OnlyWhatIsAskedIsKept()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        var answer = await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"), ("hvilket", "Fiolin"), ("ukjent", "x"));
        Assert.Equal((HttpStatusCode.SeeOther, Form + "?steg=kontroll"), (answer.StatusCode, answer.Headers.Location?.ToString()));

        // The other question comes up, and what was sent for it before is not taken for an answer.
        Assert.Equal(Form + "?steg=1&flere", (await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "ja"))).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "ja"))).StatusCode);
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "ja"), ("hvilket", "Fiolin"));
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());

        var payload = Site.Get<SubmissionCipher>().Read(await Store.ReadAsync(db => db.Submissions.SingleAsync()))!;
        Assert.Equal(["navn", "valg"], payload.Answers.Keys);
        Assert.Equal(["nei"], payload.Answers["valg"]);
        Assert.Equal("Søknad om plass", payload.Form.Name);
    }

    [Fact]
    public async Task WhatIsNotCompleteIsNotSent()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        await PostAsync(citizen, ("steg", "1"), ("navn", string.Empty), ("valg", "nei"));

        var answer = await PostAsync(citizen, ("steg", "kontroll"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Svar på «Hva heter barnet?».", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.Submissions.CountAsync()));
    }

    [Fact]
    public async Task SendingTwiceIsOneSubmission()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(citizen, ("steg", "kontroll"))));

        Assert.All(answers, answer => Assert.Equal(Form + "?steg=kvittering", answer.Headers.Location?.ToString()));
        var reference = await Store.ReadAsync(db => db.Submissions.Select(submission => submission.Reference).SingleAsync());
        Assert.Contains(reference, await citizen.GetStringAsync(Form + "?steg=kvittering"), StringComparison.Ordinal);

        // What is sent is gone from the draft, and a receipt is for the browser that sent.
        var draft = await Store.ReadAsync(db => db.FormDrafts.SingleAsync());
        Assert.Equal((0, reference), (draft.Answers.Length, draft.Reference));
        using var other = Site.Anonymous();
        Assert.DoesNotContain(reference, await other.GetStringAsync(Form), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await other.GetAsync(Form + "?steg=kvittering")).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://ondsinnet.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task AnotherSiteCannotFillInForAnybody(string header, string value)
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        citizen.DefaultRequestHeaders.Add(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"))).StatusCode);
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDrafts.CountAsync()));
    }

    [Fact]
    public async Task WhatFillsInTheFieldThatNobodySeesIsSentNowhere()
    {
        await ServiceAsync();
        using var machine = Site.Anonymous();

        var answer = await PostAsync(machine, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"), (FormFilling.TrapName, "https://kjop.example"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDrafts.CountAsync()));
    }

    [Fact]
    public async Task TooMuchAtOnceIsRefusedWithWords()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        using var content = new MultipartFormDataContent { { new StringContent("1"), "steg" }, { new ByteArrayContent(new byte[27_000_000]), "navn", "stor.pdf" } };

        var answer = await citizen.PostAsync(Form, content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("Filene er for store til sammen.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoSentItCanHaveACopyAndNobodyElse()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        const string copy = Form + "?steg=kvittering&pdf";
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        Assert.Equal(HttpStatusCode.SeeOther, (await citizen.GetAsync(copy)).StatusCode);
        await PostAsync(citizen, ("steg", "kontroll"));
        Assert.Contains("href=\"?steg=kvittering&amp;pdf\"", await citizen.GetStringAsync(Form + "?steg=kvittering"), StringComparison.Ordinal);

        var answer = await citizen.GetAsync(copy);

        var reference = await Store.ReadAsync(db => db.Submissions.Select(submission => submission.Reference).SingleAsync());
        Assert.Equal(("application/pdf", $"{reference}.pdf"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).AsSpan().StartsWith("%PDF-"u8));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        using var other = Site.Anonymous();
        Assert.Equal(HttpStatusCode.SeeOther, (await other.GetAsync(copy)).StatusCode);

        await Store.WriteAsync(db => db.Submissions.ExecuteDeleteAsync());
        Assert.Equal(HttpStatusCode.Gone, (await citizen.GetAsync(copy)).StatusCode);
    }

    [Fact]
    public async Task ARestartLosesNoDraft()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        var answer = await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));

        await RestartAsync();

        await Site.UpToDateAsync();
        using var afterwards = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Site.Address };
        afterwards.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        Assert.Contains("value=\"Åse\"", await afterwards.GetStringAsync(Form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraftIsReadWithTheSubmissionsKeysAndNotTheSites()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        var draft = await Store.ReadAsync(db => db.FormDrafts.SingleAsync());

        // What the ring of the site's own wrote says another purpose and another key.
        var site = Site.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>();
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() =>
            site.CreateProtector("Halden.Umbraco.SelfService.Filling.Content").CreateProtector(draft.Id.ToString("N")).Unprotect(draft.Answers));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(Site.Directory, "Halden-Keys")));
    }

    [Fact]
    public async Task NothingThatIsFilledInLiesInClearOnTheDisk()
    {
        await ServiceAsync();
        using var citizen = Site.Anonymous();
        await PostAsync(citizen, ("steg", "1"), ("navn", "Hemmelig Navnesen"), ("valg", "nei"));
        Assert.Contains("Hemmelig Navnesen", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        foreach (var file in Directory.GetFiles(Site.Directory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.True(copy.ToArray().AsSpan().IndexOf("Navnesen"u8) < 0, $"{file} has the name in clear.");
        }
    }
}
