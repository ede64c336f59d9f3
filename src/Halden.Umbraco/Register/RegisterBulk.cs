using Halden.Umbraco.Approval;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Register;

/// <summary>A change of many rows: what is null stays as it is in each.</summary>
/// <param name="Department">The department to move to.</param>
/// <param name="Owner">Who takes over.</param>
/// <param name="Recipient">Who is to receive the applications.</param>
internal sealed record BulkChange(BulkDepartment? Department = null, BulkOwner? Owner = null, BulkRecipient? Recipient = null)
{
    public bool IsNothing => this is { Department: null, Owner: null, Recipient: null };

    /// <summary>What a row is to be after it.</summary>
    public Responsibility On(RegisterRow row, Guid? seen) => new(
        seen,
        Department is { } department ? department.Key : row.Department?.Key,
        Owner is { } owner ? owner.Name : row.OwnerName,
        Owner is { } reached ? reached.Email : row.OwnerEmail,
        Recipient?.Kind ?? row.RecipientKind ?? Register.RecipientKind.Mailbox,
        Recipient is { } recipient ? recipient.Name : row.Recipient,
        FormId: row.Form?.Id);
}

/// <summary>A department, or none.</summary>
internal sealed record BulkDepartment(Guid? Key);

/// <summary>A main responsible, or nobody.</summary>
internal sealed record BulkOwner(string? Name, string? Email);

/// <summary>A recipient, or nobody.</summary>
internal sealed record BulkRecipient(RecipientKind Kind, string? Name);

/// <summary>A row as it was shown.</summary>
internal sealed record SeenRow(Guid Key, Guid? Version);

/// <summary>What becomes of a row.</summary>
internal enum RowStatus
{
    /// <summary>It is so already.</summary>
    Unchanged,

    Changed,

    /// <summary>Refused; the faults say why.</summary>
    Failed,
}

/// <summary>A value that becomes another.</summary>
/// <param name="Column">The column's name (<see cref="RegisterColumn.Id"/>).</param>
/// <param name="Before">As a person reads it; empty for nothing.</param>
/// <param name="After">As a person reads it; empty for nothing.</param>
internal sealed record CellChange(string Column, string Before, string After);

/// <summary>Why a row is refused.</summary>
/// <param name="Column">The column; null for the row as a whole.</param>
/// <param name="Text">Why, and what to do.</param>
internal sealed record CellFault(string? Column, Label Text);

/// <summary>What becomes of a row, for the person who changes it.</summary>
/// <param name="Key">The service; null where the row names none.</param>
/// <param name="Title">Its title, or what the row calls it.</param>
/// <param name="Version">Of the entry before.</param>
/// <param name="Status">What becomes of it.</param>
/// <param name="Changes">What is changed.</param>
/// <param name="NeedsApproval">Whether it was approved, and must be approved again.</param>
/// <param name="Faults">Why it is refused.</param>
/// <param name="Number">The row's number in the file that it came from.</param>
internal sealed record RowResult(
    Guid? Key, string Title, Guid? Version, RowStatus Status, IReadOnlyList<CellChange> Changes, bool NeedsApproval, IReadOnlyList<CellFault> Faults, int? Number = null);

/// <summary>Changes of many rows of the register at once: shown first, and then made.</summary>
internal sealed class RegisterBulk(RegisterTable table, ServiceRegister register)
{
    /// <summary>How many rows may be changed at a time.</summary>
    public const int MostRows = 1000;

    /// <summary>All rows whose main responsible has this address.</summary>
    public async Task<IReadOnlyList<SeenRow>> OwnedByAsync(string email, string language, CancellationToken cancellationToken) =>
    [
        .. (await table.ReadAsync(language, cancellationToken)).Rows
            .Where(row => string.Equals(row.OwnerEmail, email.Trim(), StringComparison.OrdinalIgnoreCase)).Select(row => new SeenRow(row.Key, row.Version)),
    ];

