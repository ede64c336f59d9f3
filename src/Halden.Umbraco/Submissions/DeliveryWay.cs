using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Submissions;

/// <summary>How a delivery leaves the house.</summary>
internal enum DeliveryChannel
{
    /// <summary>E-mail: a service with an electronic form, whose applications people register by hand; and all receipts.</summary>
    Mail,

    /// <summary>To a line-of-business system, by the plugin that it is set up with: an integrated service.</summary>
    System,

    /// <summary>On paper, by the owner: a manual service.</summary>
    Print,
}

/// <summary>To whom, and how. The channel is the stage of the service as its director approved it.</summary>
/// <param name="Channel">How.</param>
/// <param name="Recipient">A mailbox or the name of a system. Empty for the print queue, and for e-mail where the mail server itself is meant: receipts go no further than to it, as far as we look.</param>
internal sealed record DeliveryWay(DeliveryChannel Channel, string Recipient)
{
    /// <summary>The site's mail server.</summary>
    public static readonly DeliveryWay MailServer = new(DeliveryChannel.Mail, string.Empty);

    /// <summary>Equal for what is one recipient, however it is written.</summary>
    public string Key => $"{Channel}:{Recipient.ToLowerInvariant()}";

    /// <summary>What shares one line out, and so waits in one queue: all e-mail, each system, the printer.</summary>
    public string Line => Channel == DeliveryChannel.Mail ? MailServer.Key : Key;

    /// <summary>The way that a service's applications go; null where nobody is approved to receive them.</summary>
    public static DeliveryWay? Of(ApprovedRouting? routing) => routing switch
    {
        { RecipientKind: RecipientKind.PrintQueue } => new DeliveryWay(DeliveryChannel.Print, string.Empty),
        { Recipient: { } mailbox, RecipientKind: RecipientKind.Mailbox } => new DeliveryWay(DeliveryChannel.Mail, mailbox),
        { Recipient: { } system, RecipientKind: RecipientKind.LineOfBusinessSystem } => new DeliveryWay(DeliveryChannel.System, system),
        _ => null,
    };

    /// <summary>The ways that the applications of some services go.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeliveryWay?>> OfServicesAsync(HaldenDbContext db, IEnumerable<Guid> documents, CancellationToken cancellationToken)
    {
        var ways = new Dictionary<Guid, DeliveryWay?>();
        foreach (var document in documents.Distinct())
        {
            ways[document] = Of(await db.ApprovedRoutingAsync(document, cancellationToken));
        }

        return ways;
    }

    /// <summary>Every way that citizens' applications go, or would go if one came.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DeliveryWay?>> OfAllServicesAsync(HaldenDbContext db, CancellationToken cancellationToken)
    {
        var documents = await db.Submissions.Select(one => one.DocumentKey)
            .Union(db.Register.Where(entry => entry.FormId != null).Select(entry => entry.DocumentKey)).ToListAsync(cancellationToken);
        return await OfServicesAsync(db, documents, cancellationToken);
    }
}
