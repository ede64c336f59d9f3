using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>What an import says to people.</summary>
internal static class ImportTexts
{
    public static readonly Label Busy = new(
        "En import er allerede i gang. Vent til den er ferdig, og prøv igjen.",
        "Ein import er alt i gang. Vent til han er ferdig, og prøv igjen.",
        "An import is already under way. Wait until it is finished, and try again.");

    public static readonly Label UnknownUser = new(
        "Brukeren som startet importen, finnes ikke i Umbraco. Logg inn på nytt og prøv igjen.",
        "Brukaren som starta importen, finst ikkje i Umbraco. Logg inn på nytt og prøv igjen.",
        "The user who started the import does not exist in Umbraco. Sign in again and try once more.");

    public static readonly Label NoTypes = new(
        "Dokumenttypene for Selvbetjening er ikke installert. Start nettstedet på nytt, så installeres de, og prøv igjen.",
        "Dokumenttypane for Selvbetjening er ikkje installerte. Start nettstaden på nytt, så blir dei installerte, og prøv igjen.",
        "The document types of Selvbetjening are not installed. Restart the site, which installs them, and try again.");

    public static readonly Label NoPage = new(
        "Siden Selvbetjening finnes ikke, eller ligger i papirkurven. Opprett den i innholdstreet eller gjenopprett den, og prøv igjen.",
        "Sida Selvbetjening finst ikkje, eller ligg i papirkorga. Opprett ho i innhaldstreet eller gjenopprett ho, og prøv igjen.",
        "The page Selvbetjening does not exist, or is in the recycle bin. Create it in the content tree or restore it, and try again.");

    public static readonly Label Killed = new(
        "Importen ble brutt av før den var ferdig. Det som rakk å bli lagret, er beholdt, og neste import tar resten.",
        "Importen vart broten av før han var ferdig. Det som rakk å bli lagra, er halde, og neste import tek resten.",
        "The import was cut off before it was finished. What had been saved is kept, and the next import does the rest.");

    public static readonly Label CancelledWhileReading = new(
        "Importen ble stoppet mens katalogen ble lest. Ingenting er endret.",
        "Importen vart stoppa medan katalogen vart lesen. Ingenting er endra.",
        "The import was stopped while the catalogue was being read. Nothing has been changed.");

    public static readonly Label Failed = new(
        "Importen stanset av en feil hos oss. Det som rakk å bli lagret, er beholdt. Kjør importen på nytt; hjelper ikke det, be den som drifter nettstedet, om å se i loggen.",
        "Importen stansa av ein feil hos oss. Det som rakk å bli lagra, er halde. Køyr importen på nytt; hjelper ikkje det, be den som driftar nettstaden, om å sjå i loggen.",
        "The import stopped because of a fault of ours. What had been saved is kept. Run the import again; if that does not help, ask whoever runs the site to look in the log.");

    public static readonly Label NoRoom = new(
        "Importen stanset fordi det ikke er plass på serverens disk. Det som rakk å bli lagret, er beholdt. Be den som drifter nettstedet, om å rydde der, og kjør importen på nytt.",
        "Importen stansa fordi det ikkje er plass på disken til serveren. Det som rakk å bli lagra, er halde. Be den som driftar nettstaden, om å rydde der, og køyr importen på nytt.",
        "The import stopped because there is no room on the server's disk. What had been saved is kept. Ask whoever runs the site to make room there, and run the import again.");

    public static readonly Label Detached = new(
        "Tjenesten følger ikke lenger katalogen, slik kommunen har bestemt.",
        "Tenesta følgjer ikkje lenger katalogen, slik kommunen har bestemt.",
        "The service no longer follows the catalogue, as the municipality has decided.");

    public static readonly Label DeletedLocally = new(
        "Tjenesten er slettet lokalt og lages ikke på nytt av seg selv. Skal den tilbake, kjør importen med valget om å lage slettede tjenester på nytt.",
        "Tenesta er sletta lokalt og blir ikkje laga på nytt av seg sjølv. Skal ho tilbake, køyr importen med valet om å lage sletta tenester på nytt.",
        "The service has been deleted locally and is not made again by itself. To have it back, run the import with the choice of making deleted services again.");

