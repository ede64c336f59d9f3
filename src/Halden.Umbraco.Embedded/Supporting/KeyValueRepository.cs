using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence.Repositories;

namespace Halden.Umbraco.Embedded;

internal sealed class KeyValueRepository(EmbeddedScopeProvider scopes) : IKeyValueRepository
{
    private const string Columns = "SELECT key, value, updated FROM key_value";

    public IKeyValue? Get(string? id) => Find(" WHERE key = $0", id).FirstOrDefault();

    public IEnumerable<IKeyValue> GetMany(params string[]? ids)
        => ids is { Length: > 0 } ? Find(" WHERE key IN (SELECT value FROM json_each($0))", Stored.List(ids)) : Find(string.Empty);

    public bool Exists(string id) => Get(id) is not null;

    public IReadOnlyDictionary<string, string?> FindByKeyPrefix(string keyPrefix)
        => Find(" WHERE substr(key, 1, length($0)) = $0", keyPrefix).ToDictionary(x => x.Identifier, x => x.Value);

    public void Save(IKeyValue entity)
    {
        entity.UpdateDate = DateTime.UtcNow;
        scopes.Session.Execute(
            "INSERT INTO key_value (key, value, updated) VALUES ($0, $1, $2) ON CONFLICT (key) DO UPDATE SET value = $1, updated = $2",
            entity.Identifier, entity.Value, entity.UpdateDate);
    }

    public void Delete(IKeyValue entity) => scopes.Session.Execute("DELETE FROM key_value WHERE key = $0", entity.Identifier);

    private List<IKeyValue> Find(string where, params ReadOnlySpan<object?> values)
        => scopes.Session.Query(
            Columns + where,
            IKeyValue (row) => new KeyValue { Identifier = row.GetString(0), Value = row.ReadText(1), UpdateDate = row.ReadInstant(2) },
            values);
}
