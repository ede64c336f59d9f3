using Halden.Umbraco.Processes;
using Halden.Umbraco.Processes.Bpmn;

namespace Halden.Umbraco.IntegrationTests.Verbs;

public sealed class ProcessExportVerbTests : SiteTest
{
    [Fact]
    public async Task AServicesProcessIsWrittenAsItIsKept()
    {
        var key = await Site.DraftAsync("Musikkterapi");
        var models = Site.Get<ProcessModels>();
        await models.CopyAsync(key, ProcessStage.Manual, null, new ProcessSource(null, "musikk-og-kulturskole", ProcessStage.Manual), Site.Editor, CancellationToken.None);
        var file = Path.Combine(Path.GetTempPath(), $"halden-{Guid.NewGuid():N}.bpmn");
        try
        {
            var (code, output, error) = await RunAsync("process", "export", "musikkterapi", "manual", file);
            Assert.True(code == 0, error);
            Assert.Contains(file, output, StringComparison.Ordinal);
            await using (var stream = File.OpenRead(file))
            {
                var read = BpmnReader.Read(stream);
                var kept = (await models.OfAsync(key, CancellationToken.None))[ProcessStage.Manual]!;
                Assert.Equal(kept.Json, ProcessJson.Canonical(read.Model!));
            }

            (code, _, error) = await RunAsync("process", "export", "musikkterapi", "integrated", file + ".nei");
            Assert.Equal((1, false), (code, File.Exists(file + ".nei")));
            Assert.Contains(ProcessTexts.NoSuchProcess.Nb, error, StringComparison.Ordinal);
            (code, _, error) = await RunAsync("process", "export", "Finnes ikke", "manual", file + ".nei");
            Assert.Equal(1, code);
            Assert.Contains("Ingen tjeneste heter «Finnes ikke»", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] args) => SiteExecutable.RunAsync(Site.Directory, withAdministrator: true, args);
}
