using System.Text;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using TemporaryDatabase = Halden.Umbraco.UnitTests.SelfService.TemporaryDatabase;

namespace Halden.Umbraco.UnitTests.Submissions;

/// <summary>The intake over a real database, with everything that is logged.</summary>
internal sealed class IntakeSite : IDisposable
{
    private readonly LoggerFactory _logging;
    private readonly EphemeralDataProtectionProvider _protection = new();
    private readonly S3Store _bucket;

    public IntakeSite()
    {
        _logging = new LoggerFactory([Log]);
        Contexts = new Logged(Database, _logging);
        Store = new HaldenStore(Contexts, Clock);
        var options = new OutboxSite.Fixed<SubmissionsOptions>(Options);
        _bucket = new S3Store(options);
        Files = new AttachmentContents(Store, [new FolderStore(options), _bucket], options, _logging.CreateLogger<AttachmentContents>());
    }

    public TemporaryDatabase Database { get; } = new();

    public ImportSite.Clock Clock { get; } = new() { Now = new DateTimeOffset(2026, 6, 2, 12, 0, 0, TimeSpan.Zero) };

    public LogLines Log { get; } = new();

    public SubmissionsOptions Options { get; } = new();

    public HaldenStore Store { get; }

    public AttachmentContents Files { get; }

    public SubmissionCipher Cipher => new(_protection);

    public IDbContextFactory<HaldenDbContext> Contexts { get; }

    public SubmissionIntake Intake(IDbContextFactory<HaldenDbContext>? contexts = null) => new(
        contexts is null ? Store : new HaldenStore(contexts, Clock), Cipher, Files, new OutboxSite.Fixed<SubmissionsOptions>(Options), _logging.CreateLogger<SubmissionIntake>());

    public Task<IntakeOutcome> ReceiveAsync(NewSubmission submission) => Intake().ReceiveAsync(submission, TestContext.Current.CancellationToken);

    public static NewSubmission ASubmission(Guid? key = null, string name = "Ola", byte[]? file = null, string? receipt = null) => new(
        key ?? Guid.NewGuid(),
        Guid.NewGuid(),
        AForm,
        Cultures.Bokmal,
        new Dictionary<string, IReadOnlyList<string>> { ["navn"] = [name], ["instrument"] = ["fiolin", "tuba"], ["samtykke"] = ["true"], ["fodt"] = ["2015-02-01"] },
        file is null ? [] : [new NewAttachment("vedlegg", $"{name}.pdf", "application/pdf", file)],
        receipt);

    public static FormDefinition AForm { get; } = new()
    {
        Id = Guid.NewGuid(),
        Name = "Søknad om plass",
        Pages =
        [
            new FormPage
            {
                Caption = "Barnet",
                Fieldsets =
                [
                    new FormFieldset
                    {
                        Id = Guid.NewGuid(),
                        Columns =
                        [
                            new FormColumn
                            {
                                Fields =
                                [
                                    Field("navn", "Hva heter barnet?", FormFieldType.ShortAnswer),
                                    Field("fodt", "Når er barnet født?", FormFieldType.Date),
                                    Field("instrument", "Hvilke instrumenter?", FormFieldType.MultipleChoice) with { PreValues = [new("fiolin", "Fiolin"), new("tuba", "Tuba")] },
                                    Field("samtykke", "Jeg samtykker", FormFieldType.DataConsent),
                                    Field("vedlegg", "Legg ved bekreftelse", FormFieldType.FileUpload),
                                    Field("ubesvart", "Noe annet?", FormFieldType.LongAnswer),
                                ],
                            },
                        ],
                    },
                ],
            },
        ],
    };

    /// <summary>Whether any of the database's files has the text, in UTF-8 or UTF-16, or the bytes.</summary>
    public bool Holds(string text) => Holds(Encoding.UTF8.GetBytes(text)) || Holds(Encoding.Unicode.GetBytes(text));

    public bool Holds(byte[] bytes) => Database.Files().Select(ReadShared).Any(content => content.AsSpan().IndexOf(bytes) >= 0);

    public void Dispose()
    {
        _bucket.Dispose();
        _logging.Dispose();
        Database.Dispose();
    }

    private static byte[] ReadShared(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (FileNotFoundException)
        {
            // The log goes when the last connection does, and tests that run beside this one close all that rest.
            return [];
        }
    }

    private static FormField Field(string alias, string caption, FormFieldType type) => new() { Id = Guid.NewGuid(), Alias = alias, Caption = caption, Type = new FormTypeReference { Id = type.Id } };

    /// <summary>The database with everything that EF logs.</summary>
    private sealed class Logged(TemporaryDatabase database, ILoggerFactory logging) : IDbContextFactory<HaldenDbContext>
    {
        private readonly Func<HaldenDbContext> _open = database.Opener(logging);

        public HaldenDbContext CreateDbContext() => _open();
    }

    /// <summary>The database on connections that are treated first.</summary>
    public sealed class Treated(TemporaryDatabase database, string sql) : IDbContextFactory<HaldenDbContext>
    {
        private readonly Func<HaldenDbContext> _open = database.Opener(configure: options => options.AddInterceptors(new First(sql)), isPooled: false);

        public HaldenDbContext CreateDbContext() => _open();

        private sealed class First(string sql) : DbConnectionInterceptor
        {
            public override async Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}
