using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests;

/// <summary>The site in this process, on the embedded runtime, with a database of its own and three people.</summary>
internal sealed class HaldenSite : IAsyncDisposable
{
    public const string Culture = "Undervisning og kultur";

    private readonly WebApplication _app;

    private HaldenSite(WebApplication app, string directory)
    {
        _app = app;
        Directory = directory;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public string Directory { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public Guid Editor { get; private set; }

    public Guid Director { get; private set; }

    public Guid Department { get; private set; }

    public IContentService Contents => Get<IContentService>();

    public Approvals Approvals => Get<Approvals>();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A new site, or the one that is in <paramref name="directory"/>.</summary>
    /// <param name="directory">Where its data is.</param>
    /// <param name="settings">More settings, as on a command line.</param>
    public static async Task<HaldenSite> StartAsync(string? directory = null, params string[] settings)
    {
        directory ??= System.IO.Directory.CreateTempSubdirectory("halden-").FullName;
        var app = await SiteHost.BuildAsync(
            [
                "--urls", "http://127.0.0.1:0",

                // MVC and the static web assets look for the site's parts by this name, not by the test's.
                "--applicationName", typeof(SiteHost).Assembly.GetName().Name!,
                "--environment", "Production",
                "--Halden:DataDirectory", directory,
                "--Umbraco:CMS:Unattended:UnattendedUserName", DemonstrationUsers.Administrator.Name,
                "--Umbraco:CMS:Unattended:UnattendedUserEmail", DemonstrationUsers.Administrator.Email,
                "--Umbraco:CMS:Unattended:UnattendedUserPassword", DemonstrationUsers.Password,
                "--Logging:LogLevel:Default", "Error",
                .. Database(directory).SelectMany(setting => new[] { $"--{setting.Key}", setting.Value }),

                // Tests fill in a form faster than people do.
                "--Halden:Filling:LeastSeconds", "0",
                .. settings,
            ],
            withDemonstration: false,
            forVerb: false);
        await app.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await app.Services.GetRequiredService<HaldenReadiness>().WaitAsync(patience.Token);
        var site = new HaldenSite(app, directory);
        var (users, groups) = (site.Get<IUserService>(), site.Get<IUserGroupService>());
        site.Editor = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Editor, users, groups);
        site.Director = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Directors[0], users, groups);
        var register = site.Get<ServiceRegister>();
        var known = (await register.DepartmentsAsync(CancellationToken.None)).FirstOrDefault(row => row.Department.Name == Culture);
        site.Department = known.Department?.Key
            ?? (await register.SaveDepartmentAsync(null, new DepartmentChange(Culture, site.Director), site.Editor, CancellationToken.None)).Key;
        return site;
    }

