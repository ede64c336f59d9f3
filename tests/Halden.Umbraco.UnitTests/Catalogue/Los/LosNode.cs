using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

/// <summary>What one server of a site has of Los; several share a database.</summary>
internal sealed class LosNode : IDisposable
{
    public static readonly Guid Administrator = Guid.NewGuid();

    private readonly ServiceProvider _services;

    public LosNode(TemporaryDatabase database, TimeProvider clock, string url)
    {
        var tree = new AContentTree();
        _services = LocalServer.Services(new() { ["Los:Url"] = url });
        Editions = new LosEditions(new HaldenStore(database, clock), Current, Readiness, clock, NullLogger<LosEditions>.Instance);
        Update = new LosUpdate(Current, Editions, _services.GetRequiredService<LosSource>(), new LosInServices(tree.Contents, tree.ContentTypes), NullLogger<LosUpdate>.Instance);
    }

    public CurrentLos Current { get; } = new();

    public HaldenReadiness Readiness { get; } = new();

    public LosEditions Editions { get; }

    public LosUpdate Update { get; }

    public async Task<LosUpdateOutcome> TakeAsync(byte[] file, bool confirm = false)
    {
        using var stream = new MemoryStream(file);
        return await Update.FromFileAsync(stream, "los.rdf", Administrator, confirm, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Editions.Dispose();
        _services.Dispose();
    }
}
