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

    public static readonly Label MissingNewNorwegian = new(
        "Tjenesten har ingen tekst på nynorsk.", "Tenesta har ingen tekst på nynorsk.", "The service has no text in Nynorsk.");

    public static Label MissingDescriptionIn(string culture) => new(
        $"Teksten på {Cultures.NameOf(culture).Nb.ToLowerInvariant()} har verken ingress eller beskrivelse.",
        $"Teksten på {Cultures.NameOf(culture).Nn.ToLowerInvariant()} har verken ingress eller omtale.",
        $"The text in {Cultures.NameOf(culture).En} has neither a lead nor a description.");

    public static Label MissingDirectorOf(string department) => new(
        $"{department} har ingen kommunalsjef. En administrator må utpeke en, eller en stedfortreder.",
        $"{department} har ingen kommunalsjef. Ein administrator må peike ut ein, eller ein stadfortredar.",
        $"{department} has no director. An administrator must appoint one, or a deputy.");

    public static Label DeadLink(Label field, string href) => new(
        $"En lenke i «{field.Nb}» fører ingen steder: {href}", $"Ei lenkje i «{field.Nn}» fører ingen stad: {href}", $"A link in “{field.En}” leads nowhere: {href}");

    public static Label LinkNotPublic(Label field, string href) => new(
        $"En lenke i «{field.Nb}» fører til en tjeneste som ikke er publisert ennå: {href}",
        $"Ei lenkje i «{field.Nn}» fører til ei teneste som ikkje er publisert enno: {href}",
        $"A link in “{field.En}” leads to a service that is not public yet: {href}");

    public static Label OpenComments(int count) => new(
        count == 1 ? "Én kommentar er ikke løst." : $"{count} kommentarer er ikke løst.",
        count == 1 ? "Éin kommentar er ikkje løyst." : $"{count} kommentarar er ikkje løyste.",
        count == 1 ? "One comment is not resolved." : $"{count} comments are not resolved.");

    public static readonly Label Alarm = new(
        "En tekst er publisert uten å være godkjent. Den vises ikke for innbyggerne. Avpubliser den, eller send tjenesten til godkjenning.",
        "Ein tekst er publisert utan å vere godkjend. Han blir ikkje vist for innbyggjarane. Avpubliser han, eller send tenesta til godkjenning.",
        "A text was published without being approved. It is not shown to citizens. Unpublish it, or submit the service for approval.");

    /// <summary>Why a director may not decide. 0: the departments.</summary>
    public static Label WhyNot(ApprovalStatus status, string department) => status switch
    {
        ApprovalStatus.NoDirector => MissingDirector,
        ApprovalStatus.AlreadyApproved => new(
            "Du har godkjent for din avdeling. Tjenesten venter på en annen avdeling.",
            "Du har godkjent for di avdeling. Tenesta ventar på ei anna avdeling.",
            "You have approved for your department. The service waits for another one."),
        ApprovalStatus.OwnWork => new(
            "Du har selv endret eller sendt inn denne tjenesten, og kan derfor ikke godkjenne den.",
            "Du har sjølv endra eller sendt inn denne tenesta, og kan difor ikkje godkjenne henne.",
            "You changed or submitted this service yourself, so you cannot approve it."),
        _ => new(
            $"Bare kommunalsjefen for {department} kan godkjenne, eller en stedfortreder.",
            $"Berre kommunalsjefen for {department} kan godkjenne, eller ein stadfortredar.",
            $"Only the director of {department} can approve, or a deputy."),
    };

    /// <summary>What the gate says when it stops a publishing: who must approve.</summary>
    public static Label Refusal(string title, ApprovalState state, IReadOnlyList<(string Department, string? Director)> approvers)
    {
        if (approvers.Count == 0)
        {
            return new(
                $"«{title}» er ikke publisert. Velg kommunalavdeling og send tjenesten til godkjenning; kommunalsjefen for avdelingen må godkjenne den først.",
                $"«{title}» er ikkje publisert. Vel kommunalavdeling og send tenesta til godkjenning; kommunalsjefen for avdelinga må godkjenne henne først.",
                $"“{title}” was not published. Choose a department and submit the service; the department's director must approve it first.");
        }

        var whoNb = string.Join(" og ", approvers.Select(one => one.Director is { } name ? $"{name}, kommunalsjef for {one.Department}," : $"kommunalsjefen for {one.Department} (stillingen er ledig)"));
        var whoNn = string.Join(" og ", approvers.Select(one => one.Director is { } name ? $"{name}, kommunalsjef for {one.Department}," : $"kommunalsjefen for {one.Department} (stillinga er ledig)"));
        var whoEn = string.Join(" and ", approvers.Select(one => one.Director is { } name ? $"{name}, director of {one.Department}," : $"the director of {one.Department} (vacant)"));
        return state switch
        {
            // Another language would stay public as it was, or is public and no longer part of what was approved.
            ApprovalState.Approved => new(
                $"«{title}» er ikke publisert, for et annet språk ville blitt stående med en tekst som ikke er den godkjente. Publiser alle språkene samlet fra Tjenester.",
                $"«{title}» er ikkje publisert, for eit anna språk ville vorte ståande med ein tekst som ikkje er den godkjende. Publiser alle språka samla frå Tenester.",
                $"“{title}” was not published, because another language would have been left with a text that is not the approved one. Publish all languages together from Services."),
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
        ApprovalStatus.AlreadyApproved => WhyNot(ApprovalStatus.AlreadyApproved, string.Empty),
        ApprovalStatus.InvalidTime => new(
            "Velg et tidspunkt fram i tid, høyst to år fra nå.", "Vel eit tidspunkt fram i tid, høgst to år frå no.", "Choose a time in the future, at most two years from now."),
        ApprovalStatus.OwnWork => WhyNot(ApprovalStatus.OwnWork, string.Empty),
        _ => new(string.Empty, string.Empty, string.Empty),
    };
}
