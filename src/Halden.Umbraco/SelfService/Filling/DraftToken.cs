using System.Security.Cryptography;
using System.Text;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>
/// What a browser's cookie, or a link, has of a draft. Of one that belongs to somebody who has signed in it is not the secret
/// itself, but gives it together with who the person is: neither the one nor the other alone opens or even finds the draft.
/// </summary>
internal static class DraftToken
{
    // No hexadecimal digit.
    private const char Personal = 'p';

    /// <summary>A new one.</summary>
    /// <param name="isPersonal">Whether it belongs to somebody who has signed in.</param>
    public static string New(bool isPersonal) => isPersonal ? $"{Personal}{DraftCipher.NewSecret()}" : DraftCipher.NewSecret();

    /// <summary>Whether it takes a person to make a secret of it.</summary>
    public static bool IsPersonal(string? token) => token?.StartsWith(Personal) == true;

    /// <summary>The secret that opens the draft; null where there is none, or where nobody has signed in to whom it could belong.</summary>
    /// <param name="token">Of the cookie or the link.</param>
    /// <param name="subject">Who has signed in; null for nobody.</param>
    public static string? SecretOf(string? token, string? subject) =>
        !IsPersonal(token) ? token
        : subject is null ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token!), Encoding.UTF8.GetBytes(subject)));
}
