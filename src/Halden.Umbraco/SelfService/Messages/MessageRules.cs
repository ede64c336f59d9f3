using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Messages;

/// <summary>A message as somebody wants it.</summary>
/// <param name="Severity"><c>info</c> or <c>warning</c>.</param>
/// <param name="TextNb">In bokmål.</param>
/// <param name="TextNn">In nynorsk; null or empty for that in bokmål.</param>
/// <param name="TextEn">In English; null or empty for that in bokmål.</param>
/// <param name="From">The first moment that it is shown; null for now.</param>
/// <param name="Until">The moment that it is no longer shown.</param>
internal sealed record MessageChange(string? Severity, string? TextNb, string? TextNn, string? TextEn, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>The same with texts on one line, none where nothing is written.</summary>
    public MessageChange Tidied() => this with { TextNb = Line(TextNb), TextNn = Line(TextNn), TextEn = Line(TextEn) };

    private static string? Line(string? text) => string.IsNullOrWhiteSpace(text) ? null : MessageRules.Spaces().Replace(text, " ").Trim();
}

/// <summary>What a message must be: short, plain, and over before long.</summary>
internal static partial class MessageRules
{
    /// <summary>How many days ahead a message may end.</summary>
    public const int MostDays = 30;

    /// <summary>What is wrong with a tidied message, by field; empty for nothing.</summary>
    public static Dictionary<string, Label> Faults(MessageChange change, DateTimeOffset now)
    {
        var faults = new Dictionary<string, Label>();
        if (change.TextNb is null)
        {
            faults["textNb"] = MessageTexts.TextMissing;
        }

        foreach (var (field, text) in ((string, string?)[])[("textNb", change.TextNb), ("textNn", change.TextNn), ("textEn", change.TextEn)])
        {
            if (text?.Length > ServiceMessage.MaxLength)
            {
                faults[field] = MessageTexts.TooLong;
            }
            else if (text is not null && NotPlain().IsMatch(text))
            {
                faults[field] = MessageTexts.NotPlain;
            }
        }

        if (SeverityOf(change.Severity) is null)
        {
            faults["severity"] = MessageTexts.NoSeverity;
        }

        if (change.Until is not { } until)
        {
            faults["until"] = MessageTexts.EndMissing;
        }
        else if (until <= now || until <= change.From)
        {
            faults["until"] = MessageTexts.EndTooEarly;
        }
        else if (until > now.AddDays(MostDays))
        {
            faults["until"] = MessageTexts.EndTooLate;
        }

        return faults;
    }

    /// <summary>The severity of a name; null for none.</summary>
    public static MessageSeverity? SeverityOf(string? name) => name switch { "info" => MessageSeverity.Info, "warning" => MessageSeverity.Warning, _ => null };

    [GeneratedRegex(@"\s+")]
    internal static partial Regex Spaces();

    // Tags, addresses of pages, and what no eye sees but may turn a text round.
    [GeneratedRegex(@"<\s*[/!a-z]|\w+://|\bwww\.|[\p{Cc}\p{Cf}]", RegexOptions.IgnoreCase)]
    private static partial Regex NotPlain();
}
