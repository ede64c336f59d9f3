using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>
/// Renders the pages from their Razor components, outside any request and without MVC: the bytes are made when content
/// changes, not when somebody asks, and the host's view engine, whichever it is, has no say in them.
/// </summary>
internal static class PageRenderer
{
    public const string ContentType = "text/html; charset=utf-8";

    private static readonly ServiceProvider Services = new ServiceCollection()
        // Norwegian letters as they are; only what has a meaning in HTML is escaped.
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    // Without a byte order mark.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // Bytes of a service's page, about.
    private const int UsualLength = 24 * 1024;

    // As many as are seen without scrolling.
    private const int Newest = 6;

    public static byte[] Front(SelfServiceSite site, CultureServices services)
    {
        var frame = new PageFrame(
            site,
            services.Culture,
            SelfServiceTexts.SelfService.In(services.Culture),
            SelfServiceTexts.Intro.In(services.Culture),
            SelfServicePaths.Front(services.Culture),
            InEveryLanguage(SelfServicePaths.Front),
            IsRoot: true,
            Script: "sok")
        {
            Messages = services.Messages,
        };
        return Render<FrontPage, FrontPageModel>(
            frame,
            new(services.Themes, services.LifeEvents, ServiceGroups.ByLetter(services.Listed), [.. services.Services.OrderByDescending(service => service.Updated).Take(Newest)]) { MostUsed = services.MostUsed });
    }

    public static byte[] ServiceList(SelfServiceSite site, CultureServices services)
    {
        var frame = new PageFrame(
            site,
            services.Culture,
            SelfServiceTexts.AllServices.In(services.Culture),
            SelfServiceTexts.Intro.In(services.Culture),
            SelfServicePaths.ServiceList(services.Culture),
            InEveryLanguage(SelfServicePaths.ServiceList),
            Script: "sok");
        return Render<ServiceListPage, ServiceListModel>(frame, new(ServiceGroups.ByLetter(services.Listed)));
    }

    public static byte[] Topic(SelfServiceSite site, TopicModel topic, string culture)
    {
        // A theme is called something else in every language, and has not the same services: no page is its translation.
        var frame = new PageFrame(site, culture, topic.Heading, null, topic.Path, [new PageLanguage(culture, topic.Path)])
        {
            Trail = topic.Above is { } main ? [(main.Heading, SelfServicePaths.Theme(culture, main.Slug))] : [],
        };
        return Render<TopicPage, TopicModel>(frame, topic);
    }

    public static byte[] ThemeList(SelfServiceSite site, CultureServices services)
    {
        var frame = new PageFrame(
            site,
            services.Culture,
            SelfServiceTexts.ThemesTitle.In(services.Culture),
            SelfServiceTexts.ThemesIntro.In(services.Culture),
            SelfServicePaths.ThemeList(services.Culture),
            InEveryLanguage(SelfServicePaths.ThemeList));
        return Render<ThemeListPage, ThemeListModel>(frame, Themes(services));
    }

    private static ThemeListModel Themes(CultureServices services) => new(
        services.Themes, ServiceGroups.ByOtherWord(services.Listed, services.Culture, services.Los));

    private static IReadOnlyList<PageLanguage> InEveryLanguage(Func<string, string> path) => [.. Cultures.All.Select(culture => new PageLanguage(culture, path(culture)))];

    public static byte[] Service(SelfServiceSite site, PublicService service, bool isPreview = false)
    {
        var topics = service.Topics.ToList();
        var frame = new PageFrame(
            site,
            service.Culture,
            service.Title,
            service.Lead.Length == 0 ? null : service.Lead.ReplaceLineEndings(" "),
            service.Path,
            [.. service.Languages.Select(language => new PageLanguage(language.Culture, language.Path))])
        {
            // The main theme, which stands last.
            Trail = topics.Count > 0 ? [topics[^1]] : [],
            StructuredData = StructuredData.Of(site, service),
            Messages = service.Messages,
            IsService = true,
            TitleLanguage = service.TextCulture == service.Culture ? null : SelfServiceTexts.LanguageTag(service.TextCulture),

            // What is shown here in another language has its own page there.
            Canonical = service.TextCulture == service.Culture ? null : SelfServicePaths.Service(service.TextCulture, service.Slug),
        };
        return Render<ServicePage, ServicePageModel>(frame, new(service, service.PageSections, topics) { IsPreview = isPreview });
    }

