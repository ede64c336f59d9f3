using System.Net;
using Halden.Umbraco.SelfService.Filling;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.UnitTests.SelfService.Filling;

public sealed class VisitorAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("10.0.0.2", "198.51.100.1", "198.51.100.1")]
    [InlineData("::ffff:192.168.1.1", "6.6.6.6, 198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "tull", "127.0.0.1")]
    [InlineData("172.31.0.1", "2001:db8::1", "2001:db8::1")]
    [InlineData("172.32.0.1", "2001:db8::1", "172.32.0.1")]
    [InlineData("fd00::1", "198.51.100.1", "198.51.100.1")]
    public void OnlyAProxyOfOurOwnSaysForWhomItAsks(string near, string? forwardedFor, string expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(near);
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        Assert.Equal(IPAddress.Parse(expected), VisitorAddress.Of(context));
    }
}
