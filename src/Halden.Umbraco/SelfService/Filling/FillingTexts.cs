using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>The texts of filling in, in all three languages.</summary>
internal static class FillingTexts
{
    public static Label Apply { get; } = new("Søk nå", "Søk no", "Apply now");

    public static Label Step(int number, int of) => new($"Steg {number} av {of}", $"Steg {number} av {of}", $"Step {number} of {of}");

    public static Label Next { get; } = new("Neste", "Neste", "Next");

    public static Label Back { get; } = new("Tilbake", "Tilbake", "Back");

    public static Label Send { get; } = new("Send inn", "Send inn", "Send");

    public static Label Check { get; } = new("Se over svarene dine", "Sjå over svara dine", "Check your answers");

    public static Label CheckIntro { get; } = new(
        "Se at alt er riktig før du sender inn. Du kan gå tilbake og rette.", "Sjå at alt er rett før du sender inn. Du kan gå tilbake og rette.", "See that everything is right before you send. You can go back and correct it.");

    public static Label Change { get; } = new("Endre", "Endre", "Change");

    public static Label NotAnswered { get; } = new("Ikke besvart", "Ikkje svart på", "Not answered");

    public static Label Optional { get; } = new("(valgfritt)", "(valfritt)", "(optional)");

    public static Label Choose { get; } = new("Velg", "Vel", "Choose");

    public static Label Ticked { get; } = new("Ja", "Ja", "Yes");

    public static Label ErrorTitle { get; } = new("Feil: ", "Feil: ", "Error: ");

    public static Label ErrorsHeading(int count) => count == 1
        ? new("Du må rette ett svar før du kan gå videre", "Du må rette eitt svar før du kan gå vidare", "You must correct one answer before you can go on")
        : new($"Du må rette {count} svar før du kan gå videre", $"Du må rette {count} svar før du kan gå vidare", $"You must correct {count} answers before you can go on");

    public static Label MoreQuestions { get; } = new(
        "Svaret ditt ga flere spørsmål på denne siden.", "Svaret ditt gav fleire spørsmål på denne sida.", "Your answer led to more questions on this page.");

    public static Label Date { get; } = new("Slik: 31.12.2026", "Slik: 31.12.2026", "Like this: 31.12.2026");

    public static Label FileHint(IReadOnlyList<string> extensions, int megabytes, bool several) => new(
        $"{(several ? "Du kan velge flere filer. " : string.Empty)}Filtyper: {string.Join(", ", extensions)}. Høyst {megabytes} MB hver.",
        $"{(several ? "Du kan velje fleire filer. " : string.Empty)}Filtypar: {string.Join(", ", extensions)}. Høgst {megabytes} MB kvar.",
        $"{(several ? "You can choose several files. " : string.Empty)}File types: {string.Join(", ", extensions)}. At most {megabytes} MB each.");

    public static Label DragHere(bool several) => several
        ? new("Du kan også dra filer hit.", "Du kan òg dra filer hit.", "You can also drag files here.")
        : new("Du kan også dra filen hit.", "Du kan òg dra fila hit.", "You can also drag the file here.");

    public static Label Sending { get; } = new("Sender", "Sender", "Sending");

    /// <summary>After the name of a file.</summary>
    public static Label Attached { get; } = new("er lagt ved.", "er lagd ved.", "is attached.");

    /// <summary>After the name of a file.</summary>
    public static Label Removed { get; } = new("er fjernet.", "er fjerna.", "has been removed.");

    public static Label FileLost { get; } = new(
        "Filen kom ikke fram. Sjekk nettet og prøv igjen.", "Fila kom ikkje fram. Sjekk nettet og prøv igjen.", "The file did not arrive. Check the connection and try again.");

    public static Label RemoveFile(string name) => new($"Fjern {name}", $"Fjern {name}", $"Remove {name}");

