using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.ServiceDescriptions;

public class ServiceFieldsTests
{
    [Fact]
    public void SectionsStandInTheFixedOrder() => Assert.Equal(
        ["Generelt", "Lover og retningslinjer", "Om søknadsprosessen", "Kontaktinformasjon", "Andre opplysninger"],
        ServiceSections.All.Select(section => section.Label.Nb));

    [Fact]
    public void AliasesAndKeysAreUnique()
    {
        Assert.Equal(ServiceFields.All.Count, ServiceFields.All.Select(field => field.Alias).Distinct().Count());
        var keys = ServiceFields.All.Select(field => field.Key)
            .Concat(ServiceSections.All.Select(section => section.Key))
            .Concat(FieldKind.All.Select(kind => kind.DataTypeKey))
            .Concat([ServiceSchema.ServiceTypeKey, ServiceSchema.SelfServiceTypeKey, ServiceSchema.SelfServiceKey])
            .ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("internSaksgang")]
    [InlineData("internOpplysninger")]
    [InlineData("servicekontoretsAnsvar")]
    [InlineData("merknaderOSK")]
    public void TheCataloguesInternalFieldsAreInternal(string ntkField)
    {
        var field = Assert.Single(ServiceFields.All, field => field.NtkField == ntkField);
        Assert.Equal(FieldAudience.Internal, field.Audience);
        Assert.DoesNotContain(field, ServiceFields.Public);
    }

    [Fact]
    public void EveryFieldHasAHeadingInThreeLanguages() => Assert.All(
        ServiceFields.All, field => Assert.All(Cultures.All, culture => Assert.NotEmpty(field.Label.In(culture))));

    [Fact]
    public void FreeFieldsTakeTheirHeadingFromATextField() => Assert.All(
        ServiceFields.All.Where(field => field.HeadingFrom is not null),
        field => Assert.Equal(FieldKind.Text, ServiceFields.Find(field.HeadingFrom!)!.Kind));
}
