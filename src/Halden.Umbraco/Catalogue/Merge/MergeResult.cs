using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Merge;

/// <summary>Where a region of a merged value comes from.</summary>
internal enum MergeOrigin
{
    /// <summary>Neither side changed it.</summary>
    Unchanged,

    /// <summary>Only the municipality changed it.</summary>
    FromLocal,

    /// <summary>Only the catalogue changed it.</summary>
    FromNational,

    /// <summary>Both made the same change.</summary>
    Both,

    /// <summary>They changed it differently: the local text stands until a person has chosen.</summary>
    Conflict,
}

/// <summary>Why a region waits for a person.</summary>
internal enum ConflictReason
{
    /// <summary>Both changed the same text, differently.</summary>
    BothChanged,

    /// <summary>Both added a text in the same place.</summary>
    BothAdded,

    /// <summary>The municipality took out what the catalogue changed.</summary>
    LocalRemoved,

    /// <summary>The catalogue took out what the municipality changed.</summary>
    NationalRemoved,

    /// <summary>Both have the text, in different places.</summary>
    Placed,
}

/// <summary>A region that both sides changed.</summary>
/// <param name="Id">Names the conflict by what is in it, so that a choice made for another version of the texts fits nothing.</param>
/// <param name="Path">Where in the merged value, as <c>ul[1]/li[3]</c>: names and places among siblings of that name. Empty for a whole value.</param>
/// <param name="Reason">Why.</param>
/// <param name="Base">The region before, in the field's canonical form; empty when it is new.</param>
/// <param name="Local">The municipality's; empty when it took it out.</param>
/// <param name="National">The catalogue's; empty when it took it out.</param>
internal sealed record MergeConflict(string Id, string Path, ConflictReason Reason, string Base, string Local, string National);

/// <summary>A region of a merge, for showing the three sides beside each other.</summary>
/// <param name="Origin">Where the merged text comes from.</param>
/// <param name="Path">As <see cref="MergeConflict.Path"/>.</param>
/// <param name="Base">The region before.</param>
/// <param name="Local">The municipality's.</param>
/// <param name="National">The catalogue's.</param>
/// <param name="Merged">What stands in the merged value.</param>
/// <param name="ConflictId">The conflict, or null.</param>
internal sealed record MergeRegion(MergeOrigin Origin, string Path, string Base, string Local, string National, string Merged, string? ConflictId);

/// <summary>A three-way merge of one field.</summary>
/// <param name="Kind">The field's kind.</param>
/// <param name="Value">The merged value in canonical form; in every conflict it has the local text.</param>
/// <param name="Conflicts">What a person has to choose, in the order of the text.</param>
/// <param name="Regions">The whole value cut into regions, in the order of the text.</param>
internal sealed record MergeResult(
    FieldKind Kind, string Value, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<MergeRegion> Regions)
{
    /// <summary>The tree that the value was written from.</summary>
    internal required IReadOnlyList<MergeNode> Nodes { get; init; }
}

/// <summary>What a person chose for a conflict.</summary>
internal abstract record MergeChoice
{
    private MergeChoice()
    {
    }

    /// <summary>The municipality's text.</summary>
    public static MergeChoice Local { get; } = new Side(true, false, true);

    /// <summary>The catalogue's text.</summary>
    public static MergeChoice National { get; } = new Side(false, true, false);

    /// <summary>Both, the municipality's first.</summary>
    public static MergeChoice LocalThenNational { get; } = new Side(true, true, true);

    /// <summary>Both, the catalogue's first.</summary>
    public static MergeChoice NationalThenLocal { get; } = new Side(true, true, false);

    /// <summary>Another text, in the canonical form of the conflict's own sides; empty to leave the region out.</summary>
    public static MergeChoice Edited(string text) => new Text(text);

    internal sealed record Side(bool TakesLocal, bool TakesNational, bool LocalFirst) : MergeChoice;

