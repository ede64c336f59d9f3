using System.Net;
using System.Net.Sockets;
using Halden.Umbraco.Embedded;
using Microsoft.Extensions.Options;
using MimeKit;
using SmtpServer.Protocol;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models.Email;
using Umbraco.Cms.Core.Notifications;

namespace Halden.Umbraco.IntegrationTests.Notices;

/// <summary>The embedded runtime's sender against real mail servers on this machine.</summary>
public class SmtpEmailSenderTests
{
    private static readonly EmailMessage Message = new(from: null, "kari@halden.example", "Påminnelse: «Byggesak» æøå", "Linje én.\nLinje to med en lenke:\nhttps://www.halden.example/umbraco/section/tjenester/view/oversikt/godkjenning/0a", isBodyHtml: false);

    [Fact]
    public async Task DeliversTheMessageWholeInPlainTextFromTheConfiguredAddress()
    {
        await using var server = new LoopbackSmtp();

        await Sender(server.Port).SendAsync(Message, "HaldenNotice", enableNotification: true, expires: null);

        var mail = Assert.Single(server.Accepted);
        Assert.Equal("ikke-svar@halden.example", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal("kari@halden.example", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal(Message.Subject, mail.Subject);
        Assert.Equal(Message.Body, mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Null(mail.HtmlBody);
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Empty(mail.ReplyTo);
    }

    [Fact]
    public async Task TheSameMessageHasTheSameMessageIdAndAnotherHasAnother()
    {
        await using var server = new LoopbackSmtp();
        var sender = Sender(server.Port);

        await sender.SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null);
        await sender.SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null);
        await sender.SendAsync(new EmailMessage(null, "hans@halden.example", Message.Subject, Message.Body, false), "HaldenNotice", enableNotification: false, expires: null);

        Assert.Equal(server.Accepted[0].MessageId, server.Accepted[1].MessageId);
        Assert.NotEqual(server.Accepted[0].MessageId, server.Accepted[2].MessageId);
        Assert.EndsWith("@halden.example", server.Accepted[0].MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignsInWhereTheServerAsksForIt()
    {
        await using var server = new LoopbackSmtp(credentials: ("nettsted", "hemmelig"));

        await Sender(server.Port, smtp => (smtp.Username, smtp.Password) = ("nettsted", "hemmelig")).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Sender(server.Port).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));

        Assert.Single(server.Accepted);
        Assert.DoesNotContain("hemmelig", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpReplyCode.MailboxUnavailable)]
    [InlineData(SmtpReplyCode.ServiceUnavailable)]
    [InlineData(SmtpReplyCode.InsufficientStorage)]
    public async Task WhatTheServerDoesNotTakeIsAFault(SmtpReplyCode code)
    {
        await using var server = new LoopbackSmtp(answer: (_, _) => Task.FromResult(new SmtpResponse(code, "nei")));

        await Assert.ThrowsAnyAsync<Exception>(() => Sender(server.Port).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));

        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task AnUnknownRecipientIsAFault()
    {
        await using var server = new LoopbackSmtp(refusedAddress: "kari@halden.example");

        await Assert.ThrowsAnyAsync<Exception>(() => Sender(server.Port).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));
    }

