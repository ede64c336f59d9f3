namespace Halden.Umbraco.CitizenSignIn;

/// <summary>What a sign-in may tell of a person. Forms name it in camel case.</summary>
public enum SignInFact
{
    /// <summary>Fødselsnummer or D-nummer.</summary>
    NationalIdentityNumber,

    /// <summary>The whole name.</summary>
    Name,

    /// <summary>First and middle names.</summary>
    GivenName,

    /// <summary>Last name.</summary>
    FamilyName,

    /// <summary>Day of birth.</summary>
    BirthDate,

    /// <summary>Street and number.</summary>
    StreetAddress,

    /// <summary>Postcode.</summary>
    Postcode,

    /// <summary>Place of the postcode.</summary>
    City,

    /// <summary>Telephone.</summary>
    Telephone,

    /// <summary>E-mail address.</summary>
    Email,
}
