using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>A document is not what its format says, or is larger than we read. The text is for an editor, and says where; the message is the same in bokmål.</summary>
internal sealed class RdfException : Exception
{
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1, in UTF-16 code units, as editors of text count.</param>
    /// <param name="reason">What is wrong, one or more sentences.</param>
    public RdfException(int line, int column, Label reason)
        : base(RdfTexts.At(line, column, reason).Nb)
    {
        Line = line;
        Column = column;
        Text = RdfTexts.At(line, column, reason);
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    /// <summary>Where, and what is wrong.</summary>
    public Label Text { get; }
}
