using System.Text;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.UnitTests.SelfService;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.UnitTests.Catalogue.Los;

public sealed class LosUpdateTests : IDisposable
{
    private const int Many = 92;

    private readonly TemporaryDatabase _database = new();
    private readonly List<LosNode> _nodes = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FileIsTakenIntoUseAndKept()
    {
        var node = ANode();

        var outcome = await node.TakeAsync(ALos.Rdf(Many, ("barnehageplass", "Barnehageplass")));

        Assert.Equal(LosUpdateStatus.Replaced, outcome.Status);
        Assert.Contains("95 begreper", outcome.Message.Nb, StringComparison.Ordinal);
        Assert.Contains(outcome.Changes.Added, concept => concept.Label.Nb == "Barnehageplass");
        Assert.Equal("los.rdf", node.Current.Now.Source);
        Assert.Equal(LosNode.Administrator, node.Current.Now.By);
        Assert.NotNull(node.Current.Now.Since);

        var restarted = ANode();
        await restarted.Editions.RefreshAsync(Cancel);
        Assert.Equal("Barnehageplass", restarted.Current.Vocabulary.Label(ALos.Psi("ord/barnehageplass"), Cultures.English));
        Assert.Equal(node.Current.Now with { Vocabulary = restarted.Current.Vocabulary }, restarted.Current.Now);
    }

    [Fact]
    public async Task WhoAndWhatIsWrittenInTheTrail()
    {
        await ANode().TakeAsync(ALos.Rdf(Many));

        await using var db = _database.CreateDbContext();
        var line = Assert.Single(await db.Audit.ToListAsync(Cancel));
        Assert.Equal("losReplaced", line.Action);
        Assert.Equal(LosNode.Administrator, (await db.AuditPeople.SingleAsync(person => person.Id == line.PersonId, Cancel)).UserKey);
        Assert.StartsWith("los.rdf: 94 begreper", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileAgainChangesNothing()
    {
        var node = ANode();
        await node.TakeAsync(ALos.Rdf(Many));
        var before = node.Current.Now;
        node.Current.Replaced += () => Assert.Fail("Nothing is new.");

        Assert.Equal(LosUpdateStatus.Unchanged, (await node.TakeAsync(ALos.Rdf(Many))).Status);
        Assert.Same(before, node.Current.Now);
    }

    [Theory]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  <a></rdf:RDF>", "Linje 2, kolonne")]
    [InlineData("<!DOCTYPE html>\n<html><body>Vedlikehold</body></html>", "Linje 1, kolonne")]
    [InlineData("", "all.rdf")]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"></rdf:RDF>", "all.rdf")]
    public async Task BadFileChangesNothingAndSaysWhere(string file, string says)
    {
        var node = ANode();
        await node.TakeAsync(ALos.Rdf(Many));
        var before = node.Current.Now;

        var outcome = await node.TakeAsync(Encoding.UTF8.GetBytes(file));

        Assert.Equal(LosUpdateStatus.Unreadable, outcome.Status);
        Assert.Contains(says, outcome.Message.Nb, StringComparison.Ordinal);
        Assert.Contains("Ingenting er endret", outcome.Message.Nb, StringComparison.Ordinal);
        Assert.Same(before, node.Current.Now);
        await using var db = _database.CreateDbContext();
        Assert.Equal(before.Hash, (await db.Los.SingleAsync(Cancel)).Hash);
    }

