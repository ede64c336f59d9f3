using System.Text.Json.Nodes;
using Halden.Umbraco.Catalogue.Los;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Processes;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.ServiceDescriptions;

namespace Halden.Umbraco.SelfService.Api;

/// <summary>
/// The OpenAPI 3.1 description of the JSON API. Its fields come from the field table and its examples from the code that
/// answers, so it cannot promise what is not given.
/// </summary>
internal static class OpenApiDocument
{
    public static byte[] Render(SelfServiceSite site) => ServiceJson.Bytes(Describe(site));

    public static JsonObject Describe(SelfServiceSite site)
    {
        var sample = Sample(site);
        var service = sample.Find(Cultures.Bokmal, SampleKey)!;
        var found = new SearchAnswer(
            1,
            [new SearchHit(service, 1, new MarkedText([("Barnehage", true), ("plass", false)]), new MarkedText([("Alle barn kan få plass i ", false), ("barnehage", true), (".", false)]))],
            null,
            [.. service.Places.Select(place => new SearchTheme(ServiceSearch.IdOf(place.Top), place.Top.Label.In(Cultures.Bokmal), 1))],
            1);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = $"Selvbetjening – {site.Municipality}",
                ["version"] = "1",
                ["description"] = "Kommunens publiserte og godkjente tjenestebeskrivelser. Nye medlemmer kan komme til i svarene; les dem slik at ukjente medlemmer ikke er feil.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = site.BaseAddress.Length == 0 ? "/" : site.BaseAddress }),
            ["paths"] = new JsonObject
            {
                [$"{SelfServicePaths.Api}/services"] = new JsonObject
                {
                    ["get"] = Operation("listServices", "Alle tjenester på ett språk, alfabetisk",
                        [
                            CultureParameter(), AcceptLanguage(),
                            QueryParameter("theme", "Bare tjenester under dette temaet: siste ledd i temaets adresse, eller adressen i Los.", Text()),
                            QueryParameter("letter", "Bare tjenester under denne bokstaven: A til Å, eller 0–9.", Text()),
                            QueryParameter("fields", $"Bare disse medlemmene av hver tjeneste, med komma mellom: {string.Join(", ", ServiceListQuery.Members)}.", Text()),
                            QueryParameter("page", "Hvilken side, fra 1.", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
                            QueryParameter("pageSize", "Tjenester per side; 50 når bare «page» er med. Uten begge kommer alle.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ServiceListQuery.LargestPage }),
                        ],
                        "ServiceList",
                        JsonNode.Parse(sample.In(Cultures.Bokmal).ListJson.In(ContentCoding.Identity).Bytes.Span)!, 400, 503),
                },
                [$"{SelfServicePaths.Api}/themes"] = new JsonObject
                {
                    ["get"] = Operation("listThemes", "Temaene i Los som har tjenester, hvert hovedtema med sine temaer", [CultureParameter(), AcceptLanguage()], "ThemeList",
                        JsonNode.Parse(sample.In(Cultures.Bokmal).ThemesJson.In(ContentCoding.Identity).Bytes.Span)!, 400, 503),
                },
                [$"{SelfServicePaths.Api}/services/{{slug}}"] = new JsonObject
                {
                    ["get"] = Operation("getService", "Én tjeneste, hele beskrivelsen. En adresse tjenesten har hatt før, svarer 301 med den gjeldende.",
                        [SlugParameter(), CultureParameter(), AcceptLanguage()], "Service",
                        ServiceJson.Description(site, service), 400, 404, 503),
                },
                [$"{SelfServicePaths.Api}/letters"] = new JsonObject
                {
                    ["get"] = Operation("listLetters", "Bokstavene som har tjenester, A til Å, og så tall og tegn", [CultureParameter(), AcceptLanguage()], "LetterList",
                        JsonNode.Parse(sample.In(Cultures.Bokmal).LettersJson.In(ContentCoding.Identity).Bytes.Span)!, 400, 503),
                },
                [$"{SelfServicePaths.Api}/search"] = new JsonObject
                {
                    ["get"] = Operation("search", "Søk i det som er publisert og godkjent, best treff først",
                        [
                            CultureParameter(), AcceptLanguage(), Searched(),
                            QueryParameter("theme", "Bare tjenester under dette hovedtemaet: som i fasettene, eller adressen i Los.", Text()),
                            QueryParameter("online", "Bare det som kan søkes på nett nå.", new JsonObject { ["type"] = "boolean" }),
                            QueryParameter("page", "Hvilken side, fra 1.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 1000 }),
                            QueryParameter("pageSize", "Treff per side; ellers 10.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ApiSearchQuery.LargestPage }),
                        ],
                        "SearchResult", new ApiSearchQuery("barnehage", null, false, 1, 10, false).Answer(site, Cultures.Bokmal, found), 400, 429, 503),
                },
                [$"{SelfServicePaths.Api}/suggest"] = new JsonObject
                {
                    ["get"] = Operation("suggest", "Høyst sju tjenester mens noen skriver", [CultureParameter(), AcceptLanguage(), Searched()], "SuggestionList",
                        ApiSearchQuery.Suggestions(site, Cultures.Bokmal, found), 400, 429, 503),
                },
                [$"{SelfServicePaths.Api}/forms"] = new JsonObject
                {
                    ["get"] = Operation("listForms", "Tjenestene som har elektronisk skjema, alfabetisk", [CultureParameter(), AcceptLanguage()], "FormList",
                        JsonNode.Parse(sample.In(Cultures.Bokmal).FormsJson.In(ContentCoding.Identity).Bytes.Span)!, 400, 503),
                },
                [$"{SelfServicePaths.Api}/changes"] = new JsonObject
                {
                    ["get"] = Operation("listChanges", "Hva som er nytt, endret og tatt bort, for nettsteder som har en kopi. Første gang uten «since», siden med «next» fra forrige svar.",
                        [
                            QueryParameter("since", "«next» fra forrige svar, som det er.", Text()),
                            QueryParameter("culture", "Bare dette språket; uten den alle.", Culture()),
                            QueryParameter("pageSize", "Hvor mange endringer i ett svar; ellers 500.", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ChangeQuery.LargestPage }),
                        ],
                        "ChangeList",
                        ChangeList.Empty.With([new PublicChange { DocumentKey = SampleKey, Culture = Cultures.Bokmal, Slug = service.Slug, Hash = string.Empty, IsPublic = true, Number = sample.Moment.UtcTicks, AddedNumber = sample.Moment.UtcTicks }])
                            .Answer(new ChangeQuery(null, null, 1), sample)!,
                        400, 410, 429, 503),
                },
                [$"{SelfServicePaths.Api}/forms/{{slug}}"] = new JsonObject
                {
                    ["get"] = Operation("getForm", "Skjemaet til én tjeneste, i formen til Umbraco Forms: spørsmål, valg og vilkår slik innbyggeren møter dem. Det sendes inn på «applyUrl».",
                        [SlugParameter(), CultureParameter(), AcceptLanguage()], "Form", FormAnswer.Of(site, service), 400, 404, 503),
                },
            },
            ["components"] = new JsonObject { ["schemas"] = Schemas() },
        };
    }

    private static readonly Guid SampleKey = new("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0001");

    // A service with every field of the table filled in.
    private static SelfServiceSnapshot Sample(SelfServiceSite site)
    {
        var text = new ServiceText("Barnehageplass", ServiceFields.Public.Select(field => KeyValuePair.Create(field.Alias, SampleValue(field))));
        var shown = new ShownService(SampleKey, new Dictionary<string, ShownText> { [Cultures.Bokmal] = new(text, new DateOnly(2026, 3, 1)) }, SampleForm(), SampleProcess());
        var addresses = new AddressBook([new ServiceAddress { Culture = Cultures.Bokmal, Slug = "barnehageplass", DocumentKey = SampleKey, IsCurrent = true }]);
        return SelfServiceSnapshot.Build([shown], addresses, site, LosVocabulary.Themes, new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(1)));
    }

    private static CitizensProcess SampleProcess() => new(
    [
        new(1, ProcessNodeKind.Step, "Fyll ut og send søknaden", "Foresatte", 20, [new(null, 2, IsNext: true)]),
        new(2, ProcessNodeKind.Decision, "Er søknaden komplett?", "Barnehagekontoret", null, [new("Ja", 3, IsNext: false), new("Nei", 1, IsNext: false)]),
        new(3, ProcessNodeKind.End, "Svaret er sendt", null, null, []),
    ]);

    internal static FormDefinition SampleForm()
    {
        var siblings = new Guid("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0002");
        return new FormDefinition
        {
            Id = new Guid("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0003"),
            Name = "Søknad om barnehageplass",
            SubmitLabel = "Send søknaden",
            Pages =
            [
                new FormPage
                {
                    Caption = "Barnet",
                    Fieldsets =
                    [
                        new FormFieldset
                        {
                            Id = new Guid("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0004"),
                            Columns =
                            [
                                new FormColumn
                                {
                                    Fields =
                                    [
                                        new FormField
                                        {
                                            Id = siblings,
                                            Alias = "sosken",
                                            Caption = "Har barnet søsken i barnehage?",
                                            Required = true,
                                            PreValues = [new("ja", "Ja"), new("nei", "Nei")],
                                            Type = new FormTypeReference { Id = FormFieldType.SingleChoice.Id },
                                        },
                                        new FormField
                                        {
                                            Id = new Guid("6f2b1a00-5d0e-4c51-8f5e-0a17c0de0005"),
                                            Alias = "bekreftelse",
                                            Caption = "Legg ved bekreftelsen",
                                            HelpText = "Et bilde av brevet er nok.",
                                            Condition = new FormCondition(FormConditionAction.Show, FormConditionLogic.All, [new FormRule(siblings, FormOperator.Is, "ja")]),
                                            FileUploadOptions = new FormFileOptions(false, ["pdf", "jpg"]),
                                            Settings = new Dictionary<string, string> { ["maximumLength"] = "200" },
                                            Type = new FormTypeReference { Id = FormFieldType.FileUpload.Id },
                                        },
                                    ],
                                },
                            ],
                        },
                    ],
                },
            ],
        };
    }

    private static string SampleValue(ServiceField field) =>
        field.Alias == ServiceFields.Lead ? "Alle barn mellom ett år og skolealder kan få plass i barnehage."
        : field.Alias == "email" ? "barnehage@example.no"
        : field.Alias == "telephone" ? "69 17 45 00"
        : field.Kind == FieldKind.Html ? $"<p>{field.Label.Nb}</p>"
        : field.Kind == FieldKind.Links ? ServiceLink.Canonical([new ServiceLink("Barnehageloven", "https://lovdata.no/lov/2005-06-17-64")])
        : field.Kind == FieldKind.Date ? "2026-03-01"
        : field.Kind == FieldKind.Flag ? "true"
        : field.Vocabulary == FieldVocabulary.LosSubjects ? "https://psi.norge.no/los/tema/barnehage\nbarn"
        : field.Kind == FieldKind.List ? "barnehage\nbarn"
        : field.Label.Nb;

    private static JsonObject Schemas()
    {
        var schemas = new JsonObject
        {
            ["ServiceList"] = Object(
                ("culture", Culture()),
                ("total", new JsonObject { ["type"] = "integer", ["minimum"] = 0 }),
                ("messages", ArrayOf(Reference("Message"))),
                ("items", ArrayOf(Reference("ServiceListItem")))).With(
                ("page", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "bare når det er bedt om sider" }),
                ("pageSize", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "bare når det er bedt om sider" })),
            ["ThemeList"] = Object(
                ("culture", Culture()),
                ("items", ArrayOf(Reference("MainTheme")))),
            ["MainTheme"] = Object([.. ThemeMembers(), ("themes", ArrayOf(Reference("SubTheme")))]),
            ["SubTheme"] = Object(ThemeMembers()),
            ["ServiceListItem"] = Object(
                ("key", Text("uuid")),
                ("slug", Text()),
                ("title", Text()),
                ("lead", Text()),
                ("url", Text("uri-reference")),
                ("applyUrl", ApplyUrl()),
                ("updated", Text("date")),
                ("keywords", ArrayOf(Text())),
                ("themes", ArrayOf(Reference("Theme"))),
                ("cultures", ArrayOf(Culture())),
                ("messages", ArrayOf(Reference("Message")))),
            ["Service"] = Object(
                ("key", Text("uuid")),
                ("slug", Text()),
                ("title", Text()),
                ("lead", Text()),
                ("culture", Culture()),
                ("url", Text("uri-reference")),
                ("applyUrl", ApplyUrl()),
                ("updated", Text("date")),
                ("cultures", ArrayOf(Object(("culture", Culture()), ("url", Text("uri-reference"))))),
                ("messages", ArrayOf(Reference("Message"))),
                ("themes", ArrayOf(Reference("Theme"))),
                ("subjects", ArrayOf(Reference("Subject"))),
                ("lifeEvents", ArrayOf(Reference("Subject"))),
                ("sections", ArrayOf(Reference("Section")))).With(
                ("process", Reference("Process"))),
            ["Process"] = Object(
                ("culture", Culture()),
                ("steps", ArrayOf(Object(
                    ("number", Count()),
                    ("kind", OneOfTexts(new[] { ProcessNodeKind.Start, ProcessNodeKind.Step, ProcessNodeKind.Decision, ProcessNodeKind.End }.Select(ServiceJson.KindOf))),
                    ("name", Text()),
                    ("who", NullableText()),
                    ("minutes", new JsonObject { ["type"] = new JsonArray("integer", "null"), ["minimum"] = 1, ["description"] = "minutter arbeid; ventetid er ikke med" }),
                    ("ways", ArrayOf(Object(
                        ("answer", NullableText("svaret på et spørsmål (decision); null ellers")),
                        ("to", Count().With("nummeret på steget det går videre til")))))))))
                .With("«Slik behandles søknaden», på språket den er skrevet på; bare der kommunen viser den"),
            ["Message"] = Object(
                ("severity", OneOfTexts(["info", "warning"])),
                ("text", new JsonObject { ["type"] = "string", ["description"] = "ren tekst, høyst 300 tegn" }),
                ("culture", Culture()),
                ("from", Text("date-time")),
                ("until", Text("date-time"))),
            ["Section"] = Object(
                ("alias", OneOfTexts(ServiceSections.All.Select(section => section.Alias))),
                ("title", Text()),
                ("fields", ArrayOf(new JsonObject
                {
                    ["oneOf"] = new JsonArray([.. Kinds().Select(kind => (JsonNode)Reference(FieldSchema(kind)))]),
                    ["discriminator"] = new JsonObject
                    {
                        ["propertyName"] = "kind",
                        ["mapping"] = new JsonObject(Kinds().Select(kind => KeyValuePair.Create(kind.Name, (JsonNode?)$"#/components/schemas/{FieldSchema(kind)}"))),
                    },
                }))),
            ["Theme"] = Object(
                ("psi", Text("uri")),
                ("name", Text()),
                ("under", new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "psi til hovedtemaet det står under; null for et hovedtema" })),
            ["Subject"] = Object(
                ("psi", new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "null for et ord som ikke er i Los" }),
                ("name", Text())),
            ["Link"] = Object(
                ("title", Text()),
                ("url", new JsonObject { ["type"] = new JsonArray("string", "null"), ["description"] = "null der lenken går til noe som ikke er offentlig" })),
            ["ChangeList"] = Object(
                ("items", ArrayOf(Reference("Change"))),
                ("next", Text()),
                ("nextUrl", Text("uri-reference")),
                ("hasMore", new JsonObject { ["type"] = "boolean", ["description"] = "om det er mer å hente på «nextUrl» med en gang" })),
            ["Change"] = Object(
                ("change", OneOfTexts(["added", "changed", "removed"])),
                ("key", Text("uuid")),
                ("culture", Culture()),
                ("slug", Text()),
                ("title", NullableText("null for det som er tatt bort")),
                ("url", NullableText("null for det som er tatt bort")),
                ("serviceUrl", NullableText("tjenesten i dette API-et; null for det som er tatt bort")),
                ("changedAt", Text("date-time"))),
            ["LetterList"] = Object(
                ("culture", Culture()),
                ("items", ArrayOf(Object(
                    ("letter", Text()),
                    ("services", Count()),
                    ("url", Text("uri-reference")))))),
            ["SearchResult"] = Object(
                ("culture", Culture()),
                ("query", Text()),
                ("didYouMean", NullableText("teksten med skrivefeil rettet; null når det ikke er noe å rette")),
                ("total", Count()),
                ("page", Count()),
                ("pageSize", Count()),
                ("facets", Object(
                    ("themes", ArrayOf(Object(("theme", Text()), ("name", Text()), ("services", Count())))),
                    ("online", Count()))),
                ("items", ArrayOf(Object(
                    ("key", Text("uuid")),
                    ("slug", Text()),
                    ("title", Reference("MarkedText")),
                    ("snippet", Reference("MarkedText")),
                    ("url", Text("uri-reference")),
                    ("applyUrl", ApplyUrl()))))),
            ["MarkedText"] = Object(
                ("text", Text()),
                ("marks", ArrayOf(Object(("start", Count()), ("length", Count()))).With("hvor i teksten det som ble søkt etter står, i UTF-16-enheter, som i JavaScript"))),
            ["SuggestionList"] = Object(
                ("culture", Culture()),
                ("items", ArrayOf(Object(("key", Text("uuid")), ("slug", Text()), ("title", Text()), ("url", Text("uri-reference")))))),
            ["FormList"] = Object(
                ("culture", Culture()),
                ("total", Count()),
                ("items", ArrayOf(Object(FormHeading())))),
            ["Form"] = Object(
            [
                .. FormHeading(),
                ("culture", Culture()),
                ("id", Text("uuid")),
                ("name", Text()),
                ("submitLabel", NullableText()),
                ("messageOnSubmit", NullableText()),
                ("pages", ArrayOf(Object(
                    ("caption", NullableText()),
                    ("condition", Optional("FormCondition")),
                    ("fieldsets", ArrayOf(Object(
                        ("id", Text("uuid")),
                        ("caption", NullableText()),
                        ("condition", Optional("FormCondition")),
                        ("columns", ArrayOf(Object(
                            ("caption", NullableText()),
                            ("width", Count()),
                            ("fields", ArrayOf(Reference("FormField"))))))))))))
            ]),
            ["FormField"] = Object(
                ("id", Text("uuid")),
                ("alias", Text()),
                ("caption", Text()),
                ("helpText", NullableText()),
                ("required", Flag()),
                ("requiredErrorMessage", NullableText()),
                ("pattern", NullableText("et regulært uttrykk som hele svaret må svare til")),
                ("patternInvalidErrorMessage", NullableText()),
                ("condition", Optional("FormCondition")),
                ("fileUploadOptions", Optional("FormFileOptions")),
                ("preValues", ArrayOf(Object(("value", Text()), ("caption", Text())))),
                ("settings", Object().With(("maximumLength", Text()), ("placeholder", Text()), ("bodyText", new JsonObject { ["type"] = "string", ["contentMediaType"] = "text/html" }))),
                ("autocomplete", NullableText("hva nettleseren kan fylle ut, som i HTML")),
                ("type", Object(("id", Text("uuid")), ("alias", NullableText("null for en type vi ikke kjenner")), ("isQuestion", Flag())))),
            ["FormCondition"] = Object(
                ("actionType", OneOfTexts(Enum.GetNames<FormConditionAction>())),
                ("logicType", OneOfTexts(Enum.GetNames<FormConditionLogic>())),
                ("rules", ArrayOf(Object(("field", Text("uuid")), ("operator", OneOfTexts(Enum.GetNames<FormOperator>())), ("value", NullableText())))),
                ("isComplete", Flag().With("om det ikke er mer enn disse reglene som avgjør"))),
            ["FormFileOptions"] = Object(
                ("allowAllUploadExtensions", Flag()),
                ("allowedUploadExtensions", ArrayOf(Text())),
                ("allowMultipleFileUploads", Flag())),
            ["Problem"] = Object(
                ("type", Text()),
                ("title", Text()),
                ("status", new JsonObject { ["type"] = "integer" }),
                ("detail", Text())).With(("cultures", ArrayOf(Culture()))),
        };
        foreach (var kind in Kinds())
        {
            schemas[FieldSchema(kind)] = Object(
                ("alias", OneOfTexts(ServiceFields.Public.Where(field => field.Kind == kind && PublicSection.InApi(field)).Select(field => field.Alias))),
                ("heading", Text()),
                ("kind", new JsonObject { ["const"] = kind.Name }),
                ("value", Value(kind)));
        }

        return schemas;
    }

    private static IEnumerable<FieldKind> Kinds() =>
        FieldKind.All.Where(kind => ServiceFields.Public.Any(field => field.Kind == kind && PublicSection.InApi(field)));

    private static string FieldSchema(FieldKind kind) => $"{char.ToUpperInvariant(kind.Name[0])}{kind.Name[1..]}Field";

    private static JsonObject Value(FieldKind kind) =>
        kind == FieldKind.Flag ? new JsonObject { ["type"] = "boolean" }
        : kind == FieldKind.List ? ArrayOf(Text())
        : kind == FieldKind.Links ? ArrayOf(Reference("Link"))
        : kind == FieldKind.Date ? Text("date")
        : kind == FieldKind.Html ? new JsonObject { ["type"] = "string", ["contentMediaType"] = "text/html" }
        : Text();

    private static JsonObject Operation(
        string id, string summary, JsonArray parameters, string schema, JsonNode example, params IEnumerable<int> problems)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "Svaret",
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(schema), ["example"] = example } },
            },
            ["304"] = new JsonObject { ["description"] = "Uendret siden svaret med denne ETag-en" },
        };
        foreach (var status in problems)
        {
            responses[$"{status}"] = new JsonObject
            {
                ["description"] = status switch
                {
                    400 => "Ukjent språk, eller noe annet i spørringen som ikke kan forstås",
                    410 => "«since» er fra en annen historie enn denne; begynn på nytt",
                    429 => "For mange forespørsler; se Retry-After",
                    404 => "Ingen publisert tjeneste har denne adressen på dette språket, eller den har ikke skjema",
                    _ => "Ikke klar ennå; se Retry-After",
                },
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = Reference("Problem") } },
            };
        }

        return new JsonObject { ["operationId"] = id, ["summary"] = summary, ["parameters"] = parameters, ["responses"] = responses };
    }

    private static (string, JsonObject)[] ThemeMembers() =>
    [
        ("psi", Text("uri")),
        ("slug", Text()),
        ("name", Text()),
        ("url", Text("uri-reference")),
        ("services", new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "hvor mange tjenester som står under det" }),
    ];

    private static (string, JsonObject)[] FormHeading() =>
    [
        ("key", Text("uuid")),
        ("slug", Text()),
        ("title", Text()),
        ("url", Text("uri-reference")),
        ("applyUrl", ApplyUrl()),
        ("opens", new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date", ["description"] = "første dag det kan søkes" }),
        ("closes", new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date", ["description"] = "siste dag det kan søkes" }),
        ("signIn", OneOfTexts(["none", "optional", "required"])),
    ];

    private static JsonObject Searched() => new()
    {
        ["name"] = "q",
        ["in"] = "query",
        ["required"] = true,
        ["description"] = "Det som er skrevet. Det blir verken logget eller lagret.",
        ["schema"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = LuceneSearch.LongestText },
    };

    private static JsonObject Count() => new() { ["type"] = "integer", ["minimum"] = 0 };

    private static JsonObject Flag() => new() { ["type"] = "boolean" };

    private static JsonObject NullableText(string? description = null)
    {
        var text = new JsonObject { ["type"] = new JsonArray("string", "null") };
        return description is null ? text : text.With(description);
    }

    private static JsonObject Optional(string schema) => new() { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, Reference(schema)) };

    private static JsonObject With(this JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject ApplyUrl() => new()
    {
        ["type"] = new JsonArray("string", "null"),
        ["description"] = "det elektroniske skjemaet; null når tjenesten ikke har et, eller det ikke kan søkes nå",
    };

    // Members that are not always there.
    private static JsonObject With(this JsonObject schema, params (string Name, JsonObject Schema)[] members)
    {
        foreach (var (name, member) in members)
        {
            schema["properties"]![name] = member;
        }

        return schema;
    }

    private static JsonObject QueryParameter(string name, string description, JsonObject schema) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["required"] = false,
        ["description"] = description,
        ["schema"] = schema,
    };

    private static JsonObject CultureParameter() => new()
    {
        ["name"] = "culture",
        ["in"] = "query",
        ["required"] = false,
        ["description"] = "Språk. Uten den avgjør Accept-Language, og ellers bokmål.",
        ["schema"] = Culture(),
    };

    private static JsonObject AcceptLanguage() => new()
    {
        ["name"] = "Accept-Language",
        ["in"] = "header",
        ["required"] = false,
        ["schema"] = Text(),
    };

    private static JsonObject SlugParameter() => new()
    {
        ["name"] = "slug",
        ["in"] = "path",
        ["required"] = true,
        ["description"] = "Siste ledd i tjenestens adresse på språket.",
        ["schema"] = Text(),
    };

    private static JsonObject Object(params IEnumerable<(string Name, JsonObject Schema)> members)
    {
        var list = members.ToList();
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. list.Select(member => (JsonNode)member.Name)]),
            ["properties"] = new JsonObject(list.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        };
    }

    private static JsonObject ArrayOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Culture() => OneOfTexts(Cultures.All);

    private static JsonObject OneOfTexts(IEnumerable<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject Text(string? format = null) =>
        format is null ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["format"] = format };

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };
}
