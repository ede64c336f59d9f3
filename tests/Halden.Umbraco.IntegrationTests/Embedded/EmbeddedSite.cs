using System.Globalization;
using System.Net;
using Halden.Umbraco.Embedded;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.PropertyEditors;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;

namespace Halden.Umbraco.IntegrationTests.Embedded;

/// <summary>A site on the embedded runtime in a directory of its own; it can be stopped and started again.</summary>
internal sealed class EmbeddedSite : IAsyncDisposable
{
    public const string AdministratorEmail = "kari@halden.example";
    public const string AdministratorPassword = "et-langt-passord-1";

    private readonly bool _ownsDirectory;

    private EmbeddedSite(WebApplication app, string directory, bool ownsDirectory)
    {
        App = app;
        DataDirectory = directory;
        _ownsDirectory = ownsDirectory;
    }

    public WebApplication App { get; }

    public string DataDirectory { get; }

    public IServiceProvider Services => App.Services;

    public IContentService Content => Get<IContentService>();

    public T Get<T>()
        where T : notnull
        => Services.GetRequiredService<T>();

    public static Task<EmbeddedSite> StartAsync(Action<WebApplicationBuilder>? configure = null, Action<EmbeddedOptions>? options = null, bool listen = false)
        => StartAsync(NewDirectory(), true, configure, options, listen);

    public static async Task<EmbeddedSite> StartAsync(
        string directory, bool ownsDirectory, Action<WebApplicationBuilder>? configure = null, Action<EmbeddedOptions>? options = null, bool listen = false)
    {
        EmbeddedSite site = Build(directory, ownsDirectory, configure, options);
        await site.App.BootEmbeddedUmbracoAsync(TestContext.Current.CancellationToken);
        if (listen)
        {
            site.App.UseEmbeddedUmbraco();
            await site.App.StartAsync(TestContext.Current.CancellationToken);
        }

        return site;
    }

    public static EmbeddedSite Build(string directory, bool ownsDirectory, Action<WebApplicationBuilder>? configure = null, Action<EmbeddedOptions>? options = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(EmbeddedSite).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Umbraco:CMS:Unattended:UnattendedUserName"] = "Kari Nordmann",
            ["Umbraco:CMS:Unattended:UnattendedUserEmail"] = AdministratorEmail,
            ["Umbraco:CMS:Unattended:UnattendedUserPassword"] = AdministratorPassword,
        });
        builder.AddEmbeddedUmbraco(embedded =>
        {
            embedded.DataDirectory = directory;

            // Only what these tests register themselves is to run, not the plugin that the site brings along.
            embedded.ScanOnly = typeof(EmbeddedOptions).Assembly;
            options?.Invoke(embedded);
        });
        configure?.Invoke(builder);
        return new EmbeddedSite(builder.Build(), directory, ownsDirectory);
    }

    public static string NewDirectory() => Path.Combine(Path.GetTempPath(), "halden-embedded-" + Guid.NewGuid().ToString("N"));

    /// <summary>Stops this site and starts another one over the same directory.</summary>
    public async Task<EmbeddedSite> RestartAsync(Action<WebApplicationBuilder>? configure = null)
    {
        await App.DisposeAsync();
        return await StartAsync(DataDirectory, _ownsDirectory, configure);
    }

    public HttpClient Client()
    {
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
    }

    public long Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(DataDirectory, "Umbraco.Embedded.sqlite.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Bokmål as default, nynorsk beside it, and a document type "tjeneste" that varies by both.</summary>
    public async Task<IContentType> AddServiceTypeAsync(bool mandatoryText = false)
    {
        var languages = Get<ILanguageService>();
        await languages.CreateAsync(new Language("nb-NO", "Norsk bokmål") { IsDefault = true, IsMandatory = true }, Constants.Security.SuperUserKey);
        await languages.CreateAsync(new Language("nn-NO", "Norsk nynorsk") { FallbackIsoCode = "nb-NO" }, Constants.Security.SuperUserKey);
        IDataType text = await AddDataTypeAsync("Tekst", "Umbraco.TextBox", "Umb.PropertyEditorUi.TextBox", ValueStorageType.Nvarchar);
        IDataType rich = await AddDataTypeAsync("Brødtekst", "Umbraco.RichText", "Umb.PropertyEditorUi.Tiptap", ValueStorageType.Ntext);
        IDataType date = await AddDataTypeAsync("Dato", "Umbraco.DateTime", "Umb.PropertyEditorUi.DatePicker", ValueStorageType.Date);
        IDataType number = await AddDataTypeAsync("Beløp", "Umbraco.Decimal", "Umb.PropertyEditorUi.Decimal", ValueStorageType.Decimal);
        IDataType flag = await AddDataTypeAsync("Ja/nei", "Umbraco.TrueFalse", "Umb.PropertyEditorUi.Toggle", ValueStorageType.Integer);
        var strings = Get<IShortStringHelper>();
        var type = new ContentType(strings, Constants.System.Root)
        {
            Key = Guid.Parse("11111111-1111-4111-8111-111111111111"),
            Alias = "tjeneste",
            Name = "Tjeneste",
            Icon = "icon-document",
            AllowedAsRoot = true,
            Variations = ContentVariation.Culture,
        };
        type.PropertyGroups.Add(new PropertyGroup(true) { Key = Guid.NewGuid(), Alias = "generelt", Name = "Generelt", Type = PropertyGroupType.Tab, SortOrder = 1 });
        type.AddPropertyType(new PropertyType(strings, text, "ingress") { Name = "Ingress", Variations = ContentVariation.Culture, Mandatory = mandatoryText }, "generelt");
        type.AddPropertyType(new PropertyType(strings, rich, "beskrivelse") { Name = "Beskrivelse", Variations = ContentVariation.Culture }, "generelt");
        type.AddPropertyType(new PropertyType(strings, date, "revideres") { Name = "Revideres" }, "generelt");
        type.AddPropertyType(new PropertyType(strings, number, "gebyr") { Name = "Gebyr" }, "generelt");
        type.AddPropertyType(new PropertyType(strings, flag, "digital") { Name = "Digital" }, "generelt");
        type.AllowedContentTypes = [new ContentTypeSort(type.Key, 0, type.Alias)];
        var created = await Get<IContentTypeService>().CreateAsync(type, Constants.Security.SuperUserKey);
        Assert.True(created.Success, created.Result.ToString());
        return Get<IContentTypeService>().Get("tjeneste")!;
    }

    public async Task<IDataType> AddDataTypeAsync(string name, string editor, string ui, ValueStorageType storage)
    {
        var dataType = new DataType(Get<PropertyEditorCollection>()[editor]!, Get<IConfigurationEditorJsonSerializer>())
        {
            Name = name,
            EditorUiAlias = ui,
            DatabaseType = storage,
        };
        var created = await Get<IDataTypeService>().CreateAsync(dataType, Constants.Security.SuperUserKey);
        Assert.True(created.Success, created.Status.ToString());
        return created.Result;
    }

    /// <summary>A draft in bokmål and nynorsk.</summary>
    public IContent AddService(string name, int parentId = Constants.System.Root, string? ingress = "Om tjenesten")
    {
        IContent service = Content.Create(name, parentId, "tjeneste");
        service.SetCultureName(name, "nb-NO");
        service.SetCultureName(name + " (nynorsk)", "nn-NO");
        service.SetValue("ingress", ingress, "nb-NO");
        service.SetValue("ingress", ingress is null ? null : ingress + " på nynorsk", "nn-NO");
        OperationResult saved = Content.Save(service);
        Assert.True(saved.Success, saved.Result.ToString());
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_ownsDirectory && Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }
}
