using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Extensions;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The mapping between a document of type <see cref="Alias"/> and a <see cref="ServiceDescription"/>.</summary>
internal static class ServiceDocument
{
    /// <summary>Alias of the document type Tjeneste.</summary>
    public const string Alias = "haldenService";

    /// <summary>Alias of the document type Selvbetjening.</summary>
    public const string SelfServiceAlias = "haldenSelfService";

    public static bool IsService(this IContentBase content) => content.ContentType.Alias == Alias;

    /// <summary>The draft, as the editor sees it.</summary>
    public static ServiceDescription Draft(IContent content) => Read(content, content.AvailableCultures, published: false);

    /// <summary>What is published; no culture where nothing is.</summary>
    public static ServiceDescription Published(IContent content) =>
        Read(content, content.Published ? content.PublishedCultures : [], published: true);

    /// <summary>What a document in the middle of being published is about to make public.</summary>
    public static ServiceDescription GoingOut(IContent content) =>
        Read(content, content.PublishCultureInfos?.Keys ?? [], published: true);

    /// <summary>Sets one field of the draft (or the title); returns whether that changed anything.</summary>
    public static bool Set(IContent content, string culture, string alias, string value)
    {
        if (alias == ServiceFields.Title)
        {
            if (content.GetCultureName(culture) == value)
            {
                return false;
            }

            content.SetCultureName(value, culture);
            return true;
        }

        var field = ServiceFields.Find(alias) ?? throw new ArgumentException($"No field has the alias {alias}.", nameof(alias));
        if (field.Kind.FromUmbraco(content.GetValue(alias, culture)) == value)
        {
            return false;
        }

        content.SetValue(alias, field.Kind.ToUmbraco(value), culture);
        return true;
    }

    /// <summary>Why Umbraco, or somebody who listens to it, did not save; null where it did.</summary>
    public static Label? WhyNotSaved(OperationResult result)
    {
        if (result.Success)
        {
            return null;
        }

        var said = string.Join(' ', result.EventMessages?.GetAll().Select(message => message.Message) ?? []);
        return said.Length > 0
            ? new Label(said, said, said)
            : new Label($"Umbraco lagret ikke: {result.Result}.", $"Umbraco lagra ikkje: {result.Result}.", $"Umbraco did not save: {result.Result}.");
    }

    private static ServiceDescription Read(IContent content, IEnumerable<string> cultures, bool published)
    {
        var texts = new SortedDictionary<string, ServiceText>(StringComparer.Ordinal);
        foreach (var culture in cultures)
        {
            var title = published ? content.GetPublishName(culture) : content.GetCultureName(culture);
            if (!string.IsNullOrWhiteSpace(title))
            {
                texts[Canonical(culture)] = new ServiceText(title, ServiceFields.Public.Select(field => KeyValuePair.Create(
                    field.Alias,
                    field.Kind.FromUmbraco(content.GetValue(field.Alias, culture, published: published)))));
            }
        }

        return new ServiceDescription(content.Key, texts);
    }

    // Umbraco folds the case of cultures in places (nb-no); the language's own spelling is ours.
    private static string Canonical(string culture) =>
        Cultures.All.FirstOrDefault(known => known.Equals(culture, StringComparison.OrdinalIgnoreCase)) ?? culture;
}
