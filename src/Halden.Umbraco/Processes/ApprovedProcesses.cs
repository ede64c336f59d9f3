using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Processes;

/// <summary>The processes that citizens are shown (<see cref="ApprovedParts"/>).</summary>
internal static class ApprovedProcesses
{
    /// <summary>The processes of these documents, or of all where <paramref name="keys"/> is null. A service that shows citizens none is left out.</summary>
    public static Task<IReadOnlyDictionary<Guid, CitizensProcess>> ReadAsync(HaldenDbContext db, IReadOnlyCollection<Guid>? keys, ILogger logger, CancellationToken cancellationToken) =>
        ApprovedParts.ReadAsync(db, ProcessPart.PartName, keys, part => CitizensProcess.Of(ProcessPart.Read(part)), logger, cancellationToken);
}
