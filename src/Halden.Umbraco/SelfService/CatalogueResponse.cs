using Halden.Umbraco.Catalogue.CpsvApNo;
using Halden.Umbraco.Catalogue.Rdf;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>The public services as a catalogue in CPSV-AP-NO, for Felles datakatalog to harvest.</summary>
internal static class CatalogueResponse
{
    // A site that has not been told its address is one that nobody harvests yet.
    private const string UnknownAddress = "http://localhost";

    public static string ContentType(RdfFormat format) => $"{format.MediaType()}; charset=utf-8";

    /// <summary>Everything that the catalogue depends on, in short.</summary>
    public static string MadeFrom(SelfServiceSnapshot snapshot)
    {
        var digest = new Digest().Add(snapshot.SiteDigest).Add(snapshot.Los.Fingerprint.ToString());
        Span<char> key = stackalloc char[36];
        foreach (var service in Cultures.All.SelectMany(culture => snapshot.In(culture).Services))
        {
            service.Key.TryFormat(key, out _);
            digest.Add(service.Path).Add(key).Add(service.TextHash);
        }

        return digest.Take();
    }

    /// <summary>The catalogue in a format.</summary>
    public static byte[] Render(SelfServiceSnapshot snapshot, RdfFormat format)
    {
        using var output = new MemoryStream();
        Write(snapshot, format, output);
        return output.ToArray();
    }

    /// <summary>Writes the catalogue.</summary>
    public static void Write(SelfServiceSnapshot snapshot, RdfFormat format, Stream output) =>
        RdfWriter.Write(CpsvExport.Make(Services(snapshot), Options(snapshot)), format, output, Cpsv.Prefixes);

    private static IEnumerable<ServiceDescription> Services(SelfServiceSnapshot snapshot) =>
        Cultures.All.SelectMany(culture => snapshot.In(culture).Services).Select(service => service.Key).Distinct()
            .Select(key => new ServiceDescription(key, snapshot.Everywhere(key).ToDictionary(service => service.Culture, service => service.Text)));

    private static CpsvExportOptions Options(SelfServiceSnapshot snapshot)
    {
        var site = snapshot.Site.BaseAddress.Length > 0 ? snapshot.Site : snapshot.Site with { BaseAddress = UnknownAddress };
        return new CpsvExportOptions(site.OrganisationNumber, site.Municipality, new Uri(site.Address($"/{SelfServicePaths.Root}/{SelfServicePaths.Catalogue}")))
        {
            Email = site.CatalogueEmail.Length > 0 ? site.CatalogueEmail : null,
            Los = snapshot.Los,
            AddressOf = service => new Uri(site.Address(snapshot.Everywhere(service.Key).First().Path)),
        };
    }
}
