using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Provided;
using Microsoft.EntityFrameworkCore;
using Umbraco.Forms.Core.Enums;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

public sealed class ProvidedFormsTests : IDisposable
{
    private readonly UmbracoFormsSite _site = new();

    private OwnForms Own => new(_site.Own.Store);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task AFormOfTheProviderIsAmongTheMunicipalitysAsItStands()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        var stored = (await Own.FindAsync(form.Id, Cancelled))!.Form;
        Assert.Equal(_site.Provider.Read(form.Id)!.ToCanonicalJson(), stored.Json);
        Assert.Equal("Umbraco Forms", OwnForms.OriginOf(stored.Json)!.Provider);
    }

    [Fact]
    public async Task AChangeThereChangesThePackagesOfItsServicesAndIsTheirsWhoSaved()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        var (service, user) = (_site.Use(form), Guid.NewGuid());
        await using var db = _site.Own.Database.CreateDbContext();
        var before = new FormPart().Read(db, [service])[service];

        form.Pages[0].Caption = "Skipet";
        _site.Provided.Saving(user);
        await _site.RefreshAsync();

        Assert.NotEqual(before, new FormPart().Read(db, [service])[service]);
        Assert.Equal((service, user), await db.Contributions.Select(one => ValueTuple.Create(one.DocumentKey, one.UserKey)).SingleAsync(Cancelled));
        Assert.Equal([2, 1], (await Own.VersionsAsync(form.Id, Cancelled)).Select(version => version.Number));
    }

    [Fact]
    public async Task WhoSavedLongAgoHasNotChangedWhatIsFoundNow()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Use(form);
        await _site.RefreshAsync();
        _site.Provided.Saving(Guid.NewGuid());
        _site.Own.Clock.Now += TimeSpan.FromMinutes(3);
        form.Pages[0].Caption = "Skipet";
        await _site.RefreshAsync();
        await using var db = _site.Own.Database.CreateDbContext();
        Assert.Empty(db.Contributions);
        Assert.Null((await Own.FindAsync(form.Id, Cancelled))!.Form.ChangedBy);
    }

    [Fact]
    public async Task WhatHasNotChangedIsNotWritten()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        await using var db = _site.Own.Database.CreateDbContext();
        var lines = await db.Audit.CountAsync(Cancelled);
        await _site.RefreshAsync();
        Assert.Equal(lines, await db.Audit.CountAsync(Cancelled));
        Assert.Equal(1, (await Own.FindAsync(form.Id, Cancelled))!.Form.Number);
    }

    [Fact]
    public async Task AFormThatIsGoneIsKeptButCannotBeSubmittedUntilItIsBack()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        _site.Forms.Clear();
        await _site.RefreshAsync();
        var fault = Assert.Single(FormCheck.Read((await Own.FindAsync(form.Id, Cancelled))!.Form.Json).Faults, fault => fault.IsError);
        Assert.Equal("Skjemaet finnes ikke lenger i Umbraco Forms. Velg et annet.", fault.Message.Nb);
        _site.Forms.Add(form);
        await _site.RefreshAsync();
        Assert.DoesNotContain(FormCheck.Read((await Own.FindAsync(form.Id, Cancelled))!.Form.Json).Faults, one => one.IsError);
    }

    [Fact]
    public async Task AProviderThatCannotBeReadTakesNothingAway()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        _site.IsDown = true;
        await _site.RefreshAsync();
        Assert.False(OwnForms.OriginOf((await Own.FindAsync(form.Id, Cancelled))!.Form.Json)!.IsGone);
        Assert.Contains(_site.Own.Log.Lines, line => line.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFormThatIsNotUnderstoodHoldsUpNoOtherAndCannotBeSubmitted()
    {
        var (odd, form) = (_site.Add(UmbracoFormsSite.AField("navn")), _site.Add(UmbracoFormsSite.AField("navn")));
        odd.Pages[0].Condition = new FieldCondition { Enabled = true, Rules = [new FieldConditionRule { Operator = (FieldConditionRuleOperator)999 }] };
        await _site.RefreshAsync();
        Assert.DoesNotContain(FormCheck.Read((await Own.FindAsync(form.Id, Cancelled))!.Form.Json).Faults, fault => fault.IsError);
        Assert.Contains(FormCheck.Read((await Own.FindAsync(odd.Id, Cancelled))!.Form.Json).Faults, fault => fault.IsError);
    }

    [Fact]
    public async Task AnOwnFormOfTheSameIdIsNotWrittenOver()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        var own = _site.Provider.Read(form.Id)! with { Name = "Kommunens eget", Origin = null };
        await Own.ImportAsync(own.ToCanonicalJson(), Guid.NewGuid(), Cancelled);
        await _site.RefreshAsync();
        Assert.Equal("Kommunens eget", (await Own.FindAsync(form.Id, Cancelled))!.Form.Name);
    }

    [Fact]
    public async Task ItIsChangedWhereItIsMadeAndNowhereElse()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        var stored = (await Own.FindAsync(form.Id, Cancelled))!.Form;
        FormOutcome[] outcomes =
        [
            await Own.SaveAsync(form.Id, stored.Version, stored.Json, Guid.NewGuid(), Cancelled),
            await Own.RenameAsync(form.Id, stored.Version, "Annet", Guid.NewGuid(), Cancelled),
            await Own.RestoreAsync(form.Id, stored.Version, 1, Guid.NewGuid(), Cancelled),
            await Own.DeleteAsync(form.Id, stored.Version, Guid.NewGuid(), Cancelled),
        ];
        Assert.All(outcomes, outcome => Assert.Equal((FormStatus.Provided, "Umbraco Forms"), (outcome.Status, outcome.Provider)));
    }

    [Fact]
    public async Task ACopyAndAnImportAreTheMunicipalitysOwn()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        await _site.RefreshAsync();
        var json = (await Own.FindAsync(form.Id, Cancelled))!.Form.Json;
        Guid[] made = [(await Own.CreateAsync(null, form.Id, Guid.NewGuid(), Cancelled)).Id, (await Own.ImportAsync(json, Guid.NewGuid(), Cancelled)).Id];
        foreach (var id in made)
        {
            Assert.NotEqual(form.Id, id);
            Assert.Null(OwnForms.OriginOf((await Own.FindAsync(id, Cancelled))!.Form.Json));
        }
    }

    [Fact]
    public void AFormOfNoServiceIsNoneOfOurs()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        Assert.Equal(new ProvidedAnswer(ProvidedStatus.NotOurs), Gate(form.Id));
    }

    [Fact]
    public void AFormThatIsApprovedAsItStandsMayBeSent()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Publish(form);
        Assert.Equal(new ProvidedAnswer(ProvidedStatus.Open), Gate(form.Id));
    }

    [Fact]
    public void AFormOfAServiceThatIsNotPublicIsNotOpen()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Use(form);
        Assert.Equal(
            new ProvidedAnswer(ProvidedStatus.NotApproved, "Skjemaet er ikkje ope no, og ingenting er sendt. Prøv igjen seinare, eller ta kontakt med kommunen."), Gate(form.Id, "nn-NO"));
    }

    [Fact]
    public void WhoMeetsAChangedFormIsSentToTheApprovedOne()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Publish(form);
        form.Pages[0].Caption = "Noe annet";
        Assert.Equal(
            new ProvidedAnswer(ProvidedStatus.NotApproved, "Skjemaet kan ikke sendes herfra, og ingenting er sendt. Fyll det ut på /selvbetjening/batplass/soknad."), Gate(form.Id));
    }

    [Fact]
    public void AChangedWorkflowClosesTheFormToo()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Publish(form);
        _site.Workflows[form.Id].Add(new Workflow { Name = "Til en annen", WorkflowTypeId = Guid.NewGuid() });
        Assert.Equal(ProvidedStatus.NotApproved, Gate(form.Id).Status);
    }

    [Fact]
    public void AFormThatHandsNothingOverIsNotSentThere()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Workflows[form.Id].Clear();
        _site.Publish(form);
        Assert.Equal(ProvidedStatus.NotHandedOver, Gate(form.Id).Status);
    }

    [Fact]
    public void FilesAreForOurOwnPages()
    {
        var form = _site.Add(UmbracoFormsSite.AField("vedlegg", FormFieldType.FileUpload));
        _site.Publish(form);
        Assert.Equal(ProvidedStatus.AsksForFiles, Gate(form.Id).Status);
    }

    [Fact]
    public void AFormOfSeveralServicesIsSentFromTheirPages()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Publish(form);
        _site.Publish(form, "Gjestehavn");
        Assert.Equal(ProvidedStatus.SeveralServices, Gate(form.Id).Status);
    }

    private ProvidedAnswer Gate(Guid form, string? language = null) => _site.Provided.Gate(_site.Provider.Read(form)!, language);
}