    public static Label WrongKind(string name, IReadOnlyList<string> allowed) => new(
        $"«{name}» er av en filtype vi ikke tar imot. Velg en av disse: {string.Join(", ", allowed)}.",
        $"«{name}» er av ein filtype vi ikkje tek imot. Vel ein av desse: {string.Join(", ", allowed)}.",
        $"“{name}” is of a kind that we do not take. Choose one of these: {string.Join(", ", allowed)}.");

    public static Label EmptyFile(string name) => new($"«{name}» er tom. Velg en annen fil.", $"«{name}» er tom. Vel ei anna fil.", $"“{name}” is empty. Choose another file.");

    public static Label TooLarge(string name) => new(
        $"«{name}» er for stor. En fil kan være på {UploadedFile.MaxBytes / 1_000_000} MB.", $"«{name}» er for stor. Ei fil kan vere på {UploadedFile.MaxBytes / 1_000_000} MB.", $"“{name}” is too large. A file can have {UploadedFile.MaxBytes / 1_000_000} MB.");

    public static Label TooMuch { get; } = new(
        $"Filene er for store til sammen. Du kan sende {UploadedFile.MaxBytesTogether / 1_000_000} MB og {UploadedFile.MostFiles} filer.",
        $"Filene er for store til saman. Du kan sende {UploadedFile.MaxBytesTogether / 1_000_000} MB og {UploadedFile.MostFiles} filer.",
        $"The files are too large together. You can send {UploadedFile.MaxBytesTogether / 1_000_000} MB and {UploadedFile.MostFiles} files.");

    public static Label NotWhatItSays(string name, string extension) => new(
        $"«{name}» er ikke en {extension}-fil, selv om navnet sier det. Lagre den på nytt og prøv igjen.",
        $"«{name}» er ikkje ei {extension}-fil, sjølv om namnet seier det. Lagre ho på nytt og prøv igjen.",
        $"“{name}” is not a {extension} file, although its name says so. Save it again and try once more.");

    public static Label Infected(string name) => new(
        $"«{name}» er stoppet av viruskontrollen og er ikke tatt imot. Er du sikker på at filen er trygg, så kontakt kommunen.",
        $"«{name}» er stoppa av viruskontrollen og er ikkje teken imot. Er du sikker på at fila er trygg, så kontakt kommunen.",
        $"“{name}” was stopped by the virus check and has not been received. If you are sure that the file is safe, contact the municipality.");

    public static Label NotScanned(string name) => new(
        $"Vi får ikke sjekket «{name}» for virus akkurat nå, og kan ikke ta den imot. Prøv igjen om litt.",
        $"Vi får ikkje sjekka «{name}» for virus akkurat no, og kan ikkje ta ho imot. Prøv igjen om litt.",
        $"We cannot check “{name}” for viruses right now, and cannot receive it. Try again in a while.");

    public static Label NotKept(string name) => new(
        $"Vi får ikke tatt vare på «{name}» akkurat nå. Svarene dine er tatt vare på. Prøv igjen med filen om litt.",
        $"Vi får ikkje teke vare på «{name}» akkurat no. Svara dine er tekne vare på. Prøv igjen med fila om litt.",
        $"We cannot keep “{name}” right now. Your answers are kept. Try again with the file in a while.");

    public static Label OnlyOneFile(string caption) => new(
        $"«{caption}» tar bare én fil. Fjern den du har lagt ved, først.", $"«{caption}» tek berre éi fil. Fjern den du har lagt ved, først.", $"“{caption}” takes one file only. Remove the one you have attached first.");

    public static Label Sent { get; } = new("Vi har mottatt søknaden din", "Vi har fått søknaden din", "We have received your application");

    public static Label Reference { get; } = new("Referanse", "Referanse", "Reference");

    public static Label SentAt { get; } = new("Mottatt", "Motteken", "Received");

    public static Label KeepReference { get; } = new(
        "Ta vare på referansen. Oppgi den hvis du kontakter kommunen om søknaden.", "Ta vare på referansen. Oppgje han viss du kontaktar kommunen om søknaden.", "Keep the reference. Give it if you contact the municipality about the application.");

    public static Label ReceiptByEmail { get; } = new("Du får også en kvittering på e-post.", "Du får òg ei kvittering på e-post.", "You will also get a receipt by e-mail.");

