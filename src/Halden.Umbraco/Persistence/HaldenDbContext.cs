using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Comments;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Processes;
using Halden.Umbraco.Register;
using Halden.Umbraco.Rollout;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Persistence;

/// <summary>
/// Everything that is ours and not for the public: responsibilities, national snapshots, approvals, the audit trail, notices,
/// what citizens have sent.
/// Keyed by the document's key; a database of its own, never written inside one of Umbraco's scopes.
/// </summary>
public class HaldenDbContext : DbContext
{
    /// <summary>For SQLite.</summary>
    public HaldenDbContext(DbContextOptions<HaldenDbContext> options)
        : base(options)
    {
    }

    private protected HaldenDbContext(DbContextOptions options)
        : base(options)
    {
    }

    internal DbSet<Department> Departments => Set<Department>();

    internal DbSet<Deputy> Deputies => Set<Deputy>();

    internal DbSet<RegisterEntry> Register => Set<RegisterEntry>();

    internal DbSet<SavedView> RegisterViews => Set<SavedView>();

    internal DbSet<PublicChange> PublicChanges => Set<PublicChange>();

    internal DbSet<StoredForm> Forms => Set<StoredForm>();

    internal DbSet<EarlierForm> EarlierForms => Set<EarlierForm>();

    internal DbSet<StoredProcess> Processes => Set<StoredProcess>();

    internal DbSet<ServiceProcesses> ServiceProcesses => Set<ServiceProcesses>();

    internal DbSet<StoredRolloutPlan> RolloutPlans => Set<StoredRolloutPlan>();

    internal DbSet<RolloutService> RolloutServices => Set<RolloutService>();

    internal DbSet<RolloutMark> RolloutMarks => Set<RolloutMark>();

    internal DbSet<InformationEntry> Information => Set<InformationEntry>();

    internal DbSet<ServiceBenefit> Benefits => Set<ServiceBenefit>();

    internal DbSet<BenefitAssumptions> BenefitAssumptions => Set<BenefitAssumptions>();

    internal DbSet<RequirementSpecification> RequirementSpecifications => Set<RequirementSpecification>();

    internal DbSet<FormDraft> FormDrafts => Set<FormDraft>();

    internal DbSet<FormDraftFile> FormDraftFiles => Set<FormDraftFile>();

    internal DbSet<FormDraftLink> FormDraftLinks => Set<FormDraftLink>();

    internal DbSet<Snapshot> Snapshots => Set<Snapshot>();

    internal DbSet<CatalogueLink> CatalogueLinks => Set<CatalogueLink>();

    internal DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    internal DbSet<LosEdition> Los => Set<LosEdition>();

    internal DbSet<Package> Packages => Set<Package>();

    internal DbSet<PackageApproval> PackageApprovals => Set<PackageApproval>();

    internal DbSet<RefusedRelease> RefusedReleases => Set<RefusedRelease>();

    internal DbSet<ReviewComment> Comments => Set<ReviewComment>();

    internal DbSet<Contribution> Contributions => Set<Contribution>();

    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();

    internal DbSet<AuditPerson> AuditPeople => Set<AuditPerson>();

    internal DbSet<AuditAddress> AuditAddresses => Set<AuditAddress>();

    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    internal DbSet<ServiceAddress> Addresses => Set<ServiceAddress>();

    internal DbSet<Notice> Notices => Set<Notice>();

    internal DbSet<NoticeDelivery> NoticeDeliveries => Set<NoticeDelivery>();

    internal DbSet<NoticePreference> NoticePreferences => Set<NoticePreference>();

    internal DbSet<Submission> Submissions => Set<Submission>();

    internal DbSet<SubmissionAttachment> SubmissionAttachments => Set<SubmissionAttachment>();

    internal DbSet<AttachmentRemoval> AttachmentRemovals => Set<AttachmentRemoval>();

    internal DbSet<SubmissionDelivery> SubmissionDeliveries => Set<SubmissionDelivery>();

    internal DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    internal DbSet<DeliveryRecipient> DeliveryRecipients => Set<DeliveryRecipient>();

    internal DbSet<ServiceMessage> ServiceMessages => Set<ServiceMessage>();

    internal DbSet<UseCount> UseCounts => Set<UseCount>();

    internal DbSet<Lease> Leases => Set<Lease>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HaldenDbContext).Assembly);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no DateTimeOffset that sorts: every moment is kept as UTC ticks, in every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private sealed class UtcTicks() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, long>(
        moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
