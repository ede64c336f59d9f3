using Halden.Umbraco.Approval;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.Approval;

public class PackageContentTests
{
    private static readonly Guid Key = Guid.Parse("9d2a6f3e-8c61-4d5c-b0f4-6d2f7f1f0001");

    [Fact]
    public void TheHashDoesNotHangOnTheOrderOfFieldsOrCultures()
    {
        var one = Package(("nb-NO", "SFO", [("lead", "Etter skoletid"), ("price", "<p>2 000</p>")]), ("nn-NO", "SFO", []));
        var other = Package(("nn-NO", "SFO", []), ("nb-NO", "SFO", [("price", "<p>2 000</p>"), ("lead", "Etter skoletid")]));
        Assert.Equal(one.Hash, other.Hash);
    }

    [Fact]
    public void AnEmptyFieldIsNoField() =>
        Assert.Equal(Package(("nb-NO", "SFO", [])).Hash, Package(("nb-NO", "SFO", [("lead", "")])).Hash);

    [Fact]
    public void EveryPublicFieldChangesTheHash()
    {
        var hashes = ServiceFields.Public.Select(field => Package(("nb-NO", "SFO", [(field.Alias, "x")])).Hash).Append(Package(("nb-NO", "SFO", [])).Hash).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Fact]
    public void AnotherLanguageChangesTheHashButNotThePartsOfTheFirst()
    {
        var one = Package(("nb-NO", "SFO", []));
        var two = Package(("nb-NO", "SFO", []), ("nn-NO", "SFO", []));
        Assert.NotEqual(one.Hash, two.Hash);
        Assert.Equal(one.PartHashes["description/nb-NO"], two.PartHashes["description/nb-NO"]);
    }

    [Fact]
    public void ANewRecipientChangesTheHash()
    {
        var description = Description(("nb-NO", "SFO", []));
        var before = PackageContent.Of(description, Routing(Entry("sfo@halden.example")));
        var after = PackageContent.Of(description, Routing(Entry("annen@halden.example")));
        Assert.NotEqual(before.Hash, after.Hash);
    }

    [Fact]
    public void TheShortWayToTheHashGivesTheSame()
    {
        var description = Description(("nb-NO", "SFO", [("lead", "æøå «»\u2028")]), ("nn-NO", "SFO", []));
        var routing = Routing(Entry("sfo@halden.example"));
        Assert.Equal(PackageContent.Of(description, routing).Hash, PackageContent.HashOf(description.TextHashes(), routing));
    }

    [Fact]
    public void WhatIsKeptComesBackByteForByte()
    {
        var package = Package(("nb-NO", "SFO", [("lead", "Etter \"skoletid\" – æøå \u2028")]));
        var kept = PackageContent.Parse(package.ToJson());
        Assert.Equal("Etter \"skoletid\" – æøå \u2028", kept.Texts["nb-NO"]["lead"]);
        Assert.Equal("SFO", kept.Texts["nb-NO"].Title);
        Assert.Equal(package.Parts, kept.Parts);
        Assert.Equal(package.Hash, kept.Hash);
    }

    [Fact]
    public void FurtherDepartmentsChangeTheHashWhateverTheirOrder()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.NotEqual(RoutingPart.Canonical(Spanning()), RoutingPart.Canonical(Spanning(one)));
        Assert.Equal(RoutingPart.Canonical(Spanning(one, other)), RoutingPart.Canonical(Spanning(other, one)));

        static RegisterEntry Spanning(params Guid[] departments)
        {
            var entry = Entry("sfo@halden.example");
            entry.FurtherDepartments.AddRange(departments.Select(department => new FurtherDepartment { DocumentKey = Key, DepartmentKey = department }));
            return entry;
        }
    }

    [Fact]
    public void TheHashesOfAKnownPackageStayWhatTheyWere()
    {
        // Approvals that are years old are held against hashes made today: a change here would void them all.
        var package = PackageContent.Of(Description(("nb-NO", "Barnehageplass", [("lead", "Søk før 1. mars.")])), Routing(null));
        Assert.Equal("""{"fields":{"lead":"Søk før 1. mars."},"title":"Barnehageplass"}""", package.Parts["description/nb-NO"]);
        Assert.Equal("""{"department":null,"ownerEmail":null,"ownerName":null,"recipient":null,"recipientKind":null}""", package.Parts["routing"]);
        Assert.Equal(64, package.Hash.Length);
    }

    private static PackageContent Package(params (string Culture, string Title, (string Alias, string Value)[] Fields)[] texts) =>
        PackageContent.Of(Description(texts), Routing(null));

    private static KeyValuePair<string, string>[] Routing(RegisterEntry? entry) => [KeyValuePair.Create("routing", RoutingPart.Canonical(entry))];

    private static ServiceDescription Description(params (string Culture, string Title, (string Alias, string Value)[] Fields)[] texts) => new(
        Key,
        texts.ToDictionary(text => text.Culture, text => new ServiceText(text.Title, text.Fields.Select(field => KeyValuePair.Create(field.Alias, field.Value)))));

    private static RegisterEntry Entry(string recipient) => new() { DocumentKey = Key, Recipient = recipient, OwnerName = "Sara Skole" };
}
