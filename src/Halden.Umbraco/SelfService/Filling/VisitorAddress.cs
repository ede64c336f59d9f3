using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.SelfService.Filling;

/// <summary>Tells visitors apart, for limits; an address is never kept.</summary>
internal static class VisitorAddress
{
    /// <summary>
    /// Where a request comes from. A proxy on our own network says for whom it asks, last in X-Forwarded-For
    /// (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For); nobody else is asked, for anybody can write the header.
    /// </summary>
    public static IPAddress Of(HttpContext context)
    {
        var near = context.Connection.RemoteIpAddress ?? IPAddress.None;
        near = near.IsIPv4MappedToIPv6 ? near.MapToIPv4() : near;
        return IsOurs(near) && IPAddress.TryParse(context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var far) ? far : near;
    }

    private static bool IsOurs(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return IPAddress.IsLoopback(address)
            || (address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal
                : bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168));
    }
}
