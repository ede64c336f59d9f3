using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Submissions.Attachments;

/// <summary>Contents as objects in a bucket, named by their ids.</summary>
internal sealed class S3Store(IOptionsMonitor<SubmissionsOptions> options) : IAttachmentStore, IDisposable
{
    private readonly Lock _lock = new();
    private (AttachmentBucketOptions Settings, AmazonS3Client Client)? _connected;

    /// <inheritdoc/>
    public AttachmentPlace Place => AttachmentPlace.S3;

    /// <inheritdoc/>
    public Task PutAsync(Guid id, byte[] content, CancellationToken cancellationToken) => InAsync(
        async (client, settings) =>
        {
            // Signed as a whole, so that the server takes it whole or not at all.
            using var stream = new MemoryStream(content, writable: false);
            await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = settings.Bucket,
                    Key = KeyOf(settings, id),
                    InputStream = stream,
                    AutoCloseStream = false,
                    UseChunkEncoding = false,
                    ContentType = "application/octet-stream",
                },
                cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(Guid id, CancellationToken cancellationToken) => InAsync(
        async (client, settings) =>
        {
            // Once an answer has begun the client does not ask again by itself.
            for (var left = settings.Retries; ; left--)
            {
                try
                {
                    using var answer = await client.GetObjectAsync(new GetObjectRequest { BucketName = settings.Bucket, Key = KeyOf(settings, id) }, cancellationToken);
                    using var content = new MemoryStream();
                    await answer.ResponseStream.CopyToAsync(content, cancellationToken);
                    return content.Length == answer.ContentLength ? content.ToArray() : throw new IOException("The answer ended before its end.");
                }
                catch (AmazonS3Exception missing) when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" or "NotFound" })
                {
                    return null;
                }
                catch (IOException) when (left > 0)
                {
                    // An answer that broke off.
                }
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => InAsync(
        async (client, settings) =>
        {
            await client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = settings.Bucket, Key = KeyOf(settings, id) }, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string?> AdviceAsync(CancellationToken cancellationToken) => InAsync(
        async (client, settings) =>
        {
            try
            {
                var answer = await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = settings.Bucket }, cancellationToken);
                return answer.VersioningConfig?.Status is { } status && status == VersionStatus.Enabled
                    ? $"Bøtta {settings.Bucket} tar vare på tidligere versjoner, så det som slettes, blir liggende der. Slå av versjonering, eller la en livsløpsregel slette gamle versjoner."
                    : null;
            }
            catch (AmazonS3Exception unknown) when (unknown.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            {
                // Not every key may ask, and not every server knows the question.
                return null;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _connected?.Client.Dispose();

    private static string KeyOf(AttachmentBucketOptions settings, Guid id) => $"{settings.Prefix}{id:N}";

    private async Task<T> InAsync<T>(Func<AmazonS3Client, AttachmentBucketOptions, Task<T>> work, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue.Attachments.S3;
        if (settings.Fault() is { } fault)
        {
            throw new AttachmentsUnreachableException(fault);
        }

        try
        {
            return await work(Connect(settings), settings);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested
            && broken is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException)
        {
            throw new AttachmentsUnreachableException($"Lageret for vedlegg (S3) svarer ikke som det skal: {Why(broken)}.", broken);
        }
    }

    // What the server says itself is not repeated: it may be anything.
    private static string Why(Exception fault) => fault switch
    {
        AmazonServiceException { StatusCode: not 0 } refused => $"{(int)refused.StatusCode} {(refused.ErrorCode is { Length: <= 40 } code && code.All(char.IsAsciiLetterOrDigit) ? code : null)}".Trim(),
        OperationCanceledException => "intet svar i tide",
        _ => fault.GetBaseException().GetType().Name,
    };

    private AmazonS3Client Connect(AttachmentBucketOptions settings)
    {
        lock (_lock)
        {
            if (_connected is { } connected && connected.Settings == settings)
            {
                return connected.Client;
            }

            // Settings that have changed; requests under way end by the old client, which is left to the collector.
            var config = new AmazonS3Config
            {
                AuthenticationRegion = settings.Region,
                ForcePathStyle = settings.PathStyle,
                Timeout = settings.Timeout,
                MaxErrorRetry = settings.Retries,

                // Servers other than Amazon's do not all know the newer checksums; requests are signed over their content, and what is kept is authenticated.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            };
            if (settings.Endpoint is { } endpoint)
            {
                config.ServiceURL = endpoint.ToString();
            }
            else
            {
                config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
            }

            var client = string.IsNullOrEmpty(settings.AccessKey) ? new AmazonS3Client(config) : new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), config);
            _connected = (settings, client);
            return client;
        }
    }
}
