using Halden.Umbraco.Persistence;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Comments;

/// <summary>What came of writing or resolving a comment.</summary>
internal enum CommentStatus
{
    Success,

    /// <summary>No such comment on this service.</summary>
    NotFound,

    /// <summary>The comment has no text, or too much, or is about something that does not exist; the fault says which.</summary>
    Invalid,
}

/// <summary>The outcome of writing or resolving a comment.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Field">What is wrong: <c>text</c>, <c>target</c> or <c>culture</c>.</param>
/// <param name="Fault">What is wrong with it, for the person.</param>
internal sealed record CommentOutcome(CommentStatus Status, string? Field = null, Label? Fault = null);

/// <summary>Comments on services: written, answered, resolved and taken up again. They are kept beside the approval and decide nothing.</summary>
internal sealed class ReviewComments(HaldenStore store)
{
    private static readonly Label TextMissing = new(
        $"Skriv en kommentar, høyst {ReviewComment.MaxLength} tegn.", $"Skriv ein kommentar, høgst {ReviewComment.MaxLength} teikn.", $"Write a comment, {ReviewComment.MaxLength} characters at most.");

    private static readonly Label NoSuchTarget = new(
        "Det finnes ikke noe slikt felt eller noen slik del.", "Det finst ikkje noko slikt felt eller nokon slik del.", "There is no such field or section.");

    private static readonly Label NoSuchCulture = new("Det finnes ikke noe slikt språk.", "Det finst ikkje noko slikt språk.", "There is no such language.");

    private static readonly Label NoSuchComment = new("Kommentaren finnes ikke lenger.", "Kommentaren finst ikkje lenger.", "The comment no longer exists.");

    /// <summary>The comments on a service, answers among them, oldest first.</summary>
    public Task<IReadOnlyList<ReviewComment>> OfAsync(Guid document, CancellationToken cancellationToken) => store.ReadAsync<IReadOnlyList<ReviewComment>>(
        async db => await db.Comments.AsNoTracking().Where(comment => comment.DocumentKey == document).OrderBy(comment => comment.WrittenAt).ThenBy(comment => comment.Id).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Writes a comment, or an answer to one; an answer is about what the comment is about.</summary>
    public async Task<CommentOutcome> WriteAsync(
        Guid document, string? culture, string? target, string? text, Guid? answerTo, Guid user, CancellationToken cancellationToken)
    {
        var trimmed = text?.ReplaceLineEndings("\n").Trim() ?? string.Empty;
        if (trimmed.Length is 0 or > ReviewComment.MaxLength)
        {
            return new CommentOutcome(CommentStatus.Invalid, "text", TextMissing);
        }

        if (culture is not null && !Cultures.All.Contains(culture))
        {
            return new CommentOutcome(CommentStatus.Invalid, "culture", NoSuchCulture);
        }

        var about = target ?? string.Empty;
        if (about.Length > 0 && about != ServiceFields.Title && ServiceFields.Find(about) is null && !ServiceSections.All.Any(section => section.Alias == about))
        {
            return new CommentOutcome(CommentStatus.Invalid, "target", NoSuchTarget);
        }

        return await store.WriteAsync(
            async db =>
            {
                var first = answerTo is null ? null : await db.Comments.FirstOrDefaultAsync(
                    comment => comment.Id == answerTo && comment.DocumentKey == document && comment.AnswerTo == null, cancellationToken);
                if (answerTo is not null && first is null)
                {
                    return new CommentOutcome(CommentStatus.NotFound, Fault: NoSuchComment);
                }

                db.Comments.Add(new ReviewComment
                {
                    DocumentKey = document,
                    Culture = first is null ? culture : first.Culture,
                    Target = first is null ? about : first.Target,
                    Text = trimmed,
                    WrittenBy = user,
                    WrittenAt = store.Now,
                    AnswerTo = answerTo,
                });
                return new CommentOutcome(CommentStatus.Success);
            },
            cancellationToken);
    }

    /// <summary>Resolves a comment, or takes it up again.</summary>
    public Task<CommentOutcome> ResolveAsync(Guid document, Guid id, bool resolved, Guid user, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.Comments.FirstOrDefaultAsync(comment => comment.Id == id && comment.DocumentKey == document && comment.AnswerTo == null, cancellationToken) is not { } comment)
            {
                return new CommentOutcome(CommentStatus.NotFound, Fault: NoSuchComment);
            }

            comment.ResolvedBy = resolved ? user : null;
            comment.ResolvedAt = resolved ? store.Now : null;
            return new CommentOutcome(CommentStatus.Success);
        },
        cancellationToken);
}
