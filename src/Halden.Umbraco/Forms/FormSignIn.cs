using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.CitizenSignIn;

namespace Halden.Umbraco.Forms;

/// <summary>Whether whoever fills in a form signs in.</summary>
public enum FormSignInDemand
{
    /// <summary>They may.</summary>
    Optional,

    /// <summary>Nobody fills it in without.</summary>
    Required,
}

/// <summary>How a form is signed in to. Not of Umbraco Forms' contract.</summary>
/// <param name="Demand">Whether one must.</param>
/// <param name="Level">How surely the person must be known; null for what the site says.</param>
public sealed record FormSignIn(FormSignInDemand Demand, SignInLevel? Level = null)
{
    /// <summary>Setting of a field that names the fact it is filled in with, as <see cref="SignInFact"/> in camel case.</summary>
    internal const string FactSetting = "fromSignIn";

    /// <summary>What else came with it.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>What a form calls a fact.</summary>
    internal static string NameOf(SignInFact fact) => JsonNamingPolicy.CamelCase.ConvertName(fact.ToString());

    /// <summary>The fact that a form calls so; null where there is none.</summary>
    internal static SignInFact? FactOf(string? name) => Enum.GetValues<SignInFact>().Where(fact => NameOf(fact) == name).Select(fact => (SignInFact?)fact).FirstOrDefault();
}
