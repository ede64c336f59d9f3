using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.ServiceDescriptions;

public sealed class ServiceSchemaTests : SiteTest
{
    [Fact]
    public async Task BokmalIsTheDefaultAndNothingElseIsMandatory()
    {
        var languages = (await Site.Get<ILanguageService>().GetAllAsync()).ToDictionary(language => language.IsoCode);

        Assert.Equal([Cultures.English, Cultures.Bokmal, Cultures.NewNorwegian], languages.Keys.Order());
        Assert.True(languages[Cultures.Bokmal].IsDefault);
        Assert.Equal(Cultures.Bokmal, languages[Cultures.NewNorwegian].FallbackIsoCode);
        Assert.Equal([Cultures.Bokmal], languages.Values.Where(language => language.IsMandatory).Select(language => language.IsoCode));
    }

    [Fact]
    public void TheServiceTypeHasFiveTabsInOrderAndEveryPublicField()
    {
        var type = Site.Get<IContentTypeService>().Get(ServiceDocument.Alias)!;

        Assert.Equal(ServiceSections.All.Select(section => section.Alias), type.PropertyGroups.OrderBy(group => group.SortOrder).Select(group => group.Alias));
        Assert.Equal(
            ServiceFields.Public.Select(field => (field.Alias, field.Key)).ToHashSet(),
            type.PropertyTypes.Select(property => (property.Alias, property.Key)).ToHashSet());
    }

    [Fact]
    public void NoInternalFieldIsAProperty()
    {
        var type = Site.Get<IContentTypeService>().Get(ServiceDocument.Alias)!;
        Assert.DoesNotContain(ServiceFields.Internal, field => type.PropertyTypeExists(field.Alias));
    }

    [Fact]
    public async Task InstallingAgainChangesNothing()
    {
        var before = Site.Get<IContentTypeService>().Get(ServiceDocument.Alias)!.UpdateDate;
        await Site.Get<ServiceSchema>().InstallAsync(CancellationToken.None);
        await RestartAsync();

        Assert.Equal(before, Site.Get<IContentTypeService>().Get(ServiceDocument.Alias)!.UpdateDate);
        Assert.Equal(1, Site.Contents.CountChildren(-1));
    }

    [Fact]
    public async Task AFieldThatIsMissingIsAddedToASiteInUse()
    {
        var types = Site.Get<IContentTypeService>();
        var type = types.Get(ServiceDocument.Alias)!;
        type.RemovePropertyType("price");
        await types.UpdateAsync(type, global::Umbraco.Cms.Core.Constants.Security.SuperUserKey);

        await Site.Get<ServiceSchema>().InstallAsync(CancellationToken.None);

        Assert.True(types.Get(ServiceDocument.Alias)!.PropertyTypeExists("price"));
    }

    [Fact]
    public void SelvbetjeningIsThereAndPublished()
    {
        var node = Site.Load(ServiceSchema.SelfServiceKey);
        Assert.True(node.Published);
        Assert.Equal("Selvbetjening", node.GetCultureName(Cultures.Bokmal));
        Assert.Equal("Sjølvbetening", node.GetCultureName(Cultures.NewNorwegian));
    }
}
