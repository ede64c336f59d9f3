using System.Xml.Linq;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.UnitTests.ServiceDescriptions;

public class USyncFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "uSync", "v17");

    [Fact]
    public void TheFilesInTheRepositoryAreWhatTheFieldTableGives()
    {
        var expected = USyncFiles.All();
        var found = Directory.EnumerateFiles(Folder, "*.config", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText);

        Assert.Equal(expected.Keys, found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(file.Value, found[file.Key]));
    }

    [Fact]
    public void EveryPublicFieldIsAPropertyAndNoInternalOneIs()
    {
        var type = XDocument.Parse(USyncFiles.All()["ContentTypes/haldenservice.config"]);
        var aliases = type.Descendants("GenericProperty").Select(property => property.Element("Alias")!.Value).ToHashSet();

        Assert.Equal(ServiceFields.Public.Select(field => field.Alias).ToHashSet(), aliases);
    }

    [Fact]
    public void EveryPropertyNamesADataTypeThatIsExported()
    {
        var files = USyncFiles.All();
        var dataTypes = files.Where(file => file.Key.StartsWith("DataTypes/", StringComparison.Ordinal))
            .Select(file => XDocument.Parse(file.Value).Root!.Attribute("Key")!.Value).ToHashSet();
        var definitions = XDocument.Parse(files["ContentTypes/haldenservice.config"]).Descendants("Definition").Select(element => element.Value);

        Assert.All(definitions, key => Assert.Contains(key, dataTypes));
    }

    [Fact]
    public void OnlyBokmalIsDefault()
    {
        var defaults = USyncFiles.All().Where(file => file.Key.StartsWith("Languages/", StringComparison.Ordinal))
            .Select(file => XDocument.Parse(file.Value).Root!)
            .Where(language => language.Element("IsDefault")!.Value == "true")
            .Select(language => language.Element("IsoCode")!.Value);

        Assert.Equal(["nb-NO"], defaults);
    }
}
