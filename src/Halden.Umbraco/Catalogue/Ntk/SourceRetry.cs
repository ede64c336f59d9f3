using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>How hard to try; bound from <c>Halden:Catalogue:Retry</c>. A source's own <c>Timeout</c> holds for all tries together.</summary>
internal sealed class RetryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Halden:Catalogue:Retry";

    /// <summary>How many times to try again; 0 for never, at most 10.</summary>
    public int Times { get; set; } = 3;

    /// <summary>The wait before the second try; each later wait is about twice the one before.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait. A service that asks for a longer one is left alone until the next run.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Tries a request to a catalogue again after what passes by itself: 408, 429, 5xx and a connection that failed. Never
/// after 401 or 403, which a try more could turn into a locked account, nor after a SOAP fault, which is an answer.
/// </summary>
internal static class SourceRetry
{
    private const int MostTimes = 10;

    /// <summary>Adds the tries to a client. All that the sources ask is reading, so that asking twice does no harm.</summary>
    public static void AddSourceRetry(this IHttpClientBuilder client) => client.AddResilienceHandler("retry", (pipeline, context) =>
    {
        var options = context.ServiceProvider.GetRequiredService<IOptions<RetryOptions>>().Value;
        var times = Math.Clamp(options.Times, 0, MostTimes);
        if (times == 0)
        {
            return;
        }

        var longest = Math.Clamp(options.LongestWait.TotalSeconds, 0, TimeSpan.FromHours(1).TotalSeconds);
        var clock = context.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        pipeline.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = times,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(Math.Clamp(options.Delay.TotalSeconds, 0, longest)),
            MaxDelay = TimeSpan.FromSeconds(longest),
            ShouldHandle = tried => ValueTask.FromResult(tried.Outcome switch
            {
                { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } } => true,
                { Result: { } answer } => IsPassing(answer) && !(Wait(answer, clock)?.TotalSeconds > longest),
                _ => false,
            }),
            DelayGenerator = tried => ValueTask.FromResult(tried.Outcome.Result is { } answer ? Wait(answer, clock) : null),
        });
    });

    private static bool IsPassing(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.InternalServerError => answer.Content.Headers.ContentType?.MediaType is not ("text/xml" or "application/soap+xml"),
        var status => (int)status > 500,
    };

    /// <summary>What the service asks for (Retry-After, RFC 9110 section 10.2.3); null where it does not.</summary>
    private static TimeSpan? Wait(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
