using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>One service, as far as a brief tells of it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Department">Name of its department; null for none.</param>
/// <param name="IsToBeElectronic">Whether it is to have an electronic form, or be integrated.</param>
/// <param name="HasOwner">Whether it has a main responsible who can be reached.</param>
/// <param name="HasRecipient">Whether somebody receives the applications.</param>
/// <param name="IsDescribed">Whether the description is as it was approved.</param>
/// <param name="HasProcess">Whether a process is drawn.</param>
/// <param name="HasForm">Whether it has an electronic form.</param>
/// <param name="IsApproved">Whether the whole of it is as it was approved.</param>
/// <param name="ApprovedOn">When it was last approved.</param>
/// <param name="Roles">Who in the organisation is touched, by the process models.</param>
/// <param name="HoursPerYear">Hours saved; null for not known.</param>
/// <param name="KronerPerYear">Kroner saved; null for not known.</param>
/// <param name="OneOffCost">In kroner.</param>
/// <param name="YearlyCost">In kroner.</param>
internal sealed record BriefService(
    string Title,
    string? Department,
    bool IsToBeElectronic,
    bool HasOwner,
    bool HasRecipient,
    bool IsDescribed,
    bool HasProcess,
    bool HasForm,
    bool IsApproved,
    DateOnly? ApprovedOn,
    IReadOnlyList<string> Roles,
    decimal? HoursPerYear,
    decimal? KronerPerYear,
    int OneOffCost,
    int YearlyCost);

/// <summary>What is known of the introduction on a day.</summary>
/// <param name="Day">Which.</param>
/// <param name="Department">Name of the department that it is about; null for all.</param>
/// <param name="Services">The services, of that department or of all.</param>
/// <param name="HourlyCost">Kroner per hour that the benefit is reckoned with.</param>
internal sealed record BriefFacts(DateOnly Day, string? Department, IReadOnlyList<BriefService> Services, int HourlyCost);

/// <summary>A part of a brief.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">What it says, a line each.</param>
internal sealed record BriefSection(string Heading, IReadOnlyList<string> Lines);

/// <summary>What an audience needs to know, on one page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Lead">Whom it is for, and of what day.</param>
/// <param name="Sections">In the order that they are read.</param>
internal sealed record Brief(string Title, string Lead, IReadOnlyList<BriefSection> Sections)
{
    private const int MostDepartments = 7;
    private const int MostRoles = 12;
    private const int ShownMonths = 6;
    private const int LongestName = 60;

    /// <summary>Writes the brief of an audience from what is known. The same facts, the same brief.</summary>
    public static Brief Of(BriefFacts facts, InformationAudience audience, string language)
    {
        var title = facts.Department is { } department ? BriefTexts.TitleOf(Short(department)) : BriefTexts.Title;
        return new Brief(
            title.In(language),
            BriefTexts.Lead(audience, facts.Day).In(language),
            [
                Section(BriefTexts.Organisation, [BriefTexts.Organised, BriefTexts.Ask(audience)]),
                Section(BriefTexts.Scope, ScopeOf(facts)),
                Section(BriefTexts.Affected, AffectedOf(facts)),
                Section(BriefTexts.BeforePublishing, MissingOf(facts)),
                Section(BriefTexts.CostBenefit, BenefitOf(facts)),
                Section(BriefTexts.Time, TimeOf(facts)),
            ]);

        BriefSection Section(Label heading, IEnumerable<Label> lines) => new(heading.In(language), [.. lines.Select(line => line.In(language))]);
    }

