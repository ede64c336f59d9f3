using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.EditorsApi;

/// <summary>What came of saving a draft.</summary>
internal enum EditStatus
{
    Success,
    NotFound,

    /// <summary>The draft is not the one that was shown.</summary>
    ChangedMeanwhile,

    /// <summary>A value is not valid; the faults say which and why.</summary>
    Invalid,

    /// <summary>Umbraco, or another plugin, refused; the faults' entry <c>""</c> says why.</summary>
    Refused,
}

/// <summary>The outcome of saving a draft.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Key">The document's key.</param>
/// <param name="Faults">Field alias → what is wrong with it.</param>
internal sealed record EditOutcome(EditStatus Status, Guid Key, IReadOnlyDictionary<string, Label> Faults)
{
    public static EditOutcome Of(EditStatus status, Guid key = default) => new(status, key, new Dictionary<string, Label>());
}

/// <summary>Changes to one culture of a draft; only the fields named are changed.</summary>
/// <param name="Version">Hash of the draft's texts as they were shown (<see cref="ServiceDescription.Version"/>).</param>
/// <param name="Title">New title, or null to keep it.</param>
/// <param name="Fields">Alias → canonical value of public fields.</param>
/// <param name="Internal">Alias → canonical value of internal fields.</param>
/// <param name="Supplements">Alias → what is to stand round the national text of a field that follows one; null gives it up (<see cref="LocalSupplements"/>).</param>
internal sealed record TextChange(
    string Version,
    string? Title,
    IReadOnlyDictionary<string, string>? Fields,
    IReadOnlyDictionary<string, string>? Internal,
    IReadOnlyDictionary<string, SupplementChange?>? Supplements = null);

