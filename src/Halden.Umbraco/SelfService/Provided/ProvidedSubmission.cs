using Halden.Umbraco.Forms;

namespace Halden.Umbraco.SelfService.Provided;

/// <summary>What a provider's own pages or API received.</summary>
/// <param name="Key">The provider's key of it: the same again is the same submission.</param>
/// <param name="Form">The form as it stands at the provider now, with its origin.</param>
/// <param name="Language">The citizen's, as a culture; null for bokmål.</param>
/// <param name="Answers">Alias → answers: days as <c>yyyy-MM-dd</c>, ticks as <c>true</c>. What was not answered is left out.</param>
public sealed record ProvidedSubmission(Guid Key, FormDefinition Form, string? Language, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers);

/// <summary>Whether a form may be sent past our own pages, and if not, why.</summary>
public enum ProvidedStatus
{
    /// <summary>No service has the form, so it is none of ours; or, of a submission, nothing was kept.</summary>
    NotOurs,

    /// <summary>It may be sent; or, of a submission, it is kept and will be delivered.</summary>
    Open,

    /// <summary>A service has the form, and what stands now is not what was approved and is public.</summary>
    NotApproved,

    /// <summary>Several services have it: which one is meant is only known where citizens come from one of them.</summary>
    SeveralServices,

    /// <summary>It asks for files, which only our own pages look through and keep.</summary>
    AsksForFiles,

    /// <summary>Nothing in it hands over to us what is sent.</summary>
    NotHandedOver,

    /// <summary>Of a submission: it could not be kept now. It may be tried again.</summary>
    Unavailable,
}

/// <summary>The answer to a provider.</summary>
/// <param name="Status">Whether, or why not.</param>
/// <param name="Message">What to say to the citizen where not, in the citizen's language; null where there is nothing to say.</param>
/// <param name="Reference">Of a submission that is kept: what the citizen can ask by.</param>
public sealed record ProvidedAnswer(ProvidedStatus Status, string? Message = null, string? Reference = null);
