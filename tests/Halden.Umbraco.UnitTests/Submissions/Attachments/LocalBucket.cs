using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Halden.Umbraco.UnitTests.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.UnitTests.Submissions.Attachments;

/// <summary>
/// A bucket on this machine that answers as S3's reference says: PUT, GET, HEAD and DELETE of an object, list and versioning of
/// the bucket; requests must be signed (version 4) with its key, over what they carry.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
/// </summary>
internal sealed class LocalBucket : IAsyncDisposable
{
    public const string Bucket = "vedlegg";

    public const string AccessKey = "halden-test-key";

    private LocalServer? _server;

    public Uri Address => new(_server!.Address);

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Says to everything that it is busy.</summary>
    public bool IsDown { get; set; }

    /// <summary>Says so that many times more.</summary>
    public int SlowDowns { get; set; }

    /// <summary>Breaks off that many answers with objects in the middle.</summary>
    public int HalfAnswers { get; set; }

    public bool KeepsVersions { get; set; }

    public static async Task<LocalBucket> StartAsync()
    {
        var bucket = new LocalBucket();
        bucket._server = await LocalServer.StartAsync(bucket.AnswerAsync);
        return bucket;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var content = body.ToArray();
        Requests.Enqueue($"{request.Method} {request.Path}");
        if (!request.Headers.Authorization.ToString().StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal)
            || !request.Headers.ContainsKey("x-amz-date")
            || request.Headers["x-amz-content-sha256"] != Convert.ToHexStringLower(SHA256.HashData(content)))
        {
            await FaultAsync(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
            return;
        }

        if (IsDown || SlowDowns-- > 0)
        {
            await FaultAsync(StatusCodes.Status503ServiceUnavailable, "SlowDown");
            return;
        }

        var path = request.Path.Value!.TrimStart('/');
        if (path.Split('/')[0] != Bucket)
        {
            await FaultAsync(StatusCodes.Status404NotFound, "NoSuchBucket");
            return;
        }

        var key = path.Length > Bucket.Length ? path[(Bucket.Length + 1)..] : string.Empty;
        if (key.Length == 0 && request.Query.ContainsKey("versioning"))
        {
            await XmlAsync($"<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{(KeepsVersions ? "<Status>Enabled</Status>" : null)}</VersioningConfiguration>");
        }
        else if (key.Length == 0)
        {
            var listed = string.Concat(Objects.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"<Contents><Key>{one.Key}</Key><Size>{one.Value.Length}</Size></Contents>"));
            await XmlAsync($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{Bucket}</Name><KeyCount>{Objects.Count}</KeyCount><IsTruncated>false</IsTruncated>{listed}</ListBucketResult>");
        }
        else if (HttpMethods.IsPut(request.Method))
        {
            Objects[key] = content;
            response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";
        }
        else if (HttpMethods.IsDelete(request.Method))
        {
            Objects.TryRemove(key, out _);
            response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (!Objects.TryGetValue(key, out var found))
        {
            await FaultAsync(StatusCodes.Status404NotFound, "NoSuchKey");
        }
        else
        {
            response.ContentLength = found.Length;
            if (HttpMethods.IsHead(request.Method))
            {
                return;
            }

            if (HalfAnswers-- > 0)
            {
                await response.Body.WriteAsync(found.AsMemory(0, found.Length / 2), context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return;
            }

            await response.Body.WriteAsync(found, context.RequestAborted);
        }

        Task FaultAsync(int status, string code)
        {
            response.StatusCode = status;
            return XmlAsync(string.Create(CultureInfo.InvariantCulture, $"<Error><Code>{code}</Code><Message>Message of {status}</Message></Error>"));
        }

        Task XmlAsync(string xml)
        {
            response.ContentType = "application/xml";
            return response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}", context.RequestAborted);
        }
    }
}
