using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Halden.Umbraco.Embedded;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Services.OperationStatus;

namespace Halden.Umbraco.IntegrationTests.Embedded;

public sealed partial class SignInTests
{
    [Fact]
    public async Task SignsInAndOut()
    {
        await using EmbeddedSite site = await StartAsync();
        using HttpClient client = site.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, "/umbraco/embedded/me")).StatusCode);

        HttpResponseMessage signedIn = await SignInAsync(client);

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), x => x.StartsWith("Halden.Umbraco.CitizenSignIn=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        JsonNode me = (await client.GetFromJsonAsync<JsonNode>("/umbraco/embedded/me", TestContext.Current.CancellationToken))!;
        Assert.Equal(Constants.Security.SuperUserKey, me["key"]!.GetValue<Guid>());
        Assert.Equal("Kari Nordmann", me["name"]!.GetValue<string>());
        Assert.Contains("admin", me["groups"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Contains("content", me["sections"]!.AsArray().Select(x => x!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(client, "/umbraco/embedded/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, "/umbraco/embedded/me")).StatusCode);
    }

    [Fact]
    public async Task AsksForATokenOnEveryChange()
    {
        await using EmbeddedSite site = await StartAsync();
        using HttpClient client = site.Client();
        var body = JsonContent.Create(new { email = EmbeddedSite.AdministratorEmail, password = EmbeddedSite.AdministratorPassword });
        HttpResponseMessage withoutToken = await client.PostAsync("/umbraco/embedded/sign-in", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, withoutToken.StatusCode);
        Assert.Equal("application/problem+json", withoutToken.Content.Headers.ContentType!.MediaType);

        await SignInAsync(client);
        HttpResponseMessage change = await client.PostAsync("/umbraco/test/change", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, change.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/umbraco/test/change")).StatusCode);
    }

    [Fact]
    public async Task AnswersWithStatusesByThePolicies()
    {
        await using EmbeddedSite site = await StartAsync();
        await AddEditorAsync(site, "ola@halden.example", "et-annet-passord-2", "editor");
        using HttpClient stranger = site.Client();
        using HttpClient editor = site.Client();
        using HttpClient administrator = site.Client();
        await SignInAsync(editor, "ola@halden.example", "et-annet-passord-2");
        await SignInAsync(administrator);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(stranger, "/umbraco/test/content")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(editor, "/umbraco/test/content")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(editor, "/umbraco/test/any")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(editor, "/umbraco/test/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(editor, "/umbraco/test/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(administrator, "/umbraco/test/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(administrator, "/umbraco/test/admin")).StatusCode);
    }

    [Fact]
    public async Task GoesByTheGroupsOfNow()
    {
        await using EmbeddedSite site = await StartAsync();
        IUser user = await AddEditorAsync(site, "ola@halden.example", "et-annet-passord-2", "editor");
        using HttpClient client = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(client, "ola@halden.example", "et-annet-passord-2")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(client, "/umbraco/test/settings")).StatusCode);

        var groups = site.Get<IUserGroupService>();
        IUserGroup editors = (await groups.GetAsync("editor"))!;
        editors.AddAllowedSection(Constants.Applications.Settings);
        var updated = await groups.UpdateAsync(editors, Constants.Security.SuperUserKey);
        Assert.True(updated.Success, updated.Status.ToString());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(client, "/umbraco/test/settings")).StatusCode);

        Assert.Equal(UserOperationStatus.Success, await site.Get<IUserService>().DisableAsync(Constants.Security.SuperUserKey, new HashSet<Guid> { user.Key }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, "/umbraco/test/content")).StatusCode);
    }

    [Fact]
    public async Task SignsOutEveryoneWithTheOldPassword()
    {
        await using EmbeddedSite site = await StartAsync();
        IUser user = await AddEditorAsync(site, "ola@halden.example", "et-annet-passord-2", "editor");
        using HttpClient client = site.Client();
        await SignInAsync(client, "ola@halden.example", "et-annet-passord-2");

        var changed = await site.Get<IUserService>().ChangePasswordAsync(
            Constants.Security.SuperUserKey, new ChangeUserPasswordModel { UserKey = user.Key, NewPassword = "et-nytt-passord-3" });

        Assert.True(changed.Success, changed.Status.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, "/umbraco/test/content")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(client, "ola@halden.example", "et-nytt-passord-3")).StatusCode);
        var tooShort = await site.Get<IUserService>().ChangePasswordAsync(
            Constants.Security.SuperUserKey, new ChangeUserPasswordModel { UserKey = user.Key, NewPassword = "kort" });
        Assert.False(tooShort.Success);
    }

    [Fact]
    public async Task LocksAnAccountAfterFiveWrongPasswords()
    {
        var time = new SettableTime();
        await using EmbeddedSite site = await StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(time));
        using HttpClient client = site.Client();

        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(client, password: "feil passord")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Locked, (await SignInAsync(client, password: "feil passord")).StatusCode);
        HttpResponseMessage locked = await SignInAsync(client);
        Assert.Equal(HttpStatusCode.Locked, locked.StatusCode);
        Assert.Contains("låst", (await locked.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        time.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(client)).StatusCode);
    }

    [Fact]
    public async Task CountsAttemptsThatComeAtOnce()
    {
        await using EmbeddedSite site = await StartAsync(options: x => x.SignInsPerMinuteAndAddress = 1000);
        var signIn = site.Get<SignIn>();

        SignInStatus[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => signIn.Check(EmbeddedSite.AdministratorEmail, "feil passord").Status)));

        Assert.True(answers.Count(x => x == SignInStatus.Failed) <= 4);
        Assert.Equal(5, site.Scalar("SELECT failed_attempts FROM user WHERE id = -1"));
    }

    [Fact]
    public async Task UnlocksThroughUserService()
    {
        await using EmbeddedSite site = await StartAsync();
        IUser user = await AddEditorAsync(site, "ola@halden.example", "et-annet-passord-2", "editor");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            site.Get<SignIn>().Check("ola@halden.example", "feil passord");
        }

        Assert.True(site.Get<IUserService>().GetByEmail("ola@halden.example")!.IsLockedOut);
        var unlocked = await site.Get<IUserService>().UnlockAsync(Constants.Security.SuperUserKey, user.Key);

        Assert.True(unlocked.Success);
        Assert.Equal(SignInStatus.Success, site.Get<SignIn>().Check("ola@halden.example", "et-annet-passord-2").Status);
    }

    [Fact]
    public async Task LimitsSignInsPerAddress()
    {
        await using EmbeddedSite site = await StartAsync(options: x => x.SignInsPerMinuteAndAddress = 2);
        using HttpClient client = site.Client();
        await SignInAsync(client, "ukjent@halden.example", "feil passord");
        await SignInAsync(client, "ukjent@halden.example", "feil passord");

        HttpResponseMessage limited = await SignInAsync(client);

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), limited.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task SignsInWithAPlainFormAndReturnsToALocalPage()
    {
        await using EmbeddedSite site = await StartAsync();
        using HttpClient client = site.Client();
        HttpResponseMessage page = await GetAsync(client, "/umbraco/section/tjenester?id=1");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("value=\"/umbraco/section/tjenester?id=1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);

        HttpResponseMessage wrong = await PostFormAsync(client, html, "<script>", "feil passord", "/umbraco");
        var wrongHtml = await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("role=\"alert\"", wrongHtml, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;script&gt;\"", wrongHtml, StringComparison.Ordinal);

        HttpResponseMessage right = await PostFormAsync(client, html, EmbeddedSite.AdministratorEmail, EmbeddedSite.AdministratorPassword, "/umbraco/section/tjenester?id=1");
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
        Assert.Equal("/umbraco/section/tjenester?id=1", right.Headers.Location!.ToString());
        Assert.Contains("<halden-shell>", await (await GetAsync(client, "/umbraco")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/umbraco")]
    [InlineData("//evil.example/umbraco")]
    [InlineData("/umbraco\\..\\evil")]
    [InlineData("/umbracoevil")]
    [InlineData(null)]
    public void ReturnsToTheBackOfficeOnly(string? url) => Assert.Equal("/umbraco", SignInEndpoints.LocalUrl(url));

    [Fact]
    public async Task KeepsGroupsAndTheirSections()
    {
        await using EmbeddedSite site = await StartAsync();
        var groups = site.Get<IUserGroupService>();
        var group = new UserGroup(site.Get<global::Umbraco.Cms.Core.Strings.IShortStringHelper>()) { Key = Guid.NewGuid(), Alias = "kommunalsjef", Name = "Kommunalsjef" };
        group.AddAllowedSection("tjenester");
        group.Permissions = new HashSet<string> { "Umb.Document.Read" };

        var created = await groups.CreateAsync(group, Constants.Security.SuperUserKey);
        Assert.True(created.Success, created.Status.ToString());
        IUser user = await AddEditorAsync(site, "ola@halden.example", "et-annet-passord-2", "kommunalsjef");

        await using EmbeddedSite again = await site.RestartAsync();
        IUser found = (await again.Get<IUserService>().GetAsync(user.Key))!;
        Assert.Equal(["kommunalsjef"], found.Groups.Select(x => x.Alias));
        Assert.Contains("tjenester", found.AllowedSections);
        IUserGroup kept = (await again.Get<IUserGroupService>().GetAsync(group.Key))!;
        Assert.Equal(["Umb.Document.Read"], kept.Permissions);
        Assert.Equal(1, kept.UserCount);
        Assert.Equal(user.Id, await again.Get<IUserIdKeyResolver>().GetAsync(user.Key));
        Assert.Equal(2, (await again.Get<IUserService>().GetAllAsync(Constants.Security.SuperUserKey, 0, 10)).Result!.Total);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task KeepsItsFilesToItself()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix permissions");
        }

        await using EmbeddedSite site = await StartAsync();
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        Assert.Equal(owner, System.IO.File.GetUnixFileMode(Path.Combine(site.DataDirectory, "DataProtection-Keys")));
        Assert.Equal(owner, System.IO.File.GetUnixFileMode(site.DataDirectory));
    }

    private static async Task<EmbeddedSite> StartAsync(Action<WebApplicationBuilder>? configure = null, Action<EmbeddedOptions>? options = null)
    {
        EmbeddedSite site = EmbeddedSite.Build(EmbeddedSite.NewDirectory(), true, configure, options);
        await site.App.BootEmbeddedUmbracoAsync(TestContext.Current.CancellationToken);
        site.App.UseEmbeddedUmbraco();
        site.App.MapPost("/umbraco/test/change", [Authorize(Policy = "BackOfficeAccess")] () => Results.Ok());
        site.App.MapGet("/umbraco/test/any", [Authorize(Policy = "BackOfficeAccess")] () => Results.Ok());
        site.App.MapGet("/umbraco/test/content", [Authorize(Policy = "SectionAccessContent")] () => Results.Ok());
        site.App.MapGet("/umbraco/test/settings", [Authorize(Policy = "SectionAccessSettings")] () => Results.Ok());
        site.App.MapGet("/umbraco/test/admin", [Authorize(Policy = "RequireAdminAccess")] () => Results.Ok());
        await site.App.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    private static async Task<IUser> AddEditorAsync(EmbeddedSite site, string email, string password, string group)
    {
        var users = site.Get<IUserService>();
        IUserGroup userGroup = (await site.Get<IUserGroupService>().GetAsync(group))!;
        var created = await users.CreateAsync(
            Constants.Security.SuperUserKey,
            new UserCreateModel { Email = email, UserName = email, Name = "Ola Nordmann", UserGroupKeys = new HashSet<Guid> { userGroup.Key } },
            approveUser: true);
        Assert.True(created.Success, created.Status.ToString());
        var changed = await users.ChangePasswordAsync(
            Constants.Security.SuperUserKey, new ChangeUserPasswordModel { UserKey = created.Result.CreatedUser!.Key, NewPassword = password });
        Assert.True(changed.Success, changed.Status.ToString());
        return created.Result.CreatedUser;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string url) => client.GetAsync(url, TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client, string email = EmbeddedSite.AdministratorEmail, string password = EmbeddedSite.AdministratorPassword)
        => PostAsync(client, "/umbraco/embedded/sign-in", JsonContent.Create(new { email, password }));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string url, HttpContent? content = null)
    {
        JsonNode antiforgery = (await client.GetFromJsonAsync<JsonNode>("/umbraco/embedded/antiforgery", TestContext.Current.CancellationToken))!;
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Add(antiforgery["headerName"]!.GetValue<string>(), antiforgery["token"]!.GetValue<string>());
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> PostFormAsync(HttpClient client, string page, string email, string password, string returnUrl)
    {
        Match token = TokenField().Match(page);
        return client.PostAsync(
            "/umbraco/embedded/sign-in",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                [token.Groups[1].Value] = WebUtility.HtmlDecode(token.Groups[2].Value),
                ["email"] = email,
                ["password"] = password,
                ["returnUrl"] = returnUrl,
            }),
            TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(__Request[^\"]+)\" value=\"([^\"]+)\">")]
    private static partial Regex TokenField();

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
