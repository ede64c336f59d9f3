using System.Text;
using System.Xml;

namespace Halden.Umbraco.SelfService;

/// <summary>Text in XML that others read.</summary>
internal static class XmlText
{
    public static XmlWriterSettings Settings { get; } = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true };

    /// <summary>The text without what XML 1.0 has no way to write: control characters and halves of a pair.</summary>
    public static string Of(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xfffe or 0xffff))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }
}
