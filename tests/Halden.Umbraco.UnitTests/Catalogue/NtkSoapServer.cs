using System.Xml.Linq;
using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halden.Umbraco.UnitTests.Catalogue;

/// <summary>The SOAP service of Nasjonal tjenestekatalog as its public clients have seen it, on this machine.</summary>
internal sealed class NtkSoapServer : IAsyncDisposable
{
    public const string User = "halden";

    public const string Password = "hemmelig-<passord>&123";

    private const string Namespace = "http://ws.katalog.example/";

    private readonly Dictionary<string, Func<HttpContext, Task>> _answers = [];
    private readonly List<(string Operation, XElement Call)> _calls = [];
    private LocalServer _server = null!;
    private ServiceProvider _services = null!;

    public IReadOnlyList<(string Operation, XElement Call)> Calls => _calls;

    public IEnumerable<string> Operations => _calls.Select(call => call.Operation);

    public NtkSoapSource Source => _services.GetServices<ICatalogueSource>().OfType<NtkSoapSource>().Single();

    public static async Task<NtkSoapServer> StartAsync(
        string password = Password, string timeout = "00:00:30", ILoggerProvider? log = null, Dictionary<string, string?>? settings = null)
    {
        var soap = new NtkSoapServer();
        soap._server = await LocalServer.StartAsync(soap.AnswerAsync);
        soap._services = LocalServer.Services(
            new(settings ?? [])
            {
                ["NtkSoap:Url"] = $"{soap._server.Address}/ws7/katalog?wsdl",
                ["NtkSoap:User"] = User,
                ["NtkSoap:Password"] = password,
                ["NtkSoap:Timeout"] = timeout,
            },
            log);
        soap.On("WSDL", context => WriteAsync(context, $"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/' targetNamespace='{Namespace}'><service name='k'><port name='p'><address location='http://annet.sted.invalid/'/></port></service></definitions>"));
        soap.On("autentisering", context =>
        {
            var call = soap._calls[^1].Call;
            if (call.Element("arg0")?.Value != User || call.Element("arg1")?.Value != Password)
            {
                return WriteAsync(context, Answer("autentisering", "<return>false</return>"));
            }

            context.Response.Headers.SetCookie = "JSESSIONID=okt; Path=/ws7; HttpOnly";
            return WriteAsync(context, Answer("autentisering", "<return>true</return>"));
        });
        return soap.Returns("hentOversikt", string.Empty).Returns("hentAlleTjenestebeskrivelser", string.Empty);
    }

    public NtkSoapServer On(string operation, Func<HttpContext, Task> answer)
    {
        _answers[operation] = answer;
        return this;
    }

    public NtkSoapServer Returns(string operation, string returns) => On(operation, context => WriteAsync(context, Answer(operation, returns)));

    public NtkSoapServer Says(string operation, string body, string type = "text/xml; charset=utf-8", int status = 200) => On(operation, context => WriteAsync(context, body, type, status));

    public Task<CatalogueReading> ReadAsync() => Source.ReadAsync(null, TestContext.Current.CancellationToken);

    public static string Answer(string operation, string returns) =>
        $"<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><n:{operation}Response xmlns:n='urn:hva-som-helst' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>{returns}</n:{operation}Response></S:Body></S:Envelope>";

    public static string Fault(string text) =>
        $"<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><S:Fault><faultcode>S:Server</faultcode><faultstring>{new XText(text)}</faultstring></S:Fault></S:Body></S:Envelope>";

    public static string Identity(int id, string variant = "") =>
        $"<tjenestebeskrivelseID><land>NO</land><sprak>no</sprak><tjenesteID>{id}</tjenesteID>{(variant.Length == 0 ? "<variant xsi:nil='true'/>" : $"<variant>{variant}</variant>")}<versjon>3</versjon></tjenestebeskrivelseID>";

    public static string Description(int id, string name, string more = "", string variant = "") => $"<return>{more}<navn>{name}</navn>{Identity(id, variant)}</return>";

    public static string Listed(int id, string name, string variant = "", string status = "publisert") =>
        $"<return><endret>2016-03-17 12:37</endret><navn>{name}</navn><revisjon>2</revisjon><status>{status}</status>{Identity(id, variant)}</return>";

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static Task WriteAsync(HttpContext context, string body, string type = "text/xml; charset=utf-8", int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/ws7/katalog")
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (context.Request.Method == "GET" && context.Request.QueryString.Value == "?wsdl")
        {
            await _answers["WSDL"](context);
            return;
        }

        var envelope = await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
        var call = envelope.Root!.Elements().Single().Elements().Single();
        var operation = call.Name.LocalName;
        _calls.Add((operation, call));
        if (call.Name.NamespaceName != Namespace || context.Request.Headers["SOAPAction"] != "\"\"")
        {
            await WriteAsync(context, Fault($"Cannot find dispatch method for {call.Name}"), status: 500);
        }
        else if (operation != "autentisering" && context.Request.Cookies["JSESSIONID"] != "okt")
        {
            await WriteAsync(context, Fault("Ikke autentisert"), status: 500);
        }
        else
        {
            await _answers[operation](context);
        }
    }
}
