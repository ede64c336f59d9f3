using static Halden.Umbraco.ServiceDescriptions.Cultures;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>The five fixed sections of a service description, in the order in which they are always shown.</summary>
public enum ServiceSection
{
    /// <summary>Generelt.</summary>
    General = 1,

    /// <summary>Lover og retningslinjer.</summary>
    Legislation,

    /// <summary>Om søknadsprosessen.</summary>
    Application,

    /// <summary>Kontaktinformasjon.</summary>
    Contact,

    /// <summary>Andre opplysninger.</summary>
    Other,
}

/// <summary>A text in the three languages of the user interface.</summary>
/// <param name="Nb">Bokmål.</param>
/// <param name="Nn">Nynorsk.</param>
/// <param name="En">English.</param>
public sealed record Label(string Nb, string Nn, string En)
{
    /// <summary>The text in <paramref name="culture"/> (nb-NO, nn-NO, en-US); bokmål for any other.</summary>
    public string In(string culture) => culture switch
    {
        NewNorwegian => Nn,
        English => En,
        _ => Nb,
    };

    /// <summary>This text and then another, with a space or something else between.</summary>
    public Label Then(Label next, string between = " ") => new(Nb + between + next.Nb, Nn + between + next.Nn, En + between + next.En);

    /// <summary>The text after what is the same in every language, such as a name.</summary>
    public Label After(string start) => new(start + Nb, start + Nn, start + En);
}

/// <summary>The cultures that descriptions are written in.</summary>
public static class Cultures
{
    /// <summary>nb-NO, the default.</summary>
    public const string Bokmal = "nb-NO";

    /// <summary>nn-NO.</summary>
    public const string NewNorwegian = "nn-NO";

    /// <summary>en-US.</summary>
    public const string English = "en-US";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Bokmal, NewNorwegian, English];

    /// <summary>The language's name.</summary>
    public static Label NameOf(string culture) => culture switch
    {
        NewNorwegian => new("Nynorsk", "Nynorsk", "Nynorsk"),
        English => new("Engelsk", "Engelsk", "English"),
        _ => new("Bokmål", "Bokmål", "Bokmål"),
    };
}

/// <summary>What belongs to a section: its name, and its tab's alias and fixed key on the document type.</summary>
/// <param name="Section">Which section.</param>
/// <param name="Alias">Alias of the tab, and of the section in the JSON API.</param>
/// <param name="Key">Fixed key of the tab.</param>
/// <param name="Label">The section's name.</param>
public sealed record SectionInfo(ServiceSection Section, string Alias, Guid Key, Label Label);

/// <summary>The sections in their fixed order.</summary>
public static class ServiceSections
{
    /// <summary>Generelt, Lover og retningslinjer, Om søknadsprosessen, Kontaktinformasjon, Andre opplysninger.</summary>
    public static IReadOnlyList<SectionInfo> All { get; } =
    [
        new(ServiceSection.General, "general", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0101"), new("Generelt", "Generelt", "General")),
        new(ServiceSection.Legislation, "legislation", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0102"), new("Lover og retningslinjer", "Lover og retningslinjer", "Acts and guidelines")),
        new(ServiceSection.Application, "application", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0103"), new("Om søknadsprosessen", "Om søknadsprosessen", "About the application process")),
        new(ServiceSection.Contact, "contact", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0104"), new("Kontaktinformasjon", "Kontaktinformasjon", "Contact information")),
        new(ServiceSection.Other, "other", new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0105"), new("Andre opplysninger", "Andre opplysningar", "Other information")),
    ];
}
