using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;
using Umbraco.Extensions;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>
/// A content tree in memory, of Umbraco's own documents, behind as much of its content service as the read model uses:
/// anything else throws.
/// </summary>
internal sealed class AContentTree
{
    private readonly Dictionary<int, Content> _documents = [];
    private readonly ContentType _service = Type(ServiceDocument.Alias, 11);
    private readonly ContentType _page = Type(ServiceDocument.SelfServiceAlias, 12);

    public AContentTree()
    {
        Contents = Stub<IContentService>.Of(new()
        {
            [nameof(IContentService.GetById)] = args => Read(() => _documents.Values.FirstOrDefault(one => args[0] is int id ? one.Id == id : one.Key.Equals(args[0]))),
            [nameof(IContentService.IsPathPublished)] = args => IsPathPublished((Content)args[0]!),
            [nameof(IContentService.HasChildren)] = args => _documents.Values.Any(one => one.ParentId.Equals(args[0])),
            [nameof(IContentService.GetPagedOfTypes)] = args => Read(() =>
            {
                AllReads++;
                var all = _documents.Values.Where(one => one.ContentTypeId == _service.Id).ToList();
                args[3] = (long)all.Count;
                return (object)all.Skip((int)((long)args[1]! * (int)args[2]!)).Take((int)args[2]!).Cast<IContent>().ToList();
            }),
        });
        ContentTypes = Stub<IContentTypeService>.Of(new() { [nameof(IContentTypeService.Get)] = args => Equals(args[0], ServiceDocument.Alias) ? _service : null });
        Root = Add(_page, -1, "Selvbetjening", [Cultures.Bokmal]);
    }

    public IContentService Contents { get; }

    public IContentTypeService ContentTypes { get; }

    public Content Root { get; }

    /// <summary>How many times everything was read.</summary>
    public int AllReads { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>What a read waits for, to hold a rebuild up.</summary>
    public Action BeforeRead { get; set; } = () => { };

    public Content AddService(string title, params string[] cultures) => Add(_service, Root.Id, title, cultures.Length == 0 ? [Cultures.Bokmal] : cultures);

    public Content AddServiceUnder(Content parent, string title) => Add(_service, parent.Id, title, [Cultures.Bokmal]);

    public void Rename(Content content, string title)
    {
        content.SetCultureName(title, Cultures.Bokmal);
        Publish(content, Cultures.Bokmal);
    }

    public void Remove(Content content) => _documents.Remove(content.Id);

    public static void Publish(Content content, string culture)
    {
        content.SetPublishInfo(culture, content.GetCultureName(culture), new DateTime(2026, 3, 1));
        content.Published = true;
    }

    private Content Add(ContentType type, int parentId, string title, string[] cultures)
    {
        var id = 1000 + _documents.Count;
        var content = new Content(title, parentId, type, Cultures.Bokmal)
        {
            Id = id,
            Key = Guid.NewGuid(),
            Path = parentId == -1 ? $"-1,{id}" : $"{_documents[parentId].Path},{id}",
        };
        foreach (var culture in cultures)
        {
            content.SetCultureName(title, culture);
            Publish(content, culture);
        }

        _documents.Add(id, content);
        return content;
    }

    private object? Read(Func<object?> read)
    {
        BeforeRead();
        return IsDown ? throw new InvalidOperationException("The database is down.") : read();
    }

    private bool IsPathPublished(Content content) =>
        content.Path.Split(',').Skip(1).All(id => _documents.TryGetValue(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture), out var one) && one.Published);

    private static ContentType Type(string alias, int id) =>
        new(new DefaultShortStringHelper(new DefaultShortStringHelperConfig()), -1) { Alias = alias, Id = id, Variations = ContentVariation.Culture };
}
