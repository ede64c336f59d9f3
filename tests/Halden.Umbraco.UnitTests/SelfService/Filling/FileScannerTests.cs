using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed class FileScannerTests : IDisposable
{
    private const string Clamd = "/usr/sbin/clamd";

    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-scan-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("stream: OK\0", "Clean")]
    [InlineData("stream: Halden.Test FOUND\0", "Infected")]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", "Unavailable")]
    [InlineData("stream: OK but then something else\0", "Unavailable")]
    [InlineData("", "Unavailable")]
    public async Task TheScannersAnswerIsUnderstood(string answer, string verdict)
    {
        var content = RandomNumberGenerator.GetBytes(200_000);
        using var clamd = new Double(answer);

        Assert.Equal(verdict, (await Scanner(clamd.Address).ScanAsync(content, Cancel)).ToString());

        var received = await clamd.Received;
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(received.AsSpan(0, 10)));
        Assert.Equal(content, Unchunk(received.AsSpan(10)));
    }

    [Fact]
    public async Task OneThatDoesNotAnswerIsUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Assert.Equal(ScanVerdict.Unavailable, await Scanner(address, seconds: 1).ScanAsync(new byte[10], Cancel));
        listener.Stop();
        Assert.Equal(ScanVerdict.Unavailable, await Scanner(address).ScanAsync(new byte[10], Cancel));
        Assert.Equal(ScanVerdict.Unavailable, await Scanner($"unix:{_directory}/none").ScanAsync(new byte[10], Cancel));
        Assert.Null(await Scanner(address).VersionAsync(Cancel));
    }

    [Fact]
    public async Task WithoutOneNothingIsScanned()
    {
        var scanner = Scanner(" ");
        Assert.False(scanner.IsOn);
        Assert.Equal(ScanVerdict.Off, await scanner.ScanAsync(new byte[10], Cancel));
    }

    [Theory]
    [InlineData("unix:/run/clamav/clamd.ctl", true)]
    [InlineData("tcp://127.0.0.1:3310", true)]
    [InlineData("tcp://clamav", false)]
    [InlineData("unix:clamd.ctl", false)]
    [InlineData("/run/clamav/clamd.ctl", false)]
    [InlineData("http://127.0.0.1:3310", false)]
    public void AnAddressIsOfASocketOrAPort(string address, bool isGood)
    {
        Assert.Equal(isGood, FileScanner.EndPointOf(address) is not null);
        Assert.Equal(isGood, new FillingOptions { Scanner = address }.Fault() is null);
    }

    [Theory]
    [InlineData("ClamAV 1.4.3/27810/Thu Nov 26 09:34:02 2026", "2026-11-26 09:34:02Z")]
    [InlineData("ClamAV 1.4.3/27810/Wed Nov  4 09:34:02 2026", "2026-11-04 09:34:02Z")]
    [InlineData("ClamAV 1.4.3", null)]
    [InlineData("ClamAV 1.4.3/27810/i dag", null)]
    public void TheAgeOfTheSignaturesIsInTheVersion(string version, string? made) =>
        Assert.Equal(made, FileScanner.SignaturesOf(version)?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task ClamAvItselfFindsWhatItHasASignatureOf()
    {
        Assert.SkipUnless(File.Exists(Clamd), $"{Clamd} is not installed (Debian: apt-get install clamav-daemon).");
        var bad = "Dette er en prøvefil som en signatur av vår egen kjenner igjen."u8.ToArray();
#pragma warning disable CA5351 // The signature's own format; nothing is protected by it.
        await File.WriteAllTextAsync(Path.Combine(_directory, "own.hdb"), $"{Convert.ToHexStringLower(MD5.HashData(bad))}:{bad.Length}:Halden.Test\n", Cancel);
#pragma warning restore CA5351
        var (configuration, socket) = (Path.Combine(_directory, "clamd.conf"), Path.Combine(_directory, "clamd.ctl"));
        await File.WriteAllTextAsync(configuration, $"Foreground yes\nDatabaseDirectory {_directory}\nLocalSocket {socket}\nTemporaryDirectory {_directory}\nMaxThreads 2\n", Cancel);
        using var clamd = Process.Start(new ProcessStartInfo(Clamd, ["-c", configuration]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            clamd.OutputDataReceived += (_, _) => { };
            clamd.BeginOutputReadLine();
            var scanner = Scanner($"unix:{socket}");
            await UntilAsync(() => File.Exists(socket));

            Assert.Equal(ScanVerdict.Infected, await scanner.ScanAsync(bad, Cancel));
            Assert.Equal(ScanVerdict.Clean, await scanner.ScanAsync("En helt vanlig fil."u8.ToArray(), Cancel));
            Assert.Equal(ScanVerdict.Clean, await scanner.ScanAsync(new byte[UploadedFile.MaxBytes], Cancel));
            Assert.StartsWith("ClamAV ", await scanner.VersionAsync(Cancel), StringComparison.Ordinal);
        }
        finally
        {
            clamd.Kill();
            await clamd.WaitForExitAsync(Cancel);
        }
    }

    private static FileScanner Scanner(string address, int seconds = 20) =>
        new(new OutboxSite.Fixed<FillingOptions>(new FillingOptions { Scanner = address, ScannerTimeout = TimeSpan.FromSeconds(seconds) }), NullLogger<FileScanner>.Instance);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 600, "clamd did not start.");
            await Task.Delay(100, Cancel);
        }
    }

    private static byte[] Unchunk(ReadOnlySpan<byte> sent)
    {
        var content = new List<byte>();
        while (true)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(sent);
            if (length == 0)
            {
                Assert.Equal(sizeof(int), sent.Length);
                return [.. content];
            }

            content.AddRange(sent.Slice(sizeof(int), length));
            sent = sent[(sizeof(int) + length)..];
        }
    }

    /// <summary>Speaks clamd's protocol, and always says the same.</summary>
    private sealed class Double : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Double(string answer)
        {
            _listener.Start();
            Received = Task.Run(async () =>
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var received = new List<byte>();
                var buffer = new byte[8192];
                while (received.Count < 14 || !received[^4..].All(one => one == 0))
                {
                    var count = await stream.ReadAsync(buffer);
                    received.AddRange(buffer.AsSpan(0, count));
                    if (count == 0)
                    {
                        break;
                    }
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                return received.ToArray();
            });
        }

        public string Address => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public Task<byte[]> Received { get; }

        public void Dispose() => _listener.Stop();
    }
}
