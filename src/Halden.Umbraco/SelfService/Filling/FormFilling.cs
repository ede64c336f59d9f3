using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// Lets a citizen fill in a service's form, a page at a time, and send it: without JavaScript, with the answers kept on the
/// server between the pages. Every page has an address, so that the browser's own back and reload do what they should.
/// </summary>
internal sealed class FormFilling(FormDrafts drafts, SubmissionIntake intake, ILogger<FormFilling> logger) : IDisposable
{
    /// <summary>Name of the cookie that opens a draft; its path is the form's own.</summary>
    public const string CookieName = "halden-soknad";

    /// <summary>Name of the field that only a machine fills in.</summary>
    public const string TrapName = "nettadresse";

    private const string StepName = "steg";
    private const string CheckStep = "kontroll";
    private const string ReceiptStep = "kvittering";
    private const string MoreName = "flere";
    private const string GoneName = "borte";
    private const long MaxPost = UploadedFile.MaxBytesTogether + 1_000_000L;
    private const long MostSwallowed = 8 * MaxPost;

    // A person fills in slower than this, also a whole family behind one address.
    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(
            VisitorAddress.Of(context),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = 120, Window = TimeSpan.FromMinutes(5), SegmentsPerWindow = 5 }));

    /// <inheritdoc/>
    public void Dispose() => _limit.Dispose();

    /// <summary>Answers a request for the form of a service that has one.</summary>
    public async Task AnswerAsync(HttpContext context, SelfServiceSite site, PublicService service)
    {
        // What is filled in is for the one who fills it in.
        context.Response.Headers.CacheControl = "no-store";
        var visit = new Visit(context, site, service, service.Form!, context.Request.Cookies[CookieName]);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await PostAsync(visit);
        }
        else
        {
            await GetAsync(visit);
        }
    }

    private async Task GetAsync(Visit visit)
    {
        var asked = visit.Context.Request.Query[StepName].ToString();
        var draft = await drafts.FindAsync(visit.Key, visit.Service.Key, visit.Context.RequestAborted);
        if (asked == ReceiptStep && draft is { Reference: not null })
        {
            await SendAsync(visit, StatusCodes.Status200OK, FormPages.Receipt(visit.Site, visit.Service, draft.Reference, draft.SentAt!.Value, EmailOf(visit.Form)));
            return;
        }

        // One that has been sent is done with: what comes now is a new one.
        var open = draft is { Reference: null } ? draft : null;
        var answers = visit.Read(open ?? OpenDraft.Empty);
        if (asked == CheckStep && open is not null)
        {
            await SendAsync(visit, StatusCodes.Status200OK, FormPages.Check(visit.Site, visit.Service, answers, open.Files, ErrorsOf(answers, visit.Form.Fields, visit.Culture)));
            return;
        }

        if (PageOf(answers, asked) is { } page && (open is not null || page == answers.Pages.First()))
        {
            await SendAsync(visit, StatusCodes.Status200OK, FormPages.Step(visit.Site, visit.Service, answers, page, open?.Files ?? [], [], NoticeOf(visit.Context.Request.Query)));
            return;
        }

        visit.Redirect(asked.Length > 0 && open is null ? $"?{GoneName}" : string.Empty);
        if (asked.Length == 0)
        {
            // Nothing of the form is there at all: FormCheck lets no such form be approved.
            throw new InvalidOperationException($"The form {visit.Form.Id} has no first page.");
        }
    }

    private async Task PostAsync(Visit visit)
    {
        var (context, aborted) = (visit.Context, visit.Context.RequestAborted);
        if (!IsFromHere(context.Request))
        {
            await MessageAsync(visit, StatusCodes.Status403Forbidden, FillingTexts.NotFromHere);
            return;
        }

        using var permit = _limit.AttemptAcquire(context);
        if (!permit.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "120";
            await MessageAsync(visit, StatusCodes.Status429TooManyRequests, FillingTexts.TooMany);
            return;
        }

        if (await ReadAsync(context.Request) is not { } posted)
        {
            await MessageAsync(visit, StatusCodes.Status413PayloadTooLarge, FillingTexts.TooMuch);
            return;
        }

        var draft = await drafts.FindAsync(visit.Key, visit.Service.Key, aborted);
        if (posted[StepName] == CheckStep)
        {
            await FinishAsync(visit, draft);
            return;
        }

        var open = draft is { Reference: null } ? draft : null;
        var before = visit.Read(open ?? OpenDraft.Empty);
        if (PageOf(before, posted[StepName].ToString()) is not { } page || (open is null && page != before.Pages.First()))
        {
            await MessageAsync(visit, StatusCodes.Status410Gone, FillingTexts.Gone);
            return;
        }

        // A person does not see the field, so whoever filled it in is told what to do, should it be one after all.
        if (posted[TrapName].ToString().Length > 0)
        {
            await MessageAsync(visit, StatusCodes.Status422UnprocessableEntity, FillingTexts.Trap);
            return;
        }

        var key = visit.Key is { } known && open is not null ? known : DraftCipher.NewSecret();
        var given = page.Fields.Where(field => field.FieldType is { IsQuestion: true } type && type != FormFieldType.FileUpload && before.IsShown(field))
            .ToDictionary(field => field.Alias, field => (IReadOnlyList<string>)[.. posted[field.Alias].OfType<string>()]);
        var (files, faults) = await AcceptAsync(posted, page, before, open?.Files ?? [], visit.Culture, aborted);
        var withoutFile = Guid.TryParse(posted["fjern"], out var removed) ? removed : (Guid?)null;
        DraftStatus kept;
        try
        {
            kept = await drafts.SaveAsync(key, visit.Service.Key, new DraftChange(visit.Form, given, files, withoutFile), aborted);
        }
        catch (Exception fault) when (!aborted.IsCancellationRequested)
        {
            // A full disk or a database that is busy: what was there before still is.
            logger.LogError("A draft for {Document} could not be kept: {Fault}", visit.Service.Key, fault.GetBaseException().GetType().Name);
            kept = DraftStatus.NoRoom;
        }

        if (kept != DraftStatus.Kept)
        {
            await (kept == DraftStatus.NoRoom ? MessageAsync(visit, StatusCodes.Status503ServiceUnavailable, FillingTexts.NoRoom) : visit.RedirectAsync($"?{StepName}={ReceiptStep}"));
            return;
        }

        visit.Remember(key);
        var saved = (await drafts.FindAsync(key, visit.Service.Key, aborted))!;
        var answers = visit.Read(saved);
        if (posted["til"] == "tilbake")
        {
            var earlier = answers.Pages.TakeWhile(one => one != page).LastOrDefault();
            visit.Redirect(earlier is null ? string.Empty : Address(visit.Form, earlier));
            return;
        }

        if (withoutFile is not null)
        {
            visit.Redirect(Address(visit.Form, page));
            return;
        }

        // Questions that an answer on this page brought forth have not been seen yet, and are no errors.
        var seen = page.Fields.Where(before.IsShown).ToHashSet();
        FormError[] errors = [.. faults, .. ErrorsOf(answers, page.Fields.Where(field => seen.Contains(field) && faults.All(fault => fault.Field != field)), visit.Culture)];
        if (errors.Length > 0)
        {
            await SendAsync(visit, StatusCodes.Status422UnprocessableEntity, FormPages.Step(visit.Site, visit.Service, answers, page, saved.Files, InOrder(page, errors), notice: null));
            return;
        }

        if (page.Fields.Any(field => field.FieldType is { IsQuestion: true } && answers.IsShown(field) && !seen.Contains(field)))
        {
            visit.Redirect($"{Address(visit.Form, page)}&{MoreName}");
            return;
        }

        var next = answers.Pages.SkipWhile(one => one != page).Skip(1).FirstOrDefault();
        visit.Redirect(next is null ? $"?{StepName}={CheckStep}" : Address(visit.Form, next));
    }

    private async Task FinishAsync(Visit visit, OpenDraft? draft)
    {
        var aborted = visit.Context.RequestAborted;
        if (draft is null || visit.Key is not { } key)
        {
            await MessageAsync(visit, StatusCodes.Status410Gone, FillingTexts.Gone);
            return;
        }

        if (draft.Reference is not null)
        {
            visit.Redirect($"?{StepName}={ReceiptStep}");
            return;
        }

        var answers = visit.Read(draft);
        if (ErrorsOf(answers, visit.Form.Fields, visit.Culture) is { Count: > 0 } errors)
        {
            await SendAsync(visit, StatusCodes.Status422UnprocessableEntity, FormPages.Check(visit.Site, visit.Service, answers, draft.Files, errors));
            return;
        }

        // Files of questions that are not asked any more are not sent.
        var asked = visit.Form.Fields.Where(answers.IsShown).Select(field => field.Alias).ToHashSet();
        var attachments = (await drafts.FilesAsync(key, aborted)).Where(file => asked.Contains(file.FieldAlias))
            .Select(file => new NewAttachment(file.FieldAlias, file.FileName, file.ContentType, file.Content)).ToList();

        // From here on it is done whether or not the browser waits: a connection that breaks loses no application.
        var outcome = await intake.ReceiveAsync(
            new NewSubmission(draft.SubmissionKey, visit.Service.Key, visit.Form, visit.Culture, answers.Kept, attachments, EmailOf(answers)), CancellationToken.None);
        if (outcome.Status is IntakeStatus.Received or IntakeStatus.ReceivedBefore)
        {
            await drafts.SentAsync(key, outcome.Reference!, outcome.ReceivedAt!.Value, CancellationToken.None);
            visit.Redirect($"?{StepName}={ReceiptStep}");
            return;
        }

        logger.LogWarning("An application for {Document} could not be received: {Status}", visit.Service.Key, outcome.Status);
        await MessageAsync(visit, StatusCodes.Status503ServiceUnavailable, FillingTexts.NoRoom);
    }

    // Only the site's own pages post here. A browser says so itself where the line is safe, whatever a proxy makes of our name;
    // elsewhere it says where it comes from. What says nothing is no browser that anybody could be tricked in.
    private static bool IsFromHere(HttpRequest request) =>
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

    private static async Task<(List<AcceptedFile> Files, List<FormError> Faults)> AcceptAsync(
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

                if (fault is not null)
                {
                    faults.Add(new FormError(field, fault.In(culture)));
                    break;
                }

                files.Add(accepted!);
            }
        }

        return (files, faults);
    }

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
        query.ContainsKey(MoreName) ? FillingTexts.MoreQuestions : query.ContainsKey(GoneName) ? FillingTexts.Gone : null;

    private static string Address(FormDefinition form, FormPage page) => $"?{StepName}={FormPages.NumberOf(form, page)}";

    private static string? EmailOf(FormAnswers answers) =>
        answers.Form.Fields.Where(field => field.FieldType == FormFieldType.Email).Select(answers.Of).FirstOrDefault(values => values.Count > 0)?[0];

    private static bool EmailOf(FormDefinition form) => form.Fields.Any(field => field.FieldType == FormFieldType.Email);

    private static Task MessageAsync(Visit visit, int status, Label message) => SendAsync(visit, status, FormPages.Message(visit.Site, visit.Service, message));

    private static async Task SendAsync(Visit visit, int status, byte[] page)
    {
        var response = visit.Context.Response;
        response.StatusCode = status;
        response.ContentType = PageRenderer.ContentType;
        response.ContentLength = page.Length;
        response.Headers.ContentLanguage = SelfServiceTexts.LanguageTag(visit.Culture);
        if (!HttpMethods.IsHead(visit.Context.Request.Method))
        {
            await response.Body.WriteAsync(page, visit.Context.RequestAborted);
        }
    }

    private sealed record Visit(HttpContext Context, SelfServiceSite Site, PublicService Service, FormDefinition Form, string? Key)
    {
        public string Culture => Service.Culture;

        private string Path => SelfServicePaths.Application(Service.Culture, Service.Slug);

        public FormAnswers Read(OpenDraft draft)
        {
            var files = draft.Files.GroupBy(file => file.FieldAlias).Select(same => KeyValuePair.Create(same.Key, (IReadOnlyList<string>)[.. same.Select(file => file.FileName)]));
            return FormAnswers.Read(Form, draft.Answers.Concat(files));
        }

        public void Remember(string key) => Context.Response.Cookies.Append(CookieName, key, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            Path = Path,
            IsEssential = true,
        });

        public Task RedirectAsync(string query)
        {
            Redirect(query);
            return Task.CompletedTask;
        }

        public void Redirect(string query)
        {
            Context.Response.StatusCode = StatusCodes.Status303SeeOther;
            Context.Response.Headers.Location = Path + query;
        }
    }
}
