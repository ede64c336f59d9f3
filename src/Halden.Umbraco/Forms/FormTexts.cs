using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>What the forms say where their authors have said nothing.</summary>
internal static class FormTexts
{
    public static Label NotAnswered(string caption) => new($"Svar på «{caption}».", $"Svar på «{caption}».", $"Answer “{caption}”.");

    public static Label NotChosen(string caption) => new($"Velg et svar på «{caption}».", $"Vel eit svar på «{caption}».", $"Choose an answer to “{caption}”.");

    public static Label NotTicked(string caption) => new($"Kryss av for «{caption}».", $"Kryss av for «{caption}».", $"Tick “{caption}”.");

    public static Label FileMissing(string caption) => new($"Legg ved «{caption}».", $"Legg ved «{caption}».", $"Attach “{caption}”.");

    public static Label OnlyOne(string caption) => new($"Gi bare ett svar på «{caption}».", $"Gi berre eitt svar på «{caption}».", $"Give one answer only to “{caption}”.");

    public static Label NotAmong(string caption) => new($"Velg et av svarene som står under «{caption}».", $"Vel eit av svara som står under «{caption}».", $"Choose one of the answers listed under “{caption}”.");

    public static Label TooLong(string caption, int longest) => new(
        $"Svaret på «{caption}» er for langt. Det kan ha {longest} tegn.", $"Svaret på «{caption}» er for langt. Det kan ha {longest} teikn.", $"The answer to “{caption}” is too long. It can have {longest} characters.");

    public static Label WrongPattern(string caption) => new(
        $"Svaret på «{caption}» er ikke skrevet slik det skal.", $"Svaret på «{caption}» er ikkje skrive slik det skal.", $"The answer to “{caption}” is not written as it should be.");

    public static Label Fault(string form, Label fault) => new($"Skjemaet «{form}»: {fault.Nb}", $"Skjemaet «{form}»: {fault.Nn}", $"The form “{form}”: {fault.En}");

    public static Label NoSignIn(string form, bool isRequired, bool isConfigured)
    {
        var (nb, nn, en) = isConfigured
            ? ("innlogging for innbyggere er satt opp feil på nettstedet", "innlogging for innbyggjarar er sett opp feil på nettstaden", "citizens’ sign-in is set up wrongly on the site")
            : ("innlogging for innbyggere er ikke satt opp på nettstedet", "innlogging for innbyggjarar er ikkje sett opp på nettstaden", "citizens’ sign-in is not set up on the site");
        return isRequired
            ? new(
                $"Skjemaet «{form}» krever innlogging, men {nb}, så ingen kan fylle det ut. Be en administrator sette det opp, eller ta bort kravet.",
                $"Skjemaet «{form}» krev innlogging, men {nn}, så ingen kan fylle det ut. Be ein administrator setje det opp, eller ta bort kravet.",
                $"The form “{form}” demands sign-in, but {en}, so nobody can fill it in. Ask an administrator to set it up, or remove the demand.")
            : new(
                $"Skjemaet «{form}» tilbyr innlogging, men {nb}. Det fylles ut uten.",
                $"Skjemaet «{form}» tilbyr innlogging, men {nn}. Det blir fylt ut utan.",
                $"The form “{form}” offers sign-in, but {en}. It is filled in without.");
    }

    public static Label NoSuchForm { get; } = new("Skjemaet eller versjonen finnes ikke.", "Skjemaet eller versjonen finst ikkje.", "There is no such form or version.");

    public static Label SavedMeanwhile(string? by, DateTimeOffset at)
    {
        var (who, when) = (by ?? "–", NorwegianTime.Of(at).ToString("d.M.yyyy 'kl.' HH.mm", CultureInfo.InvariantCulture));
        return new(
            $"{who} lagret skjemaet {when}, etter at du åpnet det. Ingenting av ditt er lagret. Eksporter det du har gjort hvis du vil ta vare på det, og åpne skjemaet på nytt.",
            $"{who} lagra skjemaet {when}, etter at du opna det. Ingenting av ditt er lagra. Eksporter det du har gjort om du vil ta vare på det, og opne skjemaet på nytt.",
            $"{who} saved the form {NorwegianTime.Of(at).ToString("d.M.yyyy 'at' HH:mm", CultureInfo.InvariantCulture)}, after you opened it. Nothing of yours has been saved. Export what you have done if you want to keep it, and open the form again.");
    }

