using System.Text.Json;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Rollout;

/// <summary>A specification that is to be saved.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Subject">What is to be bought; null for what is none of ours.</param>
/// <param name="IsFinished">Whether it is finished.</param>
/// <param name="Requirements">All of them in their order; number 0 for a new one.</param>
internal sealed record RequirementChange(string? Title, RequirementSubject? Subject, bool IsFinished, IReadOnlyList<Requirement> Requirements);

/// <summary>The requirement specifications: the one way to begin, save and delete them.</summary>
internal sealed class RequirementSpecifications(HaldenStore store)
{
    /// <summary>The most requirements of a specification.</summary>
    public const int MostRequirements = 300;

    /// <summary>The most characters of a requirement, and of an explanation.</summary>
    public const int LongestText = 1000;

    /// <summary>The most characters of a group's name.</summary>
    public const int LongestGroup = 100;

    /// <summary>The most characters of a link.</summary>
    public const int LongestLink = 500;

    /// <summary>All, the last changed first.</summary>
    public Task<IReadOnlyList<RequirementSpecification>> AllAsync(CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<RequirementSpecification>>(
        async db => await db.RequirementSpecifications.AsNoTracking().OrderByDescending(one => one.ChangedAt).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>One; null where there is none.</summary>
    public Task<RequirementSpecification?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.RequirementSpecifications.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellationToken), cancellationToken);

    /// <summary>Begins one, empty or with the ready-made requirements of its subject.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="subject">What is to be bought; null for what is none of ours.</param>
    /// <param name="isReadyMade">Whether it begins with the ready-made requirements.</param>
    /// <param name="language">That those are written in.</param>
    /// <param name="user">Who begins it.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RegisterOutcome> BeginAsync(string? title, RequirementSubject? subject, bool isReadyMade, string language, Guid user, CancellationToken cancellationToken) =>
        SaveAsync(null, null, new RequirementChange(title, subject, false, isReadyMade && subject is { } known ? ReadyMadeRequirements.Of(known, language) : []), user, cancellationToken);

    /// <summary>Saves one whole.</summary>
    /// <param name="id">Which.</param>
    /// <param name="version">As it was read.</param>
    /// <param name="change">What it becomes.</param>
    /// <param name="user">Who saves.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public Task<RegisterOutcome> SaveAsync(Guid id, Guid? version, RequirementChange change, Guid user, CancellationToken cancellationToken) =>
        SaveAsync((Guid?)id, version, change, user, cancellationToken);

    /// <summary>Deletes one.</summary>
    public Task<RegisterOutcome> DeleteAsync(Guid id, Guid version, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.RequirementSpecifications.FindAsync([id], cancellationToken) is not { } known)
            {
                return RegisterOutcome.Of(RegisterStatus.NotFound);
            }

            if (known.Version != version)
            {
                return RegisterOutcome.Of(RegisterStatus.ChangedMeanwhile);
            }

            db.RequirementSpecifications.Remove(known);
            db.Append(store.Now, AuditTrail.RequirementsDeleted, user, detail: Detail(known));
            return RegisterOutcome.Of(RegisterStatus.Success, id);
        },
        cancellationToken);

    /// <summary>
    /// Requirements as they are kept: trimmed, each with a number of its own. Those that are new, or have a number that another has before
    /// them or that was never given, get the next.
    /// </summary>
    public static (IReadOnlyList<Requirement> Requirements, int LastNumber) Numbered(IReadOnlyList<Requirement> requirements, int last)
    {
        var (given, taken) = (last, new HashSet<int>());
        List<Requirement> numbered = [];
        foreach (var one in requirements)
        {
            var number = one.Number > 0 && one.Number <= given && taken.Add(one.Number) ? one.Number : ++last;
            numbered.Add(one with { Number = number, Group = one.Group.Trim(), Text = one.Text.Trim(), Explanation = Trimmed(one.Explanation), Link = Trimmed(one.Link) });
        }

        return (numbered, last);
    }

    private Task<RegisterOutcome> SaveAsync(Guid? id, Guid? version, RequirementChange change, Guid user, CancellationToken cancellationToken)
    {
        var title = change.Title?.Trim() ?? string.Empty;
        var faults = Faults(title, change);
        return faults.Count > 0 ? Task.FromResult(new RegisterOutcome(RegisterStatus.Invalid, default, faults)) : store.WriteAsync(
            async db =>
            {
                var known = id is null ? null : await db.RequirementSpecifications.FindAsync([id], cancellationToken);
                if (id is not null && known?.Version != version)
                {
                    return RegisterOutcome.Of(known is null ? RegisterStatus.NotFound : RegisterStatus.ChangedMeanwhile);
                }

                var (requirements, last) = Numbered(change.Requirements, known?.LastNumber ?? 0);
                var json = RequirementSpecification.Write(requirements);
                if (known is null)
                {
                    known = db.RequirementSpecifications.Add(new RequirementSpecification
                    {
                        Id = Guid.CreateVersion7(),
                        Title = title,
                        Subject = change.Subject!.Value,
                        Requirements = json,
                        LastNumber = last,
                        ChangedAt = store.Now,
                        ChangedBy = user,
                    }).Entity;
                }
                else
                {
                    (known.Title, known.Subject, known.IsFinished, known.Requirements, known.LastNumber) = (title, change.Subject!.Value, change.IsFinished, json, last);
                    (known.ChangedAt, known.ChangedBy, known.Version) = (store.Now, user, Guid.NewGuid());
                }

                db.Append(store.Now, id is null ? AuditTrail.RequirementsBegun : AuditTrail.RequirementsSaved, user, detail: Detail(known));
                return RegisterOutcome.Of(RegisterStatus.Success, known.Id);
            },
            cancellationToken);
    }

    private static Dictionary<string, Label> Faults(string title, RequirementChange change)
    {
        var faults = new Dictionary<string, Label>();
        Check("title", title.Length is 0 or > RequirementSpecification.LongestTitle, RequirementTexts.TitleMissing);
        Check("subject", change.Subject is null, RequirementTexts.ChooseSubject);
        Check("requirements", change.Requirements.Count > MostRequirements, RequirementTexts.TooMany);
        foreach (var (index, one) in change.Requirements.Index())
        {
            var at = $"requirements[{index}].";
            Check($"{at}text", one.Text.Trim().Length is 0 or > LongestText, RequirementTexts.TextMissing(index + 1));
            Check($"{at}group", one.Group.Length > LongestGroup, RequirementTexts.GroupTooLong(index + 1));
            Check($"{at}explanation", one.Explanation?.Length > LongestText, RequirementTexts.ExplanationTooLong(index + 1));
            Check($"{at}link", Trimmed(one.Link) is { } link && (link.Length > LongestLink || !IsAddress(link)), RequirementTexts.NotALink(index + 1));
        }

        return faults;

        void Check(string field, bool isWrong, Label fault)
        {
            if (isWrong)
            {
                faults.TryAdd(field, fault);
            }
        }
    }

    private static bool IsAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } some ? some : null;

    private static string Detail(RequirementSpecification known) => JsonSerializer.Serialize(new { Subject = RequirementTexts.NameOf(known.Subject).Nb, State = RequirementTexts.StateOf(known.IsFinished).Nb });
}
