namespace Halden.Umbraco.Notices;

/// <summary>Settings of the notices, under <c>Halden:Notices</c>.</summary>
public sealed class NoticeOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Halden:Notices";

    /// <summary>Whether this process sends. What happens meanwhile waits until one does.</summary>
    public bool Send { get; set; } = true;

    /// <summary>After how many working days those who may decide are reminded; 0 for never.</summary>
    public int RemindAfterWorkingDays { get; set; } = 3;

    /// <summary>After how many working days a package has waited too long; 0 for never.</summary>
    public int OverdueAfterWorkingDays { get; set; } = 10;

    /// <summary>How many times an e-mail is tried, over about a day with the default.</summary>
    public int MaxAttempts { get; set; } = 14;

    /// <summary>How long a mail server may take for one e-mail. At most two minutes.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For how many days what was sent is kept.</summary>
    public int KeepDays { get; set; } = 30;

    /// <summary>After how many hours a delivery of a submission that waits is told of; 0 for at once.</summary>
    public int DeliveriesWaitHours { get; set; } = 4;

    internal TimeSpan DeliveryPatience => TimeSpan.FromHours(Math.Clamp(DeliveriesWaitHours, 0, 10_000));
}
