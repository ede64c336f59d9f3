using System.Globalization;
using System.Net.Mail;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>A kind of field: those of Umbraco Forms, by its ids, and those that a municipality asks for besides.</summary>
public sealed class FormFieldType
{
    private readonly Func<string, string> _normalise;
    private readonly Func<string, Label?> _fault;

    private FormFieldType(
        string id, string alias, Label label, int maxLength = 500, bool hasPreValues = false, string? autocomplete = null, string inputMode = "text",
        Func<string, string>? normalise = null, Func<string, Label?>? fault = null)
    {
        Id = new Guid(id);
        Alias = alias;
        Label = label;
        MaxLength = maxLength;
        HasPreValues = hasPreValues;
        Autocomplete = autocomplete;
        InputMode = inputMode;
        _normalise = normalise ?? (text => text);
        _fault = fault ?? (_ => null);
    }

    /// <summary>One line of text.</summary>
    public static FormFieldType ShortAnswer { get; } = new("3F92E01B-29E2-4A30-BF33-9DF5580ED52C", "shortAnswer", new("Kort svar", "Kort svar", "Short answer"));

    /// <summary>Several lines of text.</summary>
    public static FormFieldType LongAnswer { get; } = new("023F09AC-1445-4BCB-B8FA-AB49F33BD046", "longAnswer", new("Langt svar", "Langt svar", "Long answer"), 10_000);

    /// <summary>A date, kept as yyyy-MM-dd.</summary>
    public static FormFieldType Date { get; } = new(
        "F8B4C3B8-AF28-11DE-9DD8-EF5956D89593", "date", new("Dato", "Dato", "Date"), 20, normalise: IsoDate, fault: text =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null : new("Skriv en dato som finnes, slik: 31.12.2026.", "Skriv ein dato som finst, slik: 31.12.2026.", "Write a date that exists, like this: 31.12.2026."));

    /// <summary>A box to tick; the answer is true, or none.</summary>
    public static FormFieldType Checkbox { get; } = new("D5C0C390-AE9A-11DE-A69E-666455D89593", "checkbox", new("Avkryssing", "Avkryssing", "Checkbox"), 5, normalise: Ticked);

    /// <summary>Files.</summary>
    public static FormFieldType FileUpload { get; } = new("84A17CF8-B711-46A6-9840-0E4A072AD000", "fileUpload", new("Vedlegg", "Vedlegg", "File upload"));

    /// <summary>One of a list that folds out.</summary>
    public static FormFieldType Dropdown { get; } = new("0DD29D42-A6A5-11DE-A2F2-222256D89593", "dropdown", new("Nedtrekksliste", "Nedtrekksliste", "Dropdown"), hasPreValues: true);

    /// <summary>One of several.</summary>
    public static FormFieldType SingleChoice { get; } = new("903DF9B0-A78C-11DE-9FC1-DB7A56D89593", "singleChoice", new("Ett valg", "Eitt val", "Single choice"), hasPreValues: true);

    /// <summary>Any of several.</summary>
    public static FormFieldType MultipleChoice { get; } = new("FAB43F20-A6BF-11DE-A28F-9B5755D89593", "multipleChoice", new("Flere valg", "Fleire val", "Multiple choice"), hasPreValues: true);

    /// <summary>A consent; the answer is true, or none.</summary>
    public static FormFieldType DataConsent { get; } = new("A72C9DF9-3847-47CF-AFB8-B86773FD12CD", "dataConsent", new("Samtykke", "Samtykke", "Consent"), 5, normalise: Ticked);

    /// <summary>Not shown; what it holds is the form's own, and never what a browser sends.</summary>
    public static FormFieldType Hidden { get; } = new("DA206CAE-1C52-434E-B21A-4A7C198AF877", "hidden", new("Skjult", "Skjult", "Hidden"));

    /// <summary>A heading and a text.</summary>
    public static FormFieldType TitleAndDescription { get; } = new("E3FBF6C4-F46C-495E-AFF8-4B3C227B4A98", "titleAndDescription", new("Tittel og beskrivelse", "Tittel og skildring", "Title and description"));

    /// <summary>A text with markup.</summary>
    public static FormFieldType RichText { get; } = new("1F8D45F8-76E6-4550-A0F5-9637B8454619", "richText", new("Tekst", "Tekst", "Rich text"));

    /// <summary>A fødselsnummer or D-nummer.</summary>
    public static FormFieldType NationalIdentityNumber { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E01", "nationalIdentityNumber", new("Fødselsnummer eller D-nummer", "Fødselsnummer eller D-nummer", "National identity number"), 20, inputMode: "numeric",
        normalise: Compact, fault: text => NorwegianNumbers.IsNationalIdentityNumber(text) ? null : new(
            "Sjekk fødselsnummeret. Det har elleve sifre, og noe stemmer ikke i det du skrev.",
            "Sjekk fødselsnummeret. Det har elleve siffer, og noko stemmer ikkje i det du skreiv.",
            "Check the national identity number. It has eleven digits, and something in what you wrote is not right."));

    /// <summary>A number of Enhetsregisteret.</summary>
    public static FormFieldType OrganisationNumber { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E02", "organisationNumber", new("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number"), 20, inputMode: "numeric",
        normalise: Compact, fault: text => NorwegianNumbers.IsOrganisationNumber(text) ? null : new(
            "Sjekk organisasjonsnummeret. Det har ni sifre, og noe stemmer ikke i det du skrev.",
            "Sjekk organisasjonsnummeret. Det har ni siffer, og noko stemmer ikkje i det du skreiv.",
            "Check the organisation number. It has nine digits, and something in what you wrote is not right."));

