using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Catalogue;

/// <summary>
/// Takes national descriptions over into drafts: all languages of a service into one document, field by field, nothing
/// of the municipality's overwritten and nothing published.
/// </summary>
/// <remarks>
/// Umbraco's save and our own rows are two databases, so a run can be killed between them. Then the next run finds the
/// document by its key (<see cref="ServiceKey"/>), sees that it already says what the catalogue says, and only writes the
/// rows that were missing.
/// </remarks>
internal sealed class CatalogueImport(
    IContentService contentService,
    IContentTypeService contentTypeService,
    IUserIdKeyResolver userIds,
    ContentLane lane,
    ImportLedger ledger,
    TimeProvider clock,
    ILogger<CatalogueImport> logger) : IDisposable
{
    private readonly IContentService _contentService = contentService;
    private readonly ContentLane _lane = lane;
    private readonly ImportLedger _ledger = ledger;
    private readonly TimeProvider _clock = clock;
    private readonly ILogger _logger = logger;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Runs an import to its end and reports it; what goes wrong with a single item is that item's row.</summary>
    /// <param name="reading">Everything the source has.</param>
    /// <param name="options">Source, user, and whether it is only a trial.</param>
    /// <param name="progress">Told after each service.</param>
    /// <param name="cancellationToken">Stops between two services; the report then tells what was done.</param>
    public async Task<ImportReport> RunAsync(
        CatalogueReading reading, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var startedAt = _clock.GetUtcNow();
        ImportReport NothingDone(ImportStatus status, string message) => new()
        {
            Source = options.Source,
            Status = status,
            Message = message,
            DryRun = options.DryRun,
            StartedAt = startedAt,
            FinishedAt = _clock.GetUtcNow(),
        };

        if (reading.Fault is { } fault)
        {
            return NothingDone(ImportStatus.Unreadable, fault);
        }

        const string busy = "En import er allerede i gang. Vent til den er ferdig, og prøv igjen.";
        if (!await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return NothingDone(ImportStatus.Busy, busy);
        }

        try
        {
            if (await UserIdAsync(options.UserKey) is not { } userId)
            {
                return NothingDone(ImportStatus.NotReady, "Brukeren som startet importen, finnes ikke i Umbraco. Logg inn på nytt og prøv igjen.");
            }

            if (Parent(out var missing) is not { } parentId)
            {
                return NothingDone(ImportStatus.NotReady, missing);
            }

            Guid? runId = options.DryRun ? null : await _ledger.BeginAsync(options.Source, options.UserKey, cancellationToken);
            if (runId is null && !options.DryRun)
            {
                return NothingDone(ImportStatus.Busy, busy);
            }

            return await new Run(this, options, runId, userId, parentId, startedAt).ToEndAsync(reading, progress, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<int?> UserIdAsync(Guid? userKey)
    {
        var id = await userIds.TryGetAsync(userKey ?? Constants.Security.SuperUserKey);
        return id.Success ? id.Result : null;
    }

    /// <summary>Id of the page that services stand under.</summary>
    private int? Parent(out string missing)
    {
        missing = "Dokumenttypene for Selvbetjening er ikke installert. Start nettstedet på nytt, så installeres de, og prøv igjen.";
        if (contentTypeService.Get(ServiceDocument.Alias) is null || contentTypeService.Get(ServiceDocument.SelfServiceAlias) is not { } type)
        {
            return null;
        }

        missing = "Siden Selvbetjening finnes ikke, eller ligger i papirkurven. Opprett den i innholdstreet eller gjenopprett den, og prøv igjen.";
        return _contentService.GetById(ServiceSchema.SelfServiceKey) is { Trashed: false } installed
            ? installed.Id
            : _contentService.GetPagedOfTypes([type.Id], 0, 100, out _, filter: null).FirstOrDefault(page => !page.Trashed)?.Id;
    }

    /// <summary>This item cannot be taken in; the message says why and what to do.</summary>
    private sealed class RefusedException(string message) : Exception(message);

    private sealed class Run(CatalogueImport import, ImportOptions options, Guid? runId, int userId, int parentId, DateTimeOffset startedAt)
    {
        private readonly List<(int Position, ImportRow Row)> _rows = [];

        public async Task<ImportReport> ToEndAsync(CatalogueReading reading, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            ImportReport report;
            try
            {
                await ImportAsync(reading, progress, cancellationToken);
                report = Report(ImportStatus.Completed, reading);
            }
            catch (OperationCanceledException)
            {
                report = Report(ImportStatus.Cancelled, reading);
            }
            catch (Exception fault)
            {
                import._logger.LogError(fault, "The import of {Source} failed.", options.Source);
                await RecordAsync(Report(ImportStatus.Cancelled, reading));
                throw;
            }

            await RecordAsync(report);
            return report;
        }

        private async Task RecordAsync(ImportReport report)
        {
            if (runId is { } id)
            {
                await import._ledger.FinishAsync(id, report.ToJson());
            }
        }

        private async Task ImportAsync(CatalogueReading reading, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            foreach (var unread in reading.Unread)
            {
                _rows.Add((unread.Position, new ImportRow
                {
                    ServiceId = unread.ServiceId,
                    Title = unread.Name,
                    Outcome = unread.IsSkipped ? ImportOutcome.Skipped : ImportOutcome.Refused,
                    Position = unread.Position,
                    Reason = unread.Reason,
                }));
            }

            var links = await import._ledger.LinksAsync(options.Source, cancellationToken);
            var (done, total) = (0, reading.ServiceCount);
            foreach (var service in reading.Services)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var ordered = service with { Texts = [.. service.Texts.OrderBy(text => Order(text.Culture))] };
                _rows.Add((service.Texts[0].Position, await OneAsync(ordered, [.. links[service.Id]], cancellationToken)));
                progress?.Report(new ImportProgress(++done, total, ordered.Title));
            }

            // An empty answer is a fault somewhere, not a country without services.
            if (total > 0)
            {
                await WithdrawnAsync(reading, links, cancellationToken);
            }
        }

        private async Task<ImportRow> OneAsync(NationalService service, IReadOnlyList<LinkState> links, CancellationToken cancellationToken)
        {
            var row = new ImportRow
            {
                ServiceId = service.Id,
                Cultures = [.. service.Texts.Select(text => text.Culture)],
                Title = service.Title,
                Outcome = ImportOutcome.Unchanged,
                DocumentKey = links.Count > 0 ? links[0].DocumentKey : null,
                Warnings = [.. service.Texts.SelectMany(text => text.Warnings.Select(warning => $"{text.Culture}: {warning}"))],
            };
            if (links.Any(link => link.IsDetached))
            {
                return row with { Outcome = ImportOutcome.Skipped, Reason = "Tjenesten følger ikke lenger katalogen, slik kommunen har bestemt." };
            }

            if (service.Texts.All(text => links.Any(link => link.Culture == text.Culture && link.Hash == text.Fields.Hash()))
                && !(options.RecreateDeleted && import._contentService.GetById(links[0].DocumentKey) is null))
            {
                return row with { Kept = [.. links.OrderBy(link => Order(link.Culture)).SelectMany(link => Rows(link.Culture, link.Kept))] };
            }

            try
            {
                var key = row.DocumentKey ?? ServiceKey.For(options.Source, service.Id);
                return options.DryRun
                    ? await TakeOverAsync(service, key, links.Count > 0, row, cancellationToken)
                    : await import._lane.RunAsync(token => TakeOverAsync(service, key, links.Count > 0, row, token), cancellationToken);
            }
            catch (RefusedException refused)
            {
                return row with { Outcome = ImportOutcome.Refused, Reason = refused.Message };
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                import._logger.LogError(fault, "Service {ServiceId} of {Source} could not be imported.", service.Id, options.Source);
                return row with { Outcome = ImportOutcome.Refused, Reason = $"Tjenesten kunne ikke lagres ({fault.Message}). Ingen av de andre er berørt. Kjør importen på nytt; hjelper ikke det, se loggen." };
            }
        }

        private async Task<ImportRow> TakeOverAsync(NationalService service, Guid key, bool isLinked, ImportRow row, CancellationToken cancellationToken)
        {
            var document = Find(key, isLinked);
            var bases = document is null && isLinked ? new Dictionary<string, BaseState>() : await import._ledger.BasesAsync(options.Source, service.Id, cancellationToken);
            var draft = document is null ? null : ServiceDocument.Draft(document);
            var taken = service.Texts.ToDictionary(text => text.Culture, text =>
            {
                var local = draft?.Texts.GetValueOrDefault(text.Culture);
                var from = bases.GetValueOrDefault(text.Culture, BaseState.None);
                return Takeover.Decide(text, from.Base, from.Kept, alias => local?[alias] ?? string.Empty, Takeover.PublicAliases);
            });

            List<string> warnings = [.. row.Warnings];
            IReadOnlyDictionary<string, Takeover> own;
            if (runId is { } run)
            {
                if (document is null || taken.Values.Any(takeover => takeover.Taken.Count > 0))
                {
                    warnings.AddRange(Save(document ?? Create(service, key), taken));
                }

                // From here on it is saved: our rows follow, also when somebody stops the import now.
                own = await import._ledger.RecordAsync(run, options.Source, key, service.Texts, taken);
            }
            else
            {
                var texts = await import._ledger.InternalTextsAsync(key, cancellationToken);
                own = service.Texts.ToDictionary(text => text.Culture, text => Takeover.Decide(
                    text, taken[text.Culture].Base, taken[text.Culture].Kept, alias => texts.GetValueOrDefault(text.Culture, FieldValues.None)[alias], Takeover.InternalAliases));
            }

            List<FieldRow> takenRows = [.. service.Texts.SelectMany(text => Rows(text.Culture, taken[text.Culture].Taken.Keys.Concat(own[text.Culture].Taken.Keys)))];
            List<FieldRow> keptRows = [.. service.Texts.SelectMany(text => Rows(text.Culture, own[text.Culture].Kept))];
            return row with
            {
                Outcome = document is null ? ImportOutcome.Created
                    : takenRows.Count > 0 ? ImportOutcome.Updated
                    : keptRows.Count > 0 ? ImportOutcome.Kept
                    : ImportOutcome.Unchanged,
                DocumentKey = key,
                Taken = document is null ? [] : takenRows,
                Kept = keptRows,
                Warnings = warnings,
            };
        }

        private IContent? Find(Guid key, bool isLinked)
        {
            var document = import._contentService.GetById(key);
            return document switch
            {
                null when isLinked && !options.RecreateDeleted => throw new RefusedException(
                    "Tjenesten er slettet lokalt og lages ikke på nytt av seg selv. Skal den tilbake, kjør importen med valget om å lage slettede tjenester på nytt."),
                { Trashed: true } => throw new RefusedException(
                    "Tjenesten ligger i papirkurven og er ikke oppdatert. Gjenopprett den og kjør importen på nytt, eller la den ligge."),
                not null when !document.IsService() => throw new RefusedException(
                    $"Dokumentet med nøkkel {key} er ikke en tjeneste. Slett det, eller flytt det ut av Selvbetjening, og kjør importen på nytt."),
                _ => document,
            };
        }

        private IContent Create(NationalService service, Guid key)
        {
            var document = import._contentService.Create(service.Title, parentId, ServiceDocument.Alias, userId);
            document.Key = key;
            return document;
        }

        /// <summary>Sets what was taken over and saves the draft; returns what an editor should know.</summary>
        private List<string> Save(IContent document, Dictionary<string, Takeover> taken)
        {
            foreach (var (culture, takeover) in taken)
            {
                // The name first: without one the document does not exist in the culture.
                foreach (var (alias, value) in takeover.Taken.OrderByDescending(field => field.Key == ServiceFields.Title))
                {
                    ServiceDocument.Set(document, culture, alias, value);
                }
            }

            var result = import._contentService.Save(document, userId);
            if (!result.Success)
            {
                var messages = result.EventMessages?.GetAll().ToList() ?? [];
                var said = messages.Where(message => message.MessageType is EventMessageType.Error or EventMessageType.Warning).Select(message => message.Message).ToList();
                throw new RefusedException(said.Count > 0
                    ? $"Umbraco lagret ikke tjenesten: {string.Join(" ", said)}"
                    : "Umbraco lagret ikke tjenesten, uten å si hvorfor. Se loggen, og kjør importen på nytt.");
            }

            return
            [
                .. from takeover in taken
                   where takeover.Value.Taken.TryGetValue(ServiceFields.Title, out var title) && document.GetCultureName(takeover.Key) != title
                   select $"{takeover.Key}: En annen tjeneste har samme navn, så Umbraco kalte denne «{document.GetCultureName(takeover.Key)}». Gi en av dem et annet navn.",
            ];
        }

        private async Task WithdrawnAsync(CatalogueReading reading, ILookup<string, LinkState> links, CancellationToken cancellationToken)
        {
            var uncertain = reading.HasRefused(null) ? " Den kan være blant elementene som ikke lot seg lese." : string.Empty;
            foreach (var service in links.Where(service => !service.Any(link => link.IsDetached)))
            {
                // What could not be read may well be what is missed.
                List<LinkState> gone = [.. service.Where(link => !reading.Has(link.ServiceId, link.Culture)).OrderBy(link => Order(link.Culture))];
                if (gone.Count == 0 || reading.HasRefused(service.Key))
                {
                    continue;
                }

                var whole = gone.Count == service.Count();
                _rows.Add((int.MaxValue, new ImportRow
                {
                    ServiceId = service.Key,
                    Cultures = [.. gone.Select(link => link.Culture)],
                    Title = await import._ledger.TitleAsync(gone[0].SnapshotId, cancellationToken),
                    Outcome = ImportOutcome.Withdrawn,
                    DocumentKey = gone[0].DocumentKey,
                    Reason = (whole ? "Tjenesten er ikke lenger i katalogen. " : "Tjenesten er ikke lenger i katalogen på dette språket. ")
                        + "Dokumentet er ikke endret. Avgjør om kommunen skal ha den likevel, eller avpubliser den." + uncertain,
                }));
            }
        }

        private ImportReport Report(ImportStatus status, CatalogueReading reading)
        {
            List<ImportRow> rows = [.. _rows.OrderBy(row => row.Position).Select(row => row.Row)];
            int Count(ImportOutcome outcome) => rows.Count(row => row.Outcome == outcome);
            var counts = new ImportCounts
            {
                Created = Count(ImportOutcome.Created),
                Updated = Count(ImportOutcome.Updated),
                Unchanged = Count(ImportOutcome.Unchanged),
                Kept = rows.Count(row => row.Kept.Count > 0),
                Skipped = Count(ImportOutcome.Skipped),
                Refused = Count(ImportOutcome.Refused),
                Withdrawn = Count(ImportOutcome.Withdrawn),
            };
            return new ImportReport
            {
                RunId = runId,
                Source = options.Source,
                Status = status,
                Message = Message(status, counts, reading.Count),
                DryRun = options.DryRun,
                StartedAt = startedAt,
                FinishedAt = import._clock.GetUtcNow(),
                Counts = counts,
                Items = rows,
            };
        }

        private string Message(ImportStatus status, ImportCounts counts, int elements)
        {
            if (elements == 0)
            {
                return "Katalogen var tom. Ingenting er endret. Kontroller at du har hentet riktig katalog.";
            }

            List<string> parts = [];
            void Say(int count, string what)
            {
                if (count > 0)
                {
                    parts.Add($"{count} {what}");
                }
            }

            Say(counts.Created, "opprettet");
            Say(counts.Updated, "oppdatert");
            Say(counts.Unchanged, "uendret");
            Say(counts.Skipped, "hoppet over");
            Say(counts.Refused, "avvist");
            Say(counts.Withdrawn, "ikke lenger i katalogen");
            var start = status == ImportStatus.Cancelled ? "Importen ble stoppet underveis; kjør den på nytt for å ta resten. "
                : options.DryRun ? "Prøvekjøring, ingenting er lagret. "
                : counts.Created + counts.Updated == 0 ? "Ingenting er endret. "
                : string.Empty;
            var kept = counts.Kept > 0
                ? $" {counts.Kept} {(counts.Kept == 1 ? "tjeneste" : "tjenester")} har lokal tekst som er beholdt mot en nyere nasjonal tekst; velg mellom dem felt for felt."
                : string.Empty;
            return $"{start}Tjenester: {(parts.Count == 0 ? "ingen" : string.Join(", ", parts))}.{kept}";
        }

        private static IEnumerable<FieldRow> Rows(string culture, IEnumerable<string> aliases) => aliases.Select(alias => new FieldRow(
            culture, alias, alias == ServiceFields.Title ? "Tittel" : ServiceFields.Find(alias)?.Label.Nb ?? alias));

        private static int Order(string culture) => Cultures.All.TakeWhile(known => known != culture).Count();
    }
}
