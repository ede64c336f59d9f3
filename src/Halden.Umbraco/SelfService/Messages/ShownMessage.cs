using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Messages;

/// <summary>A message as the public sees it.</summary>
internal sealed record ShownMessage(Guid Id, Guid? DocumentKey, MessageSeverity Severity, string TextNb, string? TextNn, string? TextEn, DateTimeOffset From, DateTimeOffset Until)
{
    public static ShownMessage Of(ServiceMessage message) =>
        new(message.Id, message.DocumentKey, message.Severity, message.TextNb, message.TextNn, message.TextEn, message.From, message.EndedAt ?? message.Until);

    /// <summary>Whether it is shown at a moment.</summary>
    public bool IsShownAt(DateTimeOffset moment) => From <= moment && moment < Until;

    /// <summary>The text for a reader of a culture, and the culture that it is in: bokmål where it has none.</summary>
    public (string Text, string Culture) In(string culture) => culture switch
    {
        Cultures.NewNorwegian when TextNn is not null => (TextNn, culture),
        Cultures.English when TextEn is not null => (TextEn, culture),
        _ => (TextNb, Cultures.Bokmal),
    };

    /// <summary>Everything that is seen of it, in short.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} {Severity} {TextNb}\n{TextNn}\n{TextEn}\n{From.UtcTicks} {Until.UtcTicks}");
}
