using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>Files that are refused where there is a scanner, and where it does not answer.</summary>
public sealed class FillingFilesTests : FilesTest
{
    [Fact]
    public async Task AnInfectedFileIsRefusedAndKeptNowhere()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();

        var answer = await UploadAsync(citizen, "brev.pdf", "%PDF-smittet");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("«brev.pdf» er stoppet av viruskontrollen", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDraftFiles.CountAsync()));
    }

    [Fact]
    public async Task WhileTheScannerIsAwayFilesAreRefusedAndAnswersKept()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        Scanner.IsDown = true;

        var answer = await UploadAsync(citizen, "brev.pdf", "%PDF-greit");

        Assert.Contains("Vi får ikke sjekket «brev.pdf» for virus akkurat nå", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDraftFiles.CountAsync()));
        Assert.Contains("value=\"Åse\"", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        Scanner.IsDown = false;
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync(citizen, "brev.pdf", "%PDF-greit")).StatusCode);
        Assert.True(await Store.ReadAsync(db => db.FormDraftFiles.Select(file => file.IsScanned).SingleAsync()));
    }

    [Fact]
    public async Task ThePagesScriptSendsFilesAloneAndHasTheSameAnswers()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        citizen.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        var sent = await JsonAsync(await UploadAsync(citizen, "brev.pdf", "%PDF-greit", ("til", "fil")));
        var file = sent["filer"]!.AsArray().Single()!;
        Assert.Equal(("brev.pdf", "vedlegg", "Fjern brev.pdf", null), ((string?)file["navn"], (string?)file["felt"], (string?)file["fjern"], (string?)sent["feil"]));

        var refused = await UploadAsync(citizen, "kort.pdf", "%PDF-smittet", ("til", "fil"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        sent = await JsonAsync(refused);
        Assert.StartsWith("«kort.pdf» er stoppet", (string?)sent["feil"], StringComparison.Ordinal);
        Assert.Single(sent["filer"]!.AsArray());

        // What is written in the page is not touched by it, nor taken for unanswered.
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        sent = await JsonAsync(await PostAsync(citizen, ("steg", "1"), ("til", "fil"), ("fjern", (string)file["id"]!)));
        Assert.Empty(sent["filer"]!.AsArray());
        Assert.Contains("value=\"Åse\"", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        // What else goes wrong is said in the same way.
        citizen.DefaultRequestHeaders.Add("Origin", "https://ondsinnet.example");
        Assert.StartsWith("Skjemaet må sendes fra", (string?)(await JsonAsync(await UploadAsync(citizen, "a.pdf", "%PDF-", ("til", "fil"))))["feil"], StringComparison.Ordinal);
    }
}

/// <summary>Files that are taken although the scanner does not answer.</summary>
public sealed class UnscannedFilesTests : FilesTest
{
    private protected override string[] Settings => [.. base.Settings, "--Halden:Filling:WithoutScanner", "Accept"];

    [Fact]
    public async Task WhatWasReceivedUnscannedIsLookedAtWhenStaffOpenItAndByItselfAndAVirusIsGivenToNobody()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        Scanner.IsDown = true;
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync(citizen, "brev.pdf", "%PDF-smittet")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(citizen, ("steg", "kontroll"))).StatusCode);
        var (id, file) = await Store.ReadAsync(async db => await db.SubmissionAttachments.Select(one => ValueTuple.Create(one.SubmissionId, one.Id)).SingleAsync());
        using var owner = await OwnerAsync();

        // As long as nobody can say, it is marked, and given to who may read it.
        Assert.Contains("brev.pdf (ikke sjekket for virus)", await owner.GetStringAsync($"{Api}/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"{Api}/{id}/attachments/{file}")).StatusCode);
        Scanner.IsDown = false;
        var refused = await owner.GetAsync($"{Api}/{id}/attachments/{file}");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Det er funnet virus i filen", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("brev.pdf (stoppet av viruskontrollen)", await owner.GetStringAsync($"{Api}/{id}"), StringComparison.Ordinal);
        Assert.Equal(1, await Store.ReadAsync(db => db.Audit.CountAsync(line => line.Action == AuditTrail.SubmissionFileQuarantined)));
        Assert.Equal(1, Assert.Single(await Store.ReadAsync(db => BrokenDeliveries.FindAsync(db, TimeSpan.FromDays(1), Store.Now, CancellationToken.None))).Infected);

        // The other way, with nobody opening anything.
        await Store.WriteAsync(db => db.SubmissionAttachments.ExecuteUpdateAsync(set => set.SetProperty(one => one.Verdict, AttachmentVerdict.Pending)));
        Assert.Equal(1, await Site.Get<AttachmentScan>().SweepAsync(CancellationToken.None));
        Assert.Equal(AttachmentVerdict.Infected, await Store.ReadAsync(db => db.SubmissionAttachments.Select(one => one.Verdict).SingleAsync()));
    }

    [Fact]
    public async Task WhatCameWhileTheScannerWasAwayIsLookedAtWhenTheFormIsSent()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        Scanner.IsDown = true;
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync(citizen, "brev.pdf", "%PDF-smittet")).StatusCode);
        Scanner.IsDown = false;

        var answer = await PostAsync(citizen, ("steg", "kontroll"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("«brev.pdf» er stoppet av viruskontrollen", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await Store.ReadAsync(db => db.FormDraftFiles.CountAsync()), await Store.ReadAsync(db => db.Submissions.CountAsync())));
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task WhatTheScannerNeverSawIsMarkedForWhoReadsIt()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        Scanner.IsDown = true;
        await UploadAsync(citizen, "brev.pdf", "%PDF-ukjent");

        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());

        var payload = Site.Get<SubmissionCipher>().Read(await Store.ReadAsync(db => db.Submissions.SingleAsync()))!;
        Assert.False(payload.Attachments.Single().IsScanned);
        Assert.Contains("brev.pdf (ikke sjekket for virus)", SubmissionAnswers.Of(payload, "nb-NO").SelectMany(group => group.Questions).SelectMany(question => question.Answers));
    }
}

