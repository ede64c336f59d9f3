using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Entities;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;
using Umbraco.Extensions;

namespace Halden.Umbraco.Embedded;

internal sealed class LanguageRepository : ILanguageRepository
{
    private readonly EmbeddedScopeProvider _scopes;
    private readonly EmbeddedModelCache _model;

    public LanguageRepository(EmbeddedScopeProvider scopes, EmbeddedModelCache model)
    {
        _scopes = scopes;
        _model = model;
    }

    private DatabaseSession Session => _scopes.Session;

    private ModelSnapshot Model => _model.Get(Session);

    public ILanguage? Get(int id) => Clone(Model.Language(id));

    public ILanguage? GetByIsoCode(string isoCode) => Clone(Model.Language(isoCode));

    public IEnumerable<ILanguage> GetMany(params int[]? ids)
        => [.. Model.Languages.Where(x => ids is not { Length: > 0 } || ids.Contains(x.Id)).Select(x => Clone(x)!)];

    public IEnumerable<ILanguage> Get(IQuery<ILanguage> query)
        => [.. Model.Languages.Where(QueryCompiler.Compile(query)).Select(x => Clone(x)!)];

    public int Count(IQuery<ILanguage>? query) => Model.Languages.Count(QueryCompiler.Compile(query));

    public bool Exists(int id) => Model.Language(id) is not null;

    public int? GetIdByIsoCode(string? isoCode, bool throwOnNotFound = true)
    {
        if (isoCode is null)
        {
            return null;
        }

        return Model.Language(isoCode)?.Id
            ?? (throwOnNotFound ? throw new ArgumentException($"{isoCode} is not the code of a language.", nameof(isoCode)) : null);
    }

    public string? GetIsoCodeById(int? id, bool throwOnNotFound = true)
    {
        if (id is null)
        {
            return null;
        }

        return Model.Language(id.Value)?.IsoCode
            ?? (throwOnNotFound ? throw new ArgumentException($"{id} is not the id of a language.", nameof(id)) : null);
    }

    public string[] GetIsoCodesByIds(ICollection<int> ids, bool throwOnNotFound = true)
        => [.. ids.Select(id => GetIsoCodeById(id, throwOnNotFound)!)];

    public string GetDefaultIsoCode() => Model.DefaultLanguage.IsoCode;

    public int? GetDefaultId() => Model.DefaultLanguage.Id;

    public void Save(ILanguage entity)
    {
        if (string.IsNullOrWhiteSpace(entity.IsoCode) || string.IsNullOrWhiteSpace(entity.CultureName))
        {
            throw new InvalidOperationException("Cannot save a language without an ISO code and a culture name.");
        }

        DatabaseSession session = Session;
        session.BeginWriting();
        ModelSnapshot model = Model;
        var fallbackId = string.IsNullOrWhiteSpace(entity.FallbackIsoCode) ? null : model.Language(entity.FallbackIsoCode)?.Id;
        if (entity.HasIdentity && !entity.IsDefault && model.DefaultLanguage.Id == entity.Id)
        {
            throw new InvalidOperationException(
                $"Cannot save the default language ({entity.IsoCode}) as non-default. Make another language the default language instead.");
        }

        if (model.Language(entity.IsoCode) is { } same && same.Id != entity.Id)
        {
            throw new InvalidOperationException($"Cannot save the language, {entity.IsoCode} is already that of another language.");
        }

        if (entity.IsDefault)
        {
            session.Execute("UPDATE language SET is_default = 0 WHERE is_default = 1");
        }

        if (entity.HasIdentity)
        {
            entity.UpdatingEntity();
            session.Execute(
                "UPDATE language SET iso_code = $1, culture_name = $2, is_default = $3, is_mandatory = $4, fallback_id = $5, updated = $6 WHERE id = $0",
                entity.Id, entity.IsoCode, entity.CultureName, entity.IsDefault, entity.IsMandatory, fallbackId, entity.UpdateDate);
        }
        else
        {
            entity.AddingEntity();
            entity.Id = session.Insert(
                "INSERT INTO language (iso_code, culture_name, is_default, is_mandatory, fallback_id, key, created, updated) VALUES ($0, $1, $2, $3, $4, $5, $6, $7)",
                entity.IsoCode, entity.CultureName, entity.IsDefault, entity.IsMandatory, fallbackId, entity.Key, entity.CreateDate, entity.UpdateDate);
        }

        session.ChangeModel();
        ((IRememberBeingDirty)entity).ResetDirtyProperties();
    }

    public void Delete(ILanguage entity)
    {
        DatabaseSession session = Session;
        session.BeginWriting();
        if (Model.DefaultLanguage.Id == entity.Id)
        {
            throw new InvalidOperationException($"Cannot delete the default language ({entity.IsoCode}).");
        }

        session.Execute("DELETE FROM language WHERE id = $0", entity.Id);
        session.ChangeModel();
        entity.DeleteDate = DateTime.UtcNow;
    }

    private static ILanguage? Clone(ILanguage? language) => (ILanguage?)language?.DeepClone();
}
