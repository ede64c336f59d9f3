using System.Reflection;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>A site to import into: Umbraco's own documents over a store in memory, and our database in SQLite.</summary>
internal sealed class ImportSite : IAsyncDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly ContentLane _lane = new();

    private ImportSite()
    {
        _connection.Open();
        Import = NewImport();
    }

    public DocumentStore Documents { get; } = new();

    public Clock Time { get; } = new();

    public CatalogueImport Import { get; }

    public static async Task<ImportSite> StartAsync()
    {
        var site = new ImportSite();
        await using var database = site.Database();
        await database.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        await site._lane.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public HaldenDbContext Database() => new(new DbContextOptionsBuilder<HaldenDbContext>().UseSqlite(_connection).Options);

    /// <summary>The import as another process has it.</summary>
    public CatalogueImport NewImport()
    {
        var content = DispatchProxy.Create<IContentService, Answers>();
        ((Answers)(object)content).Call = Documents.Answer;
        var types = DispatchProxy.Create<IContentTypeService, Answers>();
        ((Answers)(object)types).Call = (method, arguments) => method.Name == "Get" ? Documents.Types.FirstOrDefault(type => type.Alias.Equals(arguments[0])) : throw new NotSupportedException(method.Name);
        return new CatalogueImport(content, types, new Users(), _lane, NewLedger(), Time, NullLogger<CatalogueImport>.Instance);
    }

    public ImportLedger NewLedger() => new(new Databases(this), Time);

    public async Task<ImportReport> RunAsync(params NtkItem[] items) => await RunAsync(new ImportOptions("ntk"), items);

    public async Task<ImportReport> RunAsync(ImportOptions options, params NtkItem[] items)
    {
        using var reading = await NtkItem.File(items);
        return await Import.RunAsync(reading, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    public IContent Document(string serviceId) => Documents.Find(ServiceKey.For("ntk", serviceId)) ?? throw new InvalidOperationException("There is no such document.");

    public string Value(string serviceId, string alias, string culture = Cultures.Bokmal) => ServiceDocument.Draft(Document(serviceId)).Texts[culture][alias];

    /// <summary>What an editor does.</summary>
    public void Edit(string serviceId, string alias, string value, string culture = Cultures.Bokmal)
    {
        var document = Document(serviceId);
        ServiceDocument.Set(document, culture, alias, value);
        Documents.Put(document);
    }

    public async ValueTask DisposeAsync()
    {
        await _lane.StopAsync(CancellationToken.None);
        _lane.Dispose();
        Import.Dispose();
        await _connection.DisposeAsync();
    }

    /// <summary>The part of IContentService that an import may use; anything else, publishing above all, is an error.</summary>
    internal sealed class DocumentStore
    {
        private readonly Dictionary<Guid, IContent> _documents = [];
        private int _lastId = 1000;

        public DocumentStore()
        {
            var strings = new DefaultShortStringHelper(new DefaultShortStringHelperConfig());
            var page = new ContentType(strings, -1) { Id = 1, Key = Guid.NewGuid(), Alias = ServiceDocument.SelfServiceAlias, Name = "Selvbetjening", Variations = ContentVariation.Culture };
            var service = new ContentType(strings, -1) { Id = 2, Key = Guid.NewGuid(), Alias = ServiceDocument.Alias, Name = "Tjeneste", Variations = ContentVariation.Culture };
            foreach (var field in ServiceFields.Public)
            {
                service.AddPropertyType(new PropertyType(strings, field.Kind.EditorAlias, field.Kind.Storage, field.Alias) { Variations = ContentVariation.Culture });
            }

            Types = [page, service];
            SelfService = new Content("Selvbetjening", -1, page) { Key = ServiceSchema.SelfServiceKey };
            SelfService.SetCultureName("Selvbetjening", Cultures.Bokmal);
            Put(SelfService);
        }

        public List<IContentType> Types { get; }

        public Content SelfService { get; }

        public int Saves { get; private set; }

        public List<Guid> Loads { get; } = [];

        /// <summary>What a handler of the saving notification says against a document; null lets it pass.</summary>
        public Func<IContent, string?> Against { get; set; } = _ => null;

        public IEnumerable<IContent> Services => _documents.Values.Where(document => document.IsService());

        public IContent? Find(Guid key) => _documents.TryGetValue(key, out var document) ? (IContent)document.DeepClone() : null;

        public void Put(IContent document)
        {
            if (document.Id == 0)
            {
                document.Id = ++_lastId;
            }

            _documents[document.Key] = (IContent)document.DeepClone();
        }

        public void Remove(Guid key) => _documents.Remove(key);

        public object? Answer(MethodInfo method, object?[] arguments)
        {
            switch (method.Name)
            {
                case "GetById" when arguments is [Guid key]:
                    Loads.Add(key);
                    return Find(key);
                case "GetPagedOfTypes" when arguments[0] is int[] types:
                    var found = _documents.Values.Where(document => types.Contains(document.ContentType.Id)).ToList();
                    arguments[3] = (long)found.Count;
                    return found;
                case "Create" when arguments is [string name, int parentId, string alias, int]:
                    return new Content(name, parentId, Types.Single(type => type.Alias == alias));
                case "Save" when arguments is [IContent document, ..]:
                    return Save(document);
                default:
                    throw new NotSupportedException($"An import does not {method.Name}.");
            }
        }

        private OperationResult Save(IContent document)
        {
            if (Against(document) is { } message)
            {
                var messages = new EventMessages();
                messages.Add(new EventMessage("Lagring", message, EventMessageType.Error));
                return new OperationResult(OperationResultType.FailedCancelledByEvent, messages);
            }

            Saves++;
            foreach (var name in document.CultureInfos!.Values.ToList())
            {
                // Umbraco numbers the names of siblings.
                if (_documents.Values.Any(other => other.Key != document.Key && other.GetCultureName(name.Culture) == name.Name))
                {
                    document.SetCultureName($"{name.Name} (1)", name.Culture);
                }
            }

            Put(document);
            return new OperationResult(OperationResultType.Success, new EventMessages());
        }
    }

    internal sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    internal class Answers : DispatchProxy
    {
        public Func<MethodInfo, object?[], object?> Call { get; set; } = (_, _) => null;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Call(targetMethod!, args ?? []);
    }

    private sealed class Databases(ImportSite site) : IDbContextFactory<HaldenDbContext>
    {
        public HaldenDbContext CreateDbContext() => site.Database();
    }

    private sealed class Users : IUserIdKeyResolver
    {
        public Task<int> GetAsync(Guid key) => throw new NotSupportedException();

        public Task<Guid> GetAsync(int id) => throw new NotSupportedException();

        public Task<Attempt<int>> TryGetAsync(Guid key) =>
            Task.FromResult(key == Constants.Security.SuperUserKey ? Attempt.Succeed(-1) : Attempt.Fail<int>());
    }
}
