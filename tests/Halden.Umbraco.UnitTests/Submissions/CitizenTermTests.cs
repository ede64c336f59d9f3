using Halden.Umbraco.Submissions;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed class CitizenTermTests
{
    [Theory]
    [InlineData("Ola Nordmann", CitizenTermKind.Name)]
    [InlineData("Bo", CitizenTermKind.Name)]
    [InlineData(" ola@example.no ", CitizenTermKind.Email)]
    [InlineData("01019012345", CitizenTermKind.NationalIdentityNumber)]
    [InlineData("010190 12345", CitizenTermKind.NationalIdentityNumber)]
    internal void WhatIsWrittenIsTakenForWhatItLooksLike(string text, CitizenTermKind kind) => Assert.Equal(kind, CitizenTerm.Parse(text)?.Kind);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("O")]
    [InlineData("-'")]
    [InlineData("ola@")]
    [InlineData("ola@example.no, kari@example.no")]
    [InlineData("12345")]
    [InlineData("010190123456")]
    [InlineData("010190 12345 7")]
    [InlineData("Storgata 1")]
    public void WhatIsNoneOfTheThreeIsNoTerm(string? text) => Assert.Null(CitizenTerm.Parse(text));

    [Theory]
    [InlineData("ola@example.no", "Ola@Example.no")]
    [InlineData("ola@example.no", "Skriv til meg på ola@example.no.")]
    [InlineData("ola@example.no", "Ola Nordmann <ola@example.no>, helst om kvelden")]
    [InlineData("01019012345", "010190 12345")]
    [InlineData("01019012345", "Fnr: 010190-12345, født i Halden")]
    [InlineData("Åse Ørn", "åse ørn")]
    [InlineData("Åse Ørn", "Åse ØRN")]
    [InlineData("Ørn Åse", "Barnet heter Åse Marie Ørn.")]
    [InlineData("Anne-Marie", "Anne Marie")]
    public void ItIsFoundHoweverItIsWritten(string term, string text) => Assert.Equal([1], CitizenTerm.Parse(term)!.FoundIn([(1, text)]));

    [Theory]
    [InlineData("ola@example.no", "lola@example.no")]
    [InlineData("ola@example.no", "ola@example.nordmann")]
    [InlineData("01019012345", "1010190123456")]
    [InlineData("01019012345", "01019012346")]
    [InlineData("Ola", "Olav")]
    [InlineData("Ase", "Åse")]
    [InlineData("Ola Nordmann", "Ola Hansen")]
    public void AnotherIsNotTakenForIt(string term, string text) => Assert.Empty(CitizenTerm.Parse(term)!.FoundIn([(1, text)]));

    [Fact]
    public void ANameMayBeSpreadOverQuestions() =>
        Assert.Equal(["fornavn", "etternavn"], CitizenTerm.Parse("Åse Ørn")!.FoundIn([("fornavn", "Åse"), ("yrke", "lærer"), ("etternavn", "Ørn")]));
}