    [Fact]
    public async Task FileThatIsTooLargeIsNotRead()
    {
        var outcome = await ANode().TakeAsync(new byte[LosReader.MaxBytes + 1]);

        Assert.Equal(LosUpdateStatus.Unreadable, outcome.Status);
        Assert.Contains("større enn 20 MB", outcome.Message.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FarFewerConceptsMustBeMeant()
    {
        var node = ANode();
        await node.TakeAsync(ALos.Rdf(Many));

        var refused = await node.TakeAsync(ALos.Rdf(44));
        Assert.Equal(LosUpdateStatus.FarFewer, refused.Status);
        Assert.Equal(48, refused.Changes.Removed.Count);
        Assert.Equal(94, node.Current.Vocabulary.All.Count);

        Assert.Equal(LosUpdateStatus.Replaced, (await node.TakeAsync(ALos.Rdf(44), confirm: true)).Status);
        Assert.Equal(46, node.Current.Vocabulary.All.Count);
    }

    [Fact]
    public async Task HalfAsManyIsTaken()
    {
        var node = ANode();
        await node.TakeAsync(ALos.Rdf(Many));

        Assert.Equal(LosUpdateStatus.Replaced, (await node.TakeAsync(ALos.Rdf(45))).Status);
    }

    [Fact]
    public async Task OtherFormatsAreReadToo()
    {
        var turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ." + string.Concat(Enumerable.Range(1, 60).Select(n => $"<https://psi.norge.no/los/ord/w{n}> a skos:Concept ."));

        Assert.Equal(LosUpdateStatus.Replaced, (await ANode().TakeAsync(Encoding.UTF8.GetBytes(turtle))).Status);
        var restarted = ANode();
        await restarted.Editions.RefreshAsync(Cancel);
        Assert.Equal(60, restarted.Current.Vocabulary.All.Count);
    }

    [Fact]
    public async Task OtherNodeFollowsAtItsNextLook()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var (node, other) = (ANode(), ANode(clock));
        other.Readiness.SetReady();
        await other.Editions.StartAsync(Cancel);
        await node.TakeAsync(ALos.Rdf(Many));
        Assert.Same(LosInUse.Shipped, other.Current.Now);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Current.Replaced += seen.SetResult;

        await clock.MoveToAsync(clock.GetUtcNow() + TimeSpan.FromMinutes(1));

        await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Equal(node.Current.Now.Hash, other.Current.Now.Hash);
        await other.Editions.StopAsync(Cancel);
    }

    [Fact]
    public async Task EditionThatCannotBeReadAnyMoreLeavesTheShippedThemesAndAFault()
    {
        await ANode().TakeAsync(ALos.Rdf(Many));
        await using (var db = _database.CreateDbContext())
        {
            var edition = await db.Los.SingleAsync(Cancel);
            edition.File = [1, 2, 3];
            await db.SaveChangesAsync(Cancel);
        }

        var restarted = ANode();
        await restarted.Editions.RefreshAsync(Cancel);

        Assert.Same(LosVocabulary.Themes, restarted.Current.Vocabulary);
        Assert.NotNull(restarted.Current.Now.Fault);
        Assert.Equal(LosUpdateStatus.Replaced, (await restarted.TakeAsync(ALos.Rdf(Many))).Status);
        Assert.Null(restarted.Current.Now.Fault);
    }

    [Fact]
    public async Task IsFetchedFromWhereItIsPublished()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.Body.WriteAsync(ALos.Rdf(Many)).AsTask());

        var node = ANode(url: $"{server.Address}/los/all.rdf?x=1");
        var outcome = await node.Update.FetchAsync(null, confirm: false, Cancel);

        Assert.Equal(LosUpdateStatus.Replaced, outcome.Status);
        Assert.Equal($"{server.Address}/los/all.rdf", node.Current.Now.Source);
    }

    [Theory]
    [InlineData(302, "viser til en annen adresse", 1)]
    [InlineData(404, "Halden:Catalogue:Los:Url", 1)]
    [InlineData(503, "feil hos seg", 4)]
    public async Task AnswerThatIsNotLosSaysWhatToDo(int status, string says, int tries)
    {
        var asked = 0;
        await using var server = await LocalServer.StartAsync(context =>
        {
            asked++;
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/annet/sted";
            return Task.CompletedTask;
        });

        var outcome = await ANode(url: server.Address).Update.FetchAsync(null, confirm: false, Cancel);

        Assert.Equal(LosUpdateStatus.Unreadable, outcome.Status);
        Assert.Contains(says, outcome.Message.Nb, StringComparison.Ordinal);
        Assert.Equal(tries, asked);
    }

    [Fact]
    public async Task AnswerWithoutEndIsLeft()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var spaces = new byte[1 << 20];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(spaces, context.RequestAborted);
            }
        });

        Assert.Contains("større enn 20 MB", (await ANode(url: server.Address).Update.FetchAsync(null, confirm: false, Cancel)).Message.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://psi.norge.no/los/all.rdf")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task AddressMustBeSafe(string url) =>
        Assert.Contains("https://", (await ANode(url: url).Update.FetchAsync(null, confirm: false, Cancel)).Message.Nb, StringComparison.Ordinal);

    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        _database.Dispose();
    }

    private LosNode ANode(TimeProvider? clock = null, string url = "https://finnes-ikke.example")
    {
        var node = new LosNode(_database, clock ?? TimeProvider.System, url);
        _nodes.Add(node);
        return node;
    }
}
