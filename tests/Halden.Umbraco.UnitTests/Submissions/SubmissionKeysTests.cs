using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.DataProtection;

namespace Halden.Umbraco.UnitTests.Submissions;

public sealed class SubmissionKeysTests : IDisposable
{
    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("halden-").FullName, "keys");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Fact]
    public void WhatIsWrittenIsReadAfterARestartAndFromAnotherFolderOfTheSite()
    {
        var written = new SubmissionCipher(SubmissionKeys.Open(_directory)).ProtectAttachment(Guid.Empty, new byte[] { 1, 2, 3 });
        var moved = _directory + "-moved";
        Directory.Move(_directory, moved);

        Assert.Equal(new byte[] { 1, 2, 3 }, new SubmissionCipher(SubmissionKeys.Open(moved)).ReadAttachment(Guid.Empty, written));
    }

    [Fact]
    public void TheKeysAreForThisUserAlone()
    {
        SubmissionKeys.Open(_directory).CreateProtector("p").Protect([1]);

        Assert.NotEmpty(Directory.GetFiles(_directory));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
        }
    }
}
