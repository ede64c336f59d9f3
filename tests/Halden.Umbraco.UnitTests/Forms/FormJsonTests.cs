using System.Text.Json.Nodes;
using Halden.Umbraco.Forms;

namespace Halden.Umbraco.UnitTests.Forms;

public class FormJsonTests
{
    /// <summary>As Umbraco Forms gives it, with members that nothing here reads at every level.</summary>
    private const string Umbracos = """
        {
          "id": "11111111-1111-4111-8111-111111111111", "name": "Kontakt", "indicator": "*", "hideFieldValidation": false, "validationRules": [], "gotoPageOnSubmit": null,
          "pages": [{
            "caption": "Om deg", "id": "p1",
            "condition": { "actionType": "Show", "logicType": "All", "rules": [], "extra": 1 },
            "fieldsets": [{
              "id": "22222222-2222-4222-8222-222222222222", "caption": "", "extra": 2,
              "columns": [{
                "caption": "", "width": 6, "extra": 3,
                "fields": [{
                  "id": "33333333-3333-4333-8333-333333333333", "alias": "emne", "caption": "Emne", "cssClass": "bred", "required": true,
                  "condition": { "actionType": "Hide", "logicType": "Any", "rules": [{ "field": "44444444-4444-4444-8444-444444444444", "operator": "GreaterThen", "value": "1", "extra": 4 }] },
                  "fileUploadOptions": { "allowAllUploadExtensions": true, "allowedUploadExtensions": [], "allowMultipleFileUploads": false, "extra": 5 },
                  "preValues": [{ "value": "a", "caption": "A", "extra": 6 }], "settings": { "defaultValue": "" },
                  "type": { "id": "3f92e01b-29e2-4a30-bf33-9df5580ed52c", "name": "Short answer", "supportsPreValues": false, "renderInputType": "Single" }
                }]
              }]
            }]
          }]
        }
        """;

    [Fact]
    public void MembersThatNothingReadsAreKept() =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Umbracos), JsonNode.Parse(FormJson.Write(FormJson.Read(Umbracos)))), FormJson.Write(FormJson.Read(Umbracos)));

    [Fact]
    public void CanonicalJsonDependsNeitherOnOrderNorOnLayoutNorOnEscaping()
    {
        const string One = """{ "id": "11111111-1111-4111-8111-111111111111", "name": "Søknad «1» 😀", "pages": [], "x": { "b": "å", "a": [1, null] } }""";
        const string Other = """{"x":{"a":[1,null],"b":"\u00e5"},"pages":[],"name":"S\u00F8knad \u00ab1\u00bb \ud83d\ude00","id":"11111111-1111-4111-8111-111111111111"}""";

        Assert.Equal(FormJson.Read(One).ToCanonicalJson(), FormJson.Read(Other).ToCanonicalJson());
        Assert.StartsWith("""{"id":"11111111-1111-4111-8111-111111111111","name":"Søknad «1» """, FormJson.Read(One).ToCanonicalJson(), StringComparison.Ordinal);
        Assert.EndsWith(""","pages":[],"x":{"a":[1,null],"b":"å"}}""", FormJson.Read(One).ToCanonicalJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void CanonicalJsonTellsEveryChange()
    {
        var form = FormJson.Read(Umbracos);

        Assert.NotEqual(form.ToCanonicalJson(), (form with { Name = "Kontakt oss" }).ToCanonicalJson());
        Assert.NotEqual(form.ToCanonicalJson(), FormJson.Read(Umbracos.Replace("\"extra\": 4", "\"extra\": 5", StringComparison.Ordinal)).ToCanonicalJson());
    }

    [Fact]
    public void WhatIsLeftOutHasItsUsualValue()
    {
        var form = FormJson.Read("""
            { "id": "11111111-1111-4111-8111-111111111111", "name": "a", "pages": [{ "fieldsets": [{ "id": "22222222-2222-4222-8222-222222222222", "columns": [{ "fields": [
              { "id": "33333333-3333-4333-8333-333333333333", "alias": "a", "caption": "A", "type": { "id": "3f92e01b-29e2-4a30-bf33-9df5580ed52c" }, "fileUploadOptions": {}, "preValues": [{ "value": "1" }],
                "condition": { "actionType": "Show", "logicType": "All", "rules": [{ "field": "33333333-3333-4333-8333-333333333333", "operator": "Is" }] } }
            ] }] }] }] }
            """);

        var field = Assert.Single(form.Fields);
        Assert.Equal((12, false, "1", null), (form.Pages[0].Fieldsets[0].Columns[0].Width, field.Required, field.PreValues[0].Text, field.Condition!.Rules[0].Value));
        Assert.Equal(new FormFileOptions(false, null, false), field.FileUploadOptions);
    }
}
