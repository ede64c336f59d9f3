using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Persistence.Querying;
using Umbraco.Cms.Core.Persistence.Repositories;

namespace Halden.Umbraco.Embedded;

internal sealed class AuditRepository(EmbeddedScopeProvider scopes) : IAuditRepository
{
    private const string Columns = "SELECT id, entity_id, type, user_id, entity_type, comment, parameters, date FROM audit_entry";

    private static string? Indexed(string property) => property switch
    {
        nameof(IAuditItem.Id) => "entity_id",
        nameof(IAuditItem.UserId) => "user_id",
        _ => null,
    };

    public IAuditItem? Get(int id) => Find(" WHERE id = $0", id).FirstOrDefault();

    public IEnumerable<IAuditItem> GetMany(params int[]? ids)
        => ids is { Length: > 0 } ? Find(" WHERE id IN (SELECT value FROM json_each($0))", Stored.List(ids)) : Find(string.Empty);

    public bool Exists(int id) => Get(id) is not null;

    public IEnumerable<IAuditItem> Get(IQuery<IAuditItem> query) => [.. Find(query)];

    public IEnumerable<IAuditItem> Get(AuditType type, IQuery<IAuditItem> query) => [.. Find(query).Where(x => x.AuditType == type)];

    public int Count(IQuery<IAuditItem>? query) => (query is null ? Find(string.Empty) : Find(query)).Count();

    public IEnumerable<IAuditItem> GetPagedResultsByQuery(
        IQuery<IAuditItem> query,
        long pageIndex,
        int pageSize,
        out long totalRecords,
        Direction orderDirection,
        AuditType[]? auditTypeFilter,
        IQuery<IAuditItem>? customFilter)
    {
        IEnumerable<IAuditItem> found = Find(query).Where(QueryCompiler.Compile(customFilter));
        if (auditTypeFilter is { Length: > 0 })
        {
            found = found.Where(x => auditTypeFilter.Contains(x.AuditType));
        }

        List<IAuditItem> all = [.. found];
        if (orderDirection == Direction.Descending)
        {
            all.Reverse();
        }

        totalRecords = all.Count;
        return all.Page(pageIndex, pageSize);
    }

    // An audit item's id is that of the entity it is about, so it cannot tell whether it has been saved.
    public void Save(IAuditItem entity)
    {
        entity.CreateDate = entity.UpdateDate = DateTime.UtcNow;
        scopes.Session.Execute(
            "INSERT INTO audit_entry (entity_id, entity_type, type, user_id, date, comment, parameters) VALUES ($0, $1, $2, $3, $4, $5, $6)",
            entity.Id, entity.EntityType, entity.AuditType, entity.UserId, entity.CreateDate, entity.Comment, entity.Parameters);
    }

    public void Delete(IAuditItem entity) => throw Unsupported.Member(nameof(IAuditRepository), nameof(Delete));

    public void CleanLogs(int maximumAgeOfLogsInMinutes)
        => scopes.Session.Execute("DELETE FROM audit_entry WHERE date < $0 AND type IN ('Open', 'System')", DateTime.UtcNow.AddMinutes(-maximumAgeOfLogsInMinutes));

    private IEnumerable<IAuditItem> Find(IQuery<IAuditItem> query)
    {
        var conditions = new IndexedConditions<IAuditItem>(MemoryQuery<IAuditItem>.Of(query).Conditions, Indexed);
        return Find(" WHERE 1 = 1" + conditions.Sql + " ORDER BY id", conditions.Values)
            .Where(QueryCompiler.Compile<IAuditItem, IAuditItem>(conditions.Rest));
    }

    private List<IAuditItem> Find(string rest, params ReadOnlySpan<object?> values)
        => scopes.Session.Query(
            Columns + rest,
            IAuditItem (row) =>
            {
                var item = new AuditItem(
                    row.GetInt32(1), Enum.Parse<AuditType>(row.GetString(2)), row.GetInt32(3), row.ReadText(4), row.ReadText(5), row.ReadText(6));
                item.CreateDate = item.UpdateDate = row.ReadInstant(7);
                item.ResetDirtyProperties(false);
                return item;
            },
            values);
}
