using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.ServiceDescriptions;

public class FieldKindTests
{
    public static TheoryData<string, string> Canonical => new()
    {
        { "text", "Barnehageplass på Brødløs" },
        { "longText", "Storgata 8\n1771 Halden" },
        { "html", "<p>Søk før <strong>1. mars</strong></p>" },
        { "links", """[{"title":"Barnehageloven § 16","url":"https://lovdata.no/lov/2005-06-17-64"}]""" },
        { "date", "2026-03-01" },
        { "flag", "true" },
        { "flag", "false" },
        { "list", "barnehage\nbarnehageplass" },
    };

    [Theory]
    [MemberData(nameof(Canonical))]
    public void AValueComesBackFromUmbracoAsItWent(string kind, string value)
    {
        var field = FieldKind.All.Single(known => known.Name == kind);
        Assert.Equal(value, field.FromUmbraco(field.ToUmbraco(value)));
    }

    [Fact]
    public void NoValueIsNullInUmbracoAndEmptyHere() => Assert.All(FieldKind.All, kind =>
    {
        Assert.Null(kind.ToUmbraco(string.Empty));
        Assert.Equal(string.Empty, kind.FromUmbraco(null));
        Assert.Null(kind.ToJson(string.Empty));
    });

    // As an unmodified Umbraco 17.4.2 wrote them when a document was saved through its Management API.
    [Fact]
    public void RichTextIsStoredAsUmbracosEditorStoresIt() => Assert.Equal(
        """{"markup":"\u003Cp\u003EHei p\u00E5 deg\u003C/p\u003E","blocks":{"contentData":[],"settingsData":[],"expose":[],"layout":{}}}""",
        FieldKind.Html.ToUmbraco("<p>Hei på deg</p>"));

    [Fact]
    public void LinksAreStoredAsUmbracosPickerStoresThem() => Assert.Equal(
        """[{"name":"Utl\u00E5n","target":null,"unique":null,"type":null,"udi":null,"url":"https://dokumenter.example.no/utlan.pdf","queryString":null,"culture":null},{"name":"SFO","target":null,"unique":null,"type":null,"udi":"umb://document/0d9c1b0a3e394d0b9d4e2f4a4d0f7a11","url":null,"queryString":null,"culture":null}]""",
        FieldKind.Links.ToUmbraco("""[{"title":"Utlån","url":"https://dokumenter.example.no/utlan.pdf"},{"title":"SFO","url":"/umbraco-document/0d9c1b0a-3e39-4d0b-9d4e-2f4a4d0f7a11"}]"""));

    [Fact]
    public void PlainMarkupInARichTextPropertyIsReadAsMarkup() => Assert.Equal("<p>Hei</p>", FieldKind.Html.FromUmbraco("<p>Hei</p>"));

    [Fact]
    public void ADocumentPickedInUmbracoKeepsItsKey()
    {
        var stored = """[{"name":"SFO","target":null,"unique":"0d9c1b0a-3e39-4d0b-9d4e-2f4a4d0f7a11","type":"document","udi":null,"url":null,"queryString":null}]""";
        Assert.Equal(
            """[{"title":"SFO","url":"/umbraco-document/0d9c1b0a-3e39-4d0b-9d4e-2f4a4d0f7a11"}]""",
            FieldKind.Links.FromUmbraco(stored));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hei")]
    [InlineData("//ondsinnet.example")]
    [InlineData("/\\ondsinnet.example")]
    [InlineData("vbscript:x")]
    public void AnUnsafeAddressIsAFault(string url) =>
        Assert.NotNull(FieldKind.Links.Fault(ServiceLink.Canonical([new ServiceLink("Lenke", url)])));

    [Theory]
    [InlineData("https://lovdata.no")]
    [InlineData("/skjema/1")]
    [InlineData("mailto:post@halden.example")]
    [InlineData("tel:+4769174500")]
    public void AnOrdinaryAddressIsFine(string url) =>
        Assert.Null(FieldKind.Links.Fault(ServiceLink.Canonical([new ServiceLink("Lenke", url)])));

    [Theory]
    [InlineData("date", "1. mars")]
    [InlineData("date", "2026-02-30")]
    [InlineData("flag", "kanskje")]
    [InlineData("text", "to\nlinjer")]
    [InlineData("links", "ikke json")]
    [InlineData("links", """[{"title":"","url":"https://x.example"}]""")]
    public void AMalformedValueIsAFault(string kind, string value) =>
        Assert.NotNull(FieldKind.All.Single(known => known.Name == kind).Fault(value));

    [Fact]
    public void AValueLongerThanTheColumnIsAFault() => Assert.Contains("513", FieldKind.Text.Fault(new string('a', 513))!.Nb);
}
