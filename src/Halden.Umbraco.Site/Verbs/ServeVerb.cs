using System.CommandLine;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>serve</c>: runs the site; the default.</summary>
internal static class ServeVerb
{
    private static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Last inn demonstrasjonen også utenfor Development: tjenester, avdelinger og brukere med kjente passord.",
    };

    public static Command Create()
    {
        var verb = new Command("serve", "Kjør nettstedet (standard).");
        MakeDefaultOf(verb);
        return verb;
    }

    /// <summary>Makes a command serve the site; what it does not know goes to the host (<c>--urls</c>, <c>--environment</c>, <c>--Halden:DataDirectory</c>).</summary>
    public static void MakeDefaultOf(Command command)
    {
        command.Options.Add(Demo);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => ServeAsync([.. parsed.UnmatchedTokens], parsed.GetValue(Demo), cancellationToken));
    }

    private static async Task<int> ServeAsync(string[] args, bool demo, CancellationToken cancellationToken)
    {
        if (args.FirstOrDefault(arg => !arg.StartsWith('-')) is { } word && args[0] == word)
        {
            await Console.Error.WriteLineAsync($"Ukjent kommando «{word}». Skriv --help for å se hvilke som finnes.");
            return ExitCodes.Usage;
        }

        WebApplication app;
        try
        {
            app = await SiteHost.BuildAsync(args, demo, forVerb: false);
        }
        catch (SiteNotConfiguredException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return ExitCodes.NotStarted;
        }

        await using (app)
        {
            await app.StartAsync(cancellationToken);
            _ = AnnounceAsync(app, demo || app.Environment.IsDevelopment());
            await app.WaitForShutdownAsync(cancellationToken);
        }

        return ExitCodes.Success;
    }

    private static async Task AnnounceAsync(WebApplication app, bool isDemonstration)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.Services.GetRequiredService<HaldenReadiness>().WaitAsync(stopping);
            if (isDemonstration)
            {
                await app.Services.GetServices<IHostedService>().OfType<DemonstrationLoader>().Single().Loaded.WaitAsync(stopping);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or DemonstrationException)
        {
            return;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";
        Console.WriteLine();
        Console.WriteLine($"  Selvbetjening:  {address}/selvbetjening");
        Console.WriteLine($"  Tjenester:      {address}/umbraco");
        Console.WriteLine($"  JSON:           {address}/api/selvbetjening/v1/services");
        if (isDemonstration)
        {
            Console.WriteLine();
            Console.WriteLine("  Demonstrasjonsbrukere (bare for prøving, passord for alle: " + DemonstrationUsers.Password + ")");
            foreach (var user in DemonstrationUsers.All)
            {
                Console.WriteLine($"    {user.Email,-42} {user.Name} – {user.Role}");
            }
        }

        Console.WriteLine();
    }
}
