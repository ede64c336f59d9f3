using Halden.Umbraco.SelfService.Messages;

namespace Halden.Umbraco.SelfService;

/// <summary>What stands on the public pages beside the services' own texts.</summary>
/// <param name="MostUsed">The services that are used most, the first first.</param>
/// <param name="Messages">The messages that are not over, also those that are not shown yet.</param>
internal sealed record SnapshotVoices(IReadOnlyList<Guid> MostUsed, IReadOnlyList<ShownMessage> Messages)
{
    /// <summary>Nothing.</summary>
    public static SnapshotVoices None { get; } = new([], []);

    /// <summary>What is shown at a moment on a service, or (null) on the front page: the most serious first, then the newest.</summary>
    public IReadOnlyList<ShownMessage> MessagesOn(Guid? documentKey, DateTimeOffset moment) => Messages.Count == 0 ? [] :
    [
        .. Messages.Where(message => message.DocumentKey == documentKey && message.IsShownAt(moment))
            .OrderByDescending(message => message.Severity).ThenByDescending(message => message.From).ThenBy(message => message.Id),
    ];

    /// <summary>Whether some message begins or ends between two moments.</summary>
    public bool IsOtherwiseAt(DateTimeOffset before, DateTimeOffset moment) => Messages.Any(message => message.IsShownAt(before) != message.IsShownAt(moment));
}
