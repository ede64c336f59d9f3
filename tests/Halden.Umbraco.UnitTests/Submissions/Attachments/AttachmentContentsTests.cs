using System.Text;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using static Halden.Umbraco.UnitTests.Submissions.IntakeSite;
using AForm = Halden.Umbraco.UnitTests.Forms.AForm;

namespace Halden.Umbraco.UnitTests.Submissions.Attachments;

/// <summary>Where citizens' files lie: in the row, in a folder, in a bucket; and that nothing is lost or left behind.</summary>
public sealed class AttachmentContentsTests : IAsyncLifetime
{
    private static readonly byte[] File = Encoding.UTF8.GetBytes("Legeerklæring for Åse Ørn");

    private readonly IntakeSite _site = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("halden-files-").FullName;
    private LocalBucket? _bucket;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private LocalBucket Bucket => _bucket ?? throw new InvalidOperationException("The bucket has not started.");

    private SubmissionRetention Retention => new(_site.Store, _site.Files, new OutboxSite.Fixed<SubmissionsOptions>(_site.Options));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _bucket = await LocalBucket.StartAsync();
        _site.Options.Attachments.Directory = _directory;
        var s3 = _site.Options.Attachments.S3;
        (s3.Endpoint, s3.Bucket, s3.Prefix, s3.PathStyle, s3.AccessKey, s3.SecretKey, s3.Retries) = (Bucket.Address, LocalBucket.Bucket, "halden/", true, LocalBucket.AccessKey, "hemmelig", 1);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _site.Dispose();
        await Bucket.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task WhatIsReceivedLiesThereEncryptedUnderAnIdAndIsReadBack(AttachmentPlace place)
    {
        var file = await ReceivedAsync(place);

        Assert.Equal((place, 0), (file.Place, file.Content.Length));
        var (name, content) = Assert.Single(Lying(place));
        Assert.Equal(file.Id.ToString("N"), name);
        Assert.True(content.AsSpan().IndexOf("Åse"u8) < 0);
        Assert.Equal(File, await ReadAsync(file));
        Assert.Empty(await RemovalsAsync());
    }

