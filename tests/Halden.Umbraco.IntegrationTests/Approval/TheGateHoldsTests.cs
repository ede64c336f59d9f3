using System.Globalization;
using Halden.Umbraco.Approval;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Scoping;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Approval;

/// <summary>
/// Random people do random things, by every path there is, and after each of them the public sees exactly what was approved.
/// The model is a few lines: it knows nothing of hashes, packages or Umbraco, only of who wrote, who asked and who said yes.
/// </summary>
public sealed class TheGateHoldsTests : SiteTest
{
    private static readonly int Operations = int.Parse(Environment.GetEnvironmentVariable("HALDEN_OPERATIONS") ?? "100000", CultureInfo.InvariantCulture);
    private const int Services = 6;
    private const int LookedBack = 25;

    private static readonly CancellationToken Cancel = CancellationToken.None;
    private static readonly string[] Languages = [Cultures.Bokmal, Cultures.NewNorwegian];

    private readonly Dictionary<Guid, Model> _models = [];
    private readonly Queue<string> _trace = new();
    private Random _random = null!;
    private Person[] _people = null!;
    private int _root;
    private int _written;
    private int _step;
    private int _approvals;

    [Fact]
    public async Task WhatIsPublicIsWhatWasApprovedAfterEveryOperation()
    {
        // The same in every run, so that a failure is one that can be seen again; HALDEN_SEED and HALDEN_OPERATIONS try others, and longer.
        var seed = Environment.GetEnvironmentVariable("HALDEN_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : 20261126;
        _random = new Random(seed);
        var (users, groups, ids) = (Site.Get<IUserService>(), Site.Get<IUserGroupService>(), Site.Get<IUserIdKeyResolver>());
        var deputy = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Directors[1], users, groups);
        var stranger = await DemonstrationUsers.EnsureAsync(DemonstrationUsers.Directors[2], users, groups);
        var register = Site.Get<ServiceRegister>();
        await register.AppointDeputyAsync(Site.Department, deputy, register.Today, register.Today.AddDays(30), Site.Editor, Cancel);
        _people =
        [
            new(Site.Editor, await ids.GetAsync(Site.Editor), MayDecide: false),
            new(Site.Director, await ids.GetAsync(Site.Director), MayDecide: true),
            new(deputy, await ids.GetAsync(deputy), MayDecide: true),
            new(stranger, await ids.GetAsync(stranger), MayDecide: false),
            new(Constants.Security.SuperUserKey, await ids.GetAsync(Constants.Security.SuperUserKey), MayDecide: false),
        ];
        _root = Site.Load(ServiceSchema.SelfServiceKey).Id;
        var refused = 0;
        try
        {
            for (_step = 0; _step < Operations; _step++)
            {
                refused += await OneAsync(_people[_random.Next(_people.Length)]) ? 0 : 1;
                await Site.UpToDateAsync();
                Check();
            }
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"HALDEN_SEED={seed}: {fault.Message}\nThe last operations:\n{string.Join('\n', _trace)}", fault);
        }

