using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Delivery;
using Halden.Umbraco.ServiceDescriptions;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.DeliveryApi;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Strings;

namespace Halden.Umbraco.UnitTests.SelfService.Delivery;

/// <summary>What we add to Umbraco's Content Delivery API, against Umbraco's own documents.</summary>
public class ContentDeliveryApiTests
{
    private const string Helse = "https://psi.norge.no/los/tema/helse-og-omsorg";

    private readonly ServiceIndexFields _fields = new(new CurrentLos());

    [Fact]
    public void IndexesThemeDepartmentAndLetterOfWhatIsPublished()
    {
        var values = Values(AService("Økonomisk rådgivning", (ServiceFields.LosWords, Helse), ("responsibleUnit", "Helse og omsorg"), ("contactUnit", "Et kontor")));

        Assert.Equal(["helse-og-omsorg"], values[ServiceIndexFields.Theme]);
        Assert.Equal(["helse-og-omsorg"], values[ServiceIndexFields.Department]);
        Assert.Equal(["ø"], values[ServiceIndexFields.Letter]);
    }

    [Fact]
    public void TheDepartmentIsTheContactUnitWhereNoneIsSaidToBeResponsible() =>
        Assert.Equal(["et-kontor"], Values(AService("Skole", ("contactUnit", "Et kontor")))[ServiceIndexFields.Department]);

    [Fact]
    public void KnowsNothingOfADraft()
    {
        var service = AService("Skole", (ServiceFields.LosWords, Helse), ("responsibleUnit", "Skole"));
        var published = Flat(service);
        service.SetCultureName("Ny tittel", Cultures.Bokmal);
        service.SetValue("responsibleUnit", "Hemmelig enhet", Cultures.Bokmal);

        var draft = AService("Utkast");
        draft.Published = false;

        Assert.Equal(published, Flat(service));
        Assert.Empty(_fields.GetFieldValues(draft, Cultures.Bokmal));
    }

    [Fact]
    public void OtherDocumentsAndCulturesGetNothing()
    {
        var service = AService("Skole");

        Assert.Empty(_fields.GetFieldValues(service, Cultures.English));
        Assert.Empty(_fields.GetFieldValues(service, null));
        Assert.Empty(_fields.GetFieldValues(new AContentTree().Root, Cultures.Bokmal));
        Assert.NotEmpty(_fields.GetFieldValues(service, "nb-no"));
    }

    [Fact]
    public void SortsAsTheAlphabetDoes()
    {
        string[] titles = ["Åpen barnehage", "Økonomi", "Ærlighet", "Zoologi", "avfall", "Avløp", "Barnehage"];

        Assert.Equal(
            ["avfall", "Avløp", "Barnehage", "Zoologi", "Ærlighet", "Økonomi", "Åpen barnehage"],
            titles.OrderBy(title => (string)Values(AService(title))[ServiceIndexFields.LetterOrder].Single(), StringComparer.Ordinal));
    }

    [Fact]
    public void WhatHasNoThemeComesLast() => Assert.True(string.CompareOrdinal(
        (string)Values(AService("Zoologi", (ServiceFields.LosWords, Helse)))[ServiceIndexFields.ThemeOrder].Single(),
        (string)Values(AService("Avfall"))[ServiceIndexFields.ThemeOrder].Single()) < 0);

    [Theory]
    [InlineData("serviceTheme:helse-og-omsorg", ServiceIndexFields.Theme, FilterOperation.Is, "helse-og-omsorg")]
    [InlineData("servicetheme:!Skole, barnehage", ServiceIndexFields.Theme, FilterOperation.IsNot, "skole|barnehage")]
    [InlineData("serviceDepartment:helse", ServiceIndexFields.Department, FilterOperation.Is, "helse")]
    [InlineData("serviceLetter:Ø", ServiceIndexFields.Letter, FilterOperation.Is, "ø")]
    [InlineData("serviceLetter:0–9", ServiceIndexFields.Letter, FilterOperation.Is, "0-9")]
    [InlineData("serviceLetter:", ServiceIndexFields.Letter, FilterOperation.Is, "")]
    public void ReadsFilters(string filter, string field, FilterOperation operation, string values)
    {
        var handler = new ServiceFilter();
        var option = handler.BuildFilterOption(filter);

        Assert.True(handler.CanHandle(filter));
        Assert.Equal((field, operation, values), (option.FieldName, option.Operator, string.Join('|', option.Values)));
    }

