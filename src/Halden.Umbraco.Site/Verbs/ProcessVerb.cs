using System.CommandLine;
using System.Text;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;
using Halden.Umbraco.Processes.Drawing;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>process render FILE.bpmn OUT.svg|OUT.pdf</c>, which needs no started site, and <c>process export SERVICE STAGE FILE.bpmn</c>.</summary>
internal static class ProcessVerb
{
    public static Command Create() => new("process", "Prosessmodeller.") { Render(), Export() };

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

    private static Command Export()
    {
        var service = new Argument<string>("SERVICE") { Description = "Tjenestens nøkkel eller tittel." };
        var stage = new Argument<string>("STAGE") { Description = "Trinnet: manual, electronicForm eller integrated." };
        var file = new Argument<FileInfo>("FILE") { Description = "Filen som skal skrives, for eksempel prosess.bpmn." };
        var verb = new Command("export", "Skriv prosessen til en tjeneste som BPMN 2.0.") { service, stage, file };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            if (ProcessPart.Find(parsed.GetRequiredValue(stage)) is not { } known)
            {
                await Console.Error.WriteLineAsync(ProcessTexts.NoSuchStage.Nb);
                return ExitCodes.Usage;
            }

            var wanted = parsed.GetRequiredValue(service);
            var found = (await services.GetRequiredService<ServiceViews>().ListAsync(cancellationToken))
                .Where(one => Guid.TryParse(wanted, out var key) ? one.Key == key : string.Equals(one.Title, wanted, StringComparison.CurrentCultureIgnoreCase)).ToList();
            if (found.Count != 1)
            {
                await Console.Error.WriteLineAsync(found.Count == 0
                    ? $"Ingen tjeneste heter «{wanted}». «services --all» viser dem."
                    : $"{found.Count} tjenester heter «{wanted}». Skriv nøkkelen til en av dem: {string.Join(", ", found.Select(one => one.Key))}.");
                return ExitCodes.Findings;
            }

            if ((await services.GetRequiredService<ProcessModels>().OfAsync(found[0].Key, cancellationToken))[known] is not { } stored)
            {
                await Console.Error.WriteLineAsync(ProcessTexts.NoSuchProcess.Nb);
                return ExitCodes.Findings;
            }

            var model = ProcessJson.Read(stored.Json);
            var faults = ProcessChecks.Of(model).Where(finding => finding.Kind == ProcessFindingKind.Error).ToList();
            if (faults.Count > 0)
            {
                await Console.Error.WriteLineAsync(string.Join('\n', faults.Select(fault => fault.Text.Nb).Prepend(ProcessTexts.HasFaults.Nb)));
                return ExitCodes.Findings;
            }

            var target = parsed.GetRequiredValue(file);
            var title = ProcessTexts.TitleOf(found[0].Title, known).Nb;
            if (!await VerbRunner.WriteFileAsync(target, output => output.WriteAsync(BpmnWriter.Write(model, title), cancellationToken).AsTask()))
            {
                return ExitCodes.Usage;
            }

            VerbRunner.Write(parsed, new { file = target.FullName, service = found[0].Key, stage = ProcessPart.NameOf(known) }, () => Console.WriteLine($"«{title}» er skrevet til {target.FullName}."));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static string Where(BpmnNote note)
    {
        var name = note.Name is null ? note.Element : $"{note.Element} «{note.Name}»";
        return note.Id is null ? name : $"{name} ({note.Id})";
    }
}
