using Halden.Umbraco.Catalogue;
using Halden.Umbraco.Catalogue.Ntk;
using Halden.Umbraco.ServiceDescriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static Halden.Umbraco.UnitTests.Catalogue.NtkSoapServer;

namespace Halden.Umbraco.UnitTests.Catalogue;

public class NtkSoapSourceTests
{
    [Fact]
    public async Task LogsInAndReadsEverything()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", Description(1, "Barnehage") + Description(1, "Barnehage", variant: "NY") + Description(2, "Skole"));

        var reading = await soap.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal([("1", "nb-NO"), ("1", "nn-NO"), ("2", "nb-NO")], reading.Items.Cast<NationalDescription>().Select(item => (item.ServiceId, item.Culture)));
        Assert.Equal(["autentisering", "hentOversikt", "hentAlleTjenestebeskrivelser"], soap.Operations);
        Assert.Equal("ntk-soap", soap.Source.Id);
        Assert.Equal("ntk", soap.Source.Name);
    }

    [Fact]
    public async Task GivesTheSameDescriptionAsTheJson()
    {
        var json = NtkItem.Service(7, "Støttekontakt")
            .With("beskrivelse", "<p>Hjelp til <b>fritid</b> &amp; kultur</p>")
            .With("kriterier", "<br />\r\n").With("pris", "").With("partnere", "aaa").With("stikkord", "fritid, hjelp")
            .With("lovpalagtTjeneste", true).With("datoOppdatert", "2016-03-17 12:37").With("internSaksgang", "<p>Ring saksbehandler</p>")
            .With("dokumentRef", new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["dokumenttypeID"] = 6, ["tittel"] = "Søknad", ["uri"] = "https://skjema.example/1" },
                new System.Text.Json.Nodes.JsonObject { ["dokumenttypeID"] = 1, ["tittel"] = "Loven", ["uri"] = "https://lovdata.example/1" }))
            .With("emneordRefs", new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["psi"] = "http://psi.norge.no/los/emneord/stotte" }))
            .Read();
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", Description(7, "Støttekontakt", """
            <beskrivelse>&lt;p&gt;Hjelp til &lt;b&gt;fritid&lt;/b&gt; &amp;amp; kultur&lt;/p&gt;</beskrivelse>
            <datoOppdatert>2016-03-17 12:37</datoOppdatert>
            <dokumentRef><dokumenttypeID>6</dokumenttypeID><tittel>Søknad</tittel><uri>https://skjema.example/1</uri></dokumentRef>
            <dokumentRef><dokumenttypeID>1</dokumenttypeID><tittel>Loven</tittel><uri>https://lovdata.example/1</uri></dokumentRef>
            <emneordRefs><psi>http://psi.norge.no/los/emneord/stotte</psi></emneordRefs>
            <fletteBeskrivelse>1</fletteBeskrivelse><flettePris>0</flettePris>
            <internSaksgang><![CDATA[<p>Ring saksbehandler</p>]]></internSaksgang>
            <kriterier>&lt;br /&gt;&#13;
            </kriterier>
            <livsITRefs xsi:nil="true"/>
            <lovpalagtTjeneste>true</lovpalagtTjeneste>
            <partnere>&lt;p&gt;&#13;&#10;&#9;null&lt;/p&gt;&#13;&#10;</partnere>
            <pris xsi:nil="true"/>
            <status>publisert</status><statusBeskrivelse>2</statusBeskrivelse>
            <stikkord>fritid, hjelp</stikkord>
            """));

        var read = Assert.IsType<NationalDescription>(Assert.Single((await soap.ReadAsync()).Items));

        Assert.Equal(json.Fields.ToJson(), read.Fields.ToJson());
        Assert.Equal(json.Updated, read.Updated);
        Assert.Empty(read.Warnings);
        Assert.Empty(read.LeftOut);
    }

    [Theory]
    [InlineData("<emneordRefs>https://psi.norge.no/los/ord/a</emneordRefs><emneordRefs>https://psi.norge.no/los/ord/b</emneordRefs>")]
    [InlineData("<emneordRefs><item><psi>https://psi.norge.no/los/ord/a</psi></item><item><psi>https://psi.norge.no/los/ord/b</psi></item></emneordRefs>")]
    [InlineData("<emneordRefs><string>https://psi.norge.no/los/ord/a</string></emneordRefs><emneordRefs><psi>https://psi.norge.no/los/ord/b</psi></emneordRefs>")]
    public async Task ReadsAListHoweverItIsWritten(string list)
    {
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", Description(1, "Barnehage", list));

        var read = Assert.IsType<NationalDescription>(Assert.Single((await soap.ReadAsync()).Items));

        var alias = ServiceFields.All.Single(field => field.NtkField == "emneordRefs").Alias;
        Assert.Equal("https://psi.norge.no/los/ord/a\nhttps://psi.norge.no/los/ord/b", read.Fields[alias]);
    }

    [Fact]
    public async Task MarksWhatTheOverviewPromisedAndDidNotCome()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", Listed(1, "Barnehage") + Listed(2, "Skole") + Listed(3, "Utgått", status: "arkivert"))
            .Returns("hentAlleTjenestebeskrivelser", Description(1, "Barnehage"));

        var missing = Assert.Single((await soap.ReadAsync()).Items.OfType<UnreadItem>());

        Assert.Equal(("2", "Skole", false), (missing.ServiceId, missing.Name, missing.IsSkipped));
    }

    [Fact]
    public async Task TakesNothingWhenNoneOfTheOverviewCame()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", Listed(1, "Barnehage"));

        Assert.Contains("sendte ingen", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsChangedServicesInAllLanguagesAndWhatIsThere()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", Listed(1, "Barnehage") + Listed(1, "Barnehage", "NY") + Listed(2, "Skole"))
            .Returns("hentOversiktEndringer", Listed(1, "Barnehage"))
            .On("hentTjenestebeskrivelser", context =>
            {
                var variant = soap.Calls[^1].Call.Element("arg0")!.Element("variant")?.Value ?? string.Empty;
                return context.Response.WriteAsync(Answer("hentTjenestebeskrivelser", Description(1, "Barnehage " + variant, variant: variant)));
            });

        var changes = await soap.Source.ReadChangesAsync(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);

        Assert.Null(changes.Reading.Fault);
        Assert.Equal([("1", "nb-NO"), ("1", "nn-NO")], changes.Reading.Items.Cast<NationalDescription>().Select(item => (item.ServiceId, item.Culture)));
        Assert.Equal(new HashSet<DescriptionKey> { new("1", "nb-NO"), new("1", "nn-NO"), new("2", "nb-NO") }, changes.Present);
        Assert.Equal("2026-03-01 02:00:00", soap.Calls.Single(call => call.Operation == "hentOversiktEndringer").Call.Element("arg0")!.Value);
        Assert.Equal("1", soap.Calls.First(call => call.Operation == "hentTjenestebeskrivelser").Call.Element("arg0")!.Element("tjenesteID")!.Value);
    }

    [Fact]
    public async Task AsksOnceWhereTheAnswerHasAllLanguages()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", Listed(1, "Barnehage") + Listed(1, "Barnehage", "NY"))
            .Returns("hentOversiktEndringer", Listed(1, "Barnehage"))
            .Returns("hentTjenestebeskrivelser", Description(1, "Barnehage") + Description(1, "Barnehage", variant: "NY"));

        var changes = await soap.Source.ReadChangesAsync(default, TestContext.Current.CancellationToken);

        Assert.Equal(2, changes.Reading.Items.OfType<NationalDescription>().Count());
        Assert.Single(soap.Operations, "hentTjenestebeskrivelser");
    }

    [Fact]
    public async Task ReadsEverythingWhenMuchHasChanged()
    {
        var ids = Enumerable.Range(1, NtkSoapSource.MostChanges + 1).ToList();
        var overview = string.Concat(ids.Select(id => Listed(id, $"Tjeneste {id}")));
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", overview).Returns("hentOversiktEndringer", overview)
            .Returns("hentAlleTjenestebeskrivelser", string.Concat(ids.Select(id => Description(id, $"Tjeneste {id}"))));

        var changes = await soap.Source.ReadChangesAsync(default, TestContext.Current.CancellationToken);

        Assert.Null(changes.Present);
        Assert.Equal(ids.Count, changes.Reading.Count);
    }

    [Fact]
    public async Task FindsTheNamespaceOfADividedWsdl()
    {
        await using var soap = await StartAsync();
        soap.Says("WSDL", "<wsdl:definitions xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/' targetNamespace='http://impl.example/'><wsdl:import location='http://annet.sted.invalid/x?wsdl' namespace='http://ws.katalog.example/'/></wsdl:definitions>");

        Assert.Null((await soap.ReadAsync()).Fault);
    }

    [Fact]
    public async Task SaysWhenTheWrongPasswordIsGiven()
    {
        await using var soap = await StartAsync(password: "feil");

        Assert.Contains("godtok ikke brukernavn og passord", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
        Assert.Equal(["autentisering"], soap.Operations);
    }

    [Fact]
    public async Task TriesAPasswordOnceOnly()
    {
        await using var soap = await StartAsync();
        soap.Says("autentisering", Fault("Ugyldig bruker"), status: 500);

        var fault = (await soap.ReadAsync()).Fault?.Nb;

        Assert.Contains("avviste innloggingen: «Ugyldig bruker»", fault, StringComparison.Ordinal);
        Assert.Equal(["autentisering"], soap.Operations);
    }

    [Fact]
    public async Task NeedsTheCookie()
    {
        await using var soap = await StartAsync();
        soap.Returns("autentisering", "<return/>");

        Assert.Contains("feil på hentOversikt: «Ikke autentisert»", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE S:Envelope [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><r><return>&x;</return></r></S:Body></S:Envelope>", "DTD")]
    [InlineData("<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><r><return>&c;</return></r></S:Body></S:Envelope>", "DTD")]
    [InlineData("<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'><S:Body><r><return><navn>Barneh", "avkortet")]
    [InlineData("", "avkortet")]
    [InlineData("ikke xml", "avkortet")]
    [InlineData("<noe/>", "ikke det vi venter")]
    [InlineData("<S:Envelope xmlns:S='http://schemas.xmlsoap.org/soap/envelope/'/>", "ikke det vi venter")]
    public async Task TakesNothingFromABadAnswer(string answer, string says)
    {
        await using var soap = await StartAsync();
        soap.Says("hentAlleTjenestebeskrivelser", answer);

        var reading = await soap.ReadAsync();

        Assert.Empty(reading.Items);
        Assert.Contains(says, reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.Contains("hentAlleTjenestebeskrivelser", reading.Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakesNothingFromElementsWithoutEnd()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", $"<return>{string.Concat(Enumerable.Repeat("<a>", 100_000))}");

        Assert.Contains("ikke det vi venter", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesADescriptionThatIsTooLargeAndKeepsTheRest()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", Description(1, "Stor", $"<ukjent>{new string('x', NtkJson.MaxItemBytes)}</ukjent>") + Description(2, "Liten"));

        var reading = await soap.ReadAsync();

        Assert.Contains("større enn 2 MB", Assert.Single(reading.Items.OfType<UnreadItem>()).Reason?.Nb, StringComparison.Ordinal);
        Assert.Equal("Liten", Assert.Single(reading.Items.OfType<NationalDescription>()).Title);
    }

    [Fact]
    public async Task ATextInAMillionPiecesDoesNotTakeAllDay()
    {
        await using var soap = await StartAsync();
        soap.Returns("hentAlleTjenestebeskrivelser", Description(1, "Delt", string.Concat(Enumerable.Repeat("<stikkord>ab</stikkord>", 150_000))) + Description(2, "Hel", "<stikkord>lek</stikkord><stikkord>fritid</stikkord>"));

        var reading = await soap.ReadAsync();

        Assert.Single(reading.Items.OfType<UnreadItem>());
        var alias = ServiceFields.All.Single(field => field.NtkField == "stikkord").Alias;
        Assert.Equal("lek\nfritid", Assert.Single(reading.Items.OfType<NationalDescription>()).Fields[alias]);
    }

    [Theory]
    [InlineData("<return/>")]
    [InlineData("<return xsi:nil='true'/>")]
    [InlineData("<return> </return>")]
    public async Task AnEmptyReturnIsNone(string returns)
    {
        await using var soap = await StartAsync();
        soap.Returns("hentOversikt", returns).Returns("hentAlleTjenestebeskrivelser", returns);

        var reading = await soap.ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Empty(reading.Items);
    }

    [Theory]
    [InlineData("WSDL")]
    [InlineData("autentisering")]
    [InlineData("hentOversikt")]
    public async Task SaysWhenItGetsAWebPage(string operation)
    {
        await using var soap = await StartAsync();
        soap.Says(operation, "<html>Vedlikehold</html>", "text/html");

        Assert.Contains($"svarte på {operation} med en nettside", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "User")]
    [InlineData(403, "Password")]
    [InlineData(404, "Url")]
    [InlineData(302, "Url")]
    [InlineData(503, "feil hos seg")]
    public async Task SaysWhatToDoAboutAnAnswer(int status, string says)
    {
        await using var soap = await StartAsync();
        soap.Says("hentOversikt", "<html/>", "text/html", status);

        Assert.Contains(says, (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivesUpWhenTheRunTakesTooLong()
    {
        await using var soap = await StartAsync(timeout: "00:00:00.400");
        soap.On("hentOversikt", async context =>
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        });

        Assert.Contains("svarte ikke helt ut", (await soap.ReadAsync()).Fault?.Nb, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsWhenAsked()
    {
        await using var soap = await StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => soap.Source.ReadAsync(null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task NeverLogsThePasswordOrTheCookie()
    {
        var log = new LogLines();
        await using var soap = await StartAsync(log: log);
        soap.Says("hentOversikt", Fault($"SELECT * FROM bruker WHERE passord = {Password}"), status: 500);

        var reading = await soap.ReadAsync();

        Assert.Contains("•••", reading.Fault?.Nb, StringComparison.Ordinal);
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines.Append(reading.Fault!.Nb), line => line.Contains(Password, StringComparison.Ordinal) || line.Contains("JSESSIONID", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://www.nasjonaltjenestekatalog.no/ws7/katalog", User, Password, "Url")]
    [InlineData("ikke en adresse", User, Password, "Url")]
    [InlineData("https://katalog.example/", "", Password, "User")]
    [InlineData("https://katalog.example/", User, " ", "Password")]
    [InlineData("https://katalog.example/", User, "\u0001", "tegn")]
    public async Task IsNotReadyUntilItIsSetUp(string url, string user, string password, string says)
    {
        await using var services = LocalServer.Services(new() { ["NtkSoap:Url"] = url, ["NtkSoap:User"] = user, ["NtkSoap:Password"] = password });
        var source = services.GetServices<ICatalogueSource>().OfType<NtkSoapSource>().Single();

        Assert.False(source.Check().IsReady);
        Assert.Contains(says, source.Check().Advice.Nb, StringComparison.Ordinal);
        Assert.Equal(source.Check().Advice, (await source.ReadAsync(null, TestContext.Current.CancellationToken)).Fault);
    }

    [Fact]
    public async Task NoTwoSourcesAreChosenByTheSameId()
    {
        await using var services = LocalServer.Services([]);

        var ids = services.GetServices<ICatalogueSource>().Select(source => source.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }
}
