using System.Globalization;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Processes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>A text that is published and approved.</summary>
internal sealed class ShownText
{
    public ShownText(ServiceText text, DateOnly published)
    {
        Text = text;
        Updated = DateOnly.TryParseExact(text["updated"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var updated)
            ? updated
            : published;
        Hash = text.Hash();
        Hours = OpeningHours.Read(text["openingHours"]);
        Period = ApplicationPeriod.Of(text);
        LinkedKeys = [.. text.Values.Values.SelectMany(PublicHtml.LinkedKeys).Distinct().Order()];
    }

    public ServiceText Text { get; }

    /// <summary>When the text was last looked over: what it says itself, else when it was published.</summary>
    public DateOnly Updated { get; }

    public string Hash { get; }

    /// <summary>When those to contact are there; null where the text does not say so plainly.</summary>
    public OpeningHours? Hours { get; }

    /// <summary>When one can apply.</summary>
    public ApplicationPeriod Period { get; }

    /// <summary>The documents and files that it links to.</summary>
    public IReadOnlyList<Guid> LinkedKeys { get; }
}

/// <summary>A service with the texts of it that may be shown.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Texts">By culture; only those published and approved.</param>
/// <param name="Form">The electronic form that was approved with them; null where there is none.</param>
/// <param name="Process">How an application is processed, as it was approved with them; null where citizens are not shown it.</param>
internal sealed record ShownService(Guid Key, IReadOnlyDictionary<string, ShownText> Texts, FormDefinition? Form = null, CitizensProcess? Process = null)
{
    /// <summary>What may be shown of what is published, and the cultures whose published text is not approved.</summary>
    public static (ShownService Shown, IReadOnlyList<string> Withheld) Of(
        PublishedService service, Func<Guid, string, ServiceText, bool> isApproved, FormDefinition? form = null, CitizensProcess? process = null)
    {
        var texts = new Dictionary<string, ShownText>();
        var withheld = new List<string>();
        foreach (var culture in Cultures.All)
        {
            if (!service.Published.Texts.TryGetValue(culture, out var text))
            {
                continue;
            }

            if (isApproved(service.Key, culture, text))
            {
                texts.Add(culture, new ShownText(text, service.PublishedOn.GetValueOrDefault(culture)));
            }
            else
            {
                withheld.Add(culture);
            }
        }

        return (new ShownService(service.Key, texts, form, process), withheld);
    }
}

/// <summary>A service as Umbraco has it.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Path">The ids from the root to the document, itself included.</param>
/// <param name="Published">Its published texts; none where an ancestor is not published, or it lies in the recycle bin.</param>
/// <param name="PublishedOn">When each culture was published.</param>
internal sealed record PublishedService(Guid Key, IReadOnlyList<int> Path, ServiceDescription Published, IReadOnlyDictionary<string, DateOnly> PublishedOn);
