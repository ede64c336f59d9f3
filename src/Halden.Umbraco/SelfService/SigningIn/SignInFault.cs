using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Halden.Umbraco.SelfService.SigningIn;

/// <summary>Why somebody has not been signed in.</summary>
internal enum SignInFault
{
    /// <summary>The person, or the provider, said no.</summary>
    Cancelled,

    /// <summary>The person is not known as surely as the form asks.</summary>
    TooLow,

    /// <summary>The answer does not belong to what this browser asked for, or came too late.</summary>
    NotOurs,

    /// <summary>The provider's clock and ours do not agree.</summary>
    Clock,

    /// <summary>The provider does not answer.</summary>
    Unavailable,

    /// <summary>The provider does not take us, or we not its answer: for the site's administrator.</summary>
    Refused,

    /// <summary>It is over: nothing has happened for a while.</summary>
    TimedOut,
}

/// <summary>Says why in addresses and to programs.</summary>
internal static class SignInFaults
{
    /// <summary>The word for it in an address.</summary>
    public static string WordOf(SignInFault fault) => fault switch
    {
        SignInFault.Cancelled => "avbrutt",
        SignInFault.TooLow => "niva",
        SignInFault.NotOurs => "igjen",
        SignInFault.Clock => "klokke",
        SignInFault.Unavailable => "nede",
        SignInFault.TimedOut => "utlopt",
        _ => "feil",
    };

    /// <summary>What a word in an address stands for; null for nothing.</summary>
    public static SignInFault? Of(string word) => Enum.GetValues<SignInFault>().Where(fault => WordOf(fault) == word).Select(fault => (SignInFault?)fault).FirstOrDefault();

    /// <summary>What a failed answer of the provider comes to.</summary>
    public static SignInFault Of(Exception? failure)
    {
        for (var fault = failure; fault is not null; fault = fault.InnerException)
        {
            switch (fault)
            {
                case TooLowException:
                    return SignInFault.TooLow;
                case OpenIdConnectProtocolInvalidNonceException or OpenIdConnectProtocolInvalidStateException:
                    return SignInFault.NotOurs;
                case SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException:
                    return SignInFault.Clock;
                case HttpRequestException or IOException or OperationCanceledException or TimeoutException:
                    return SignInFault.Unavailable;
                case OpenIdConnectProtocolException when CodeOf(fault) is { Length: > 0 } code:
                    return code switch
                    {
                        "access_denied" or "consent_required" => SignInFault.Cancelled,
                        "login_required" or "interaction_required" or "account_selection_required" => SignInFault.NotOurs,
                        "unmet_authentication_requirements" => SignInFault.TooLow,
                        "temporarily_unavailable" or "server_error" => SignInFault.Unavailable,
                        "invalid_grant" => SignInFault.NotOurs,
                        _ => SignInFault.Refused,
                    };
            }
        }

        // What the handler says of its own when state or correlation do not fit has no type of its own, and nothing in it.
        return failure is { InnerException: null } && failure.GetType() != typeof(OpenIdConnectProtocolException) && failure is not SecurityTokenException ? SignInFault.NotOurs : SignInFault.Refused;
    }

    /// <summary>The error that a provider gave, for the log: its code, and nothing else of what came.</summary>
    public static string CodeOf(Exception? failure)
    {
        for (var fault = failure; fault is not null; fault = fault.InnerException)
        {
            if (fault.Data["error"] is string { Length: > 0 and <= 60 } code && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            {
                return code;
            }
        }

        return string.Empty;
    }
}

/// <summary>The person is not known as surely as was asked for.</summary>
internal sealed class TooLowException() : Exception("The level is lower than was asked for.");
