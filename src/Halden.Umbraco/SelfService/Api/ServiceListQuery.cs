using System.Text.Json.Nodes;
using Halden.Umbraco.SelfService.Pages;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>Which services somebody asks the API for, and what of each.</summary>
/// <param name="Theme">Last segment of a theme's address, or its address in Los; null for all.</param>
/// <param name="Letter">The letter that the title stands under; null for all.</param>
/// <param name="Fields">Members of an item to give; null for all.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="PageSize">How many on a page; null for all on one.</param>
internal sealed record ServiceListQuery(string? Theme, string? Letter, IReadOnlyList<string>? Fields, int Page, int? PageSize)
{
    public const int LargestPage = 500;

    private const int UsualPage = 50;

    /// <summary>The members of an item.</summary>
    public static IReadOnlyList<string> Members { get; } = ["key", "slug", "title", "lead", "url", "applyUrl", "updated", "keywords", "themes", "cultures", "messages"];

    /// <summary>Whether everything is asked for, as one answer that is kept ready.</summary>
    public bool IsPlain => this is { Theme: null, Letter: null, Fields: null, Page: 1, PageSize: null };

    /// <summary>The same for queries with the same answer.</summary>
    public string Key { get; } = string.Join('\n', Theme, Letter, Fields is null ? null : string.Join(',', Members.Intersect(Fields)), Page, PageSize);

    /// <summary>Reads the query; null with a fault for a person who writes programs.</summary>
    public static ServiceListQuery? Read(IQueryCollection query, out Label? fault)
    {
        fault = null;
        string? Value(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        var page = QueryNumber.Read(query, "page", 1_000_000, ref fault);
        var size = QueryNumber.Read(query, "pageSize", LargestPage, ref fault);
        string[]? fields = Value("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (fields?.FirstOrDefault(field => !Members.Contains(field)) is not null)
        {
            var known = string.Join(", ", Members);
            fault = new Label($"«fields» kan ha {known}.", $"«fields» kan ha {known}.", $"‘fields’ can have {known}.");
        }

        return fault is not null ? null : new(Value("theme"), Value("letter")?.ToUpperInvariant(), fields, page ?? 1, size ?? (page is null ? null : UsualPage));
    }

    /// <summary>The answer.</summary>
    public JsonObject Answer(SelfServiceSite site, CultureServices services)
    {
        var found = services.Services.Where(service => Letter is null || ServiceGroups.Letter(service.Title) == Letter);
        if (Theme is not null)
        {
            var within = services.Themes.SelectMany(main => main.Themes.Select(theme => (theme.Slug, theme.Psi, theme.Services))
                    .Append((main.Slug, main.Psi, [.. main.All])))
                .Where(theme => theme.Slug == Theme || theme.Psi == Theme)
                .SelectMany(theme => theme.Services).ToHashSet();
            found = found.Where(within.Contains);
        }

        var all = found.ToList();
        var shown = PageSize is { } size ? all.Skip((int)Math.Min(int.MaxValue, (Page - 1L) * size)).Take(size) : all;
        var answer = new JsonObject { ["culture"] = services.Culture, ["total"] = all.Count, ["messages"] = ServiceJson.Messages(services.Messages, services.Culture) };
        if (PageSize is { } number)
        {
            answer["page"] = Page;
            answer["pageSize"] = number;
        }

        answer["items"] = new JsonArray([.. shown.Select(service => (JsonNode)Chosen(ServiceJson.Item(site, service)))]);
        return answer;
    }

    private JsonObject Chosen(JsonObject item)
    {
        if (Fields is not null)
        {
            foreach (var member in Members.Except(Fields))
            {
                item.Remove(member);
            }
        }

        return item;
    }
}
