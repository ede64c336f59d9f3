using System.Security.Cryptography;
using System.Text;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Register;

/// <summary>What became of a file, or would.</summary>
/// <param name="Rows">Its rows; those that change nothing, too.</param>
/// <param name="Notes">What of the file was left alone, and why.</param>
/// <param name="Stamp">Stands for what would be changed, and from what: who has the changes made says what they saw.</param>
/// <param name="IsApplied">Whether they were made: all of them, or none.</param>
internal sealed record SheetOutcome(IReadOnlyList<RowResult> Rows, IReadOnlyList<Label> Notes, string Stamp, bool IsApplied)
{
    /// <summary>Whether any row is refused, and so all are.</summary>
    public bool HasFaults => Rows.Any(row => row.Status == RowStatus.Failed);

    /// <summary>How many rows are changed.</summary>
    public int Changed => Rows.Count(row => row.Status == RowStatus.Changed);
}

/// <summary>
/// Takes the register in from a spreadsheet. A row finds its service by the key, or else by the title; a column that is left out
/// changes nothing; titles and states are not taken in. Everything in the file is done, or nothing.
/// </summary>
internal sealed class RegisterImport(RegisterTable table, ServiceRegister register)
{
    private static readonly Label NoWay = new(
        "Filen må ha kolonnen «Nøkkel» eller «Tjeneste», så vi vet hvilken tjeneste hver rad gjelder.",
        "Fila må ha kolonnen «Nøkkel» eller «Teneste», så vi veit kva teneste kvar rad gjeld.",
        "The file must have the column “Key” or “Service”, so that we know which service each row is about.");

    private static readonly Label NothingToTakeIn = new(
        "Filen har ingen kolonner som kan importeres.", "Fila har ingen kolonnar som kan importerast.", "The file has no columns that can be imported.");

    private static readonly Label NotAKey = new("Nøkkelen er ikke gyldig. La den stå som i eksporten.", "Nøkkelen er ikkje gyldig. Lat han stå som i eksporten.", "The key is not valid. Leave it as it was exported.");

    private static readonly Label NotAVersion = new("Versjonen er ikke gyldig. La den stå som i eksporten.", "Versjonen er ikkje gyldig. Lat han stå som i eksporten.", "The version is not valid. Leave it as it was exported.");

    private static readonly Label NoKey = new("Det finnes ingen tjeneste med denne nøkkelen.", "Det finst inga teneste med denne nøkkelen.", "There is no service with this key.");

    private static readonly Label Twice = new("Tjenesten står på flere rader i filen.", "Tenesta står på fleire rader i fila.", "The service is on more than one row of the file.");

    private static readonly Label ChangedSince = new(
        "Raden er endret av noen andre siden filen ble laget. Eksporter på nytt, eller ta raden ut av filen.",
        "Rada er endra av nokon andre sidan fila vart laga. Eksporter på nytt, eller ta rada ut av fila.",
        "The row has been changed by somebody else since the file was made. Export again, or take the row out of the file.");

