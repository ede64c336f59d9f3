using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.UmbracoForms;
using Halden.Umbraco.UnitTests.SelfService;
using Halden.Umbraco.UnitTests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;
using Umbraco.Forms.Core.Services;
using Record = Umbraco.Forms.Core.Persistence.Dtos.Record;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

/// <summary>An Umbraco Forms in memory, as far as the adapter knows it, beside our own database and public pages.</summary>
internal sealed class UmbracoFormsSite : IFormService, IWorkflowService, IRecordService, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly LoggerFactory _logging;
    private readonly List<ShownService> _shown = [];

    public UmbracoFormsSite()
    {
        _services = new ServiceCollection().AddSingleton<IFormService>(this).AddSingleton<IWorkflowService>(this).AddSingleton<IRecordService>(this).BuildServiceProvider();
        Scopes = _services.GetRequiredService<IServiceScopeFactory>();
        _logging = new LoggerFactory([Own.Log]);
        Provider = new UmbracoFormsProvider(Scopes, _logging.CreateLogger<UmbracoFormsProvider>());
        State.Current = ASnapshot.Of();
        Provided = new ProvidedForms([Provider], Own.Store, State, Own.Intake(), _logging.CreateLogger<ProvidedForms>());
    }

    public IntakeSite Own { get; } = new();

    public SelfServiceState State { get; } = new();

    public UmbracoFormsProvider Provider { get; }

    public ProvidedForms Provided { get; }

    public IServiceScopeFactory Scopes { get; }

    public List<Form> Forms { get; } = [];

    public Dictionary<Guid, List<Workflow>> Workflows { get; } = [];

    public List<Record> Submitted { get; } = [];

    public bool IsDown { get; set; }

    public SendToRecipient Workflow() => new(Provided, Provider, _logging.CreateLogger<SendToRecipient>());

    /// <summary>A form that hands over to the plugin, with one question for each field.</summary>
    public Form Add(params Field[] fields)
    {
        var form = new Form
        {
            Id = Guid.NewGuid(),
            Name = "Søknad om båtplass",
            Pages = [new Page { Caption = "Båten", FieldSets = [new FieldSet { Id = Guid.NewGuid(), Containers = [new FieldsetContainer { Width = 12, Fields = [.. fields] }] }] }],
        };
        Forms.Add(form);
        Workflows[form.Id] = [new Workflow { Id = Guid.NewGuid(), Name = "Send til mottaker", WorkflowTypeId = ProvidedForms.HandOver }];
        return form;
    }

    public static Field AField(string alias, FormFieldType? type = null) => new()
    {
        Id = Guid.NewGuid(),
        Alias = alias,
        Caption = $"Hva er {alias}?",
        FieldTypeId = (type ?? FormFieldType.ShortAnswer).Id,
    };

    /// <summary>A service with the form, whose package with the form as it stands now is approved and public.</summary>
    public Guid Publish(Form form, string title = "Båtplass")
    {
        var service = Use(form);
        _shown.Add(AService.Called(title, service).Shown() with { Form = Provider.Read(form.Id) });
        State.Current = SelfServiceSnapshot.Build(_shown, ASnapshot.Addresses(_shown), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);
        return service;
    }

    /// <summary>A service with the form, that is not public.</summary>
    public Guid Use(Form form)
    {
        var service = Guid.NewGuid();
        using var db = Own.Database.CreateDbContext();
        db.Register.Add(new RegisterEntry { DocumentKey = service, FormId = form.Id });
        db.SaveChanges();
        return service;
    }

    public static Record ARecord(Form form, params (Field Field, object[] Values)[] given) => new()
    {
        UniqueId = Guid.NewGuid(),
        Form = form.Id,
        Culture = "nn-NO",
        RecordFields = given.ToDictionary(one => one.Field.Id, one => new RecordField { Field = one.Field, Alias = one.Field.Alias, Values = [.. one.Values] }),
    };

    public Task RefreshAsync() => Provided.RefreshAsync(TestContext.Current.CancellationToken);

    public List<Submission> Received()
    {
        using var db = Own.Database.CreateDbContext();
        return [.. db.Submissions.AsNoTracking()];
    }

    public Form? Get(Guid id) => Forms.FirstOrDefault(form => form.Id == id);

    public IEnumerable<Form> Get() => IsDown ? throw new InvalidOperationException("Umbraco Forms is down.") : Forms;

    public IEnumerable<Workflow> Get(Form form) => Workflows[form.Id];

    public Task SubmitAsync(Record record, Form form)
    {
        Submitted.Add(record);
        return IsDown ? throw new InvalidOperationException($"No room for {record.RecordFields.First().Value.Values[0]}.") : Task.CompletedTask;
    }

    public void Dispose()
    {
        _logging.Dispose();
        _services.Dispose();
        Own.Dispose();
    }
}
