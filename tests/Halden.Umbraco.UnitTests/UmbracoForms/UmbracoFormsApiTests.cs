using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.SelfService.Provided.Api;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.UnitTests.SelfService;
using Halden.Umbraco.UnitTests.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

/// <summary>Forms read from, and entries sent to, another site's Umbraco Forms, held to the documented contract.</summary>
public sealed class UmbracoFormsApiTests : IAsyncLifetime
{
    private readonly IntakeSite _own = new();
    private readonly SelfServiceState _state = new() { Current = ASnapshot.Of() };
    private readonly Dictionary<string, string?> _settings = [];
    private DeliveryApi? _there;
    private ServiceProvider? _services;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DeliveryApi There => _there ?? throw new InvalidOperationException("The API has not started.");

    private UmbracoFormsApi Api => Services.GetRequiredService<UmbracoFormsApi>();

    private ProvidedForms Provided => Services.GetRequiredService<ProvidedForms>();

    private OwnForms Mirror => new(_own.Store);

    // Made when they are first asked for: a test sets what is in the file before.
    private ServiceProvider Services => _services ??= Registered();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _there = await DeliveryApi.StartAsync();
        (_settings["Url"], _settings["ApiKey"], _settings["Timeout"]) = (There.Address.ToString(), DeliveryApi.Key, "00:00:05");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await There.DisposeAsync();
        _own.Dispose();
    }

    [Fact]
    public async Task AFormThereIsAmongTheMunicipalitysAndCanBeUsed()
    {
        var id = Add();
        (_settings["Culture"], _settings["ContentId"]) = ("nb-NO", "3c6ad1a2-6a3c-4a5a-9c69-3f9a01b5a001");

        await Provided.RefreshAsync(Cancelled);

        var form = FormJson.Read((await Mirror.FindAsync(id, Cancelled))!.Form.Json);
        Assert.Equal(("Søknad om båtplass", "Umbraco Forms (API)"), (form.Name, form.Origin!.Provider));
        Assert.Equal([FormFieldType.ShortAnswer, FormFieldType.MultipleChoice, FormFieldType.FileUpload, FormFieldType.Hidden], form.Fields.Select(field => field.FieldType));
        Assert.Equal((true, "Skriv navn."), (form.Fields.First().Required, form.Fields.First().RequiredErrorMessage));
        Assert.DoesNotContain(FormCheck.Faults(form), fault => fault.IsError);

        // The director is told that there may be workflows which nobody here can show.
        Assert.StartsWith("Ukjent", Assert.Single(form.Origin.Workflows).Name, StringComparison.Ordinal);
        Assert.Equal([$"GET /umbraco/forms/delivery/api/v1/definitions/{id}?contentId=3c6ad1a2-6a3c-4a5a-9c69-3f9a01b5a001&culture=nb-NO"], There.Queries);
    }

    [Fact]
    public async Task AChangeThereChangesThePackagesOfTheServicesThatHaveIt()
    {
        var id = Add();
        await Provided.RefreshAsync(Cancelled);
        var service = Use(id);
        await using var db = _own.Database.CreateDbContext();
        var before = new FormPart().Read(db, [service])[service];
        await Provided.RefreshAsync(Cancelled);
        Assert.Equal(before, new FormPart().Read(db, [service])[service]);

        // Also what nothing here reads.
        There.Forms[id]["gotoPageOnSubmit"] = "en-annen-side";
        await Provided.RefreshAsync(Cancelled);

        Assert.NotEqual(before, new FormPart().Read(db, [service])[service]);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ASiteThatCannotBeReadTakesNothingAway(int status)
    {
        var id = Add();
        await Provided.RefreshAsync(Cancelled);
        There.Status = status;
        await Provided.RefreshAsync(Cancelled);
        Assert.False(OwnForms.OriginOf((await Mirror.FindAsync(id, Cancelled))!.Form.Json)!.IsGone);
        Assert.Contains(_own.Log.Lines, line => line.Contains("cannot be read", StringComparison.Ordinal));
        Assert.DoesNotContain(_own.Log.Lines, line => line.Contains(DeliveryApi.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFormThatIsNotThereAnyMoreIsMarkedUntilItIsBack()
    {
        var (id, other) = (Add(), Add("Et annet"));
        await Provided.RefreshAsync(Cancelled);
        There.Forms.TryRemove(id, out var form);
        await Provided.RefreshAsync(Cancelled);
        Assert.True(OwnForms.OriginOf((await Mirror.FindAsync(id, Cancelled))!.Form.Json)!.IsGone);
        Assert.False(OwnForms.OriginOf((await Mirror.FindAsync(other, Cancelled))!.Form.Json)!.IsGone);
        There.Forms[id] = form!;
        await Provided.RefreshAsync(Cancelled);
        Assert.False(OwnForms.OriginOf((await Mirror.FindAsync(id, Cancelled))!.Form.Json)!.IsGone);
    }

    [Fact]
    public async Task OneThatIsNotUnderstoodHoldsUpNoOther()
    {
        var (id, other) = (Add(), Add("Et annet"));
        There.Forms[id]["pages"] = "sider";
        await Provided.RefreshAsync(Cancelled);
        Assert.Contains(FormCheck.Read((await Mirror.FindAsync(id, Cancelled))!.Form.Json).Faults, fault => fault.IsError);
        Assert.DoesNotContain(FormCheck.Read((await Mirror.FindAsync(other, Cancelled))!.Form.Json).Faults, fault => fault.IsError);
        Assert.Contains(_own.Log.Lines, line => line.Contains("not understood", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnEntryIsSentAsTheContractSays()
    {
        var id = Add();
        _settings["ReferenceField"] = "referanse";
        _settings["Culture"] = "nb-NO";
        var service = await PublishedAsync(id);

        var result = await DeliverAsync(id, service, files: true);

        Assert.Equal(new DeliveryResult(DeliveryStatus.Accepted), result);
        Assert.Equal(
            """{"values":{"navn":"Åse","slag":["seil"],"kart":[{"fileName":"kart.pdf","fileContents":"data:application/pdf;base64,AQID"}],"referanse":"HAL-7K3M-9Q2D"},"culture":"nb-NO"}""",
            System.Text.RegularExpressions.Regex.Unescape(Assert.Single(There.Entries).ToJsonString()));
        Assert.Equal($"POST /umbraco/forms/delivery/api/v1/entries/{id}", There.Queries.Last());
    }

    [Fact]
    public async Task AFormThatIsAnotherThanApprovedGetsNothing()
    {
        var id = Add();
        var service = await PublishedAsync(id);
        There.Forms[id]["pages"]![0]!["caption"] = "Skipet";

        var result = await DeliverAsync(id, service);

        Assert.Equal((DeliveryStatus.Failed, true), (result.Status, result.Fault!.Contains("et annet enn det som er godkjent", StringComparison.Ordinal)));
        Assert.Empty(There.Entries);
    }

    [Theory]
    [InlineData(400, DeliveryStatus.Failed)]
    [InlineData(401, DeliveryStatus.NotSetUp)]
    [InlineData(403, DeliveryStatus.NotSetUp)]
    [InlineData(404, DeliveryStatus.Failed)]
    [InlineData(415, DeliveryStatus.Failed)]
    [InlineData(500, DeliveryStatus.Failed)]
    public async Task ARefusalIsSaidWithItsNumberAndTriedAgain(int status, DeliveryStatus expected)
    {
        var id = Add();
        var service = await PublishedAsync(id);
        There.Status = status;

        var result = await DeliverAsync(id, service);

        Assert.Equal((expected, true), (result.Status, result.Fault!.Contains($"{status}", StringComparison.Ordinal)));
        There.Status = 0;
        Assert.Equal(DeliveryStatus.Accepted, (await DeliverAsync(id, service)).Status);
    }

    [Fact]
    public async Task AnswersThatAreNotGoodEnoughThereAreNamedAndNotQuoted()
    {
        var id = Add();
        var service = await PublishedAsync(id);

        var result = await DeliverAsync(id, service, name: null);

        Assert.Equal(new DeliveryResult(DeliveryStatus.Failed, "Umbraco Forms godtar ikke svarene (422): navn."), result);
    }

    [Fact]
    public async Task OneThatSaysNothingIsAskedAgainSoThatTheReferenceMustTell()
    {
        var id = Add();
        _settings["ReferenceField"] = "referanse";
        _settings["Timeout"] = "00:00:01";
        var service = await PublishedAsync(id);
        There.TakesAndHangs = true;
        Assert.Equal(DeliveryStatus.NoAnswer, (await DeliverAsync(id, service)).Status);
        There.TakesAndHangs = false;
        Assert.Equal(DeliveryStatus.Accepted, (await DeliverAsync(id, service)).Status);

        // The contract has no key: it is there twice, under one reference.
        Assert.Equal(["HAL-7K3M-9Q2D", "HAL-7K3M-9Q2D"], There.Entries.Select(entry => (string?)entry["values"]!["referanse"]));
    }

    [Fact]
    public async Task WhereNobodyListensItIsTriedLater()
    {
        var id = Add();
        var service = await PublishedAsync(id);
        await There.DisposeAsync();
        _there = await DeliveryApi.StartAsync();

        Assert.Equal(DeliveryStatus.Failed, (await DeliverAsync(id, service)).Status);
    }

    [Theory]
    [InlineData("Url", "http://skjema.kommune.no", "https://")]
    [InlineData("Url", "https://ola:passord@skjema.kommune.no", "bare være adressen")]
    [InlineData("ApiKey", "", "ApiKey mangler")]
    [InlineData("ApiKey", "nøkkel", "ApiKey mangler")]
    [InlineData("Timeout", "00:05:00", "Timeout")]
    public async Task SettingsThatCannotBeRightAreSaidAndNothingIsAsked(string name, string value, string fault)
    {
        var id = Add();
        _settings[name] = value;
        Assert.Contains(fault, Plugin.Check(new ConfigurationBuilder().Build().GetSection("x")), StringComparison.Ordinal);
        Assert.Equal(DeliveryStatus.NotSetUp, (await DeliverAsync(id, Guid.NewGuid())).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => Api.ReadAsync(Cancelled));
        Assert.Empty(There.Queries);
    }

    [Fact]
    public void WhereNoSiteIsNamedThereIsNoProvider()
    {
        _settings.Clear();

        Assert.False(Provided.HasProviders);
    }

    private IDeliveryPlugin Plugin => Services.GetServices<IDeliveryPlugin>().Single(plugin => plugin.Name == "umbracoFormsApi");

    private Task<DeliveryResult> DeliverAsync(Guid form, Guid service, string? name = "Åse", bool files = false)
    {
        List<DeliveredAnswer> answers = [new("slag", "Hva er slag?", ["seil"], ["Seilbåt"])];
        if (name is not null)
        {
            answers.Insert(0, new("navn", "Hva er navn?", [name], [name]));
        }

        var file = Guid.NewGuid();
        if (files)
        {
            answers.Add(new("kart", "Hva er kart?", [file.ToString()], ["kart.pdf"]));
        }

        return Plugin.DeliverAsync(
            new SystemDelivery(
                Guid.NewGuid(), "Skjema", "HAL-7K3M-9Q2D", _own.Clock.Now, service, "Båtplass", form, "Søknad om båtplass", "nn-NO", answers,
                files ? [new DeliveredFile(file, "kart", "kart.pdf", "application/pdf", new byte[] { 1, 2, 3 })] : []),
            new ConfigurationBuilder().Build().GetSection("x"),
            Cancelled);
    }

    private Guid Add(string name = "Søknad om båtplass")
    {
        var id = There.Add(name);
        _settings[$"Forms:{There.Forms.Count}"] = id.ToString();
        return id;
    }

    private Guid Use(Guid form)
    {
        var service = Guid.NewGuid();
        using var db = _own.Database.CreateDbContext();
        db.Register.Add(new RegisterEntry { DocumentKey = service, FormId = form });
        db.SaveChanges();
        return service;
    }

    /// <summary>A service with the form, whose package with the form as it stands now is approved and public.</summary>
    private async Task<Guid> PublishedAsync(Guid form)
    {
        await Provided.RefreshAsync(Cancelled);
        var service = Use(form);
        ShownService[] shown = [AService.Called("Båtplass", service).Shown() with { Form = FormJson.Read((await Mirror.FindAsync(form, Cancelled))!.Form.Json) }];
        _state.Current = SelfServiceSnapshot.Build(shown, ASnapshot.Addresses(shown), ASnapshot.Site, LosVocabulary.Themes, ASnapshot.Moment);
        return service;
    }

    private ServiceProvider Registered()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings.Select(setting => KeyValuePair.Create($"{UmbracoFormsApiOptions.Section}:{setting.Key}", setting.Value))).Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_own.Log))
            .AddSingleton<IConfiguration>(configuration)
            .AddUmbracoFormsApi(configuration)
            .AddSingleton(services => new ProvidedForms(services.GetServices<IFormsProvider>(), _own.Store, _state, _own.Intake(), services.GetRequiredService<ILogger<ProvidedForms>>()))
            .BuildServiceProvider();
    }
}
