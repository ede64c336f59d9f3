using System.CommandLine;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Site.Verbs;

/// <summary><c>approvals</c>: what was submitted last of each service, and whom it waits for.</summary>
internal static class ApprovalsVerb
{
    public static Command Create()
    {
        var waiting = new Option<bool>("--waiting") { Description = "Bare det som venter på en avgjørelse." };
        var verb = new Command("approvals", "Vis hva som er sendt til godkjenning, eldst først.") { waiting };
        verb.SetVerb(async (services, parsed, cancellationToken) =>
        {
            var views = services.GetRequiredService<ServiceViews>();
            var states = (await views.ListAsync(cancellationToken)).ToDictionary(service => service.Key);
            var (packages, entries) = await services.GetRequiredService<HaldenStore>().ReadAsync(
                async db => (
                    (await db.Packages.AsNoTracking().Include(package => package.Approvals).OrderBy(package => package.SubmittedAt).ToListAsync(cancellationToken))
                        .GroupBy(package => package.DocumentKey).Select(ofOne => ofOne.Last()).OrderBy(package => package.SubmittedAt).ToList(),
                    await db.Register.AsNoTracking().WithDepartments().ToDictionaryAsync(entry => entry.DocumentKey, cancellationToken)),
                cancellationToken);

            var rows = new List<Row>();
            foreach (var package in packages)
            {
                if (!states.TryGetValue(package.DocumentKey, out var service) || (parsed.GetValue(waiting) && service.State != "submitted"))
                {
                    continue;
                }

                rows.Add(new Row(
                    service.Key,
                    service.Title,
                    service.State,
                    package.Hash,
                    await views.NameOfAsync(package.SubmittedBy),
                    package.SubmittedAt,
                    await views.DepartmentsAsync(entries.GetValueOrDefault(service.Key), package),
                    await views.NameOfAsync(package.DecidedBy),
                    package.DecidedAt,
                    package.Comment));
            }

            VerbRunner.Write(parsed, new { total = rows.Count, items = rows }, () =>
            {
                foreach (var row in rows)
                {
                    var who = row.State == "submitted"
                        ? "venter på " + string.Join(", ", row.Departments.Where(department => department.ApprovedBy is null).Select(department => department.Director ?? $"{department.Name} (ledig)"))
                        : row.DecidedBy is null ? "-" : $"{row.DecidedBy} {row.DecidedAt:yyyy-MM-dd}";
                    Console.WriteLine($"{row.State,-10} {row.SubmittedAt:yyyy-MM-dd} {row.SubmittedBy,-20} {who,-40} {row.Title}");
                }

                Console.WriteLine(rows.Count == 0 ? "Ingenting." : $"{rows.Count} tjenester.");
            });
            return ExitCodes.Success;
        });
        return verb;
    }

    private sealed record Row(
        Guid Key,
        string Title,
        string State,
        string Hash,
        string? SubmittedBy,
        DateTimeOffset SubmittedAt,
        IReadOnlyList<DepartmentView> Departments,
        string? DecidedBy,
        DateTimeOffset? DecidedAt,
        string? Comment);
}
