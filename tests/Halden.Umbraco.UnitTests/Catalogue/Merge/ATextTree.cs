using System.Text;

namespace Halden.Umbraco.UnitTests.Catalogue.Merge;

/// <summary>A text as the tests build and edit it: independent of how the merge sees one. Every part keeps its id through edits.</summary>
/// <param name="Id">Names the part.</param>
/// <param name="Tag">The element, or <c>s</c> for a sentence.</param>
/// <param name="Text">A sentence's HTML.</param>
/// <param name="Parts">What is inside.</param>
internal sealed record ATextTree(int Id, string Tag, string Text, IReadOnlyList<ATextTree> Parts)
{
    public IEnumerable<ATextTree> All => Parts.SelectMany(part => part.All).Prepend(this);

    public IEnumerable<string> Sentences => All.Where(part => part.Tag == "s").Select(part => part.Text);

    /// <summary>As the cleaner would write it.</summary>
    public string Html
    {
        get
        {
            var html = new StringBuilder();
            Write(this, html);
            return html.ToString();
        }
    }

    /// <summary>The text without parts that edits have emptied.</summary>
    public ATextTree? Tidy()
    {
        IReadOnlyList<ATextTree> parts = [.. Parts.Select(part => part.Tidy()).OfType<ATextTree>()];
        var isEmpty = Tag == "s" ? Text.Length == 0 : !parts.SelectMany(part => part.All).Any(part => part.Tag == "s");
        return isEmpty && Tag is not ("td" or "text") ? null : this with { Parts = parts };
    }

    public ATextTree Map(Func<ATextTree, IEnumerable<ATextTree>> change) =>
        this with { Parts = [.. Parts.SelectMany(part => change(part.Map(change)))] };

    public override string ToString() => Html;

    private static void Write(ATextTree part, StringBuilder html)
    {
        switch (part.Tag)
        {
            case "text":
                WriteAll(part.Parts, html);
                break;
            case "s":
                html.Append(part.Text);
                break;
            case "p" or "h3" or "h4":
                html.Append('<').Append(part.Tag).Append('>').AppendJoin(' ', part.Parts.Select(sentence => sentence.Text)).Append("</").Append(part.Tag).Append('>');
                break;
            case "li" or "td" or "dd":
                // Sentences first, then an inner list.
                html.Append('<').Append(part.Tag).Append('>').AppendJoin(' ', part.Parts.Where(inner => inner.Tag == "s").Select(sentence => sentence.Text));
                WriteAll(part.Parts.Where(inner => inner.Tag != "s"), html);
                html.Append("</").Append(part.Tag).Append('>');
                break;
            case "table":
                html.Append("<table><tbody>");
                WriteAll(part.Parts, html);
                html.Append("</tbody></table>");
                break;
            default:
                html.Append('<').Append(part.Tag).Append('>');
                WriteAll(part.Parts, html);
                html.Append("</").Append(part.Tag).Append('>');
                break;
        }
    }

    private static void WriteAll(IEnumerable<ATextTree> parts, StringBuilder html)
    {
        foreach (var part in parts)
        {
            Write(part, html);
        }
    }
}

/// <summary>What an editor does to a text. An edit of a part that is not there does nothing, so edits can be left out one by one.</summary>
internal abstract record AnEdit
{
    public abstract ATextTree On(ATextTree text);

    public static ATextTree All(ATextTree text, IEnumerable<AnEdit> edits) => edits.Aggregate(text, (edited, edit) => edit.On(edited)).Tidy()!;

    internal sealed record Delete(int Id) : AnEdit
    {
        public override ATextTree On(ATextTree text) => text.Map(part => part.Id == Id ? [] : [part]);
    }

    internal sealed record InsertAfter(int Id, ATextTree New) : AnEdit
    {
        public override ATextTree On(ATextTree text) => text.Map(part => part.Id == Id ? [part, New] : [part]);
    }

    internal sealed record InsertFirst(ATextTree New) : AnEdit
    {
        public override ATextTree On(ATextTree text) => text with { Parts = [New, .. text.Parts] };
    }

    internal sealed record Replace(int Id, ATextTree New) : AnEdit
    {
        public override ATextTree On(ATextTree text) => text.Map(part => part.Id == Id ? [New] : [part]);
    }

    internal sealed record MoveAfter(int Id, int Other) : AnEdit
    {
        public override ATextTree On(ATextTree text)
        {
            var moved = text.Parts.FirstOrDefault(part => part.Id == Id);
            return moved is null || Id == Other || text.Parts.All(part => part.Id != Other)
                ? text
                : text with { Parts = [.. text.Parts.Where(part => part.Id != Id).SelectMany<ATextTree, ATextTree>(part => part.Id == Other ? [part, moved] : [part])] };
        }
    }

    internal sealed record ChangeWord(int Id, int Word, string New) : AnEdit
    {
        public override ATextTree On(ATextTree text) => text.Map(part => part.Id == Id ? [part with { Text = Changed(part.Text) }] : [part]);

        // Only words between plain spaces, and neither the first nor the last: those carry the capital letter and the stop.
        private string Changed(string sentence)
        {
            var words = sentence.Split(' ');
            var plain = Enumerable.Range(1, Math.Max(0, words.Length - 2)).Where(i => words[i].All(char.IsLetter)).ToList();
            if (plain.Count > 0)
            {
                words[plain[Word % plain.Count]] = New;
            }

            return string.Join(' ', words);
        }
    }

    internal sealed record AddLink(int Id, string Href, string Title) : AnEdit
    {
        public override ATextTree On(ATextTree text) =>
            text.Map(part => part.Id == Id ? [part with { Text = $"{part.Text.TrimEnd('.')}, se <a href=\"{Href}\">{Title}</a>." }] : [part]);
    }
}
