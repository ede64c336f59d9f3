using System.Reflection;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Models.Email;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>Intake and outbox as the plugin registers them, over a real database, without the site around them: quickly there, and quickly killed.</summary>
internal sealed class OutboxProcess : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="directory">Where database and keys are.</param>
    /// <param name="settings">Settings, as in a file.</param>
    /// <param name="ahead">How far the clock is ahead.</param>
    /// <param name="patience">How long the database is waited for.</param>
    public OutboxProcess(string directory, IEnumerable<KeyValuePair<string, string?>> settings, TimeSpan ahead = default, TimeSpan? patience = null)
    {
        Clock = new Ahead { By = ahead };
        var open = TestPostgreSql.IsUsed
            ? HaldenDatabase.Opener(DatabaseProvider.PostgreSql, HaldenSite.Database(directory)["Halden:Database:ConnectionString"])
            : HaldenDatabase.Opener(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(directory, "Halden.sqlite.db"),
                ForeignKeys = true,
                DefaultTimeout = (int)(patience ?? TimeSpan.FromSeconds(30)).TotalSeconds,
            }.ToString());
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([.. settings, new($"{SubmissionsOptions.Section}:KeysDirectory", Path.Combine(directory, "keys"))]).Build());
        services.AddLogging(logging => logging.ClearProviders());
        services.AddSingleton<IDbContextFactory<HaldenDbContext>>(new Contexts(open));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<HaldenStore>();
        services.AddSingleton<OutgoingMail>();
        services.AddSingleton<IEmailSender, NoMail>();
        services.AddSingleton<SelfServiceState>();
        services.AddSingleton(new ServiceDrafts(Nothing<IContentService>.Create(), Nothing<IContentTypeService>.Create()));
        services.AddSubmissions();
        services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
        services.Replace(ServiceDescriptor.Singleton(new SubmissionCipher(SubmissionKeys.Open(Path.Combine(directory, "keys")))));
        _services = services.BuildServiceProvider();
    }

    public Ahead Clock { get; }

    public SubmissionIntake Intake => _services.GetRequiredService<SubmissionIntake>();

    public SubmissionDispatch Dispatch => _services.GetRequiredService<SubmissionDispatch>();

    public SubmissionOutbox Outbox => _services.GetRequiredService<SubmissionOutbox>();

    public HaldenStore Store => _services.GetRequiredService<HaldenStore>();

    /// <summary>Makes the database, with a service whose applications go to a system.</summary>
    public async Task<Guid> ServiceAsync(string system)
    {
        var document = Guid.NewGuid();
        await using (var db = await _services.GetRequiredService<IDbContextFactory<HaldenDbContext>>().CreateDbContextAsync())
        {
            await db.Database.MigrateAsync();
        }

        await Store.WriteAsync(db =>
        {
            var entry = new RegisterEntry { DocumentKey = document, RecipientKind = RecipientKind.LineOfBusinessSystem, Recipient = system };
            var content = PackageContent.Parse($$"""{"{{RoutingPart.PartName}}":{{RoutingPart.Canonical(entry)}}}""");
            db.Packages.Add(new Package
            {
                DocumentKey = document,
                Hash = content.Hash,
                Content = content.ToJson(),
                PartHashes = "{}",
                Title = "Båtplass",
                DepartmentKey = Guid.NewGuid(),
                SubmittedBy = Guid.NewGuid(),
                SubmittedAt = Store.Now.AddDays(-1),
                Decision = Decision.Approved,
            });
            return Task.FromResult(true);
        });
        return document;
    }

    public Task<List<SubmissionDelivery>> DeliveriesAsync() => Store.ReadAsync(db => db.SubmissionDeliveries.AsNoTracking().Include(delivery => delivery.Submission).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>A clock that is ahead, or behind.</summary>
    internal sealed class Ahead : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + By;
    }

    /// <summary>A part of Umbraco that has nothing.</summary>
    internal class Nothing<T> : DispatchProxy
        where T : class
    {
        public static T Create() => Create<T, Nothing<T>>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }

    private sealed class Contexts(Func<HaldenDbContext> open) : IDbContextFactory<HaldenDbContext>
    {
        public HaldenDbContext CreateDbContext() => open();
    }

    private sealed class NoMail : IEmailSender
    {
        public bool CanSendRequiredEmail() => false;

        public Task SendAsync(EmailMessage message, string emailType) => throw new NotSupportedException();

        public Task SendAsync(EmailMessage message, string emailType, bool enableNotification) => throw new NotSupportedException();

        public Task SendAsync(EmailMessage message, string emailType, bool enableNotification = false, TimeSpan? expires = null) => throw new NotSupportedException();
    }
}