    [Fact]
    public async Task AServerThatDoesNotListenIsAFault() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Sender(LoopbackSmtp.FreePort()).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));

    [Fact]
    public async Task AServerThatHangsIsGivenUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        await Assert.ThrowsAsync<TimeoutException>(() =>
            Sender(((IPEndPoint)silent.LocalEndpoint).Port, timeout: TimeSpan.FromMilliseconds(200)).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));
    }

    [Fact]
    public async Task AServerThatHangsWithTheMessageIsGivenUp()
    {
        await using var server = new LoopbackSmtp(answer: async (_, stopping) =>
        {
            await Task.Delay(Timeout.Infinite, stopping);
            return SmtpResponse.Ok;
        });

        await Assert.ThrowsAsync<TimeoutException>(() =>
            Sender(server.Port, timeout: TimeSpan.FromSeconds(1)).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));
    }

    [Fact]
    public async Task AServerThatIsGoneAfterTheMessageIsAFault()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = DropAfterDataAsync(listener);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            Sender(((IPEndPoint)listener.LocalEndpoint).Port).SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null));

        Assert.Contains("Linje to med en lenke", await serving, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutsTheMessageInThePickupDirectoryInThePlaceOfAServer()
    {
        var directory = Directory.CreateTempSubdirectory("halden-pickup-");
        try
        {
            var sender = Sender(LoopbackSmtp.FreePort(), smtp => smtp.PickupDirectoryLocation = directory.FullName);
            await sender.SendAsync(Message, "HaldenNotice", enableNotification: false, expires: null);

            var file = Assert.Single(directory.GetFiles());
            Assert.Equal(".eml", file.Extension);
            Assert.Equal(Message.Subject, (await MimeMessage.LoadAsync(file.FullName)).Subject);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AHandlerOfUmbracosNotificationMaySendInItsPlace()
    {
        var events = new Events(notification => notification.HandleEmail());
        var sender = Sender(LoopbackSmtp.FreePort(), events: events);

        await sender.SendAsync(Message, "HaldenNotice", enableNotification: true, expires: null);

        var seen = Assert.Single(events.Seen);
        Assert.Equal(("HaldenNotice", "ikke-svar@halden.example", "kari@halden.example"), (seen.EmailType, seen.Message.From?.Address, seen.Message.To?.Single()?.Address));
    }

    [Fact]
    public void CanSendWhereThereIsAServerOrADirectoryToPutItIn()
    {
        Assert.True(Sender(25).CanSendRequiredEmail());
        Assert.True(Sender(25, smtp => (smtp.Host, smtp.PickupDirectoryLocation) = (null, "/var/spool/mail")).CanSendRequiredEmail());
        Assert.False(Sender(25, smtp => smtp.Host = null).CanSendRequiredEmail());
    }

    private static SmtpEmailSender Sender(int port, Action<SmtpSettings>? change = null, TimeSpan? timeout = null, Events? events = null)
    {
        var smtp = new SmtpSettings { Host = "127.0.0.1", Port = port, From = "ikke-svar@halden.example" };
        change?.Invoke(smtp);
        return new SmtpEmailSender(new Fixed(new GlobalSettings { Smtp = smtp }), events ?? new Events(_ => { }), TimeProvider.System, [], []) { Timeout = timeout ?? TimeSpan.FromSeconds(20) };
    }

    // A server that takes the message and is gone before it says so; the message may or may not be with it.
    private static async Task<string> DropAfterDataAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var message = new List<string>();
        await writer.WriteLineAsync("220 localhost");
        for (var isData = false; await reader.ReadLineAsync() is { } line;)
        {
            if (isData)
            {
                message.Add(line);
                if (line == ".")
                {
                    break;
                }
            }
            else if (line == "DATA")
            {
                isData = true;
                await writer.WriteLineAsync("354 go on");
            }
            else
            {
                await writer.WriteLineAsync("250 ok");
            }
        }

        return string.Join('\n', message);
    }

    private sealed class Fixed(GlobalSettings settings) : IOptionsMonitor<GlobalSettings>
    {
        public GlobalSettings CurrentValue => settings;

        public GlobalSettings Get(string? name) => settings;

        public IDisposable? OnChange(Action<GlobalSettings, string?> listener) => null;
    }

    private sealed class Events(Action<SendEmailNotification> handle) : IEventAggregator
    {
        public List<SendEmailNotification> Seen { get; } = [];

        public Task PublishAsync<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
            where TNotification : INotification
        {
            var email = Assert.IsType<SendEmailNotification>(notification);
            Seen.Add(email);
            handle(email);
            return Task.CompletedTask;
        }

        public Task PublishAsync<TNotification, TNotificationHandler>(IEnumerable<TNotification> notifications, CancellationToken cancellationToken = default)
            where TNotification : INotification
            where TNotificationHandler : INotificationHandler => throw new NotSupportedException();

        public void Publish<TNotification>(TNotification notification)
            where TNotification : INotification => throw new NotSupportedException();

        public void Publish<TNotification, TNotificationHandler>(IEnumerable<TNotification> notifications)
            where TNotification : INotification
            where TNotificationHandler : INotificationHandler => throw new NotSupportedException();

        public bool PublishCancelable<TNotification>(TNotification notification)
            where TNotification : ICancelableNotification => throw new NotSupportedException();

        public bool PublishCancelable<TCancelableNotification, TNotificationHandler>(IEnumerable<TCancelableNotification> notifications)
            where TCancelableNotification : ICancelableNotification
            where TNotificationHandler : INotificationHandler => throw new NotSupportedException();

        public Task<bool> PublishCancelableAsync<TNotification>(TNotification notification)
            where TNotification : ICancelableNotification => throw new NotSupportedException();

        public Task<bool> PublishCancelableAsync<TCancelableNotification, TNotificationHandler>(IEnumerable<TCancelableNotification> notifications)
            where TCancelableNotification : ICancelableNotification
            where TNotificationHandler : INotificationHandler => throw new NotSupportedException();
    }
}
