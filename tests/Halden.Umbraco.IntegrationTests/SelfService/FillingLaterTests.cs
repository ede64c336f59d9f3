using System.Net;
using System.Text.RegularExpressions;
using Halden.Umbraco.Forms;
using Halden.Umbraco.IntegrationTests.Notices;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>Saving what is not finished, and coming back to it, over HTTP and a real mail server.</summary>
public sealed partial class FillingLaterTests : FillingTest
{
    private readonly LoopbackSmtp _mail = new(refusedAddress: "nei@eksempel.example");

    private protected override string[] Settings => [.. LoopbackSmtp.SettingsFor(_mail.Port), "--Halden:Notices:Send", "false", "--Halden:Submissions:Send", "false"];

    [Fact]
    public async Task WhatIsBegunAtOnePlaceIsFinishedAtAnother()
    {
        await ServiceAsync();
        using var telephone = Browser();
        var saving = await PostAsync(telephone, ("steg", "1"), ("navn", "Åse"), ("valg", string.Empty), ("til", "lagre"));
        Assert.Equal(Form + "?steg=lagre&fra=1", saving.Headers.Location?.ToString());
        Assert.Contains("name=\"epost\"", await telephone.GetStringAsync(saving.Headers.Location), StringComparison.Ordinal);
        var link = await SaveAsync(telephone);

        // Following the link shows nothing and sends nothing; it is out of the address at once.
        using var desk = Browser();
        var followed = await desk.GetAsync(link);
        Assert.Equal((HttpStatusCode.SeeOther, Form + "?steg=fortsett"), (followed.StatusCode, followed.Headers.Location?.ToString()));
        Assert.Equal("no-referrer", followed.Headers.GetValues("Referrer-Policy").Single());
        var page = await desk.GetStringAsync(Form + "?steg=fortsett");
        Assert.DoesNotContain("Åse", page, StringComparison.Ordinal);
        Assert.DoesNotContain("eksempel.example", page, StringComparison.Ordinal);
        Assert.Single(_mail.Accepted);

        Assert.Equal(Form + "?steg=fortsett", (await PostAsync(desk, ("steg", "fortsett"))).Headers.Location?.ToString());
        var code = Code().Match(_mail.Accepted[^1].TextBody!).Value;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(desk, ("steg", "fortsett"), ("kode", code == "000000" ? "000001" : "000000"))).StatusCode);
        var opened = await PostAsync(desk, ("steg", "fortsett"), ("kode", code));
        Assert.Equal(Form + "?steg=1&velkommen", opened.Headers.Location?.ToString());
        page = await desk.GetStringAsync(opened.Headers.Location);
        Assert.Contains("Velkommen tilbake.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Åse\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"Åse\"", await telephone.GetStringAsync(Form), StringComparison.Ordinal);

        await PostAsync(desk, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(desk, ("steg", "kontroll"))).Headers.Location?.ToString());

        // Sent is sent: the link opens nothing more.
        using var late = Browser();
        await late.GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, (await late.GetAsync(Form + "?steg=fortsett")).StatusCode);
    }

    [Fact]
    public async Task AnswersThatStillFitAreKeptWhereTheFormHasChanged()
    {
        var key = await ServiceAsync();
        using var citizen = Browser();
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "ja"));
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "ja"), ("hvilket", "Fiolin"));
        Assert.DoesNotContain("Skjemaet er endret", await citizen.GetStringAsync(Form), StringComparison.Ordinal);

        var form = Definition("Hva heter eleven?");
        var fields = form.Fields.Where(field => field.Alias != "hvilket").ToList();
        fields[1] = fields[1] with { PreValues = [new("fiolin", "Fiolin"), new("nei", "Nei")] };
        await ApproveAsync(key, form with { Pages = [form.Pages[0] with { Fieldsets = [form.Pages[0].Fieldsets[0] with { Columns = [new FormColumn { Fields = fields }] }] }] });

        var page = await citizen.GetStringAsync(Form);
        Assert.Contains("Skjemaet er endret siden du begynte.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Åse\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" checked", page, StringComparison.Ordinal);
        var check = await (await citizen.GetAsync(Form + "?steg=kontroll")).Content.ReadAsStringAsync();
        Assert.Contains("Du må rette ett svar", check, StringComparison.Ordinal);

        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));
        Assert.DoesNotContain("Skjemaet er endret", await citizen.GetStringAsync(Form), StringComparison.Ordinal);
        Assert.Equal(Form + "?steg=kvittering", (await PostAsync(citizen, ("steg", "kontroll"))).Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("nei@eksempel.example", HttpStatusCode.ServiceUnavailable, "Vi fikk ikke sendt e-posten.")]
    [InlineData("nei", HttpStatusCode.UnprocessableEntity, "Skriv en e-postadresse")]
    public async Task AnEmailThatDoesNotGetAwayIsSaid(string address, HttpStatusCode status, string message)
    {
        await ServiceAsync();
        using var citizen = Browser();
        await PostAsync(citizen, ("steg", "1"), ("navn", "Åse"), ("valg", "nei"));

        var answer = await PostAsync(citizen, ("steg", "lagre"), ("fra", "1"), ("epost", address));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await Store.ReadAsync(db => db.FormDraftLinks.CountAsync()));
        Assert.Contains("value=\"Åse\"", await citizen.GetStringAsync(Form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThereIsNothingToSaveBeforeSomethingIsWritten()
    {
        await ServiceAsync();
        using var citizen = Browser();
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(citizen, ("steg", "lagre"), ("epost", "ase@eksempel.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await citizen.GetAsync(Form + "?steg=fortsett")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(citizen, ("steg", "fortsett"), ("kode", "123456"))).StatusCode);
        Assert.Empty(_mail.Accepted);
    }

    private protected override async ValueTask AfterwardsAsync() => await _mail.DisposeAsync();

    private HttpClient Browser() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Site.Address };

    private async Task<string> SaveAsync(HttpClient citizen)
    {
        var answer = await PostAsync(citizen, ("steg", "lagre"), ("fra", "1"), ("epost", "ase@eksempel.example"));
        Assert.Equal(Form + "?steg=lagret&fra=1", answer.Headers.Location?.ToString());
        Assert.Contains("Svarene dine er lagret", await citizen.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
        var link = Link().Match(_mail.Accepted[^1].TextBody!);
        Assert.True(link.Success);
        return link.Groups[1].Value;
    }

    [GeneratedRegex(@"https://www\.halden\.example(/\S+\?fortsett=[0-9a-f]{64})")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^\d{6}(?=\r?$)")]
    private static partial Regex Code();
}
