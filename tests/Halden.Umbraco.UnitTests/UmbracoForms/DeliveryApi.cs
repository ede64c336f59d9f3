using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.UnitTests.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

/// <summary>
/// Another site's Forms Delivery API, built from its documented contract: definitions by id, entries by the form's id, the key in
/// <c>Api-Key</c>; 202, 400, 401, 404, 415 and 422 where it says them.
/// https://docs.umbraco.com/umbraco-forms/developer/ajaxforms
/// </summary>
internal sealed class DeliveryApi : IAsyncDisposable
{
    public const string Key = "nokkelen-til-skjemaene";

    private readonly CancellationTokenSource _stop = new();
    private LocalServer? _server;

    public Uri Address => new(_server!.Address);

    /// <summary>Form → its definition, as the API gives it.</summary>
    public ConcurrentDictionary<Guid, JsonObject> Forms { get; } = [];

    public ConcurrentQueue<JsonObject> Entries { get; } = [];

    public ConcurrentQueue<string> Queries { get; } = [];

    /// <summary>Answers to everything with that; 0 for as documented.</summary>
    public int Status { get; set; }

    /// <summary>Takes entries and says nothing.</summary>
    public bool TakesAndHangs { get; set; }

    public static async Task<DeliveryApi> StartAsync()
    {
        var api = new DeliveryApi();
        api._server = await LocalServer.StartAsync(api.AnswerAsync);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server!.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>A form with a required question, several choices and files, as the documentation shows one.</summary>
    public Guid Add(string name = "Søknad om båtplass")
    {
        var id = Guid.NewGuid();
        Forms[id] = JsonNode.Parse(
            $$"""
            {
              "id": "{{id}}", "name": "{{name}}", "indicator": "*", "cssClass": null, "nextLabel": "Neste", "previousLabel": "Forrige", "submitLabel": "Send",
              "disableDefaultStylesheet": false, "fieldIndicationType": "MarkMandatoryFields", "hideFieldValidation": false, "showValidationSummary": false,
              "messageOnSubmit": "Takk!", "messageOnSubmitIsHtml": false, "gotoPageOnSubmit": null, "gotoPageOnSubmitRoute": null, "validationRules": [],
              "pages": [{ "caption": "Båten", "condition": null, "fieldsets": [{
                "id": "{{Guid.NewGuid()}}", "caption": "", "condition": null, "columns": [{ "caption": "", "width": 12, "fields": [
                  {{Field("navn", "3F92E01B-29E2-4A30-BF33-9DF5580ED52C", isRequired: true)}},
                  {{Field("slag", "FAB43F20-A6BF-11DE-A28F-9B5755D89593", preValues: """{ "value": "seil", "caption": "Seilbåt" }, { "value": "motor", "caption": "Motorbåt" }""")}},
                  {{Field("kart", "84A17CF8-B711-46A6-9840-0E4A072AD000", files: """{ "allowAllUploadExtensions": false, "allowedUploadExtensions": ["pdf"], "allowMultipleFileUploads": false }""")}},
                  {{Field("referanse", "DA206CAE-1C52-434E-B21A-4A7C198AF877")}}
                ] }] }] }]
            }
            """)!.AsObject();
        return id;
    }

    private static string Field(string alias, string type, bool isRequired = false, string preValues = "", string files = "null") =>
        $$"""
        { "id": "{{Guid.NewGuid()}}", "alias": "{{alias}}", "caption": "Hva er {{alias}}?", "helpText": null, "cssClass": null, "required": {{(isRequired ? "true" : "false")}},
          "requiredErrorMessage": "Skriv {{alias}}.", "pattern": null, "patternInvalidErrorMessage": null, "condition": null, "fileUploadOptions": {{files}},
          "preValues": [{{preValues}}], "settings": { "defaultValue": "", "placeholder": null },
          "type": { "id": "{{type}}", "name": "Felt", "supportsPreValues": false, "supportsUploadTypes": false, "renderInputType": "Single" } }
        """;

    private async Task AnswerAsync(HttpContext context)
    {
        const string root = "/umbraco/forms/delivery/api/v1/";
        var (request, response) = (context.Request, context.Response);
        Queries.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        var path = request.Path.Value!;
        if (Status != 0)
        {
            response.StatusCode = Status;
        }
        else if (request.Headers["Api-Key"] != Key)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (!path.StartsWith(root, StringComparison.Ordinal) || path[root.Length..].Split('/') is not [var kind, var given] || !Guid.TryParse(given, out var id) || !Forms.TryGetValue(id, out var form))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (HttpMethods.IsGet(request.Method) && kind == "definitions")
        {
            await response.WriteAsJsonAsync(form);
        }
        else if (HttpMethods.IsPost(request.Method) && kind == "entries")
        {
            await ReceiveAsync(context, form);
        }
        else
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
    }

    private async Task ReceiveAsync(HttpContext context, JsonObject form)
    {
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        JsonObject entry;
        try
        {
            entry = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var fields = form["pages"]![0]!["fieldsets"]![0]!["columns"]![0]!["fields"]!.AsArray();
        var missing = fields.Where(field => (bool)field!["required"]! && entry["values"]?[(string)field["alias"]!] is null).ToList();
        if (missing.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await context.Response.WriteAsJsonAsync(new
            {
                errors = missing.ToDictionary(field => (string)field!["alias"]!, field => new[] { $"{field!["requiredErrorMessage"]} Du skrev {entry["values"]}." }),
                status = 422,
                title = "One or more validation errors occurred.",
            });
            return;
        }

        Entries.Enqueue(entry);
        if (TakesAndHangs)
        {
            await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, context.RequestAborted).Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsJsonAsync(new { messageOnSubmit = "Takk!", messageOnSubmitIsHtml = false, gotoPageOnSubmit = (Guid?)null });
    }
}
