using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Approval;

/// <summary>What the approval says to people.</summary>
internal static class ApprovalTexts
{
    public static readonly Label GateTitle = new("Ikke godkjent", "Ikkje godkjend", "Not approved");

    public static readonly Label MissingTitle = new(
        "Skriv tittelen på bokmål.", "Skriv tittelen på bokmål.", "Write the title in Bokmål.");

    public static readonly Label MissingDescription = new(
        "Skriv ingress eller beskrivelse på bokmål.", "Skriv ingress eller omtale på bokmål.", "Write a lead or a description in Bokmål.");

    public static readonly Label MissingDepartment = new(
        "Velg kommunalavdeling under «Ansvar».", "Vel kommunalavdeling under «Ansvar».", "Choose a department under “Responsibility”.");

    public static readonly Label MissingDirector = new(
        "Avdelingen har ingen kommunalsjef. En administrator må utpeke en.",
        "Avdelinga har ingen kommunalsjef. Ein administrator må peike ut ein.",
        "The department has no director. An administrator must appoint one.");

    public static readonly Label MissingOwner = new(
        "Skriv hvem som er hovedansvarlig, under «Ansvar».", "Skriv kven som er hovudansvarleg, under «Ansvar».", "Say who is the main responsible, under “Responsibility”.");

    public static readonly Label MissingRecipient = new(
        "Skriv hvem som mottar søknadene, under «Ansvar».", "Skriv kven som tek imot søknadene, under «Ansvar».", "Say who receives the applications, under “Responsibility”.");

    /// <summary>Why a director may not decide. 0: department.</summary>
    public static Label WhyNot(ApprovalStatus status, string department) => status switch
    {
        ApprovalStatus.NoDirector => MissingDirector,
        ApprovalStatus.OwnWork => new(
            "Du har selv endret eller sendt inn denne tjenesten, og kan derfor ikke godkjenne den.",
            "Du har sjølv endra eller sendt inn denne tenesta, og kan difor ikkje godkjenne henne.",
            "You changed or submitted this service yourself, so you cannot approve it."),
        _ => new(
            $"Bare kommunalsjefen for {department} kan godkjenne.",
            $"Berre kommunalsjefen for {department} kan godkjenne.",
            $"Only the director of {department} can approve."),
    };

    /// <summary>What the gate says when it stops a publishing: who must approve.</summary>
    public static Label Refusal(string title, ApprovalState state, string? department, string? director)
    {
        if (department is null)
        {
            return new(
                $"«{title}» er ikke publisert. Velg kommunalavdeling og send tjenesten til godkjenning; kommunalsjefen for avdelingen må godkjenne den først.",
                $"«{title}» er ikkje publisert. Vel kommunalavdeling og send tenesta til godkjenning; kommunalsjefen for avdelinga må godkjenne henne først.",
                $"“{title}” was not published. Choose a department and submit the service; the department's director must approve it first.");
        }

        var (whoNb, whoNn, whoEn) = director is null
            ? ($"kommunalsjefen for {department} (stillingen er ledig)", $"kommunalsjefen for {department} (stillinga er ledig)", $"the director of {department} (vacant)")
            : ($"{director}, kommunalsjef for {department},", $"{director}, kommunalsjef for {department},", $"{director}, director of {department},");
        return state switch
        {
            ApprovalState.Changed => new(
                $"«{title}» er ikke publisert, for den er endret siden sist. Send den til godkjenning; {whoNb} må godkjenne den på nytt.",
                $"«{title}» er ikkje publisert, for ho er endra sidan sist. Send henne til godkjenning; {whoNn} må godkjenne henne på nytt.",
                $"“{title}” was not published because it has changed. Submit it; {whoEn} must approve it again."),
            ApprovalState.Submitted => new(
                $"«{title}» er ikke publisert. Den venter på at {whoNb} skal godkjenne den.",
                $"«{title}» er ikkje publisert. Ho ventar på at {whoNn} skal godkjenne henne.",
                $"“{title}” was not published. It waits for {whoEn} to approve it."),
            ApprovalState.Rejected => new(
                $"«{title}» er ikke publisert, for den er avvist. Rett den og send den inn igjen; {whoNb} må godkjenne den.",
                $"«{title}» er ikkje publisert, for ho er avvist. Rett henne og send henne inn att; {whoNn} må godkjenne henne.",
                $"“{title}” was not published because it was rejected. Correct it and submit it again; {whoEn} must approve it."),
            _ => new(
                $"«{title}» er ikke publisert. Send den til godkjenning; {whoNb} må godkjenne den først.",
                $"«{title}» er ikkje publisert. Send henne til godkjenning; {whoNn} må godkjenne henne først.",
                $"“{title}” was not published. Submit it; {whoEn} must approve it first."),
        };
    }

    /// <summary>What an outcome says to the one who acted.</summary>
    public static Label Outcome(ApprovalStatus status) => status switch
    {
        ApprovalStatus.NotFound => new("Tjenesten finnes ikke lenger.", "Tenesta finst ikkje lenger.", "The service no longer exists."),
        ApprovalStatus.Incomplete => new("Noe mangler før tjenesten kan sendes til godkjenning.", "Noko manglar før tenesta kan sendast til godkjenning.", "Something is missing before the service can be submitted."),
        ApprovalStatus.WrongState => new("Det går ikke nå: last siden på nytt og se hvor tjenesten står.", "Det går ikkje no: last sida på nytt og sjå kvar tenesta står.", "Not possible now: reload the page and see where the service stands."),
        ApprovalStatus.ChangedMeanwhile => new("Tjenesten er endret siden du åpnet den. Last den på nytt og se på den før du avgjør.", "Tenesta er endra sidan du opna henne. Last henne på nytt og sjå på henne før du avgjer.", "The service has changed since you opened it. Reload and look at it before you decide."),
        ApprovalStatus.CommentMissing => new("Skriv en kommentar som sier hva som må rettes.", "Skriv ein kommentar som seier kva som må rettast.", "Write a comment that says what must be corrected."),
        ApprovalStatus.NotPublished => new("Tjenesten er godkjent, men ble ikke publisert.", "Tenesta er godkjend, men vart ikkje publisert.", "The service is approved, but was not published."),
        ApprovalStatus.NoDirector => MissingDirector,
        ApprovalStatus.NotTheDirector => new("Bare kommunalsjefen for avdelingen kan avgjøre dette.", "Berre kommunalsjefen for avdelinga kan avgjere dette.", "Only the department's director can decide this."),
        ApprovalStatus.OwnWork => WhyNot(ApprovalStatus.OwnWork, string.Empty),
        _ => new(string.Empty, string.Empty, string.Empty),
    };
}
