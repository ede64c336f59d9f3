using System.Net;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.Audit;

/// <summary>By which way an act reached us.</summary>
internal enum AuditChannel
{
    /// <summary>The section "Tjenester", by way of the editors' API.</summary>
    Services,

    /// <summary>Any other request: Umbraco's backoffice, its APIs, another plugin's.</summary>
    Umbraco,

    /// <summary>A verb of the site's executable.</summary>
    Verb,

    /// <summary>Work in the background, with nobody at the other end: a schedule, a job, a branch that Umbraco publishes.</summary>
    Job,

    /// <summary>Installation, or the demonstration.</summary>
    Setup,
}

/// <summary>
/// From where the work at hand was asked for. Ambient, as <see cref="System.Diagnostics.Activity"/> is: each edge sets it
/// once, it follows the work, and <see cref="AuditTrail.Append"/> reads it.
/// </summary>
/// <param name="Channel">By which way.</param>
/// <param name="Address">The caller's IP address; null where nobody called, or none is to be kept.</param>
internal sealed record AuditOrigin(AuditChannel Channel, string? Address = null)
{
    private static readonly AsyncLocal<Lazy<AuditOrigin>?> Ambient = new();

    // Whoever acts says so at its edge; what is left is what runs by itself.
    private static readonly AuditOrigin Background = new(AuditChannel.Job);

    /// <summary>The origin of the work at hand.</summary>
    public static AuditOrigin Current => Ambient.Value?.Value ?? Background;

    /// <summary>Makes the work that follows come from here, until the answer is disposed.</summary>
    public static IDisposable Enter(AuditOrigin origin) => Enter(new Lazy<AuditOrigin>(origin));

    /// <summary>As <see cref="Enter(AuditOrigin)"/>; read when it is first needed.</summary>
    public static IDisposable Enter(Lazy<AuditOrigin> origin)
    {
        var before = Ambient.Value;
        Ambient.Value = origin;
        return new Leave(before);
    }

    /// <summary>The origin of a request: its address as it is now, which a proxy's headers may have set.</summary>
    public static AuditOrigin Of(HttpContext context, bool withAddress) => new(
        context.Request.Path.StartsWithSegments("/umbraco/halden/api") ? AuditChannel.Services : AuditChannel.Umbraco,
        withAddress ? AddressOf(context.Connection.RemoteIpAddress) : null);

    private static string? AddressOf(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    private sealed class Leave(Lazy<AuditOrigin>? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