/// <summary>Files that are kept in a folder, which is away at times.</summary>
public sealed class FilesInAFolderTests : FilesTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("halden-files-").FullName;

    private protected override string[] Settings => [.. base.Settings, "--Halden:Submissions:Attachments:Place", "Folder", "--Halden:Submissions:Attachments:Directory", _folder, "--Halden:Submissions:Send", "false"];

    private protected override async ValueTask AfterwardsAsync()
    {
        await base.AfterwardsAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task WhileTheFolderIsAwayTheCitizenIsAskedToTryAgainWithAnswersKeptAndStaffAreToldThatNothingIsLost()
    {
        await ServiceWithFilesAsync();
        using var citizen = Site.Anonymous();
        SetAway(true);
        var refused = await UploadAsync(citizen, "brev.pdf", "%PDF-greit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Vi får ikke tatt vare på «brev.pdf» akkurat nå. Svarene dine er tatt vare på.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("value=\"Åse\"", await citizen.GetStringAsync(Form), StringComparison.Ordinal);
        SetAway(false);
        Assert.Equal(HttpStatusCode.SeeOther, (await UploadAsync(citizen, "brev.pdf", "%PDF-greit")).StatusCode);
        Assert.Single(Directory.GetFiles(_folder));

        SetAway(true);
        var unsent = await PostAsync(citizen, ("steg", "kontroll"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unsent.StatusCode);
        Assert.Contains("Svarene dine er tatt vare på.", await unsent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.Submissions.CountAsync()));
        SetAway(false);
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(citizen, ("steg", "kontroll"))).StatusCode);

        // The draft's file goes, the submission's stays.
        await Site.Get<AttachmentContents>().RemoveAsync(CancellationToken.None);
        var (id, file) = await Store.ReadAsync(async db => await db.SubmissionAttachments.Select(one => ValueTuple.Create(one.SubmissionId, one.Id)).SingleAsync());
        Assert.Equal([file.ToString("N")], Directory.GetFiles(_folder).Select(Path.GetFileName));
        using var owner = await OwnerAsync();
        SetAway(true);
        var answer = await owner.GetAsync($"{Api}/{id}/attachments/{file}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Den er ikke borte.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        SetAway(false);
        Assert.Equal("%PDF-greit", await owner.GetStringAsync($"{Api}/{id}/attachments/{file}"));

        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsJsonAsync($"{Api}/erase", new { submissions = new[] { id }, reason = "requested" })).StatusCode);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private void SetAway(bool isAway) => Directory.Move(isAway ? _folder : $"{_folder}-away", isAway ? $"{_folder}-away" : _folder);
}

/// <summary>Whoever is faster than people are.</summary>
public sealed class TooFastTests : FillingTest
{
    private protected override string[] Settings => ["--Halden:Filling:LeastSeconds", "60"];

    [Fact]
    public async Task WhatIsSentInNoTimeIsAskedForAgainAndNotLost()
    {
        await ServiceAsync();
        using var machine = Site.Anonymous();
        await PostAsync(machine, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));

        var answer = await PostAsync(machine, ("steg", "kontroll"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Det gikk så fort", page, StringComparison.Ordinal);
        Assert.Contains("Åse", page, StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.Submissions.CountAsync()));
    }
}

/// <summary>A site with a form that takes files, and a scanner.</summary>
public abstract class FilesTest : FillingTest
{
    private protected const string Api = "/umbraco/halden/api/v1/submissions";

    private static readonly DemonstrationUser Owner = new("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);

    private protected ClamdDouble Scanner { get; } = new();

    private protected override string[] Settings => ["--Halden:Filling:Scanner", Scanner.Address];

    private protected override ValueTask AfterwardsAsync() => Scanner.DisposeAsync();

    private protected async Task ServiceWithFilesAsync()
    {
        var form = Definition("Hva heter barnet?");
        var files = new FormField
        {
            Id = new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e13"),
            Alias = "vedlegg",
            Caption = "Vedlegg",
            Type = new FormTypeReference { Id = FormFieldType.FileUpload.Id },
            FileUploadOptions = new FormFileOptions(true, [], true),
        };
        var page = form.Pages[0];
        await ApproveAsync(await ServiceAsync(), form with { Pages = [page with { Fieldsets = [page.Fieldsets[0] with { Columns = [new FormColumn { Fields = [.. form.Fields, files] }] }] }] });
    }

    private protected static async Task<HttpResponseMessage> UploadAsync(HttpClient citizen, string name, string content, params (string Name, string Value)[] more)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in ((string, string)[])[("steg", "1"), ("navn", "Åse"), ("valg", "nei"), .. more])
        {
            form.Add(new StringContent(value), field);
        }

        form.Add(new ByteArrayContent(Encoding.Latin1.GetBytes(content)), "vedlegg", name);
        return await citizen.PostAsync(Form, form);
    }

    private protected async Task<HttpClient> OwnerAsync()
    {
        await DemonstrationUsers.EnsureAsync(Owner, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        return await Site.SignedInAsync(Owner);
    }

    private protected static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
