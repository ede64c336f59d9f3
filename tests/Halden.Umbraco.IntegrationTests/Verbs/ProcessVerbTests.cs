namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class ProcessVerbTests : IDisposable
{
    private const string Bpmn = """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" name="Kulturskole">
          <startEvent id="s" name="Søknad kommer"/><userTask id="t" name="Registrer"/><endEvent id="e" name="Registrert"/>
          <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>NOTE
        </process></definitions>
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("halden-").FullName;

    [Fact]
    public async Task AProcessIsDrawnAndWhatIsReadOtherwiseIsTold()
    {
        var (code, output, error) = await RunAsync("process", "render", await FileAsync(Bpmn.Replace("NOTE", string.Empty, StringComparison.Ordinal)), Path.Combine(_directory, "ut.svg"));

        Assert.Equal((0, string.Empty), (code, output));
        Assert.Contains("lest     userTask «Registrer» (t): Lest som et steg.", error, StringComparison.Ordinal);
        Assert.Contains("<title", await File.ReadAllTextAsync(Path.Combine(_directory, "ut.svg")), StringComparison.Ordinal);
        Assert.Equal(["prosess.bpmn", "ut.svg"], Directory.GetFiles(_directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task WhatIsLeftOutIsToldAndCodeOne()
    {
        var file = await FileAsync(Bpmn.Replace("NOTE", "<textAnnotation id=\"n\"><text>Husk frist</text></textAnnotation>", StringComparison.Ordinal));

        var (code, _, error) = await RunAsync("process", "render", file, Path.Combine(_directory, "ut.pdf"));

        Assert.Equal(1, code);
        Assert.Contains("utelatt  textAnnotation «Husk frist» (n): En merknad er utelatt.", error, StringComparison.Ordinal);
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(Path.Combine(_directory, "ut.pdf")))[..4]);
    }

    [Theory]
    [InlineData("<a/>", "ut.svg", "Filen er ikke BPMN 2.0.")]
    [InlineData(Bpmn, "ut.png", "ut.png må slutte på .svg eller .pdf.")]
    public async Task WhatCannotBeReadOrWrittenIsCodeTwoAndLeavesNothing(string content, string target, string told)
    {
        var (code, output, error) = await RunAsync("process", "render", await FileAsync(content), Path.Combine(_directory, target));

        Assert.Equal((2, string.Empty), (code, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_directory, target)));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<string> FileAsync(string content)
    {
        var path = Path.Combine(_directory, "prosess.bpmn");
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) =>
        SiteExecutable.RunAsync(_directory, withAdministrator: false, args);
}
