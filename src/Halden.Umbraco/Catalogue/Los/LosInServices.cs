using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>A service with addresses that Los does not know.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Title">Its title in its first culture.</param>
/// <param name="Words">The addresses, with what they were called when they were last known.</param>
internal sealed record LosUnresolved(Guid Key, string Title, IReadOnlyList<LosUnknown> Words);

/// <summary>An address that Los does not know.</summary>
/// <param name="Psi">The line as it is stored.</param>
/// <param name="Name">What the edition before called it; the last part of the address where that one did not know it either.</param>
/// <param name="WasKnown">The edition before knew it.</param>
internal sealed record LosUnknown(string Psi, string Name, bool WasKnown);

/// <summary>Finds the services whose drafts have words that Los does not know. Reads every service, so it is for when Los is replaced.</summary>
internal sealed class LosInServices(IContentService contents, IContentTypeService contentTypes)
{
    private const int PageSize = 200;

    private static readonly string[] Fields = [.. ServiceFields.Public.Where(field => field.Vocabulary != FieldVocabulary.None).Select(field => field.Alias)];

    /// <summary>The services with such words, by title; texts that are no addresses are nobody's fault.</summary>
    /// <param name="now">The vocabulary in use.</param>
    /// <param name="before">The one before it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IReadOnlyList<LosUnresolved> Unresolved(LosVocabulary now, LosVocabulary before, CancellationToken cancellationToken)
    {
        List<LosUnresolved> found = [];
        if (contentTypes.Get(ServiceDocument.Alias) is not { } type)
        {
            return found;
        }

        long total;
        var page = 0L;
        do
        {
            foreach (var content in contents.GetPagedOfTypes([type.Id], page, PageSize, out total, filter: null).Where(content => !content.Trashed))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Of(ServiceDocument.Draft(content), now, before) is { } unresolved)
                {
                    found.Add(unresolved);
                }
            }
        }
        while (++page * PageSize < total);
        return [.. found.OrderBy(service => service.Title, NorwegianOrder.Comparer)];
    }

    private static LosUnresolved? Of(ServiceDescription service, LosVocabulary now, LosVocabulary before)
    {
        var unknown = service.Texts.Values
            .SelectMany(text => Fields.SelectMany(alias => now.Lines(text[alias])))
            .Where(line => line is { Concept: null, IsAddress: true })
            .DistinctBy(line => line.Text)
            .Select(line => new LosUnknown(line.Text, before.Label(line.Text, Cultures.Bokmal), before.Find(line.Text) is not null))
            .ToList();
        return unknown.Count == 0 ? null : new LosUnresolved(service.Key, Cultures.All.Select(culture => service.Texts.GetValueOrDefault(culture)?.Title).OfType<string>().First(), unknown);
    }
}
