using Halden.Umbraco.Persistence;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.ServiceDescriptions;
using static Halden.Umbraco.Rollout.InformationAudience;
using static Halden.Umbraco.Rollout.InformationChannel;
using static Halden.Umbraco.Rollout.InformationTopic;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>Who has been informed, what some services cost and save, and two requirement specifications; made up, with something left to do in each.</summary>
internal static class DemonstrationInformation
{
    private static readonly (string Title, int Volume, int? OneOff, int? Yearly)[] Benefits =
    [
        ("Musikk- og kulturskole", 320, 40_000, 12_000),
        ("Barnehageplass", 540, 90_000, 25_000),
        ("Ledsagerbevis", 85, 15_000, 3_000),
        ("SFO (Skolefritidsordning)", 410, 35_000, 12_000),
        ("Parkeringstillatelse for forflytningshemmede", 130, null, null),
        ("Trygghetsalarm", 210, 60_000, 8_000),
    ];

    /// <summary>Writes it, unless something of it is there already.</summary>
    /// <param name="services">The site's.</param>
    /// <param name="documents">Services by title.</param>
    /// <param name="departments">Departments by name.</param>
    /// <param name="editor">Who writes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task WriteAsync(
        IServiceProvider services, IReadOnlyDictionary<string, Guid> documents, IReadOnlyDictionary<string, Guid> departments, Guid editor, CancellationToken cancellationToken)
    {
        var today = services.GetRequiredService<HaldenStore>().Today;
        var log = services.GetRequiredService<InformationLog>();
        if ((await log.AllAsync(cancellationToken)).Count == 0)
        {
            foreach (var (audience, department, days, channel, topics, note) in (IEnumerable<(InformationAudience, string?, int, InformationChannel, InformationTopic[], string?)>)
            [
                (Leadership, null, 96, Meeting, [Organisation, Scope, InformationTopic.Time], "Prosjektet ble presentert, og ledergruppen ba om en oversikt over tjenestene."),
                (Director, "Undervisning og kultur", 75, Meeting, [Organisation, Scope, Affected, BeforePublishing], null),
                (Director, "Helse og omsorg", 68, Meeting, [Organisation, Scope, Affected], "Kost/nytte tas når prosessene er tegnet."),
                (Owners, null, 40, Email, [BeforePublishing, Affected], "Veiledning om beskrivelser og prosesser lagt ved."),
                (UnionRepresentatives, null, 33, Meeting, [Organisation, Affected], null),
                (Leadership, null, 12, Written, [CostBenefit, InformationTopic.Time], null),
                (Others, null, 5, Meeting, [Scope], "Servicesenteret."),
            ])
            {
                await log.AddAsync(new InformationChange(audience, department is null ? null : departments.GetValueOrDefault(department), today.AddDays(-days), channel, topics, [], note), editor, cancellationToken);
            }
        }

        var benefit = services.GetRequiredService<BenefitChanges>();
        foreach (var (title, volume, oneOff, yearly) in Benefits.Where(one => documents.ContainsKey(one.Title)))
        {
            // What is said already is of another version, and left as it is.
            await benefit.SaveAsync(documents[title], null, volume, oneOff, yearly, editor, cancellationToken);
        }

        var specifications = services.GetRequiredService<RequirementSpecifications>();
        if ((await specifications.AllAsync(cancellationToken)).Count == 0)
        {
            await specifications.BeginAsync("Verktøy for å tegne prosesser", RequirementSubject.ProcessTools, true, Cultures.Bokmal, editor, cancellationToken);
            var forms = await specifications.BeginAsync("Ferdige elektroniske skjemaer", RequirementSubject.Forms, true, Cultures.Bokmal, editor, cancellationToken);
            var begun = (await specifications.FindAsync(forms.Key, cancellationToken))!;
            await specifications.SaveAsync(
                begun.Id, begun.Version, new RequirementChange(begun.Title, begun.Subject, true, [.. begun.Read().Select(Answered)]), editor, cancellationToken);
        }
    }

    // Most are met, one in four only partly, and the last is not answered yet.
    private static Requirement Answered(Requirement one, int index) => (index % 4) switch
    {
        3 => one with { Answer = RequirementAnswer.Partly, Explanation = "Leverandøren lover det i neste versjon." },
        2 when index > 8 => one,
        _ => one with { Answer = RequirementAnswer.Met },
    };
}