    private static IEnumerable<Label> ScopeOf(BriefFacts facts)
    {
        yield return BriefTexts.InScope(facts.Services.Count, facts.Services.Count(service => service.IsToBeElectronic));
        if (facts.Department is not null)
        {
            yield break;
        }

        var departments = facts.Services.GroupBy(service => service.Department).OrderBy(department => department.Key is null).ThenByDescending(department => department.Count())
            .ThenBy(department => department.Key, NorwegianOrder.Comparer).ToList();
        foreach (var department in departments.Take(MostDepartments))
        {
            yield return BriefTexts.OfDepartment(department.Key is { } name ? Short(name) : null, department.Count(), department.Count(service => service.IsApproved));
        }

        if (departments.Count > MostDepartments)
        {
            yield return BriefTexts.MoreDepartments(departments.Count - MostDepartments, departments.Skip(MostDepartments).Sum(department => department.Count()));
        }
    }

    private static IEnumerable<Label> AffectedOf(BriefFacts facts)
    {
        var owned = facts.Services.Count(service => service.HasOwner);
        yield return BriefTexts.Owners(owned, facts.Services.Count - owned);
        var roles = facts.Services.SelectMany(service => service.Roles.Distinct()).GroupBy(role => role).OrderByDescending(role => role.Count()).ThenBy(role => role.Key, NorwegianOrder.Comparer).ToList();
        yield return roles.Count == 0
            ? BriefTexts.NoRoles
            : BriefTexts.Roles(string.Join(", ", roles.Take(MostRoles).Select(role => $"{Short(role.Key)} ({role.Count()})")), Math.Max(0, roles.Count - MostRoles));
    }

    private static IEnumerable<Label> MissingOf(BriefFacts facts)
    {
        var found = false;
        foreach (var (text, lacks) in (IEnumerable<(Func<int, Label>, Func<BriefService, bool>)>)
        [
            (BriefTexts.LackOwner, service => !service.HasOwner),
            (BriefTexts.LackRecipient, service => !service.HasRecipient),
            (BriefTexts.LackDescription, service => !service.IsDescribed),
            (BriefTexts.LackProcess, service => !service.HasProcess),
            (BriefTexts.LackForm, service => !service.HasForm && service.IsToBeElectronic),
            (BriefTexts.LackApproval, service => !service.IsApproved),
        ])
        {
            if (facts.Services.Count(lacks) is > 0 and var count)
            {
                found = true;
                yield return text(count);
            }
        }

        if (!found)
        {
            yield return BriefTexts.NothingLacks;
        }
    }

    private static IEnumerable<Label> BenefitOf(BriefFacts facts)
    {
        var known = facts.Services.Where(service => service.KronerPerYear is not null).ToList();
        var (once, yearly) = (facts.Services.Sum(service => (decimal)service.OneOffCost), facts.Services.Sum(service => (decimal)service.YearlyCost));
        if (known.Count == 0)
        {
            yield return BriefTexts.NoBenefit;
        }
        else
        {
            yield return BriefTexts.Saved(known.Sum(service => service.HoursPerYear ?? 0), known.Sum(service => service.KronerPerYear ?? 0), known.Count, facts.Services.Count, facts.HourlyCost);
        }

        if (once > 0 || yearly > 0)
        {
            yield return BriefTexts.Costs(once, yearly, known.Count == 0 ? null : BenefitCalculation.Payback(once, known.Sum(service => service.KronerPerYear ?? 0) - yearly));
        }
    }

    private static IEnumerable<Label> TimeOf(BriefFacts facts)
    {
        var done = facts.Services.Count(service => service.IsApproved);
        yield return BriefTexts.Done(done, facts.Services.Count - done);
        var first = new DateOnly(facts.Day.Year, facts.Day.Month, 1).AddMonths(1 - ShownMonths);
        yield return BriefTexts.PerMonth([.. Enumerable.Range(0, ShownMonths).Select(first.AddMonths).Select(month => (
            month, facts.Services.Count(service => service.ApprovedOn >= month && service.ApprovedOn < month.AddMonths(1))))]);
    }

    private static string Short(string name) => name.Length <= LongestName ? name : string.Concat(name.AsSpan(0, LongestName - 1).TrimEnd(), "…");
}