    [Theory]
    [InlineData("serviceLetter:asc", ServiceIndexFields.LetterOrder, Direction.Ascending)]
    [InlineData("serviceTheme:desc", ServiceIndexFields.ThemeOrder, Direction.Descending)]
    [InlineData("serviceDepartment:asc", ServiceIndexFields.DepartmentOrder, Direction.Ascending)]
    public void ReadsSorts(string sort, string field, Direction direction)
    {
        var handler = new ServiceSort();
        var option = handler.BuildSortOption(sort);

        Assert.True(handler.CanHandle(sort));
        Assert.Equal((field, direction), (option.FieldName, option.Direction));
    }

    [Theory]
    [InlineData("name:asc")]
    [InlineData("contentType:article")]
    [InlineData("theme:helse")]
    public void LeavesOthersAlone(string query)
    {
        Assert.False(new ServiceFilter().CanHandle(query));
        Assert.False(new ServiceSort().CanHandle(query));
    }

    [Fact]
    public void EveryFilterAndSortIsOfAFieldThatIsIndexed()
    {
        string[] names = ["serviceTheme:", "serviceDepartment:", "serviceLetter:"];
        var indexed = Values(AService("Skole")).Keys.ToHashSet();

        Assert.Equal(_fields.GetFields().Select(field => field.FieldName).ToHashSet(), indexed);
        Assert.Equal(indexed, names.Select(name => new ServiceFilter().BuildFilterOption(name).FieldName).Concat(names.Select(name => new ServiceSort().BuildSortOption(name).FieldName)).ToHashSet());
    }

    // That the document type has no other properties than these is TheServiceTypeHasFiveTabsInOrderAndEveryPublicField's.
    [Fact]
    public void NothingButPublicFieldsIsInTheIndex()
    {
        var service = AService("Skole", [.. ServiceFields.Public.Where(field => field.Kind == FieldKind.Text).Select(field => (field.Alias, "synlig"))]);
        var before = Flat(service);
        foreach (var field in ServiceFields.Internal)
        {
            var type = Type(field);
            type.SupportsPublishing = true;
            service.Properties.Add(new Property(type));
            service.SetValue(field.Alias, "hemmelig", Cultures.Bokmal);
            service.Properties[field.Alias]!.PublishValues(Cultures.Bokmal);
        }

        Assert.NotEmpty(ServiceFields.Internal);
        Assert.Equal(before, Flat(service));
        Assert.All(ServiceIndexFields.DepartmentFields, alias => Assert.Equal(FieldAudience.Public, ServiceFields.Find(alias)!.Audience));
    }

    private Dictionary<string, List<object>> Values(Content service) =>
        _fields.GetFieldValues(service, Cultures.Bokmal).ToDictionary(value => value.FieldName, value => value.Values.ToList());

    private List<string> Flat(Content service) => [.. Values(service).Select(value => $"{value.Key}={string.Join(',', value.Value)}")];

    private static Content AService(string title, params (string Alias, string Value)[] values)
    {
        var type = new ContentType(new DefaultShortStringHelper(new DefaultShortStringHelperConfig()), -1) { Alias = ServiceDocument.Alias, Id = 11, Variations = ContentVariation.Culture };
        foreach (var field in ServiceFields.Public)
        {
            type.AddPropertyType(Type(field));
        }

        var content = new Content(title, -1, type, Cultures.Bokmal) { Id = 1000, Key = Guid.NewGuid(), Path = "-1,1000" };
        content.SetCultureName(title, Cultures.Bokmal);
        foreach (var (alias, value) in values)
        {
            ServiceDocument.Set(content, Cultures.Bokmal, alias, value);
        }

        foreach (var property in content.Properties)
        {
            property.PublishValues(Cultures.Bokmal);
        }

        AContentTree.Publish(content, Cultures.Bokmal);
        return content;
    }

    private static PropertyType Type(ServiceField field) =>
        new(new DefaultShortStringHelper(new DefaultShortStringHelperConfig()), "Umbraco.Plain.String", ValueStorageType.Ntext) { Alias = field.Alias, Variations = ContentVariation.Culture };
}
