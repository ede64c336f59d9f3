using System.Text.RegularExpressions;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>Something that remains to be done about a service.</summary>
/// <param name="Text">What, for the editor.</param>
/// <param name="Blocks">It must be done before the service can be submitted; otherwise it is advice.</param>
/// <param name="Culture">The language concerned, or null.</param>
/// <param name="Field">Alias of the field concerned, or null.</param>
internal sealed record RemainingTask(Label Text, bool Blocks, string? Culture = null, string? Field = null);

/// <summary>Where a link in a text leads.</summary>
internal enum LinkTarget
{
    /// <summary>Out of self-service; nothing is known of it.</summary>
    Elsewhere,

    /// <summary>A page that the public can read.</summary>
    Public,

    /// <summary>A service that exists, but is not public yet.</summary>
    NotPublic,

    /// <summary>Nothing: the link is dead.</summary>
    Missing,
}

/// <summary>Says where a link leads, by its address as it stands in a text. Self-service supplies it.</summary>
internal delegate LinkTarget LinkTargetOf(string href);

/// <summary>The list of what remains before a service can be submitted: pure, so that it can be shown while one writes.</summary>
internal static partial class SubmissionTasks
{
    private static readonly IReadOnlyList<ServiceField> LinkFields = [.. ServiceFields.Public.Where(field => field.Kind == FieldKind.Html || field.Kind == FieldKind.Links)];

    /// <summary>What remains, what blocks first.</summary>
    /// <param name="description">The draft.</param>
    /// <param name="entry">Who answers for it, with departments and deputies; null for nobody.</param>
    /// <param name="today">The day, for deputies.</param>
    /// <param name="targetOf">Where links lead.</param>
    /// <param name="openComments">How many comments are not resolved.</param>
    public static IReadOnlyList<RemainingTask> Of(
        ServiceDescription description, RegisterEntry? entry, DateOnly today, LinkTargetOf targetOf, int openComments) =>
    [
        .. Texts(description).Concat(Responsibility(entry, today)).Concat(Links(description, targetOf)).Concat(Comments(openComments)).OrderByDescending(task => task.Blocks),
    ];

    /// <summary>Every address that a description links to.</summary>
    public static IEnumerable<string> Hrefs(ServiceDescription description) => description.Texts.Values.SelectMany(text => LinkFields.SelectMany(field => HrefsOf(field.Kind, text[field.Alias])));

    private static IEnumerable<RemainingTask> Texts(ServiceDescription description)
    {
        if (!description.Texts.ContainsKey(Cultures.Bokmal))
        {
            yield return new RemainingTask(ApprovalTexts.MissingTitle, Blocks: true, Cultures.Bokmal, ServiceFields.Title);
        }

        foreach (var culture in Cultures.All)
        {
            var text = description.Texts.GetValueOrDefault(culture);
            if (text is null && culture == Cultures.NewNorwegian)
            {
                yield return new RemainingTask(ApprovalTexts.MissingNewNorwegian, Blocks: false, culture, ServiceFields.Title);
            }
            else if (text is null ? culture == Cultures.Bokmal : text[ServiceFields.Lead].Length == 0 && text["description"].Length == 0)
            {
                yield return culture == Cultures.Bokmal
                    ? new RemainingTask(ApprovalTexts.MissingDescription, Blocks: true, culture, ServiceFields.Lead)
                    : new RemainingTask(ApprovalTexts.MissingDescriptionIn(culture), Blocks: false, culture, ServiceFields.Lead);
            }
        }
    }

    private static IEnumerable<RemainingTask> Responsibility(RegisterEntry? entry, DateOnly today)
    {
        var departments = entry.Departments();
        if (departments.Count == 0)
        {
            yield return new RemainingTask(ApprovalTexts.MissingDepartment, Blocks: true, Field: "departmentKey");
        }

        foreach (var department in departments.Where(department => !department.DecidersOn(today).Any()))
        {
            yield return new RemainingTask(
                departments.Count == 1 ? ApprovalTexts.MissingDirector : ApprovalTexts.MissingDirectorOf(department.Name), Blocks: true, Field: "departmentKey");
        }

        if (string.IsNullOrWhiteSpace(entry?.OwnerName))
        {
            yield return new RemainingTask(ApprovalTexts.MissingOwner, Blocks: true, Field: "ownerName");
        }

        if (string.IsNullOrWhiteSpace(entry?.Recipient) && entry?.RecipientKind != RecipientKind.PrintQueue)
        {
            yield return new RemainingTask(ApprovalTexts.MissingRecipient, Blocks: true, Field: "recipient");
        }
    }

    private static IEnumerable<RemainingTask> Links(ServiceDescription description, LinkTargetOf targetOf)
    {
        foreach (var (culture, text) in description.Texts)
        {
            foreach (var field in LinkFields)
            {
                foreach (var (href, target) in HrefsOf(field.Kind, text[field.Alias]).Distinct().Select(href => (href, targetOf(href))))
                {
                    if (target is LinkTarget.Missing or LinkTarget.NotPublic)
                    {
                        yield return new RemainingTask(
                            target == LinkTarget.Missing ? ApprovalTexts.DeadLink(field.Label, href) : ApprovalTexts.LinkNotPublic(field.Label, href),
                            Blocks: target == LinkTarget.Missing,
                            culture,
                            field.Alias);
                    }
                }
            }
        }
    }

    private static IEnumerable<RemainingTask> Comments(int open) => open == 0 ? [] : [new RemainingTask(ApprovalTexts.OpenComments(open), Blocks: false)];

    // Clean HTML has one form (docs/adr/0006): every attribute in double quotes, & as an entity. Umbraco links to its media
    // in the way it links to documents, but says so beside it.
    private static IEnumerable<string> HrefsOf(FieldKind kind, string value) => kind == FieldKind.Links
        ? ServiceLink.Parse(value).Select(link => link.Url)
        : Href().Matches(value).Where(match => !match.Value.Contains("type=\"media\"", StringComparison.OrdinalIgnoreCase)).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("""<a\b[^>]*?\shref="([^"]*)"[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex Href();
}
