using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;

namespace Halden.Umbraco.Submissions.Contrib.FileDrop;

/// <summary>
/// Writes a submission to a folder that a system fetches from: first the citizen's files, last <c>{id}.json</c> or
/// <c>{id}.xml</c>, which says that all are there. Each is written under another name, on the disk, and then
/// renamed; what is there is never written over (docs/submissions.md).
/// </summary>
internal sealed class FileDropPlugin : IDeliveryPlugin
{
    private const int LongestEnding = 8;

    /// <inheritdoc/>
    public string Name => "files";

    /// <inheritdoc/>
    public string? Check(IConfigurationSection settings) =>
        Read(settings) is not { } options ? "Format må være json eller xml." : FileDropCheck.Fault(options) ?? FileDropCheck.FaultOfWriting(options.Directory!);

    /// <inheritdoc/>
    public async Task<DeliveryResult> DeliverAsync(SystemDelivery delivery, IConfigurationSection settings, CancellationToken cancellationToken)
    {
        if (Read(settings) is not { } options || FileDropCheck.Fault(options) is not null)
        {
            return new DeliveryResult(DeliveryStatus.NotSetUp, Check(settings));
        }

        var directory = options.Directory!;
        var names = delivery.Files.Index().ToDictionary(file => file.Item.Id, file => $"{delivery.Id}-{file.Index + 1}{EndingOf(file.Item.FileName)}");
        var isXml = options.Format == FileDropFormat.Xml;
        try
        {
            var last = Path.Combine(directory, $"{delivery.Id}{(isXml ? ".xml" : ".json")}");
            if (!File.Exists(last))
            {
                foreach (var file in delivery.Files)
                {
                    await DurableFile.PutAsync(Path.Combine(directory, names[file.Id]), file.Content, mode: null, cancellationToken);
                }

                await DurableFile.PutAsync(last, isXml ? Xml(delivery, names) : SystemDeliveryJson.Write(delivery, file => new("file", names[file.Id])), mode: null, cancellationToken);
            }

            DurableFile.SyncDirectory(directory);
            return DeliveryResult.Delivered;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Its text has the path, which has the id and nothing else of the submission.
            return new DeliveryResult(DeliveryStatus.Failed, $"Filene kunne ikke skrives: {fault.Message}");
        }
    }

    private static FileDropOptions? Read(IConfigurationSection settings)
    {
        try
        {
            return settings.Get<FileDropOptions>() ?? new FileDropOptions();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Xml(SystemDelivery delivery, Dictionary<Guid, string> names)
    {
        XNamespace space = "urn:halden:submission:1";
        var document = new XDocument(
            new XElement(
                space + "submission",
                new XElement(space + "deliveryId", delivery.Id),
                new XElement(space + "reference", delivery.Reference),
                new XElement(space + "receivedAt", delivery.ReceivedAt.UtcDateTime),
                new XElement(space + "service", new XAttribute("id", delivery.ServiceId), Legal(delivery.ServiceName)),
                new XElement(space + "form", new XAttribute("id", delivery.FormId), Legal(delivery.FormName)),
                new XElement(space + "language", delivery.Language),
                delivery.SignedIn is not { } signedIn ? null : new XElement(
                    space + "signedIn",
                    new XAttribute("level", signedIn.LevelName),
                    new XAttribute("acr", Legal(signedIn.Acr)),
                    new XAttribute("at", signedIn.At.UtcDateTime),
                    signedIn.Vouched.Select(alias => new XElement(space + "vouched", new XAttribute("alias", Legal(alias))))),
                new XElement(space + "answers", delivery.Answers.Select(answer => new XElement(
                    space + "answer",
                    new XAttribute("alias", Legal(answer.Alias)),
                    new XElement(space + "question", Legal(answer.Question)),
                    answer.Values.Select(value => new XElement(space + "value", Legal(value))),
                    answer.Texts.Select(text => new XElement(space + "text", Legal(text)))))),
                new XElement(space + "files", delivery.Files.Select(file => new XElement(
                    space + "file",
                    new XAttribute("id", file.Id),
                    new XAttribute("alias", Legal(file.Alias)),
                    new XAttribute("fileName", Legal(file.FileName)),
                    new XAttribute("contentType", Legal(file.ContentType)),
                    new XAttribute("length", file.Content.Length),
                    new XAttribute("sha256", SystemDeliveryJson.Sha256(file)),
                    new XAttribute("file", names[file.Id]))))));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize }))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }

    // XML has no way to write some characters, and a citizen may paste any.
    private static string Legal(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
        }
    }

    // Of the name that the citizen gave, only what the system needs to know the kind of file by.
    private static string EndingOf(string fileName)
    {
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        return ending.Length is > 1 and <= LongestEnding && ending[1..].All(char.IsAsciiLetterOrDigit) ? ending : string.Empty;
    }
}
