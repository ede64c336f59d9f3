using System.Text.RegularExpressions;

namespace Halden.Umbraco.SelfService.Pages;

/// <summary>Makes links of what an editor wrote as contact information, where it is one number or one address and nothing else.</summary>
internal static partial class ContactAddress
{
    /// <summary>What a telephone dials, or null. Eight digits are a Norwegian number, to be called from abroad too.</summary>
    public static string? Telephone(string text)
    {
        var number = Separators().Replace(text, string.Empty);
        return !Number().IsMatch(number) ? null
            : number.Length == 8 && number[0] != '+' ? $"tel:+47{number}"
            : $"tel:{number}";
    }

    /// <summary>The mailto address, or null.</summary>
    public static string? Email(string text) => Address().IsMatch(text) ? $"mailto:{Uri.EscapeDataString(text).Replace("%40", "@", StringComparison.Ordinal)}" : null;

    [GeneratedRegex(@"[\s().-]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\+?[0-9]{3,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
