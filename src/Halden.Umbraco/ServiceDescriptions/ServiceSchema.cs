using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.PropertyEditors;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;
using UmbracoConstants = Umbraco.Cms.Core.Constants;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>
/// Installs what the field table describes: languages, data types, document types and the node Selvbetjening. Finds
/// everything by its fixed key, so running it again changes nothing, and a new field in the table is added to a site
/// that is already in use. Nothing is ever removed.
/// </summary>
internal sealed class ServiceSchema(
    ILanguageService languageService,
    IDataTypeService dataTypeService,
    IContentTypeService contentTypeService,
    IContentService contentService,
    PropertyEditorCollection propertyEditors,
    IConfigurationEditorJsonSerializer configurationSerializer,
    IShortStringHelper shortStringHelper,
    ContentLane lane,
    ILogger<ServiceSchema> logger)
{
    /// <summary>Fixed key of the document type Tjeneste.</summary>
    public static readonly Guid ServiceTypeKey = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0001");

    /// <summary>Fixed key of the document type Selvbetjening.</summary>
    public static readonly Guid SelfServiceTypeKey = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0002");

    /// <summary>Fixed key of the node Selvbetjening, under which all services are.</summary>
    public static readonly Guid SelfServiceKey = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0401");

    internal static readonly Label SelfServiceName = new("Selvbetjening", "Sjølvbetening", "Self-service");

    internal static readonly Label ServiceTypeName = new("Tjeneste", "Teneste", "Service");

    internal const string ServiceIcon = "icon-article";

    internal const string SelfServiceIcon = "icon-hand-pointer";

    private static readonly Guid Installer = UmbracoConstants.Security.SuperUserKey;

    /// <summary>What Umbraco's list of languages calls a culture.</summary>
    internal static string LanguageName(string culture) => culture switch
    {
        Cultures.NewNorwegian => "Norsk nynorsk",
        Cultures.English => "English (United States)",
        _ => "Norsk bokmål",
    };

    /// <summary>Installs what is missing. Throws InvalidOperationException, saying what Umbraco answered, if it is refused.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        await EnsureLanguagesAsync();
        foreach (var kind in FieldKind.All)
        {
            await EnsureDataTypeAsync(kind);
        }

        await EnsureServiceTypeAsync();
        await EnsureSelfServiceTypeAsync();
        await lane.RunAsync(_ => Task.FromResult(EnsureSelfServiceNode()), cancellationToken);
    }

    private async Task EnsureLanguagesAsync()
    {
        var bokmal = await languageService.GetAsync(Cultures.Bokmal);
        var siteIsNew = contentService.CountChildren(UmbracoConstants.System.Root) == 0;
        if (bokmal is null)
        {
            bokmal = new Language(Cultures.Bokmal, LanguageName(Cultures.Bokmal)) { IsDefault = siteIsNew, IsMandatory = siteIsNew };
            Require(await languageService.CreateAsync(bokmal, Installer), "språket nb-NO");
        }
        else if (siteIsNew && !bokmal.IsDefault)
        {
            bokmal.IsDefault = true;
            bokmal.IsMandatory = true;
            Require(await languageService.UpdateAsync(bokmal, Installer), "språket nb-NO");
        }

        if (!siteIsNew && await languageService.GetDefaultIsoCodeAsync() is var defaultCulture && defaultCulture != Cultures.Bokmal)
        {
            // Content of the municipality's own hangs on that default; to move it is theirs to decide.
            logger.LogWarning("The site's default language is {Culture}, not nb-NO; it is left as it is because the site has content", defaultCulture);
        }

        if (await languageService.GetAsync(Cultures.NewNorwegian) is null)
        {
            var newNorwegian = new Language(Cultures.NewNorwegian, LanguageName(Cultures.NewNorwegian)) { FallbackIsoCode = Cultures.Bokmal };
            Require(await languageService.CreateAsync(newNorwegian, Installer), "språket nn-NO");
        }

        var english = await languageService.GetAsync(Cultures.English);
        if (english is null)
        {
            Require(await languageService.CreateAsync(new Language(Cultures.English, LanguageName(Cultures.English)), Installer), "språket en-US");
        }
        else if (siteIsNew && english.IsMandatory)
        {
            // A new Umbraco has en-US as its mandatory default; no service could be published without an English text.
            english.IsMandatory = false;
            english.IsDefault = false;
            Require(await languageService.UpdateAsync(english, Installer), "språket en-US");
        }
    }

    private async Task EnsureDataTypeAsync(FieldKind kind)
    {
        if (await dataTypeService.GetAsync(kind.DataTypeKey) is not null)
        {
            return;
        }

        var editor = propertyEditors[kind.EditorAlias]
            ?? throw new InvalidOperationException($"Umbraco mangler redigeringsverktøyet {kind.EditorAlias}.");
        var dataType = new DataType(editor, configurationSerializer)
        {
            Key = kind.DataTypeKey,
            Name = kind.DataTypeName,
            EditorUiAlias = kind.EditorUiAlias,
            DatabaseType = kind.Storage,
            ConfigurationData = configurationSerializer.Deserialize<Dictionary<string, object>>(kind.Configuration) ?? [],
        };
        Require(await dataTypeService.CreateAsync(dataType, Installer), $"datatypen {kind.DataTypeName}");
    }

    private async Task EnsureServiceTypeAsync()
    {
        var type = await contentTypeService.GetAsync(ServiceTypeKey);
        var isNew = type is null;
        type ??= new ContentType(shortStringHelper, UmbracoConstants.System.Root)
        {
            Key = ServiceTypeKey,
            Alias = ServiceDocument.Alias,
            Name = ServiceTypeName.Nb,
            Icon = ServiceIcon,
            Variations = ContentVariation.Culture,
        };

        var changed = isNew;
        foreach (var section in ServiceSections.All.Where(section => type.PropertyGroups.All(group => group.Alias != section.Alias)))
        {
            type.PropertyGroups.Add(Tab(section));
            changed = true;
        }

        foreach (var (field, order) in ServiceFields.Public.Select((field, order) => (field, order)))
        {
            if (type.PropertyTypeExists(field.Alias))
            {
                continue;
            }

            var dataType = await dataTypeService.GetAsync(field.Kind.DataTypeKey)
                ?? throw new InvalidOperationException($"Datatypen {field.Kind.DataTypeName} mangler.");
            type.AddPropertyType(PropertyType(field.Key, field.Alias, field.Label.Nb, dataType, order), ServiceSections.All.Single(section => section.Section == field.Section).Alias);
            changed = true;
        }

        await SaveAsync(type, isNew, changed);
    }

    private async Task EnsureSelfServiceTypeAsync()
    {
        if (await contentTypeService.GetAsync(SelfServiceTypeKey) is not null)
        {
            return;
        }

        var type = new ContentType(shortStringHelper, UmbracoConstants.System.Root)
        {
            Key = SelfServiceTypeKey,
            Alias = ServiceDocument.SelfServiceAlias,
            Name = SelfServiceName.Nb,
            Icon = SelfServiceIcon,
            Variations = ContentVariation.Culture,
            AllowedAsRoot = true,
            AllowedContentTypes = [new ContentTypeSort(ServiceTypeKey, 0, ServiceDocument.Alias)],
        };
        await SaveAsync(type, isNew: true, changed: true);
    }

    private bool EnsureSelfServiceNode()
    {
        var node = contentService.GetById(SelfServiceKey);
        if (node is null)
        {
            node = contentService.Create(SelfServiceName.Nb, UmbracoConstants.System.Root, ServiceDocument.SelfServiceAlias);
            node.Key = SelfServiceKey;
            foreach (var culture in Cultures.All)
            {
                node.SetCultureName(SelfServiceName.In(culture), culture);
            }

            var saved = contentService.Save(node);
            if (!saved.Success)
            {
                throw new InvalidOperationException($"Umbraco lagret ikke noden Selvbetjening: {saved.Result}.");
            }

            // Only when it is new: whether a site shows it from then on is the editors' to decide.
            var published = contentService.Publish(node, [.. Cultures.All]);
            if (!published.Success)
            {
                throw new InvalidOperationException($"Umbraco publiserte ikke noden Selvbetjening: {published.Result}.");
            }
        }

        return true;
    }

    private async Task SaveAsync(IContentType type, bool isNew, bool changed)
    {
        if (changed)
        {
            var attempt = isNew ? await contentTypeService.CreateAsync(type, Installer) : await contentTypeService.UpdateAsync(type, Installer);
            if (!attempt.Success)
            {
                throw new InvalidOperationException($"Umbraco tok ikke imot dokumenttypen {type.Alias}: {attempt.Result}.");
            }
        }
    }

    private static PropertyGroup Tab(SectionInfo section) => new(isPublishing: true)
    {
        Key = section.Key,
        Alias = section.Alias,
        Name = section.Label.Nb,
        Type = PropertyGroupType.Tab,
        SortOrder = (int)section.Section,
    };

    private PropertyType PropertyType(Guid key, string alias, string name, IDataType dataType, int order) =>
        new(shortStringHelper, dataType, alias)
        {
            Key = key,
            Name = name,
            Variations = ContentVariation.Culture,
            SortOrder = order,
            LabelOnTop = true,
        };

    private static void Require<TResult, TStatus>(Attempt<TResult, TStatus> attempt, string what)
    {
        if (!attempt.Success)
        {
            throw new InvalidOperationException($"Umbraco tok ikke imot {what}: {attempt.Status}.");
        }
    }
}
