using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halden.Umbraco.Submissions;

/// <summary>
/// How it goes with a recipient: paused by a person, or broken off because nothing gets through. There is a row only for one that has
/// been either; the recipient of citizens' receipts is never one.
/// </summary>
internal sealed class DeliveryRecipient
{
    // One that is unwell now and then is not broken off; one that does not answer is at once, for each try takes its time.
    private const int MostFailures = 3;

    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(15);

    /// <summary><see cref="DeliveryWay.Key"/>.</summary>
    public required string Key { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary><see cref="DeliveryWay.Recipient"/>, as it is written.</summary>
    public required string Recipient { get; init; }

    /// <summary>Since when a person has had its deliveries wait; null where nobody has.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Who.</summary>
    public Guid? PausedBy { get; set; }

    /// <summary>How many tries in a row have failed, whichever deliveries they were of.</summary>
    public int Failures { get; set; }

    /// <summary>When the first of them did.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>Until when nothing is tried. After it one is; if that fails too, it is longer.</summary>
    public DateTimeOffset? BrokenOffUntil { get; set; }

    /// <summary>Why the last failed, in bokmål; nothing personal in it.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether deliveries wait because of it.</summary>
    public bool Holds(DateTimeOffset now) => PausedAt is not null || IsBrokenOff(now);

    /// <summary>Whether nothing is tried because nothing gets through. A moment out of reach was noted by a clock that was wrong.</summary>
    public bool IsBrokenOff(DateTimeOffset now) => BrokenOffUntil > now && BrokenOffUntil <= now + LongestBreak;

    /// <summary>Takes in what came of a try.</summary>
    public void Note(DeliveryResult result, DateTimeOffset now)
    {
        if (result.Status is DeliveryStatus.Failed or DeliveryStatus.NoAnswer)
        {
            Failures++;
            FailingSince ??= now;
            Fault = result.Fault;
            if (Failures >= MostFailures || result.Status == DeliveryStatus.NoAnswer)
            {
                // Never longer than a delivery that has failed as often waits itself (Outgoing.BackOff).
                var longer = FirstBreak.TotalSeconds * Math.Pow(2, Math.Min(Failures, 20) - 1);
                BrokenOffUntil = now + TimeSpan.FromSeconds(Math.Min(longer, LongestBreak.TotalSeconds));
            }
        }
        else if (result.Status is DeliveryStatus.Delivered or DeliveryStatus.Accepted)
        {
            (Failures, FailingSince, BrokenOffUntil, Fault) = (0, null, null, null);
        }
    }

    /// <summary>Why nothing is tried at present, of the deliveries that wait, by delivery.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Label>> HeldAsync(
        HaldenDbContext db, IReadOnlyList<(Guid Document, SubmissionDelivery Delivery)> deliveries, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = deliveries.Where(one => one.Delivery.State == SubmissionDeliveryState.Waiting).ToList();
        var holding = waiting.Count == 0 ? [] : (await db.DeliveryRecipients.AsNoTracking().ToListAsync(cancellationToken)).FindAll(recipient => recipient.Holds(now));
        if (holding.Count == 0)
        {
            return new Dictionary<Guid, Label>();
        }

        var ways = await DeliveryWay.OfServicesAsync(db, waiting.Select(one => one.Document), cancellationToken);
        var held = new Dictionary<Guid, Label>();
        foreach (var (document, delivery) in waiting)
        {
            var way = delivery.Kind == DeliveryKind.Receipt ? DeliveryWay.MailServer : ways[document];
            if (holding.Find(recipient => recipient.Key == way?.Key || recipient.Key == way?.Line) is { } recipient)
            {
                held[delivery.Id] = recipient.PausedAt is not null ? SubmissionTexts.Paused : SubmissionTexts.BrokenOff(recipient.BrokenOffUntil!.Value);
            }
        }

        return held;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryRecipient>
    {
        public void Configure(EntityTypeBuilder<DeliveryRecipient> builder)
        {
            builder.ToTable("DeliveryRecipients");
            builder.HasKey(recipient => recipient.Key);
            builder.Property(recipient => recipient.Key).HasMaxLength(300);
            builder.Property(recipient => recipient.Recipient).HasMaxLength(254);
            builder.Property(recipient => recipient.Fault).HasMaxLength(500);
        }
    }
}
