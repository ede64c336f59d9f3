using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.CitizenSignIn;

/// <summary>What levels and facts are called.</summary>
internal static class SignInTexts
{
    public static Label NameOf(SignInLevel level) => level == SignInLevel.High
        ? new("høyt sikkerhetsnivå", "høgt tryggingsnivå", "high security level")
        : new("betydelig sikkerhetsnivå", "betydeleg tryggingsnivå", "substantial security level");

    public static Label NameOf(SignInFact fact) => fact switch
    {
        SignInFact.NationalIdentityNumber => new("fødselsnummer", "fødselsnummer", "national identity number"),
        SignInFact.Name => new("navn", "namn", "name"),
        SignInFact.GivenName => new("fornavn", "fornamn", "given name"),
        SignInFact.FamilyName => new("etternavn", "etternamn", "family name"),
        SignInFact.BirthDate => new("fødselsdato", "fødselsdato", "date of birth"),
        SignInFact.StreetAddress => new("gateadresse", "gateadresse", "street address"),
        SignInFact.Postcode => new("postnummer", "postnummer", "postcode"),
        SignInFact.City => new("poststed", "poststad", "postal town"),
        SignInFact.Telephone => new("telefon", "telefon", "telephone"),
        _ => new("e-post", "e-post", "e-mail"),
    };
}
