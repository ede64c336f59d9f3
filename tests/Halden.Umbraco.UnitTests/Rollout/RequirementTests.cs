using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using PdfSharp.Pdf.IO;

namespace Halden.Umbraco.UnitTests.Rollout;

public class RequirementTests
{
    [Fact]
    public void ARequirementKeepsItsNumberWhateverComesAndGoes()
    {
        var (first, last) = RequirementSpecifications.Numbered([new(0, "", " En ", true), new(0, "", "To", true), new(0, "", "Tre", false)], 0);
        Assert.Equal([1, 2, 3], first.Select(one => one.Number));
        Assert.Equal((3, "En"), (last, first[0].Text));

        // The third goes, the second comes first, one is new and one pretends to be another.
        var (next, after) = RequirementSpecifications.Numbered([first[1], first[0], first[0], new(0, "", "Ny", true), new(99, "", "Fremmed", true)], last);
        Assert.Equal([2, 1, 4, 5, 6], next.Select(one => one.Number));
        Assert.Equal(6, after);
    }

    [Fact]
    public void ReadyMadeRequirementsAreThereForEverySubjectInEveryLanguage() => Assert.All(
        Enum.GetValues<RequirementSubject>(),
        subject => Assert.All(Cultures.All, language =>
        {
            var all = ReadyMadeRequirements.Of(subject, language);
            Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => one.Number));
            Assert.True(all.Count(one => one.IsMust) >= 4 && all.Any(one => !one.IsMust));
            Assert.All(all, one => Assert.True(one.Text.Length is > 20 and < RequirementSpecifications.LongestText && one.Group.Length > 0));
        }));

    [Theory]
    [InlineData(12, 3, 6)]
    [InlineData(RequirementSpecifications.MostRequirements, 80, 200)]
    public void AsADocumentItHasItsTitleItsLanguageAndAsManyPagesAsItTakes(int count, int fewest, int most)
    {
        var written = Enumerable.Range(1, count).Select(number => new Requirement(
            number, $"Gruppe {number / 20}", new string('k', 400) + ' ' + new string('v', 500), number % 2 == 0, RequirementAnswer.Met, count > 20 ? new string('f', 1000) : null, "https://www.halden.kommune.no/"));
        var specification = new RequirementSpecification
        {
            Id = Guid.NewGuid(),
            Title = "Skjemaløsning",
            Subject = RequirementSubject.Forms,
            Requirements = RequirementSpecification.Write([.. written]),
            LastNumber = count,
            ChangedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
            ChangedBy = Guid.NewGuid(),
        };

        using var pdf = PdfReader.Open(new MemoryStream(RequirementsPdf.Write(specification, "Halden kommune", Cultures.NewNorwegian)), PdfDocumentOpenMode.Import);

        Assert.Equal(("Skjemaløsning", "nn-NO"), (pdf.Info.Title, pdf.Internals.Catalog.Elements.GetString("/Lang")));
        Assert.True(pdf.Internals.Catalog.Elements.GetDictionary("/MarkInfo")!.Elements.GetBoolean("/Marked"));
        Assert.InRange(pdf.PageCount, fewest, most);
    }
}
