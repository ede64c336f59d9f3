using System.CommandLine;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>services</c>: the state of each service.</summary>
internal static class ServicesVerb
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Ta med tjenester som ikke er offentlige." };
        var verb = new Command("services", "Vis tjenestene og hvor de står; uten --all bare de offentlige.") { all };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var publicState = services.GetRequiredService<SelfServiceState>();
            var every = await services.GetRequiredService<ServiceViews>().ListAsync(cancellationToken);
            var shown = every
                .Select(service => new { Service = service, Addresses = publicState.AddressesOf(service.Key) })
                .Where(row => parsed.GetValue(all) || row.Addresses.Count > 0)
                .ToList();
            VerbRunner.Write(
                parsed,
                new
                {
                    total = shown.Count,
                    items = shown.Select(row => new
                    {
                        row.Service.Key,
                        row.Service.Title,
                        row.Service.State,
                        isPublic = row.Addresses.Count > 0,
                        department = row.Service.Department?.Name,
                        row.Service.Owner,
                        row.Service.Recipient,
                        row.Service.Cultures,
                        row.Service.PublishedCultures,
                        row.Service.Source,
                        row.Service.UpdatedAt,
                        row.Addresses,
                    }),
                },
                () =>
                {
                    foreach (var row in shown)
                    {
                        Console.WriteLine($"{row.Service.State,-10} {(row.Addresses.Count > 0 ? "offentlig" : "-"),-10} {row.Service.Department?.Name ?? "-",-28} {row.Service.Title}");
                    }

                    Console.WriteLine($"{shown.Count} av {every.Count} tjenester.{(parsed.GetValue(all) ? string.Empty : " --all viser alle.")}");
                });
            return ExitCodes.Success;
        });
        return verb;
    }
}