    /// <summary>A Norwegian postcode.</summary>
    public static FormFieldType Postcode { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E03", "postcode", new("Postnummer", "Postnummer", "Postcode"), 10, autocomplete: "postal-code", inputMode: "numeric",
        normalise: Compact, fault: text => NorwegianNumbers.IsPostcode(text) ? null : new("Skriv et postnummer med fire sifre.", "Skriv eit postnummer med fire siffer.", "Write a postcode of four digits."));

    /// <summary>A street and number.</summary>
    public static FormFieldType Address { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E04", "address", new("Adresse", "Adresse", "Address"), autocomplete: "street-address");

    /// <summary>A telephone number.</summary>
    public static FormFieldType Telephone { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E05", "telephone", new("Telefon", "Telefon", "Telephone"), 30, autocomplete: "tel", inputMode: "tel",
        normalise: text => string.Concat(Compact(text).Where(c => c is not ('(' or ')'))) is var digits && digits.StartsWith("00", StringComparison.Ordinal) ? $"+{digits[2..]}" : digits,
        fault: text => NorwegianNumbers.IsTelephone(text) ? null : new(
            "Skriv et telefonnummer med åtte sifre, eller med + og landkode.", "Skriv eit telefonnummer med åtte siffer, eller med + og landkode.", "Write a telephone number of eight digits, or with + and the country."));

    /// <summary>An e-mail address.</summary>
    public static FormFieldType Email { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E06", "email", new("E-post", "E-post", "E-mail"), 254, autocomplete: "email", inputMode: "email",
        fault: text => MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal) ? null : new(
            "Skriv en e-postadresse, slik: navn@eksempel.no.", "Skriv ei e-postadresse, slik: namn@eksempel.no.", "Write an e-mail address, like this: name@example.no."));

    /// <summary>A Norwegian bank account.</summary>
    public static FormFieldType AccountNumber { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E07", "accountNumber", new("Kontonummer", "Kontonummer", "Bank account"), 20, inputMode: "numeric",
        normalise: Compact, fault: text => NorwegianNumbers.IsAccountNumber(text) ? null : new(
            "Sjekk kontonummeret. Det har elleve sifre, og noe stemmer ikke i det du skrev.",
            "Sjekk kontonummeret. Det har elleve siffer, og noko stemmer ikkje i det du skreiv.",
            "Check the bank account. It has eleven digits, and something in what you wrote is not right."));

    /// <summary>An international bank account.</summary>
    public static FormFieldType Iban { get; } = new(
        "5B0C6E0A-6F0B-4D9E-9F0E-2A3D5C1B7E08", "iban", new("IBAN", "IBAN", "IBAN"), 50,
        normalise: text => Compact(text).ToUpperInvariant(), fault: text => NorwegianNumbers.IsIban(text) ? null : new(
            "Sjekk IBAN-nummeret. Noe stemmer ikke i det du skrev.", "Sjekk IBAN-nummeret. Noko stemmer ikkje i det du skreiv.", "Check the IBAN. Something in what you wrote is not right."));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FormFieldType> All { get; } =
    [
        ShortAnswer, LongAnswer, Date, Checkbox, FileUpload, Dropdown, SingleChoice, MultipleChoice, DataConsent, Hidden, TitleAndDescription, RichText,
        NationalIdentityNumber, OrganisationNumber, Postcode, Address, Telephone, Email, AccountNumber, Iban,
    ];

    /// <summary>Identifies it, as in Umbraco Forms where it is one of its own.</summary>
    public Guid Id { get; }

    /// <summary>Short name.</summary>
    public string Alias { get; }

    /// <summary>What it is called.</summary>
    public Label Label { get; }

    /// <summary>Most characters of an answer.</summary>
    public int MaxLength { get; }

    /// <summary>Whether one chooses among what the form lists.</summary>
    public bool HasPreValues { get; }

    /// <summary>What the browser may fill in (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill); null for nothing.</summary>
    public string? Autocomplete { get; }

    /// <summary>Which keyboard a telephone shows.</summary>
    public string InputMode { get; }

    /// <summary>Whether it asks for something; the others are texts, or hold what the form itself says.</summary>
    public bool IsQuestion => this != TitleAndDescription && this != RichText && this != Hidden;

    /// <summary>Whether there may be several answers.</summary>
    public bool IsMultiple => this == MultipleChoice || this == FileUpload;

    /// <summary>The type with an id; null where there is none.</summary>
    public static FormFieldType? Find(Guid id) => All.FirstOrDefault(type => type.Id == id);

    /// <summary>An answer in the form in which it is kept and compared: without white space round it, numbers without spaces, dates as yyyy-MM-dd.</summary>
    public string Normalise(string answer) => _normalise(answer.ReplaceLineEndings("\n").Trim());

    /// <summary>What is wrong with a normalised answer that is not empty; null for nothing.</summary>
    public Label? Fault(string answer) => _fault(answer);

    /// <inheritdoc/>
    public override string ToString() => Alias;

    private static string Ticked(string text) => text is "true" or "True" or "on" ? "true" : string.Empty;

    private static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('.' or '-')));

    private static string IsoDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d.M.yyyy", "d/M/yyyy", "ddMMyyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
}