    internal sealed record Text(string Value) : MergeChoice;
}

/// <summary>A merge with a person's choices in it.</summary>
/// <param name="Value">The value in canonical form; conflicts without a choice still have the local text.</param>
/// <param name="Open">Ids of the conflicts that nobody has chosen for, or whose choice cannot be used.</param>
/// <param name="Faults">What is wrong with a choice, by the conflict's id; for the editor.</param>
internal sealed record Resolution(string Value, IReadOnlyList<string> Open, IReadOnlyDictionary<string, Label> Faults);

/// <summary>A part of the tree of a merge.</summary>
internal abstract record MergeNode
{
    /// <summary>Blocks that were decided on together.</summary>
    /// <param name="Origin">Where they come from.</param>
    /// <param name="Base">Before.</param>
    /// <param name="Local">The municipality's.</param>
    /// <param name="National">The catalogue's.</param>
    internal sealed record Chunk(MergeOrigin Origin, IReadOnlyList<Block> Base, IReadOnlyList<Block> Local, IReadOnlyList<Block> National) : MergeNode
    {
        /// <summary>Why it is a conflict.</summary>
        public ConflictReason Reason { get; init; }

        /// <summary>The blocks in the merged value, the local ones in a conflict.</summary>
        public IReadOnlyList<Block> Merged => Origin == MergeOrigin.FromNational ? National : Local;
    }

    /// <summary>A block that is the same on all sides, with what is inside merged.</summary>
    /// <param name="Outer">The merged element.</param>
    /// <param name="Children">What is inside.</param>
    /// <param name="Local">The municipality's block.</param>
    /// <param name="National">The catalogue's.</param>
    internal sealed record Nested(Block Outer, IReadOnlyList<MergeNode> Children, Block Local, Block National) : MergeNode
    {
        /// <summary>The merged element with these blocks inside: one side's own where they are all its own, for it is known what is in that.</summary>
        public Block With(IReadOnlyList<Block> children) =>
            IsOwn(Local, children) ? Local : IsOwn(National, children) ? National : Outer.With(children);

        private bool IsOwn(Block side, IReadOnlyList<Block> children) =>
            side.Tag == Outer.Tag && side.Children.Count == children.Count && side.Children.Zip(children).All(pair => ReferenceEquals(pair.First, pair.Second));
    }
}

/// <summary>Texts for people about a merge.</summary>
internal static class MergeTexts
{
    /// <summary>What happened, as one sentence.</summary>
    public static Label Explain(ConflictReason reason) => reason switch
    {
        ConflictReason.BothChanged => new(
            "Både kommunen og katalogen har endret denne teksten.",
            "Både kommunen og katalogen har endra denne teksten.",
            "Both the municipality and the catalogue have changed this text."),
        ConflictReason.BothAdded => new(
            "Både kommunen og katalogen har lagt til tekst på dette stedet.",
            "Både kommunen og katalogen har lagt til tekst på denne staden.",
            "Both the municipality and the catalogue have added a text here."),
        ConflictReason.LocalRemoved => new(
            "Kommunen har tatt bort denne teksten, og katalogen har endret den.",
            "Kommunen har teke bort denne teksten, og katalogen har endra han.",
            "The municipality has taken out this text, and the catalogue has changed it."),
        ConflictReason.NationalRemoved => new(
            "Katalogen har tatt bort denne teksten, og kommunen har endret den.",
            "Katalogen har teke bort denne teksten, og kommunen har endra han.",
            "The catalogue has taken out this text, and the municipality has changed it."),
        _ => new(
            "Kommunen og katalogen har plassert denne teksten på hvert sitt sted.",
            "Kommunen og katalogen har plassert denne teksten på kvar sin stad.",
            "The municipality and the catalogue have this text in different places."),
    };

    internal static string Id(string path, string before, string local, string national) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', path, before, local, national))).AsSpan(0, 8));
}