/// <summary>The one way for editors to make and change drafts outside Umbraco's own editor.</summary>
internal sealed class ServiceEditing(
    IContentService contentService, IUserIdKeyResolver userIds, ContentLane lane, ServiceRegister register, LocalSupplements supplements)
{
    private const int TitleLength = 255;

    private static readonly Label TitleWanted = new(
        $"Skriv en tittel på én linje, høyst {TitleLength} tegn.",
        $"Skriv ein tittel på éi linje, høgst {TitleLength} teikn.",
        $"Write a title on one line, {TitleLength} characters at most.");

    private static readonly Label TitleInThisLanguage = new(
        "Skriv en tittel på dette språket.", "Skriv ein tittel på dette språket.", "Write a title in this language.");

    private static readonly Label NoSuchCulture = new(
        $"Språket må være ett av {string.Join(", ", Cultures.All)}.",
        $"Språket må vere eitt av {string.Join(", ", Cultures.All)}.",
        $"The language must be one of {string.Join(", ", Cultures.All)}.");

    /// <summary>Makes a new local service with a title in one culture.</summary>
    public async Task<EditOutcome> CreateAsync(string? title, string? culture, Guid user, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, Label>();
        CheckTitle(title, faults);
        CheckCulture(culture, faults);
        if (faults.Count > 0)
        {
            return new EditOutcome(EditStatus.Invalid, default, faults);
        }

        return await lane.RunAsync(
            async _ =>
            {
                var content = contentService.Create(title!.Trim(), ServiceSchema.SelfServiceKey, ServiceDocument.Alias, await userIds.GetAsync(user));
                content.SetCultureName(title.Trim(), culture!);
                return await SaveAsync(content, user);
            },
            cancellationToken);
    }

    /// <summary>Saves changes to one culture of a draft.</summary>
    public async Task<EditOutcome> SaveTextAsync(Guid key, string culture, TextChange change, Guid user, CancellationToken cancellationToken)
    {
        var faults = new Dictionary<string, Label>();
        CheckCulture(culture, faults);
        if (change.Title is not null)
        {
            CheckTitle(change.Title, faults);
        }

        var fields = Clean(change.Fields, FieldAudience.Public, faults);
        var internals = Clean(change.Internal, FieldAudience.Internal, faults);
        if (faults.Count > 0)
        {
            return new EditOutcome(EditStatus.Invalid, key, faults);
        }

        return await lane.RunAsync(
            async stopping =>
            {
                if (contentService.GetById(key) is not { Trashed: false } content || !content.IsService())
                {
                    return EditOutcome.Of(EditStatus.NotFound);
                }

                if (ServiceDocument.Draft(content).Version() != change.Version)
                {
                    return EditOutcome.Of(EditStatus.ChangedMeanwhile, key);
                }

                var title = change.Title?.Trim();
                if (title is null && string.IsNullOrEmpty(content.GetCultureName(culture)))
                {
                    // Umbraco keeps no values of a language that has no name.
                    return new EditOutcome(EditStatus.Invalid, key, new Dictionary<string, Label> { [ServiceFields.Title] = TitleInThisLanguage });
                }

                var wanted = change.Supplements ?? new Dictionary<string, SupplementChange?>();
                var composed = await supplements.ComposeAsync(key, culture, wanted, fields.Keys.Concat(internals.Keys).ToHashSet(), stopping);
                if (composed.Faults.Count > 0 || composed.IsChangedMeanwhile)
                {
                    return composed.Faults.Count > 0 ? new EditOutcome(EditStatus.Invalid, key, composed.Faults) : EditOutcome.Of(EditStatus.ChangedMeanwhile, key);
                }

                foreach (var (alias, value) in composed.Values)
                {
                    (ServiceFields.Find(alias)!.Audience == FieldAudience.Internal ? internals : fields)[alias] = value;
                }

                var changed = title is not null && ServiceDocument.Set(content, culture, ServiceFields.Title, title);
                foreach (var (alias, value) in fields)
                {
                    changed |= ServiceDocument.Set(content, culture, alias, value);
                }

                var outcome = changed ? await SaveAsync(content, user) : EditOutcome.Of(EditStatus.Success, key);
                if (outcome.Status == EditStatus.Success && internals.Count > 0)
                {
                    await register.SaveInternalTextsAsync(key, culture, internals, stopping);
                }

                if (outcome.Status == EditStatus.Success && wanted.Count > 0)
                {
                    await supplements.RecordAsync(key, culture, wanted, CancellationToken.None);
                }

                return outcome;
            },
            cancellationToken);
    }

    private async Task<EditOutcome> SaveAsync(IContent content, Guid user)
    {
        var result = contentService.Save(content, await userIds.GetAsync(user));
        return ServiceDocument.WhyNotSaved(result) is { } reason
            ? new EditOutcome(EditStatus.Refused, content.Key, new Dictionary<string, Label> { [string.Empty] = reason })
            : EditOutcome.Of(EditStatus.Success, content.Key);
    }

    private static Dictionary<string, string> Clean(IReadOnlyDictionary<string, string>? values, FieldAudience audience, Dictionary<string, Label> faults)
    {
        var clean = new Dictionary<string, string>();
        foreach (var (alias, value) in values ?? new Dictionary<string, string>())
        {
            if (ServiceFields.Find(alias) is not { } field || field.Audience != audience)
            {
                faults[alias] = new Label(
                    $"Det finnes ikke noe slikt felt: «{alias}».", $"Det finst ikkje noko slikt felt: «{alias}».", $"There is no such field: “{alias}”.");
                continue;
            }

            try
            {
                clean[alias] = field.Kind == FieldKind.Html ? HtmlCleaner.Clean(value ?? string.Empty) : field.Kind.Normalise(value ?? string.Empty);
            }
            catch (UncleanableHtmlException)
            {
                faults[alias] = UncleanableHtmlException.Text;
                continue;
            }

            if (field.Kind.Fault(clean[alias]) is { } fault)
            {
                faults[alias] = fault;
            }
        }

        return clean;
    }

    private static void CheckTitle(string? title, Dictionary<string, Label> faults)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Trim().Length > TitleLength || title.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            faults[ServiceFields.Title] = TitleWanted;
        }
    }

    private static void CheckCulture(string? culture, Dictionary<string, Label> faults)
    {
        if (!Cultures.All.Contains(culture))
        {
            faults["culture"] = NoSuchCulture;
        }
    }
}
