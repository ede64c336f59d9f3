using System.Diagnostics;
using Halden.Umbraco.Site.Demonstration;

namespace Halden.Umbraco.IntegrationTests;

/// <summary>The site as it was built beside these tests, in the same configuration.</summary>
internal static class SiteExecutable
{
    /// <summary>Path of Halden.Umbraco.Site.dll.</summary>
    public static string Path { get; } = Find();

    /// <summary>Runs a verb in a process of its own, on the data in a directory.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string directory, bool withAdministrator, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Halden__DataDirectory"] = directory },
        };
        foreach (var (name, value) in HaldenSite.Database(directory))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        if (withAdministrator)
        {
            start.Environment["Umbraco__CMS__Unattended__UnattendedUserName"] = DemonstrationUsers.Administrator.Name;
            start.Environment["Umbraco__CMS__Unattended__UnattendedUserEmail"] = DemonstrationUsers.Administrator.Email;
            start.Environment["Umbraco__CMS__Unattended__UnattendedUserPassword"] = DemonstrationUsers.Password;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await error);
    }

    private static string Find()
    {
        // …/tests/<project>/bin/<configuration>/net10.0
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return System.IO.Path.Combine(root, "src", "Halden.Umbraco.Site", "bin", configuration, framework, "Halden.Umbraco.Site.dll");
    }
}
