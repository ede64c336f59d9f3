using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What people are told of Los.</summary>
internal static class LosTexts
{
    public static Label NotDone { get; } = new("Los ble ikke byttet", "Los vart ikkje bytt", "Los was not replaced");

    public static Label NoFile { get; } = new("Velg filen med Los.", "Vel fila med Los.", "Choose the file with Los.");

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
