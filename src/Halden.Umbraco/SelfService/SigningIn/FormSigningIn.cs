using Halden.Umbraco.CitizenSignIn;
using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>The page that tells of signing in.</summary>
/// <param name="Service">Whose form it is.</param>
/// <param name="Provider">What citizens know the provider as.</param>
/// <param name="Level">How surely they must be known.</param>
/// <param name="Step">The step to come back to.</param>
/// <param name="Filled">The questions that are filled in.</param>
/// <param name="Fault">What went wrong, or null.</param>
internal sealed record SignInStartModel(PublicService Service, string Provider, SignInLevel Level, string Step, IReadOnlyList<string> Filled, string? Fault)
{
    public bool IsRequired => Service.Form!.SignIn!.Demand == FormSignInDemand.Required;
}

/// <summary>That somebody has signed out.</summary>
internal sealed record SignedOutModel(PublicService Service);

/// <summary>Lets citizens sign in to forms, and nobody past who must.</summary>
internal sealed class FormSigningIn(SignInProvider provider, SignInSessions sessions)
{
    /// <summary>A visit with who has signed in, if the form has to do with that.</summary>
    public FormVisit Recognise(FormVisit visit)
    {
        if (visit.Form.SignIn is not { } asked || !provider.IsAvailable || sessions.Read(visit.Context) is not { } session || session.Level < LevelOf(asked))
        {
            return visit;
        }

        var isLive = sessions.IsLive(session);
        if (isLive)
        {
            sessions.Prolong(visit.Context, visit.Path, session, provider.IsSecure(visit.Context));
        }

        return visit with { Session = session, IsSignedIn = isLive, Facts = FactsOf(visit.Form, session) };
    }

    /// <summary>Whether the answers may be shown: nobody need sign in, or has.</summary>
    public static bool MayRead(FormVisit visit) =>
        visit.IsSignedIn || (visit.Form.SignIn?.Demand != FormSignInDemand.Required && !DraftToken.IsPersonal(visit.Token));

    /// <summary>Answers a GET that has to do with signing in, or that takes somebody who has; null for the others.</summary>
    public Task? Get(FormVisit visit, string asked)
    {
        if (visit.Form.SignIn is not { } signIn)
        {
            return null;
        }

        if (!provider.IsAvailable)
        {
            return signIn.Demand == FormSignInDemand.Required ? NotSetUpAsync(visit) : null;
        }

        var query = visit.Context.Request.Query;
        var step = SignInSteps.Known(query[SignInSteps.BackName].ToString());
        return asked switch
        {
            SignInSteps.Begin => BeginAsync(visit, step),
            SignInSteps.Out => OutAsync(visit),
            SignInSteps.SignedOut when !visit.IsSignedIn => visit.SendAsync(StatusCodes.Status200OK, PageRenderer.Render<SignedOutPage, SignedOutModel>(Frame(visit, SigningInTexts.SignedOut.In(visit.Culture)), new(visit.Service))),
            SignInSteps.Start when !visit.IsSignedIn => StartAsync(visit, step, SignInFaults.Of(query[SignInSteps.FaultName].ToString())),
            SignInSteps.Start => visit.RedirectAsync(SignInSteps.Query(step)),
            _ when MayRead(visit) => asked.Length == 0 && !visit.IsSignedIn && visit.Token is null ? StartAsync(visit, string.Empty, fault: null) : null,
            _ => asked.Length == 0 && visit.Session is null && visit.Token is null
                ? StartAsync(visit, string.Empty, fault: null)
                : visit.RedirectAsync(SignInSteps.Page(asked, IsOver(visit) ? SignInFault.TimedOut : null)),
        };
    }

    /// <summary>Answers a POST that nobody has signed in for, who must, and that nothing can be kept of; null for the others.</summary>
    public Task? Post(FormVisit visit, string step) =>
        visit.Form.SignIn is { Demand: FormSignInDemand.Required } && !provider.IsAvailable ? NotSetUpAsync(visit)
        : MayRead(visit) || visit.Session is not null ? null
        : AgainAsync(visit, step);

    /// <summary>Sends somebody whose time is over to sign in again.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="step">The step to come back to.</param>
    public static Task AgainAsync(FormVisit visit, string step) => visit.IsByScript
        ? visit.MessageAsync(StatusCodes.Status401Unauthorized, SigningInTexts.Of(SignInFault.TimedOut, string.Empty))
        : visit.RedirectAsync(SignInSteps.Page(SignInSteps.Known(step), IsOver(visit) ? SignInFault.TimedOut : null));

