using System.Collections.Concurrent;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService.Provided;

/// <summary>
/// The forms of <see cref="IFormsProvider"/>s: mirrored among the municipality's own, so that a change there is a change of the
/// packages of the services that use them, and held at the door to what was approved.
/// </summary>
public sealed class ProvidedForms
{
    /// <summary>
    /// Id of the kind of workflow that hands over to <see cref="ReceiveAsync"/>. A form without one may not be sent at its provider.
    /// </summary>
    public static readonly Guid HandOver = new("6c1f4a52-0f0c-4a53-9a0e-61a3f6f4d8b1");

    private static readonly TimeSpan SavingIsRemembered = TimeSpan.FromMinutes(2);

    private readonly IReadOnlyList<IFormsProvider> _providers;
    private readonly HaldenStore _store;
    private readonly SelfServiceState _state;
    private readonly SubmissionIntake _intake;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _savers = new();
    private readonly HashSet<(Guid Form, string Fault)> _told = [];

    internal ProvidedForms(IEnumerable<IFormsProvider> providers, HaldenStore store, SelfServiceState state, SubmissionIntake intake, ILogger<ProvidedForms> logger)
    {
        _providers = [.. providers];
        _store = store;
        _state = state;
        _intake = intake;
        _logger = logger;
    }

    internal bool HasProviders => _providers.Count > 0;

    /// <summary>
    /// Says that somebody is saving a form at its provider. Returns at once; the mirror follows within seconds, and what it
    /// finds then counts as changed by that user, who may not approve it.
    /// </summary>
    /// <param name="user">Key of the backoffice user; null where nobody is known.</param>
    public void Saving(Guid? user)
    {
        if (user is { } key)
        {
            _savers[key] = _store.Now;
        }

        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    /// <summary>Whether any service has a form, or offers it still as it was approved: the others are none of ours.</summary>
    public bool IsUsed(Guid form) => Offering(form).Count > 0 || _store.Read(db => db.Register.Any(entry => entry.FormId == form));

    /// <summary>Whether a form may be sent at its provider, as it stands there now.</summary>
    /// <param name="form">The form as it stands, with its origin.</param>
    /// <param name="language">The citizen's, as a culture; null for bokmål.</param>
    public ProvidedAnswer Gate(FormDefinition form, string? language)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Decide(form, CultureOf(language)).Answer;
    }

