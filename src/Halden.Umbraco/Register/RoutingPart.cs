using System.Text.Json.Nodes;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Register;

/// <summary>The routing of a service as part of its package: departments, owner and recipient.</summary>
internal sealed class RoutingPart : IPackagePart
{
    /// <summary>What the part is called in a package.</summary>
    public const string PartName = "routing";

    private static readonly Label Department = new("Kommunalavdeling", "Kommunalavdeling", "Department");
    private static readonly Label Further = new("Flere avdelinger som godkjenner", "Fleire avdelingar som godkjenner", "Further departments that approve");
    private static readonly Label OwnerName = new("Hovedansvarlig", "Hovudansvarleg", "Main responsible");
    private static readonly Label OwnerEmail = new("Hovedansvarligs e-post", "E-posten til hovudansvarleg", "The main responsible's e-mail");
    private static readonly Label Mailbox = new("Mottaker (e-post)", "Mottakar (e-post)", "Recipient (e-mail)");
    private static readonly Label LineOfBusinessSystem = new("Mottaker (fagsystem)", "Mottakar (fagsystem)", "Recipient (line-of-business system)");

    private static readonly Label PrintQueue = new("Mottaker (utskrift)", "Mottakar (utskrift)", "Recipient (on paper)");

    // A value, and so the same whoever reads it.
    private const string ByTheOwner = "Hovedansvarlig skriver ut";

    /// <inheritdoc/>
    public string Name => PartName;

    /// <inheritdoc/>
    public IReadOnlyDictionary<Guid, string> Read(HaldenDbContext db, IReadOnlyCollection<Guid> documents)
    {
        var entries = (documents.Count == 1
                ? db.Register.AsNoTracking().Where(entry => entry.DocumentKey == documents.First())
                : db.Register.AsNoTracking())
            .Include(entry => entry.FurtherDepartments)
            .AsSplitQuery()
            .ToDictionary(entry => entry.DocumentKey);

        // A service that nobody answers for yet has a routing too: an empty one.
        return documents.ToDictionary(document => document, document => Canonical(entries.GetValueOrDefault(document)));
    }

    /// <summary>The routing of an entry as canonical JSON. A service of one department is written as before there could be several.</summary>
    public static string Canonical(RegisterEntry? entry)
    {
        var json = new JsonObject
        {
            ["department"] = entry?.DepartmentKey,
            ["ownerEmail"] = entry?.OwnerEmail,
            ["ownerName"] = entry?.OwnerName,
            ["recipient"] = entry?.Recipient,
            ["recipientKind"] = entry is null or { Recipient: null, RecipientKind: not RecipientKind.PrintQueue } ? null : entry.RecipientKind.ToString(),
        };
        if (entry?.FurtherDepartments.Count > 0)
        {
            json.Insert(1, "furtherDepartments", new JsonArray([.. entry.FurtherDepartments.Select(further => further.DepartmentKey).Order().Select(key => (JsonNode)key)]));
        }

        return json.ToJsonString(PackageContent.Json);
    }

    /// <inheritdoc/>
    public IEnumerable<PackageChange> Compare(HaldenDbContext db, string? before, string? after)
    {
        var (old, now) = (Parse(before), Parse(after));
        var names = db.Departments.AsNoTracking().ToDictionary(department => department.Key, department => department.Name);
        string NameOf(JsonNode? key) => key is null ? string.Empty : names.GetValueOrDefault(key.GetValue<Guid>(), key.ToString());
        return
        [
            .. One("department", Department, NameOf(old["department"]), NameOf(now["department"])),
            .. One("furtherDepartments", Further, Names(old), Names(now), FieldKind.List),
            .. One("ownerName", OwnerName, Text(old, "ownerName"), Text(now, "ownerName")),
            .. One("ownerEmail", OwnerEmail, Text(old, "ownerEmail"), Text(now, "ownerEmail")),
            .. One("mailbox", Mailbox, Recipient(old, RecipientKind.Mailbox), Recipient(now, RecipientKind.Mailbox)),
            .. One("lineOfBusinessSystem", LineOfBusinessSystem, Recipient(old, RecipientKind.LineOfBusinessSystem), Recipient(now, RecipientKind.LineOfBusinessSystem)),
            .. One("printQueue", PrintQueue, OnPaper(old), OnPaper(now)),
        ];

        string Names(JsonObject routing) => string.Join('\n', (routing["furtherDepartments"] as JsonArray ?? []).Select(NameOf).Order(NorwegianOrder.Comparer));

        static string OnPaper(JsonObject routing) => Text(routing, "recipientKind") == nameof(RecipientKind.PrintQueue) ? ByTheOwner : string.Empty;

        IEnumerable<PackageChange> One(string alias, Label label, string from, string to, FieldKind? kind = null) =>
            from == to ? [] : [new PackageChange(Name, null, null, alias, kind ?? FieldKind.Text, label, from, to)];
    }

    /// <summary>Reads what <see cref="Canonical"/> wrote.</summary>
    public static ApprovedRouting Read(string json)
    {
        var routing = Parse(json);
        return new ApprovedRouting(
            [.. ((IEnumerable<JsonNode?>)[routing["department"], .. routing["furtherDepartments"] as JsonArray ?? []]).OfType<JsonNode>().Select(key => key.GetValue<Guid>())],
            routing["ownerEmail"]?.GetValue<string>(),
            Enum.TryParse<RecipientKind>(Text(routing, "recipientKind"), out var kind) ? kind : RecipientKind.Mailbox,
            routing["recipient"]?.GetValue<string>());
    }

    private static JsonObject Parse(string? json) => json is null ? [] : JsonNode.Parse(json)!.AsObject();

    private static string Text(JsonObject routing, string name) => routing[name]?.GetValue<string>() ?? string.Empty;

    private static string Recipient(JsonObject routing, RecipientKind kind) =>
        Text(routing, "recipientKind") == kind.ToString() ? Text(routing, "recipient") : string.Empty;
}
