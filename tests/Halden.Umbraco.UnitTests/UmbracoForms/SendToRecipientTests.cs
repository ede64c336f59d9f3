using System.Globalization;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.UmbracoForms;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Configuration;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Forms.Core;
using Umbraco.Forms.Core.Enums;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;
using Umbraco.Forms.Core.Services.Notifications;
using Record = Umbraco.Forms.Core.Persistence.Dtos.Record;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

public sealed class SendToRecipientTests : IDisposable
{
    private readonly UmbracoFormsSite _site = new();
    private readonly Field _name = UmbracoFormsSite.AField("navn");
    private readonly Form _form;

    public SendToRecipientTests() => _form = _site.Add(_name, UmbracoFormsSite.AField("dag", FormFieldType.Date), UmbracoFormsSite.AField("ok", FormFieldType.Checkbox));

    /// <inheritdoc/>
    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task WhatIsSentThereIsASubmissionOfTheServiceOnceHoweverOftenItRuns()
    {
        var service = _site.Publish(_form);
        var record = UmbracoFormsSite.ARecord(_form, (_name, ["Kari"]));
        Assert.Equal(WorkflowExecutionStatus.Completed, await RunAsync(record));
        Assert.Equal(WorkflowExecutionStatus.Completed, await RunAsync(record));
        var received = Assert.Single(_site.Received());
        Assert.Equal((record.UniqueId, service, _form.Id, "nn-NO"), (received.SubmissionKey, received.DocumentKey, received.FormId, received.Culture));
        Assert.Equal(["Kari"], _site.Own.Cipher.Read(received)!.Answers["navn"]);
    }