    public static readonly Label Trashed = new(
        "Tjenesten ligger i papirkurven og er ikke oppdatert. Gjenopprett den og kjør importen på nytt, eller la den ligge.",
        "Tenesta ligg i papirkorga og er ikkje oppdatert. Gjenopprett ho og køyr importen på nytt, eller la ho ligge.",
        "The service is in the recycle bin and has not been updated. Restore it and run the import again, or leave it there.");

    public static readonly Label NotSaved = new(
        "Umbraco lagret ikke tjenesten, uten å si hvorfor. Se loggen, og kjør importen på nytt.",
        "Umbraco lagra ikkje tenesta, utan å seie kvifor. Sjå loggen, og køyr importen på nytt.",
        "Umbraco did not save the service, and did not say why. See the log, and run the import again.");

    private static readonly Label Empty = new(
        "Katalogen var tom. Ingenting er endret. Kontroller at du har hentet riktig katalog.",
        "Katalogen var tom. Ingenting er endra. Kontroller at du har henta rett katalog.",
        "The catalogue was empty. Nothing has been changed. Check that you have fetched the right catalogue.");

    private static readonly Label WithdrawnWhole = new(
        "Tjenesten er ikke lenger i katalogen.", "Tenesta er ikkje lenger i katalogen.", "The service is no longer in the catalogue.");

    private static readonly Label WithdrawnLanguage = new(
        "Tjenesten er ikke lenger i katalogen på dette språket.", "Tenesta er ikkje lenger i katalogen på dette språket.", "The service is no longer in the catalogue in this language.");

    private static readonly Label WithdrawnAdvice = new(
        "Dokumentet er ikke endret. Avgjør om kommunen skal ha den likevel, eller avpubliser den.",
        "Dokumentet er ikkje endra. Avgjer om kommunen skal ha ho likevel, eller avpubliser ho.",
        "The document has not been changed. Decide whether the municipality is to have it all the same, or unpublish it.");

    private static readonly Label Uncertain = new(
        "Den kan være blant elementene som ikke lot seg lese.", "Ho kan vere blant elementa som ikkje lét seg lese.", "It may be among the elements that could not be read.");

    public static Label NotAService(Guid key) => new(
        $"Dokumentet med nøkkel {key} er ikke en tjeneste. Slett det, eller flytt det ut av Selvbetjening, og kjør importen på nytt.",
        $"Dokumentet med nøkkel {key} er ikkje ei teneste. Slett det, eller flytt det ut av Selvbetjening, og køyr importen på nytt.",
        $"The document with the key {key} is not a service. Delete it, or move it out of Selvbetjening, and run the import again.");

    public static Label Refused(string said) => new(
        $"Umbraco lagret ikke tjenesten: {said}", $"Umbraco lagra ikkje tenesta: {said}", $"Umbraco did not save the service: {said}");

    public static Label Broken(string said) => new(
        $"Tjenesten kunne ikke lagres ({said}). Ingen av de andre er berørt. Kjør importen på nytt; hjelper ikke det, se loggen.",
        $"Tenesta kunne ikkje lagrast ({said}). Ingen av dei andre er råka. Køyr importen på nytt; hjelper ikkje det, sjå loggen.",
        $"The service could not be saved ({said}). None of the others is affected. Run the import again; if that does not help, see the log.");

    public static Label Numbered(string? name) => new(
        $"En annen tjeneste har samme navn, så Umbraco kalte denne «{name}». Gi en av dem et annet navn.",
        $"Ei anna teneste har same namn, så Umbraco kalla denne «{name}». Gi ei av dei eit anna namn.",
        $"Another service has the same name, so Umbraco called this one «{name}». Give one of them another name.");

    public static Label Renumbered(string before, string now) => new(
        $"Tjenesten har fått nytt nummer i katalogen: {before} er blitt {now}. Den følges videre i det samme dokumentet.",
        $"Tenesta har fått nytt nummer i katalogen: {before} har blitt {now}. Ho blir følgd vidare i det same dokumentet.",
        $"The service has a new number in the catalogue: {before} has become {now}. It is followed on in the same document.");

