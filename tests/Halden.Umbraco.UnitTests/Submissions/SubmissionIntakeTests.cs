using System.Text.RegularExpressions;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Tests;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using static Halden.Umbraco.UnitTests.Submissions.IntakeSite;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed partial class SubmissionIntakeTests : IDisposable
{
    private const string Marked = "Merkenavn-Bartholomeus";

    private readonly IntakeSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task WhatIsSentIsKeptWholeAndCanBeReadAgain()
    {
        var sent = ASubmission(name: "Åse", file: [1, 2, 3], receipt: "ase@example.no");

        var outcome = await _site.ReceiveAsync(sent);

        Assert.Equal((IntakeStatus.Received, _site.Clock.Now), (outcome.Status, outcome.ReceivedAt));
        var kept = Assert.Single(await SubmissionsAsync());
        Assert.Equal((outcome.Reference, sent.DocumentKey, sent.Form.Id, sent.Culture, SubmissionState.New), (kept.Reference, kept.DocumentKey, kept.FormId, kept.Culture, kept.State));
        var payload = _site.Cipher.Read(kept)!;
        Assert.Equal(sent.Form.ToCanonicalJson(), payload.Form.ToCanonicalJson());
        Assert.Equal(sent.Answers, payload.Answers);
        Assert.Equal(("vedlegg", "Åse.pdf", "application/pdf", 3L), payload.Attachments.Select(file => (file.FieldAlias, file.FileName, file.ContentType, file.Length)).Single());
        Assert.Equal(new byte[] { 1, 2, 3 }, _site.Cipher.ReadAttachment(payload.Attachments[0].Id, kept.Attachments.Single(file => file.Id == payload.Attachments[0].Id).Content));
    }

    [Fact]
    public async Task ThereIsADeliveryToTheRecipientAndOneToWhoeverWantsAReceipt()
    {
        await _site.ReceiveAsync(ASubmission(receipt: null));
        _site.Clock.Now += TimeSpan.FromMinutes(1);
        await _site.ReceiveAsync(ASubmission(receipt: " ola@example.no "));

        var submissions = await SubmissionsAsync();
        Assert.Equal([DeliveryKind.Recipient], submissions[0].Deliveries.Select(delivery => delivery.Kind));
        Assert.Equal([DeliveryKind.Recipient, DeliveryKind.Receipt], submissions[1].Deliveries.Select(delivery => delivery.Kind).Order());
        Assert.Equal("ola@example.no", _site.Cipher.ReadAddress(submissions[1].Deliveries.Single(delivery => delivery.Kind == DeliveryKind.Receipt)));
    }

    [Theory]
    [InlineData("ola@example.no, kari@example.no")]
    [InlineData("ola@example.no\r\nBcc: alle@example.no")]
    [InlineData("Ola <ola@example.no>")]
    [InlineData("ikke en adresse")]
    public async Task AReceiptGoesToOneAddressOrNowhere(string address)
    {
        Assert.Equal(IntakeStatus.Received, (await _site.ReceiveAsync(ASubmission(receipt: address))).Status);

        Assert.Equal([DeliveryKind.Recipient], (await SubmissionsAsync()).Single().Deliveries.Select(delivery => delivery.Kind));
        Assert.DoesNotContain(_site.Log.Lines, line => line.Contains("ola@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheReferenceCanBeReadOutOnTheTelephone()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Matches(Reference(), SubmissionReference.New("HAL"));
        }

        Assert.Matches(Reference(), (await _site.ReceiveAsync(ASubmission())).Reference!);
    }

    [Fact]
    public async Task TheSameSentAgainIsTheSameSubmission()
    {
        var key = Guid.NewGuid();
        var first = await _site.ReceiveAsync(ASubmission(key));
        _site.Clock.Now += TimeSpan.FromMinutes(5);

        var second = await _site.ReceiveAsync(ASubmission(key));

        Assert.Equal(first with { Status = IntakeStatus.ReceivedBefore }, second);
        Assert.Single(await SubmissionsAsync());
    }

    [Fact]
    public async Task OfManyThatComeAtOnceOneIsReceivedAndAllAreAnsweredTheSame()
    {
        var key = Guid.NewGuid();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _site.ReceiveAsync(ASubmission(key, file: new byte[100_000])))));

        Assert.Single(outcomes, outcome => outcome.Status == IntakeStatus.Received);
        Assert.Equal(7, outcomes.Count(outcome => outcome.Status == IntakeStatus.ReceivedBefore));
        Assert.Single(outcomes.Select(outcome => outcome.Reference).Distinct());
        Assert.Single(Assert.Single(await SubmissionsAsync()).Attachments);
    }

    [Fact]
    public async Task NothingPersonalIsInTheDatabaseNorInTheLog()
    {
        var file = System.Text.Encoding.UTF8.GetBytes($"Innhold i fila til {Marked}");
        await _site.ReceiveAsync(ASubmission(name: Marked, file: file, receipt: $"{Marked}@example.no"));

        // What a reader of the files is sure to find: that it is looked for in the right ones.
        Assert.True(_site.Holds((await SubmissionsAsync()).Single().Reference));
        Assert.False(_site.Holds(Marked));
        Assert.False(_site.Holds(Marked.ToLowerInvariant()));
        Assert.False(_site.Holds("Hva heter barnet?"));
        Assert.False(_site.Holds(Convert.ToBase64String(file)));
        Assert.NotEmpty(_site.Log.Lines);
        Assert.DoesNotContain(_site.Log.Lines, line => line.Contains(Marked, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task AFullDiskIsSaidAndKeepsNothing()
    {
        TestPostgreSql.SkipAsOfSqlite();
        var full = _site.Intake(new Treated(_site.Database, "PRAGMA max_page_count = 1"));

        var outcome = await full.ReceiveAsync(ASubmission(name: Marked, file: new byte[2_000_000], receipt: "ola@example.no"), TestContext.Current.CancellationToken);

        Assert.Equal(new IntakeOutcome(IntakeStatus.NoRoom, null, null), outcome);
        await AssertNothingIsKeptAsync();
        Assert.DoesNotContain(_site.Log.Lines, line => line.Contains(Marked, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task WhatHadNoRoomIsReceivedOnceThereIs()
    {
        TestPostgreSql.SkipAsOfSqlite();
        var sent = ASubmission(file: new byte[2_000_000]);
        await _site.Intake(new Treated(_site.Database, "PRAGMA max_page_count = 1")).ReceiveAsync(sent, TestContext.Current.CancellationToken);

        Assert.Equal(IntakeStatus.Received, (await _site.ReceiveAsync(sent)).Status);
    }

    [Fact]
    public async Task ADatabaseThatIsBusyTooLongIsSaidAndKeepsNothing()
    {
        _site.Options.WaitForDatabase = TimeSpan.FromSeconds(1);
        await using (var other = _site.Database.CreateDbContext())
        {
            await using var transaction = await other.BeginWritingAsync(null, TestContext.Current.CancellationToken);

            Assert.Equal(new IntakeOutcome(IntakeStatus.Unavailable, null, null), await _site.ReceiveAsync(ASubmission()));
        }

        await AssertNothingIsKeptAsync();
        Assert.Equal(IntakeStatus.Received, (await _site.ReceiveAsync(ASubmission())).Status);
    }

    [Fact]
    public async Task WithoutKeysNothingIsKeptAndTheCitizenIsAskedToTryAgain()
    {
        var file = Path.GetTempFileName();
        var intake = new SubmissionIntake(
            _site.Store,
            new SubmissionCipher(DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(file, "no-such-folder")))),
            _site.Files,
            new Notices.OutboxSite.Fixed<SubmissionsOptions>(_site.Options),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SubmissionIntake>.Instance);

        Assert.Equal(new IntakeOutcome(IntakeStatus.Unavailable, null, null), await intake.ReceiveAsync(ASubmission(), TestContext.Current.CancellationToken));
        await AssertNothingIsKeptAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task WhatIsAcknowledgedIsOnTheDiskBeforeTheAnswer()
    {
        TestPostgreSql.SkipAsOfSqlite();
        var (mode, synchronous) = await _site.Store.WriteAsync(async db => (
            await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(TestContext.Current.CancellationToken),
            await db.Database.SqlQueryRaw<int>("SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(TestContext.Current.CancellationToken)));

        // https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
        Assert.Equal(("wal", 2), (mode, synchronous));
    }

    [Fact]
    public async Task WhatIsMovedToAnotherRowOrReadWithOtherKeysCannotBeRead()
    {
        await _site.ReceiveAsync(ASubmission());
        var kept = (await SubmissionsAsync()).Single();
        var moved = new Submission
        {
            Id = Guid.NewGuid(),
            Reference = "R",
            SubmissionKey = Guid.NewGuid(),
            DocumentKey = kept.DocumentKey,
            FormId = kept.FormId,
            Culture = kept.Culture,
            ReceivedAt = kept.ReceivedAt,
            Payload = kept.Payload,
        };

        Assert.NotNull(_site.Cipher.Read(kept));
        Assert.Null(_site.Cipher.Read(moved));
        Assert.Null(new SubmissionCipher(new EphemeralDataProtectionProvider()).Read(kept));
    }

    [Fact]
    public void AnswersArePutToTheirQuestionsAsPeopleReadThem()
    {
        var sent = ASubmission(name: "Åse");
        var file = new AttachmentName(Guid.NewGuid(), "vedlegg", "bekreftelse.pdf", "application/pdf", 3);

        var group = Assert.Single(SubmissionAnswers.Of(new SubmissionPayload(sent.Form, sent.Answers, [file]), "nb-NO"));

        Assert.Equal("Barnet", group.Heading);
        Assert.Equal(
            ["Hva heter barnet? Åse", "Når er barnet født? 01.02.2015", "Hvilke instrumenter? Fiolin, Tuba", "Jeg samtykker Ja", "Legg ved bekreftelse bekreftelse.pdf"],
            group.Questions.Select(question => $"{question.Question} {string.Join(", ", question.Answers)}"));
        Assert.Equal([file.Id], group.Questions[^1].Attachments);
    }

    private async Task<List<Submission>> SubmissionsAsync()
    {
        await using var db = _site.Database.CreateDbContext();
        return await db.Submissions.AsNoTracking().Include(one => one.Attachments).Include(one => one.Deliveries).OrderBy(one => one.ReceivedAt).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task AssertNothingIsKeptAsync()
    {
        await using var db = _site.Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.Submissions.CountAsync(), await db.SubmissionAttachments.CountAsync(), await db.SubmissionDeliveries.CountAsync()));
    }

    [GeneratedRegex("^HAL-[2345679ACDEFGHJKMPQRTVWXY]{4}-[2345679ACDEFGHJKMPQRTVWXY]{4}$")]
    private static partial Regex Reference();
}
