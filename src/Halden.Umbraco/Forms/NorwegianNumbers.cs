using System.Numerics;

namespace Halden.Umbraco.Forms;

/// <summary>Numbers with control digits that people in Norway are asked for. Each check takes digits only, without spaces.</summary>
public static class NorwegianNumbers
{
    // https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/ : from 2032 the first
    // control digit may leave a remainder of 0 to 3, so that the number no longer tells the gender; the second stays.
    private static readonly int[] First = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    private static readonly int[] Second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    private static readonly int[] Organisation = [3, 2, 7, 6, 5, 4, 3, 2, 1];
    private static readonly int[] Account = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

    /// <summary>
    /// Whether this is a fødselsnummer or a D-nummer: eleven digits, a day (from 41 on in a D-nummer) and a month that exist,
    /// and both control digits right.
    /// </summary>
    /// <param name="digits">The number.</param>
    /// <param name="allowSynthetic">Whether numbers of test people (month from 41, 66 or 81 on) are accepted.</param>
    public static bool IsNationalIdentityNumber(string digits, bool allowSynthetic = false)
    {
        if (!AreDigits(digits, 11))
        {
            return false;
        }

        var (day, month) = (Two(digits, 0), Two(digits, 2));
        day = day > 40 ? day - 40 : day;
        if (allowSynthetic)
        {
            month -= month switch { > 80 => 80, > 65 => 65, > 40 => 40, _ => 0 };
        }

        return month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(month)
            && WeightedRemainder(digits[..10], First) is 0 or 1 or 2 or 3
            && WeightedRemainder(digits, Second) == 0;
    }

    /// <summary>Whether this is a number of Enhetsregisteret: nine digits, of which the last is right.</summary>
    public static bool IsOrganisationNumber(string digits) => AreDigits(digits, 9) && digits[0] is '8' or '9' && WeightedRemainder(digits, Organisation) == 0;

    /// <summary>Whether this is a Norwegian bank account: eleven digits, of which the last is right.</summary>
    public static bool IsAccountNumber(string digits) => AreDigits(digits, 11) && WeightedRemainder(digits, Account) == 0;

    /// <summary>Whether this is an IBAN (ISO 13616): a country, two control digits that are right, and 11 to 30 letters and digits; in Norway those of an account.</summary>
    public static bool IsIban(string text)
    {
        if (text.Length is < 15 or > 34 || !text.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])
            || !AreDigits(text[2..4], 2) || (text.StartsWith("NO", StringComparison.Ordinal) && !IsAccountNumber(text[4..])))
        {
            return false;
        }

        var digits = string.Concat((text[4..] + text[..4]).Select(c => char.IsAsciiDigit(c) ? c - '0' : char.ToUpperInvariant(c) - 'A' + 10));
        return BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) % 97 == 1;
    }

    /// <summary>Whether this has the form of a Norwegian postcode: four digits.</summary>
    public static bool IsPostcode(string digits) => AreDigits(digits, 4) && digits != "0000";

    /// <summary>Whether this has the form of a telephone number: eight digits in Norway, or + and 7 to 15 digits (ITU-T E.164).</summary>
    public static bool IsTelephone(string text) => text.StartsWith('+')
        ? text.Length is >= 8 and <= 16 && AreDigits(text[1..], text.Length - 1) && (!text.StartsWith("+47", StringComparison.Ordinal) || text.Length == 11)
        : AreDigits(text, 8) && text[0] is >= '2' and <= '9';

    private static bool AreDigits(string text, int count) => text.Length == count && text.All(char.IsAsciiDigit);

    private static int Two(string digits, int at) => ((digits[at] - '0') * 10) + digits[at + 1] - '0';

    private static int DaysIn(int month) => DateTime.DaysInMonth(2000, month);

    private static int WeightedRemainder(string digits, int[] weights) => digits.Select((digit, place) => (digit - '0') * weights[place]).Sum() % 11;
}
