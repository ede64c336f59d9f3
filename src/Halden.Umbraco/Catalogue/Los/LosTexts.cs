using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What people are told of Los.</summary>
internal static class LosTexts
{
    public static Label NotDone { get; } = new("Los ble ikke byttet", "Los vart ikkje bytt", "Los was not replaced");

    public static Label NoFile { get; } = new("Velg filen med Los.", "Vel fila med Los.", "Choose the file with Los.");

    public static Label TooLarge { get; } = new(
        $"Filen er større enn {LosReader.MaxBytes / 1024 / 1024} MB, som er det meste vi leser. Hent filen fra https://psi.norge.no/los/all.rdf.",
        $"Fila er større enn {LosReader.MaxBytes / 1024 / 1024} MB, som er det meste vi les. Hent fila frå https://psi.norge.no/los/all.rdf.",
        $"The file is larger than {LosReader.MaxBytes / 1024 / 1024} MB, the most that we read. Get the file from https://psi.norge.no/los/all.rdf.");

    public static Label NotLos { get; } = new(
        "Filen er lest, men har ingen begreper fra Los. Hent filen fra https://psi.norge.no/los/all.rdf.",
        "Fila er lesen, men har ingen omgrep frå Los. Hent fila frå https://psi.norge.no/los/all.rdf.",
        "The file was read, but has no concepts of Los. Get the file from https://psi.norge.no/los/all.rdf.");

    public static Label NothingChanged { get; } = new("Ingenting er endret.", "Ingenting er endra.", "Nothing has been changed.");

    public static Label Replaced(int count, LosChanges changes) => new(
        $"Los er byttet og har nå {count} begreper: {changes.Added.Count} nye, {changes.Removed.Count} fjernet, {changes.Renamed.Count} med nytt navn.",
        $"Los er bytt og har no {count} omgrep: {changes.Added.Count} nye, {changes.Removed.Count} fjerna, {changes.Renamed.Count} med nytt namn.",
        $"Los has been replaced and now has {count} concepts: {changes.Added.Count} new, {changes.Removed.Count} removed, {changes.Renamed.Count} renamed.");

    public static Label Unchanged(int count) => new(
        $"Dette er utgaven som er i bruk, med {count} begreper. Ingenting er endret.",
        $"Dette er utgåva som er i bruk, med {count} omgrep. Ingenting er endra.",
        $"This is the edition in use, with {count} concepts. Nothing has been changed.");

    public static Label FarFewer(int count, int before) => new(
        $"Filen har bare {count} begreper, mot {before} i utgaven som er i bruk. Ingenting er endret. Bekreft at den skal brukes, om det er meningen.",
        $"Fila har berre {count} omgrep, mot {before} i utgåva som er i bruk. Ingenting er endra. Stadfest at ho skal brukast, om det er meininga.",
        $"The file has only {count} concepts, where the edition in use has {before}. Nothing has been changed. Confirm that it is to be used, if that is meant.");
}
