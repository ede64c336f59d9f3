using Halden.Umbraco.Catalogue;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class ServiceKeyTests
{
    [Fact]
    public void IsTheSameForTheSameServiceForEver() =>
        Assert.Equal(new Guid("d2aafa50-0b55-841b-bbba-8e225ef31798"), ServiceKey.For("ntk", "204"));

    [Fact]
    public void DiffersBetweenServicesAndSources()
    {
        var keys = Enumerable.Range(1, 5_000).Select(id => ServiceKey.For("ntk", $"{id}"))
            .Concat([ServiceKey.For("ntk1", "1"), ServiceKey.For("ntk", "/1"), ServiceKey.For("ntk/", "1"), ServiceKey.For("cpsv", "1")])
            .ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal((8, 2), (key.Version, key.Variant >> 2)));
    }
}
