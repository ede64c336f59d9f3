namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>A place outside the database where encrypted contents lie, each under a key of its own that says nothing.</summary>
internal interface IAttachmentStore
{
    AttachmentPlace Place { get; }

    /// <summary>Keeps a content: when it returns, it is there whole, and survives a power failure.</summary>
    /// <exception cref="AttachmentsUnreachableException">It is not known whether it is there.</exception>
    Task PutAsync(Guid id, byte[] content, CancellationToken cancellationToken);

    /// <summary>A content; null where there is none.</summary>
    /// <exception cref="AttachmentsUnreachableException">It cannot be read now.</exception>
    Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Takes a content away, and whatever is left of one that was not written to its end. One that is not there is no fault.</summary>
    /// <exception cref="AttachmentsUnreachableException">It may still be there.</exception>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>What keeps it from doing what is promised of it although it answers, in bokmål; null for nothing.</summary>
    /// <exception cref="AttachmentsUnreachableException">It cannot be asked.</exception>
    Task<string?> AdviceAsync(CancellationToken cancellationToken);
}

/// <summary>Where the contents of files lie cannot be reached, or refuses. Nothing personal is in its message, which is in bokmål.</summary>
internal sealed class AttachmentsUnreachableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>An encrypted content.</summary>
/// <param name="Id">Its row's key.</param>
/// <param name="Content">As it is kept.</param>
internal sealed record AttachmentContent(Guid Id, byte[] Content);
