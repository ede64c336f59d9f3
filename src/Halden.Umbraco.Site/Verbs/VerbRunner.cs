using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.Hosting;

namespace Halden.Umbraco.Site.Verbs;

/// <summary>Runs a verb against the site's own services, without listening to anybody.</summary>
internal static class VerbRunner
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(90);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Option<bool> JsonOption { get; } = new("--json") { Description = "Skriv svaret som JSON, for maskiner." };

    /// <summary>Makes a command run <paramref name="run"/> in a started site.</summary>
    public static void SetVerb(this Command verb, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run)
    {
        verb.Options.Add(JsonOption);

        // Settings for the host (--Halden:DataDirectory, --environment) are not the verb's own.
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction((parsed, cancellationToken) => RunAsync(run, parsed, cancellationToken));
    }

    /// <summary>Writes an answer as JSON, or as text for a person.</summary>
    public static void Write(ParseResult parsed, object json, Action text)
    {
        if (parsed.GetValue(JsonOption))
        {
            Console.WriteLine(JsonSerializer.Serialize(json, Json));
        }
        else
        {
            text();
        }
    }

    private static async Task<int> RunAsync(Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> run, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault() is { } token && !token.StartsWith("--", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync($"Forstår ikke «{token}». Skriv --help for å se hva kommandoen tar imot.");
            return ExitCodes.Usage;
        }

        try
        {
            await using var app = await SiteHost.BuildAsync([.. parsed.UnmatchedTokens], withDemonstration: false, forVerb: true);
            await app.StartAsync(cancellationToken);
            try
            {
                var readiness = app.Services.GetRequiredService<HaldenReadiness>();
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(ReadyWithin);
                try
                {
                    await readiness.WaitAsync(patience.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    await Console.Error.WriteLineAsync($"Nettstedet ble ikke klart: {readiness.LastFault?.Message ?? "Umbraco er ikke installert eller kom ikke i gang"}.");
                    return ExitCodes.NotStarted;
                }

                return await run(app.Services, parsed, cancellationToken);
            }
            finally
            {
                await app.StopAsync(CancellationToken.None);
            }
        }
        catch (SiteNotConfiguredException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.NotStarted;
        }
    }
}
