namespace Halden.Umbraco.Embedded;

internal static class Paging
{
    public static IEnumerable<T> Page<T>(this IReadOnlyCollection<T> all, long pageIndex, int pageSize)
    {
        var skip = pageIndex * pageSize;
        return skip >= all.Count ? [] : [.. all.Skip((int)skip).Take(pageSize)];
    }
}