    public static byte[] NotFound(SelfServiceSite site, string culture, IReadOnlyList<PublicService> elsewhere) => Render<MessagePage, MessagePageModel>(
        new(site, culture, SelfServiceTexts.NotFoundTitle.In(culture), null, null, []),
        new((elsewhere.Count > 0 ? SelfServiceTexts.NotInThisLanguage : SelfServiceTexts.NotFound).In(culture), elsewhere, HasSearch: true));

    public static byte[] Gone(SelfServiceSite site, string culture) => Render<MessagePage, MessagePageModel>(
        new(site, culture, SelfServiceTexts.GoneTitle.In(culture), null, null, []),
        new(SelfServiceTexts.Gone.In(culture), [], HasSearch: true));

    /// <summary>Instead of a form that cannot be filled in today.</summary>
    public static byte[] NoApplicationNow(SelfServiceSite site, PublicService service) => Render<MessagePage, MessagePageModel>(
        new(site, service.Culture, SelfServiceTexts.NoApplicationNow.In(service.Culture), null, null, []) { Messages = service.Messages, Trail = [(service.Title, service.Path)] },
        new(service.ApplicationNotice ?? string.Empty, []));

    public static byte[] Starting(SelfServiceSite site, string culture) => Message(site, culture, SelfServiceTexts.StartingTitle, SelfServiceTexts.Starting);

    /// <summary>A message instead of a page.</summary>
    public static byte[] Message(SelfServiceSite site, string culture, Label title, Label message) => Render<MessagePage, MessagePageModel>(
        new(site, culture, title.In(culture), null, null, []),
        new(message.In(culture), []));

    /// <summary>Renders a page within its frame.</summary>
    public static byte[] Render<TPage, TModel>(PageFrame frame, TModel model)
        where TPage : IComponent
    {
        // A renderer of its own for each page: nothing waits for anything, so the task is done when it is returned.
        using var renderer = new HtmlRenderer(Services, NullLoggerFactory.Instance);
        return renderer.Dispatcher.InvokeAsync(async () =>
        {
            // Cascading, because a component's parameters have to be public and these are not.
            var parameters = new Dictionary<string, object?>
            {
                [nameof(CascadingValue<PageFrame>.Value)] = frame,
                [nameof(CascadingValue<PageFrame>.IsFixed)] = true,
                [nameof(CascadingValue<PageFrame>.ChildContent)] = (RenderFragment)(builder =>
                {
                    builder.OpenComponent<CascadingValue<TModel>>(0);
                    builder.AddComponentParameter(1, nameof(CascadingValue<TModel>.Value), model);
                    builder.AddComponentParameter(2, nameof(CascadingValue<TModel>.IsFixed), true);
                    builder.AddComponentParameter(3, nameof(CascadingValue<TModel>.ChildContent), (RenderFragment)(inner =>
                    {
                        inner.OpenComponent<TPage>(0);
                        inner.CloseComponent();
                    }));
                    builder.CloseComponent();
                }),
            };
            var root = await renderer.RenderComponentAsync<CascadingValue<PageFrame>>(ParameterView.FromDictionary(parameters));

            // Not as one text first: that and the bytes of it were half of the memory that a page takes.
            var bytes = new MemoryStream(UsualLength);
            using (var writer = new StreamWriter(bytes, Utf8, bufferSize: 4096))
            {
                root.WriteHtmlTo(writer);
            }

            return bytes.ToArray();
        }).GetAwaiter().GetResult();
    }
}