    /// <summary>Whether a form stands at its provider as it was approved, and is public, for a service.</summary>
    public bool IsApproved(FormDefinition form, Guid service)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Offering(form.Id).FirstOrDefault(one => one.Key == service)?.Form!.ToCanonicalJson() == form.ToCanonicalJson();
    }

    /// <summary>
    /// Receives what was sent at a provider, as if it had been sent on our own pages: when it answers, submission and
    /// deliveries are on the disk, written on a connection of its own, or nothing of them is.
    /// </summary>
    public async Task<ProvidedAnswer> ReceiveAsync(ProvidedSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (await _store.ReadAsync(db => OwnReferenceAsync(db, submission.Key, cancellationToken), cancellationToken) is { } own)
        {
            return new ProvidedAnswer(ProvidedStatus.Open, Reference: own);
        }

        var culture = CultureOf(submission.Language);
        var (answer, service) = Decide(submission.Form, culture);
        if (answer.Status != ProvidedStatus.Open)
        {
            return answer;
        }

        // What the citizen has been told is sent is kept also where our own pages would have asked for more.
        var answers = FormAnswers.Read(submission.Form, submission.Answers);
        var outcome = await _intake.ReceiveAsync(new NewSubmission(submission.Key, service, submission.Form.In(culture), culture, answers.Kept, [], ReceiptEmail: null), cancellationToken);
        return outcome.Status is IntakeStatus.Received or IntakeStatus.ReceivedBefore
            ? answer with { Reference = outcome.Reference }
            : new ProvidedAnswer(ProvidedStatus.Unavailable);
    }

    /// <summary>Waits until somebody saves at a provider, or for so long.</summary>
    internal Task<bool> SavedWithinAsync(TimeSpan pause, CancellationToken cancellationToken) => _wake.WaitAsync(pause, cancellationToken);

    /// <summary>Makes the mirror what the providers have. A provider that cannot be read leaves its forms as they were.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        foreach (var provider in _providers)
        {
            try
            {
                var forms = new Dictionary<Guid, (FormDefinition Form, string Json)>();
                foreach (var form in await provider.ReadAsync(cancellationToken))
                {
                    var mirrored = form with { Origin = (form.Origin ?? new FormOrigin(provider.Name, [])) with { Provider = provider.Name, IsGone = false } };
                    var json = mirrored.ToCanonicalJson();
                    var (readable, faults) = FormCheck.Read(json);
                    var fault = readable is null ? faults[0] : FormCheck.NameFault(form.Name);
                    if (fault is not null)
                    {
                        TellOnce(form.Id, fault.Message.En);
                    }

                    // One that cannot be kept is still there: what is known of it stays as it was.
                    forms[form.Id] = (mirrored, fault is null ? json : string.Empty);
                }

                // Nothing is written, and nobody held up, where nothing has changed.
                if (await _store.ReadAsync(db => DiffersAsync(db, provider.Name, forms, cancellationToken), cancellationToken))
                {
                    await _store.WriteAsync(db => MirrorAsync(db, provider.Name, forms, cancellationToken), cancellationToken);
                }
            }
            catch (Exception unread) when (!cancellationToken.IsCancellationRequested)
            {
                _logger.LogError(unread, "The forms of {Provider} cannot be read; what is known of them stays as it was", provider.Name);
            }
        }
    }

    private async Task<bool> DiffersAsync(HaldenDbContext db, string provider, Dictionary<Guid, (FormDefinition Form, string Json)> forms, CancellationToken cancellationToken)
    {
        var known = await db.Forms.AsNoTracking().ToDictionaryAsync(form => form.Id, form => form.Json, cancellationToken);
        foreach (var (id, _) in known.Where(one => forms.ContainsKey(one.Key) && IsOf(one.Value, provider) is null))
        {
            TellOnce(id, "The municipality has a form of its own with the same id.");
        }

        return forms.Any(one => one.Value.Json.Length > 0 && known.GetValueOrDefault(one.Key) is var json && json != one.Value.Json && (json is null || IsOf(json, provider) is not null))
            || known.Any(one => !forms.ContainsKey(one.Key) && IsOf(one.Value, provider) is { IsGone: false });
    }

    private async Task<int> MirrorAsync(HaldenDbContext db, string provider, Dictionary<Guid, (FormDefinition Form, string Json)> forms, CancellationToken cancellationToken)
    {
        var now = _store.Now;
        foreach (var (saver, at) in _savers)
        {
            if (now - at > SavingIsRemembered)
            {
                _savers.TryRemove(saver, out _);
            }
        }

        Guid[] users = [.. _savers.OrderByDescending(saver => saver.Value).Select(saver => saver.Key)];
        var known = await db.Forms.ToDictionaryAsync(form => form.Id, cancellationToken);
        foreach (var (id, (form, json)) in forms.Where(one => one.Value.Json.Length > 0))
        {
            if (known.GetValueOrDefault(id) is not { } stored)
            {
                stored = new StoredForm { Id = id, Name = form.Name, Json = json, ChangedAt = now, ChangedBy = users.Length > 0 ? users[0] : null };
                db.Forms.Add(stored);
                db.Append(now, AuditTrail.FormImported, stored.ChangedBy, detail: OwnForms.Detail(stored));
            }
            else if (stored.Json != json && IsOf(stored.Json, provider) is not null)
            {
                await OwnForms.KeepAsync(db, stored, form.Name, json, users, AuditTrail.FormSaved, now, cancellationToken);
            }
        }

        foreach (var gone in known.Values.Where(form => !forms.ContainsKey(form.Id) && IsOf(form.Json, provider) is { IsGone: false }))
        {
            var form = FormJson.Read(gone.Json);
            await OwnForms.KeepAsync(
                db, gone, gone.Name, (form with { Origin = form.Origin! with { IsGone = true } }).ToCanonicalJson(), users, AuditTrail.FormDeleted, now, cancellationToken);
        }

        return 0;
    }

    private static FormOrigin? IsOf(string json, string provider) => OwnForms.OriginOf(json) is { } origin && origin.Provider == provider ? origin : null;

    private (ProvidedAnswer Answer, Guid Service) Decide(FormDefinition form, string culture)
    {
        var offered = Offering(form.Id);
        if (!IsUsed(form.Id))
        {
            return (new ProvidedAnswer(ProvidedStatus.NotOurs), default);
        }

        // A provider's form is in one language, so that it is the same in all.
        var json = form.ToCanonicalJson();
        var approved = offered.Where(service => service.Form!.ToCanonicalJson() == json).ToList();
        var status = approved.Count == 0 ? ProvidedStatus.NotApproved
            : approved.Count < offered.Count || approved.Count > 1 ? ProvidedStatus.SeveralServices
            : form.Fields.Any(field => field.FieldType == FormFieldType.FileUpload) ? ProvidedStatus.AsksForFiles
            : form.Origin?.Workflows.Any(workflow => workflow.Type == HandOver) != true ? ProvidedStatus.NotHandedOver
            : ProvidedStatus.Open;
        if (status == ProvidedStatus.Open)
        {
            return (new ProvidedAnswer(status), approved[0].Key);
        }

        // Our own pages have the form as it was approved.
        var elsewhere = offered.Count == 1 ? _state.Current?.Find(culture, offered[0].Key) ?? offered[0] : null;
        var message = elsewhere is null ? FormTexts.NotOpen : FormTexts.OpenElsewhere(SelfServicePaths.Application(elsewhere.Culture, elsewhere.Slug));
        return (new ProvidedAnswer(status, message.In(culture)), default);
    }

    private List<PublicService> Offering(Guid form) => _state.Current is not { } current ? []
        : [.. Cultures.All.SelectMany(culture => current.In(culture).Services).Where(service => service.Form?.Id == form).DistinctBy(service => service.Key)];

    // What our own pages received and a delivery put at the provider comes back under the delivery's id.
    private static Task<string?> OwnReferenceAsync(HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.SubmissionDeliveries.Where(delivery => delivery.Id == key).Select(delivery => delivery.Submission!.Reference).FirstOrDefaultAsync(cancellationToken);

    private static string CultureOf(string? language) =>
        language is null ? Cultures.Bokmal
        : language.StartsWith("nn", StringComparison.OrdinalIgnoreCase) ? Cultures.NewNorwegian
        : language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Cultures.English
        : Cultures.Bokmal;

    private void TellOnce(Guid form, string fault)
    {
        if (_told.Add((form, fault)))
        {
            _logger.LogWarning("The form {Form} cannot be taken in: {Fault}", form, fault);
        }
    }
}
