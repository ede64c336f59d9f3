using System.Runtime.CompilerServices;
using System.Text.Json;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Audit;

/// <summary>Which lines; null for any.</summary>
/// <param name="Service">The document's key.</param>
/// <param name="Person">Who, as lines have it.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
internal sealed record AuditFilter(Guid? Service = null, Guid? Person = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public IQueryable<AuditEntry> Of(IQueryable<AuditEntry> lines)
    {
        lines = Service is null ? lines : lines.Where(entry => entry.DocumentKey == Service);
        lines = Person is null ? lines : lines.Where(entry => entry.PersonId == Person);
        lines = From is null ? lines : lines.Where(entry => entry.At >= From);
        return To is null ? lines : lines.Where(entry => entry.At < To);
    }
}

/// <summary>A line of the trail, for a person to read.</summary>
/// <param name="Entry">The line.</param>
/// <param name="Who">Name, or what stands in its stead; null for nobody.</param>
/// <param name="What">What was done, in words.</param>
/// <param name="From">By which way, in words; null where it was not noted.</param>
/// <param name="Address">Where it is still kept.</param>
/// <param name="Title">The service's title now, or when it was last submitted.</param>
/// <param name="Comment">What the person wrote, or more about what was done.</param>
internal sealed record AuditLine(AuditEntry Entry, AuditName? Who, string What, string? From, string? Address, string? Title, string? Comment);

/// <summary>Reads the trail, for people.</summary>
internal sealed class AuditLog(HaldenStore store, IDbContextFactory<HaldenDbContext> contexts, AuditPeople people, ServiceDrafts drafts)
{
    /// <summary>A page of the lines, newest first.</summary>
    public async Task<(int Total, IReadOnlyList<AuditLine> Lines)> PageAsync(AuditFilter filter, int skip, int take, string language, CancellationToken cancellationToken)
    {
        var words = await WordsAsync(language, cancellationToken);
        return await store.ReadAsync(
            async db =>
            {
                var lines = filter.Of(db.Audit.AsNoTracking());
                var page = await WithAddresses(db, lines).OrderByDescending(row => row.Entry.Number).Skip(skip).Take(take).ToListAsync(cancellationToken);
                return (await lines.CountAsync(cancellationToken), (IReadOnlyList<AuditLine>)[.. page.Select(row => words.Of(row.Entry, row.Address))]);
            },
            cancellationToken);
    }

    /// <summary>All lines about a service, newest first, but for those about what citizens have sent: who has read that is for administrators to see.</summary>
    public async Task<IReadOnlyList<AuditLine>> HistoryAsync(Guid service, string language, CancellationToken cancellationToken)
    {
        var words = await WordsAsync(language, cancellationToken);
        return await store.ReadAsync<IReadOnlyList<AuditLine>>(
            async db =>
            {
                var lines = new AuditFilter(service).Of(db.Audit.AsNoTracking()).Where(entry => !entry.Action.StartsWith(AuditTrail.OfSubmissions));
                return [.. (await WithAddresses(db, lines).OrderByDescending(row => row.Entry.Number).ToListAsync(cancellationToken)).Select(row => words.Of(row.Entry, row.Address))];
            },
            cancellationToken);
    }

