using System.Collections.Immutable;
using System.Security.Cryptography;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue;

/// <summary>One element of what a source gave: a <see cref="NationalDescription"/> or, where it could not be read, an <see cref="UnreadItem"/>.</summary>
/// <param name="Position">Place in the file, from 1.</param>
internal abstract record CatalogueItem(int Position);

/// <summary>A national description in one culture, cleaned and in canonical form.</summary>
/// <param name="Position">Place in the file, from 1.</param>
/// <param name="ServiceId">The service's id at the source, the same in every language.</param>
/// <param name="Culture">nb-NO, nn-NO or en-US.</param>
/// <param name="SourceVersion">The source's own version; for people, never compared.</param>
/// <param name="Fields">Title, public and internal fields; empty ones left out.</param>
/// <param name="Updated">When the source last changed it, to choose between two of the same.</param>
/// <param name="LeftOut">Aliases of the fields that could not be read: what the municipality has there stays as it is.</param>
/// <param name="Warnings">What an editor should know.</param>
internal sealed record NationalDescription(
    int Position,
    string ServiceId,
    string Culture,
    string? SourceVersion,
    FieldValues Fields,
    DateTime? Updated,
    ImmutableHashSet<string> LeftOut,
    IReadOnlyList<Label> Warnings) : CatalogueItem(Position)
{
    /// <summary>The service's name.</summary>
    public string Title => Fields[ServiceFields.Title];

    /// <summary>
    /// <see cref="SentDescription.Hash"/> of what it was read from, where whatever has the same hash says the same without a
    /// remark; null where there were remarks, which must be made each time, and for sources that do not send single descriptions.
    /// </summary>
    public string? SentHash { get; init; }
}

/// <summary>A description as the source sent it: it is known whose it is, and its texts have not been read.</summary>
/// <param name="Position">Place in the file, from 1.</param>
/// <param name="ServiceId">The service's id at the source, the same in every language.</param>
/// <param name="Culture">nb-NO, nn-NO or en-US.</param>
/// <param name="Title">The service's name.</param>
/// <param name="SourceVersion">The source's own version.</param>
/// <param name="Updated">When the source last changed it.</param>
/// <param name="Raw">The bytes that the source sent.</param>
internal sealed record SentDescription(
    int Position,
    string ServiceId,
    string Culture,
    string Title,
    string? SourceVersion,
    DateTime? Updated,
    ReadOnlyMemory<byte> Raw) : CatalogueItem(Position)
{
    // Whatever reads a description: another build of it, and everything is read anew.
    private static readonly byte[] ReadBy =
        [.. ((Type[])[typeof(SentDescription), typeof(HtmlSanitizer), typeof(IHtmlDocument)]).SelectMany(type => type.Module.ModuleVersionId.ToByteArray())];

    /// <summary>SHA-256, in lower-case hex, of <see cref="Raw"/> and of the edition of the code that reads it: where two are equal, so is what is read.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(ReadBy);
        hash.AppendData(Raw.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>An element that was not taken in, and why.</summary>
/// <param name="Position">Place in the file, from 1.</param>
/// <param name="ServiceId">The service's id, where it could be read.</param>
/// <param name="Name">The service's name, where it could be read.</param>
/// <param name="Reason">What is wrong and what to do.</param>
/// <param name="IsSkipped">Nothing is wrong with it, it is only not for us: a language we do not have, or an older edition in the same file.</param>
internal sealed record UnreadItem(int Position, string? ServiceId, string? Name, Label Reason, bool IsSkipped = false) : CatalogueItem(Position);
