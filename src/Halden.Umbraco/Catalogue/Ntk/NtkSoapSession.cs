using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.Catalogue.Ntk;

/// <summary>The run has to stop; the fault is for an editor, and says what to do.</summary>
internal sealed class NtkSoapException(Label fault) : Exception(fault.Nb)
{
    public Label Fault { get; } = fault;
}

/// <summary>
/// One run's conversation with the SOAP service: it logs in, and its session cookie lives as long as this object. Requests
/// go to the configured address only, whatever the WSDL says.
/// </summary>
internal sealed class NtkSoapSession(HttpClient client, NtkSoapOptions options, HttpFaults faults)
{
    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    private const long MaxWsdlCharacters = 4 * 1024 * 1024;

    /// <summary>What to do when it does not let us in.</summary>
    public static readonly Label CheckAccess = new(
        $"Kontroller {NtkSoapOptions.Section}:User og {NtkSoapOptions.Section}:Password, og at avtalen med leverandøren gjelder.",
        $"Kontroller {NtkSoapOptions.Section}:User og {NtkSoapOptions.Section}:Password, og at avtalen med leverandøren gjeld.",
        $"Check {NtkSoapOptions.Section}:User and {NtkSoapOptions.Section}:Password, and that the agreement with the supplier is in force.");

    private readonly CookieContainer _cookies = new();
    private readonly Uri _address = new UriBuilder(options.Url) { Query = string.Empty, Fragment = string.Empty }.Uri;
    private string _namespace = string.Empty;

    /// <summary>Finds the service's namespace and logs in.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _namespace = await NamespaceAsync(cancellationToken);
        IReadOnlyList<NtkSoapReturn> answer;
        try
        {
            answer = await AskAsync("autentisering", [Text(options.User!.Trim()), Text(options.Password!)], cancellationToken);
        }
        catch (NtkSoapFaultException fault)
        {
            throw new NtkSoapException(new Label(
                $"Nasjonal tjenestekatalog avviste innloggingen{Said(fault)}. Ingenting er endret.",
                $"Nasjonal tjenestekatalog avviste innlogginga{Said(fault)}. Ingenting er endra.",
                $"Nasjonal tjenestekatalog refused the sign-in{Said(fault)}. Nothing has been changed.").Then(CheckAccess));
        }

