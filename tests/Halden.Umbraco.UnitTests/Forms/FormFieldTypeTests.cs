using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormFieldTypeTests
{
    [Fact]
    public void IdsAndNamesAreUnique()
    {
        Assert.Equal(FormFieldType.All.Count, FormFieldType.All.Select(type => type.Id).Distinct().Count());
        Assert.Equal(FormFieldType.All.Count, FormFieldType.All.Select(type => type.Alias).Distinct().Count());
        Assert.All(FormFieldType.All, type => Assert.Same(type, FormFieldType.Find(type.Id)));
        Assert.Null(FormFieldType.Find(Guid.Empty));
    }

    [Fact]
    public void EveryKindIsInTheDocumentation()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "forms.md")).Where(line => line.StartsWith('|')).Select(line => string.Join('|', line.Split('|')[1..3]));

        Assert.Equal(FormFieldType.All.Select(type => $" `{type.Alias}` | `{type.Id}` "), rows.Where(row => Guid.TryParse(row.Split('`').ElementAtOrDefault(3), out _)));
    }

    [Theory]
    [InlineData("date", "1.2.2026", "2026-02-01")]
    [InlineData("date", "01022026", "2026-02-01")]
    [InlineData("date", "2026-02-01", "2026-02-01")]
    [InlineData("date", "29.02.2028", "2028-02-29")]
    [InlineData("nationalIdentityNumber", "010190 10000", "01019010000")]
    [InlineData("organisationNumber", "974 760 673", "974760673")]
    [InlineData("postcode", " 1776 ", "1776")]
    [InlineData("telephone", "(+47) 69 17 45 00", "+4769174500")]
    [InlineData("iban", "no93 8601 1117 947", "NO9386011117947")]
    [InlineData("checkbox", "on", "true")]
    [InlineData("checkbox", "false", "")]
    [InlineData("dataConsent", "True", "true")]
    [InlineData("longAnswer", "a\r\nb\rc\n", "a\nb\nc")]
    public void AnAnswerHasOneForm(string type, string written, string kept)
    {
        var normalise = Named(type).Normalise;

        Assert.Equal(kept, normalise(written));
        Assert.Equal(kept, normalise(kept));
    }

    [Theory]
    [InlineData("date", "2026-02-01")]
    [InlineData("organisationNumber", "974760673")]
    [InlineData("postcode", "1776")]
    [InlineData("telephone", "69174500")]
    [InlineData("email", "åse.øye+test@halden.kommune.no")]
    [InlineData("accountNumber", "86011117947")]
    [InlineData("iban", "NO9386011117947")]
    [InlineData("shortAnswer", "hva som helst")]
    public void ARightAnswerHasNoFault(string type, string answer) => Assert.Null(Named(type).Fault(answer));

    [Theory]
    [InlineData("date", "30.02.2026")]
    [InlineData("date", "i morgen")]
    [InlineData("nationalIdentityNumber", "12345678901")]
    [InlineData("organisationNumber", "974760674")]
    [InlineData("postcode", "177")]
    [InlineData("telephone", "110")]
    [InlineData("email", "kari")]
    [InlineData("email", "kari@halden")]
    [InlineData("email", "Kari <kari@halden.no>")]
    [InlineData("email", "kari@halden.no, ola@halden.no")]
    [InlineData("accountNumber", "86011117948")]
    [InlineData("iban", "NO9386011117948")]
    public void AWrongAnswerIsToldInThreeLanguages(string type, string answer)
    {
        var told = Named(type).Fault(Named(type).Normalise(answer));

        Assert.NotNull(told);
        Assert.All([told.Nb, told.Nn, told.En], text => Assert.NotEmpty(text));
    }

    [Fact]
    public void TheFormCanSayWhatTheBrowserFillsIn()
    {
        var email = AForm.Field("epost", FormFieldType.Email);

        Assert.Equal("email", email.Autocomplete);
        Assert.Equal("off", (email with { Settings = new Dictionary<string, string> { ["autocompleteAttribute"] = "off" } }).Autocomplete);
        Assert.Null(AForm.Field("navn").Autocomplete);
    }

    private static FormFieldType Named(string alias) => FormFieldType.All.Single(type => type.Alias == alias);
}