    [Fact]
    public async Task WhereNothingIsSetUpItLiesInTheDatabase()
    {
        var file = await ReceivedAsync(AttachmentPlace.Database);

        Assert.Equal(AttachmentPlace.Database, file.Place);
        Assert.Equal(File, await ReadAsync(file));
        Assert.Empty(Lying(AttachmentPlace.Folder).Concat(Lying(AttachmentPlace.S3)));
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task WhereItCannotBeReachedNothingIsKeptAndTheSameCanBeSentAgain(AttachmentPlace place)
    {
        _site.Options.Attachments.Place = place;
        var sent = ASubmission(name: "Bartholomeus", file: File);
        SetDown(place, isDown: true);

        Assert.Equal(new IntakeOutcome(IntakeStatus.Unavailable, null, null), await _site.ReceiveAsync(sent));
        Assert.Equal(0, await _site.Store.ReadAsync(db => db.Submissions.CountAsync(Cancelled)));
        SetDown(place, isDown: false);
        Assert.Equal(IntakeStatus.Received, (await _site.ReceiveAsync(sent)).Status);

        _site.Clock.Now += AttachmentContents.WritingTime;
        await _site.Files.RemoveAsync(Cancelled);
        Assert.Equal((await FilesAsync()).Select(file => file.Id.ToString("N")), Lying(place).Select(one => one.Name));
        Assert.Empty(await RemovalsAsync());
        Assert.DoesNotContain(_site.Log.Lines, line => line.Contains("Bartholomeus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFullDiskUnderTheFolderIsSaidAsSuch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is of Linux.");
        var full = new AttachmentContents(_site.Store, [new Full()], new OutboxSite.Fixed<SubmissionsOptions>(_site.Options), Microsoft.Extensions.Logging.Abstractions.NullLogger<AttachmentContents>.Instance);
        _site.Options.Attachments.Place = AttachmentPlace.Folder;
        var intake = new SubmissionIntake(_site.Store, _site.Cipher, full, new OutboxSite.Fixed<SubmissionsOptions>(_site.Options), Microsoft.Extensions.Logging.Abstractions.NullLogger<SubmissionIntake>.Instance);

        Assert.Equal(new IntakeOutcome(IntakeStatus.NoRoom, null, null), await intake.ReceiveAsync(ASubmission(file: File), Cancelled));
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task WhatNoTransactionTookIsTakenAwayAndNotWhileOneMayStillTakeIt(AttachmentPlace place)
    {
        _site.Options.Attachments.Place = place;
        var id = Guid.NewGuid();
        await _site.Files.PutAsync([new AttachmentContent(id, [1, 2, 3])], null, Cancelled);

        _site.Clock.Now += AttachmentContents.WritingTime - TimeSpan.FromSeconds(1);
        await _site.Files.RemoveAsync(Cancelled);
        Assert.Single(Lying(place));
        _site.Clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(1, await _site.Files.RemoveAsync(Cancelled));

        Assert.Empty(Lying(place));
        Assert.Empty(await RemovalsAsync());
    }

    [Fact]
    public async Task ATransactionThatComesTooLateIsRefusedAndWritesNothing()
    {
        _site.Options.Attachments.Place = AttachmentPlace.S3;
        var id = Guid.NewGuid();
        await _site.Files.PutAsync([new AttachmentContent(id, [1, 2, 3])], null, Cancelled);
        SetDown(AttachmentPlace.S3, isDown: true);
        _site.Clock.Now += AttachmentContents.WritingTime;
        await _site.Files.RemoveAsync(Cancelled);

        // Still there, but nobody's any more.
        Assert.Single(Lying(AttachmentPlace.S3));
        await Assert.ThrowsAsync<AttachmentsUnreachableException>(() => _site.Store.WriteAsync(async db =>
        {
            await AttachmentContents.KeepAsync(db, AttachmentPlace.S3, [id], Cancelled);
            return true;
        }));
        Assert.Single(await RemovalsAsync());
    }

    [Fact]
    public async Task WhatAProcessDiedOverIsTakenAwayToo()
    {
        _site.Options.Attachments.Place = AttachmentPlace.Folder;
        var id = Guid.NewGuid();
        await _site.Files.PutAsync([new AttachmentContent(id, [1, 2, 3])], null, Cancelled);
        System.IO.File.Move(Path.Combine(_directory, id.ToString("N")), Path.Combine(_directory, $".{id:N}.tmp"));

        _site.Clock.Now += AttachmentContents.WritingTime;
        await _site.Files.RemoveAsync(Cancelled);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder, false)]
    [InlineData(AttachmentPlace.Folder, true)]
    [InlineData(AttachmentPlace.S3, false)]
    [InlineData(AttachmentPlace.S3, true)]
    public async Task WhatIsDeletedOrAnonymisedWhenItsTimeIsOverLiesNowhere(AttachmentPlace place, bool anonymise)
    {
        _site.Options.Anonymise = anonymise;
        await ReceivedAsync(place, SubmissionState.Done);
        await ReceivedAsync(place, SubmissionState.Done);
        var kept = await ReceivedAsync(place);

        _site.Clock.Now += TimeSpan.FromDays(91);
        Assert.Equal(2, (await Retention.PurgeAsync(Cancelled)).Count);

        Assert.Equal([kept.Id.ToString("N")], Lying(place).Select(one => one.Name));
        Assert.Empty(await RemovalsAsync());
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task WhatIsDeletedWhileItCannotBeReachedIsSeenAndTakenAwayLater(AttachmentPlace place)
    {
        await ReceivedAsync(place, SubmissionState.Done);
        SetDown(place, isDown: true);
        _site.Clock.Now += TimeSpan.FromDays(91);

        Assert.Single(await Retention.PurgeAsync(Cancelled));
        Assert.Equal(1, await _site.Files.LeftAsync(Cancelled));
        Assert.Contains(_site.Log.Lines, line => line.Contains("still lie in", StringComparison.Ordinal));
        SetDown(place, isDown: false);
        Assert.Single(Lying(place));

        // Not at once: whoever is down is left alone for a while.
        Assert.Equal(0, await _site.Files.RemoveAsync(Cancelled));
        _site.Clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal(1, await _site.Files.RemoveAsync(Cancelled));

        Assert.Empty(Lying(place));
        Assert.Equal(0, await _site.Files.LeftAsync(Cancelled));
    }

    [Fact]
    public async Task AfterAChangeOfTheSettingEachIsReadWhereItIs()
    {
        SubmissionAttachment[] files = [await ReceivedAsync(AttachmentPlace.Database), await ReceivedAsync(AttachmentPlace.Folder), await ReceivedAsync(AttachmentPlace.S3)];
        _site.Options.Attachments.Place = AttachmentPlace.Database;

        foreach (var file in files)
        {
            Assert.Equal(File, await ReadAsync(file));
        }

        Assert.Equal([AttachmentPlace.Database, AttachmentPlace.Folder, AttachmentPlace.S3], files.Select(file => file.Place));
        Assert.Null(await _site.Files.FaultAsync(Cancelled));
        _site.Options.Attachments.Directory = null;
        Assert.Contains("Directory", await _site.Files.FaultAsync(Cancelled), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task AFileThatCannotBeReachedIsNotTakenForLost(AttachmentPlace place)
    {
        var file = await ReceivedAsync(place);
        SetDown(place, isDown: true);
        await Assert.ThrowsAsync<AttachmentsUnreachableException>(() => ReadAsync(file));
        SetDown(place, isDown: false);
        Assert.Equal(File, await ReadAsync(file));
        foreach (var (name, _) in Lying(place))
        {
            Bucket.Objects.Clear();
            System.IO.File.Delete(Path.Combine(_directory, name));
        }

        Assert.Null(await ReadAsync(file));
    }

    [Fact]
    public async Task ABucketThatIsBusyOrBreaksOffIsAskedAgain()
    {
        Bucket.SlowDowns = 1;
        var file = await ReceivedAsync(AttachmentPlace.S3);
        Bucket.HalfAnswers = 1;
        Assert.Equal(File, await ReadAsync(file));
        Bucket.HalfAnswers = 100;
        await Assert.ThrowsAsync<AttachmentsUnreachableException>(() => ReadAsync(file));
    }

    [Fact]
    public async Task ABucketThatRefusesTheKeySaysSoAndNothingOfTheKey()
    {
        _site.Options.Attachments.Place = AttachmentPlace.S3;
        _site.Options.Attachments.S3.AccessKey = "en-annen";

        var fault = await _site.Files.FaultAsync(Cancelled);

        Assert.Contains("403", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", fault, StringComparison.Ordinal);
        Assert.Equal(IntakeStatus.Unavailable, (await _site.ReceiveAsync(ASubmission(file: File))).Status);
        Assert.DoesNotContain(_site.Log.Lines, line => line.Contains("hemmelig", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheCheckLeavesNothingBehindAndTellsOfVersionsThatWouldKeepWhatIsDeleted()
    {
        _site.Options.Attachments.Place = AttachmentPlace.S3;
        Assert.Null(await _site.Files.FaultAsync(Cancelled));
        Bucket.KeepsVersions = true;
        Assert.Contains("versjoner", await _site.Files.FaultAsync(Cancelled), StringComparison.Ordinal);
        _site.Options.Attachments.Place = AttachmentPlace.Folder;
        Assert.Null(await _site.Files.FaultAsync(Cancelled));
        SetDown(AttachmentPlace.Folder, isDown: true);
        Assert.Contains("finnes ikke", await _site.Files.FaultAsync(Cancelled), StringComparison.Ordinal);
        SetDown(AttachmentPlace.Folder, isDown: false);

        Assert.Empty(Lying(AttachmentPlace.Folder).Concat(Lying(AttachmentPlace.S3)));
    }

    [Theory]
    [InlineData("http://s3.kommune.no", "halden/", "Endpoint")]
    [InlineData("https://nøkkel:hemmelig@s3.kommune.no", "halden/", "Endpoint")]
    [InlineData("https://s3.kommune.no", "/halden/", "Prefix")]
    [InlineData("https://s3.kommune.no", "åpne vedlegg/", "Prefix")]
    [InlineData("https://s3.kommune.no", "halden/", null)]
    [InlineData("http://127.0.0.1:9000", "", null)]
    public void WhatCannotBeRightIsSaid(string endpoint, string prefix, string? fault)
    {
        var options = new SubmissionsOptions { Attachments = { Place = AttachmentPlace.S3, S3 = { Endpoint = new Uri(endpoint), Bucket = "vedlegg", Prefix = prefix } } };

        Assert.Equal(fault is null, options.Attachments.Fault() is null);
        Assert.Contains(fault ?? string.Empty, options.Attachments.Fault() ?? string.Empty, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AttachmentPlace.Folder)]
    [InlineData(AttachmentPlace.S3)]
    public async Task ADraftsFilesLieThereTooUntilTheyAreTakenOutOrItIsSentOrItsTimeIsOver(AttachmentPlace place)
    {
        _site.Options.Attachments.Place = place;
        var (drafts, service) = (new FormDrafts(_site.Store, new DraftCipher(new EphemeralDataProtectionProvider()), _site.Files), Guid.NewGuid());
        var form = AForm.Asking(AForm.Field("navn"), AForm.Field("vedlegg", FormFieldType.FileUpload));
        string[] secrets = [DraftCipher.NewSecret(), DraftCipher.NewSecret(), DraftCipher.NewSecret(), DraftCipher.NewSecret()];
        foreach (var secret in secrets)
        {
            // The second time the draft is there already, with its key.
            await SaveAsync(secret, "kart.pdf");
            await SaveAsync(secret, "brev.pdf");
        }

        Assert.Equal(8, Lying(place).Count);
        Assert.All(Lying(place), one => Assert.True(one.Content.AsSpan().IndexOf("Åse"u8) < 0));
        var files = await drafts.FilesAsync(secrets[0], Cancelled);
        Assert.Equal(["kart.pdf", "brev.pdf"], files.Select(file => file.FileName));
        Assert.All(files, file => Assert.Equal(File, file.Content));

        await drafts.RemoveAsync(secrets[0], files[0].Id, Cancelled);
        await drafts.SentAsync(secrets[1], "HAL-1", _site.Clock.Now, Cancelled);
        await drafts.SaveAsync(secrets[2], service, new DraftChange(AForm.Asking(AForm.Field("navn")), new Dictionary<string, IReadOnlyList<string>>(), []), Cancelled);
        await _site.Files.RemoveAsync(Cancelled);
        Assert.Equal(3, Lying(place).Count);
        _site.Clock.Now += FormDrafts.Lifetime + TimeSpan.FromMinutes(1);
        await drafts.PurgeAsync(Cancelled);

        Assert.Empty(Lying(place));
        Assert.Empty(await RemovalsAsync());

        Task SaveAsync(string secret, string name) => drafts.SaveAsync(
            secret, service, new DraftChange(form, new Dictionary<string, IReadOnlyList<string>> { ["navn"] = ["Åse"] }, [new AcceptedFile("vedlegg", name, "application/pdf", File)]), Cancelled);
    }

    private async Task<SubmissionAttachment> ReceivedAsync(AttachmentPlace place, SubmissionState state = SubmissionState.New)
    {
        _site.Options.Attachments.Place = place;
        var received = await _site.ReceiveAsync(ASubmission(file: File));
        Assert.Equal(IntakeStatus.Received, received.Status);
        return await _site.Store.WriteAsync(async db =>
        {
            var submission = await db.Submissions.Include(one => one.Attachments).SingleAsync(one => one.Reference == received.Reference);
            (submission.State, submission.DoneAt) = (state, state == SubmissionState.Done ? _site.Clock.Now : null);
            return submission.Attachments.Single();
        });
    }

    private async Task<byte[]?> ReadAsync(SubmissionAttachment file) => _site.Cipher.ReadAttachment(file.Id, await _site.Files.ReadAsync(file.Id, file.Place, file.Content, Cancelled));

    private Task<List<SubmissionAttachment>> FilesAsync() => _site.Store.ReadAsync(db => db.SubmissionAttachments.AsNoTracking().ToListAsync(Cancelled));

    private Task<List<AttachmentRemoval>> RemovalsAsync() => _site.Store.ReadAsync(db => db.AttachmentRemovals.AsNoTracking().ToListAsync(Cancelled));

    private List<(string Name, byte[] Content)> Lying(AttachmentPlace place) => place == AttachmentPlace.S3
        ? [.. Bucket.Objects.Select(one => (one.Key["halden/".Length..], one.Value))]
        : [.. Directory.EnumerateFiles(_directory).Select(path => (Path.GetFileName(path), System.IO.File.ReadAllBytes(path)))];

    private void SetDown(AttachmentPlace place, bool isDown)
    {
        if (place == AttachmentPlace.S3)
        {
            Bucket.IsDown = isDown;
        }
        else
        {
            Directory.Move(isDown ? _directory : $"{_directory}-away", isDown ? $"{_directory}-away" : _directory);
        }
    }

    /// <summary>A folder on a disk without room.</summary>
    private sealed class Full : IAttachmentStore
    {
        public AttachmentPlace Place => AttachmentPlace.Folder;

        public Task PutAsync(Guid id, byte[] content, CancellationToken cancellationToken)
        {
            try
            {
                using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
                full.Write(content);
                full.Flush();
                return Task.CompletedTask;
            }
            catch (IOException fault)
            {
                throw new AttachmentsUnreachableException(fault.Message, fault);
            }
        }

        public Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> AdviceAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
