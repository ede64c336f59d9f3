using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>Contents as files in one folder, named by their ids.</summary>
internal sealed class FolderStore(IOptionsMonitor<SubmissionsOptions> options) : IAttachmentStore
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public AttachmentPlace Place => AttachmentPlace.Folder;

    /// <inheritdoc/>
    public Task PutAsync(Guid id, byte[] content, CancellationToken cancellationToken) => InAsync(
        async folder =>
        {
            await DurableFile.PutAsync(PathOf(folder, id), content, OursAlone, cancellationToken);
            Sync(folder);
            return true;
        });

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken) => InAsync(async folder =>
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(folder, id), cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => InAsync(folder =>
    {
        DurableFile.Delete(PathOf(folder, id));
        Sync(folder);
        return Task.FromResult(true);
    });

    /// <inheritdoc/>
    public Task<string?> AdviceAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private static void Sync(string folder)
    {
        if (!DurableFile.SyncDirectory(folder))
        {
            throw new UnauthorizedAccessException($"Mappen {folder} kan ikke leses.");
        }
    }

    private static string PathOf(string folder, Guid id) => Path.Combine(folder, id.ToString("N"));

    // The folder is never made here: where a shared disk is not mounted, files would lie on another, and be lost to the others.
    private async Task<T> InAsync<T>(Func<string, Task<T>> work)
    {
        var settings = options.CurrentValue.Attachments;
        if (settings.FaultOf(Place) is { } fault)
        {
            throw new AttachmentsUnreachableException(fault);
        }

        if (!Directory.Exists(settings.Directory))
        {
            throw new AttachmentsUnreachableException($"Mappen {settings.Directory} finnes ikke.");
        }

        try
        {
            return await work(settings.Directory);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // Its text has the path, which has the id and nothing else.
            throw new AttachmentsUnreachableException(broken.Message, broken);
        }
    }
}
