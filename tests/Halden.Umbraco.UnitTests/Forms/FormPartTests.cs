using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.SelfService;

namespace Halden.Umbraco.UnitTests.Forms;

public sealed class FormPartTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();
    private readonly FormPart _part = new();
    private readonly Guid _service = Guid.NewGuid();

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    [Fact]
    public void AServiceWithoutAFormHasNoPart()
    {
        using var db = _database.CreateDbContext();
        db.Register.Add(new RegisterEntry { DocumentKey = _service });
        db.SaveChanges();
        Assert.Empty(_part.Read(db, [_service]));
        Assert.Empty(_part.Tasks(db, Description()));
    }

    [Fact]
    public void ThePartIsTheWholeDefinition()
    {
        var form = AForm.Asking(AForm.Field("navn"));
        using var db = Having(form);
        Assert.Equal(form.ToCanonicalJson(), _part.Read(db, [_service])[_service]);
        Assert.Equal(form.ToCanonicalJson(), _part.Read(db, [_service, Guid.NewGuid()])[_service]);
    }

    [Fact]
    public void ADirectorReadsWhatIsAskedAndWhen()
    {
        var form = AForm.Asking(
            AForm.Field("spiller", FormFieldType.SingleChoice) with { Required = true, PreValues = [new("ja", "Ja, jevnlig"), new("nei", "Nei")] },
            AForm.Field("hvilket") with { HelpText = "Bare ett.", Condition = AForm.When("spiller", FormOperator.Is, "ja") });
        using var db = Having(form);

        var change = _part.Compare(db, null, form.ToCanonicalJson()).Single(one => one.Alias == "questions/nb-NO");

        Assert.Equal(string.Empty, change.Before);
        Assert.Equal(
            """
            Søknad
            Side 1: Side
            – Hva er spiller? (Ett valg, må besvares)
              Ja, jevnlig / Nei
            – Hva er hvilket? (Kort svar) [vises bare når «Hva er spiller?» er «Ja, jevnlig»]
              Bare ett.
            """.ReplaceLineEndings("\n"),
            change.After);
    }

    [Fact]
    public void AChangeThatNobodySeesIsShownAsOne()
    {
        var before = AForm.Asking(AForm.Field("navn"));
        var after = AForm.Asking(AForm.Field("navn") with { Pattern = "[A-Z]+" });
        using var db = Having(after);
        Assert.Equal("settings", Assert.Single(_part.Compare(db, before.ToCanonicalJson(), after.ToCanonicalJson())).Alias);
        Assert.Empty(_part.Compare(db, after.ToCanonicalJson(), after.ToCanonicalJson()));
    }

    [Fact]
    public void AFaultInTheFormBlocksAndAMissingLanguageIsToldOf()
    {
        using var db = Having(AForm.Asking(AForm.Field("navn") with { Caption = " " }));
        var tasks = _part.Tasks(db, Description(Cultures.Bokmal, Cultures.NewNorwegian)).ToList();
        Assert.Contains(tasks, task => task is { Blocks: true, Field: "formId" } && task.Text.Nb == "Skjemaet «Søknad»: Skriv spørsmålet.");
        Assert.Contains(tasks, task => task is { Blocks: true, Field: "ownerEmail" });
        Assert.Contains(tasks, task => task is { Blocks: false, Culture: Cultures.NewNorwegian });
    }

    private HaldenDbContext Having(FormDefinition form)
    {
        var db = _database.CreateDbContext();
        db.Forms.Add(new StoredForm { Id = form.Id, Name = form.Name, Json = form.ToCanonicalJson(), ChangedAt = DateTimeOffset.UnixEpoch });
        db.Register.Add(new RegisterEntry { DocumentKey = _service, FormId = form.Id });
        db.SaveChanges();
        return db;
    }

    private ServiceDescription Description(params string[] cultures) =>
        new(_service, cultures.ToDictionary(culture => culture, _ => new ServiceText("Tittel", new Dictionary<string, string>())));
}