    /// <summary>Says what a file would change, or changes it.</summary>
    /// <param name="sheet">The file.</param>
    /// <param name="seen">The stamp of what was shown; null where the file is taken as it is, without having been shown.</param>
    /// <param name="isPreview">Only say it.</param>
    /// <param name="user">Who; null for somebody at the machine itself.</param>
    /// <param name="language">For texts.</param>
    /// <param name="cancellationToken">Stops it before anything is written.</param>
    /// <exception cref="UnreadableSheetException">The columns do not say what the rows are about.</exception>
    public async Task<SheetOutcome> RunAsync(Sheet sheet, string? seen, bool isPreview, Guid? user, string language, CancellationToken cancellationToken)
    {
        var columns = Columns(sheet.Headers, language, out var notes);
        var view = await table.ReadAsync(language, cancellationToken);
        var titles = view.Rows.ToLookup(row => row.Title.Trim(), StringComparer.CurrentCultureIgnoreCase);
        var read = sheet.Rows.Select(row => ReadRow(row.Number, row.Cells)).ToList();
        foreach (var same in read.Where(row => row.Found is not null).GroupBy(row => row.Found!.Key).Where(same => same.Count() > 1))
        {
            foreach (var row in same)
            {
                row.Faults.Add(new CellFault(null, Twice));
            }
        }

        // What must not be taken in is told of once, however many rows have it.
        notes.AddRange(
            from column in columns.Values
            where column is { IsImported: false } && column != RegisterColumn.Key && column != RegisterColumn.Version
            let different = read.Count(row => row.Found is { } found && row.Cells.TryGetValue(column, out var cell) && cell != column.Text(found, language).Trim() && cell != column.Text(found, Cultures.Bokmal).Trim())
            where different > 0
            select NotTakenIn(column, different));

        // Only what differs is asked of the register, so that a row that nobody touched in the file is refused for nobody else's change.
        var sound = read.Where(row => row.Faults.Count == 0).ToList();
        var wanted = sound.Select(row => KeyValuePair.Create(row.Found!.Key, row.Wanted!)).ToList();
        var outcomes = await register.SaveAllAsync(wanted, SavingRule.Nothing, user, cancellationToken);
        var results = new Dictionary<FileRow, RowResult>();
        foreach (var (row, outcome) in sound.Zip(outcomes))
        {
            var result = RegisterBulk.Of(view, row.Found!, row.Wanted!, outcome, language) with { Number = row.Number };
            results[row] = result.Changes.Count > 0 && row.Version is { } version && version != row.Found!.Version
                ? result with { Status = RowStatus.Failed, NeedsApproval = false, Faults = [new CellFault(null, ChangedSince)] }
                : result;
        }

        List<RowResult> rows =
        [
            .. read.Select(row => results.GetValueOrDefault(row)
                ?? new RowResult(row.Found?.Key, row.Found?.Title ?? row.Name, row.Found?.Version, RowStatus.Failed, [], false, row.Faults, row.Number)),
        ];
        var planned = new SheetOutcome(rows, notes, StampOf(rows, wanted), IsApplied: false);
        if (isPreview || planned.HasFaults || planned.Changed == 0 || (seen is not null && seen != planned.Stamp))
        {
            return planned;
        }

        var changed = sound.Where(row => results[row].Status == RowStatus.Changed).ToList();
        var made = await register.SaveAllAsync([.. changed.Select(row => KeyValuePair.Create(row.Found!.Key, row.Wanted!))], SavingRule.AllOrNothing, user, cancellationToken);
        if (made.All(outcome => outcome.Status == RegisterStatus.Success))
        {
            return planned with { IsApplied = true };
        }

        // Somebody was faster, between our reading and our writing: nothing is written.
        var refused = changed.Zip(made).Where(one => one.Second.Status != RegisterStatus.Success)
            .ToDictionary(one => one.First.Found!.Key, one => RegisterBulk.Of(view, one.First.Found!, one.First.Wanted!, one.Second, language) with { Number = one.First.Number });
        return planned with { Rows = [.. rows.Select(row => row.Key is { } key && refused.TryGetValue(key, out var fault) ? fault : row)] };

        FileRow ReadRow(int number, IReadOnlyList<string> cells)
        {
            var row = new FileRow(number, columns.Where(column => column.Key < cells.Count).ToDictionary(column => column.Value, column => cells[column.Key].Trim()));
            row.Find(view, titles);
            if (row.Found is not null)
            {
                row.Read(view);
            }

            return row;
        }
    }

    private static Dictionary<int, RegisterColumn> Columns(IReadOnlyList<string> headers, string language, out List<Label> notes)
    {
        notes = [];
        var columns = new Dictionary<int, RegisterColumn>();
        foreach (var (index, header) in headers.Index())
        {
            if (RegisterColumn.Find(header) is not { } column)
            {
                if (header.Length > 0)
                {
                    notes.Add(Unknown(header));
                }
            }
            else if (columns.ContainsValue(column))
            {
                throw new UnreadableSheetException(TwoColumns(column.Label.In(language)));
            }
            else
            {
                columns[index] = column;
            }
        }

        return !columns.ContainsValue(RegisterColumn.Key) && !columns.ContainsValue(RegisterColumn.Title) ? throw new UnreadableSheetException(NoWay)
            : !columns.Values.Any(column => column.IsImported) ? throw new UnreadableSheetException(NothingToTakeIn)
            : columns;
    }

