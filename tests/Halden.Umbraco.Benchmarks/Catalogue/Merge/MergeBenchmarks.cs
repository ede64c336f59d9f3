using BenchmarkDotNet.Attributes;
using Halden.Umbraco.Catalogue.Merge;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Benchmarks.Catalogue.Merge;

/// <summary>Merging one field of 20,000 characters, the municipality's text with the catalogue's news.</summary>
public class MergeBenchmarks
{
    private const int Length = 20_000;

    private string _before = string.Empty;
    private string _local = string.Empty;
    private string _national = string.Empty;

    /// <summary>How much the two sides have done to the text.</summary>
    public enum Edits
    {
        /// <summary>A word in every twentieth sentence on either side, not in the same ones.</summary>
        Ordinary,

        /// <summary>A word in nine of ten sentences on both sides, mostly the same ones.</summary>
        NearlyAll,

        /// <summary>Nine of ten sentences written anew on both sides.</summary>
        Rewritten,
    }

    [ParamsAllValues]
    public Shape Text { get; set; }

    [ParamsAllValues]
    public Edits Change { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var text = AText.Of(Text, Length);
        _before = text.Html;
        (_local, _national) = Change switch
        {
            Edits.Ordinary => (text.Edited(20, 3, "lokalt").Html, text.Edited(20, 13, "nasjonalt").Html),
            Edits.NearlyAll => (Many(text, 0, "lokalt").Html, Many(text, 5, "nasjonalt").Html),
            _ => (text.Rewritten(1).Html, text.Rewritten(2).Html),
        };
    }

    [Benchmark]
    public object Merge() => ThreeWayMerge.Merge(FieldKind.Html, _before, _local, _national);

    private static AText Many(AText text, int spared, string word) =>
        Enumerable.Range(0, 10).Where(first => first != spared).Aggregate(text, (edited, first) => edited.Edited(10, first, word));
}
