using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Forms;

/// <summary>Says in words why a text is no form: what the reader of JSON found, and where.</summary>
internal static partial class FormJsonFault
{
    private static readonly Label Unreadable = new("Filen er ikke et skjema.", "Fila er ikkje eit skjema.", "The file is not a form.");

    private static readonly Label Null = new("Her står det null. Skriv det som skal stå her, eller ta det bort.", "Her står det null. Skriv det som skal stå her, eller ta det bort.", "There is null here. Write what belongs here, or remove it.");

    private static readonly Label HalfCharacter = new("Filen har en tekst med et halvt tegn (\\ud800 til \\udfff alene).", "Fila har ein tekst med eit halvt teikn (\\ud800 til \\udfff åleine).", "The file has a text with half a character (\\ud800 to \\udfff alone).");

    /// <summary>The fault, of <see cref="FormJson.Read"/>, in a text.</summary>
    public static FormFault Of(JsonException fault, string json)
    {
        var place = fault.Path?.TrimStart('$', '.') ?? string.Empty;
        if (fault.LineNumber is not { } line)
        {
            return new(place, fault.InnerException is not null ? HalfCharacter : fault.Path is null ? Unreadable : Null);
        }

        var what = What(fault, place);
        var (number, character) = (line + 1, CharacterAt(json, line, fault.BytePositionInLine ?? 0));
        return new(place, new(
            $"Filen er ikke et skjema. Linje {number}, tegn {character}: {what.Nb}",
            $"Fila er ikkje eit skjema. Linje {number}, teikn {character}: {what.Nn}",
            $"The file is not a form. Line {number}, character {character}: {what.En}"));
    }

    // The reader says it in English, and in nothing but its message; what it is about stands there in quotation marks.
    private static Label What(JsonException fault, string place)
    {
        var name = place.Length > 0 ? place[(place.LastIndexOf('.') + 1)..] : "skjemaet";
        if (fault.InnerException is JsonException)
        {
            return new(
                "Her er JSON-teksten ødelagt. Se etter et komma, en klamme eller et anførselstegn som mangler eller er for mye.",
                "Her er JSON-teksten øydelagd. Sjå etter eit komma, ein klamme eller eit hermeteikn som manglar eller er for mykje.",
                "The JSON text is broken here. Look for a comma, a bracket or a quotation mark that is missing or one too many.");
        }

        if (fault.Message.Contains("missing required", StringComparison.Ordinal))
        {
            var missing = Quoted().Matches(fault.Message[fault.Message.IndexOf("including:", StringComparison.Ordinal)..]).Select(match => $"«{match.Groups[1].Value}»").ToList();
            var (nb, nn, en) = (string.Join(" og ", missing), string.Join(" og ", missing), string.Join(" and ", missing));
            return new($"{nb} mangler. Det må stå her.", $"{nn} manglar. Det må stå her.", $"{en} missing. It must be here.");
        }

        if (fault.Message.Contains("uplicate", StringComparison.Ordinal))
        {
            return new($"«{name}» står to ganger.", $"«{name}» står to gonger.", $"“{name}” is there twice.");
        }

        return fault.Message.Contains("null", StringComparison.Ordinal)
            ? new($"«{name}» kan ikke være null.", $"«{name}» kan ikkje vere null.", $"“{name}” cannot be null.")
            : new($"«{name}» har en verdi som ikke kan stå her.", $"«{name}» har ein verdi som ikkje kan stå her.", $"“{name}” has a value that cannot be here.");
    }

    // The reader counts bytes of UTF-8; people count what they see.
    private static int CharacterAt(string json, long line, long bytes)
    {
        var start = 0;
        for (var skipped = 0L; skipped < line && start < json.Length; skipped++)
        {
            var end = json.IndexOf('\n', start);
            start = end < 0 ? json.Length : end + 1;
        }

        var (at, count) = (0L, 1);
        foreach (var rune in json.AsSpan(start).EnumerateRunes())
        {
            at += rune.Utf8SequenceLength;
            if (at > bytes)
            {
                break;
            }

            count++;
        }

        return count;
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