    /// <summary>The lines one by one, oldest first, however many.</summary>
    public async IAsyncEnumerable<AuditLine> LinesAsync(AuditFilter filter, string language, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var words = await WordsAsync(language, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var row in WithAddresses(db, filter.Of(db.Audit.AsNoTracking())).OrderBy(row => row.Entry.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return words.Of(row.Entry, row.Address);
        }
    }

    /// <summary>Whether the trail is whole, and where it ends.</summary>
    /// <param name="notedHead">Hash of a line, noted elsewhere, that must be in it; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<AuditVerdict> VerifyAsync(string? notedHead, CancellationToken cancellationToken) =>
        store.ReadAsync(db => AuditTrail.VerifyAsync(db, notedHead, cancellationToken), cancellationToken);

    private static IQueryable<Row> WithAddresses(HaldenDbContext db, IQueryable<AuditEntry> lines) =>
        lines.LeftJoin(db.AuditAddresses.AsNoTracking(), entry => entry.Number, address => address.Number, (entry, address) => new Row { Entry = entry, Address = address!.Address });

    private async Task<Words> WordsAsync(string language, CancellationToken cancellationToken)
    {
        var (departments, plan, submitted) = await store.ReadAsync(
            async db => (
                await db.Departments.AsNoTracking().ToDictionaryAsync(department => department.Key, department => department.Name, cancellationToken),
                await db.RolloutPlans.AsNoTracking().Where(stored => stored.Id == StoredRolloutPlan.Only).Select(stored => stored.Json).FirstOrDefaultAsync(cancellationToken),
                await db.Packages.AsNoTracking().OrderBy(package => package.SubmittedAt).Select(package => new { package.DocumentKey, package.Title }).ToListAsync(cancellationToken)),
            cancellationToken);
        var titles = new Dictionary<Guid, string>();
        foreach (var package in submitted)
        {
            titles[package.DocumentKey] = package.Title;
        }

        foreach (var draft in drafts.All())
        {
            titles[draft.Key] = draft.Title;
        }

        var tasks = RolloutPlanJson.Read(plan).Tasks.ToDictionary(task => task.Id, task => task.Name.In(language));
        return new Words(language, await people.NamesAsync(language, cancellationToken), departments, titles, tasks);
    }

    private sealed class Row
    {
        public required AuditEntry Entry { get; init; }

        public string? Address { get; init; }
    }

    /// <summary>What turns a line into something to read.</summary>
    private sealed record Words(
        string Language, IReadOnlyDictionary<Guid, AuditName> People, IReadOnlyDictionary<Guid, string> Departments, IReadOnlyDictionary<Guid, string> Titles, IReadOnlyDictionary<string, string> Tasks)
    {
        public AuditLine Of(AuditEntry entry, string? address) => new(
            entry,
            entry.PersonId is { } person ? People.GetValueOrDefault(person) ?? new AuditName(person, AuditTexts.Unnamed(person).In(Language), false) : null,
            AuditTexts.Actions.TryGetValue(entry.Action, out var act) ? act.In(Language) : entry.Action,
            entry.Channel is { } channel ? AuditTexts.Channel(channel).In(Language) : null,
            address,
            entry.DocumentKey is { } document ? Titles.GetValueOrDefault(document) : null,

            // What a person wrote goes with a service; what we wrote ourselves is an object, and so is all about submissions.
            (entry.DocumentKey is null || entry.Action is AuditTrail.RegisterChanged or AuditTrail.RecipientTested or AuditTrail.RolloutServiceAdded or AuditTrail.RolloutTaskMarked || entry.Action.StartsWith(AuditTrail.OfSubmissions, StringComparison.Ordinal)) && entry.Detail?.StartsWith('{') == true ? InWords(entry.Detail) : entry.Detail);

        private string InWords(string detail)
        {
            var parts = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(detail) ?? [];
            return string.Join(" · ", parts.Where(part => part.Value.ValueKind != JsonValueKind.Null).Select(part =>
                $"{(AuditTexts.Details.TryGetValue(part.Key, out var label) ? label.In(Language) : part.Key)}: {Value(part.Key, part.Value.ToString())}"));
        }

        private string Value(string part, string value) => part switch
        {
            "Fields" => Fields(value),
            "Task" => Tasks.GetValueOrDefault(value, value),
            "Marked" when RolloutPlanJson.Find<RolloutMarking>(value) is { } marking => RolloutTexts.Of(marking).In(Language),
            _ => Named(value),
        };

        private string Fields(string names) =>
            string.Join(", ", names.Split(',').Select(name => RegisterTexts.Fields.TryGetValue(name, out var label) ? label.In(Language) : name));

        private string Named(string value) =>
            !Guid.TryParse(value, out var key) ? value
            : People.TryGetValue(key, out var person) ? person.Name
            : Departments.GetValueOrDefault(key, value);
    }
}
