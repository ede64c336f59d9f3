using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Verbs;

/// <summary>The trail by verbs, in a process of their own beside the running site.</summary>
public sealed class AuditVerbTests : SiteTest
{
    [Fact]
    public async Task VerifySaysThatTheTrailIsWholeAndWhereItEndsAndThenWhichLineIsNot()
    {
        await Site.ApprovedAsync();

        var (code, output, error) = await RunAsync("verify", "--json");
        Assert.True(code == 0, error);
        var head = JsonNode.Parse(output)!["head"]!.GetValue<string>();
        await Site.ApprovedAsync("Båtplass");
        (code, output, _) = await RunAsync("verify", "--head", head);
        Assert.Equal(0, code);
        Assert.Contains("Sporingsloggen er hel", output, StringComparison.Ordinal);

        await Site.Get<HaldenStore>().ReadAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM Audit WHERE Number = 4"));
        (code, output, _) = await RunAsync("verify");
        Assert.Equal(1, code);
        Assert.Contains("Linje 4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExportWritesAFileByItsEnding()
    {
        var key = await Site.ApprovedAsync();
        var file = Path.Combine(Site.Directory, "logg.csv");

        var (code, output, error) = await RunAsync("export", file, "--service", key.ToString(), "--person", DemonstrationUsers.Directors[0].Email, "--from", "2026-01-01", "--to", "2099-12-31", "--json");

        Assert.True(code == 0, error);
        Assert.Equal(2, JsonNode.Parse(output)!["lines"]!.GetValue<int>());
        Assert.Equal(3, (await File.ReadAllLinesAsync(file)).Length);
        Assert.Equal(2, (await RunAsync("export", Path.Combine(Site.Directory, "logg.xlsx"))).Code);
        Assert.Equal(2, (await RunAsync("export", file, "--from", "i går")).Code);
        Assert.Equal(2, (await RunAsync("export", file, "--person", "ingen@halden.example")).Code);
    }

    [Fact]
    public async Task PseudonymiseIsRefusedForWhoCanSignInAndIsTheVerbsOwnDoing()
    {
        var users = Site.Get<IUserService>();
        await Site.ApprovedAsync();
        var (code, _, error) = await RunAsync("pseudonymise", DemonstrationUsers.Editor.Email);
        Assert.Equal(1, code);
        Assert.Contains("Deaktiver brukeren", error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("pseudonymise", "ingen@halden.example")).Code);

        await users.DisableAsync(Constants.Security.SuperUserKey, new HashSet<Guid> { Site.Editor });
        (code, var output, error) = await RunAsync("pseudonymise", DemonstrationUsers.Editor.Email);

        Assert.True(code == 0, error);
        Assert.Contains("Pseudonymisert person", output, StringComparison.Ordinal);
        var last = await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.OrderByDescending(entry => entry.Number).FirstAsync());
        Assert.Equal((AuditTrail.PersonPseudonymised, AuditChannel.Verb, (Guid?)null), (last.Action, last.Channel, last.PersonId));
        Assert.Empty((await Site.Get<AuditLog>().VerifyAsync(null, CancellationToken.None)).Faults);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => SiteExecutable.RunAsync(Site.Directory, withAdministrator: true, ["audit", .. args]);
}
