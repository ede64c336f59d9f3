using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>Everything that is logged, values of structured logs and all.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Request headers are logged as pairs.
        var pairs = state is IEnumerable<KeyValuePair<string, object>> headers ? string.Join(";", headers.Select(header => $"{header.Key}={(header.Value is IEnumerable<string> many ? string.Join(",", many) : header.Value)}")) : string.Empty;
        lock (_lines)
        {
            _lines.Add($"{formatter(state, exception)} {pairs} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
