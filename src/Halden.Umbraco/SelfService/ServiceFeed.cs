using System.Globalization;
using System.Xml;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService;

/// <summary>What is new and changed in one language, newest first, as RSS 2.0 (https://www.rssboard.org/rss-specification).</summary>
internal static class ServiceFeed
{
    public const string ContentType = "application/rss+xml; charset=utf-8";

    private const int Items = 50;

    public static byte[] Render(SelfServiceSite site, CultureServices services)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, XmlText.Settings))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("channel");
            xml.WriteElementString("title", $"{SelfServiceTexts.FeedTitle.In(services.Culture)} – {XmlText.Of(site.Municipality)}");
            xml.WriteElementString("link", site.Address(SelfServicePaths.Front(services.Culture)));
            xml.WriteElementString("description", SelfServiceTexts.Intro.In(services.Culture));
            xml.WriteElementString("language", SelfServiceTexts.LanguageTag(services.Culture));
            foreach (var service in services.Services.OrderByDescending(service => service.Updated).Take(Items))
            {
                var date = service.Updated.ToString("O", CultureInfo.InvariantCulture);
                xml.WriteStartElement("item");
                xml.WriteElementString("title", XmlText.Of(service.Title));
                xml.WriteElementString("link", site.Address(service.Path));
                xml.WriteStartElement("guid");
                xml.WriteAttributeString("isPermaLink", "false");
                xml.WriteString($"{service.Key} {service.Culture} {date}");
                xml.WriteEndElement();
                xml.WriteElementString("pubDate", service.Updated.ToDateTime(TimeOnly.MinValue).ToString("ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture));
                if (service.Lead.Length > 0)
                {
                    xml.WriteElementString("description", XmlText.Of(service.Lead));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return output.ToArray();
    }
}
