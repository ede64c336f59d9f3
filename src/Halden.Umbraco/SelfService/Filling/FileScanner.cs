using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>What the scanner says of a file.</summary>
internal enum ScanVerdict
{
    Clean,
    Infected,

    /// <summary>It did not answer, or could not tell.</summary>
    Unavailable,

    /// <summary>None is set up.</summary>
    Off,
}

/// <summary>
/// Looks files through for viruses by ClamAV's clamd, over its socket: https://docs.clamav.net/manual/Usage/Scanning.html#clamd.
/// The file is sent; clamd reads nothing from our disk.
/// </summary>
internal sealed class FileScanner(IOptionsMonitor<FillingOptions> options, ILogger<FileScanner> logger)
{
    private const int ChunkBytes = 64 * 1024;
    private const int LongestAnswer = 1000;

    // sockaddr_un has room for 108 bytes.
    private const int LongestPath = 100;

    /// <summary>Whether there is a scanner to ask.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(options.CurrentValue.Scanner);

    /// <summary>What the scanner says of a file's content.</summary>
    public async Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!IsOn)
        {
            return ScanVerdict.Off;
        }

        var answer = await AskAsync("INSTREAM", content, cancellationToken);
        if (answer is not null && answer.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            // What was found, and not in what: a file's name is the citizen's.
            logger.LogWarning("A file was refused: {Finding}", answer);
            return ScanVerdict.Infected;
        }

        if (answer == "stream: OK")
        {
            return ScanVerdict.Clean;
        }

        if (answer is not null)
        {
            logger.LogError("The virus scanner could not look at a file: {Answer}", answer);
        }

        return ScanVerdict.Unavailable;
    }

    /// <summary>The scanner's version and signatures, such as <c>ClamAV 1.4.3/27810/Thu Nov 26 09:34:02 2026</c>; null where it does not answer.</summary>
    public Task<string?> VersionAsync(CancellationToken cancellationToken) => AskAsync("VERSION", null, cancellationToken);

    /// <summary>When the signatures of a version were made; null where it does not say.</summary>
    public static DateTimeOffset? SignaturesOf(string version) =>
        version.Split('/') is [_, _, var made] && DateTimeOffset.TryParseExact(
            made, ["ddd MMM d HH:mm:ss yyyy", "ddd MMM dd HH:mm:ss yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var moment)
            ? moment : null;

    /// <summary>Where an address leads; null for one that leads nowhere.</summary>
    public static EndPoint? EndPointOf(string address) =>
        address.StartsWith("unix:", StringComparison.Ordinal) && address["unix:".Length..] is ['/', ..] path && path.Length <= LongestPath ? new UnixDomainSocketEndPoint(path)
        : Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "tcp", Port: > 0 } ? new DnsEndPoint(uri.IdnHost, uri.Port)
        : null;

    private async Task<string?> AskAsync(string command, ReadOnlyMemory<byte>? content, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.ScannerTimeout);
        try
        {
            var where = EndPointOf(settings.Scanner!) ?? throw new InvalidOperationException("The scanner's address leads nowhere.");
            using var socket = where is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(where, patience.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"z{command}\0"), patience.Token);
            if (content is { } bytes)
            {
                await SendAsync(stream, bytes, patience.Token);
            }

            return await AnswerAsync(stream, patience.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is IOException or SocketException or OperationCanceledException or InvalidOperationException)
        {
            logger.LogError("The virus scanner does not answer: {Fault}", fault.Message);
            return null;
        }
    }

    private static async Task SendAsync(NetworkStream stream, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var length = new byte[sizeof(int)];
        for (var sent = 0; sent < content.Length; sent += ChunkBytes)
        {
            var chunk = content[sent..Math.Min(sent + ChunkBytes, content.Length)];
            BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
            await stream.WriteAsync(length, cancellationToken);
            await stream.WriteAsync(chunk, cancellationToken);
        }

        BinaryPrimitives.WriteInt32BigEndian(length, 0);
        await stream.WriteAsync(length, cancellationToken);
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var (answer, got) = (new byte[LongestAnswer], 0);
        while (got < answer.Length && await stream.ReadAsync(answer.AsMemory(got), cancellationToken) is > 0 and var more)
        {
            got += more;
            if (answer[got - 1] == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(answer.AsSpan(0, got)).TrimEnd('\0', '\n');
    }
}
