using Halden.Umbraco.Pdf;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>A requirement specification on paper: each requirement under its group, and how it is met.</summary>
internal static class RequirementsPdf
{
    /// <summary>The PDF's bytes.</summary>
    public static byte[] Write(RequirementSpecification specification, string municipality, string language)
    {
        var requirements = specification.Read();
        var pages = new PdfPages();
        pages.Say(municipality, PdfText.Faint, 2);
        pages.Say(specification.Title, PdfText.Title, 10);
        pages.Fact(RequirementTexts.Subject.In(language), RequirementTexts.NameOf(specification.Subject).In(language));
        pages.Fact(RequirementTexts.State.In(language), RequirementTexts.StateOf(specification.IsFinished).In(language));
        pages.Fact(RequirementTexts.Changed.In(language), SelfServiceTexts.Day(NorwegianTime.DayOf(specification.ChangedAt), language));
        pages.Fact(RequirementTexts.Requirements.In(language), RequirementTexts.Totals(RequirementTotals.Of(requirements)).In(language));
        string? group = null;
        foreach (var requirement in requirements)
        {
            if (requirement.Group != group)
            {
                group = requirement.Group;
                pages.Gap(10);
                if (group.Length > 0)
                {
                    pages.Say(group, PdfText.Heading, 6);
                }
            }

            pages.Say($"{RequirementTexts.Numbered(requirement.Number).In(language)}: {RequirementTexts.WeightOf(requirement.IsMust).In(language)}", PdfText.Subheading, 1);
            pages.Say(requirement.Text, PdfText.Paragraph, 1);
            pages.Say(
                requirement.Explanation is { } explanation ? $"{RequirementTexts.NameOf(requirement.Answer).In(language)}. {explanation}" : RequirementTexts.NameOf(requirement.Answer).In(language),
                PdfText.Faint,
                requirement.Link is null ? 8 : 1);
            if (requirement.Link is { } link)
            {
                pages.Say(link, PdfText.Faint, 8);
            }
        }

        return pages.Finish(specification.Title, municipality, specification.Title, specification.ChangedAt, language, language);
    }
}
