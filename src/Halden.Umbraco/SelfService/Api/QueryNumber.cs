using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>Numbers in what programs ask of the API.</summary>
internal static class QueryNumber
{
    /// <summary>The number from 1 to <paramref name="most"/> that a query names; null where it names none, or with a fault where it is another.</summary>
    public static int? Read(IQueryCollection query, string name, int most, ref Label? fault)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        fault = new Label($"«{name}» må være et tall fra 1 til {most}.", $"«{name}» må vere eit tal frå 1 til {most}.", $"‘{name}’ must be a number from 1 to {most}.");
        return null;
    }
}
