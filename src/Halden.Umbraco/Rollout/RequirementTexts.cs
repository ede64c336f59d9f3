using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>What is said of requirement specifications.</summary>
internal static class RequirementTexts
{
    public static readonly Label TitleMissing = new(
        $"Skriv en tittel (høyst {RequirementSpecification.LongestTitle} tegn).", $"Skriv ein tittel (høgst {RequirementSpecification.LongestTitle} teikn).", $"Write a title ({RequirementSpecification.LongestTitle} characters at most).");

    public static readonly Label ChooseSubject = new("Velg hva som skal kjøpes inn.", "Vel kva som skal kjøpast inn.", "Choose what is to be bought.");

    public static readonly Label TooMany = new(
        $"En kravspesifikasjon kan ha høyst {RequirementSpecifications.MostRequirements} krav.",
        $"Ein kravspesifikasjon kan ha høgst {RequirementSpecifications.MostRequirements} krav.",
        $"A specification can have {RequirementSpecifications.MostRequirements} requirements at most.");

    public static readonly Label Number = new("Nr.", "Nr.", "No.");

    public static readonly Label Group = new("Gruppe", "Gruppe", "Group");

    public static readonly Label Text = new("Krav", "Krav", "Requirement");

    public static readonly Label Weight = new("Skal/bør", "Skal/bør", "Must/should");

    public static readonly Label Answer = new("Oppfylt", "Oppfylt", "Met");

    public static readonly Label Explanation = new("Forklaring", "Forklaring", "Explanation");

    public static readonly Label Link = new("Lenke", "Lenkje", "Link");

    public static readonly Label Subject = new("Gjelder", "Gjeld", "About");

    public static readonly Label State = new("Status", "Status", "State");

    public static readonly Label Changed = new("Sist endret", "Sist endra", "Last changed");

    public static readonly Label Requirements = new("Antall krav", "Talet på krav", "Requirements");

    public static readonly Label NoSuchFormat = new("Velg xlsx eller csv.", "Vel xlsx eller csv.", "Choose xlsx or csv.");

    /// <summary>What is to be bought, in words.</summary>
    public static Label NameOf(RequirementSubject subject) => subject switch
    {
        RequirementSubject.Forms => new("Elektroniske skjemaer", "Elektroniske skjema", "Electronic forms"),
        RequirementSubject.Descriptions => new("Tjenestebeskrivelser", "Tenesteomtalar", "Service descriptions"),
        RequirementSubject.ProcessTools => new("Verktøy for prosesser", "Verktøy for prosessar", "Tools for processes"),
        _ => new("Annet", "Anna", "Other"),
    };

    /// <summary>How a requirement is met, in words.</summary>
    public static Label NameOf(RequirementAnswer answer) => answer switch
    {
        RequirementAnswer.Met => new("Oppfylt", "Oppfylt", "Met"),
        RequirementAnswer.Partly => new("Delvis oppfylt", "Delvis oppfylt", "Partly met"),
        RequirementAnswer.NotMet => new("Ikke oppfylt", "Ikkje oppfylt", "Not met"),
        _ => new("Ikke besvart", "Ikkje svart på", "Not answered"),
    };

    /// <summary>A requirement by its number.</summary>
    public static Label Numbered(int number) => new($"Krav {number}", $"Krav {number}", $"Requirement {number}");

    /// <summary>How many there are, and how they are met.</summary>
    public static Label Totals(RequirementTotals totals) => new(
        $"{totals.Must} skal, {totals.Should} bør. Oppfylt {totals.Met}, delvis {totals.Partly}, ikke oppfylt {totals.NotMet}, ikke besvart {totals.NotAnswered}.",
        $"{totals.Must} skal, {totals.Should} bør. Oppfylt {totals.Met}, delvis {totals.Partly}, ikkje oppfylt {totals.NotMet}, ikkje svart på {totals.NotAnswered}.",
        $"{totals.Must} must, {totals.Should} should. Met {totals.Met}, partly {totals.Partly}, not met {totals.NotMet}, not answered {totals.NotAnswered}.");

    /// <summary>Must or should.</summary>
    public static Label WeightOf(bool isMust) => isMust ? new("Skal", "Skal", "Must") : new("Bør", "Bør", "Should");

    /// <summary>Draft or finished.</summary>
    public static Label StateOf(bool isFinished) => isFinished ? new("Ferdig", "Ferdig", "Finished") : new("Utkast", "Utkast", "Draft");

    public static Label TextMissing(int place) => new(
        $"Krav {place} i listen: skriv hva som kreves (høyst {RequirementSpecifications.LongestText} tegn).",
        $"Krav {place} i lista: skriv kva som blir kravd (høgst {RequirementSpecifications.LongestText} teikn).",
        $"Requirement {place} in the list: write what is required ({RequirementSpecifications.LongestText} characters at most).");

    public static Label GroupTooLong(int place) => new(
        $"Krav {place} i listen: gruppen kan ha høyst {RequirementSpecifications.LongestGroup} tegn.",
        $"Krav {place} i lista: gruppa kan ha høgst {RequirementSpecifications.LongestGroup} teikn.",
        $"Requirement {place} in the list: the group can have {RequirementSpecifications.LongestGroup} characters at most.");

    public static Label ExplanationTooLong(int place) => new(
        $"Krav {place} i listen: forklaringen kan ha høyst {RequirementSpecifications.LongestText} tegn.",
        $"Krav {place} i lista: forklaringa kan ha høgst {RequirementSpecifications.LongestText} teikn.",
        $"Requirement {place} in the list: the explanation can have {RequirementSpecifications.LongestText} characters at most.");

    public static Label NotALink(int place) => new(
        $"Krav {place} i listen: lenken må begynne med https:// eller http://.",
        $"Krav {place} i lista: lenkja må byrje med https:// eller http://.",
        $"Requirement {place} in the list: the link must begin with https:// or http://.");
}
