using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Halden.Umbraco.Approval;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>Signing in to a form at a real provider of OpenID Connect, over HTTP, as a browser does it and as somebody who means no good.</summary>
public sealed class SigningInTests : FillingTest
{
    // Of the people of a trial, as providers have them.
    private const string Kari = "17912099997";
    private const string Ola = "31038912332";

    private readonly SignInProviderDouble _provider = SignInProviderDouble.StartAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    private protected override string[] Settings =>
    [
        "--Halden:SignIn:Authority", _provider.Address,
        "--Halden:SignIn:ClientId", SignInProviderDouble.ClientId,
        "--Halden:SignIn:ClientSecret", SignInProviderDouble.Secret,

        // Where much else runs, nobody is to be taken for being away.
        "--Halden:SignIn:ProviderTimeout", "00:01:00",
    ];

    [Fact]
    public async Task ACitizenSignsInFillsInAndSends()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari);
        var start = await (await citizen.GetAsync(Form)).Content.ReadAsStringAsync();
        Assert.Contains("Logg inn med ID-porten", start, StringComparison.Ordinal);
        Assert.DoesNotContain("Hva heter barnet?", start, StringComparison.Ordinal);

        await SignInAsync(citizen);

        var asked = Assert.Single(_provider.Asked);
        Assert.Equal(("idporten-loa-high", "nb", "S256", "code"), (asked["acr_values"], asked["ui_locales"], asked["code_challenge_method"], asked["response_type"]));
        Assert.True(asked["state"].Length > 20 && asked["nonce"].Length > 20);
        var page = await citizen.GetStringAsync(Form);
        Assert.Contains(Kari, page, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*name=\"fnr\"[^>]*readonly", Regex.Replace(page, "\\s+", " "));
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"), ("fnr", Ola));
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());

        var submission = await Store.ReadAsync(db => db.Submissions.SingleAsync());
        var payload = Site.Get<SubmissionCipher>().Read(submission)!;
        Assert.Equal([Kari], payload.Answers["fnr"]);
        Assert.Equal((SignInLevel.High, "idporten-loa-high"), (payload.SignedIn!.Level, payload.SignedIn.Acr));
        Assert.Equal(["fnr"], payload.SignedIn.Vouched);
        foreach (var file in Directory.GetFiles(Site.Directory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            Assert.DoesNotContain(Kari, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheCookieIsTheFormsAloneAndTellsNothing()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari);

        var answer = await SignInAsync(citizen);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith(SignInSessions.CookieName, StringComparison.Ordinal));
        Assert.Contains($"path={Form}", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Kari, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("idporten-loa-substantial")]
    [InlineData("noe-annet")]
    public async Task ALowerLevelIsRefused(string acr)
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari, acr);

        var answer = await SignInAsync(citizen);

        Assert.Equal(Form + "?steg=innlogging&feil=niva", answer.Headers.Location?.ToString());
        var page = await citizen.GetAsync(answer.Headers.Location);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("lavere sikkerhetsnivå", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hva heter barnet?", await FormPageAsync(citizen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoCancelsIsToldSo()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = null;

        var answer = await SignInAsync(citizen);

        Assert.Equal(Form + "?steg=innlogging&feil=avbrutt", answer.Headers.Location?.ToString());
        Assert.Contains("Innloggingen ble avbrutt", await citizen.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatIsNotThisBrowsersSignsNobodyIn()
    {
        await SignedFormAsync();
        _provider.Person = Person(Kari);
        using var citizen = Citizen();
        using var other = Citizen();
        var callback = await CallbackAsync(citizen);

        // Of another browser, and so without the cookie that goes with the state.
        var stolen = await other.GetAsync(callback);
        Assert.Equal(Form + "?steg=innlogging&feil=igjen", stolen.Headers.Location?.ToString());
        Assert.DoesNotContain("Hva heter barnet?", await FormPageAsync(other), StringComparison.Ordinal);

        var tampered = await citizen.GetAsync(Regex.Replace(callback, "state=[^&]{20}", "state=AAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(HttpStatusCode.BadRequest, tampered.StatusCode);
        Assert.False(tampered.Headers.Contains("Location"));

        // A code of another sign-in has another nonce.
        var codeOfOther = Regex.Match(await CallbackAsync(other), "code=[^&]+").Value;
        var mixed = await citizen.GetAsync(Regex.Replace(callback, "code=[^&]+", codeOfOther));
        Assert.NotEqual(Form, mixed.Headers.Location?.ToString());
        Assert.DoesNotContain("Hva heter barnet?", await FormPageAsync(citizen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereToComeBackToIsAStepOfTheForm()
    {
        await SignedFormAsync();
        _provider.Person = Person(Kari);
        using var citizen = Citizen();

        var answer = await citizen.GetAsync(await CallbackAsync(citizen, "&retur=https://ondt.example/"));

        Assert.Equal(Form, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task ADraftIsNobodyElses()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari);
        await SignInAsync(citizen);
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åshild"), ("valg", "nei"));
        Assert.Contains("Åshild", await citizen.GetStringAsync(Form + "?steg=1"), StringComparison.Ordinal);

        // The same browser, with its cookies, and another person.
        await citizen.GetAsync(Form + "?steg=logg-ut");
        Assert.DoesNotContain("Åshild", await FormPageAsync(citizen), StringComparison.Ordinal);
        _provider.Person = Person(Ola);
        await SignInAsync(citizen);
        var page = await citizen.GetStringAsync(Form + "?steg=1");
        Assert.DoesNotContain("Åshild", page, StringComparison.Ordinal);
        Assert.Contains(Ola, page, StringComparison.Ordinal);

        // And back.
        await citizen.GetAsync(Form + "?steg=logg-ut");
        _provider.Person = Person(Kari);
        await SignInAsync(citizen);
        Assert.Contains("Åshild", await citizen.GetStringAsync(Form + "?steg=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningOutIsAlsoAtTheProvider()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari);
        await SignInAsync(citizen);

        var atProvider = await citizen.GetAsync(Form + "?steg=logg-ut");
        Assert.StartsWith(_provider.Address, atProvider.Headers.Location?.ToString(), StringComparison.Ordinal);
        var back = await citizen.GetAsync((await citizen.GetAsync(atProvider.Headers.Location)).Headers.Location);

        Assert.True(_provider.IsSignedOut);
        Assert.Equal(Form + "?steg=logget-ut", back.Headers.Location?.ToString());
        Assert.Contains("Du er logget ut", await citizen.GetStringAsync(back.Headers.Location), StringComparison.Ordinal);
        Assert.Contains("Logg inn med ID-porten", await FormPageAsync(citizen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherSitesLinkSignsNobodyOut()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        _provider.Person = Person(Kari);
        await SignInAsync(citizen);
        using var request = new HttpRequestMessage(HttpMethod.Get, Form + "?steg=logg-ut");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(Form, (await citizen.SendAsync(request)).Headers.Location?.ToString());
        Assert.Contains("Hva heter barnet?", await citizen.GetStringAsync(Form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProviderThatIsAwayIsSaidAndLosesNothing()
    {
        await SignedFormAsync();
        using var citizen = Citizen();
        await _provider.StopAsync();

        var answer = await citizen.GetAsync(Form + "?steg=logg-inn");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("ID-porten svarer ikke akkurat nå", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyPostsWithoutHavingSignedIn()
    {
        await SignedFormAsync();
        using var citizen = Citizen();

        var answer = await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"), ("fnr", Kari));

        Assert.Equal(Form + "?steg=innlogging&retur=1", answer.Headers.Location?.ToString());
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDrafts.CountAsync()));
    }

    [Fact]
    public async Task WhereOneMayAFormIsFilledInWithoutToo()
    {
        await SignedFormAsync(new FormSignIn(FormSignInDemand.Optional));
        using var citizen = Citizen();
        Assert.Contains("Fyll ut uten å logge inn", await FormPageAsync(citizen), StringComparison.Ordinal);

        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"), ("fnr", Ola));
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());

        var payload = Site.Get<SubmissionCipher>().Read(await Store.ReadAsync(db => db.Submissions.SingleAsync()))!;
        Assert.Null(payload.SignedIn);
        Assert.Equal([Ola], payload.Answers["fnr"]);
    }

    private protected override ValueTask AfterwardsAsync() => _provider.DisposeAsync();

    private async Task SignedFormAsync(FormSignIn? signIn = null)
    {
        var form = Definition("Hva heter barnet?");
        var column = form.Pages[0].Fieldsets[0].Columns[0];
        var number = Field(new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e13"), "fnr", "Fødselsnummeret ditt", FormFieldType.NationalIdentityNumber) with
        {
            Settings = new Dictionary<string, string> { ["fromSignIn"] = "nationalIdentityNumber" },
        };
        var signed = form with
        {
            SignIn = signIn ?? new FormSignIn(FormSignInDemand.Required, SignInLevel.High),
            Pages = [form.Pages[0] with { Fieldsets = [form.Pages[0].Fieldsets[0] with { Columns = [column with { Fields = [.. column.Fields, number] }] }] }],
        };
        var key = await DraftWithFormAsync(signed);
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        await Site.UpToDateAsync();
    }

    private static Dictionary<string, string> Person(string pid, string acr = "idporten-loa-high") => new() { ["pid"] = pid, ["acr"] = acr, ["locale"] = "nb" };

    private HttpClient Citizen() => new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = Site.Address };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient citizen) => await citizen.GetAsync(await CallbackAsync(citizen));

    /// <summary>Where the provider sends the browser back to.</summary>
    private static async Task<string> CallbackAsync(HttpClient citizen, string more = "")
    {
        var toProvider = await citizen.GetAsync(Form + "?steg=logg-inn" + more);
        Assert.Equal(HttpStatusCode.Redirect, toProvider.StatusCode);
        var back = (await citizen.GetAsync(toProvider.Headers.Location)).Headers.Location;
        Assert.NotNull(back);
        return back.ToString();
    }

    private static async Task<string> FormPageAsync(HttpClient citizen)
    {
        var answer = await citizen.GetAsync(Form);
        return await (answer.StatusCode == HttpStatusCode.SeeOther ? await citizen.GetAsync(answer.Headers.Location) : answer).Content.ReadAsStringAsync();
    }
}

/// <summary>A site where sign-in is not set up.</summary>
public sealed class WithoutSignInTests : FillingTest
{
    [Fact]
    public async Task AFormThatDemandsItCannotBeSubmittedAndSaysWhy()
    {
        var key = await DraftWithFormAsync(Definition("Hva heter barnet?") with { SignIn = new FormSignIn(FormSignInDemand.Required) });

        Assert.Equal(ApprovalStatus.Incomplete, (await Site.Approvals.SubmitAsync(key, Site.Editor, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task AFormThatOffersItIsFilledInWithout()
    {
        var key = await ServiceAsync();
        await ApproveAsync(key, Definition("Hva heter barnet?") with { SignIn = new FormSignIn(FormSignInDemand.Optional) });
        using var citizen = Site.Anonymous();

        Assert.Contains("Hva heter barnet?", await citizen.GetStringAsync(Form), StringComparison.Ordinal);
    }
}
