using Halden.Umbraco.Persistence;
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
    private volatile ImportUnderway? _underway;

    /// <summary>The import that is under way, in this process or another; null when none is. A trial in another process is not seen.</summary>
    public async Task<ImportUnderway?> UnderwayAsync(CancellationToken cancellationToken) => _underway ?? await _ledger.UnderwayAsync(cancellationToken);

    /// <summary>Runs an import to its end and reports it; what goes wrong with a single item is that item's row.</summary>
    /// <param name="reading">Everything the source has.</param>
    /// <param name="options">Source, user, and whether it is only a trial.</param>
    /// <param name="progress">Told after each service.</param>
    /// <param name="cancellationToken">Stops between two services; the report then tells what was done.</param>
    public async Task<ImportReport> RunAsync(
        CatalogueReading reading, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var startedAt = _clock.GetUtcNow();
        ImportReport NothingDone(ImportStatus status, Label message) => new()
        {
            Source = options.Source,
            Origin = options.Origin,
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

        if (!await _oneAtATime.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return NothingDone(ImportStatus.Busy, ImportTexts.Busy);
        }

        try
        {
            _underway = new ImportUnderway(options.Source, startedAt, options.UserKey);
            if (await UserIdAsync(options.UserKey) is not { } userId)
            {
                return NothingDone(ImportStatus.NotReady, ImportTexts.UnknownUser);
            }

            if (Parent(out var missing) is not { } parentId)
            {
                return NothingDone(ImportStatus.NotReady, missing);
            }

            Guid? runId = options.DryRun ? null : await _ledger.BeginAsync(options.Source, options.UserKey, cancellationToken);
            if (runId is null && !options.DryRun)
            {
                return NothingDone(ImportStatus.Busy, ImportTexts.Busy);
            }

            return await new Run(this, options, runId, userId, parentId, startedAt).ToEndAsync(reading, progress, cancellationToken);
        }
        finally
        {
            _underway = null;
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
    private int? Parent(out Label missing)
    {
        missing = ImportTexts.NoTypes;
        if (contentTypeService.Get(ServiceDocument.Alias) is null || contentTypeService.Get(ServiceDocument.SelfServiceAlias) is not { } type)
        {
            return null;
        }

        missing = ImportTexts.NoPage;
        return _contentService.GetById(ServiceSchema.SelfServiceKey) is { Trashed: false } installed
            ? installed.Id
            : _contentService.GetPagedOfTypes([type.Id], 0, 100, out _, filter: null).FirstOrDefault(page => !page.Trashed)?.Id;
    }

    /// <summary>This item cannot be taken in; the text says why and what to do.</summary>
    private sealed class RefusedException(Label reason) : Exception(reason.Nb)
    {
        public Label Reason { get; } = reason;
    }

    private sealed class Run(CatalogueImport import, ImportOptions options, Guid? runId, int userId, int parentId, DateTimeOffset startedAt)
    {
        private readonly int[] _counts = new int[Enum.GetValues<ImportOutcome>().Length];
        private readonly List<(int Position, ImportRow Row)> _rows = [];
        private readonly List<(Guid SnapshotId, string SentHash)> _sent = [];
        private int _unlisted;
        private int _kept;

        public async Task<ImportReport> ToEndAsync(CatalogueReading reading, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            using var over = new CancellationTokenSource();
            var alive = runId is { } id ? StayAliveAsync(id, over.Token) : Task.CompletedTask;
            ImportReport report;
            try
            {
                await ImportAsync(reading, progress, cancellationToken);
                report = Report(ImportStatus.Completed, reading.Count);
            }
            catch (OperationCanceledException)
            {
                report = Report(ImportStatus.Cancelled, reading.Count);
            }
            catch (Exception fault)
            {
                import._logger.LogError(fault, "The import of {Source} failed.", options.Source);
                report = Report(ImportStatus.Failed, reading.Count);
                report = DatabaseFault.IsNoRoom(fault) ? report with { Message = ImportTexts.NoRoom } : report;
            }
            finally
            {
                await over.CancelAsync();
                await alive;
            }

            if (runId is { } run)
            {
                await import._ledger.FinishAsync(run, report.ToJson());
            }

            return report;
        }

        // One service may take its time, and hundreds of unchanged ones write nothing.
        private async Task StayAliveAsync(Guid run, CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(ImportLedger.SignOfLife, import._clock, over);
                    await import._ledger.SeenAsync(run, over);
                }
                catch (OperationCanceledException)
                {
                }
                catch (Exception fault)
                {
                    import._logger.LogWarning(fault, "The import of {Source} could not say that it is alive.", options.Source);
                }
            }
        }

        private async Task ImportAsync(CatalogueReading reading, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            var links = await import._ledger.LinksAsync(options.Source, cancellationToken);
            var renumbered = new RenumberedServices(reading, links, import._ledger);
            var (done, total) = (0, reading.ServiceCount);
            foreach (var sent in reading.Sent)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IReadOnlyList<LinkState> known = [.. links[sent.Id]];
                if (AsBefore(sent, known) is { } row)
                {
                    Add(sent.Texts[0].Position, row);
                }
                else if (reading.Read(sent.Id) is { } service)
                {
                    var ordered = service with { Texts = [.. service.Texts.OrderBy(text => Order(text.Culture))] };
                    var before = known.Count == 0 ? await renumbered.FormerIdAsync(ordered, cancellationToken) : null;
                    Add(service.Texts[0].Position, await OneAsync(ordered, before is null ? known : [.. links[before]], before, cancellationToken));
                }

                progress?.Report(new ImportProgress(++done, total, sent.Texts.MinBy(text => Order(text.Culture)).Title));
            }

            foreach (var unread in reading.Unread)
            {
                Add(unread.Position, new ImportRow
                {
                    ServiceId = unread.ServiceId,
                    Title = unread.Name,
                    Outcome = unread.IsSkipped ? ImportOutcome.Skipped : ImportOutcome.Refused,
                    Position = unread.Position,
                    Reason = unread.Reason,
                });
            }

            if (runId is not null)
            {
                await import._ledger.NoteSentAsync(_sent);
            }

            // An empty answer is a fault somewhere, not a country without services.
            if (reading.ServiceCount > 0)
            {
                await WithdrawnAsync(reading, links, renumbered.Former, cancellationToken);
            }
        }

        private void Add(int position, ImportRow row)
        {
            _counts[(int)row.Outcome]++;
            _kept += row.Kept.Count > 0 ? 1 : 0;
            if (row.Outcome == ImportOutcome.Unchanged && row.Kept.Count == 0 && row.Warnings.Count == 0)
            {
                return;
            }

            if (_counts[(int)row.Outcome] > ImportReport.MaxRows)
            {
                _unlisted++;
            }
            else
            {
                _rows.Add((position, row));
            }
        }

        /// <summary>What is said of a service that has been sent exactly as the last time, which nobody needs to read; null where it must be read.</summary>
        private ImportRow? AsBefore(SentService service, IReadOnlyList<LinkState> links)
        {
            if (!service.Texts.All(text => text.Hash is not null && links.Any(link => link.Culture == text.Culture && link.SentHash == text.Hash))
                || IsToBeRecreated(links))
            {
                return null;
            }

            List<SentText> texts = [.. service.Texts.OrderBy(text => Order(text.Culture))];
            var row = new ImportRow
            {
                ServiceId = service.Id,
                Cultures = [.. texts.Select(text => text.Culture)],
                Title = texts[0].Title,
                Outcome = ImportOutcome.Unchanged,
                DocumentKey = links[0].DocumentKey,
            };
            return links.Any(link => link.IsDetached) ? Detached(row) : Unchanged(row, links);
        }

        private static ImportRow Detached(ImportRow row) => row with { Outcome = ImportOutcome.Skipped, Reason = ImportTexts.Detached };

        private static ImportRow Unchanged(ImportRow row, IReadOnlyList<LinkState> links) =>
            row with { Kept = [.. links.OrderBy(link => Order(link.Culture)).SelectMany(link => Rows(link.Culture, link.Kept))] };

        private bool IsToBeRecreated(IReadOnlyList<LinkState> links) => options.RecreateDeleted && import._contentService.GetById(links[0].DocumentKey) is null;

        private async Task<ImportRow> OneAsync(NationalService service, IReadOnlyList<LinkState> links, string? formerId, CancellationToken cancellationToken)
        {
            var row = new ImportRow
            {
                ServiceId = service.Id,
                Cultures = [.. service.Texts.Select(text => text.Culture)],
                Title = service.Title,
                Outcome = ImportOutcome.Unchanged,
                DocumentKey = links.Count > 0 ? links[0].DocumentKey : null,
                Warnings = [.. service.Texts.SelectMany(text => text.Warnings.Select(warning => warning.After($"{text.Culture}: ")))],
            };
            try
            {
                if (formerId is not null)
                {
                    row = row with { Warnings = [ImportTexts.Renumbered(formerId, service.Id), .. row.Warnings] };
                    if (runId is not null)
                    {
                        await import._ledger.RenumberAsync(options.Source, formerId, service.Id);
                    }
                }

                if (links.Any(link => link.IsDetached))
                {
                    return Detached(row);
                }

                var older = service.Texts.Select(text => (text.Culture, Reason: Older(text, links))).Where(text => text.Reason is not null).ToDictionary(text => text.Culture, text => text.Reason!);
                if (older.Count == service.Texts.Count)
                {
                    return row with { Outcome = ImportOutcome.Skipped, Reason = older.Values.First() };
                }

                if (older.Count > 0)
                {
                    service = service with { Texts = [.. service.Texts.Where(text => !older.ContainsKey(text.Culture))] };
                    row = row with { Warnings = [.. row.Warnings, .. older.Select(text => text.Value.After($"{text.Key}: "))] };
                }

                if (service.Texts.All(text => links.Any(link => link.Culture == text.Culture && link.Hash == text.Fields.Hash())) && !IsToBeRecreated(links))
                {
                    // Written another way, or never noted: the next time it need not be read.
                    _sent.AddRange(
                        from text in service.Texts
                        join link in links on text.Culture equals link.Culture
                        where text.SentHash is not null && text.SentHash != link.SentHash
                        select (link.SnapshotId, text.SentHash));
                    return Unchanged(row, links);
                }

                var key = row.DocumentKey ?? ServiceKey.For(options.Source, service.Id);
                var linkedAs = runId is null && formerId is not null ? formerId : service.Id;
                return options.DryRun
                    ? await TakeOverAsync(service, key, links.Count > 0, linkedAs, row, cancellationToken)
                    : await import._lane.RunAsync(token => TakeOverAsync(service, key, links.Count > 0, linkedAs, row, token), cancellationToken);
            }
            catch (RefusedException refused)
            {
                return row with { Outcome = ImportOutcome.Refused, Reason = refused.Reason };
            }
            catch (Exception fault) when (fault is not OperationCanceledException && !DatabaseFault.IsNoRoom(fault))
            {
                import._logger.LogError(fault, "Service {ServiceId} of {Source} could not be imported.", service.Id, options.Source);
                return row with { Outcome = ImportOutcome.Refused, Reason = ImportTexts.Broken(fault.Message) };
            }
        }

        /// <summary>Why a description is too old to be taken; null where it is not, or where it is the one that we have.</summary>
        private static Label? Older(NationalDescription text, IReadOnlyList<LinkState> links) =>
            text.Updated is { } came && links.FirstOrDefault(link => link.Culture == text.Culture) is { SourceUpdated: { } known } link && came < known && link.Hash != text.Fields.Hash()
                ? ImportTexts.Older(came, known)
                : null;

        private async Task<ImportRow> TakeOverAsync(NationalService service, Guid key, bool isLinked, string linkedAs, ImportRow row, CancellationToken cancellationToken)
        {
            var document = Find(key, isLinked);
            var states = document is null && isLinked ? new Dictionary<string, FollowState>() : await import._ledger.StatesAsync(options.Source, linkedAs, cancellationToken);
            var draft = document is null ? null : ServiceDocument.Draft(document);
            var taken = service.Texts.ToDictionary(text => text.Culture, text =>
            {
                var local = draft?.Texts.GetValueOrDefault(text.Culture);
                var from = states.GetValueOrDefault(text.Culture, FollowState.None);
                return Takeover.Decide(text, from, alias => local?[alias] ?? string.Empty, Takeover.PublicAliases);
            });

            List<Label> warnings = [.. row.Warnings];
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
                    text, taken[text.Culture].State, alias => texts.GetValueOrDefault(text.Culture, FieldValues.None)[alias], Takeover.InternalAliases));
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
                null when isLinked && !options.RecreateDeleted => throw new RefusedException(ImportTexts.DeletedLocally),
                { Trashed: true } => throw new RefusedException(ImportTexts.Trashed),
                not null when !document.IsService() => throw new RefusedException(ImportTexts.NotAService(key)),
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
        private List<Label> Save(IContent document, Dictionary<string, Takeover> taken)
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
                throw new RefusedException(said.Count > 0 ? ImportTexts.Refused(string.Join(" ", said)) : ImportTexts.NotSaved);
            }

            return
            [
                .. from takeover in taken
                   where takeover.Value.Taken.TryGetValue(ServiceFields.Title, out var title) && document.GetCultureName(takeover.Key) != title
                   select ImportTexts.Numbered(document.GetCultureName(takeover.Key)).After($"{takeover.Key}: "),
            ];
        }

        private async Task WithdrawnAsync(CatalogueReading reading, ILookup<string, LinkState> links, IReadOnlySet<string> renumbered, CancellationToken cancellationToken)
        {
            List<LinkState> withdrawn = [];
            var isUncertain = reading.HasRefused(null);
            foreach (var service in links.Where(service => !renumbered.Contains(service.Key) && !service.Any(link => link.IsDetached)))
            {
                // What could not be read may well be what is missed.
                List<LinkState> gone = [.. service.Where(link => !reading.Has(link.ServiceId, link.Culture)).OrderBy(link => Order(link.Culture))];
                if (gone.Count == 0 || reading.HasRefused(service.Key))
                {
                    continue;
                }

                withdrawn.AddRange(gone);
                Add(int.MaxValue, new ImportRow
                {
                    ServiceId = service.Key,
                    Cultures = [.. gone.Select(link => link.Culture)],
                    Title = await import._ledger.TitleAsync(gone[0].SnapshotId, cancellationToken),
                    Outcome = ImportOutcome.Withdrawn,
                    DocumentKey = gone[0].DocumentKey,
                    Reason = ImportTexts.Withdrawn(isWhole: gone.Count == service.Count(), isUncertain),
                });
            }

            if (runId is not null)
            {
                await import._ledger.MarkWithdrawnAsync(
                    options.Source,
                    [.. withdrawn.Where(link => link.WithdrawnAt is null)],
                    [.. links.SelectMany(service => service).Where(link => link.WithdrawnAt is not null && reading.Has(link.ServiceId, link.Culture))]);
            }
        }

        private ImportReport Report(ImportStatus status, int elements)
        {
            int Count(ImportOutcome outcome) => _counts[(int)outcome];
            var counts = new ImportCounts
            {
                Created = Count(ImportOutcome.Created),
                Updated = Count(ImportOutcome.Updated),
                Unchanged = Count(ImportOutcome.Unchanged),
                Kept = _kept,
                Skipped = Count(ImportOutcome.Skipped),
                Refused = Count(ImportOutcome.Refused),
                Withdrawn = Count(ImportOutcome.Withdrawn),
            };
            return new ImportReport
            {
                RunId = runId,
                Source = options.Source,
                Origin = options.Origin,
                Status = status,
                Message = ImportTexts.Report(status, options.DryRun, counts, elements),
                DryRun = options.DryRun,
                StartedAt = startedAt,
                FinishedAt = import._clock.GetUtcNow(),
                Counts = counts,
                Items = [.. _rows.OrderBy(row => row.Position).Select(row => row.Row)],
                Unlisted = _unlisted,
            };
        }

        private static IEnumerable<FieldRow> Rows(string culture, IEnumerable<string> aliases) => aliases.Select(alias => new FieldRow(culture, alias));

        private static int Order(string culture) => Cultures.All.TakeWhile(known => known != culture).Count();
    }
}
