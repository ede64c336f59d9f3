using Halden.Umbraco.Persistence;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.UnitTests.Notices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Halden.Umbraco.UnitTests.Submissions.Attachments;

/// <summary>Files as they are kept where nothing is set up.</summary>
internal static class InDatabase
{
    public static AttachmentContents Contents(HaldenStore store) =>
        new(store, [], new OutboxSite.Fixed<SubmissionsOptions>(new SubmissionsOptions()), NullLogger<AttachmentContents>.Instance);
}
