using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.IntegrationTests.Submissions;

/// <summary>What a system does with what it is sent.</summary>
public enum Behaviour
{
    /// <summary>Takes it and says so; what it has already, it does not take again.</summary>
    Takes,

    /// <summary>Takes it, and answers 409 where it has it already.</summary>
    TakesOnceThenConflict,
    Refuses,
    Breaks,

    /// <summary>Takes it, and breaks before it says so.</summary>
    TakesAndBreaks,

    /// <summary>Takes it, and never answers.</summary>
    TakesAndHangs,
    Hangs,

    /// <summary>Takes it, and breaks off in the middle of its answer.</summary>
    AnswersHalf,
    Redirects,

    /// <summary>Takes it, and its answer never ends.</summary>
    AnswersForEver,
}

/// <summary>A real line-of-business system on this machine, which honours the key.</summary>
internal sealed class LoopbackSystem : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stop = new();

    private LoopbackSystem(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public Behaviour Behaviour { get; set; }

    /// <summary>Every request, taken or not.</summary>
    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Requests { get; } = [];

    /// <summary>What it has taken, by key, and how many times: once, if all is well.</summary>
    public ConcurrentDictionary<string, int> Taken { get; } = [];

    /// <summary>The keys in the order in which it took them.</summary>
    public ConcurrentQueue<string> Order { get; } = [];

    /// <summary>Done when it takes something, before it answers.</summary>
    public Action OnTaking { get; set; } = () => { };

    /// <summary>Keys that it refuses, whatever else it does.</summary>
    public ConcurrentDictionary<string, bool> Refused { get; } = [];

    public static async Task<LoopbackSystem> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (client, _, _) => client.Thumbprint == certificate.Thumbprint;
                });
            }
        }));
        var system = new LoopbackSystem(builder.Build());
        system._app.Run(system.AnswerAsync);
        await system._app.StartAsync();
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        Requests.Enqueue((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), content.ToArray()));
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var behaviour = Refused.ContainsKey(key) ? Behaviour.Refuses : Behaviour;
        var hasIt = Taken.ContainsKey(key);
        if (behaviour is not (Behaviour.Refuses or Behaviour.Breaks or Behaviour.Hangs or Behaviour.Redirects) && Taken.TryAdd(key, 1))
        {
            Order.Enqueue(key);
            OnTaking();
        }

        switch (behaviour)
        {
            case Behaviour.TakesOnceThenConflict when hasIt:
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                break;
            case Behaviour.Takes or Behaviour.TakesOnceThenConflict:
                context.Response.StatusCode = StatusCodes.Status201Created;
                await context.Response.WriteAsJsonAsync(new { reference = $"2026/{Taken.Count}" });
                break;
            case Behaviour.Refuses:
                context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                await context.Response.WriteAsync("Ola Nordmann mangler fødselsnummer.");
                break;
            case Behaviour.Breaks or Behaviour.TakesAndBreaks:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case Behaviour.Hangs or Behaviour.TakesAndHangs:
                await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted).Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Behaviour.AnswersHalf:
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("""{"refer""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case Behaviour.Redirects:
                context.Response.Redirect($"{Address}annetsted", permanent: false, preserveMethod: true);
                break;
            case Behaviour.AnswersForEver:
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(new string('x', 8192));
                }

                break;
        }
    }
}