    public static Label InUse(IReadOnlyList<string> services)
    {
        var names = string.Join(", ", services.Select(service => $"«{service}»"));
        return new(
            $"Skjemaet kan ikke slettes, for det brukes av {names}. Velg et annet skjema der først.",
            $"Skjemaet kan ikkje slettast, for det er i bruk for {names}. Vel eit anna skjema der først.",
            $"The form cannot be deleted, for it is used by {names}. Choose another form there first.");
    }

    public static Label Provided(string provider) => new(
        $"Skjemaet er laget i {provider}, og endres der. Ta en kopi hvis kommunen skal ha sitt eget.",
        $"Skjemaet er laga i {provider}, og blir endra der. Ta ein kopi om kommunen skal ha sitt eige.",
        $"The form is made in {provider}, and is changed there. Make a copy if the municipality is to have its own.");

    public static Label NotOpen { get; } = new(
        "Skjemaet er ikke åpent nå, og ingenting er sendt. Prøv igjen senere, eller ta kontakt med kommunen.",
        "Skjemaet er ikkje ope no, og ingenting er sendt. Prøv igjen seinare, eller ta kontakt med kommunen.",
        "The form is not open now, and nothing has been sent. Try again later, or contact the municipality.");

    public static Label OpenElsewhere(string path) => new(
        $"Skjemaet kan ikke sendes herfra, og ingenting er sendt. Fyll det ut på {path}.",
        $"Skjemaet kan ikkje sendast herifrå, og ingenting er sendt. Fyll det ut på {path}.",
        $"The form cannot be sent from here, and nothing has been sent. Fill it in at {path}.");

    public static Label Faulty(int errors) => errors == 1
        ? new("Skjemaet har en feil. Ingenting er lagret.", "Skjemaet har ein feil. Ingenting er lagra.", "The form has an error. Nothing has been saved.")
        : new($"Skjemaet har {errors} feil. Ingenting er lagret.", $"Skjemaet har {errors} feil. Ingenting er lagra.", $"The form has {errors} errors. Nothing has been saved.");

    public static Label OwnerMissing { get; } = new(
        "Fyll ut e-posten til hovedansvarlig: noen må få vite det når søknader ikke kommer fram.",
        "Fyll ut e-posten til hovudansvarleg: nokon må få vite det når søknader ikkje kjem fram.",
        "Fill in the main responsible’s e-mail: somebody must be told when applications do not get through.");

    public static Label NotInLanguage(string culture) => new(
        $"Skjemaet finnes ikke på {Cultures.NameOf(culture).Nb.ToLowerInvariant()}. Innbyggerne får det på bokmål.",
        $"Skjemaet finst ikkje på {Cultures.NameOf(culture).Nn.ToLowerInvariant()}. Innbyggjarane får det på bokmål.",
        $"The form does not exist in {Cultures.NameOf(culture).En}. Citizens get it in Bokmål.");

    public static Label NameOf(FormOperator asked) => asked switch
    {
        FormOperator.Is => new("er", "er", "is"),
        FormOperator.IsNot => new("er ikke", "er ikkje", "is not"),
        FormOperator.GreaterThen => new("er mer enn", "er meir enn", "is more than"),
        FormOperator.LessThen => new("er mindre enn", "er mindre enn", "is less than"),
        FormOperator.Contains or FormOperator.ContainsIgnoreCase => new("inneholder", "inneheld", "contains"),
        FormOperator.StartsWith or FormOperator.StartsWithIgnoreCase => new("begynner med", "byrjar med", "begins with"),
        FormOperator.EndsWith or FormOperator.EndsWithIgnoreCase => new("slutter på", "sluttar på", "ends with"),
        FormOperator.NotContains or FormOperator.NotContainsIgnoreCase => new("inneholder ikke", "inneheld ikkje", "does not contain"),
        FormOperator.NotStartsWith or FormOperator.NotStartsWithIgnoreCase => new("begynner ikke med", "byrjar ikkje med", "does not begin with"),
        _ => new("slutter ikke på", "sluttar ikkje på", "does not end with"),
    };
}