    /// <summary>Imports a file of the national catalogue as the editor.</summary>
    public async Task<ImportReport> ImportAsync(string json, bool dryRun = false)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        using var reading = await NtkJson.ReadAsync(stream, CancellationToken.None);
        return await Get<CatalogueImport>().RunAsync(
            reading, new ImportOptions(NtkJson.SourceName, Editor, dryRun));
    }

    /// <summary>A draft with a title and a lead in bokmål, written by the editor; responsibilities filled in.</summary>
    public async Task<Guid> DraftAsync(string title = "Musikk- og kulturskole", string lead = "Søk om plass for barn og unge.", Guid? department = null)
    {
        var created = await Get<ServiceEditing>().CreateAsync(title, Cultures.Bokmal, Editor, CancellationToken.None);
        Assert.Equal(EditStatus.Success, created.Status);
        await EditAsync(created.Key, ServiceFields.Lead, lead);
        var saved = await Get<ServiceRegister>().SaveResponsibilityAsync(
            created.Key,
            new Responsibility(null, department ?? Department, "Mona Melodi", "mona@halden.example", RecipientKind.Mailbox, "kulturskolen@halden.example"),
            Editor,
            CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, saved.Status);
        return created.Key;
    }

    /// <summary>A service that the director has approved, and that is public.</summary>
    public async Task<Guid> ApprovedAsync(string title = "Musikk- og kulturskole")
    {
        var key = await DraftAsync(title);
        await SubmitAsync(key);
        var outcome = await Approvals.ApproveAsync(key, Director, await HashAsync(key), CancellationToken.None);
        Assert.Equal(ApprovalStatus.Success, outcome.Status);
        await UpToDateAsync();
        return key;
    }

    public async Task SubmitAsync(Guid key) =>
        Assert.Equal(ApprovalStatus.Success, (await Approvals.SubmitAsync(key, Editor, CancellationToken.None)).Status);

    public async Task EditAsync(Guid key, string alias, string value, string culture = Cultures.Bokmal, Guid? user = null)
    {
        var version = ServiceDocument.Draft(Load(key)).Version();
        var outcome = await Get<ServiceEditing>().SaveTextAsync(
            key, culture, new TextChange(version, null, new Dictionary<string, string> { [alias] = value }, null), user ?? Editor, CancellationToken.None);
        Assert.Equal(EditStatus.Success, outcome.Status);
    }

    public IContent Load(Guid key) => Contents.GetById(key)!;

    public async Task<ServiceView> ViewAsync(Guid key) => (await Get<ServiceViews>().FindAsync(
        key, Get<IUserService>().GetByEmail(DemonstrationUsers.Editor.Email)!, Cultures.Bokmal, CancellationToken.None))!;

    public async Task<string> HashAsync(Guid key) => (await ViewAsync(key)).Approval.Hash;

    /// <summary>Waits until the public side has seen every change so far.</summary>
    public Task UpToDateAsync() => Get<SelfServiceReadModel>().UpToDateAsync();

    /// <summary>What the public JSON has of a service, or null where it has none.</summary>
    public async Task<JsonNode?> PublicAsync(Guid key)
    {
        await UpToDateAsync();
        using var client = new HttpClient { BaseAddress = Address };
        var list = await client.GetFromJsonAsync<JsonNode>("/api/selvbetjening/v1/services");
        var slug = list!["items"]!.AsArray().FirstOrDefault(item => item!["key"]!.GetValue<Guid>() == key)?["slug"]!.GetValue<string>();
        return slug is null ? null : await client.GetFromJsonAsync<JsonNode>($"/api/selvbetjening/v1/services/{slug}");
    }

    /// <summary>A browser that nobody has signed in with, but that has been to the page where one does.</summary>
    public async Task<HttpClient> AnonymousWithTokenAsync()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Address };
        await AddTokenAsync(client);
        return client;
    }

    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A browser that has signed in as a person of the demonstration.</summary>
    public async Task<HttpClient> SignedInAsync(DemonstrationUser user)
    {
        var client = await AnonymousWithTokenAsync();
        var answer = await client.PostAsJsonAsync("/umbraco/embedded/sign-in", new { user.Email, password = DemonstrationUsers.Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await AddTokenAsync(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Settings of the database of the site in a directory.</summary>
    public static Dictionary<string, string> Database(string directory)
    {
        if (!TestPostgreSql.IsUsed)
        {
            return [];
        }

        TestPostgreSql.Create(DatabaseName(directory), withTables: false);
        return new() { ["Halden:Database:Provider"] = "PostgreSql", ["Halden:Database:ConnectionString"] = TestPostgreSql.Connection(DatabaseName(directory)) };
    }

    /// <summary>Removes a site that has been stopped.</summary>
    public static void Delete(string directory)
    {
        System.IO.Directory.Delete(directory, recursive: true);
        if (TestPostgreSql.IsUsed)
        {
            TestPostgreSql.Drop(DatabaseName(directory));
        }
    }

    private static string DatabaseName(string directory) =>
        $"halden_site_{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(directory)).AsSpan(0, 8))}";

    // The token belongs to who is signed in, so it is fetched anew after signing in.
    private static async Task AddTokenAsync(HttpClient client)
    {
        var token = await client.GetFromJsonAsync<JsonElement>("/umbraco/embedded/antiforgery");
        var header = token.GetProperty("headerName").GetString()!;
        client.DefaultRequestHeaders.Remove(header);
        client.DefaultRequestHeaders.Add(header, token.GetProperty("token").GetString());
    }
}
