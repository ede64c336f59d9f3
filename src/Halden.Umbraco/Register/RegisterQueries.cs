using Halden.Umbraco.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Register;

/// <summary>Reading entries of the register with everything that an approval needs of them.</summary>
internal static class RegisterQueries
{
    /// <summary>Entries with their departments, directors and deputies.</summary>
    public static IQueryable<RegisterEntry> WithDepartments(this IQueryable<RegisterEntry> entries) => entries
        .Include(entry => entry.Department!.Deputies)
        .Include(entry => entry.FurtherDepartments).ThenInclude(further => further.Department!.Deputies)
        .AsSplitQuery();

    /// <summary>The entry of a service, with its departments; null where it has none.</summary>
    public static Task<RegisterEntry?> EntryAsync(this HaldenDbContext db, Guid key, CancellationToken cancellationToken) =>
        db.Register.WithDepartments().FirstOrDefaultAsync(entry => entry.DocumentKey == key, cancellationToken);

    /// <summary>The departments that must approve, the service's own first, the others by name.</summary>
    public static IReadOnlyList<Department> Departments(this RegisterEntry? entry) => entry?.Department is not { } own
        ? []
        :
        [
            own,
            .. entry.FurtherDepartments.Select(further => further.Department).OfType<Department>().Where(other => other.Key != own.Key)
                .OrderBy(other => other.Name, ServiceDescriptions.NorwegianOrder.Comparer),
        ];

    /// <summary>Who may decide for a department on a day: its director and the deputies of that day.</summary>
    public static IEnumerable<Guid> DecidersOn(this Department department, DateOnly day) =>
    [
        .. department.DirectorKey is { } director ? [director] : Array.Empty<Guid>(),
        .. department.Deputies.Where(deputy => deputy.IsActingOn(day)).Select(deputy => deputy.UserKey),
    ];
}
