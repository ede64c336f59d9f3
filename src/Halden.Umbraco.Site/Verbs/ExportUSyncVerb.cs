using System.CommandLine;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>export-usync DIR</c>: writes the schema as uSync files. Needs no started site: the field table is all it reads.</summary>
internal static class ExportUSyncVerb
{
    public static Command Create()
    {
        var directory = new Argument<DirectoryInfo>("DIR") { Description = "Mappe som får Languages, DataTypes og ContentTypes, vanligvis uSync/v17." };
        var verb = new Command("export-usync", "Skriv skjemaet som uSync-filer.") { directory };
        verb.Options.Add(VerbRunner.JsonOption);
        verb.SetAction(parsed =>
        {
            var target = parsed.GetRequiredValue(directory).FullName;
            try
            {
                USyncFiles.WriteTo(target);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"Kan ikke skrive i {target}: {fault.Message}");
                return ExitCodes.Usage;
            }

            var files = USyncFiles.All().Keys.ToList();
            VerbRunner.Write(parsed, new { directory = target, files }, () => Console.WriteLine($"Skrev {files.Count} filer i {target}."));
            return ExitCodes.Success;
        });
        return verb;
    }
}