        // What it says to the right password is not known; what it says to a wrong one has to be some kind of no.
        if (answer.Any(said => said.Value.ValueKind == JsonValueKind.String && said.Value.GetString()!.Trim().ToLowerInvariant() is "false" or "nei" or "0" or "-1"))
        {
            throw new NtkSoapException(new Label(
                "Nasjonal tjenestekatalog godtok ikke brukernavn og passord. Ingenting er endret.",
                "Nasjonal tjenestekatalog godtok ikkje brukarnamn og passord. Ingenting er endra.",
                "Nasjonal tjenestekatalog did not accept the user name and password. Nothing has been changed.").Then(CheckAccess));
        }
    }

    /// <summary>Calls an operation; an argument is a text, or an element such as <c>tjenestebeskrivelseID</c> as an earlier answer had it.</summary>
    /// <exception cref="NtkSoapException">It could not be done.</exception>
    public async Task<IReadOnlyList<NtkSoapReturn>> CallAsync(string operation, CancellationToken cancellationToken, params JsonElement[] arguments)
    {
        try
        {
            // An empty return is how some services say "none".
            return [.. (await AskAsync(operation, arguments, cancellationToken)).Where(said => said.IsTooLarge || !IsEmpty(said.Value))];
        }
        catch (NtkSoapFaultException fault)
        {
            throw new NtkSoapException(new(
                $"Nasjonal tjenestekatalog svarte med en feil på {operation}{Said(fault)}. Ingenting er endret. Prøv igjen senere; varer det ved, meld fra til leverandøren.",
                $"Nasjonal tjenestekatalog svarte med ein feil på {operation}{Said(fault)}. Ingenting er endra. Prøv igjen seinare; varer det ved, meld frå til leverandøren.",
                $"Nasjonal tjenestekatalog answered {operation} with a fault{Said(fault)}. Nothing has been changed. Try again later; if it lasts, tell the supplier."));
        }
    }

    /// <summary>A text as an argument.</summary>
    public static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value);

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    private async Task<string> NamespaceAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(_address) { Query = "wsdl" }.Uri);
        return await SendAsync(request, "WSDL", ReadAsync, cancellationToken);

        async Task<string> ReadAsync(Stream wsdl)
        {
            using var xml = XmlReader.Create(wsdl, NtkSoapReader.Settings(MaxWsdlCharacters));
            string? target = null;
            while (await xml.ReadAsync())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (xml.Depth == 0)
                {
                    target = xml.LocalName == "definitions" ? xml.GetAttribute("targetNamespace") : throw new NotSoapException();
                }
                else if (xml is { Depth: 1, LocalName: "import" } && xml.GetAttribute("namespace") is { Length: > 0 } imported)
                {
                    // JAX-WS divides its description where the interface has another namespace than the class behind it.
                    target = imported;
                }
            }

            return target ?? throw new NotSoapException();
        }
    }

    private async Task<IReadOnlyList<NtkSoapReturn>> AskAsync(string operation, IReadOnlyList<JsonElement> arguments, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address);
        request.Content = new ByteArrayContent(Message(operation, arguments));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
        request.Headers.Add("SOAPAction", "\"\"");
        return await SendAsync(request, operation, body => NtkSoapReader.ReadAsync(body, cancellationToken), cancellationToken);
    }

    private byte[] Message(string operation, IReadOnlyList<JsonElement> arguments)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("soap", "Envelope", Envelope);
            xml.WriteStartElement("soap", "Body", Envelope);
            xml.WriteStartElement("ntk", operation, _namespace);
            for (var i = 0; i < arguments.Count; i++)
            {
                Write(xml, string.Create(CultureInfo.InvariantCulture, $"arg{i}"), arguments[i]);
            }
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, string name, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        xml.WriteStartElement(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject())
            {
                Write(xml, field.Name, field.Value);
            }
        }
        else
        {
            xml.WriteString(value.ToString());
        }

        xml.WriteEndElement();
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, string what, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        request.Headers.Accept.ParseAdd("text/xml");
        if (_cookies.GetCookieHeader(_address) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Keep(response);
        var isXml = IsXml(response);

        // SOAP 1.1 sends its faults as 500 (section 6.2); any other bad answer is the web server's own.
        if (faults.Of(response.StatusCode) is { } fault && !(isXml && response.StatusCode == HttpStatusCode.InternalServerError))
        {
            throw new NtkSoapException(fault);
        }

        if (!isXml)
        {
            var type = response.Content.Headers.ContentType?.MediaType switch
            {
                null => new Label("ukjent innhold", "ukjent innhald", "unknown content"),
                "text/html" => new Label("en nettside", "ei nettside", "a web page"),
                var other => new Label(other, other, other),
            };
            throw new NtkSoapException(new(
                $"Nasjonal tjenestekatalog svarte på {what} med {type.Nb} i stedet for XML. Ingenting er endret. Kontroller {NtkSoapOptions.Section}:Url, og prøv igjen senere om tjenesten har vedlikehold.",
                $"Nasjonal tjenestekatalog svarte på {what} med {type.Nn} i staden for XML. Ingenting er endra. Kontroller {NtkSoapOptions.Section}:Url, og prøv igjen seinare om tenesta har vedlikehald.",
                $"Nasjonal tjenestekatalog answered {what} with {type.En} instead of XML. Nothing has been changed. Check {NtkSoapOptions.Section}:Url, and try again later if the service is under maintenance."));
        }

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            await using var limited = new LimitedStream(body, NtkJson.MaxFileBytes);
            var value = await read(limited);
            return response.StatusCode == HttpStatusCode.OK ? value : throw new NtkSoapException(faults.Of(response.StatusCode)!);
        }
        catch (XmlException broken)
        {
            throw new NtkSoapException(new(
                $"Svaret på {what} er avkortet, ikke gyldig XML, for stort, eller har en dokumenttype (DTD), som vi ikke leser (linje {broken.LineNumber}, tegn {broken.LinePosition}). Ingenting er endret. Prøv igjen; varer det ved, meld fra til leverandøren.",
                $"Svaret på {what} er avkorta, ikkje gyldig XML, for stort, eller har ein dokumenttype (DTD), som vi ikkje les (linje {broken.LineNumber}, teikn {broken.LinePosition}). Ingenting er endra. Prøv igjen; varer det ved, meld frå til leverandøren.",
                $"The answer to {what} is cut off, not valid XML, too large, or has a document type (DTD), which we do not read (line {broken.LineNumber}, character {broken.LinePosition}). Nothing has been changed. Try again; if it lasts, tell the supplier."));
        }
        catch (NotSoapException)
        {
            throw new NtkSoapException(new(
                $"Svaret på {what} er XML, men ikke det vi venter av tjenesten. Ingenting er endret. Kontroller {NtkSoapOptions.Section}:Url.",
                $"Svaret på {what} er XML, men ikkje det vi ventar av tenesta. Ingenting er endra. Kontroller {NtkSoapOptions.Section}:Url.",
                $"The answer to {what} is XML, but not what we expect of the service. Nothing has been changed. Check {NtkSoapOptions.Section}:Url."));
        }
        catch (TooLargeException)
        {
            throw new NtkSoapException(new(
                $"Svaret på {what} er større enn {NtkJson.MaxFileBytes / 1024 / 1024} MB. Ingenting er endret. Kontroller {NtkSoapOptions.Section}:Url.",
                $"Svaret på {what} er større enn {NtkJson.MaxFileBytes / 1024 / 1024} MB. Ingenting er endra. Kontroller {NtkSoapOptions.Section}:Url.",
                $"The answer to {what} is larger than {NtkJson.MaxFileBytes / 1024 / 1024} MB. Nothing has been changed. Check {NtkSoapOptions.Section}:Url."));
        }
    }

    // XmlReader sees through a wrong type, but a web page would only be called broken XML.
    private static bool IsXml(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is not { } type || type.EndsWith("/xml", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) && !type.Contains("xhtml", StringComparison.OrdinalIgnoreCase);

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            return;
        }

        foreach (var cookie in cookies)
        {
            try
            {
                _cookies.SetCookies(_address, cookie);
            }
            catch (CookieException)
            {
                // A cookie that is not one is not the session's.
            }
        }
    }

    // A service that repeats what it was sent must not get the password into our log.
    private string Said(NtkSoapFaultException fault) => fault.Message.Length == 0 ? string.Empty
        : $": «{fault.Message.Replace(options.Password!, "•••", StringComparison.Ordinal)}»";
}
