using System.Text.RegularExpressions;

namespace Halden.Umbraco.IntegrationTests.Hosting;

/// <summary>What docs/authorization.md says: each endpoint, and what each role is answered.</summary>
internal sealed partial class AuthorizationTable
{
    public const string File = "docs/authorization.md";

    private readonly Dictionary<string, string[]> _rows = [];

    private AuthorizationTable(IReadOnlyList<string> roles) => Roles = roles;

    /// <summary>The roles, in the order of the columns.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>The endpoints as <c>GET /path/{parameter}</c>.</summary>
    public IReadOnlyCollection<string> Endpoints => _rows.Keys;

    public string this[string endpoint, string role] => _rows[endpoint][Roles.ToList().IndexOf(role)];

    public static AuthorizationTable Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Halden.Umbraco.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The repository was not found.");
        }

        AuthorizationTable? table = null;
        var under = string.Empty;
        foreach (var line in System.IO.File.ReadLines(Path.Combine(folder.FullName, File)))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                under = Quoted().Match(line) is { Success: true } path ? path.Groups[1].Value : "/";
            }
            else if (line.StartsWith("| endpoint |", StringComparison.Ordinal))
            {
                table ??= new AuthorizationTable(Cells(line)[1..]);
                Assert.Equal(table.Roles, Cells(line)[1..]);
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal) && table is not null)
            {
                var cells = Cells(line);
                var endpoint = cells[0].Trim('`').Split(' ');
                Assert.True(
                    endpoint.Length == 2 && cells.Length == table.Roles.Count + 1 && cells[1..].All(cell => cell is "401" or "403" or "yes" or "own"),
                    $"{File} has a row that is not understood: {line}");
                Assert.True(
                    table._rows.TryAdd($"{endpoint[0]} {(endpoint[1].StartsWith('/') ? endpoint[1] : under + endpoint[1])}", cells[1..]),
                    $"{File} has two rows for {cells[0]}.");
            }
        }

        return table ?? throw new InvalidOperationException($"{File} has no table.");
    }

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
