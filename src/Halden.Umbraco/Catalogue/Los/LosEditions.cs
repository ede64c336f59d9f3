using System.IO.Compression;
using System.Security.Cryptography;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Catalogue.Los;

/// <summary>A file of Los that has been read.</summary>
/// <param name="File">Its bytes.</param>
/// <param name="Format">What it is written in.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Vocabulary">What it says.</param>
internal sealed record LosFile(byte[] File, RdfFormat Format, string Source, LosVocabulary Vocabulary)
{
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(File));
}

/// <summary>
/// Keeps the site's edition of Los in our database, and <see cref="CurrentLos"/> in step with it. Other nodes, and a site
/// beside a verb, see an edition that was taken into use elsewhere at their next look, at the latest after a minute.
/// </summary>
internal sealed class LosEditions(HaldenStore store, CurrentLos current, HaldenReadiness readiness, TimeProvider clock, ILogger<LosEditions> logger) : DetachedService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Takes into use the edition in the database, where it is another than the one in use. An edition that cannot be read leaves the shipped themes.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var hash = await store.ReadAsync(db => db.Los.Select(edition => edition.Hash).SingleOrDefaultAsync(cancellationToken), cancellationToken);
            if (hash != current.Now.Hash)
            {
                current.Use(await store.ReadAsync(db => db.Los.AsNoTracking().SingleOrDefaultAsync(cancellationToken), cancellationToken) is { } edition
                    ? Read(edition)
                    : LosInUse.Shipped);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Replaces the site's edition, in the database and in use; both or neither.</summary>
    public async Task ReplaceAsync(LosFile file, Guid? user, CancellationToken cancellationToken)
    {
        var zipped = Zip(file.File);
        await _one.WaitAsync(cancellationToken);
        try
        {
            var now = store.Now;
            await store.WriteAsync(
                async db =>
                {
                    var edition = await db.Los.SingleOrDefaultAsync(cancellationToken);
                    if (edition is null)
                    {
                        db.Los.Add(new LosEdition { Hash = file.Hash, File = zipped, Format = file.Format, Source = file.Source, Since = now, By = user });
                    }
                    else
                    {
                        (edition.Hash, edition.File, edition.Format, edition.Source, edition.Since, edition.By) = (file.Hash, zipped, file.Format, file.Source, now, user);
                    }

                    db.Append(now, AuditTrail.LosReplaced, user, detail: $"{file.Source}: {file.Vocabulary.All.Count} begreper, SHA-256 {file.Hash}");
                    return true;
                },
                cancellationToken);
            current.Use(new LosInUse(file.Vocabulary, file.Hash, file.Source, now, user));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task LoopAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(fault, "Could not see whether Los has been replaced elsewhere; looking again in a while");
            }
        }
    }

    private LosInUse Read(LosEdition edition)
    {
        try
        {
            using var file = new GZipStream(new MemoryStream(edition.File), CompressionMode.Decompress);
            return new LosInUse(LosReader.Read(file, edition.Format), edition.Hash, edition.Source, edition.Since, edition.By);
        }
        catch (Exception fault) when (fault is RdfException or InvalidDataException)
        {
            // It was read when it came: the database has been changed, or this version reads less than the one before.
            logger.LogError(fault, "The site's edition of Los ({Source}) cannot be read; the shipped themes are used", edition.Source);
            return LosInUse.Shipped with { Hash = edition.Hash, Source = edition.Source, Since = edition.Since, By = edition.By, Fault = fault.Message };
        }
    }

    private static byte[] Zip(byte[] file)
    {
        var output = new MemoryStream();
        using (var zip = new GZipStream(output, CompressionLevel.SmallestSize))
        {
            zip.Write(file);
        }

        return output.ToArray();
    }
}
