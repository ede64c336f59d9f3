using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>What came of replacing Los.</summary>
internal enum LosUpdateStatus
{
    /// <summary>The new edition is in use.</summary>
    Replaced,

    /// <summary>It is the edition that is in use already.</summary>
    Unchanged,

    /// <summary>The file is not Los or cannot be read, or was not got; nothing is changed.</summary>
    Unreadable,

    /// <summary>It has less than half as many concepts as the one in use, and nobody said that this is meant; nothing is changed.</summary>
    FarFewer,
}

/// <summary>The outcome of replacing Los.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Message">What to tell a person.</param>
/// <param name="Changes">What differs from the edition in use before; for <see cref="LosUpdateStatus.FarFewer"/>, what would.</param>
/// <param name="Unresolved">The services with words that the new edition does not know.</param>
internal sealed record LosUpdateOutcome(LosUpdateStatus Status, Label Message, LosChanges Changes, IReadOnlyList<LosUnresolved> Unresolved);

/// <summary>The one way to replace the site's edition of Los, from a file or from where it is published.</summary>
internal sealed class LosUpdate(CurrentLos current, LosEditions editions, LosSource source, LosInServices services, ILogger<LosUpdate> logger)
{
    /// <summary>Fetches Los and takes it into use.</summary>
    /// <param name="user">Key of the user who asks; null for a verb or a job.</param>
    /// <param name="confirm">Take it even if it has far fewer concepts than the one in use.</param>
    /// <param name="cancellationToken">Stops it, before it is in use.</param>
    public async Task<LosUpdateOutcome> FetchAsync(Guid? user, bool confirm, CancellationToken cancellationToken)
    {
        var answer = await source.FetchAsync(cancellationToken);
        return answer.Fault is { } fault ? Unreadable(fault) : await TakeAsync(answer.File, null, answer.Source, user, confirm, cancellationToken);
    }

    /// <summary>Takes a file into use.</summary>
    /// <param name="file">RDF/XML, or another format of RDF; stays open.</param>
    /// <param name="fileName">What it is called.</param>
    /// <param name="user">Key of the user who asks; null for a verb or a job.</param>
    /// <param name="confirm">Take it even if it has far fewer concepts than the one in use.</param>
    /// <param name="cancellationToken">Stops it, before it is in use.</param>
    public async Task<LosUpdateOutcome> FromFileAsync(Stream file, string fileName, Guid? user, bool confirm, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        try
        {
            await new LimitedStream(file, LosReader.MaxBytes).CopyToAsync(bytes, cancellationToken);
        }
        catch (TooLargeException)
        {
            return Unreadable(LosTexts.TooLarge);
        }

        return await TakeAsync(bytes.ToArray(), RdfFormats.FromFileName(fileName), Path.GetFileName(fileName), user, confirm, cancellationToken);
    }

    private async Task<LosUpdateOutcome> TakeAsync(byte[] bytes, RdfFormat? named, string from, Guid? user, bool confirm, CancellationToken cancellationToken)
    {
        // The contents decide, and the name only between the two that look alike.
        var guessed = RdfFormats.Guess(bytes);
        var format = guessed == RdfFormat.Turtle && named == RdfFormat.NTriples ? RdfFormat.NTriples : guessed;
        LosFile file;
        try
        {
            file = new LosFile(bytes, format, from, LosReader.Read(new MemoryStream(bytes), format));
        }
        catch (Exception fault) when (fault is RdfException or InvalidDataException)
        {
            logger.LogWarning("Los from {Source} could not be read: {Fault}", from, fault.Message);
            return Unreadable((fault as RdfException)?.Text.Then(LosTexts.NothingChanged) ?? LosTexts.NotLos.Then(LosTexts.NothingChanged));
        }

        var (before, count) = (current.Now, file.Vocabulary.All.Count);
        var isSame = before.Hash == file.Hash && before.Fault is null;
        var changes = LosChanges.Between(before.Vocabulary, file.Vocabulary);
        if (!isSame && !confirm && count * 2 < before.Vocabulary.All.Count)
        {
            return new LosUpdateOutcome(LosUpdateStatus.FarFewer, LosTexts.FarFewer(count, before.Vocabulary.All.Count), changes, []);
        }

        // Before it is in use: should the services not be readable, nothing is changed.
        var unresolved = services.Unresolved(file.Vocabulary, before.Vocabulary, cancellationToken);
        if (isSame)
        {
            return new LosUpdateOutcome(LosUpdateStatus.Unchanged, LosTexts.Unchanged(count), changes, unresolved);
        }

        await editions.ReplaceAsync(file, user, cancellationToken);
        logger.LogInformation("Los was replaced by {Count} concepts from {Source}", count, from);
        return new LosUpdateOutcome(LosUpdateStatus.Replaced, LosTexts.Replaced(count, changes), changes, unresolved);
    }

    private static LosUpdateOutcome Unreadable(Label fault) => new(LosUpdateStatus.Unreadable, fault, LosChanges.None, []);
}
