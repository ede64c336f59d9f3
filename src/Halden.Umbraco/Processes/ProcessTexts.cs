using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Processes;

/// <summary>What is said to people about process models, other than what is wrong with one (<see cref="ProcessChecks"/>).</summary>
internal static class ProcessTexts
{
    public static readonly Label NoSuchProcess = new("Tjenesten har ingen prosess på dette trinnet.", "Tenesta har ingen prosess på dette trinnet.", "The service has no process at this stage.");

    public static readonly Label NoSuchSource = new("Det som skulle kopieres, finnes ikke.", "Det som skulle kopierast, finst ikkje.", "What was to be copied does not exist.");

    public static readonly Label NoSuchStage = new(
        "Velg manual, electronicForm eller integrated.", "Vel manual, electronicForm eller integrated.", "Choose manual, electronicForm or integrated.");

    public static readonly Label NothingToShow = new(
        "Tegn prosessen på dette trinnet før den kan vises for innbyggerne.",
        "Teikn prosessen på dette trinnet før han kan visast for innbyggjarane.",
        "Draw the process at this stage before it can be shown to citizens.");

    public static readonly Label HasFaults = new(
        "Prosessen har feil, og kan ikke skrives som BPMN før de er rettet.", "Prosessen har feil, og kan ikkje skrivast som BPMN før dei er retta.", "The process has faults, and cannot be written as BPMN before they are put right.");

    public static readonly Label Shown = new("Prosess som vises for innbyggerne", "Prosess som blir vist for innbyggjarane", "Process that is shown to citizens");

    public static readonly Label Unseen = new("Prosess: det som ikke leses av teksten", "Prosess: det som ikkje går fram av teksten", "Process: what the text does not tell");

    public static readonly Label NotInASystem = new(
        "Tjenesten er fullintegrert i dag, men søknadene leveres ikke til et fagsystem. Velg fagsystemet som mottaker under «Ansvar», eller rett trinnet i dag under «Prosess».",
        "Tenesta er fullintegrert i dag, men søknadene blir ikkje leverte til eit fagsystem. Vel fagsystemet som mottakar under «Ansvar», eller rett trinnet i dag under «Prosess».",
        "The service is fully integrated today, but applications are not delivered to a line-of-business system. Choose the system as recipient under “Responsibility”, or correct the stage today under “Process”.");

    /// <summary>What a stage is called.</summary>
    public static Label NameOf(ProcessStage stage) => stage switch
    {
        ProcessStage.Manual => new("Manuell", "Manuell", "Manual"),
        ProcessStage.ElectronicForm => new("Med elektronisk skjema", "Med elektronisk skjema", "With an electronic form"),
        _ => new("Fullintegrert", "Fullintegrert", "Fully integrated"),
    };

    /// <summary>A stage in the middle of a sentence.</summary>
    public static Label Within(ProcessStage stage)
    {
        var name = NameOf(stage);
        return new(Small(name.Nb), Small(name.Nn), Small(name.En));

        static string Small(string text) => char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>What a package's part of one stage is called.</summary>
    public static Label PartOf(ProcessStage stage)
    {
        var name = Within(stage);
        return new($"Prosess: {name.Nb}", $"Prosess: {name.Nn}", $"Process: {name.En}");
    }

    /// <summary>Title of a drawing.</summary>
    public static Label TitleOf(string service, ProcessStage stage) => Within(stage).After($"{service} – ");

    /// <summary>A fault of a stage's model as something to be done.</summary>
    public static Label Fault(ProcessStage stage, Label fault)
    {
        var part = PartOf(stage);
        return part.Then(fault, ". ");
    }

    /// <summary>The integrated process does not say where applications go.</summary>
    public static Label SystemNotNamed(string system) => new(
        $"Den fullintegrerte prosessen nevner ikke «{system}», som søknadene leveres til. Skriv «{system}» som system på steget der søknaden kommer inn, eller rett mottakeren under «Ansvar».",
        $"Den fullintegrerte prosessen nemner ikkje «{system}», som søknadene blir leverte til. Skriv «{system}» som system på steget der søknaden kjem inn, eller rett mottakaren under «Ansvar».",
        $"The fully integrated process does not name “{system}”, which applications are delivered to. Write “{system}” as the system of the step where the application comes in, or correct the recipient under “Responsibility”.");

    /// <summary>Today's process is not drawn.</summary>
    public static Label TodayNotDrawn(ProcessStage stage) => new(
        $"Prosessen slik den er i dag ({Within(stage).Nb}) er ikke tegnet.", $"Prosessen slik han er i dag ({Within(stage).Nn}) er ikkje teikna.", $"The process as it is today ({Within(stage).En}) is not drawn.");

    /// <summary>Somebody saved it meanwhile.</summary>
    public static Label SavedMeanwhile(string? by, DateTimeOffset at)
    {
        var (who, when) = (by ?? "–", NorwegianTime.Of(at).ToString("d.M.yyyy 'kl.' HH.mm", CultureInfo.InvariantCulture));
        return new(
            $"{who} lagret dette {when}, etter at du åpnet det. Ingenting av ditt er lagret. Eksporter det du har gjort hvis du vil ta vare på det, og last på nytt.",
            $"{who} lagra dette {when}, etter at du opna det. Ingenting av ditt er lagra. Eksporter det du har gjort om du vil ta vare på det, og last på nytt.",
            $"{who} saved this {NorwegianTime.Of(at).ToString("d.M.yyyy 'at' HH:mm", CultureInfo.InvariantCulture)}, after you opened it. Nothing of yours is saved. Export what you have done if you want to keep it, and reload.");
    }
}
