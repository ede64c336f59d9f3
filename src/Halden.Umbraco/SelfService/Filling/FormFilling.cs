using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.SigningIn;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// Lets a citizen fill in a service's form, a page at a time, and send it: without JavaScript, with the answers kept on the
/// server between the pages. Every page has an address, so that the browser's own back and reload do what they should.
/// </summary>
internal sealed class FormFilling(FormDrafts drafts, FillingLater later, SubmissionIntake intake, CitizensCopy copies, FileScanner scanner, FormPace pace, FormSigningIn signingIn, IOptionsMonitor<FillingOptions> options, ILogger<FormFilling> logger) : IDisposable
{
    /// <summary>Name of the field that only a machine fills in.</summary>
    public const string TrapName = "nettadresse";

    /// <summary>Name of what says which step is asked for, or was filled in.</summary>
    public const string StepName = "steg";

    /// <summary>What the receipt is asked for with to have a copy of what was sent.</summary>
    public const string CopyAddress = $"?{StepName}={ReceiptStep}&{CopyName}";

    /// <summary>Name of what says when the form was opened.</summary>
    public const string OpenedName = "apnet";

    /// <summary>Name of what says that somebody has come back to what was saved.</summary>
    public const string BackName = "velkommen";

    private const string CheckStep = "kontroll";
    private const string ReceiptStep = "kvittering";
    private const string FilesOnly = "fil";
    private const string MoreName = "flere";
    private const string CopyName = "pdf";
    private const string GoneName = "borte";
    private const long MaxPost = UploadedFile.MaxBytesTogether + 1_000_000L;
    private const long MostSwallowed = 8 * MaxPost;

