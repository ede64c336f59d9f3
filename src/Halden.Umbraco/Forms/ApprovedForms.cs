using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.Forms;

/// <summary>The forms that citizens may fill in (<see cref="ApprovedParts"/>).</summary>
internal static class ApprovedForms
{
    /// <summary>The forms of these documents, or of all where <paramref name="keys"/> is null. A service whose package has none is left out.</summary>
    public static Task<IReadOnlyDictionary<Guid, FormDefinition>> ReadAsync(HaldenDbContext db, IReadOnlyCollection<Guid>? keys, ILogger logger, CancellationToken cancellationToken) =>
        ApprovedParts.ReadAsync(db, FormPart.PartName, keys, FormJson.Read, logger, cancellationToken);
}
