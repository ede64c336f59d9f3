using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Provided.Api;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Hosting;

/// <summary>How a check went.</summary>
internal enum CheckLevel
{
    Ok,

    /// <summary>The site works, but something should be done.</summary>
    Warning,

    /// <summary>Something does not work until it is mended.</summary>
    Error,
}

/// <summary>The answer of one configuration check.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Level">How it went.</param>
/// <param name="Message">What was found.</param>
/// <param name="WhatToDo">How to mend it; null where there is nothing to mend.</param>
internal sealed record CheckResult(string Name, CheckLevel Level, string Message, string? WhatToDo = null);

/// <summary>Checks that the site is set up so that the whole path works, from the catalogue to the public pages.</summary>
internal sealed class ConfigurationChecks(
    HaldenStore store,
    ILanguageService languages,
    IContentTypeService contentTypes,
    IContentService contents,
    IUserService users,
    SelfServiceState publicState,
    ServiceDrafts drafts,
    IEnumerable<ICatalogueSource> sources,
    CatalogueSchedule schedule,
    CurrentLos los,
    NoticeDesk notices,
    SubmissionOutbox submissions,
    DeliverySystems systems,
    IOptionsMonitor<SubmissionsOptions> submissionSettings,
    AttachmentContents files,
    UmbracoFormsApi umbracoForms,
    IOptionsMonitor<UmbracoFormsApiOptions> umbracoFormsSettings,
    FileScanner scanner,
    IOptionsMonitor<FillingOptions> fillingSettings,
    SignInProvider signIn,
    IOptionsMonitor<WebRoutingSettings> webRouting)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken) =>
    [
        await DatabaseAsync(cancellationToken),
        await AuditAsync(cancellationToken),
        await LanguageAsync(),
        Schema(),
        SelfServiceNode(),
        Withheld(),
        .. await DepartmentsAsync(cancellationToken),
        .. Sources(),
        Schedule(),
        Los(),
        await NoticesAsync(cancellationToken),
        await SubmissionsAsync(cancellationToken),
        await FilesAsync(cancellationToken),
        await FillingAsync(cancellationToken),
        await SignInAsync(cancellationToken),
        await SystemsAsync(cancellationToken),
        .. await UmbracoFormsAsync(cancellationToken),
    ];

    private Task<CheckResult> DatabaseAsync(CancellationToken cancellationToken) => store.ReadAsync(
        async db => (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList() is { Count: > 0 } pending
            ? new CheckResult("database", CheckLevel.Error, $"Databasen mangler {pending.Count} endring(er) av skjemaet.", "Start nettstedet, så blir de utført.")
            : new CheckResult("database", CheckLevel.Ok, "Databasen svarer og har siste skjema."),
        cancellationToken);

    private Task<CheckResult> AuditAsync(CancellationToken cancellationToken) => store.ReadAsync(
        async db => (await AuditTrail.VerifyAsync(db, notedHead: null, cancellationToken)).Faults is [var fault, ..]
            ? new CheckResult("audit", CheckLevel.Error, AuditTexts.Fault(fault).Nb, "Noen har skrevet i databasen utenom programmet. «audit verify» viser alt; sammenlign med en sikkerhetskopi.")
            : new CheckResult("audit", CheckLevel.Ok, "Sporingsloggen er hel."),
        cancellationToken);

    private async Task<CheckResult> LanguageAsync()
    {
        var missing = new List<string>();
        foreach (var culture in Cultures.All)
        {
            if (await languages.GetAsync(culture) is null)
            {
                missing.Add(culture);
            }
        }

        var others = (await languages.GetAllAsync()).Where(language => language.IsMandatory && language.IsoCode != Cultures.Bokmal).Select(language => language.IsoCode).ToList();
        return missing.Count > 0 ? new CheckResult("languages", CheckLevel.Error, $"Språk mangler: {string.Join(", ", missing)}.", "Start nettstedet, så blir de lagt til.")
            : others.Count > 0 ? new CheckResult("languages", CheckLevel.Error, $"Språket {string.Join(", ", others)} er obligatorisk; tjenester uten tekst på det kan ikke publiseres.", "Fjern «obligatorisk» under Innstillinger › Språk.")
            : new CheckResult("languages", CheckLevel.Ok, "Bokmål, nynorsk og engelsk er satt opp.");
    }

    private CheckResult Schema()
    {
        var type = contentTypes.Get(ServiceDocument.Alias);
        var missing = type is null ? [] : ServiceFields.Public.Where(field => !type.PropertyTypeExists(field.Alias)).Select(field => field.Alias).ToList();
        return type is null ? new CheckResult("schema", CheckLevel.Error, "Dokumenttypen Tjeneste mangler.", "Start nettstedet, så blir den laget. Se loggen om det ikke skjer.")
            : missing.Count > 0 ? new CheckResult("schema", CheckLevel.Error, $"Dokumenttypen Tjeneste mangler felt: {string.Join(", ", missing)}.", "Start nettstedet, så blir de lagt til.")
            : new CheckResult("schema", CheckLevel.Ok, $"Dokumenttypen Tjeneste har alle {ServiceFields.Public.Count} felt.");
    }

    private CheckResult SelfServiceNode() => contents.GetById(ServiceSchema.SelfServiceKey) switch
    {
        null => new CheckResult("selfService", CheckLevel.Error, "Noden Selvbetjening mangler.", "Start nettstedet, så blir den laget."),
        { Trashed: true } => new CheckResult("selfService", CheckLevel.Error, "Noden Selvbetjening ligger i papirkurven.", "Gjenopprett den og publiser den."),
        { Published: false } => new CheckResult("selfService", CheckLevel.Error, "Noden Selvbetjening er ikke publisert, så ingen tjenester er det.", "Publiser noden Selvbetjening."),
        _ => new CheckResult("selfService", CheckLevel.Ok, "Noden Selvbetjening er publisert."),
    };

    private CheckResult Withheld() => publicState.Withheld is { Count: > 0 } withheld
        ? new CheckResult(
            "withheld",
            CheckLevel.Error,
            $"{withheld.Count} tekst(er) er publisert uten å være godkjent, og vises ikke: {string.Join(", ", withheld.Select(text => $"{drafts.Find(text.DocumentKey)?.Title} ({text.Culture})"))}.",
            "Avpubliser dem, eller send tjenestene til godkjenning.")
        : new CheckResult("withheld", CheckLevel.Ok, "Alt som er publisert, er godkjent.");

    private async Task<IReadOnlyList<CheckResult>> DepartmentsAsync(CancellationToken cancellationToken)
    {
        var departments = await store.ReadAsync(db => db.Departments.AsNoTracking().Include(department => department.Deputies).OrderBy(department => department.Name).ToListAsync(cancellationToken), cancellationToken);
        if (departments.Count == 0)
        {
            return [new CheckResult("departments", CheckLevel.Warning, "Ingen kommunalavdelinger er registrert, så ingen kan godkjenne.", "La en administrator opprette dem under Tjenester › Avdelinger.")];
        }

        var results = new List<CheckResult>();
        foreach (var department in departments)
        {
            var deciders = await Task.WhenAll(department.DecidersOn(store.Today).Select(users.GetAsync));
            results.Add(Of(department, deciders.Any(decider => decider is { IsApproved: true })));
        }

        return results;

        static CheckResult Of(Department department, bool hasDirector) => hasDirector
            ? new CheckResult("departments", CheckLevel.Ok, $"{department.Name} har kommunalsjef eller stedfortreder.")
            : new CheckResult("departments", CheckLevel.Warning, $"{department.Name} har verken kommunalsjef eller stedfortreder som kan logge inn.", "La en administrator utpeke en under Tjenester › Avdelinger.");
    }

    // One way to a catalogue is enough; the others are no fault.
    private IEnumerable<CheckResult> Sources()
    {
        var checks = sources.Select(source => (source.Id, Check: source.Check())).ToList();
        return checks.Exists(row => row.Check.IsReady)
            ? checks.Where(row => row.Check.IsReady).Select(row => new CheckResult($"catalogue:{row.Id}", CheckLevel.Ok, row.Check.Advice.Nb))
            : [new CheckResult("catalogue", CheckLevel.Warning, "Ingen kilde til nasjonale tjenestebeskrivelser er satt opp; filer kan likevel hentes inn.", string.Join(' ', checks.Select(row => $"{row.Id}: {row.Check.Advice.Nb}")))];
    }

    private async Task<CheckResult> NoticesAsync(CancellationToken cancellationToken) =>
        !notices.HasMail ? new CheckResult("notices", CheckLevel.Warning, "E-post er ikke satt opp, så varsler vises bare i Tjenester, og ingen utenfor får dem.", "Sett Umbraco:CMS:Global:Smtp:Host, Port og From.")
        : SiteAddress.Of(webRouting.CurrentValue).Length == 0 ? new CheckResult("notices", CheckLevel.Warning, "Varsler på e-post har ingen lenker, for nettstedet kjenner ikke sin egen adresse.", "Sett Umbraco:CMS:WebRouting:UmbracoApplicationUrl.")
        : (await notices.CountAsync(cancellationToken)).GetValueOrDefault(DeliveryState.Dead) is > 0 and var dead ? new CheckResult("notices", CheckLevel.Warning, $"{dead} varsel/varsler kom ikke fram og er gitt opp.", "Se hvorfor med «notices --failed» eller under Tjenester › Varsler, og prøv igjen.")
        : new CheckResult("notices", CheckLevel.Ok, "Varsler sendes på e-post.");

    private async Task<CheckResult> SubmissionsAsync(CancellationToken cancellationToken) =>
        submissionSettings.CurrentValue.Fault() is { } fault ? new CheckResult("submissions", CheckLevel.Error, "Innsendinger er ikke satt opp riktig.", fault)
        : await submissions.FaultOfKeysAsync(cancellationToken) is { } keys ? new CheckResult("submissions", CheckLevel.Error, $"Innsendinger kan ikke krypteres eller leses: {keys}", $"Sjekk mappen i {SubmissionsOptions.Section}:{nameof(SubmissionsOptions.KeysDirectory)}, og legg tilbake nøklene fra sikkerhetskopien.")
        : !notices.HasMail ? new CheckResult("submissions", CheckLevel.Warning, "E-post er ikke satt opp, så innsendinger tas imot og venter, men ingen mottaker får vite om dem.", "Sett Umbraco:CMS:Global:Smtp:Host, Port og From.")
        : (await submissions.FailedAsync(cancellationToken)).Count is > 0 and var failed ? new CheckResult("submissions", CheckLevel.Warning, $"{failed} levering(er) av innsendinger er ikke kommet fram.", "Se hvorfor med «outbox --failed», og prøv igjen med «outbox retry».")
        : new CheckResult("submissions", CheckLevel.Ok, "Innsendinger leveres på e-post.");

    private async Task<CheckResult> FilesAsync(CancellationToken cancellationToken) =>
        await files.FaultAsync(cancellationToken) is { } fault ? new CheckResult("files", CheckLevel.Error, $"Filer fra innbyggere kan ikke oppbevares som de skal: {fault}", $"Rett innstillingene under {AttachmentOptions.Section}, eller få lageret i gang. Søknader med vedlegg tas ikke imot så lenge.")
        : await files.LeftAsync(cancellationToken) is > 0 and var left ? new CheckResult("files", CheckLevel.Warning, $"{left} fil(er) som er slettet, ligger fortsatt i lageret, for det lot dem ikke slette.", "Nettstedet prøver igjen av seg selv. Se hvorfor i loggen, og om nøkkelen har lov til å slette.")
        : new CheckResult("files", CheckLevel.Ok, $"Filer fra innbyggere ligger kryptert i {submissionSettings.CurrentValue.Attachments.Place switch { AttachmentPlace.Folder => "en mappe", AttachmentPlace.S3 => "S3", _ => "databasen" }}.");

    private async Task<CheckResult> FillingAsync(CancellationToken cancellationToken) =>
        fillingSettings.CurrentValue.Fault() is { } fault ? new CheckResult("filling", CheckLevel.Error, "Utfylling av skjema er ikke satt opp riktig.", fault)
        : !scanner.IsOn ? new CheckResult("filling", CheckLevel.Warning, "Filer fra innbyggere blir ikke sjekket for virus.", $"Installer ClamAV (clamd) og sett {FillingOptions.Section}:{nameof(FillingOptions.Scanner)}.")
        : await scanner.VersionAsync(cancellationToken) is not { Length: > 0 } version ? new CheckResult(
            "filling",
            CheckLevel.Error,
            $"Viruskontrollen svarer ikke, så filer {(fillingSettings.CurrentValue.WithoutScanner == UnscannedFiles.Refuse ? "blir avvist" : "tas imot uten å være sjekket")}.",
            $"Start clamd, og sjekk {FillingOptions.Section}:{nameof(FillingOptions.Scanner)}.")
        : FileScanner.SignaturesOf(version) is { } made && store.Now - made > TimeSpan.FromDays(7) ? new CheckResult("filling", CheckLevel.Warning, $"Signaturene til viruskontrollen er fra {made:dd.MM.yyyy}.", "Se til at freshclam kjører.")
        : new CheckResult("filling", CheckLevel.Ok, $"Filer fra innbyggere sjekkes for virus av {version.Split('/')[0]}.");

    private async Task<CheckResult> SignInAsync(CancellationToken cancellationToken)
    {
        var demanding = await store.ReadAsync(db => db.Forms.AsNoTracking().Where(form => form.Json.Contains("\"signIn\":")).Select(form => form.Name).ToListAsync(cancellationToken), cancellationToken);
        return signIn.Settings.Fault() is { } fault ? new CheckResult("signIn", CheckLevel.Error, "Innlogging for innbyggere er ikke satt opp riktig, så ingen kan logge inn.", fault)
            : signIn.IsAvailable ? await signIn.FaultOfProviderAsync(cancellationToken) is { } silent
                ? new CheckResult("signIn", CheckLevel.Error, $"Innbyggere kan ikke logge inn med {signIn.Settings.ProviderName}: {silent}", $"Sjekk {SignInOptions.Section}:{nameof(SignInOptions.Authority)}, og at nettstedet når adressen.")
                : new CheckResult("signIn", CheckLevel.Ok, $"Innbyggere kan logge inn med {signIn.Settings.ProviderName}.")
            : demanding.Count > 0 ? new CheckResult("signIn", CheckLevel.Warning, $"Innlogging for innbyggere er ikke satt opp, men skjema bruker den: {string.Join(", ", demanding.Order(NorwegianOrder.Comparer))}. Er den påkrevd, kan ingen fylle dem ut.", $"Sett opp {SignInOptions.Section}: docs/sign-in.md.")
            : new CheckResult("signIn", CheckLevel.Ok, "Innlogging for innbyggere er ikke satt opp, og ingen skjema trenger den.");
    }

    private async Task<CheckResult> SystemsAsync(CancellationToken cancellationToken)
    {
        var ways = await store.ReadAsync(db => DeliveryWay.OfAllServicesAsync(db, cancellationToken), cancellationToken);
        var missing = ways.Values.Where(way => way?.Channel == DeliveryChannel.System && systems.Find(way.Recipient) is null).Select(way => way!.Recipient)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(NorwegianOrder.Comparer).ToList();
        return systems.Faults() is { Count: > 0 } faults ? new CheckResult("systems", CheckLevel.Error, $"Fagsystemer er ikke satt opp riktig. {string.Join(' ', faults)}", $"Rett innstillingene under {DeliverySystems.Section}.")
            : missing.Count > 0 ? new CheckResult("systems", CheckLevel.Warning, $"Tjenester sender til fagsystemer som ikke er satt opp, så innsendingene venter: {string.Join(", ", missing)}.", $"Sett dem opp under {DeliverySystems.Section}, med samme navn.")
            : new CheckResult("systems", CheckLevel.Ok, systems.All.Count == 0 ? "Ingen fagsystemer er satt opp, og ingen tjeneste trenger det." : $"{systems.All.Count} fagsystem(er) er satt opp riktig.");
    }

    private async Task<IReadOnlyList<CheckResult>> UmbracoFormsAsync(CancellationToken cancellationToken)
    {
        var settings = umbracoFormsSettings.CurrentValue;
        if (settings.Url is null)
        {
            return [];
        }

        if (settings.Fault() is { } fault)
        {
            return [new CheckResult("umbracoForms", CheckLevel.Error, "Umbraco Forms på et annet nettsted er ikke satt opp riktig.", fault)];
        }

        try
        {
            var read = await umbracoForms.ReadAsync(cancellationToken);
            var missing = settings.Forms.Where(id => read.All(form => form.Id != id)).ToList();
            return
            [
                missing.Count > 0 ? new CheckResult("umbracoForms", CheckLevel.Warning, $"Skjemaer finnes ikke i Umbraco Forms: {string.Join(", ", missing)}.", "Rett id-ene, og sjekk at EnableFormsApi er på der.")
                    : new CheckResult("umbracoForms", CheckLevel.Ok, $"{read.Count} skjema(er) leses fra Umbraco Forms på {settings.Url.Host}."),
            ];
        }
        catch (Exception unread) when (unread is HttpRequestException or TimeoutException or IOException)
        {
            return [new CheckResult("umbracoForms", CheckLevel.Error, $"Umbraco Forms på {settings.Url.Host} kan ikke leses: {unread.Message}", "Sjekk adressen, nøkkelen og at EnableFormsApi er på der.")];
        }
    }

    private CheckResult Schedule() => schedule.Check() is { IsReady: true } ready
        ? new CheckResult("schedule", CheckLevel.Ok, ready.Advice.Nb)
        : new CheckResult("schedule", CheckLevel.Error, "Tidsplanen for henting kan ikke brukes.", schedule.Check().Advice.Nb);

    private CheckResult Los() => los.Now switch
    {
        { Fault: { } fault } => new CheckResult("los", CheckLevel.Error, $"Los fra {los.Now.Source} kan ikke leses lenger, så bare temaene og livshendelsene som følger med, er i bruk. {fault}", "Kjør «los update», eller last opp filen på nytt under Tjenester › Nasjonal katalog."),
        { Since: { } since } now => new CheckResult("los", CheckLevel.Ok, $"Los har {now.Vocabulary.All.Count} begreper fra {now.Source}, i bruk siden {since.ToLocalTime():dd.MM.yyyy}."),
        var shipped => new CheckResult("los", CheckLevel.Warning, $"Av Los er bare de {shipped.Vocabulary.All.Count} temaene og livshendelsene som følger med, i bruk; ord og synonymer mangler.", "Kjør «los update», eller hent Los under Tjenester › Nasjonal katalog."),
    };
}
