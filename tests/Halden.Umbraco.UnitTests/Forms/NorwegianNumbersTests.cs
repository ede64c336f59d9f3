using FsCheck;
using FsCheck.Fluent;
using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

/// <summary>Numbers of people are made here from their parts by the rules, so that they are nobody's on purpose.</summary>
public class NorwegianNumbersTests
{
    [Theory]
    [InlineData("010190", 100)]
    [InlineData("311299", 499)]
    [InlineData("290200", 500)]
    public void ANumberWithTheRightControlDigitsIsValid(string birth, int individual) =>
        Assert.All(Made(birth, individual), number => Assert.True(NorwegianNumbers.IsNationalIdentityNumber(number), number));

    [Fact]
    public void ADNumberHasFortyMoreInTheDay()
    {
        Assert.All(Made("410190", 100), number => Assert.True(NorwegianNumbers.IsNationalIdentityNumber(number), number));
        Assert.All(Made("711290", 100), number => Assert.True(NorwegianNumbers.IsNationalIdentityNumber(number), number));
    }

    [Theory]
    [InlineData("000190")]
    [InlineData("320190")]
    [InlineData("400190")]
    [InlineData("720190")]
    [InlineData("310490")]
    [InlineData("300290")]
    [InlineData("010090")]
    [InlineData("011390")]
    public void ADayThatDoesNotExistIsRefusedWhateverTheControlDigits(string birth) =>
        Assert.All(Enumerable.Range(100, 20).SelectMany(individual => Made(birth, individual)), number => Assert.False(NorwegianNumbers.IsNationalIdentityNumber(number), number));

