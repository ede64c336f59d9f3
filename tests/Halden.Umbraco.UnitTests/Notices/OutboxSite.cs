using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.Catalogue;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Mail;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Email;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;
using Umbraco.Extensions;
using TemporaryDatabase = Halden.Umbraco.UnitTests.SelfService.TemporaryDatabase;

namespace Halden.Umbraco.UnitTests.Notices;

/// <summary>A site with people, services and an outbox over a real database; the clock and the mail are the test's.</summary>
internal sealed class OutboxSite : IDisposable
{
    public const string SiteAddress = "https://www.halden.example";

    private static readonly DefaultShortStringHelper Strings = new(new DefaultShortStringHelperConfig());

    private readonly TemporaryDatabase _database = new();
    private readonly ImportSite.DocumentStore _documents = new();
    private readonly List<User> _users = [];
    private readonly EphemeralDataProtectionProvider _protection = new();

    private static PackageParts Parts { get; } = new([new RoutingPart()]);

    public OutboxSite()
    {
        Editor = NewUser("Eva Redaktør", "eva@halden.example");
        Director = NewUser("Kari Kultur", "kari@halden.example");
        Administrator = NewUser("Anne Administrator", "anne@halden.example", isAdministrator: true);
        Store = new HaldenStore(_database, Clock);
        using var db = Database();
        db.Departments.Add(Department);
        Department.DirectorKey = Director.Key;
        db.SaveChanges();
    }

    /// <summary>A Tuesday at two o'clock in Norway.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 6, 2, 12, 0, 0, TimeSpan.Zero);

    public ImportSite.Clock Clock { get; } = new() { Now = Start };

    public HaldenStore Store { get; }

    public AMail Mail { get; } = new();

    public NoticeOptions Options { get; } = new();

    public SelfServiceState Public { get; } = new();

    public LogLines Log { get; } = new();

    public User Editor { get; }

    public User Director { get; }

    public User Administrator { get; }

    public Department Department { get; } = new() { Name = "Undervisning og kultur" };

    /// <summary>Done whenever Umbraco is asked for a user.</summary>
    public Action OnAskingUmbraco { get; set; } = () => { };

    public bool IsDatabaseDown
    {
        get => _database.IsDown;
        set => _database.IsDown = value;
    }

    public AddressCipher Addresses => new(_protection);

    public HaldenDbContext Database() => _database.CreateDbContext();

    /// <summary>Somebody with access to the section.</summary>
    public User NewUser(string name, string email, string language = "nb-NO", bool isAdministrator = false)
    {
        var group = new UserGroup(Strings) { Id = 1, Key = Guid.NewGuid(), Name = "Gruppe", Alias = isAdministrator ? Constants.Security.AdminGroupAlias : "editor" };
        group.AddAllowedSection(HaldenAccess.Section);
        var user = new User(new GlobalSettings(), name, email, email, "-") { Key = Guid.NewGuid(), IsApproved = true, Language = language };
        user.AddGroup(group.ToReadOnlyGroup());
        _users.Add(user);
        return user;
    }

    /// <summary>A service of the department with an owner who has no user, and a mailbox that receives.</summary>
    public async Task<Guid> ServiceAsync(string title = "Musikk- og kulturskole", string? ownerEmail = "mona@halden.example")
    {
        var content = new Content(title, -1, _documents.Types.Single(type => type.Alias == ServiceDocument.Alias)) { Key = Guid.NewGuid() };
        content.SetCultureName(title, Cultures.Bokmal);
        ServiceDocument.Set(content, Cultures.Bokmal, ServiceFields.Lead, "Søk om plass.");
        content.UpdateDate = Clock.Now.UtcDateTime;
        _documents.Put(content);
        await Store.WriteAsync(async db =>
        {
            db.Register.Add(new RegisterEntry
            {
                DocumentKey = content.Key,
                DepartmentKey = Department.Key,
                OwnerName = "Mona Melodi",
                OwnerEmail = ownerEmail,
                RecipientKind = RecipientKind.Mailbox,
                Recipient = "kulturskolen@halden.example",
            });
            await Task.CompletedTask;
            return true;
        });
        return content.Key;
    }

    /// <summary>A service whose package the editor has submitted.</summary>
    public async Task<Guid> SubmittedAsync(string title = "Musikk- og kulturskole", string? ownerEmail = "mona@halden.example")
    {
        var key = await ServiceAsync(title, ownerEmail);
        await SubmitAsync(key);
        return key;
    }

    public Task SubmitAsync(Guid key) => Store.WriteAsync(db =>
    {
        var content = Parts.Of(db, ServiceDocument.Draft(Document(key)));
        var package = db.Packages.Add(new Package
        {
            DocumentKey = key,
            Hash = content.Hash,
            Content = content.ToJson(),
            PartHashes = "{}",
            Title = "Tittel da den ble sendt inn",
            SubmittedBy = Editor.Key,
            SubmittedAt = Store.Now,
            DepartmentKey = Department.Key,
        }).Entity;
        db.NotifySubmitted(package);
        return Task.FromResult(true);
    });

    public Task DecideAsync(Guid key, Decision decision, string? comment = null) => Store.WriteAsync(async db =>
    {
        var package = (await db.LastPackageAsync(key, default))!;
        (package.Decision, package.DecidedBy, package.DecidedAt, package.Comment) = (decision, Director.Key, Store.Now, comment);
        db.NotifyDecided(package);
        return true;
    });

    /// <summary>A service that the director has approved, of which everybody has been told.</summary>
    public async Task<Guid> ApprovedAsync(string title = "Musikk- og kulturskole", string? ownerEmail = "mona@halden.example")
    {
        var key = await SubmittedAsync(title, ownerEmail);
        await DecideAsync(key, Decision.Approved);
        await TurnAsync();
        Mail.Sent.Clear();
        return key;
    }

