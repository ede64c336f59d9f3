using System.Text.Json.Nodes;

namespace Halden.Umbraco.IntegrationTests.Verbs;

/// <summary>The executable's verbs, each in a process of its own as an administrator runs them.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;

    [Fact]
    public async Task AnImportIsReportedAndItsServicesAreListed()
    {
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "nasjonal-tjenestekatalog.json");

        var (code, output, _) = await RunAsync("import", sample, "--json");
        Assert.Equal(0, code);
        var created = JsonNode.Parse(output)!["counts"]!["created"]!.GetValue<int>();
        Assert.True(created >= 40);

        (code, output, _) = await RunAsync("services", "--all", "--json");
        Assert.Equal(0, code);
        Assert.Equal(created, JsonNode.Parse(output)!["total"]!.GetValue<int>());
        Assert.All(JsonNode.Parse(output)!["items"]!.AsArray(), item => Assert.Equal("draft", item!["state"]!.GetValue<string>()));

        (code, output, _) = await RunAsync("services", "--json");
        Assert.Equal((0, 0), (code, JsonNode.Parse(output)!["total"]!.GetValue<int>()));
    }

    [Fact]
    public async Task TheRegisterIsWrittenAndReadAndAFaultyFileIsCodeOneAndChangesNothing()
    {
        var file = Path.Combine(_directory, "register.xlsx");

        var (code, output, error) = await RunAsync("register", "export", file);
        Assert.True(code == 0, error);
        Assert.StartsWith("Skrev 0 tjenester", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(file).Length > 0);

        file = Path.Combine(_directory, "register.csv");
        await File.WriteAllTextAsync(file, "Tjeneste;Hovedansvarlig\nFinnes ikke;Åse\n");
        (code, output, _) = await RunAsync("register", "import", file, "--dry-run");
        Assert.Equal(1, code);
        Assert.Equal(["Rad 2, Finnes ikke, «Tjeneste»: Det finnes ingen tjeneste som heter «Finnes ikke».", "1 rader har feil. Ingenting er endret."], output.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task WhatWaitsForADirectorIsListed()
    {
        var (code, output, error) = await RunAsync("approvals", "--waiting", "--json");

        Assert.True(code == 0, error);
        Assert.Equal(0, JsonNode.Parse(output)!["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task AFileOfCpsvApNoIsTakenInAsWell()
    {
        var file = Path.Combine(_directory, "tjenester.ttl");
        await File.WriteAllTextAsync(
            file,
            """
            @prefix cpsv: <http://purl.org/vocab/cpsv#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            <https://halden.example/tjeneste/1> a cpsv:PublicService ;
                dct:identifier "1" ; dct:title "Båtplass"@nb, "Båtplass"@nn ; dct:description "Leie av båtplass."@nb .
            """);

        var (code, output, error) = await RunAsync("import", file, "--json");

        Assert.True(code == 0, error);
        Assert.Equal("cpsv-ap-no", JsonNode.Parse(output)!["source"]!.GetValue<string>());
        Assert.Equal(1, JsonNode.Parse(output)!["counts"]!["created"]!.GetValue<int>());
        (code, output, _) = await RunAsync("catalogue", "runs", "--json");
        Assert.Equal((0, "completed"), (code, JsonNode.Parse(output)!["runs"]![0]!["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task ABrokenFileIsCodeTwoWithAReason()
    {
        var file = Path.Combine(_directory, "brutt.json");
        await File.WriteAllTextAsync(file, "[{\"navn\": ");

        var (code, output, _) = await RunAsync("import", file);

        Assert.Equal(2, code);
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task AFileThatIsNotThereIsCodeTwo()
    {
        var (code, _, error) = await RunAsync("import", Path.Combine(_directory, "finnes-ikke.json"));
        Assert.Equal(2, code);
        Assert.Contains("finnes-ikke.json", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheChecksSayWhatToDo()
    {
        var (code, output, _) = await RunAsync("check", "--json");

        Assert.Equal(0, code);
        var checks = JsonNode.Parse(output)!["checks"]!.AsArray();
        Assert.Contains(checks, check => check!["name"]!.GetValue<string>() == "departments" && check["whatToDo"] is not null);
        Assert.DoesNotContain(checks, check => check!["level"]!.GetValue<string>() == "error");
    }

    [Fact]
    public async Task TheSchemaIsWrittenForUSync()
    {
        var (code, _, _) = await RunAsync("export-usync", _directory);
        Assert.Equal(0, code);
        Assert.True(File.Exists(Path.Combine(_directory, "ContentTypes", "haldenservice.config")));
    }

    [Fact]
    public async Task AWordThatIsNoVerbIsCodeTwo()
    {
        var (code, _, error) = await RunAsync("importer");
        Assert.Equal(2, code);
        Assert.Contains("importer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnAdministratorTheSiteDoesNotStart()
    {
        var (code, _, error) = await RunAsync(withAdministrator: false, "services");
        Assert.Equal(3, code);
        Assert.Contains("UnattendedUserPassword", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => RunAsync(withAdministrator: true, args);

    private Task<(int Code, string Output, string Error)> RunAsync(bool withAdministrator, params string[] args) =>
        SiteExecutable.RunAsync(_directory, withAdministrator, args);
}
