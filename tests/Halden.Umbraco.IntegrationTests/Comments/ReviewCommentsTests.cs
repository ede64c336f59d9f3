using Halden.Umbraco.Approval;
using Halden.Umbraco.Comments;
using Halden.Umbraco.EditorsApi;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.IntegrationTests.Comments;

public sealed class ReviewCommentsTests : SiteTest
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private ReviewComments Comments => Site.Get<ReviewComments>();

    [Fact]
    public async Task AConversationIsWrittenAnsweredResolvedAndTakenUpAgain()
    {
        var key = await Site.DraftAsync();
        await WriteAsync(key, "Hva koster det?", "price", Site.Director);
        var comment = Assert.Single(await ReadAsync(key));
        Assert.Equal(CommentStatus.Success, (await Comments.WriteAsync(key, null, null, "2 300 kr.", comment.Id, Site.Editor, Cancel)).Status);
        await Comments.ResolveAsync(key, comment.Id, resolved: true, Site.Editor, Cancel);

        comment = Assert.Single(await ReadAsync(key));
        Assert.Equal(("price", Cultures.Bokmal, "Kari Kultur"), (comment.Target, comment.Culture, comment.By));
        Assert.Equal("2 300 kr.", Assert.Single(comment.Answers).Text);
        Assert.Equal("Eva Redaktør", comment.ResolvedBy);

        await Comments.ResolveAsync(key, comment.Id, resolved: false, Site.Director, Cancel);
        Assert.Null(Assert.Single(await ReadAsync(key)).ResolvedAt);
    }

    [Fact]
    public async Task WhatIsNotACommentIsRefusedWithTheFieldThatIsWrong()
    {
        var key = await Site.DraftAsync();

        Assert.Equal("text", (await Comments.WriteAsync(key, null, "price", "  ", null, Site.Editor, Cancel)).Field);
        Assert.Equal("text", (await Comments.WriteAsync(key, null, "price", new string('x', ReviewComment.MaxLength + 1), null, Site.Editor, Cancel)).Field);
        Assert.Equal("target", (await Comments.WriteAsync(key, null, "prisen", "Hva?", null, Site.Editor, Cancel)).Field);
        Assert.Equal("culture", (await Comments.WriteAsync(key, "sv-SE", "price", "Hva?", null, Site.Editor, Cancel)).Field);
        Assert.Equal(CommentStatus.NotFound, (await Comments.WriteAsync(key, null, null, "Svar", Guid.NewGuid(), Site.Editor, Cancel)).Status);
        Assert.Empty(await ReadAsync(key));
    }

    [Fact]
    public async Task ACommentOfAnotherServiceIsNotFound()
    {
        var (one, other) = (await Site.DraftAsync("SFO"), await Site.DraftAsync("Barnehage"));
        await WriteAsync(one, "Hva koster det?", "price", Site.Director);
        var id = (await ReadAsync(one)).Single().Id;

        Assert.Equal(CommentStatus.NotFound, (await Comments.ResolveAsync(other, id, resolved: true, Site.Editor, Cancel)).Status);
    }

    [Fact]
    public async Task AnOpenCommentIsAdviceAndStopsNoSubmission()
    {
        var key = await Site.DraftAsync();
        await WriteAsync(key, "Skal vi nevne søskenrabatt?", "price", Site.Editor);

        Assert.Contains((await Site.ViewAsync(key)).Tasks, task => task.Text == ApprovalTexts.OpenComments(1).Nb && !task.Blocks);
        await Site.SubmitAsync(key);
    }

    private async Task WriteAsync(Guid key, string text, string target, Guid user) =>
        Assert.Equal(CommentStatus.Success, (await Comments.WriteAsync(key, Cultures.Bokmal, target, text, null, user, Cancel)).Status);

    private Task<IReadOnlyList<CommentView>> ReadAsync(Guid key) => Site.Get<PackageViews>().CommentsAsync(key, Cancel);
}
