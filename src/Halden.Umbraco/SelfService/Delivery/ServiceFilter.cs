using Umbraco.Cms.Core;
using Umbraco.Cms.Core.DeliveryApi;

namespace Halden.Umbraco.SelfService.Delivery;

/// <summary>
/// Filters of Umbraco's Content Delivery API: <c>serviceTheme</c> (last part of a theme's address in Los),
/// <c>serviceDepartment</c> (its name as in an address) and <c>serviceLetter</c>, each with one value or several with commas
/// between, and <c>!</c> before them for all others: <c>filter=serviceTheme:helse-og-omsorg</c>.
/// </summary>
internal sealed class ServiceFilter : IFilterHandler
{
    private static readonly (string Prefix, string Field)[] Known =
    [
        ("serviceTheme:", ServiceIndexFields.Theme), ("serviceDepartment:", ServiceIndexFields.Department), ("serviceLetter:", ServiceIndexFields.Letter),
    ];

    /// <inheritdoc/>
    public bool CanHandle(string query) => Known.Any(known => query.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public FilterOption BuildFilterOption(string filter)
    {
        var (prefix, field) = Known.First(known => filter.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase));
        var asked = filter[prefix.Length..].Trim();
        return new FilterOption
        {
            FieldName = field,
            Values = [.. asked.TrimStart('!').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ServiceIndexFields.Normal)],
            Operator = asked.StartsWith('!') ? FilterOperation.IsNot : FilterOperation.Is,
        };
    }
}

/// <summary>
/// Sorts of Umbraco's Content Delivery API, <c>:asc</c> or <c>:desc</c>: <c>serviceLetter</c> (the whole title as the language's
/// alphabet has it, æ ø å last), <c>serviceTheme</c> and <c>serviceDepartment</c> (by name, and by title within it).
/// </summary>
internal sealed class ServiceSort : ISortHandler
{
    private static readonly (string Prefix, string Field)[] Known =
    [
        ("serviceTheme:", ServiceIndexFields.ThemeOrder), ("serviceDepartment:", ServiceIndexFields.DepartmentOrder), ("serviceLetter:", ServiceIndexFields.LetterOrder),
    ];

    /// <inheritdoc/>
    public bool CanHandle(string query) => Known.Any(known => query.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public SortOption BuildSortOption(string sort)
    {
        var (prefix, field) = Known.First(known => sort.StartsWith(known.Prefix, StringComparison.OrdinalIgnoreCase));
        return new SortOption { FieldName = field, Direction = sort[prefix.Length..].StartsWith("desc", StringComparison.OrdinalIgnoreCase) ? Direction.Descending : Direction.Ascending };
    }
}