    // A person fills in slower than this, also a whole family behind one address.
    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(
            VisitorAddress.Of(context),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = Math.Max(1, options.CurrentValue.PostsFromAddress), Window = TimeSpan.FromMinutes(5), SegmentsPerWindow = 5 }));

    private FormTools Tools(FormVisit visit, OpenDraft? draft) => new(
        later.IsAvailable,
        draft is null ? pace.Stamp(visit.Service.Key) : null,
        draft is not null && pace.Bits > 0 ? FormPace.TaskOf(draft) : null,
        pace.Bits,
        signingIn.ProviderOf(visit));

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>Answers a request for the form of a service that has one.</summary>
    public async Task AnswerAsync(HttpContext context, SelfServiceSite site, PublicService service)
    {
        // What is filled in is for the one who fills it in.
        context.Response.Headers.CacheControl = "no-store";
        var visit = signingIn.Recognise(new FormVisit(context, site, service));
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await PostAsync(visit);
        }
        else
        {
            await GetAsync(visit);
        }
    }

    private async Task GetAsync(FormVisit visit)
    {
        var asked = visit.Context.Request.Query[StepName].ToString();
        if ((FillingLater.Hide(visit) ?? signingIn.Get(visit, asked)) is { } answered)
        {
            await answered;
            return;
        }

        var draft = await drafts.FindAsync(visit.Secret, visit.Service.Key, visit.Context.RequestAborted);
        if (asked == ReceiptStep && draft is { Reference: not null })
        {
            if (visit.Context.Request.Query.ContainsKey(CopyName))
            {
                await CopyAsync(visit, draft);
                return;
            }

            await visit.SendAsync(StatusCodes.Status200OK, FormPages.Receipt(visit.Site, visit.Service, draft.Reference, draft.SentAt!.Value, EmailOf(visit.Form)));
            return;
        }

        // One that has been sent is done with: what comes now is a new one.
        var open = draft is { Reference: null } ? draft : null;
        if (later.Get(visit, open) is { } page)
        {
            await page;
            return;
        }

        var answers = visit.Read(open ?? OpenDraft.Empty);
        var notice = open is not null && open.FormHash != FormDrafts.HashOf(visit.Form) ? SavedTexts.FormChanged : NoticeOf(visit.Context.Request.Query);
        if (asked == CheckStep && open is not null)
        {
            await visit.SendAsync(StatusCodes.Status200OK, FormPages.Check(visit.Site, visit.Service, answers, open.Files, ErrorsOf(answers, visit.Form.Fields, visit.Culture), notice, Tools(visit, open)));
            return;
        }

        if (PageOf(answers, asked) is { } step && (open is not null || step == answers.Pages.First()))
        {
            await visit.SendAsync(StatusCodes.Status200OK, FormPages.Step(visit.Site, visit.Service, answers, step, open?.Files ?? [], [], notice, Tools(visit, open)));
            return;
        }

        await visit.RedirectAsync(asked.Length > 0 && open is null ? $"?{GoneName}" : string.Empty);
        if (asked.Length == 0)
        {
            // Nothing of the form is there at all: FormCheck lets no such form be approved.
            throw new InvalidOperationException($"The form {visit.Form.Id} has no first page.");
        }
    }

    private async Task PostAsync(FormVisit visit)
    {
        var (context, aborted) = (visit.Context, visit.Context.RequestAborted);
        if (!IsFromHere(context.Request))
        {
            await visit.MessageAsync(StatusCodes.Status403Forbidden, FillingTexts.NotFromHere);
            return;
        }

        using var permit = _limit.AttemptAcquire(context);
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "120";
            await visit.MessageAsync(StatusCodes.Status429TooManyRequests, FillingTexts.TooMany);
            return;
        }

        if (await ReadAsync(context.Request) is not { } posted)
        {
            await visit.MessageAsync(StatusCodes.Status413PayloadTooLarge, FillingTexts.TooMuch);
            return;
        }

        if ((signingIn.Post(visit, posted[StepName].ToString()) ?? later.Post(visit, posted)) is { } answered)
        {
            await answered;
            return;
        }

        var draft = await drafts.FindAsync(visit.Secret, visit.Service.Key, aborted);
        if (posted[StepName] == CheckStep)
        {
            await FinishAsync(visit, draft, posted["arbeid"].ToString());
            return;
        }

        var open = draft is { Reference: null } ? draft : null;
        var before = visit.Read(open ?? OpenDraft.Empty);
        if (PageOf(before, posted[StepName].ToString()) is not { } page || (open is null && page != before.Pages.First()))
        {
            await visit.MessageAsync(StatusCodes.Status410Gone, FillingTexts.Gone);
            return;
        }

        // A person does not see the field, so whoever filled it in is told what to do, should it be one after all.
        if (posted[TrapName].ToString().Length > 0)
        {
            await visit.MessageAsync(StatusCodes.Status422UnprocessableEntity, FillingTexts.Trap);
            return;
        }

        // What was begun without signing in is the person's from now on.
        var (token, subject) = (visit.Token, visit.Session?.Subject);
        if (open is null)
        {
            token = DraftToken.New(isPersonal: subject is not null);
        }
        else if (subject is not null && !DraftToken.IsPersonal(token))
        {
            token = DraftToken.New(isPersonal: true);
            await drafts.HandOverAsync(visit.Secret!, DraftToken.SecretOf(token, subject)!, aborted);
        }

        var key = DraftToken.SecretOf(token, subject)!;

        // The page's script sends files as they are chosen, and nothing else of the page.
        var isFilesOnly = posted["til"] == FilesOnly;
        var given = page.Fields.Where(field => !isFilesOnly && field.FieldType is { IsQuestion: true } type && type != FormFieldType.FileUpload && before.IsShown(field) && !before.IsVouched(field))
            .ToDictionary(field => field.Alias, field => (IReadOnlyList<string>)[.. posted[field.Alias].OfType<string>()]);
        var (files, faults) = await AcceptAsync(posted, page, before, open?.Files ?? [], visit.Culture, aborted);
        var withoutFile = Guid.TryParse(posted["fjern"], out var removed) ? removed : (Guid?)null;
        DraftStatus kept;
        var change = new DraftChange(visit.Form, given, files, withoutFile, pace.OpenedAt(posted[OpenedName], visit.Service.Key));
        try
        {
            try
            {
                kept = await drafts.SaveAsync(key, visit.Service.Key, change, aborted);
            }
            catch (AttachmentsUnreachableException fault) when (!aborted.IsCancellationRequested)
            {
                // The answers are kept all the same, and the citizen is told which files to try again with.
                logger.LogError("Files of a draft for {Document} could not be kept: {Fault}", visit.Service.Key, fault.Message);
                faults.AddRange(files.Select(file => new FormError(visit.Form.Fields.First(field => field.Alias == file.FieldAlias), FillingTexts.NotKept(file.FileName).In(visit.Culture))));
                kept = await drafts.SaveAsync(key, visit.Service.Key, change with { Files = [] }, aborted);
            }
        }
        catch (Exception fault) when (!aborted.IsCancellationRequested)
        {
            // A full disk or a database that is busy: what was there before still is.
            logger.LogError("A draft for {Document} could not be kept: {Fault}", visit.Service.Key, fault.GetBaseException().GetType().Name);
            kept = DraftStatus.NoRoom;
        }

        if (kept != DraftStatus.Kept)
        {
            await (kept == DraftStatus.NoRoom ? visit.MessageAsync(StatusCodes.Status503ServiceUnavailable, FillingTexts.NoRoom) : visit.RedirectAsync($"?{StepName}={ReceiptStep}"));
            return;
        }

        visit.Remember(token);
        if (!FormSigningIn.MayRead(visit with { IsSignedIn = visit.IsSignedIn || subject is null }))
        {
            // The time was over while it was written. It is kept, and shown when the person has signed in again.
            await FormSigningIn.AgainAsync(visit, posted[StepName].ToString());
            return;
        }

        if (await drafts.FindAsync(key, visit.Service.Key, aborted) is not { Reference: null } saved)
        {
            // Opened by its link elsewhere, or sent, in between.
            await visit.MessageAsync(StatusCodes.Status410Gone, FillingTexts.Gone);
            return;
        }

        var answers = visit.Read(saved);
        if (isFilesOnly)
        {
            await visit.JsonAsync(faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, FormPages.Files(visit.Service, saved.Files, faults));
            return;
        }

        if (posted["til"] == "tilbake")
        {
            var earlier = answers.Pages.TakeWhile(one => one != page).LastOrDefault();
            await visit.RedirectAsync(earlier is null ? string.Empty : Address(visit.Form, earlier));
            return;
        }

        if (posted["til"] == FillingLater.SaveStep && faults.Count == 0)
        {
            await visit.RedirectAsync(FillingLater.Address(FormPages.NumberOf(visit.Form, page)));
            return;
        }

        if (withoutFile is not null)
        {
            await visit.RedirectAsync(Address(visit.Form, page));
            return;
        }

        // Questions that an answer on this page brought forth have not been seen yet, and are no errors.
        var seen = page.Fields.Where(before.IsShown).ToHashSet();
        FormError[] errors = [.. faults, .. ErrorsOf(answers, page.Fields.Where(field => seen.Contains(field) && faults.All(fault => fault.Field != field)), visit.Culture)];
        if (errors.Length > 0)
        {
            await visit.SendAsync(StatusCodes.Status422UnprocessableEntity, FormPages.Step(visit.Site, visit.Service, answers, page, saved.Files, InOrder(page, errors), notice: null, Tools(visit, saved)));
            return;
        }

        if (page.Fields.Any(field => field.FieldType is { IsQuestion: true } && answers.IsShown(field) && !seen.Contains(field)))
        {
            await visit.RedirectAsync($"{Address(visit.Form, page)}&{MoreName}");
            return;
        }

        var next = answers.Pages.SkipWhile(one => one != page).Skip(1).FirstOrDefault();
        await visit.RedirectAsync(next is null ? $"?{StepName}={CheckStep}" : Address(visit.Form, next));
    }

    private async Task FinishAsync(FormVisit visit, OpenDraft? draft, string work)
    {
        var aborted = visit.Context.RequestAborted;
        if (!FormSigningIn.MayRead(visit))
        {
            await FormSigningIn.AgainAsync(visit, CheckStep);
            return;
        }

        if (draft is null || visit.Secret is not { } key)
        {
            await visit.MessageAsync(StatusCodes.Status410Gone, FillingTexts.Gone);
            return;
        }

        if (draft.Reference is not null)
        {
            await visit.RedirectAsync($"?{StepName}={ReceiptStep}");
            return;
        }

        var answers = visit.Read(draft);
        if (ErrorsOf(answers, visit.Form.Fields, visit.Culture) is { Count: > 0 } errors)
        {
            await visit.SendAsync(StatusCodes.Status422UnprocessableEntity, FormPages.Check(visit.Site, visit.Service, answers, draft.Files, errors, notice: null, Tools(visit, draft)));
            return;
        }

        if (pace.IsTooFast(draft, work))
        {
            visit.Context.Response.Headers.RetryAfter = "30";
            await visit.SendAsync(
                StatusCodes.Status429TooManyRequests, FormPages.Check(visit.Site, visit.Service, answers, draft.Files, [], FillingTexts.TooFast, Tools(visit, draft)));
            return;
        }

        // Files of questions that are not asked any more are not sent.
        var asked = visit.Form.Fields.Where(answers.IsShown).Select(field => field.Alias).ToHashSet();
        var attachments = new List<NewAttachment>();
        IReadOnlyList<AcceptedFile> files;
        try
        {
            files = await drafts.FilesAsync(key, aborted);
        }
        catch (AttachmentsUnreachableException fault) when (!aborted.IsCancellationRequested)
        {
            logger.LogError("An application for {Document} could not be received, for its files cannot be read: {Fault}", visit.Service.Key, fault.Message);
            await visit.MessageAsync(StatusCodes.Status503ServiceUnavailable, FillingTexts.NoRoom);
            return;
        }

        foreach (var file in files.Where(file => asked.Contains(file.FieldAlias)))
        {
            // What came while the scanner was away is looked at now.
            var verdict = file.IsScanned ? ScanVerdict.Clean : await scanner.ScanAsync(file.Content, aborted);
            if (FaultOf(verdict, file.FileName) is { } fault)
            {
                if (verdict == ScanVerdict.Infected)
                {
                    await drafts.RemoveAsync(key, file.Id, aborted);
                }

                FormError[] stopped = [new(visit.Form.Fields.First(field => field.Alias == file.FieldAlias), fault.In(visit.Culture))];
                await visit.SendAsync(
                    StatusCodes.Status422UnprocessableEntity,
                    FormPages.Check(visit.Site, visit.Service, answers, (await drafts.FindAsync(key, visit.Service.Key, aborted))?.Files ?? [], stopped, notice: null, Tools(visit, draft)));
                return;
            }

            attachments.Add(new NewAttachment(file.FieldAlias, file.FileName, file.ContentType, file.Content, verdict == ScanVerdict.Off ? null : verdict == ScanVerdict.Clean));
        }

        // From here on it is done whether or not the browser waits: a connection that breaks loses no application.
        var outcome = await intake.ReceiveAsync(
            new NewSubmission(draft.SubmissionKey, visit.Service.Key, visit.Form, visit.Culture, answers.Kept, attachments, EmailOf(answers), FormSigningIn.NoteOf(visit, answers)), CancellationToken.None);
        if (outcome.Status is IntakeStatus.Received or IntakeStatus.ReceivedBefore)
        {
            await drafts.SentAsync(key, outcome.Reference!, outcome.ReceivedAt!.Value, CancellationToken.None);
            await visit.RedirectAsync($"?{StepName}={ReceiptStep}");
            return;
        }

        logger.LogWarning("An application for {Document} could not be received: {Status}", visit.Service.Key, outcome.Status);
        await visit.MessageAsync(StatusCodes.Status503ServiceUnavailable, FillingTexts.NoRoom);
    }

    // The draft is this browser's, so what came of it is too: until the draft is deleted, or the submission.
    private async Task CopyAsync(FormVisit visit, OpenDraft draft)
    {
        if (await copies.PdfAsync(draft.SubmissionKey, visit.Service.Title, visit.Site.Municipality, visit.Context.RequestAborted) is not { } pdf)
        {
            await visit.MessageAsync(StatusCodes.Status410Gone, FillingTexts.NoCopy);
            return;
        }

        visit.Context.Response.Headers.ContentDisposition = $"attachment; filename=\"{draft.Reference}.pdf\"";
        await visit.SendAsync(StatusCodes.Status200OK, pdf, "application/pdf");
    }

    // Only the site's own pages post here. A browser says so itself where the line is safe, whatever a proxy makes of our name;
    // elsewhere it says where it comes from. What says nothing is no browser that anybody could be tricked in.
    internal static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site is "same-origin" or "none"
        : request.Headers.Origin.ToString() is not { Length: > 0 } origin || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);

    private static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MostSwallowed;
        }

        // A browser sends all before it reads: what is too large is swallowed, so that the answer is read and not a broken line.
        if (request.ContentLength > MaxPost)
        {
            await SwallowAsync(request);
            return null;
        }

        if (!request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        try
        {
            return await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MaxPost, ValueCountLimit = 2000, ValueLengthLimit = 1_000_000 }, request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            await SwallowAsync(request);
            return null;
        }
    }

    private static async Task SwallowAsync(HttpRequest request)
    {
        try
        {
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException)
        {
            // More than anybody sends by mistake; the line may break.
        }
    }

    private async Task<(List<AcceptedFile> Files, List<FormError> Faults)> AcceptAsync(
        IFormCollection posted, FormPage page, FormAnswers before, IReadOnlyList<DraftFile> present, string culture, CancellationToken cancellationToken)
    {
        var (files, faults) = (new List<AcceptedFile>(), new List<FormError>());
        foreach (var field in page.Fields.Where(field => field.FieldType == FormFieldType.FileUpload && before.IsShown(field)))
        {
            foreach (var file in posted.Files.GetFiles(field.Alias).Where(file => file.Length > 0 || file.FileName.Length > 0))
            {
                var content = new byte[Math.Min(file.Length, UploadedFile.MaxBytes + 1)];
                await using var stream = file.OpenReadStream();
                await stream.ReadExactlyAsync(content, cancellationToken);
                var (accepted, fault) = UploadedFile.Accept(field, file.FileName, content);
                if (fault is null && !UploadedFile.TakesSeveral(field) && (present.Any(one => one.FieldAlias == field.Alias) || files.Any(one => one.FieldAlias == field.Alias)))
                {
                    fault = FillingTexts.OnlyOneFile(field.Caption);
                }

                if (fault is null && (present.Count + files.Count >= UploadedFile.MostFiles
                    || present.Sum(one => one.Size) + files.Sum(one => one.Content.LongLength) + content.Length > UploadedFile.MaxBytesTogether))
                {
                    fault = FillingTexts.TooMuch;
                }

                var verdict = fault is null ? await scanner.ScanAsync(content, cancellationToken) : ScanVerdict.Off;
                fault ??= FaultOf(verdict, accepted!.FileName);
                if (fault is not null)
                {
                    faults.Add(new FormError(field, fault.In(culture)));
                    break;
                }

                files.Add(accepted! with { IsScanned = verdict == ScanVerdict.Clean });
            }
        }

        return (files, faults);
    }

    private Label? FaultOf(ScanVerdict verdict, string name) =>
        verdict == ScanVerdict.Infected ? FillingTexts.Infected(name)
        : verdict == ScanVerdict.Unavailable && options.CurrentValue.WithoutScanner == UnscannedFiles.Refuse ? FillingTexts.NotScanned(name)
        : null;

    private static IReadOnlyList<FormError> ErrorsOf(FormAnswers answers, IEnumerable<FormField> fields, string culture) => FormValidation.Errors(answers, fields, culture);

    private static IReadOnlyList<FormError> InOrder(FormPage page, IEnumerable<FormError> errors)
    {
        var order = page.Fields.ToList();
        return [.. errors.OrderBy(error => order.IndexOf(error.Field))];
    }

    // The page of a step's number, which is its place in the whole form and so the same whatever is answered; the first for none.
    private static FormPage? PageOf(FormAnswers answers, string step) =>
        step.Length == 0 ? answers.Pages.FirstOrDefault()
        : int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= answers.Form.Pages.Count
            && answers.Pages.Contains(answers.Form.Pages[number - 1]) ? answers.Form.Pages[number - 1]
        : null;

    private static Label? NoticeOf(IQueryCollection query) =>
        query.ContainsKey(MoreName) ? FillingTexts.MoreQuestions : query.ContainsKey(GoneName) ? FillingTexts.Gone : query.ContainsKey(BackName) ? SavedTexts.WelcomeBack : null;

    private static string Address(FormDefinition form, FormPage page) => $"?{StepName}={FormPages.NumberOf(form, page)}";

    private static string? EmailOf(FormAnswers answers) =>
        answers.Form.Fields.Where(field => field.FieldType == FormFieldType.Email).Select(answers.Of).FirstOrDefault(values => values.Count > 0)?[0];

    private static bool EmailOf(FormDefinition form) => form.Fields.Any(field => field.FieldType == FormFieldType.Email);
}
