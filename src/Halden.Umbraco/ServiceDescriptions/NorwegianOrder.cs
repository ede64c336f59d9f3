using System.Globalization;

namespace Halden.Umbraco.ServiceDescriptions;

/// <summary>Alphabetical order as Norwegians expect it: æ, ø, å last, and aa as å.</summary>
internal static class NorwegianOrder
{
    public static StringComparer Comparer { get; } = StringComparer.Create(CultureInfo.GetCultureInfo("nb-NO"), ignoreCase: true);
}
