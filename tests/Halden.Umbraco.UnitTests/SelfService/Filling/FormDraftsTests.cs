using System.Security.Cryptography;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.Forms;
using Halden.Umbraco.UnitTests.Submissions.Attachments;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed class FormDraftsTests : IDisposable
{
    private static readonly Guid Service = Guid.NewGuid();
    private static readonly FormDefinition Form = AForm.Asking(AForm.Field("navn"), AForm.Field("sted"), AForm.Field("vedlegg", FormFieldType.FileUpload));
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly TemporaryDatabase _database = new();
    private readonly ImportSite.Clock _clock = new() { Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero) };
    private readonly string _key = DraftCipher.NewSecret();
    private readonly DraftCipher _cipher = new(new EphemeralDataProtectionProvider());
    private readonly HaldenStore _store;
    private readonly FormDrafts _drafts;

    public FormDraftsTests()
    {
        _store = new HaldenStore(_database, _clock);
        _drafts = new FormDrafts(_store, _cipher, InDatabase.Contents(_store));
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task AnswersToOtherQuestionsStay()
    {
        await SaveAsync(("navn", "Åse"), ("sted", "Halden"));
        await SaveAsync(("sted", "Tistedal"));

        var draft = (await _drafts.FindAsync(_key, Service, Cancel))!;
        Assert.Equal(["Åse"], draft.Answers["navn"]);
        Assert.Equal(["Tistedal"], draft.Answers["sted"]);
    }

    [Fact]
    public async Task OnlyTheKeyOpensADraftAndOnlyForItsService()
    {
        await SaveAsync(("navn", "Åse"));
        Assert.Null(await _drafts.FindAsync(DraftCipher.NewSecret(), Service, Cancel));
        Assert.Null(await _drafts.FindAsync(_key, Guid.NewGuid(), Cancel));
        Assert.Null(await _drafts.FindAsync(null, Service, Cancel));
    }

    [Fact]
    public async Task ADraftThatOtherKeysWroteIsNoDraft()
    {
        await SaveAsync(("navn", "Åse"));
        Assert.Null(await new FormDrafts(_store, new DraftCipher(new EphemeralDataProtectionProvider()), InDatabase.Contents(_store)).FindAsync(_key, Service, Cancel));
    }

    [Fact]
    public async Task FilesComeAndGo()
    {
        await SaveFileAsync("a.pdf");
        await SaveFileAsync("b.pdf");
        var files = (await _drafts.FindAsync(_key, Service, Cancel))!.Files;
        Assert.Equal(["a.pdf", "b.pdf"], files.Select(file => file.FileName));

        await _drafts.SaveAsync(_key, Service, Change(without: files[0].Id), Cancel);
        var left = Assert.Single(await _drafts.FilesAsync(_key, Cancel));
        Assert.Equal(("b.pdf", "innhold b.pdf"), (left.FileName, System.Text.Encoding.UTF8.GetString(left.Content)));
    }

    [Fact]
    public async Task NobodyTakesAFileOutOfAnothersDraft()
    {
        await SaveFileAsync("a.pdf");
        var file = (await _drafts.FindAsync(_key, Service, Cancel))!.Files[0];
        await _drafts.SaveAsync(DraftCipher.NewSecret(), Service, Change(without: file.Id), Cancel);
        Assert.Single(await _drafts.FilesAsync(_key, Cancel));
    }

    [Fact]
    public async Task WhatIsSentKeepsItsReceiptAndNothingElse()
    {
        await SaveAsync(("navn", "Åse"));
        await SaveFileAsync("a.pdf");
        await _drafts.SentAsync(_key, "HAL-1234-5678", _clock.Now, Cancel);

        var draft = (await _drafts.FindAsync(_key, Service, Cancel))!;
        Assert.Equal(("HAL-1234-5678", 0, 0), (draft.Reference, draft.Answers.Count, draft.Files.Count));
        Assert.Equal(DraftStatus.Sent, await _drafts.SaveAsync(_key, Service, Change(), Cancel));
    }

    [Fact]
    public async Task NobodyFillsTheDiskWithWhatIsNeverSent()
    {
        await SaveFileAsync("a.pdf");
        using (var db = _database.CreateDbContext())
        {
            await db.FormDraftFiles.ExecuteUpdateAsync(set => set.SetProperty(file => file.Size, FormDrafts.MaxBytesOfAll + 1), Cancel);
        }

        Assert.Equal(DraftStatus.NoRoom, await _drafts.SaveAsync(DraftCipher.NewSecret(), Service, Change(new AcceptedFile("vedlegg", "b.pdf", "application/pdf", [1])), Cancel));
        Assert.Equal(DraftStatus.Kept, await _drafts.SaveAsync(DraftCipher.NewSecret(), Service, Change(), Cancel));
    }

    [Fact]
    public async Task ADraftGoesADayAfterItWasLastTouched()
    {
        await SaveAsync(("navn", "Åse"));
        await SaveFileAsync("a.pdf");
        _clock.Now += TimeSpan.FromHours(20);
        await SaveAsync(("sted", "Halden"));
        _clock.Now += TimeSpan.FromHours(23);
        Assert.Equal(0, await _drafts.PurgeAsync(Cancel));

        _clock.Now += TimeSpan.FromHours(1);
        Assert.Null(await _drafts.FindAsync(_key, Service, Cancel));
        Assert.Equal(1, await _drafts.PurgeAsync(Cancel));
        using var db = _database.CreateDbContext();
        Assert.Equal((0, 0), (db.FormDrafts.Count(), db.FormDraftFiles.Count()));
    }

    [Fact]
    public async Task WhatTheFormDoesNotAskAnyMoreIsDeleted()
    {
        await SaveAsync(("navn", "Åse"), ("sted", "Halden"));
        await SaveFileAsync("a.pdf");

        var changed = AForm.Asking(AForm.Field("sted"), AForm.Field("farge"));
        await _drafts.SaveAsync(_key, Service, new DraftChange(changed, OpenDraft.Empty.Answers, []), Cancel);

        var draft = (await _drafts.FindAsync(_key, Service, Cancel))!;
        Assert.Equal(["sted"], draft.Answers.Keys);
        Assert.Empty(draft.Files);
        Assert.Equal(FormDrafts.HashOf(changed), draft.FormHash);
    }

    [Fact]
    public async Task WhoHasTheDatabaseAndTheSitesKeysReadsNothingWithoutTheCitizen()
    {
        await SaveAsync(("navn", "Hemmelig Navnesen"));
        using var db = _database.CreateDbContext();
        var draft = await db.FormDrafts.SingleAsync(Cancel);

        // The hash is all that the database has of the secret.
        Assert.Null(_cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Browser, draft.KeyHash));
        Assert.Null(_cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Link, _key));
        Assert.Null(_cipher.Unwrap(Guid.NewGuid(), draft.Key, DraftOpener.Browser, _key));
        var key = _cipher.Unwrap(draft.Id, draft.Key, DraftOpener.Browser, _key)!;
        Assert.Contains("Navnesen", _cipher.ReadText(draft.Id, key, draft.Answers), StringComparison.Ordinal);
        Assert.Throws<CryptographicException>(() => _cipher.Read(Guid.NewGuid(), key, draft.Answers));
        Assert.Throws<CryptographicException>(() => _cipher.Read(draft.Id, DraftCipher.NewKey(), draft.Answers));
    }

    private static DraftChange Change(AcceptedFile? file = null, Guid? without = null) => new(Form, OpenDraft.Empty.Answers, file is null ? [] : [file], without);

    private Task SaveAsync(params (string Alias, string Answer)[] answers) => _drafts.SaveAsync(
        _key, Service, new DraftChange(Form, answers.ToDictionary(answer => answer.Alias, answer => (IReadOnlyList<string>)[answer.Answer]), []), Cancel);

    private Task SaveFileAsync(string name) => _drafts.SaveAsync(
        _key, Service, Change(new AcceptedFile("vedlegg", name, "application/pdf", System.Text.Encoding.UTF8.GetBytes($"innhold {name}"))), Cancel);
}
