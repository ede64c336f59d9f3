using System.Globalization;
using System.Xml;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>Every public page, with its translations, for search engines (https://www.sitemaps.org/protocol.html).</summary>
internal static class Sitemap
{
    public const string ContentType = "application/xml; charset=utf-8";

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Writes it.</summary>
    /// <param name="snapshot">What is public.</param>
    /// <param name="origin">Scheme and host of every address, without a slash at the end.</param>
    public static byte[] Render(SelfServiceSnapshot snapshot, string origin)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, XmlText.Settings))
        {
            xml.WriteStartElement("urlset", Namespace);
            xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            foreach (var culture in Cultures.All.Select(snapshot.In))
            {
                foreach (var path in culture.Paths)
                {
                    Write(xml, origin + path, null, []);
                }

                foreach (var service in culture.Services)
                {
                    Write(xml, origin + service.Path, service.Updated, [.. service.Languages.Select(language => (language.Culture, origin + language.Path))]);
                }
            }

            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void Write(XmlWriter xml, string address, DateOnly? updated, IReadOnlyList<(string Culture, string Address)> languages)
    {
        xml.WriteStartElement("url", Namespace);
        xml.WriteElementString("loc", Namespace, address);
        if (updated is { } day)
        {
            xml.WriteElementString("lastmod", Namespace, day.ToString("O", CultureInfo.InvariantCulture));
        }

        foreach (var (culture, translation) in languages)
        {
            xml.WriteStartElement("link", Xhtml);
            xml.WriteAttributeString("rel", "alternate");
            xml.WriteAttributeString("hreflang", SelfServiceTexts.LanguageTag(culture));
            xml.WriteAttributeString("href", translation);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
