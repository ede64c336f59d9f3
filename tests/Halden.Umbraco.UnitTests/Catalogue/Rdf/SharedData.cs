namespace Halden.Umbraco.UnitTests.Catalogue.Rdf;

/// <summary>Test data that others own and that is not copied into the repository: <c>HALDEN_SHARED_DATA</c>, or ../shared/data beside it.</summary>
internal static class SharedData
{
    public static string Root { get; } =
        Environment.GetEnvironmentVariable("HALDEN_SHARED_DATA") is { Length: > 0 } set ? set : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The path of a file or folder; skips the test where it is absent.</summary>
    public static string Require(string path)
    {
        Assert.SkipUnless(Has(path), $"{path} is not here. Set HALDEN_SHARED_DATA to the folder that has it.");
        return Path.Combine(Root, path);
    }
}