    /// <summary>What a submission notes of who sends it; null for nothing.</summary>
    public static SignedIn? NoteOf(FormVisit visit, FormAnswers answers) => visit is { IsSignedIn: true, Session: { } session }
        ? new SignedIn(session.Level, session.Acr, session.SignedInAt, [.. visit.Form.Fields.Where(field => answers.IsVouched(field) && answers.IsShown(field)).Select(field => field.Alias)])
        : null;

    /// <summary>What pages say of who has signed in; null for nobody.</summary>
    public string? ProviderOf(FormVisit visit) => visit.IsSignedIn ? provider.Settings.ProviderName : null;

    private static bool IsOver(FormVisit visit) => visit.Session is not null || DraftToken.IsPersonal(visit.Token);

    private Task BeginAsync(FormVisit visit, string step) => visit.IsSignedIn ? visit.RedirectAsync(SignInSteps.Query(step)) : BeginAtProviderAsync(visit, step);

    private async Task BeginAtProviderAsync(FormVisit visit, string step)
    {
        if (!await provider.TryBeginAsync(visit.Context, new SignInRequest(visit.Path, SignInSteps.Query(step), visit.Culture, LevelOf(visit.Form.SignIn!))))
        {
            await StartAsync(visit, step, SignInFault.Unavailable);
        }
    }

    private async Task OutAsync(FormVisit visit)
    {
        // Another site's link signs nobody out.
        if (!FormFilling.IsFromHere(visit.Context.Request))
        {
            await visit.RedirectAsync(string.Empty);
            return;
        }

        sessions.End(visit.Context, visit.Path, provider.IsSecure(visit.Context));
        if (visit.Session is not null && await provider.SignOutAddressAsync(visit.Context, visit.Path, visit.Session.IdToken) is { } address)
        {
            visit.Context.Response.StatusCode = StatusCodes.Status303SeeOther;
            visit.Context.Response.Headers.Location = address;
            visit.Context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return;
        }

        await visit.RedirectAsync($"?{FormFilling.StepName}={SignInSteps.SignedOut}");
    }

    private Task StartAsync(FormVisit visit, string step, SignInFault? fault)
    {
        if (fault == SignInFault.Unavailable)
        {
            visit.Context.Response.Headers.RetryAfter = "120";
        }

        var name = provider.Settings.ProviderName;
        var title = fault is null ? SigningInTexts.SignIn : SigningInTexts.NotDone;
        return visit.SendAsync(
            fault switch
            {
                SignInFault.Unavailable or SignInFault.Refused or SignInFault.Clock => StatusCodes.Status503ServiceUnavailable,
                SignInFault.TooLow => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status200OK,
            },
            PageRenderer.Render<SignInStartPage, SignInStartModel>(
                Frame(visit, $"{title.In(visit.Culture)} – {visit.Form.Name}"),
                new(
                    visit.Service,
                    name,
                    LevelOf(visit.Form.SignIn!),
                    step,
                    [.. visit.Form.Fields.Where(field => field.FromSignIn is not null).Select(field => field.Caption)],
                    fault is { } known ? SigningInTexts.Of(known, name).In(visit.Culture) : null)));
    }

    private static Task NotSetUpAsync(FormVisit visit)
    {
        visit.Context.Response.Headers.RetryAfter = "3600";
        return visit.MessageAsync(StatusCodes.Status503ServiceUnavailable, SigningInTexts.NotSetUp);
    }

    private SignInLevel LevelOf(FormSignIn asked) => asked.Level ?? provider.Settings.Level;

    /// <summary>What fields are filled in with, as they keep it.</summary>
    private Dictionary<string, FilledFact> FactsOf(FormDefinition form, SignInSession session)
    {
        var facts = new Dictionary<string, FilledFact>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in form.Fields.Where(field => field.FieldType is { IsQuestion: true }))
        {
            if (field.FromSignIn is { } fact && session.Facts.GetValueOrDefault(fact) is { } told && field.FieldType!.Normalise(told) is { Length: > 0 } value)
            {
                // What the form would not take has to be put right by somebody.
                facts[field.Alias] = new FilledFact(value, provider.Settings.IsVouched(fact) && FormValidation.IsAcceptable(field, value));
            }
        }

        return facts;
    }

    private static PageFrame Frame(FormVisit visit, string title) => new(visit.Site, visit.Culture, title, null, null, []);
}

/// <summary>What a field is filled in with.</summary>
/// <param name="Value">As the field keeps it.</param>
/// <param name="IsVouched">Whether the provider vouches for it, so that the citizen cannot change it.</param>
internal sealed record FilledFact(string Value, bool IsVouched);
