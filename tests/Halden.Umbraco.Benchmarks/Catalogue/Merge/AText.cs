using System.Globalization;
using System.Text;

namespace Halden.Umbraco.Benchmarks.Catalogue.Merge;

/// <summary>What a text is mostly made of.</summary>
public enum Shape
{
    /// <summary>As descriptions are: headings, paragraphs of a few sentences, a list, a table.</summary>
    Description,

    /// <summary>One long list of short items.</summary>
    List,

    /// <summary>One long table.</summary>
    Table,

    /// <summary>One paragraph of nothing but sentences.</summary>
    Sentences,
}

/// <summary>A long HTML text that an editor could have written, and what its editors make of it. The same every time.</summary>
internal sealed class AText
{
    private static readonly string[] Words =
    [
        "kommunen", "barnehagen", "søknaden", "vedtaket", "foreldre", "barn", "plass", "frist", "mars", "tilbud", "opplæring",
        "skolen", "hjelp", "behov", "bolig", "omsorg", "legen", "vurderer", "behandler", "får", "gir", "kan", "skal", "må",
        "søke", "klage", "betale", "følge", "etter", "innen", "uker", "måneder", "hele", "året", "loven", "forskriften",
    ];

    private readonly Shape _shape;
    private readonly string[] _pieces;

    private AText(Shape shape, string[] pieces) => (_shape, _pieces) = (shape, pieces);

    public string Html => Write();

    /// <summary>A text of about so many characters.</summary>
    public static AText Of(Shape shape, int length)
    {
        var random = new Random(17);
        List<string> pieces = [];
        while (new AText(shape, [.. pieces]).Html.Length < length)
        {
            pieces.AddRange(Enumerable.Range(0, 10).Select(_ => Piece(random, shape)));
        }

        return new AText(shape, [.. pieces]);
    }

    /// <summary>The text with a word changed in every <paramref name="step"/>th sentence, item or cell, from <paramref name="first"/> on.</summary>
    public AText Edited(int step, int first, string word) => new(_shape, [.. _pieces.Select((piece, at) =>
        at % step == first % step ? $"{piece[..piece.IndexOf(' ', StringComparison.Ordinal)]} {word} {piece[(piece.IndexOf(' ', StringComparison.Ordinal) + 1)..]}" : piece)]);

    /// <summary>The text with all but every tenth sentence, item or cell written anew.</summary>
    public AText Rewritten(int seed)
    {
        var random = new Random(seed);
        return new AText(_shape, [.. _pieces.Select((piece, at) => at % 10 == 5 ? piece : Piece(random, _shape))]);
    }

    private static string Piece(Random random, Shape shape)
    {
        var text = new StringBuilder();
        var count = shape is Shape.List or Shape.Table ? random.Next(3, 7) : random.Next(8, 16);
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? string.Empty : " ").Append(Words[random.Next(Words.Length)]);
        }

        text[0] = char.ToUpper(text[0], CultureInfo.InvariantCulture);
        return text.Append('.').ToString();
    }

    private string Write() => _shape switch
    {
        Shape.List => $"<ul>{string.Concat(_pieces.Select(piece => $"<li>{piece}</li>"))}</ul>",
        Shape.Table => $"<table><tbody>{string.Concat(_pieces.Chunk(3).Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>"))}</tbody></table>",
        Shape.Sentences => $"<p>{string.Join(' ', _pieces)}</p>",
        _ => string.Concat(_pieces.Chunk(20).Select(Section)),
    };

    private static string Section(string[] pieces) =>
        $"<h3>{pieces[0].TrimEnd('.')}</h3>"
        + string.Concat(pieces.Skip(1).Take(9).Chunk(3).Select(paragraph => $"<p>{string.Join(' ', paragraph)}</p>"))
        + $"<ul>{string.Concat(pieces.Skip(10).Take(5).Select(item => $"<li>{item}</li>"))}</ul>"
        + $"<table><tbody>{string.Concat(pieces.Skip(15).Chunk(2).Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>"))}</tbody></table>";
}
