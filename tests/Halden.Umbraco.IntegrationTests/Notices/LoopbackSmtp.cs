using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using ServiceProvider = SmtpServer.ComponentModel.ServiceProvider;

namespace Halden.Umbraco.IntegrationTests.Notices;

/// <summary>A real mail server on this machine that does with a message what the test says.</summary>
internal sealed class LoopbackSmtp : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private readonly Behaviour _behaviour;

    public LoopbackSmtp(int? port = null, Func<MimeMessage, CancellationToken, Task<SmtpResponse>>? answer = null, string? refusedAddress = null, (string User, string Password)? credentials = null)
    {
        Port = port ?? FreePort();
        _behaviour = new Behaviour(answer ?? ((_, _) => Task.FromResult(SmtpResponse.Ok)), refusedAddress, credentials);
        var services = new ServiceProvider();
        services.Add((IMessageStore)_behaviour);
        services.Add((IMailboxFilter)_behaviour);
        services.Add((IUserAuthenticator)_behaviour);
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AuthenticationRequired(credentials is not null).AllowUnsecureAuthentication(true))
            .Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    /// <summary>What it has accepted.</summary>
    public IReadOnlyList<MimeMessage> Accepted => [.. _behaviour.Accepted];

    /// <summary>Settings that point a site to a server, there or not.</summary>
    public static string[] SettingsFor(int port) =>
    [
        "--Umbraco:CMS:Global:Smtp:Host", "127.0.0.1", "--Umbraco:CMS:Global:Smtp:Port", $"{port}", "--Umbraco:CMS:Global:Smtp:From", "ikke-svar@halden.example",
        "--Umbraco:CMS:WebRouting:UmbracoApplicationUrl", "https://www.halden.example",
    ];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private sealed class Behaviour(Func<MimeMessage, CancellationToken, Task<SmtpResponse>> answer, string? refusedAddress, (string User, string Password)? credentials)
        : MessageStore, IMailboxFilter, IUserAuthenticator
    {
        public System.Collections.Concurrent.ConcurrentQueue<MimeMessage> Accepted { get; } = [];

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            var message = await MimeMessage.LoadAsync(stream, cancellationToken);
            var response = await answer(message, cancellationToken);
            if (response.ReplyCode == SmtpReplyCode.Ok)
            {
                Accepted.Enqueue(message);
            }

            return response;
        }

        public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult($"{to.User}@{to.Host}" != refusedAddress);

        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(credentials is null || (user, password) == credentials);
    }
}