    [Fact]
    public async Task NothingIsTakenFromAFormThatIsNotAsItWasApprovedAndTheLogNamesNobody()
    {
        _site.Publish(_form);
        _name.Caption = "Hva heter moren din?";
        Assert.Equal(WorkflowExecutionStatus.Failed, await RunAsync(UmbracoFormsSite.ARecord(_form, (_name, ["Kari Nordmann"]))));
        Assert.Empty(_site.Received());
        Assert.Contains(_site.Own.Log.Lines, line => line.Contains("NotApproved", StringComparison.Ordinal));
        Assert.DoesNotContain(_site.Own.Log.Lines, line => line.Contains("Nordmann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFormOfNoServiceIsNotConfigured()
    {
        Assert.Equal(WorkflowExecutionStatus.NotConfigured, await RunAsync(UmbracoFormsSite.ARecord(_form, (_name, ["Kari"]))));
        Assert.Empty(_site.Received());
    }

    [Fact]
    public async Task AFormThatIsDeletedMeanwhileFails()
    {
        _site.Publish(_form);
        _site.Forms.Clear();
        Assert.Equal(WorkflowExecutionStatus.Failed, await RunAsync(UmbracoFormsSite.ARecord(_form, (_name, ["Kari"]))));
    }

    [Fact]
    public async Task WhatFailsIsTakenWhenItIsRunAgain()
    {
        _site.Publish(_form);
        var record = UmbracoFormsSite.ARecord(_form, (_name, ["Kari"]));
        var caption = _form.Pages[0].Caption;
        _form.Pages[0].Caption = "Endret";
        Assert.Equal(WorkflowExecutionStatus.Failed, await RunAsync(record));
        _form.Pages[0].Caption = caption;
        Assert.Equal(WorkflowExecutionStatus.Completed, await RunAsync(record));
        Assert.Single(_site.Received());
    }

    [Fact]
    public void APostOfAFormThatIsNotApprovedGetsAnErrorInTheVisitorsLanguage()
    {
        _site.Use(_form);
        var notification = new FormValidateNotification { Form = _form, ModelState = new ModelStateDictionary() };
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
            Doors(null).Handle(notification);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        Assert.StartsWith("The form is not open now", Assert.Single(notification.ModelState[string.Empty]!.Errors).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void APostOfWhatIsApprovedOrNotOursPasses()
    {
        var other = _site.Add(UmbracoFormsSite.AField("noe"));
        _site.Publish(_form);
        foreach (var form in new[] { _form, other })
        {
            var notification = new FormValidateNotification { Form = form, ModelState = new ModelStateDictionary() };
            Doors(null).Handle(notification);
            Assert.True(notification.ModelState.IsValid);
        }
    }

    [Fact]
    public async Task SavingWakesTheMirror()
    {
        Doors(Guid.NewGuid()).Handle(new FormSavingNotification());
        Doors(null).Handle(new FormSavingNotification());
        Assert.True(await _site.Provided.SavedWithinAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.False(await _site.Provided.SavedWithinAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WhatOurPagesReceivedBecomesARecordThatComesBackAsNothingNew()
    {
        var service = _site.Publish(_form);
        await _site.Own.ReceiveAsync(new NewSubmission(Guid.NewGuid(), service, _site.Provider.Read(_form.Id)!, "nb-NO", new Dictionary<string, IReadOnlyList<string>> { ["navn"] = ["Kari"] }, [], null));
        using var db = _site.Own.Database.CreateDbContext();
        var delivery = db.SubmissionDeliveries.Single().Id;

        var result = await DeliverAsync(delivery, service);

        Assert.Equal(DeliveryStatus.Delivered, result.Status);
        var record = Assert.Single(_site.Submitted);
        Assert.Equal((delivery, _form.Id, "nb-NO"), (record.UniqueId, record.Form, record.Culture));
        Assert.Equal(["Kari", new DateTime(2026, 5, 17, 0, 0, 0, DateTimeKind.Unspecified), true], record.RecordFields.Values.SelectMany(field => field.Values));
        Assert.Equal(WorkflowExecutionStatus.Completed, await RunAsync(record));
        Assert.Single(_site.Received());
    }

    [Fact]
    public async Task NoRecordIsMadeOfAFormThatHasChangedOrWhereThereAreFiles()
    {
        var service = _site.Publish(_form);
        Assert.Equal(DeliveryStatus.Failed, (await DeliverAsync(Guid.NewGuid(), service, new DeliveredFile(Guid.NewGuid(), "vedlegg", "a.pdf", "application/pdf", new byte[1]))).Status);
        _site.Workflows[_form.Id].Clear();
        Assert.Equal(DeliveryStatus.Failed, (await DeliverAsync(Guid.NewGuid(), service)).Status);
        _site.Forms.Clear();
        Assert.Equal(DeliveryStatus.Failed, (await DeliverAsync(Guid.NewGuid(), service)).Status);
        Assert.Empty(_site.Submitted);
    }

    [Fact]
    public async Task WhatUmbracoFormsDoesNotTakeIsToldWithoutWhatTheCitizenWrote()
    {
        var service = _site.Publish(_form);
        _site.IsDown = true;
        var result = await DeliverAsync(Guid.NewGuid(), service);
        Assert.Equal(DeliveryStatus.Failed, result.Status);
        Assert.Equal("Umbraco Forms tok ikke imot innsendingen (InvalidOperationException).", result.Fault);
    }

    private Task<WorkflowExecutionStatus> RunAsync(Record record) => _site.Workflow().ExecuteAsync(new WorkflowExecutionContext { Record = record, Form = _form });

    private Task<DeliveryResult> DeliverAsync(Guid id, Guid service, params DeliveredFile[] files) => new RecordPlugin(_site.Provided, _site.Provider, _site.Scopes, _site.Own.Clock).DeliverAsync(
        new SystemDelivery(
            id,
            "Umbraco Forms",
            "HAL-7K3M-9Q2D",
            _site.Own.Clock.Now,
            service,
            "Båtplass",
            _form.Id,
            _form.Name,
            "nb-NO",
            [new DeliveredAnswer("navn", "Hva er navn?", ["Kari"], ["Kari"]), new DeliveredAnswer("dag", "Dag", ["2026-05-17"], ["17.05.2026"]), new DeliveredAnswer("ok", "Ok", ["true"], ["Ja"])],
            files),
        new ConfigurationBuilder().Build().GetSection("System"),
        TestContext.Current.CancellationToken);

    private FormDoors Doors(Guid? user) => new(_site.Provided, _site.Provider, Stub<IBackOfficeSecurityAccessor>.Of(new()
    {
        ["get_BackOfficeSecurity"] = _ => user is { } key
            ? Stub<IBackOfficeSecurity>.Of(new() { ["get_CurrentUser"] = _ => Stub<IUser>.Of(new() { ["get_Key"] = _ => key }) })
            : null,
    }));
}
