using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests.Catalogue;

/// <summary>An import as the client sees it: started, followed, called off, and its report afterwards.</summary>
public sealed class ImportApiTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/catalogue";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFileIsReceivedAtOnceAndItsReportIsThereWhenItIsDone()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var answer = await editor.PostAsync($"{Api}/import", Form(One("Barnehageplass"), "kommunens fil.json"), Token);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal($"{Api}/import", answer.Headers.Location?.OriginalString);
        var begun = await JsonAsync(answer);
        Assert.Equal(("kommunens fil.json", DemonstrationUsers.Editor.Name, false), (Text(begun, "source"), Text(begun, "startedBy"), begun["dryRun"]!.GetValue<bool>()));
        await Site.Get<ImportJobs>().Ended.WaitAsync(Token);
        var done = await GetAsync(editor, "import");
        Assert.Equal((Text(begun, "id"), "finished", 1, 1), (Text(done, "id"), Text(done, "phase"), done["done"]!.GetValue<int>(), done["total"]!.GetValue<int>()));
        var report = done["report"]!;
        Assert.Equal(("completed", 1, "Tjenester: 1 opprettet."), (Text(report, "status"), report["created"]!.GetValue<int>(), Text(report, "message")));
        Assert.Equal("created", Text(report["items"]![0]!, "outcome"));

        var overview = await GetAsync(editor, string.Empty);
        Assert.Equal((Text(report, "id"), "kommunens fil.json"), (Text(overview["runs"]![0]!, "id"), Text(overview["runs"]![0]!, "source")));
        Assert.Null(overview["runs"]![0]!["items"]);
        Assert.Equal(Text(begun, "id"), Text(overview["import"]!, "id"));
        Assert.Equal("Barnehageplass", Text((await GetAsync(editor, $"runs/{Text(report, "id")}"))["items"]![0]!, "title"));
        Assert.Single(Site.Get<ServiceDrafts>().All());
    }

    [Fact]
    public async Task ATrialIsFollowedLikeAnImportAndChangesNothing()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        await editor.PostAsync($"{Api}/import", Form(One("Barnehageplass"), "fil.json", dryRun: true), Token);
        await Site.Get<ImportJobs>().Ended.WaitAsync(Token);

        var done = await GetAsync(editor, "import");
        Assert.Equal((true, 1), (done["dryRun"]!.GetValue<bool>(), done["report"]!["created"]!.GetValue<int>()));
        Assert.Null(done["report"]!["id"]);
        Assert.Empty(Site.Get<ServiceDrafts>().All());
        Assert.Empty((await GetAsync(editor, string.Empty))["runs"]!.AsArray());
    }

    [Fact]
    public async Task WhatAFileLacksIsSaidInTheLanguageOfTheOneWhoAsks()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        editor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        await editor.PostAsync($"{Api}/import", Form("[{\"navn\":", "fil.json"), Token);
        await Site.Get<ImportJobs>().Ended.WaitAsync(Token);
        var broken = (await GetAsync(editor, "import"))["report"]!;
        using var none = await editor.PostAsync($"{Api}/import", new MultipartFormDataContent { { new StringContent("true"), "dryRun" } }, Token);
        using var noForm = await editor.PostAsJsonAsync($"{Api}/import", new { dryRun = true }, Token);

        Assert.Equal("unreadable", Text(broken, "status"));
        Assert.Contains("line 1, character", Text(broken, "message"), StringComparison.Ordinal);
        Assert.All(new[] { none, noForm }, answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.Equal("Choose a file to import.", Text((await JsonAsync(none))["errors"]!["file"]!, 0));
    }

    [Fact]
    public async Task ASecondIsRefusedWithWhoStartedTheFirstAndWhen()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var goOn = await StartSlowAsync();

        using var file = await administrator.PostAsync($"{Api}/import", Form(One("Barnehageplass"), "fil.json"), Token);

        Assert.Equal(HttpStatusCode.Conflict, file.StatusCode);
        Assert.Matches($"^{DemonstrationUsers.Editor.Name} startet en import av felles .* og den er ikke ferdig", Text(await JsonAsync(file), "detail"));
        Assert.Equal(("reading", 7), (Text(await GetAsync(administrator, "import"), "phase"), (await GetAsync(administrator, "import"))["elements"]!.GetValue<int>()));
        goOn.SetResult();
        await Site.Get<ImportJobs>().Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task AnotherEditorCallsItOff()
    {
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        await StartSlowAsync();
        var id = Text(await GetAsync(administrator, "import"), "id");

        using var unknown = await administrator.DeleteAsync($"{Api}/import/{Guid.NewGuid()}", Token);
        using var answer = await administrator.DeleteAsync($"{Api}/import/{id}", Token);
        await Site.Get<ImportJobs>().Ended.WaitAsync(Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (unknown.StatusCode, answer.StatusCode));
        Assert.Equal("cancelled", Text((await GetAsync(administrator, "import"))["report"]!, "status"));
    }

    [Fact]
    public async Task BeforeTheFirstThereIsNone()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal(HttpStatusCode.NoContent, (await editor.GetAsync($"{Api}/import", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync($"{Api}/runs/{Guid.NewGuid()}", Token)).StatusCode);
    }

    [Fact]
    public async Task AFileThatIsTooLargeIsNotReceived()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/import") { Content = new Claimed(CatalogueFile.MaxBytes + (2L * 1024 * 1024)) };
        request.Headers.ExpectContinue = true;

        using var answer = await editor.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("200 MB", Text(await JsonAsync(answer), "detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await editor.GetAsync($"{Api}/import", Token)).StatusCode);
    }

    private async Task<TaskCompletionSource> StartSlowAsync()
    {
        var (told, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await Site.Get<ImportJobs>().StartAsync("felles", false, Site.Editor, async (progress, token) =>
        {
            progress.Report(new ReadingProgress(7, null));
            told.SetResult();
            await goOn.Task.WaitAsync(token);
            return new CatalogueFileReading("cpsv-ap-no", new CatalogueReading());
        }, Token);
        await told.Task.WaitAsync(Token);
        return goOn;
    }

    private static MultipartFormDataContent Form(string file, string name, bool dryRun = false) => new()
    {
        { new StringContent(dryRun ? "true" : "false"), "dryRun" },
        { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", name },
    };

    private static string One(string title) => $$"""[{"navn":"{{title}}","tjenestebeskrivelseID":{"tjenesteID":1,"versjon":1,"land":"NO","sprak":"no","variant":""} }]""";

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>($"{Api}/{path}".TrimEnd('/'), Token))!;

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;

    private static string Text(JsonNode node, object member) => (member is int index ? node[index] : node[(string)member])!.GetValue<string>();

    /// <summary>Content that says how long it is, and that nobody should want to have sent.</summary>
    private sealed class Claimed : HttpContent
    {
        private readonly long _length;

        public Claimed(long length)
        {
            _length = length;
            Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new InvalidOperationException("It was asked for.");

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