    private static string StampOf(IReadOnlyList<RowResult> rows, IEnumerable<KeyValuePair<Guid, Responsibility>> wanted)
    {
        var changed = rows.Where(row => row.Status == RowStatus.Changed).Select(row => row.Key).ToHashSet();
        var text = string.Join('\n', wanted.Where(row => changed.Contains(row.Key)).Select(row => $"{row.Key} {System.Text.Json.JsonSerializer.Serialize(row.Value)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static Label Unknown(string header) => new(
        $"Kolonnen «{header}» kjenner vi ikke. Den er ikke lest.", $"Kolonnen «{header}» kjenner vi ikkje. Han er ikkje lesen.", $"We do not know the column “{header}”. It was not read.");

    private static Label TwoColumns(string name) => new(
        $"Filen har to kolonner som heter «{name}». Ta bort den ene.", $"Fila har to kolonnar som heiter «{name}». Ta bort den eine.", $"The file has two columns called “{name}”. Remove one.");

    private static Label NotTakenIn(RegisterColumn column, int rows) => new(
        $"«{column.Label.Nb}» kan ikke endres ved import. {rows} {(rows == 1 ? "rad har" : "rader har")} en annen verdi, som ikke er lest.",
        $"«{column.Label.Nn}» kan ikkje endrast ved import. {rows} {(rows == 1 ? "rad har" : "rader har")} ein annan verdi, som ikkje er lesen.",
        $"“{column.Label.En}” cannot be changed by an import. {rows} {(rows == 1 ? "row has" : "rows have")} another value, which was not read.");

    /// <summary>A row of the file as it is being understood.</summary>
    private sealed class FileRow(int number, Dictionary<RegisterColumn, string> cells)
    {
        public int Number { get; } = number;

        public Dictionary<RegisterColumn, string> Cells { get; } = cells;

        public List<CellFault> Faults { get; } = [];

        public RegisterRow? Found { get; private set; }

        /// <summary>The version that the file says that it is of; null where it says none.</summary>
        public Guid? Version { get; private set; }

        public Responsibility? Wanted { get; private set; }

        public string Name => Cells.GetValueOrDefault(RegisterColumn.Title) is { Length: > 0 } title ? title : Cells.GetValueOrDefault(RegisterColumn.Key, string.Empty);

        public void Find(RegisterView view, ILookup<string, RegisterRow> titles)
        {
            var (key, title) = (Cells.GetValueOrDefault(RegisterColumn.Key, string.Empty), Cells.GetValueOrDefault(RegisterColumn.Title, string.Empty));
            if (key.Length > 0)
            {
                var isKey = Guid.TryParse(key, out var id);
                Found = isKey ? view.Find(id) : null;
                if (Found is null)
                {
                    Fault(RegisterColumn.Key, isKey ? NoKey : NotAKey);
                }

                return;
            }

            var named = titles[title].ToList();
            if (named.Count == 1)
            {
                Found = named[0];
                return;
            }

            Fault(RegisterColumn.Title, named.Count == 0
                ? new($"Det finnes ingen tjeneste som heter «{title}».", $"Det finst inga teneste som heiter «{title}».", $"There is no service called “{title}”.")
                : new(
                    $"{named.Count} tjenester heter «{title}». Bruk kolonnen «Nøkkel» fra en eksport.",
                    $"{named.Count} tenester heiter «{title}». Bruk kolonnen «Nøkkel» frå ein eksport.",
                    $"{named.Count} services are called “{title}”. Use the column “Key” of an export."));
        }

        public void Read(RegisterView view)
        {
            var row = Found!;
            if (Cells.GetValueOrDefault(RegisterColumn.Version) is { Length: > 0 } version)
            {
                if (Guid.TryParse(version, out var known))
                {
                    Version = known;
                }
                else
                {
                    Fault(RegisterColumn.Version, NotAVersion);
                }
            }

            var department = Cells.TryGetValue(RegisterColumn.Department, out var named) ? named.Length == 0 ? null : DepartmentOf(view, RegisterColumn.Department, named) : row.Department?.Key;

            // Left out or as it was, it says nothing of them.
            IReadOnlyList<Guid>? further = null;
            if (Cells.TryGetValue(RegisterColumn.FurtherDepartments, out var others) && others != RegisterColumn.FurtherDepartments.Text(row, Cultures.Bokmal))
            {
                further = [.. others.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => DepartmentOf(view, RegisterColumn.FurtherDepartments, name)).OfType<Guid>().Distinct()];
            }

            var form = row.Form?.Id;
            if (Cells.TryGetValue(RegisterColumn.Form, out var called) && called != (row.Form?.Name.Trim() ?? string.Empty))
            {
                var found = view.Forms.Where(known => known.Name.Trim().Equals(called, StringComparison.CurrentCultureIgnoreCase)).ToList();
                form = found is [var only] ? only.Id : null;
                if (found.Count != 1 && called.Length > 0)
                {
                    Fault(RegisterColumn.Form, found.Count == 0
                        ? new($"Kommunen har ikke noe skjema som heter «{called}».", $"Kommunen har ikkje noko skjema som heiter «{called}».", $"The municipality has no form called “{called}”.")
                        : new($"{found.Count} skjemaer heter «{called}». Velg skjemaet på tjenesten i stedet.", $"{found.Count} skjema heiter «{called}». Vel skjemaet på tenesta i staden.", $"{found.Count} forms are called “{called}”. Choose the form on the service instead."));
                }
            }

            var recipient = Cells.TryGetValue(RegisterColumn.Recipient, out var to) ? to : row.Recipient;
            var kind = row.RecipientKind ?? RecipientKind.Mailbox;
            if (Cells.TryGetValue(RegisterColumn.RecipientKind, out var way) && way.Length > 0)
            {
                if (KindOf(way) is { } read)
                {
                    kind = read;
                }
                else
                {
                    Fault(RegisterColumn.RecipientKind, new(
                        $"«{way}» er ikke et mottak. Skriv E-post, Fagsystem eller Utskrift.",
                        $"«{way}» er ikkje eit mottak. Skriv E-post, Fagsystem eller Utskrift.",
                        $"“{way}” is no way to receive. Write E-mail, Line-of-business system or On paper."));
                }
            }
            else if ((way is not null && kind == RecipientKind.PrintQueue) || (!row.HasRecipient && !string.IsNullOrEmpty(recipient)))
            {
                // Nothing says how: an address is an address.
                kind = recipient?.Contains('@', StringComparison.Ordinal) == false ? RecipientKind.LineOfBusinessSystem : RecipientKind.Mailbox;
            }

            if (Faults.Count == 0)
            {
                Wanted = new Responsibility(
                    row.Version,
                    department,
                    Cells.TryGetValue(RegisterColumn.Owner, out var owner) ? owner : row.OwnerName,
                    Cells.TryGetValue(RegisterColumn.OwnerEmail, out var email) ? email : row.OwnerEmail,
                    kind,
                    recipient,
                    further,
                    form);
            }
        }

        private Guid? DepartmentOf(RegisterView view, RegisterColumn column, string name)
        {
            var found = view.Departments.FirstOrDefault(known => known.Name.Equals(name, StringComparison.CurrentCultureIgnoreCase));
            if (found is null)
            {
                Fault(column, new(
                    $"Det finnes ingen avdeling som heter «{name}».", $"Det finst inga avdeling som heiter «{name}».", $"There is no department called “{name}”."));
            }

            return found?.Key;
        }

        private static RecipientKind? KindOf(string text)
        {
            foreach (var kind in Enum.GetValues<RecipientKind>())
            {
                var label = RegisterTexts.Of(kind);
                if (((string[])[label.Nb, label.Nn, label.En, kind.ToString()]).Contains(text, StringComparer.OrdinalIgnoreCase))
                {
                    return kind;
                }
            }

            return null;
        }

        private void Fault(RegisterColumn column, Label text) => Faults.Add(new CellFault(column.Id, text));
    }
}