        // Had everything been refused, or nothing, the loop above would have shown little.
        Assert.InRange(refused, Operations / 20, Operations * 19 / 20);
        Assert.True(_approvals > Operations / 500, "Too few approvals for the property to mean anything.");
    }

    // The one property, in content and in hash.
    private void Check()
    {
        var snapshot = Site.Get<SelfServiceState>().Current!;
        foreach (var (key, model) in _models)
        {
            foreach (var culture in Languages)
            {
                var shown = snapshot.Find(culture, key)?.Text;
                var expected = model.Public.GetValueOrDefault(culture);
                Assert.Equal(expected, shown is null ? null : new Text(shown.Title, shown[ServiceFields.Lead]));
                Assert.True(shown is null || model.ApprovedHashes.Contains((culture, shown.Hash())), $"{key} {culture}: a hash that nobody approved is public.");
            }
        }

        Assert.Equal(_models.Values.Sum(model => model.Public.Count), Languages.Sum(culture => snapshot.In(culture).Services.Count));
    }

    // True where the operation was carried out, false where it was refused or had no object.
    private Task<bool> OneAsync(Person by)
    {
        if (_models.Count < Services)
        {
            return CreateAsync(by);
        }

        var (key, model) = _models.ElementAt(_random.Next(_models.Count));
        var kind = _random.Next(100);

        // Mostly as people do: others write, directors decide. Now and then the wrong ones try.
        var isDecision = kind is >= 38 and < 60;
        while (_random.Next(100) < 97 && by.MayDecide != isDecision)
        {
            by = _people[_random.Next(_people.Length)];
        }

        return kind switch
        {
            < 14 => Act("edits", () => EditAsync(key, model, by)),
            < 20 => Act("edits in Umbraco", () => Task.FromResult(EditInUmbraco(key, model, by))),
            < 24 => Act("changes the recipient", () => RouteAsync(key, model, by)),
            < 38 => Act("submits", () => SubmitAsync(key, model, by)),
            < 56 => Act("approves", () => ApproveAsync(key, model, by)),
            < 60 => Act("rejects", () => RejectAsync(key, model, by)),
            < 68 => Act("publishes", () => Task.FromResult(Publish(key, model, by, Languages))),
            < 72 => Act("publishes one language", () => Task.FromResult(Publish(key, model, by, [Languages[_random.Next(Languages.Length)]]))),
            < 76 => Act("publishes the branch", () => Task.FromResult(PublishBranch(by))),
            < 79 => Act("publishes by our own API", () => PublishByApiAsync(key, model, by)),
            < 82 => Act("takes it down", () => UnpublishAsync(key, model, by)),
            < 84 => Act("takes one language down", () => Task.FromResult(UnpublishOne(key, model, by))),
            < 87 => Act("lets a schedule come due", () => Task.FromResult(Schedule(key, model))),
            < 90 => Act("rolls back", () => Task.FromResult(Rollback(key, model, by))),
            < 93 => Act("bins it", () => Task.FromResult(Bin(key, model, by))),
            < 96 => Act("restores it", () => Task.FromResult(Restore(key, model, by))),
            < 97 => Act("copies it", () => Task.FromResult(Copy(key, model, by))),
            < 98 => Act("publishes it in silence", () => Task.FromResult(PublishInSilence(key, model, by))),
            _ => Act("deletes it", () => Task.FromResult(Delete(key, by))),
        };

        async Task<bool> Act(string what, Func<Task<bool>> act)
        {
            _trace.Enqueue($"{_step}: {Array.IndexOf(_people, by)} {what} {key.ToString()[^4..]}");
            if (_trace.Count > LookedBack)
            {
                _trace.Dequeue();
            }

            return await act();
        }
    }

    private async Task<bool> CreateAsync(Person by)
    {
        var title = $"Tjeneste {++_written}";
        var key = (await Site.Get<ServiceEditing>().CreateAsync(title, Cultures.Bokmal, by.Key, Cancel)).Key;
        var model = new Model();
        model.Draft[Cultures.Bokmal] = new Text(title, string.Empty);
        model.Wrote(by);
        _models.Add(key, model);
        await EditAsync(key, model, by);
        return await RouteAsync(key, model, by);
    }

    private async Task<bool> EditAsync(Guid key, Model model, Person by)
    {
        var (culture, text) = Written(model);
        var outcome = await Site.Get<ServiceEditing>().SaveTextAsync(
            key,
            culture,
            new TextChange(Site.Contents.GetById(key) is { Trashed: false } content ? ServiceDocument.Draft(content).Version() : string.Empty, text.Title, new Dictionary<string, string> { [ServiceFields.Lead] = text.Lead }, null),
            by.Key,
            Cancel);
        Assert.Equal(model.IsBinned ? EditStatus.NotFound : EditStatus.Success, outcome.Status);
        return outcome.Status == EditStatus.Success && model.Change(culture, text, by);
    }

    // As Umbraco's editor, an importer of somebody else's or a line of code does it.
    private bool EditInUmbraco(Guid key, Model model, Person by)
    {
        if (model.IsBinned)
        {
            return false;
        }

        var (culture, text) = Written(model);
        var content = Site.Load(key);
        content.SetCultureName(text.Title, culture);
        content.SetValue(ServiceFields.Lead, text.Lead, culture);
        Assert.True(Site.Contents.Save(content, by.Id).Success);
        return model.Change(culture, text, by);
    }

    // From a small set of texts, so that people come back to what was once approved.
    private (string Culture, Text Text) Written(Model model)
    {
        var culture = Languages[_random.Next(10) < 7 ? 0 : 1];
        var title = model.Draft.GetValueOrDefault(culture)?.Title ?? $"{model.Draft[Cultures.Bokmal].Title} nn";
        return (culture, new Text(title, $"Ingress {_random.Next(4)}"));
    }

    private async Task<bool> RouteAsync(Guid key, Model model, Person by)
    {
        if (model.IsBinned)
        {
            return false;
        }

        var recipient = $"mottak{_random.Next(2)}@halden.example";
        var version = (await Site.Get<Persistence.HaldenStore>().ReadAsync(db => db.Register.FindAsync(key).AsTask()))?.Version;
        var outcome = await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key, new Responsibility(version, Site.Department, "Mona Melodi", null, RecipientKind.Mailbox, recipient), by.Key, Cancel);
        Assert.Equal(RegisterStatus.Success, outcome.Status);
        if (model.Recipient != recipient)
        {
            model.Recipient = recipient;
            model.Wrote(by);
        }

        return true;
    }

    private async Task<bool> SubmitAsync(Guid key, Model model, Person by)
    {
        var may = !model.IsBinned && !model.IsAsked && !model.IsApproved && model.Draft[Cultures.Bokmal].Lead.Length > 0;
        var outcome = await Site.Approvals.SubmitAsync(key, by.Key, Cancel);
        Assert.Equal(may, outcome.Status == ApprovalStatus.Success);
        if (may)
        {
            model.Asked = (model.Now(), by);
            model.Answer = null;
        }

        return may;
    }

    private async Task<bool> ApproveAsync(Guid key, Model model, Person by)
    {
        var outcome = await Site.Approvals.ApproveAsync(key, by.Key, await HashAsync(key), Cancel);
        var may = CheckMandate(model, by, outcome);
        if (may)
        {
            model.Approve();
            _approvals++;
            model.PublishWhole();
            foreach (var (culture, text) in ServiceDocument.Draft(Site.Load(key)).Texts)
            {
                model.ApprovedHashes.Add((culture, text.Hash()));
            }
        }

        return may;
    }

    private async Task<bool> RejectAsync(Guid key, Model model, Person by)
    {
        var outcome = await Site.Approvals.RejectAsync(key, by.Key, await HashAsync(key), "Se på prisen.", Cancel);
        var may = CheckMandate(model, by, outcome);
        if (may)
        {
            model.Answer = false;
        }

        return may;
    }

    private static bool CheckMandate(Model model, Person by, ApprovalOutcome outcome)
    {
        // Umbraco counts some acts as writing that change no text (a rollback to what stands, a taking down); who did them may
        // be refused, and only that.
        if (outcome.Status != ApprovalStatus.OwnWork)
        {
            Assert.True(model.MayDecide(by) == (outcome.Status == ApprovalStatus.Success), $"The model says {model.MayDecide(by)}, the site {outcome.Status}: {string.Join(" ", outcome.Messages.Select(message => message.En))}");
        }

        return outcome.Status == ApprovalStatus.Success;
    }

    private bool Publish(Guid key, Model model, Person by, string[] cultures)
    {
        var content = Site.Load(key);
        string[] known = [.. cultures.Where(content.AvailableCultures.Contains)];
        if (known.Length == 0)
        {
            return false;
        }

        var success = Site.Contents.Publish(content, known, by.Id).Success;
        if (success && model.IsApproved)
        {
            model.PublishDraft(known);
        }

        return success;
    }

    private bool PublishBranch(Person by)
    {
        Site.Contents.PublishBranch(Site.Load(ServiceSchema.SelfServiceKey), PublishBranchFilter.All, ["*"], by.Id).ToList();

        // Which languages of what is approved go out with a branch is Umbraco's to say; what they say is not.
        foreach (var (key, model) in _models.Where(one => !one.Value.IsBinned && one.Value.IsApproved))
        {
            var content = Site.Load(key);
            var (draft, published) = (ServiceDocument.Draft(content).Texts, ServiceDocument.Published(content).Texts);
            model.PublishDraft(model.Draft.Keys.Where(culture => published.GetValueOrDefault(culture)?.Hash() == draft[culture].Hash()));
        }

        return true;
    }

    private async Task<bool> PublishByApiAsync(Guid key, Model model, Person by)
    {
        var outcome = await Site.Approvals.PublishAsync(key, by.Key, Cancel);
        Assert.Equal(!model.IsBinned && model.IsApproved, outcome.Status == ApprovalStatus.Success);
        if (outcome.Status == ApprovalStatus.Success)
        {
            model.PublishWhole();
        }

        return outcome.Status == ApprovalStatus.Success;
    }

    private async Task<bool> UnpublishAsync(Guid key, Model model, Person by)
    {
        var isPublished = Site.Load(key).Published && !model.IsBinned;
        Assert.Equal(isPublished, (await Site.Approvals.UnpublishAsync(key, by.Key, Cancel)).Status == ApprovalStatus.Success);
        model.Public.Clear();
        return isPublished;
    }

    private bool UnpublishOne(Guid key, Model model, Person by)
    {
        var content = Site.Load(key);
        var culture = Languages[_random.Next(Languages.Length)];

        // A language that a rollback took from the draft cannot be taken down alone; Umbraco has nothing to publish then.
        if (model.IsBinned || !content.PublishedCultures.Contains(culture) || !content.AvailableCultures.Contains(culture))
        {
            return false;
        }

        Assert.True(Site.Contents.Unpublish(content, culture, by.Id).Success);
        model.Public.Remove(culture);
        if (!Site.Load(key).Published)
        {
            model.Public.Clear();
        }

        return true;
    }

    private bool Schedule(Guid key, Model model)
    {
        var content = Site.Load(key);
        if (model.IsBinned)
        {
            return false;
        }

        var schedule = new ContentScheduleCollection();
        foreach (var culture in content.AvailableCultures)
        {
            schedule.Add(culture, DateTime.UtcNow.AddMinutes(1), null);
        }

        Site.Contents.PersistContentSchedule(content, schedule);
        var result = Assert.Single(Site.Contents.PerformScheduledPublish(DateTime.UtcNow.AddMinutes(2)));
        if (result.Success && model.IsApproved)
        {
            model.PublishDraft();
        }

        return result.Success;
    }

    private bool Rollback(Guid key, Model model, Person by)
    {
        var content = Site.Load(key);
        var versions = Site.Contents.GetVersionsSlim(content.Id, 0, 5).ToList();
        if (model.IsBinned || versions.Count == 0)
        {
            return false;
        }

        if (!Site.Contents.Rollback(content.Id, versions[_random.Next(versions.Count)].VersionId, "*", by.Id).Success)
        {
            return false;
        }

        // What came back is read from Umbraco: the model has no memory of versions. Whether it may be public is the model's to say.
        var draft = ServiceDocument.Draft(Site.Load(key));
        foreach (var gone in model.Draft.Keys.Except(draft.Texts.Keys).ToList())
        {
            model.Draft.Remove(gone);
            model.Wrote(by);
        }

        foreach (var (culture, text) in draft.Texts)
        {
            model.Change(culture, new Text(text.Title, text[ServiceFields.Lead]), by);
        }

        return true;
    }

    private bool Bin(Guid key, Model model, Person by)
    {
        if (model.IsBinned)
        {
            return false;
        }

        Assert.True(Site.Contents.MoveToRecycleBin(Site.Load(key), by.Id).Success);
        model.IsBinned = true;
        model.Public.Clear();
        return true;
    }

    private bool Restore(Guid key, Model model, Person by)
    {
        if (!model.IsBinned)
        {
            return false;
        }

        Assert.True(Site.Contents.Move(Site.Load(key), _root, by.Id).Success);
        model.IsBinned = false;
        return true;
    }

    private bool Copy(Guid key, Model model, Person by)
    {
        if (model.IsBinned || _models.Count > Services)
        {
            return false;
        }

        var copy = Site.Contents.Copy(Site.Load(key), _root, relateToOriginal: false, by.Id)!;
        Assert.False(Site.Contents.Publish(Site.Load(copy.Key), [.. copy.AvailableCultures], by.Id).Success);
        Site.Contents.Delete(Site.Load(copy.Key), by.Id);
        return true;
    }

    private bool PublishInSilence(Guid key, Model model, Person by)
    {
        if (model.IsBinned)
        {
            return false;
        }

        using (var scope = Site.Get<ICoreScopeProvider>().CreateCoreScope())
        {
            using var silence = scope.Notifications.Suppress();
            var content = Site.Load(key);
            Assert.True(Site.Contents.Publish(content, [.. content.AvailableCultures], by.Id).Success);
            scope.Complete();
        }

        // Nobody was told, so the read model is: a second from now it would have found out by itself.
        Site.Get<SelfServiceReadModel>().Changed(key);
        model.PublishInSilence();
        return true;
    }

    private bool Delete(Guid key, Person by)
    {
        Assert.True(Site.Contents.Delete(Site.Load(key), by.Id).Success);
        _models.Remove(key);
        return true;
    }

    private async Task<string> HashAsync(Guid key) => Site.Contents.GetById(key) is not { Trashed: false } content
        ? string.Empty
        : await Site.Get<Persistence.HaldenStore>().ReadAsync(db => Task.FromResult(Site.Get<PackageParts>().Of(db, ServiceDocument.Draft(content)).Hash));

    private sealed record Person(Guid Key, int Id, bool MayDecide);

    private sealed record Text(string Title, string Lead);

    /// <summary>What ought to be, of one service.</summary>
    private sealed class Model
    {
        private readonly HashSet<Person> _writers = [];
        private Dictionary<string, Text> _approved = [];

        public SortedDictionary<string, Text> Draft { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Text> Public { get; } = [];

        public HashSet<(string Culture, string Hash)> ApprovedHashes { get; } = [];

        public string? Recipient { get; set; }

        public (string Whole, Person By)? Asked { get; set; }

        /// <summary>What was said to what was asked last: null while nobody has.</summary>
        public bool? Answer { get; set; }

        public bool IsBinned { get; set; }

        public bool IsAsked => Asked?.Whole == Now() && Answer is null;

        public bool IsApproved => Asked?.Whole == Now() && Answer == true;

        public string Now() => string.Join('\n', Draft.Select(text => $"{text.Key} {text.Value}").Append(Recipient));

        public void Wrote(Person by) => _writers.Add(by);

        public bool Change(string culture, Text text, Person by)
        {
            if (Draft.GetValueOrDefault(culture) != text)
            {
                Draft[culture] = text;
                Wrote(by);
            }

            return true;
        }

        public bool MayDecide(Person by) => !IsBinned && by.MayDecide && IsAsked && Asked!.Value.By != by && !_writers.Contains(by);

        public void Approve()
        {
            Answer = true;
            _approved = new(Draft);
            _writers.Clear();
        }

        public void PublishDraft(IEnumerable<string>? cultures = null)
        {
            foreach (var culture in cultures ?? Draft.Keys)
            {
                Public[culture] = Draft[culture];
            }
        }

        /// <summary>By our own ways: what is public afterwards is the whole of what was approved, and nothing beside it.</summary>
        public void PublishWhole()
        {
            Public.Clear();
            PublishDraft();
        }

        /// <summary>Past the gate: of what is published now, only what is approved is shown.</summary>
        public void PublishInSilence()
        {
            Public.Clear();
            PublishDraft(Draft.Keys.Where(culture => _approved.GetValueOrDefault(culture) == Draft[culture]));
        }
    }
}
