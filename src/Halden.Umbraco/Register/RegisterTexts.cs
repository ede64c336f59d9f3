using Halden.Umbraco.Approval;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Register;

/// <summary>What the register says to people.</summary>
internal static class RegisterTexts
{
    public const string DepartmentField = "department";
    public const string FurtherDepartmentsField = "furtherDepartments";
    public const string OwnerField = "owner";
    public const string RecipientField = "recipient";
    public const string FormField = "form";

    /// <summary>What of an entry the audit trail says was changed.</summary>
    public static readonly IReadOnlyDictionary<string, Label> Fields = new Dictionary<string, Label>
    {
        [DepartmentField] = new("avdeling", "avdeling", "department"),
        [FurtherDepartmentsField] = new("flere avdelinger", "fleire avdelingar", "further departments"),
        [OwnerField] = new("hovedansvarlig", "hovudansvarleg", "main responsible"),
        [RecipientField] = new("mottaker", "mottakar", "recipient"),
        [FormField] = new("skjema", "skjema", "form"),
    };

    public static readonly Label Vacant = new("ledig", "ledig", "vacant");

    public static readonly Label OwnForm = new("Eget skjema", "Eige skjema", "Own form");

    public static readonly Label Yes = new("Ja", "Ja", "Yes");

    public static readonly Label No = new("Nei", "Nei", "No");

    public static readonly Label NoSuchService = new("Tjenesten finnes ikke lenger.", "Tenesta finst ikkje lenger.", "The service no longer exists.");

    public static readonly Label Changed = new(
        "Noen andre har endret raden. Last på nytt, og gjør endringen igjen.",
        "Nokon andre har endra rada. Last på nytt, og gjer endringa igjen.",
        "Somebody else has changed the row. Reload, and make the change again.");

    public static readonly Label NothingChosen = new("Velg minst én tjeneste.", "Vel minst éi teneste.", "Choose at least one service.");

    public static readonly Label NothingToChange = new("Velg hva som skal endres.", "Vel kva som skal endrast.", "Choose what is to be changed.");

    public static Label TooManyChosen(int most) => new(
        $"Velg høyst {most} tjenester om gangen.", $"Vel høgst {most} tenester om gongen.", $"Choose {most} services at most at a time.");

    public static Label Of(RecipientKind kind) => kind switch
    {
        RecipientKind.Mailbox => new("E-post", "E-post", "E-mail"),
        RecipientKind.LineOfBusinessSystem => new("Fagsystem", "Fagsystem", "Line-of-business system"),
        _ => new("Utskrift", "Utskrift", "On paper"),
    };

    public static Label Of(ApprovalState state) => state switch
    {
        ApprovalState.Draft => new("Utkast", "Utkast", "Draft"),
        ApprovalState.Submitted => new("Til godkjenning", "Til godkjenning", "Waiting for approval"),
        ApprovalState.Approved => new("Godkjent", "Godkjend", "Approved"),
        ApprovalState.Rejected => new("Avvist", "Avvist", "Rejected"),
        _ => new("Endret etter godkjenning", "Endra etter godkjenning", "Changed since approval"),
    };

    public static Label Of(PartStatus status) => status switch
    {
        PartStatus.None => new("Mangler", "Manglar", "Missing"),
        PartStatus.Draft => new("Utkast", "Utkast", "Draft"),
        PartStatus.Submitted => new("Til godkjenning", "Til godkjenning", "Waiting for approval"),
        PartStatus.Approved => new("Godkjent", "Godkjend", "Approved"),
        _ => new("Endret", "Endra", "Changed"),
    };

    public static Label Of(Vacancy vacancy) => vacancy switch
    {
        Vacancy.Department => new("avdeling", "avdeling", "department"),
        Vacancy.Director => new("kommunalsjef", "kommunalsjef", "director"),
        Vacancy.Owner => new("hovedansvarlig", "hovudansvarleg", "main responsible"),
        Vacancy.OwnerLeft => new("hovedansvarlig har sluttet", "hovudansvarleg har slutta", "the main responsible has left"),
        _ => new("mottaker", "mottakar", "recipient"),
    };
}
