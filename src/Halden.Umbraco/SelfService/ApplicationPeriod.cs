using System.Globalization;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>Whether one can apply.</summary>
internal enum ApplicationState
{
    Open,
    NotYet,
    Closed,
}

/// <summary>When a service takes applications, both days included; without a day it has always been open, or stays so.</summary>
internal readonly record struct ApplicationPeriod(DateOnly? Opens, DateOnly? Closes)
{
    /// <summary>As a service's text says.</summary>
    public static ApplicationPeriod Of(ServiceText text) => new(Day(text[ServiceFields.ApplicationOpens]), Day(text[ServiceFields.ApplicationCloses]));

    /// <summary>What it is on a day.</summary>
    public ApplicationState On(DateOnly day) =>
        Closes is { } closes && day > closes && !(Opens > day) ? ApplicationState.Closed
        : Opens is { } opens && day < opens ? ApplicationState.NotYet
        : ApplicationState.Open;

    private static DateOnly? Day(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
