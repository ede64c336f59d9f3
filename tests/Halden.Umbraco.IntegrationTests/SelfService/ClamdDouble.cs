using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>Answers as ClamAV's clamd does to INSTREAM: infected where the content has a word that a test writes into it.</summary>
internal sealed class ClamdDouble : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _running;

    public ClamdDouble()
    {
        _listener.Start();
        _running = RunAsync();
    }

    public string Address => $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Whether it hangs up without an answer.</summary>
    public bool IsDown { get; set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            if (IsDown)
            {
                continue;
            }

            await using var stream = client.GetStream();
            var received = new List<byte>();
            var buffer = new byte[8192];
            while ((received.Count < 4 || !received[^4..].All(one => one == 0)) && await stream.ReadAsync(buffer) is > 0 and var count)
            {
                received.AddRange(buffer.AsSpan(0, count));
            }

            var isBad = Encoding.Latin1.GetString([.. received]).Contains("smittet", StringComparison.Ordinal);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(isBad ? "stream: Halden.Test FOUND\0" : "stream: OK\0"));
        }
    }
}