    public static Label Copy { get; } = new("Last ned det du sendte inn (PDF)", "Last ned det du sende inn (PDF)", "Download what you sent (PDF)");

    public static Label CopyWhile { get; } = new(
        "Du kan laste det ned i denne nettleseren det neste døgnet, så lenge du ikke lukker den. På en datamaskin som andre også bruker, bør du lukke nettleseren når du er ferdig.",
        "Du kan laste det ned i denne nettlesaren det neste døgnet, så lenge du ikkje lèt han att. På ei datamaskin som andre òg bruker, bør du late att nettlesaren når du er ferdig.",
        "You can download it in this browser for the next day, as long as you do not close it. On a computer that others use too, close the browser when you are done.");

    public static Label NoCopy { get; } = new(
        "Vi kan ikke vise det du sendte inn lenger. Kontakt kommunen og oppgi referansen.",
        "Vi kan ikkje vise det du sende inn lenger. Kontakt kommunen og oppgje referansen.",
        "We cannot show what you sent any more. Contact the municipality and give the reference.");

    public static Label BackToForm { get; } = new("Til skjemaet", "Til skjemaet", "To the form");

    public static Label BackToService { get; } = new("Til tjenesten", "Til tenesta", "To the service");

    public static Label Gone { get; } = new(
        "Vi fant ikke svarene dine igjen. De slettes etter et døgn, og nettleseren må ta imot informasjonskapsler. Begynn på nytt.",
        "Vi fann ikkje svara dine att. Dei blir sletta etter eit døgn, og nettlesaren må ta imot informasjonskapslar. Byrja på nytt.",
        "We could not find your answers. They are deleted after a day, and the browser must accept cookies. Please start again.");

    public static Label NoRoom { get; } = new(
        "Vi kan ikke ta imot søknader akkurat nå. Svarene dine er tatt vare på. Prøv igjen om en stund, eller kontakt kommunen.",
        "Vi kan ikkje ta imot søknader akkurat no. Svara dine er tekne vare på. Prøv igjen om ei stund, eller kontakt kommunen.",
        "We cannot receive applications right now. Your answers are kept. Try again in a while, or contact the municipality.");

    public static Label TooMany { get; } = new(
        "Det er sendt svært mye herfra på kort tid. Vent et par minutter og prøv igjen.", "Det er sendt svært mykje herifrå på kort tid. Vent eit par minutt og prøv igjen.", "A great deal has been sent from here in a short time. Wait a few minutes and try again.");

    public static Label TooFast { get; } = new(
        "Det gikk så fort at vi må være sikre på at et menneske har fylt ut. Svarene er tatt vare på. Se over dem, vent et halvt minutt og send inn på nytt.",
        "Det gjekk så fort at vi må vere sikre på at eit menneske har fylt ut. Svara er tekne vare på. Sjå over dei, vent eit halvt minutt og send inn på nytt.",
        "That was so fast that we must be sure a person has filled it in. Your answers are kept. Look them over, wait half a minute and send again.");

    public static Label Trap { get; } = new("La dette feltet stå tomt", "Lat dette feltet stå tomt", "Leave this field empty");

    public static Label NoForm { get; } = new("Denne tjenesten har ikke noe elektronisk skjema.", "Denne tenesta har ikkje noko elektronisk skjema.", "This service has no electronic form.");

    public static Label NotFromHere { get; } = new("Skjemaet må sendes fra kommunens egen side.", "Skjemaet må sendast frå kommunen si eiga side.", "The form must be sent from the municipality’s own page.");

    public static Label Privacy { get; } = new(
        "Svarene dine blir kryptert mens du fyller ut, og slettet etter et døgn hvis du verken sender inn eller lagrer dem for senere.",
        "Svara dine blir krypterte medan du fyller ut, og sletta etter eit døgn viss du verken sender inn eller lagrar dei til seinare.",
        "Your answers are encrypted while you fill in, and deleted after a day if you neither send them nor save them for later.");
}