    /// <summary>Changes rows, or says what would come of it. What is refused of one touches none of the others.</summary>
    /// <param name="rows">The rows, as they were shown.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="isPreview">Only say it.</param>
    /// <param name="user">Who.</param>
    /// <param name="language">For texts.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<SeenRow> rows, BulkChange change, bool isPreview, Guid user, string language, CancellationToken cancellationToken)
    {
        var view = await table.ReadAsync(language, cancellationToken);
        var wanted = rows.DistinctBy(row => row.Key).Where(row => view.Find(row.Key) is not null)
            .Select(row => KeyValuePair.Create(row.Key, change.On(view.Find(row.Key)!, row.Version))).ToList();
        var outcomes = (await register.SaveAllAsync(wanted, isPreview ? SavingRule.Nothing : SavingRule.EachByItself, user, cancellationToken))
            .Zip(wanted, (outcome, asked) => (asked.Key, Asked: asked.Value, Outcome: outcome)).ToDictionary(one => one.Key);
        return
        [
            .. rows.DistinctBy(row => row.Key).Select(row => outcomes.TryGetValue(row.Key, out var one)
                ? Of(view, view.Find(row.Key)!, one.Asked, one.Outcome, language)
                : new RowResult(row.Key, string.Empty, null, RowStatus.Failed, [], false, [new CellFault(null, RegisterTexts.NoSuchService)])),
        ];
    }

    /// <summary>What becomes of a row, from what came of saving it.</summary>
    public static RowResult Of(RegisterView view, RegisterRow row, Responsibility wanted, RegisterOutcome outcome, string language)
    {
        // What is so already is no change of anybody's, and is refused for nothing.
        var changes = Changes(view, row, wanted, language);
        List<CellFault> faults = outcome.Status switch
        {
            RegisterStatus.Success => [],
            _ when changes.Count == 0 => [],
            RegisterStatus.Invalid => [.. outcome.Faults.Select(fault => new CellFault(ColumnOf(fault.Key), fault.Value))],
            _ => [new CellFault(null, RegisterTexts.Changed)],
        };
        var isChanged = faults.Count == 0 && changes.Count > 0;
        return new RowResult(
            row.Key, row.Title, row.Version, faults.Count > 0 ? RowStatus.Failed : isChanged ? RowStatus.Changed : RowStatus.Unchanged, changes,
            isChanged && row.State is (ApprovalState.Approved or ApprovalState.Submitted), faults);
    }

    private static List<CellChange> Changes(RegisterView view, RegisterRow row, Responsibility wanted, string language)
    {
        var after = row with
        {
            Department = view.Departments.FirstOrDefault(department => department.Key == wanted.DepartmentKey),
            FurtherDepartments =
            [
                .. (wanted.FurtherDepartmentKeys is { } keys ? view.Departments.Where(department => keys.Contains(department.Key)).OrderBy(known => known.Name, NorwegianOrder.Comparer) : row.FurtherDepartments.AsEnumerable())
                    .Where(department => department.Key != wanted.DepartmentKey),
            ],
            OwnerName = Trim(wanted.OwnerName),
            OwnerEmail = Trim(wanted.OwnerEmail),
            RecipientKind = wanted.RecipientKind,
            Recipient = wanted.RecipientKind == RecipientKind.PrintQueue ? null : Trim(wanted.Recipient),
            Form = view.Forms.FirstOrDefault(form => form.Id == wanted.FormId),
        };
        return
        [
            .. from column in RegisterColumn.All
               where column.IsImported
               let before = column.Text(row, language)
               let now = column.Text(after, language)
               where before != now
               select new CellChange(column.Id, before, now),
        ];
    }

    private static string ColumnOf(string field) => field switch
    {
        "departmentKey" => RegisterColumn.Department.Id,
        "furtherDepartmentKeys" => RegisterColumn.FurtherDepartments.Id,
        "ownerName" => RegisterColumn.Owner.Id,
        "ownerEmail" => RegisterColumn.OwnerEmail.Id,
        "formId" => RegisterColumn.Form.Id,
        _ => RegisterColumn.Recipient.Id,
    };

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