    public static Label Older(DateTime came, DateTime known) => new(
        $"Beskrivelsen er fra {Moment(came)} og er eldre enn den vi har, fra {Moment(known)}. Den nyere er beholdt.",
        $"Omtalen er frå {Moment(came)} og er eldre enn den vi har, frå {Moment(known)}. Den nyare er halden.",
        $"The description is of {Moment(came)} and is older than the one we have, of {Moment(known)}. The newer one is kept.");

    public static Label Withdrawn(bool isWhole, bool isUncertain)
    {
        var text = (isWhole ? WithdrawnWhole : WithdrawnLanguage).Then(WithdrawnAdvice);
        return isUncertain ? text.Then(Uncertain) : text;
    }

    public static Label KeptField(FieldRow field)
    {
        var label = field.Alias == ServiceFields.Title ? new Label("Tittel", "Tittel", "Title") : ServiceFields.Find(field.Alias)?.Label ?? new Label(field.Alias, field.Alias, field.Alias);
        return new(
            $"{label.Nb} ({field.Culture}): kommunens tekst er beholdt, den nasjonale er endret.",
            $"{label.Nn} ({field.Culture}): teksten til kommunen er halden, den nasjonale er endra.",
            $"{label.En} ({field.Culture}): the municipality's text is kept, the national one has changed.");
    }

    /// <summary>The report in a sentence or two.</summary>
    public static Label Report(ImportStatus status, bool isTrial, ImportCounts counts, int elements)
    {
        if (elements == 0)
        {
            return Empty;
        }

        List<Label> parts = [];
        void Say(int count, string nb, string nn, string en)
        {
            if (count > 0)
            {
                parts.Add(new($"{count} {nb}", $"{count} {nn}", $"{count} {en}"));
            }
        }

        Say(counts.Created, "opprettet", "oppretta", "created");
        Say(counts.Updated, "oppdatert", counts.Updated == 1 ? "oppdatert" : "oppdaterte", "updated");
        Say(counts.Unchanged, "uendret", "uendra", "unchanged");
        Say(counts.Skipped, "hoppet over", "hoppa over", "skipped");
        Say(counts.Refused, "avvist", counts.Refused == 1 ? "avvist" : "avviste", "refused");
        Say(counts.Withdrawn, "ikke lenger i katalogen", "ikkje lenger i katalogen", "no longer in the catalogue");
        var text = parts.Count == 0
            ? new Label("Tjenester: ingen.", "Tenester: ingen.", "Services: none.")
            : new Label(
                $"Tjenester: {string.Join(", ", parts.Select(part => part.Nb))}.",
                $"Tenester: {string.Join(", ", parts.Select(part => part.Nn))}.",
                $"Services: {string.Join(", ", parts.Select(part => part.En))}.");
        text = Start(status, isTrial, counts)?.Then(text) ?? text;
        return counts.Kept == 0 ? text : text.Then(new(
            $"{counts.Kept} {(counts.Kept == 1 ? "tjeneste" : "tjenester")} har lokal tekst som er beholdt mot en nyere nasjonal tekst; velg mellom dem felt for felt.",
            $"{counts.Kept} {(counts.Kept == 1 ? "teneste" : "tenester")} har lokal tekst som er halden mot ein nyare nasjonal tekst; vel mellom dei felt for felt.",
            $"{counts.Kept} {(counts.Kept == 1 ? "service has a local text that is" : "services have local texts that are")} kept against a newer national one; choose between them field by field."));
    }

    private static Label? Start(ImportStatus status, bool isTrial, ImportCounts counts) => status switch
    {
        ImportStatus.Cancelled => new(
            "Importen ble stoppet underveis; kjør den på nytt for å ta resten.", "Importen vart stoppa undervegs; køyr han på nytt for å ta resten.", "The import was stopped underway; run it again to do the rest."),
        ImportStatus.Failed => Failed,
        _ when isTrial => new("Prøvekjøring, ingenting er lagret.", "Prøvekøyring, ingenting er lagra.", "A trial run; nothing has been saved."),
        _ when counts.Created + counts.Updated == 0 => new("Ingenting er endret.", "Ingenting er endra.", "Nothing has been changed."),
        _ => null,
    };

    private static string Moment(DateTime moment) => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "dd.MM.yyyy" : "dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);
}
