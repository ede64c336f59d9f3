using System.Diagnostics;
using System.Text.Json;
using Halden.Umbraco.UnitTests.Catalogue.Rdf;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>What a validator of others says of a graph: whether it conforms, and what does not, warnings among it.</summary>
internal sealed record ShaclReport(bool Conforms, IReadOnlyList<ShaclResult> Results);

/// <summary>One thing that does not conform.</summary>
internal sealed record ShaclResult(string Severity, string? Node, string? Path, string Message);

/// <summary>The SHACL shapes of CPSV-AP-NO, and rdf-validate-shacl (tests/shacl) to hold a graph against them.</summary>
internal static class ShaclShapes
{
    private static readonly string Validator = Path.Combine(Repository.Root, "tests", "shacl");

    /// <summary>Validates a graph in Turtle; skips the test where the shapes are absent.</summary>
    public static async Task<ShaclReport> ValidateAsync(byte[] turtle)
    {
        var shapes = SharedData.Require("cpsv-ap-no/shacl/CPSV-AP-NO_shacl_shapes_v1.ttl");
        Assert.True(Directory.Exists(Path.Combine(Validator, "node_modules")), $"Building this project installs the validator; without that, run «npm ci» in {Validator}.");
        using var node = Process.Start(new ProcessStartInfo("node", ["validate.mjs", shapes])
        {
            WorkingDirectory = Validator,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        await node.StandardInput.BaseStream.WriteAsync(turtle);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonSerializer.Deserialize<ShaclReport>(await output, JsonSerializerOptions.Web)!;
    }
}
