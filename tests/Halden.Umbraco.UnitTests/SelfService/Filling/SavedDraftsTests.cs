using System.Text.RegularExpressions;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.Forms;
using Halden.Umbraco.UnitTests.Notices;
using Halden.Umbraco.UnitTests.Submissions.Attachments;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Umbraco.Cms.Core.Configuration.Models;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed partial class SavedDraftsTests : IDisposable
{
    private const string Citizen = "ase@eksempel.example";

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly FormDefinition Form = AForm.Asking(AForm.Field("navn"), AForm.Field("sted"));

    private readonly TemporaryDatabase _database = new();
    private readonly ImportSite.Clock _clock = new() { Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero) };
    private readonly OutboxSite.AMail _mail = new();
    private readonly WebRoutingSettings _routing = new() { UmbracoApplicationUrl = "https://www.halden.example/" };
    private readonly DraftCipher _cipher = new(new EphemeralDataProtectionProvider());
    private readonly PublicService _service;
    private readonly HaldenStore _store;
    private readonly FormDrafts _drafts;
    private readonly SavedDrafts _saved;
    private readonly string _secret = DraftCipher.NewSecret();

    public SavedDraftsTests()
    {
        var service = AService.Called("Båtplass");
        _service = ASnapshot.Of(service).Find(Cultures.Bokmal, service.Key)!;
        _store = new HaldenStore(_database, _clock);
        _drafts = new FormDrafts(_store, _cipher, InDatabase.Contents(_store));
        _saved = new SavedDrafts(
            _store, _cipher, new OutgoingMail(_mail, TimeProvider.System), new OutboxSite.Fixed<WebRoutingSettings>(_routing),
            new OutboxSite.Fixed<SelfServiceOptions>(new SelfServiceOptions()), NullLogger<SavedDrafts>.Instance);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _saved.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task TheLinkAndTheCodeOpenTheDraftForAnotherBrowser()
    {
        var link = await SaveAsync();
        var mail = Assert.Single(_mail.Sent);
        Assert.Equal((Citizen, "Fortsett på «Båtplass»"), (mail.To.Single(), mail.Subject));
        Assert.Contains($"https://www.halden.example/selvbetjening/batplass/soknad?fortsett={link}", mail.Body, StringComparison.Ordinal);
        Assert.Contains("26.12.2026", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Åse", mail.Body, StringComparison.Ordinal);

        Assert.False(await _saved.FindAsync(link, _service.Key, Cancel));
        var code = await CodeAsync(link);
        Assert.True(await _saved.FindAsync(link, _service.Key, Cancel));
        var opened = await _saved.OpenAsync(link, _service.Key, $" {code[..3]} {code[3..]} ", Cancel);

        Assert.Equal((OpenStatus.Opened, 2), (opened.Status, opened.Page));
        Assert.Equal(["Åse"], (await _drafts.FindAsync(opened.Secret, _service.Key, Cancel))!.Answers["navn"]);
        Assert.Null(await _drafts.FindAsync(_secret, _service.Key, Cancel));

        // What the other browser adds is there the next time; the code is not.
        await _drafts.SaveAsync(opened.Secret!, _service.Key, Change("sted", "Halden"), Cancel);
        Assert.Equal(OpenStatus.NoCode, (await _saved.OpenAsync(link, _service.Key, code, Cancel)).Status);
        var again = await _saved.OpenAsync(link, _service.Key, await CodeAsync(link), Cancel);
        Assert.Equal(["Halden"], (await _drafts.FindAsync(again.Secret, _service.Key, Cancel))!.Answers["sted"]);
    }

    [Fact]
    public async Task NeitherTheLinkNorTheCodeNorTheAddressIsInTheDatabase()
    {
        var link = await SaveAsync();
        var code = await CodeAsync(link);

        using var db = _database.CreateDbContext();
        var kept = await db.FormDraftLinks.SingleAsync(Cancel);
        Assert.Equal(DraftCipher.HashOf(link), kept.LinkHash);
        Assert.DoesNotContain(kept.CodeHash!, (string[])[DraftCipher.HashOf(code), DraftCipher.HashOf(kept.DraftId + code)]);
        foreach (var file in _database.Files())
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            Assert.All([link, code, Citizen, "Åse"], text => Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) < 0, text));
        }
    }

    [Fact]
    public async Task AMailboxIsNoProofWithoutTheLinkNorALinkWithoutTheMailbox()
    {
        var link = await SaveAsync();
        var code = await CodeAsync(link);

        Assert.Null(await _saved.FindAsync(DraftCipher.NewSecret(), _service.Key, Cancel));
        Assert.Null(await _saved.FindAsync(link, Guid.NewGuid(), Cancel));
        Assert.Equal(OpenStatus.NoLink, (await _saved.OpenAsync(DraftCipher.NewSecret(), _service.Key, code, Cancel)).Status);
        Assert.Equal(CodeStatus.NoLink, await _saved.SendCodeAsync(string.Empty, _service, Cancel));
        Assert.Equal(OpenStatus.Wrong, (await _saved.OpenAsync(link, _service.Key, Other(code), Cancel)).Status);
        Assert.Equal(OpenStatus.Wrong, (await _saved.OpenAsync(link, _service.Key, string.Empty, Cancel)).Status);
    }

    [Fact]
    public async Task AfterFiveWrongCodesTheRightOneIsNoneEither()
    {
        var link = await SaveAsync();
        var code = await CodeAsync(link);
        for (var i = 1; i < SavedDrafts.MostWrongCodes; i++)
        {
            Assert.Equal(OpenStatus.Wrong, (await _saved.OpenAsync(link, _service.Key, Other(code), Cancel)).Status);
        }

        Assert.Equal(OpenStatus.NoCode, (await _saved.OpenAsync(link, _service.Key, Other(code), Cancel)).Status);
        Assert.Equal(OpenStatus.NoCode, (await _saved.OpenAsync(link, _service.Key, code, Cancel)).Status);
        Assert.Equal(OpenStatus.Opened, (await _saved.OpenAsync(link, _service.Key, await CodeAsync(link), Cancel)).Status);
    }

    [Fact]
    public async Task ACodeIsValidForAQuarterOfAnHour()
    {
        var link = await SaveAsync();
        var code = await CodeAsync(link);
        _clock.Now += SavedDrafts.CodeLifetime;
        Assert.Equal(OpenStatus.NoCode, (await _saved.OpenAsync(link, _service.Key, code, Cancel)).Status);
    }

    [Fact]
    public async Task CodesAreNotSentWithoutEnd()
    {
        var link = await SaveAsync();
        for (var i = 0; i < SavedDrafts.MostCodes; i++)
        {
            Assert.Equal(CodeStatus.Sent, await _saved.SendCodeAsync(link, _service, Cancel));
            Assert.Equal(i + 1 < SavedDrafts.MostCodes ? CodeStatus.TooSoon : CodeStatus.TooMany, await _saved.SendCodeAsync(link, _service, Cancel));
            _clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.Equal(CodeStatus.TooMany, await _saved.SendCodeAsync(link, _service, Cancel));
    }

    [Fact]
    public async Task NobodyFillsAnothersMailbox()
    {
        for (var i = 0; i < 5; i++)
        {
            await SaveAsync();
        }

        Assert.Equal(SaveStatus.TooMany, await _saved.SaveAsync(_secret, _service, Citizen.ToUpperInvariant(), 1, Cancel));
        Assert.Equal(SaveStatus.Sent, await _saved.SaveAsync(_secret, _service, "ola@eksempel.example", 1, Cancel));
    }

    [Fact]
    public async Task ANewLinkPutsTheOldOneOut()
    {
        var first = await SaveAsync();
        var second = await SaveAsync();
        Assert.Null(await _saved.FindAsync(first, _service.Key, Cancel));
        Assert.NotNull(await _saved.FindAsync(second, _service.Key, Cancel));
    }

    [Fact]
    public async Task AnEmailThatDoesNotGetAwayChangesNothing()
    {
        await FillInAsync();
        _mail.Server = _ => throw new InvalidOperationException("550 no");
        Assert.Equal(SaveStatus.NotSent, await _saved.SaveAsync(_secret, _service, Citizen, 1, Cancel));
        Assert.False((await _drafts.FindAsync(_secret, _service.Key, Cancel))!.IsSaved);
        Assert.Equal(_clock.Now + FormDrafts.Lifetime, await ExpiryAsync());

        _mail.Server = _ => Task.CompletedTask;
        var link = await SaveAsync();
        _mail.Server = _ => throw new InvalidOperationException("550 no");
        Assert.Equal(SaveStatus.NotSent, await _saved.SaveAsync(_secret, _service, Citizen, 1, Cancel));
        for (var i = 0; i <= SavedDrafts.MostCodes; i++)
        {
            Assert.Equal(CodeStatus.NotSent, await _saved.SendCodeAsync(link, _service, Cancel));
        }

        // The link of before still works, and a code can be asked for at once.
        _mail.Server = _ => Task.CompletedTask;
        Assert.Equal(2, (await _saved.OpenAsync(link, _service.Key, await CodeAsync(link), Cancel)).Page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ase")]
    [InlineData("ase@eksempel.example, ola@eksempel.example")]
    [InlineData("ase@eksempel.example\r\nBcc: ola@eksempel.example")]
    public async Task WhatIsNoAddressIsSentNowhere(string address)
    {
        await FillInAsync();
        Assert.Equal(SaveStatus.NoAddress, await _saved.SaveAsync(_secret, _service, address, 1, Cancel));
        Assert.Empty(_mail.Sent);
    }

    [Fact]
    public async Task WhatIsSavedStaysThirtyDaysAfterItWasLastTouched()
    {
        var link = await SaveAsync();
        _clock.Now += TimeSpan.FromDays(29);
        var opened = await _saved.OpenAsync(link, _service.Key, await CodeAsync(link), Cancel);
        _clock.Now += TimeSpan.FromDays(29);
        await _drafts.SaveAsync(opened.Secret!, _service.Key, Change("sted", "Halden"), Cancel);
        _clock.Now += TimeSpan.FromDays(29);
        Assert.Equal(0, await _drafts.PurgeAsync(Cancel));
        Assert.NotNull(await _saved.FindAsync(link, _service.Key, Cancel));

        _clock.Now += TimeSpan.FromDays(1);
        Assert.Null(await _saved.FindAsync(link, _service.Key, Cancel));
        Assert.Equal(1, await _drafts.PurgeAsync(Cancel));
        using var db = _database.CreateDbContext();
        Assert.Equal(0, await db.FormDraftLinks.CountAsync(Cancel));
    }

    [Fact]
    public async Task WhatIsSentCannotBeOpenedByTheLink()
    {
        var link = await SaveAsync();
        await _drafts.SentAsync(_secret, "HAL-1234-5678", _clock.Now, Cancel);
        Assert.Null(await _saved.FindAsync(link, _service.Key, Cancel));
        Assert.Equal(_clock.Now + FormDrafts.Lifetime, await ExpiryAsync());
        using var db = _database.CreateDbContext();
        Assert.Equal(0, await db.FormDraftLinks.CountAsync(Cancel));
    }

    [Fact]
    public void ASiteThatDoesNotKnowItsAddressSendsNoLinks()
    {
        Assert.True(_saved.IsAvailable);
        _routing.UmbracoApplicationUrl = null!;
        Assert.False(_saved.IsAvailable);
        _routing.UmbracoApplicationUrl = "https://www.halden.example";
        _mail.CanSend = false;
        Assert.False(_saved.IsAvailable);
    }

    private async Task FillInAsync() => Assert.Equal(DraftStatus.Kept, await _drafts.SaveAsync(_secret, _service.Key, Change("navn", "Åse"), Cancel));

    private async Task<string> SaveAsync()
    {
        await FillInAsync();
        Assert.Equal(SaveStatus.Sent, await _saved.SaveAsync(_secret, _service, Citizen, 2, Cancel));
        return Link().Match(_mail.Sent[^1].Body!).Groups[1].Value;
    }

    private async Task<string> CodeAsync(string link)
    {
        Assert.Equal(CodeStatus.Sent, await _saved.SendCodeAsync(link, _service, Cancel));
        var mail = _mail.Sent[^1];
        Assert.Equal(Citizen, mail.To.Single());
        _clock.Now += TimeSpan.FromSeconds(30);
        return Code().Match(mail.Body!).Value;
    }

    private async Task<DateTimeOffset> ExpiryAsync()
    {
        using var db = _database.CreateDbContext();
        return (await db.FormDrafts.SingleAsync(Cancel)).ExpiresAt;
    }

    private static DraftChange Change(string alias, string answer) => new(Form, new Dictionary<string, IReadOnlyList<string>> { [alias] = [answer] }, []);

    private static string Other(string code) => code == "123456" ? "654321" : "123456";

    [GeneratedRegex(@"\?fortsett=([0-9a-f]{64})")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^\d{6}$")]
    private static partial Regex Code();
}