    // https://skatteetaten.github.io/folkeregisteret-api-dokumentasjon/nytt-fodselsnummer-fra-2032/
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(10, false)]
    public void From2032TheFirstControlDigitMayLeaveUpToThree(int remainder, bool isValid)
    {
        var made = Enumerable.Range(0, 500).SelectMany(individual => Made("150632", individual, remainder)).ToList();

        Assert.NotEmpty(made);
        Assert.All(made, number => Assert.Equal(isValid, NorwegianNumbers.IsNationalIdentityNumber(number)));
    }

    [Theory]
    [InlineData("014190")]
    [InlineData("015290")]
    [InlineData("016690")]
    [InlineData("018190")]
    [InlineData("419290")]
    public void TestPeopleAreAcceptedOnlyWhereTheyAreAllowed(string birth)
    {
        var number = Made(birth, 100)[0];

        Assert.False(NorwegianNumbers.IsNationalIdentityNumber(number));
        Assert.True(NorwegianNumbers.IsNationalIdentityNumber(number, allowSynthetic: true));
    }

    [Theory]
    [InlineData("015390")]
    [InlineData("016590")]
    [InlineData("017890")]
    [InlineData("019390")]
    public void AMonthBetweenThoseOfTestPeopleIsRefused(string birth) =>
        Assert.False(NorwegianNumbers.IsNationalIdentityNumber(Made(birth, 100)[0], allowSynthetic: true));

    [Theory]
    [InlineData("")]
    [InlineData("0101901000")]
    [InlineData("010190100000")]
    [InlineData("0101901000x")]
    [InlineData("０１０１９０１００００")]
    public void WhatIsNotElevenDigitsIsNoNumber(string text)
    {
        Assert.False(NorwegianNumbers.IsNationalIdentityNumber(text));
        Assert.False(NorwegianNumbers.IsAccountNumber(text));
    }

    [Fact]
    public void ANumberWithOneDigitChangedIsRefused() => Law.HoldsFor(
        Arb.From(
            from day in Gen.Choose(1, 28)
            from month in Gen.Choose(1, 12)
            from year in Gen.Choose(0, 99)
            from individual in Gen.Choose(0, 999)
            from remainder in Gen.Choose(0, 3)
            from place in Gen.Choose(0, 10)
            from more in Gen.Choose(1, 9)
            from isD in Gen.Elements(0, 40)
            select (Birth: $"{day + isD:00}{month:00}{year:00}", individual, remainder, place, more)),
        one =>
        {
            foreach (var number in Made(one.Birth, one.individual, one.remainder))
            {
                var changed = number.ToCharArray();
                changed[one.place] = (char)('0' + ((changed[one.place] - '0' + one.more) % 10));

                Assert.True(NorwegianNumbers.IsNationalIdentityNumber(number), number);
                Assert.False(NorwegianNumbers.IsNationalIdentityNumber(new string(changed)), $"{number} → {new string(changed)}");
            }
        });

    // Brønnøysundregistrene, Skatteetaten, NAV, Halden kommune.
    [Theory]
    [InlineData("974760673")]
    [InlineData("974761076")]
    [InlineData("889640782")]
    [InlineData("959159092")]
    public void OrganisationNumbersOfTheRegisterAreValid(string number) => Assert.True(NorwegianNumbers.IsOrganisationNumber(number));

    [Theory]
    [InlineData("974760674")]
    [InlineData("97476067")]
    [InlineData("974 760 673")]
    [InlineData("123456785")]
    public void WhatTheRegisterCannotHaveIsNoOrganisationNumber(string number) => Assert.False(NorwegianNumbers.IsOrganisationNumber(number));

    [Fact]
    public void OneDigitChangedMakesAnotherOrganisationOrAccountWrong()
    {
        Assert.All(Neighbours("974760673"), number => Assert.False(NorwegianNumbers.IsOrganisationNumber(number), number));
        Assert.All(Neighbours("86011117947"), number => Assert.False(NorwegianNumbers.IsAccountNumber(number), number));
    }

    // The first is the example of the IBAN registry, without its country; the second the usual one of Norwegian documentation.
    [Theory]
    [InlineData("86011117947")]
    [InlineData("12345678903")]
    public void AccountNumbersAreHeldAgainstTheirControlDigit(string number) => Assert.True(NorwegianNumbers.IsAccountNumber(number));

    // Examples of the IBAN registry (SWIFT).
    [Theory]
    [InlineData("NO9386011117947")]
    [InlineData("SE4550000000058398257466")]
    [InlineData("DK5000400440116243")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    public void ExamplesOfTheIbanRegistryAreValid(string iban) => Assert.True(NorwegianNumbers.IsIban(iban));

    [Theory]
    [InlineData("NO9386011117948")]
    [InlineData("NO938601111794")]
    [InlineData("no9386011117947")]
    [InlineData("9386011117947NO")]
    [InlineData("GB29NWBK6016133192681Ø")]
    public void WhatIsNoIbanIsRefused(string iban) => Assert.False(NorwegianNumbers.IsIban(iban));

    [Fact]
    public void AnIbanHasDigitsForControlAndInNorwayANorwegianAccount()
    {
        // The remainder is right in each, and nothing else.
        Assert.False(NorwegianNumbers.IsIban(WithLettersForControl("GB")));
        Assert.True(NorwegianNumbers.IsIban(Iban("NO", "86011117947")));
        Assert.False(NorwegianNumbers.IsIban(Iban("NO", "86011117948")));
    }

    [Theory]
    [InlineData("1776", true)]
    [InlineData("0010", true)]
    [InlineData("0000", false)]
    [InlineData("177", false)]
    [InlineData("17766", false)]
    [InlineData("N-17", false)]
    public void APostcodeHasFourDigits(string text, bool isPostcode) => Assert.Equal(isPostcode, NorwegianNumbers.IsPostcode(text));

    [Theory]
    [InlineData("69174500", true)]
    [InlineData("91234567", true)]
    [InlineData("+4769174500", true)]
    [InlineData("+46812345678", true)]
    [InlineData("110", false)]
    [InlineData("01234567", false)]
    [InlineData("+47691745", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("691745OO", false)]
    [InlineData("+", false)]
    public void ATelephoneNumberHasEightDigitsOrACountry(string text, bool isTelephone) => Assert.Equal(isTelephone, NorwegianNumbers.IsTelephone(text));

    /// <summary>The numbers of these parts whose first control digit leaves this remainder: at most one, by Skatteetaten's two sums.</summary>
    private static List<string> Made(string birth, int individual, int remainder) =>
    [
        .. from k1 in Enumerable.Range(0, 10)
           let ten = $"{birth}{individual:000}{k1}"
           let d = ten.Select(c => c - '0').ToArray()
           where ((3 * d[0]) + (7 * d[1]) + (6 * d[2]) + d[3] + (8 * d[4]) + (9 * d[5]) + (4 * d[6]) + (5 * d[7]) + (2 * d[8]) + k1) % 11 == remainder
           let k2 = (11 - (((5 * d[0]) + (4 * d[1]) + (3 * d[2]) + (2 * d[3]) + (7 * d[4]) + (6 * d[5]) + (5 * d[6]) + (4 * d[7]) + (3 * d[8]) + (2 * k1)) % 11)) % 11
           where k2 < 10
           select $"{ten}{k2}",
    ];

    /// <summary>The first ones from an individual number on, as today's rule has them.</summary>
    private static List<string> Made(string birth, int individual) =>
        Enumerable.Range(individual, 10).Select(each => Made(birth, each % 1000, 0)).First(made => made.Count > 0);

    private static IEnumerable<string> Neighbours(string number) =>
        from place in Enumerable.Range(0, number.Length)
        from digit in Enumerable.Range(0, 10)
        let changed = string.Concat(number.AsSpan(0, place), digit.ToString(System.Globalization.CultureInfo.InvariantCulture), number.AsSpan(place + 1))
        where changed != number
        select changed;

    private static string Iban(string country, string account) => Enumerable.Range(2, 97).Select(control => $"{country}{control:00}{account}").Single(IsOneOf97);

    private static string WithLettersForControl(string country) =>
        (from a in "ABCDEFGHIJ" from b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" select $"{country}{a}{b}NWBK60161331926819").First(IsOneOf97);

    // ISO 7064, digit by digit.
    private static bool IsOneOf97(string iban) => (iban[4..] + iban[..4])
        .SelectMany(c => char.IsAsciiDigit(c) ? [c - '0'] : new[] { (c - 'A' + 10) / 10, (c - 'A' + 10) % 10 })
        .Aggregate(0, (sum, digit) => ((sum * 10) + digit) % 97) == 1;
}
