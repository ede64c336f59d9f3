using Halden.Umbraco.Processes;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Rollout;

/// <summary>What the system itself knows of a service, and that shows that a task is done.</summary>
internal enum RolloutEvidence
{
    /// <summary>The service's department has a director who can sign in.</summary>
    Director,

    /// <summary>Somebody who has not left is the main responsible.</summary>
    Owner,

    /// <summary>Somebody receives the applications.</summary>
    Recipient,

    /// <summary>There is a description in bokmål.</summary>
    Description,

    /// <summary>A description has been approved.</summary>
    DescriptionApproved,

    /// <summary>The service has a form.</summary>
    Form,

    /// <summary>What was last approved has a form.</summary>
    FormApproved,

    /// <summary>A test has been sent to the recipient that the service has.</summary>
    FormTested,

    /// <summary>The process on paper is drawn.</summary>
    ManualProcess,

    /// <summary>It is approved as it is drawn.</summary>
    ManualProcessApproved,

    /// <summary>The process with an electronic form is drawn.</summary>
    FormProcess,

    /// <summary>It is approved as it is drawn.</summary>
    FormProcessApproved,

    /// <summary>The fully integrated process is drawn.</summary>
    IntegratedProcess,

    /// <summary>It is approved as it is drawn.</summary>
    IntegratedProcessApproved,

    /// <summary>The whole has been approved by every department's director.</summary>
    Approved,

    /// <summary>Citizens can read it.</summary>
    Published,
}

/// <summary>What is known of a service.</summary>
internal sealed record RolloutFacts
{
    public bool HasDirector { get; init; }

    public bool HasOwner { get; init; }

    public bool HasRecipient { get; init; }

    /// <summary>The owner prints the applications: nothing is sent to anybody.</summary>
    public bool PrintsOnly { get; init; }

    public bool IsDescribed { get; init; }

    public bool HasForm { get; init; }

    /// <summary>When the test was sent to the recipient that the service has now; null for never.</summary>
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>The stages that are drawn, and when each was last changed.</summary>
    public IReadOnlyDictionary<ProcessStage, DateTimeOffset> Drawn { get; init; } = new Dictionary<ProcessStage, DateTimeOffset>();

    /// <summary>How far the service is to come; null where nobody has said.</summary>
    public ProcessStage? Target { get; init; }

    /// <summary>What was last approved whole; null for nothing.</summary>
    public ApprovedPackage? Approved { get; init; }

    public bool IsPublished { get; init; }
}

/// <summary>A package that was approved.</summary>
/// <param name="SubmittedAt">When it was as it was submitted.</param>
/// <param name="DecidedAt">When the last director approved.</param>
/// <param name="PublishedAt">When it became public; null until then.</param>
/// <param name="HasForm">Whether a form is in it.</param>
internal sealed record ApprovedPackage(DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, DateTimeOffset? PublishedAt, bool HasForm);

/// <summary>Whether evidence is there.</summary>
internal enum EvidenceStatus
{
    Missing,

    /// <summary>It is there.</summary>
    Found,

    /// <summary>The service is to have nothing of it.</summary>
    NotNeeded,
}

/// <summary>What was found of evidence.</summary>
/// <param name="Status">Whether it is there.</param>
/// <param name="At">Since when, where that is known.</param>
/// <param name="Why">Why it is not needed.</param>
internal sealed record EvidenceFinding(EvidenceStatus Status, DateTimeOffset? At = null, Label? Why = null);

/// <summary>Looks for evidence: pure.</summary>
internal static class RolloutEvidences
{
    /// <summary>
    /// What the facts say. That something has been approved stays so when it is changed later: the change goes its own way through the
    /// approval, and takes no service back in its introduction (docs/adr/0026). A process is approved as it is drawn.
    /// </summary>
    public static EvidenceFinding In(this RolloutEvidence evidence, RolloutFacts facts)
    {
        return evidence switch
        {
            RolloutEvidence.Director => When(facts.HasDirector),
            RolloutEvidence.Owner => When(facts.HasOwner),
            RolloutEvidence.Recipient => When(facts.HasRecipient),
            RolloutEvidence.Description => When(facts.IsDescribed),
            RolloutEvidence.DescriptionApproved or RolloutEvidence.Approved => When(facts.Approved is not null, facts.Approved?.DecidedAt),
            RolloutEvidence.Form => For(ProcessStage.ElectronicForm, When(facts.HasForm)),
            RolloutEvidence.FormApproved => For(ProcessStage.ElectronicForm, When(facts.HasForm && facts.Approved?.HasForm == true, facts.Approved?.DecidedAt)),
            RolloutEvidence.FormTested => facts.PrintsOnly
                ? new EvidenceFinding(EvidenceStatus.NotNeeded, Why: RolloutTexts.PrintsOnly)
                : For(ProcessStage.ElectronicForm, When(facts.TestedAt is not null, facts.TestedAt)),
            RolloutEvidence.ManualProcess => Drawn(ProcessStage.Manual),
            RolloutEvidence.FormProcess => Drawn(ProcessStage.ElectronicForm),
            RolloutEvidence.IntegratedProcess => Drawn(ProcessStage.Integrated),
            RolloutEvidence.ManualProcessApproved => Approved(ProcessStage.Manual),
            RolloutEvidence.FormProcessApproved => Approved(ProcessStage.ElectronicForm),
            RolloutEvidence.IntegratedProcessApproved => Approved(ProcessStage.Integrated),
            _ => When(facts is { IsPublished: true, Approved: not null }, facts.Approved?.PublishedAt),
        };

        EvidenceFinding Drawn(ProcessStage stage) => For(stage, facts.Drawn.TryGetValue(stage, out var at) ? When(true, at) : When(false));

        // What was drawn last before the package was sent in is in it as it is.
        EvidenceFinding Approved(ProcessStage stage) => For(
            stage, When(facts.Drawn.TryGetValue(stage, out var at) && at <= facts.Approved?.SubmittedAt, facts.Approved?.DecidedAt));

        // A service that is to come less far needs nothing of the later stages, though it may have it.
        EvidenceFinding For(ProcessStage stage, EvidenceFinding finding) => finding.Status == EvidenceStatus.Missing && facts.Target < stage
            ? new EvidenceFinding(EvidenceStatus.NotNeeded, Why: RolloutTexts.TargetIs(facts.Target.Value))
            : finding;

        static EvidenceFinding When(bool isThere, DateTimeOffset? at = null) => isThere ? new(EvidenceStatus.Found, at) : new(EvidenceStatus.Missing);
    }
}
