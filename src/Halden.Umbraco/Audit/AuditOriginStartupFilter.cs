using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace Halden.Umbraco.Audit;

/// <summary>Says of every request where it comes from, before anything of Umbraco's or ours sees it.</summary>
internal sealed class AuditOriginStartupFilter(IOptionsMonitor<AuditOptions> options) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            // Not read yet: a site that stands behind a proxy puts the caller's address in place further in.
            var origin = new Lazy<AuditOrigin>(() => AuditOrigin.Of(context, options.CurrentValue.KeepAddressesDays > 0));
            using (AuditOrigin.Enter(origin))
            {
                try
                {
                    await rest(context);
                }
                finally
                {
                    // Work that goes on after the answer must not read a context that serves somebody else by then.
                    _ = origin.Value;
                }
            }
        });
        next(app);
    };
}