    /// <summary>What an editor's save does, as ContentWatch notes it.</summary>
    public async Task EditAsync(Guid key, string lead, User? user = null)
    {
        var content = Document(key);
        ServiceDocument.Set(content, Cultures.Bokmal, ServiceFields.Lead, lead);
        content.UpdateDate = Clock.Now.UtcDateTime;
        _documents.Put(content);
        await Store.WriteAsync(async db =>
        {
            await db.ContributeAsync(key, (user ?? Editor).Key, Store.Now);
            await db.NotifyChangedAsync(key, (user ?? Editor).Key, Store.Now);
            return true;
        });
    }

    public Task<RegisterOutcome> AnswerForAsync(Guid key, Func<Responsibility, Responsibility> change)
    {
        using var db = Database();
        var entry = db.Register.Single(known => known.DocumentKey == key);
        var now = new Responsibility(entry.Version, entry.DepartmentKey, entry.OwnerName, entry.OwnerEmail, entry.RecipientKind, entry.Recipient);
        return new ServiceRegister(Store, Addresses).SaveResponsibilityAsync(key, change(now), Editor.Key, CancellationToken.None);
    }

    /// <summary>An import's recorded run.</summary>
    public async Task<Guid> ImportedAsync(params ImportRow[] rows)
    {
        using var db = Database();
        var ledger = new ImportLedger(_database, Clock);
        var run = (await ledger.BeginAsync("ntk", null, CancellationToken.None))!.Value;
        Clock.Now += TimeSpan.FromMinutes(1);
        await ledger.FinishAsync(run, new ImportReport
        {
            RunId = run,
            Source = "ntk",
            Status = ImportStatus.Completed,
            Message = new Label(string.Empty, string.Empty, string.Empty),
            StartedAt = Clock.Now,
            FinishedAt = Clock.Now,
            Items = rows,
        }.ToJson());
        return run;
    }

    public void Remove(Guid key) => _documents.Remove(key);

    public Task SetModeAsync(User user, NoticeMode mode) => Desk().SetModeAsync(user.Key, mode, CancellationToken.None);

    /// <summary>A turn of the outbox, as a process that has just started takes it.</summary>
    public Task<TimeSpan> TurnAsync() => Dispatch().TurnAsync(TestContext.Current.CancellationToken);

    public NoticeDesk Desk() => new(Store, Reading(), new NoticePeople(Users()), Dispatch());

    public NoticeDispatch Dispatch() => new(
        Store,
        new NoticeAudience(Drafts(), new NoticePeople(Users()), Addresses, new Fixed<NoticeOptions>(Options), Clock),
        Reading(),
        new NoticePeople(Users()),
        Addresses,
        new OutgoingMail(Mail, Clock),
        new Fixed<NoticeOptions>(Options),
        new Fixed<SelfServiceOptions>(new SelfServiceOptions()),
        new Fixed<WebRoutingSettings>(new WebRoutingSettings { UmbracoApplicationUrl = SiteAddress }),
        new LoggerFactory([Log]).CreateLogger<NoticeDispatch>());

    public async Task<IReadOnlyList<NoticeDelivery>> DeliveriesAsync()
    {
        await using var db = Database();
        return await db.NoticeDeliveries.AsNoTracking().Include(delivery => delivery.Notice).OrderBy(delivery => delivery.Id).ToListAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _database.Dispose();

    private IContent Document(Guid key) => _documents.Find(key)!;

    private NoticeReading Reading() => new(Drafts(), Parts, Public, new NoticePeople(Users()), Addresses, new Fixed<NoticeOptions>(Options), Clock);

    // Umbraco's refresher keeps the real one fresh; a new one is as fresh.
    private ServiceDrafts Drafts() => new(
        Stub<IContentService>.Of(new()
        {
            ["GetPagedOfType"] = arguments =>
            {
                var services = _documents.Services.ToList();
                arguments[3] = (long)services.Count;
                return services;
            },
        }),
        Stub<IContentTypeService>.Of(new() { ["Get"] = arguments => _documents.Types.Single(type => type.Alias.Equals(arguments[0])) }));

    private IUserService Users() => Stub<IUserService>.Of(new()
    {
        ["GetAsync"] = arguments => Asked() ?? Task.FromResult<IUser?>(_users.Find(user => user.Key.Equals(arguments[0]))),
        ["GetByEmail"] = arguments => Asked() ?? _users.Find(user => user.Email.Equals(arguments[0])),
        ["GetAll"] = arguments =>
        {
            Asked();
            arguments[2] = (long)_users.Count;
            return _users;
        },
    });

    private object? Asked()
    {
        OnAskingUmbraco();
        return null;
    }

    /// <summary>What was sent, and what becomes of what is.</summary>
    internal sealed class AMail : IEmailSender
    {
        public List<EmailMessage> Sent { get; } = [];

        public bool CanSend { get; set; } = true;

        /// <summary>Asked before each e-mail; throws to refuse it.</summary>
        public Func<EmailMessage, Task> Server { get; set; } = _ => Task.CompletedTask;

        public IEnumerable<(string To, string Subject)> Subjects => Sent.Select(mail => (mail.To.Single()!, mail.Subject!));

        public bool CanSendRequiredEmail() => CanSend;

        public Task SendAsync(EmailMessage message, string emailType) => throw new NotSupportedException();

        public Task SendAsync(EmailMessage message, string emailType, bool enableNotification) => throw new NotSupportedException();

        public async Task SendAsync(EmailMessage message, string emailType, bool enableNotification = false, TimeSpan? expires = null)
        {
            Assert.True(enableNotification);
            await Server(message);
            Sent.Add(message);
        }
    }

    internal sealed class Fixed<T>(T value) : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
