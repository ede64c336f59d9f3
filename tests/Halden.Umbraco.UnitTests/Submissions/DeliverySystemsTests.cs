using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Contrib.FileDrop;
using Halden.Umbraco.Submissions.Contrib.Http;
using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.UnitTests.Submissions;

/// <summary>What the settings of systems may be.</summary>
public class DeliverySystemsTests
{
    private const string Secret = "en-hemmelighet-som-er-lang-nok-for-alle";

    [Theory]
    [InlineData("https://fagsystem.kommune.no/inn", Secret, null)]
    [InlineData("http://127.0.0.1:8080/inn", Secret, null)]
    [InlineData("http://localhost/inn", Secret, null)]
    [InlineData("http://fagsystem.kommune.no/inn", Secret, "https://")]
    [InlineData("ftp://127.0.0.1/inn", Secret, "https://")]
    [InlineData("https://ola:passord@fagsystem.kommune.no/inn", Secret, "brukernavn")]
    [InlineData("/inn", Secret, "Url")]
    [InlineData(null, Secret, "Url mangler")]
    [InlineData("https://fagsystem.kommune.no/inn", null, "Secret, ClientCertificate")]
    [InlineData("https://fagsystem.kommune.no/inn", "kort", "minst 32 tegn")]
    public void WhereAndHowToPostIsSeenTo(string? url, string? secret, string? fault) =>
        Is(fault, Systems(("Plugin", "http"), ("Url", url), ("Secret", secret)).Faults());

    [Theory]
    [InlineData("00:00:00", "Timeout")]
    [InlineData("00:02:00", "Timeout")]
    [InlineData("snart", "kan ikke leses")]
    public void HowLongToWaitIsSeenTo(string timeout, string fault) =>
        Is(fault, Systems(("Plugin", "http"), ("Url", "https://fagsystem.kommune.no"), ("Secret", Secret), ("Timeout", timeout)).Faults());

    [Fact]
    public void ACertificateThatCannotBeReadIsSaid() =>
        Is("ClientCertificate kan ikke leses", Systems(("Plugin", "http"), ("Url", "https://fagsystem.kommune.no"), ("ClientCertificate", "/finnes/ikke.pfx")).Faults());

    [Theory]
    [InlineData("inn", "json", "fullstendig sti")]
    [InlineData("/finnes/ikke", "json", "finnes ikke")]
    [InlineData("/tmp", "yaml", "json eller xml")]
    [InlineData("/tmp", "xml", null)]
    public void WhereAndAsWhatToWriteIsSeenTo(string directory, string format, string? fault)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The paths are of Unix.");

        Is(fault, Systems(("Plugin", "files"), ("Directory", directory), ("Format", format)).Faults());
    }

    [Theory]
    [InlineData("brevdue")]
    [InlineData(null)]
    public void APluginThatThereIsNotIsSaidWithThoseThatThereAre(string? plugin) => Is("må være en av: files, http.", Systems(("Plugin", plugin)).Faults());

    [Fact]
    public void ASystemIsFoundByItsNameHoweverItIsWritten()
    {
        var systems = Systems(("Plugin", "HTTP"), ("KeepOrder", "true"));

        var found = systems.Find("visma flyt SKOLE");

        Assert.True(found is { Name: "Visma Flyt Skole", KeepsOrder: true, Plugin: HttpPlugin });
        Assert.Null(systems.Find("Visma"));
    }

    private static DeliverySystems Systems(params (string Name, string? Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"{DeliverySystems.Section}:Visma Flyt Skole:{setting.Name}", setting.Value))).Build(),
        [new HttpPlugin(TimeProvider.System), new FileDropPlugin()]);

    private static void Is(string? fault, IReadOnlyList<string> found)
    {
        if (fault is null)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Contains(fault, Assert.Single(found), StringComparison.Ordinal);
            Assert.StartsWith("Visma Flyt Skole: ", found[0], StringComparison.Ordinal);
        }
    }
}
