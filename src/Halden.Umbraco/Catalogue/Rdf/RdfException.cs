namespace Halden.Umbraco.Catalogue.Rdf;

/// <summary>A document is not what its format says, or is larger than we read. The message is for an editor, in Norwegian, and says where.</summary>
internal sealed class RdfException : Exception
{
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1, in UTF-16 code units, as editors of text count.</param>
    /// <param name="reason">What is wrong, in Norwegian, one or more sentences.</param>
    public RdfException(int line, int column, string reason)
        : base($"Linje {line}, kolonne {column}: {reason}")
    {
        Line = line;
        Column = column;
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }
}
