using Halden.Umbraco.Submissions;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;

namespace Halden.Umbraco.Site.Contrib.Demonstration;

/// <summary>
/// The example for a municipality that writes its own (docs/submissions.md): it answers for a system that does not exist, as the settings
/// say, so that one can see what the site makes of the answer. It delivers nothing.
/// </summary>
internal sealed class DemonstrationDeliveryPlugin(ILogger<DemonstrationDeliveryPlugin> logger) : IDeliveryPlugin
{
    /// <inheritdoc/>
    public string Name => "demonstration";

    /// <inheritdoc/>
    public string? Check(IConfigurationSection settings) => DemonstrationDeliveryCheck.Fault(Read(settings));

    /// <inheritdoc/>
    public Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken)
    {
        // Settings that cannot be used are no failed try: it waits until they can.
        var options = Read(settings);
        if (DemonstrationDeliveryCheck.Fault(options) is { } fault)
        {
            return Task.FromResult(new DeliveryResult(DeliveryStatus.NotSetUp, fault));
        }

        // The reference is nobody's name. Answers and files are personal, and stay out of every log.
        logger.LogInformation("Submission {Reference} would have gone to {System}", delivery.Reference, delivery.System);
        return Task.FromResult(options.Answer switch
        {
            // The id is the same at each try, and so is the case number made of it: a real system finds the case that it has already.
            DemonstrationAnswer.Accepts => new DeliveryResult(DeliveryStatus.Accepted, TheirReference: $"DEMO-{delivery.Id.ToString("N")[^6..].ToUpperInvariant()}"),
            DemonstrationAnswer.Refuses => new DeliveryResult(DeliveryStatus.Failed, "Fagsystemet avviste innsendingen (demonstrasjon)."),
            _ => new DeliveryResult(DeliveryStatus.NoAnswer, "Fagsystemet svarte ikke (demonstrasjon)."),
        });
    }

    private static DemonstrationDeliveryOptions Read(IConfigurationSection settings) => settings.Get<DemonstrationDeliveryOptions>() ?? new DemonstrationDeliveryOptions();

    /// <summary>Registers it: Umbraco finds composers by itself.</summary>
    internal sealed class Composer : IComposer
    {
        public void Compose(IUmbracoBuilder builder) => builder.Services.AddSingleton<IDeliveryPlugin, DemonstrationDeliveryPlugin>();
    }
}
