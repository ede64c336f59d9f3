using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.IntegrationTests.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.RegisterOfServices;

/// <summary>The register as a table: read, changed in bulk, taken out and in, tested.</summary>
public sealed class RegisterTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/";

    private readonly LoopbackSmtp _mail = new();

    private protected override string[] Settings => ["--Halden:Submissions:Send", "false", "--Halden:Notices:Send", "false", .. LoopbackSmtp.SettingsFor(_mail.Port)];

    private protected override ValueTask AfterwardsAsync() => _mail.DisposeAsync();

    [Fact]
    public async Task EveryServicesRowSaysWhereItStands()
    {
        var (approved, draft) = (await Site.ApprovedAsync("Bibliotek"), await Site.DraftAsync("Åpen barnehage"));
        await Site.EditAsync(approved, ServiceFields.Lead, "Ny ingress.");

        var rows = (await TableAsync()).Rows;

        Assert.Equal(["Bibliotek", "Åpen barnehage"], rows.Select(row => row.Title));
        Assert.Equal((approved, ApprovalState.Changed, PartStatus.Changed, PartStatus.None, true), (rows[0].Key, rows[0].State, rows[0].Description, rows[0].FormStatus, rows[0].IsPublished));
        Assert.NotNull(rows[0].ApprovedAt);
        Assert.Equal((draft, ApprovalState.Draft, PartStatus.Draft, false), (rows[1].Key, rows[1].State, rows[1].Description, rows[1].IsPublished));
        Assert.Equal((HaldenSite.Culture, true), (rows[1].Department?.Name, rows[1].Department?.Director is not null));
        Assert.Empty(rows[1].Vacancies);
    }

    [Fact]
    public async Task AServiceInTheRecycleBinIsNotInItWhateverItHad()
    {
        await Site.DraftAsync("Bibliotek");
        var binned = await Site.DraftAsync("Kino");
        await SaveAsync(binned, row => row with { FormId = FormLibrary.All[0].Id });
        Assert.Equal(PartStatus.Draft, (await TableAsync()).Find(binned)!.FormStatus);

        Site.Contents.MoveToRecycleBin(Site.Load(binned));

        Assert.Equal("Bibliotek", Assert.Single((await TableAsync()).Rows).Title);
    }

    [Fact]
    public async Task AsManyQuestionsAreAskedOfTwoServicesAsOfFive()
    {
        await Site.DraftAsync("En");
        await Site.DraftAsync("To");
        var ofTwo = await Questions.CountAsync(TableAsync);
        foreach (var title in (string[])["Tre", "Fire", "Fem"])
        {
            await Site.DraftAsync(title);
        }

        Assert.Equal(ofTwo, await Questions.CountAsync(TableAsync));
        Assert.InRange(ofTwo, 5, 20);
    }

    [Fact]
    public async Task WhatNobodyHasIsVacantAlsoWhereTheOwnerHasLeft()
    {
        var key = await Site.DraftAsync();
        var leaver = new DemonstrationUser("Mona Melodi", "mona@halden.example", "rektor", BackOfficeAccessSetup.DirectorGroupAlias, null);
        var user = await DemonstrationUsers.EnsureAsync(leaver, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        Assert.Empty((await TableAsync()).Find(key)!.Vacancies);

        await Site.Get<IUserService>().DisableAsync(Constants.Security.SuperUserKey, new HashSet<Guid> { user, Site.Director });
        Assert.Equal([Vacancy.Director, Vacancy.OwnerLeft], (await TableAsync()).Find(key)!.Vacancies);

        await SaveAsync(key, row => row with { DepartmentKey = null, OwnerName = null, OwnerEmail = null, Recipient = null });
        Assert.Equal([Vacancy.Department, Vacancy.Owner, Vacancy.Recipient], (await TableAsync()).Find(key)!.Vacancies);
    }

    [Fact]
    public async Task AllOfSomebodysServicesAreHandedOverAfterAPreviewAndTheApprovedOnesMustBeApprovedAgain()
    {
        var (approved, draft, other) = (await Site.ApprovedAsync("Bibliotek"), await Site.DraftAsync("Kino"), await Site.DraftAsync("Bad"));
        await SaveAsync(other, row => row with { OwnerEmail = "per@halden.example" });
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        var owner = new { name = "Nina Ny", email = "nina@halden.example" };

        var preview = await AskAsync(editor, "register/bulk/preview", new { ownedBy = "MONA@halden.example", owner });

        Assert.Equal((2, 0), (Number(preview, "changed"), Number(preview, "failed")));
        Assert.Equal([true, false], preview["rows"]!.AsArray().Select(row => row!["needsApproval"]!.GetValue<bool>()));
        Assert.Equal("owner|Mona Melodi|Nina Ny", Change(preview["rows"]![0]!["changes"]![0]!));
        Assert.Equal("approved", (await Site.ViewAsync(approved)).State);

        // One row is another by now: it is refused, and the other is handed over.
        await SaveAsync(draft, row => row with { Recipient = "ny@halden.example" });
        var done = await AskAsync(editor, "register/bulk", new { rows = preview["rows"]!.AsArray().Select(row => new { key = row!["key"]!.GetValue<Guid>(), version = row["version"]!.GetValue<Guid?>() }), owner });

        Assert.Equal((1, 1), (Number(done, "changed"), Number(done, "failed")));
        Assert.Contains("Noen andre", done["rows"]![1]!["faults"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("changed", "nina@halden.example"), ((await Site.ViewAsync(approved)).State, (await Site.ViewAsync(approved)).Register.OwnerEmail));
        Assert.Equal(("mona@halden.example", "per@halden.example"), ((await Site.ViewAsync(draft)).Register.OwnerEmail, (await Site.ViewAsync(other)).Register.OwnerEmail));
        var line = (await Site.Get<AuditLog>().HistoryAsync(approved, Cultures.Bokmal, CancellationToken.None))[0];
        Assert.Equal((AuditTrail.RegisterChanged, "Endret: hovedansvarlig"), (line.Entry.Action, line.Comment));
        Assert.DoesNotContain("nina", line.Entry.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ABulkChangeOfNothingOfNoRowsOrOfWhatIsNoAddressIsRefused()
    {
        var key = await Site.DraftAsync();
        var version = (await TableAsync()).Find(key)!.Version;
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        using var nothing = await editor.PostAsJsonAsync(Api + "register/bulk", new { rows = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        var answer = await AskAsync(editor, "register/bulk", new { rows = new[] { new { key, version } }, recipient = new { kind = "mailbox", recipient = "ikke en adresse" } });

        Assert.Equal(1, Number(answer, "failed"));
        Assert.Equal("recipient", answer["rows"]![0]!["faults"]![0]!["column"]!.GetValue<string>());
        Assert.Equal("kulturskolen@halden.example", (await Site.ViewAsync(key)).Register.Recipient);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    internal async Task WhatIsExportedAndNotTouchedChangesNothingAndWhatIsEditedComesThrough(SheetFormat format)
    {
        var (first, second) = (await Site.ApprovedAsync("=Bibliotek"), await Site.DraftAsync("Kino"));
        await SaveAsync(second, row => row with { OwnerName = "+47 Mona", RecipientKind = RecipientKind.LineOfBusinessSystem, Recipient = "Ephorte" });

        var untouched = await ImportAsync(await ExportAsync(format));
        Assert.Equal((0, false), (untouched.Changed, untouched.HasFaults));
        Assert.Empty(untouched.Notes);

        var edited = await ImportAsync(Edited(await ExportAsync(format), first, (RegisterColumn.Owner, "Nina Ny"), (RegisterColumn.RecipientKind, "Utskrift"), (RegisterColumn.Title, "Nytt navn")));

        Assert.True(edited.IsApplied);
        var row = Assert.Single(edited.Rows, row => row.Status == RowStatus.Changed);
        Assert.Equal((first, true, "owner recipientKind recipient"), (row.Key, row.NeedsApproval, string.Join(' ', row.Changes.Select(change => change.Column))));
        Assert.Contains("«Tjeneste» kan ikke endres ved import. 1 rad", Assert.Single(edited.Notes).Nb, StringComparison.Ordinal);
        var view = (await TableAsync()).Find(first)!;
        Assert.Equal(("=Bibliotek", "Nina Ny", RecipientKind.PrintQueue, null, ApprovalState.Changed), (view.Title, view.OwnerName, view.RecipientKind, view.Recipient, view.State));
        Assert.Equal("+47 Mona", (await TableAsync()).Find(second)!.OwnerName);
    }

    [Fact]
    public async Task AFileWithOneFaultChangesNothingAndEveryFaultIsToldByRowAndColumn()
    {
        var keys = new[] { await Site.DraftAsync("Bibliotek"), await Site.DraftAsync("Kino") };
        await Site.Get<ServiceEditing>().CreateAsync("Kino", Cultures.NewNorwegian, Site.Editor, CancellationToken.None);

        var outcome = await ImportAsync(new Sheet(
            ["Tjeneste", "Avdeling", "Hovedansvarligs e-post", "Skjema", "Farge"],
            [
                (2, ["Bibliotek", HaldenSite.Culture, "ny@halden.example", "", "rød"]),
                (3, ["Kino", "", "", "", ""]),
                (4, ["Svømmehall", "", "", "", ""]),
            ]));

        Assert.False(outcome.IsApplied);
        Assert.Equal("Kolonnen «Farge» kjenner vi ikke. Den er ikke lest.", Assert.Single(outcome.Notes).Nb);
        Assert.Equal([RowStatus.Changed, RowStatus.Failed, RowStatus.Failed], outcome.Rows.Select(row => row.Status));
        Assert.Equal([(3, "title"), (4, "title")], outcome.Rows.Skip(1).Select(row => (row.Number!.Value, row.Faults[0].Column!)));
        Assert.StartsWith("2 tjenester heter «Kino».", outcome.Rows[1].Faults[0].Text.Nb, StringComparison.Ordinal);
        Assert.Equal("mona@halden.example", (await Site.ViewAsync(keys[0])).Register.OwnerEmail);

        outcome = await ImportAsync(new Sheet(["Nøkkel", "Avdeling", "Mottak", "Mottaker"], [(2, [keys[0].ToString(), "Teknisk", "Brevdue", "x"]), (3, [keys[0].ToString(), "", "", ""]), (4, ["abc", "", "", ""])]));
        Assert.Equal(["department", "recipientKind", null], outcome.Rows[0].Faults.Select(fault => fault.Column));
        Assert.Equal("key", outcome.Rows[2].Faults[0].Column);
    }

    [Fact]
    public async Task FurtherDepartmentsAreTakenInByNameLeftAloneWhereTheyStandAndAllTakenAwayByAnEmptyCell()
    {
        var register = Site.Get<ServiceRegister>();
        foreach (var name in (string[])["Helse", "Teknisk"])
        {
            await register.SaveDepartmentAsync(null, new DepartmentChange(name, Site.Director), Site.Editor, CancellationToken.None);
        }

        var (first, second) = (await Site.DraftAsync("Bibliotek"), await Site.DraftAsync("Kino"));
        var made = await ImportAsync(Edited(await ExportAsync(SheetFormat.Csv), first, (RegisterColumn.FurtherDepartments, "teknisk;Helse ; ")));

        Assert.True(made.IsApplied);
        Assert.Equal([new CellChange("furtherDepartments", "", "Helse; Teknisk")], made.Rows.Single(row => row.Key == first).Changes);
        Assert.Equal((RowStatus.Unchanged, 0), (made.Rows.Single(row => row.Key == second).Status, made.Notes.Count));
        Assert.Equal(["Helse", "Teknisk"], (await TableAsync()).Find(first)!.FurtherDepartments.Select(department => department.Name));

        // One of them becomes the first, and so no further one; the other stays, whatever else of the row is changed.
        await ImportAsync(Edited(await ExportAsync(SheetFormat.Xlsx), first, (RegisterColumn.Department, "Helse"), (RegisterColumn.Owner, "Nina Ny")));
        Assert.Equal(["Teknisk"], (await TableAsync()).Find(first)!.FurtherDepartments.Select(department => department.Name));

        var refused = await ImportAsync(Edited(await ExportAsync(SheetFormat.Xlsx), first, (RegisterColumn.FurtherDepartments, "Teknisk; Kirken")));
        Assert.Equal(("furtherDepartments", "Det finnes ingen avdeling som heter «Kirken»."), (refused.Rows.Single(row => row.Key == first).Faults.Single() is var fault ? (fault.Column, fault.Text.Nb) : default));
        await ImportAsync(Edited(await ExportAsync(SheetFormat.Xlsx), first, (RegisterColumn.FurtherDepartments, "")));
        Assert.Empty((await TableAsync()).Find(first)!.FurtherDepartments);
    }

    [Fact]
    public async Task ARowThatSomebodyChangedSinceTheExportIsRefusedIfItWouldBeChangedBack()
    {
        var (first, second) = (await Site.DraftAsync("Bibliotek"), await Site.DraftAsync("Kino"));
        var file = Edited(await ExportAsync(SheetFormat.Xlsx), second, (RegisterColumn.Owner, "Nina Ny"));
        await SaveAsync(first, row => row with { OwnerName = "En Annen" });

        var outcome = await ImportAsync(file);

        Assert.Equal((false, true), (outcome.IsApplied, outcome.HasFaults));
        Assert.StartsWith("Raden er endret av noen andre", Assert.Single(outcome.Rows, row => row.Key == first).Faults[0].Text.Nb, StringComparison.Ordinal);
        Assert.Equal("Mona Melodi", (await Site.ViewAsync(second)).Register.OwnerName);
    }

    [Fact]
    public async Task AnImportIsShownAndThenMadeOverHttpAndNotIfTheRegisterIsAnotherByThen()
    {
        var key = await Site.DraftAsync("Bibliotek");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var exported = await editor.PostAsJsonAsync(Api + "register/export", new { format = "csv", columns = new[] { "title", "owner" }, keys = new[] { key } });
        Assert.Equal("text/csv", exported.Content.Headers.ContentType?.MediaType);
        var file = (await exported.Content.ReadAsStringAsync()).Replace("Mona Melodi", "Nina Ny", StringComparison.Ordinal);

        var preview = await SendAsync(editor, file, null);
        Assert.Equal((1, false), (Number(preview.Json, "changed"), preview.Json["isApplied"]!.GetValue<bool>()));
        var stamp = preview.Json["stamp"]!.GetValue<string>();
        await SaveAsync(key, row => row with { Recipient = "ny@halden.example" });
        Assert.Equal(1, Number((await SendAsync(editor, file, stamp)).Json, "failed"));

        file = file.Replace(";" + file.Split('\n')[1].Trim().Split(';')[^1], ";", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(editor, file, stamp)).Status);
        preview = await SendAsync(editor, file, null);
        var made = await SendAsync(editor, file, preview.Json["stamp"]!.GetValue<string>());
        Assert.True(made.Json["isApplied"]!.GetValue<bool>());
        Assert.Equal("Nina Ny", (await Site.ViewAsync(key)).Register.OwnerName);

        // Sent once more there is nothing to do, and nobody else to blame for it.
        preview = await SendAsync(editor, file, null);
        made = await SendAsync(editor, file, preview.Json["stamp"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.OK, 0, 0), (made.Status, Number(made.Json, "changed"), Number(made.Json, "failed")));
    }

    [Fact]
    public async Task ViewsAreOnesOwnUntilTheyAreSharedAndOnlyTheirOwnerChangesThem()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        using var administrator = await Site.SignedInAsync(DemonstrationUsers.Administrator);
        var id = Guid.NewGuid();
        Task<HttpResponseMessage> SaveAsync(HttpClient caller, bool isShared, string name = "Ledige") =>
            caller.PutAsJsonAsync(Api + $"register/views/{id}", new { name, shown = new { columns = new[] { "title" } }, isShared });

        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(editor, false)).StatusCode);
        Assert.Empty((await administrator.GetFromJsonAsync<JsonArray>(Api + "register/views"))!);
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(editor, true)).StatusCode);
        var seen = Assert.Single((await administrator.GetFromJsonAsync<JsonArray>(Api + "register/views"))!)!;
        Assert.Equal(("Ledige", false, "title"), (seen["name"]!.GetValue<string>(), seen["isOwn"]!.GetValue<bool>(), seen["shown"]!["columns"]![0]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(administrator, true)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SaveAsync(editor, true, name: " ")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.DeleteAsync(Api + $"register/views/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await editor.DeleteAsync(Api + $"register/views/{id}")).StatusCode);
    }

    [Fact]
    public async Task ATestReachesTheRecipientMarkedIsNotedAndIsNoSubmission()
    {
        var key = await Site.DraftAsync("Bibliotek");
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var answer = await AskAsync(editor, $"services/{key}/recipient/test", new { });

        Assert.Equal(("mail", true), (answer["channel"]!.GetValue<string>(), answer["isDelivered"]!.GetValue<bool>()));
        var mail = Assert.Single(_mail.Accepted);
        Assert.Equal(("PRØVE: Bibliotek", "kulturskolen@halden.example"), (mail.Subject, mail.To.ToString()));
        Assert.StartsWith("PRØVE", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, await Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.CountAsync()));
        var line = (await Site.Get<AuditLog>().HistoryAsync(key, Cultures.Bokmal, CancellationToken.None))[0];
        Assert.Equal(("Prøve sendt til mottaker", "Mottaker: k…@halden.example"), (line.What, line.Comment));

        await SaveAsync(key, row => row with { RecipientKind = RecipientKind.LineOfBusinessSystem, Recipient = "Ukjent" });
        answer = await AskAsync(editor, $"services/{key}/recipient/test", new { });
        Assert.Equal((false, "Overføring til fagsystemet Ukjent er ikke satt opp på nettstedet."), (answer["isDelivered"]!.GetValue<bool>(), answer["fault"]!.GetValue<string>()));
        await SaveAsync(key, row => row with { RecipientKind = RecipientKind.PrintQueue });
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync(Api + $"services/{key}/recipient/test", new { })).StatusCode);
        await SaveAsync(key, row => row with { RecipientKind = RecipientKind.LineOfBusinessSystem, Recipient = "Ukjent" });
        for (var sent = 2; sent < RecipientTest.Most; sent++)
        {
            await AskAsync(editor, $"services/{key}/recipient/test", new { });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await editor.PostAsJsonAsync(Api + $"services/{key}/recipient/test", new { })).StatusCode);
    }

    [Fact]
    public async Task TheFiguresCountApprovalsByMonth()
    {
        await Site.ApprovedAsync("Bibliotek");
        await Site.DraftAsync("Kino");

        var (months, applications) = await Site.Get<RegisterFigures>().ReadAsync(CancellationToken.None);

        Assert.Equal((RegisterFigures.ShownMonths, 1, 1), (months.Count, months[^1].Approvals, months[^1].Services));
        Assert.Equal((0, 0), (months[0].Services, applications.Count));
    }

    private Task<RegisterView> TableAsync() => Site.Get<RegisterTable>().ReadAsync(Cultures.Bokmal, CancellationToken.None);

    private async Task SaveAsync(Guid key, Func<Responsibility, Responsibility> change)
    {
        var row = (await TableAsync()).Find(key)!;
        var outcome = await Site.Get<ServiceRegister>().SaveResponsibilityAsync(key, change(new BulkChange().On(row, row.Version)), Site.Editor, CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, outcome.Status);
    }

    private async Task<Sheet> ExportAsync(SheetFormat format)
    {
        using var file = new MemoryStream();
        await RegisterSheet.WriteAsync(file, format, (await TableAsync()).Rows, RegisterColumn.All, Cultures.Bokmal, CancellationToken.None);
        return RegisterSheet.Read(file.ToArray(), format);
    }

    private Task<SheetOutcome> ImportAsync(Sheet sheet) =>
        Site.Get<RegisterImport>().RunAsync(sheet, null, isPreview: false, Site.Editor, Cultures.Bokmal, CancellationToken.None);

    private static Sheet Edited(Sheet sheet, Guid key, params (RegisterColumn Column, string Value)[] edits)
    {
        int At(RegisterColumn column) => sheet.Headers.ToList().IndexOf(column.Label.Nb);
        return sheet with
        {
            Rows =
            [
                .. sheet.Rows.Select(row => row.Cells[At(RegisterColumn.Key)] != key.ToString() ? row
                    : (row.Number, (IReadOnlyList<string>)[.. row.Cells.Select((cell, index) => edits.Where(edit => At(edit.Column) == index).Select(edit => edit.Value).FirstOrDefault(cell))])),
            ],
        };
    }

    private static async Task<JsonNode> AskAsync(HttpClient caller, string path, object body)
    {
        using var answer = await caller.PostAsJsonAsync(Api + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Json)> SendAsync(HttpClient caller, string file, string? stamp)
    {
        using var form = new MultipartFormDataContent { { new StringContent(file), "file", "register.csv" } };
        if (stamp is not null)
        {
            form.Add(new StringContent(stamp), "stamp");
        }

        using var answer = await caller.PostAsync(Api + "register/import", form);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static int Number(JsonNode json, string name) => json[name]!.GetValue<int>();

    private static string Change(JsonNode change) => string.Create(CultureInfo.InvariantCulture, $"{change["column"]}|{change["before"]}|{change["after"]}");
}
