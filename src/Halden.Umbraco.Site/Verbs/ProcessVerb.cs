using System.CommandLine;
using System.Text;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;
using Halden.Umbraco.Processes.Drawing;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>process render FILE.bpmn OUT.svg|OUT.pdf</c>. It needs no started site.</summary>
internal static class ProcessVerb
{
    public static Command Create() => new("process", "Prosessmodeller.") { Render() };

    private static Command Render()
    {
        var file = new Argument<string>("FILE") { Description = "Fil med en prosess som BPMN 2.0, eller - for standard inn." };
        var output = new Argument<FileInfo>("OUT") { Description = "Fil å skrive tegningen til: .svg eller .pdf." };
        var verb = new Command("render", "Tegn en prosess med roller, og si hva i filen som er utenfor det en prosessmodell kan ha.") { file, output };
        verb.SetAction(async (parsed, _) =>
        {
            var (path, target) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(output));
            var isPdf = target.Extension.Equals(".pdf", StringComparison.OrdinalIgnoreCase);
            if (!isPdf && !target.Extension.Equals(".svg", StringComparison.OrdinalIgnoreCase))
            {
                await Console.Error.WriteLineAsync($"{target.Name} må slutte på .svg eller .pdf.");
                return ExitCodes.Usage;
            }

            if (path != "-" && !File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"Finner ikke filen {Path.GetFullPath(path)}.");
                return ExitCodes.Usage;
            }

            BpmnReading read;
            try
            {
                await using var input = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
                read = BpmnReader.Read(input);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"Kan ikke lese {path}: {fault.Message}");
                return ExitCodes.Usage;
            }

            if (read.Model is not { } model)
            {
                await Console.Error.WriteLineAsync(read.Fault!.Nb);
                return ExitCodes.Usage;
            }

            foreach (var note in read.Notes)
            {
                await Console.Error.WriteLineAsync($"{(note.IsLost ? "utelatt" : "lest   ")}  {Where(note)}: {note.Text.Nb}");
            }

            var findings = ProcessChecks.Of(model);
            foreach (var finding in findings)
            {
                await Console.Error.WriteLineAsync($"{(finding.Kind == ProcessFindingKind.Error ? "feil   " : "råd    ")}  {finding.At ?? "prosessen"}: {finding.Text.Nb}");
            }

            var title = read.Name ?? (path == "-" ? "Prosess" : Path.GetFileNameWithoutExtension(path));
            var bytes = isPdf
                ? ProcessPdf.Write(model, title, string.Empty, Cultures.Bokmal, TimeProvider.System.GetLocalNow())
                : Encoding.UTF8.GetBytes(ProcessSvg.Write(model, title, Cultures.Bokmal));
            if (!await VerbRunner.WriteFileAsync(target, async stream => await stream.WriteAsync(bytes)))
            {
                return ExitCodes.Usage;
            }

            // What is read as something else is still there; what is left out, or wrong, somebody should look at.
            return read.Notes.Any(note => note.IsLost) || findings.Any(finding => finding.Kind == ProcessFindingKind.Error) ? ExitCodes.Findings : ExitCodes.Success;
        });
        return verb;
    }

    private static string Where(BpmnNote note)
    {
        var name = note.Name is null ? note.Element : $"{note.Element} «{note.Name}»";
        return note.Id is null ? name : $"{name} ({note.Id})";
    }
}
