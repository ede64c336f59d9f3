using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.CitizenSignIn;

/// <summary>Settings of citizens' sign-in by OpenID Connect, under <c>Halden:SignIn</c> (docs/sign-in.md). Without them sign-in is not offered.</summary>
public sealed class SignInOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:SignIn";

    private static readonly Dictionary<SignInFact, string> UsualClaims = new()
    {
        [SignInFact.NationalIdentityNumber] = "pid",
        [SignInFact.Name] = "name",
        [SignInFact.GivenName] = "given_name",
        [SignInFact.FamilyName] = "family_name",
        [SignInFact.BirthDate] = "birthdate",
        [SignInFact.StreetAddress] = "address.street_address",
        [SignInFact.Postcode] = "address.postal_code",
        [SignInFact.City] = "address.locality",
        [SignInFact.Telephone] = "phone_number",
        [SignInFact.Email] = "email",
    };

    private static readonly Dictionary<SignInLevel, string> UsualLevels = new()
    {
        [SignInLevel.Substantial] = "idporten-loa-substantial",
        [SignInLevel.High] = "idporten-loa-high",
    };

    // People change their telephone and e-mail themselves, at the provider as here.
    private static readonly SignInFact[] UsuallyVouched = [.. Enum.GetValues<SignInFact>().Except([SignInFact.Telephone, SignInFact.Email])];

    /// <summary>The provider's issuer, e.g. <c>https://idporten.no</c>; its <c>.well-known/openid-configuration</c> says the rest.</summary>
    public string? Authority { get; set; }

    /// <summary>What the provider calls the site.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that the site shows itself to the provider with; from a secret store or the environment.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Instead of the secret: a file with the private RSA key (PEM, or a JWK) that assertions are signed with (private_key_jwt).</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>What the provider knows the key by (<c>kid</c>); a JWK may say it itself.</summary>
    public string? KeyId { get; set; }

    /// <summary>What citizens know the provider as.</summary>
    public string ProviderName { get; set; } = "ID-porten";

    /// <summary>Scopes to ask for, with spaces between.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>The level of forms that name none.</summary>
    public SignInLevel Level { get; set; } = SignInLevel.Substantial;

    /// <summary>What the provider calls each level (<c>acr</c>); ID-porten's names for those that are left out.</summary>
    public Dictionary<SignInLevel, string> Levels { get; set; } = [];

    /// <summary>The claim that has each fact; <c>address.locality</c> is a member of a claim. OpenID Connect's own, and ID-porten's <c>pid</c>, for those that are left out.</summary>
    public Dictionary<SignInFact, string> Claims { get; set; } = [];

    /// <summary>The facts that the provider vouches for, which citizens cannot change; all but telephone and e-mail where it is left out.</summary>
    public SignInFact[]? Vouched { get; set; }

    /// <summary>Whether to ask the provider's userinfo endpoint for claims that the id token does not have.</summary>
    public bool UserInfo { get; set; }

    /// <summary>Where the provider sends the citizen back to; told to the provider beforehand.</summary>
    public string CallbackPath { get; set; } = "/selvbetjening/innlogging/svar";

    /// <summary>Where the provider sends the citizen after signing out; told to the provider beforehand.</summary>
    public string SignedOutPath { get; set; } = "/selvbetjening/innlogging/ut";

    /// <summary>How long a sign-in lasts when nothing is sent.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a sign-in lasts at most.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How far the clocks of site and provider may be apart.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the provider may take to answer the site.</summary>
    public TimeSpan ProviderTimeout { get; set; } = TimeSpan.FromSeconds(10);

    // Read once where all is well: the key's file is not to be read for every visitor.
    private bool _isWell;

    /// <summary>What could not be read of the settings; null for nothing. It must not take the site down with it.</summary>
    internal string? Unreadable { get; set; }

    /// <summary>Whether anything is set up at all.</summary>
    internal bool IsConfigured => Unreadable is not null || !string.IsNullOrWhiteSpace(Authority) || !string.IsNullOrWhiteSpace(ClientId);

    /// <summary>Whether citizens can sign in, as far as the settings tell.</summary>
    internal bool IsUsable => IsConfigured && Fault() is null;

    /// <summary>What the provider calls a level.</summary>
    internal string AcrOf(SignInLevel level) => Levels.GetValueOrDefault(level) is { Length: > 0 } own ? own : UsualLevels[level];

    /// <summary>The level that the provider calls so; null where it is none of ours, and so is not enough for anything.</summary>
    internal SignInLevel? LevelOf(string? acr) =>
        Enum.GetValues<SignInLevel>().Where(level => AcrOf(level) == acr).Select(level => (SignInLevel?)level).LastOrDefault();

    /// <summary>The claim that has a fact.</summary>
    internal string ClaimOf(SignInFact fact) => Claims.GetValueOrDefault(fact) is { Length: > 0 } own ? own : UsualClaims[fact];

    /// <summary>Whether the provider vouches for a fact.</summary>
    internal bool IsVouched(SignInFact fact) => (Vouched ?? UsuallyVouched).Contains(fact);

    /// <summary>What is wrong with the settings, in bokmål; null for nothing, or where nothing is set up.</summary>
    internal string? Fault()
    {
        if (!IsConfigured || _isWell)
        {
            return null;
        }

        var fault = Look();
        _isWell = fault is null;
        return fault;
    }

    private string? Look() =>
        Unreadable is not null ? $"Innstillingene under {Section} kan ikke leses: {Unreadable}"
            : !Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
                ? $"{Section}:{nameof(Authority)} må være leverandørens adresse med https, for eksempel https://idporten.no."
            : string.IsNullOrWhiteSpace(ClientId) ? $"{Section}:{nameof(ClientId)} mangler. Den får dere hos leverandøren."
            : string.IsNullOrWhiteSpace(ClientSecret) == string.IsNullOrWhiteSpace(PrivateKeyFile) ? $"Sett enten {Section}:{nameof(ClientSecret)} eller {Section}:{nameof(PrivateKeyFile)}."
            : !string.IsNullOrWhiteSpace(PrivateKeyFile) && SignInKey.Fault(PrivateKeyFile, KeyId) is { } key ? $"{Section}:{nameof(PrivateKeyFile)}: {key}"
            : !Scopes.Split(' ').Contains("openid") ? $"{Section}:{nameof(Scopes)} må ha openid med."
            : Enum.GetValues<SignInLevel>().Select(AcrOf).Distinct().Count() < Enum.GetValues<SignInLevel>().Length ? $"{Section}:{nameof(Levels)} må ha ulike navn på nivåene."
            : !IsPath(CallbackPath) || !IsPath(SignedOutPath) || CallbackPath == SignedOutPath ? $"{Section}:{nameof(CallbackPath)} og {nameof(SignedOutPath)} må være to ulike stier som begynner med /."
            : Timeout < TimeSpan.FromMinutes(1) || Timeout > TimeSpan.FromHours(2) ? $"{Section}:{nameof(Timeout)} må være fra 1 minutt til 2 timer."
            : Longest < Timeout || Longest > TimeSpan.FromHours(12) ? $"{Section}:{nameof(Longest)} må være minst så lenge som {nameof(Timeout)}, og høyst 12 timer."
            : ClockSkew < TimeSpan.Zero || ClockSkew > TimeSpan.FromMinutes(5) ? $"{Section}:{nameof(ClockSkew)} må være fra 0 til 5 minutter."
            : ProviderTimeout < TimeSpan.FromSeconds(1) || ProviderTimeout > TimeSpan.FromMinutes(1) ? $"{Section}:{nameof(ProviderTimeout)} må være fra 1 til 60 sekunder."
            : null;

    /// <summary>Reads the settings; what cannot be read is <see cref="Unreadable"/>.</summary>
    internal static void Read(SignInOptions options, IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(options);
        }
        catch (InvalidOperationException fault)
        {
            options.Unreadable = fault.Message;
        }
    }

    private static bool IsPath(string path) => path.Length > 1 && path[0] == '/' && path[1] != '/' && !path.EndsWith('/') && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.');
}
