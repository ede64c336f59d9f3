using System.CommandLine;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>merge</c>: merges three HTML files as an import does, and prints the result and the conflicts as JSON. Needs no started site.</summary>
internal static class MergeVerb
{
    public static Command Create()
    {
        var before = new Option<FileInfo>("--base") { Description = "Teksten begge gikk ut fra.", Required = true };
        var local = new Option<FileInfo>("--local") { Description = "Kommunens tekst.", Required = true };
        var national = new Option<FileInfo>("--national") { Description = "Katalogens tekst nå.", Required = true };
        var verb = new Command("merge", "Flett tre HTML-filer slik en import gjør det.") { before, local, national };
        verb.SetAction(parsed =>
        {
            FileInfo[] files = [parsed.GetRequiredValue(before), parsed.GetRequiredValue(local), parsed.GetRequiredValue(national)];
            if (files.FirstOrDefault(file => !file.Exists) is { } missing)
            {
                Console.Error.WriteLine($"Finner ikke filen {missing.FullName}.");
                return ExitCodes.Usage;
            }

            try
            {
                var report = MergeCommand.Run(File.ReadAllText(files[0].FullName), File.ReadAllText(files[1].FullName), File.ReadAllText(files[2].FullName));
                Console.WriteLine(report.ToJson());
                return report.Conflicts.Count == 0 ? ExitCodes.Success : ExitCodes.Findings;
            }
            catch (UncleanableHtmlException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return ExitCodes.Usage;
            }
        });
        return verb;
    }
}
