using System.CommandLine;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>process export SERVICE STAGE FILE.bpmn</c>: the process of a service as it is being edited.</summary>
internal static class ProcessVerb
{
    public static Command Create() => new("process", "Prosesser.") { Export() };

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
}
