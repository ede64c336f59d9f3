using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.Site.Demonstration;

/// <summary>A year of figures, made up but always the same, so that those who try the site see what owners see.</summary>
internal static class DemonstrationFigures
{
    private const int Weeks = 52;

    /// <summary>Writes a year for each service, unless something has been counted already.</summary>
    public static Task<int> WriteAsync(HaldenStore store, IReadOnlyList<(Guid Service, bool HasForm)> services, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            if (await db.UseCounts.AnyAsync(cancellationToken))
            {
                return 0;
            }

            for (var number = 0; number < services.Count; number++)
            {
                db.UseCounts.AddRange(Year(services[number].Service, services[number].HasForm, number, store.Today));
            }

            return services.Count;
        },
        cancellationToken);

    private static IEnumerable<UseCount> Year(Guid service, bool hasForm, int number, DateOnly today)
    {
        var chance = new Random(number + 1);
        var (usual, content) = (600 / (number + 2), 0.55 + (0.4 * chance.NextDouble()));
        for (var week = 0; week < Weeks; week++)
        {
            var day = today.AddDays(-1 - (7 * week));

            // Most apply before the deadlines in spring and autumn.
            var season = day.Month is 2 or 3 or 8 or 9 ? 1.8 : day.Month is 7 or 12 ? 0.5 : 1;
            var views = (int)(usual * season * (0.7 + (0.6 * chance.NextDouble())));
            var answers = 1 + (views / 25);
            var found = (int)Math.Round(answers * Math.Clamp(content + (0.2 * (chance.NextDouble() - 0.5)), 0, 1));
            foreach (var (kind, culture, count) in ((UseKind, string, int)[])
            [
                (UseKind.View, Cultures.Bokmal, views),
                (UseKind.View, Cultures.English, views / 12),
                (UseKind.Application, Cultures.Bokmal, hasForm ? views / 9 : 0),
                (UseKind.Found, Cultures.Bokmal, found),
                (UseKind.NotFound, Cultures.Bokmal, answers - found),
                (UseKind.NotFound, Cultures.English, week % 9 == 0 ? 1 : 0),
                (UseKind.Found, Cultures.English, week % 6 == 0 ? 1 : 0),
            ])
            {
                if (count > 0)
                {
                    yield return new UseCount { DocumentKey = service, Culture = culture, Day = day, Kind = kind, Count = count };
                }
            }
        }
    }
}
