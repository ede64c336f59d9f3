using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Halden.Umbraco.Audit;
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

    /// <summary>Writes a file whole or not at all; false, and a message, where it cannot be written.</summary>
    public static async Task<bool> WriteFileAsync(FileInfo target, Func<Stream, Task> write)
    {
        var beside = target.FullName + ".tmp";
        try
        {
            await using (var output = File.Create(beside))
            {
                await write(output);
            }

            File.Move(beside, target.FullName, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Kan ikke skrive {target.FullName}: {fault.Message}");
            return false;
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

                // Not earlier: what the site itself does in this process is not the verb's doing.
                using var origin = AuditOrigin.Enter(new AuditOrigin(AuditChannel.Verb));
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
