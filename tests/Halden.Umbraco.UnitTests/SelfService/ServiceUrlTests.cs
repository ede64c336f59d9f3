using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Models.PublishedContent;
using Umbraco.Cms.Core.PublishedCache;
using Umbraco.Cms.Core.Routing;
using Umbraco.Cms.Core.Web;

namespace Halden.Umbraco.UnitTests.SelfService;

public class ServiceUrlTests
{
    private static readonly Uri Current = new("https://admin.halden.kommune.no/umbraco");

    private readonly AService _service = AService.Called("Hjemmesykepleie").In(Cultures.NewNorwegian, "Heimesjukepleie");
    private readonly SelfServiceState _state = new();

    public ServiceUrlTests() => _state.Current = ASnapshot.Of(_service);

    [Theory]
    [InlineData("nb-NO", UrlMode.Default, "/selvbetjening/hjemmesykepleie")]
    [InlineData("nn-no", UrlMode.Relative, "/nn/selvbetjening/heimesjukepleie")]
    [InlineData(null, UrlMode.Auto, "/selvbetjening/hjemmesykepleie")]
    [InlineData("nn-NO", UrlMode.Absolute, "https://admin.halden.kommune.no/nn/selvbetjening/heimesjukepleie")]
    public void GivesPublicAddress(string? culture, UrlMode mode, string address) =>
        Assert.Equal(address, Provider().GetUrl(Document(ServiceDocument.Alias), mode, culture, Current)?.Url?.OriginalString);

    [Fact]
    public void SaysNothingOfOtherDocuments() => Assert.Null(Provider().GetUrl(Document("nyhet"), UrlMode.Default, "nb-NO", Current));

    [Fact]
    public void SaysWhyThereIsNoAddress()
    {
        Assert.Null(Provider().GetUrl(Document(ServiceDocument.Alias), UrlMode.Default, "en-US", Current)!.Url);

        _state.Current = null;
        var url = Provider().GetUrl(Document(ServiceDocument.Alias), UrlMode.Default, "nb-NO", Current)!;
        Assert.Null(url.Url);
        Assert.NotEmpty(url.Message!);
    }

    [Theory]
    [InlineData("/selvbetjening/hjemmesykepleie", true)]
    [InlineData("/nn/selvbetjening/heimesjukepleie/", true)]
    [InlineData("/selvbetjening", false)]
    [InlineData("/selvbetjening/annet", false)]
    [InlineData("/nyheter", false)]
    public async Task UmbracoFindsTheDocumentBehindTheAddress(string path, bool found)
    {
        var document = Document(ServiceDocument.Alias);
        var cache = Stub<IPublishedContentCache>.Of(new() { [nameof(IPublishedContentCache.GetById)] = args => _service.Key.Equals(args[0]) ? document : null });
        var context = Stub<IUmbracoContext>.Of(new() { ["get_Content"] = _ => cache });
        var accessor = Stub<IUmbracoContextAccessor>.Of(new()
        {
            [nameof(IUmbracoContextAccessor.TryGetUmbracoContext)] = args =>
            {
                args[0] = context;
                return true;
            },
        });
        IPublishedContent? set = null;
        var request = Stub<IPublishedRequestBuilder>.Of(new()
        {
            ["get_Uri"] = _ => new Uri(Current, path),
            [nameof(IPublishedRequestBuilder.SetPublishedContent)] = args =>
            {
                set = (IPublishedContent?)args[0];
                return null;
            },
        });

        Assert.Equal(found, await new ServiceContentFinder(_state, accessor).TryFindContent(request));
        Assert.Same(found ? document : null, set);
    }

    private ServiceUrlProvider Provider() => new(_state);

    private IPublishedContent Document(string alias)
    {
        var type = Stub<IPublishedContentType>.Of(new() { ["get_Alias"] = _ => alias });
        return Stub<IPublishedContent>.Of(new() { ["get_ContentType"] = _ => type, ["get_Key"] = _ => _service.Key });
    }
}
