using Microsoft.Extensions.DependencyInjection;

namespace Halden.Umbraco.Rollout;

/// <summary>Registration of the information log, the briefs, the benefit and the requirement specifications.</summary>
internal static class InformationRegistration
{
    public static void AddRolloutInformation(this IServiceCollection services)
    {
        services.AddSingleton<InformationLog>();
        services.AddSingleton<BenefitMinutes>();
        services.AddSingleton<BenefitTable>();
        services.AddSingleton<BenefitChanges>();
        services.AddSingleton<BriefReading>();
        services.AddSingleton<RequirementSpecifications>();
    }
}
