using System.CommandLine;
using Halden.Umbraco.Hosting;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>check</c>: whether the site is set up, and what to do where it is not.</summary>
internal static class CheckVerb
{
    public static Command Create()
    {
        var verb = new Command("check", "Kontroller oppsettet; sier hva som må gjøres.");
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var results = await services.GetRequiredService<ConfigurationChecks>().RunAsync(cancellationToken);
            var isHealthy = results.All(result => result.Level != CheckLevel.Error);
            VerbRunner.Write(
                parsed,
                new { isHealthy, checks = results },
                () =>
                {
                    foreach (var result in results)
                    {
                        var mark = result.Level switch { CheckLevel.Ok => "OK      ", CheckLevel.Warning => "ADVARSEL", _ => "FEIL    " };
                        Console.WriteLine($"{mark}  {result.Message}{(result.WhatToDo is { } advice ? $" {advice}" : string.Empty)}");
                    }
                });
            return isHealthy ? ExitCodes.Success : ExitCodes.Findings;
        });
        return verb;
    }
}
