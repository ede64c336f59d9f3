using System.Reflection;

namespace Halden.Umbraco.UnitTests;

public class ArchitectureTests
{
    [Fact]
    public void PluginReferencesNoUmbracoAssemblyButCore()
    {
        var umbraco = Assembly.Load("Halden.Umbraco").GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Umbraco.", StringComparison.Ordinal));

        Assert.Equal(["Umbraco.Core"], umbraco);
    }

    [Fact]
    public void PluginKnowsNeitherRuntimeNorTheSite()
    {
        var own = Assembly.Load("Halden.Umbraco").GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Halden.", StringComparison.Ordinal));

        Assert.Empty(own);
    }

    [Fact]
    public void FormsKnowNothingOfWhoShowsThemOrReceivesWhatIsSent()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Halden.Umbraco", "Forms"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(@"Halden\.Umbraco\.(SelfService|Submissions)\b", File.ReadAllText(file)));
    }
}
