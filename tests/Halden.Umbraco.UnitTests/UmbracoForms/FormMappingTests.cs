using Halden.Umbraco.Forms;
using Halden.Umbraco.SelfService.Provided;
using Halden.Umbraco.UmbracoForms;
using Umbraco.Forms.Core.Enums;
using Umbraco.Forms.Core.Models;
using Umbraco.Forms.Core.Persistence.Dtos;
using Record = Umbraco.Forms.Core.Persistence.Dtos.Record;

namespace Halden.Umbraco.UnitTests.UmbracoForms;

public sealed class FormMappingTests : IDisposable
{
    private readonly UmbracoFormsSite _site = new();

    /// <inheritdoc/>
    public void Dispose() => _site.Dispose();

    [Fact]
    public void EveryTypeOfFieldOfUmbracoFormsIsReadAndCanBeUsed()
    {
        FormFieldType[] types = [.. FormFieldType.All.Take(12)];
        var form = _site.Add([.. types.Select(type => UmbracoFormsSite.AField(type.Alias, type))]);
        foreach (var field in form.Pages[0].FieldSets[0].Containers[0].Fields)
        {
            field.PreValues = [new FieldPrevalue { Value = "a", Caption = "A" }];
            field.AllowedUploadTypes = [new FileUploadType { Type = "pdf", Checked = true }, new FileUploadType { Type = "exe" }];
        }

        var read = FormJson.Read(_site.Provider.Read(form.Id)!.ToCanonicalJson());

        Assert.Equal(types, read.Fields.Select(field => field.FieldType));
        Assert.DoesNotContain(FormCheck.Faults(read), fault => fault.IsError);
    }

    [Fact]
    public void AFieldKeepsAllThatIsSaidOfIt()
    {
        var asked = UmbracoFormsSite.AField("harBaat");
        var field = new Field
        {
            Id = Guid.NewGuid(),
            Alias = "lengde",
            Caption = "Hvor lang?",
            ToolTip = "I meter.",
            Mandatory = true,
            RequiredErrorMessage = "Skriv lengden.",
            RegEx = "[0-9]+",
            InvalidErrorMessage = "Bare tall.",
            FieldTypeId = FormFieldType.Dropdown.Id,
            PreValues = [new FieldPrevalue { Value = "5", Caption = "Fem" }, new FieldPrevalue { Value = "6" }],
            Settings = new Dictionary<string, string> { ["maximumLength"] = "3" },
            Condition = new FieldCondition
            {
                Enabled = true,
                ActionType = FieldConditionActionType.Hide,
                LogicType = FieldConditionLogicType.Any,
                Rules = [new FieldConditionRule { Field = asked.Id, Operator = FieldConditionRuleOperator.GreaterThen, Value = "3" }],
            },
        };
        var form = _site.Add(asked, field);

        var read = FormJson.Read(_site.Provider.Read(form.Id)!.ToCanonicalJson()).Fields.Last();

        Assert.Equal(("lengde", "Hvor lang?", "I meter.", true, "Skriv lengden.", "[0-9]+", "Bare tall."), (read.Alias, read.Caption, read.HelpText, read.Required, read.RequiredErrorMessage, read.Pattern, read.PatternInvalidErrorMessage));
        Assert.Equal([("5", "Fem"), ("6", "6")], read.PreValues.Select(value => (value.Value, value.Text)));
        Assert.Equal("3", read.Settings["maximumLength"]);
        Assert.Equal((FormConditionAction.Hide, FormConditionLogic.Any), (read.Condition!.ActionType, read.Condition.LogicType));
        Assert.Equal(new FormRule(asked.Id, FormOperator.GreaterThen, "3"), Assert.Single(read.Condition.Rules));
    }

    [Fact]
    public void EveryOperatorHasTheSameNameHere() => Assert.Equal(Enum.GetNames<FormOperator>().Order(), Enum.GetNames<FieldConditionRuleOperator>().Order());

    [Fact]
    public void AConditionThatIsTurnedOffIsNone()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        form.Pages[0].Condition = new FieldCondition { Enabled = false };
        Assert.Null(_site.Provider.Read(form.Id)!.Pages[0].Condition);
    }

    [Theory]
    [InlineData(true, "pdf", "*")]
    [InlineData(false, "pdf", "png")]
    public void AFileFieldTakesWhatIsChosen(bool all, params string[] chosen)
    {
        var field = UmbracoFormsSite.AField("vedlegg", FormFieldType.FileUpload);
        field.AllowMultipleFileUploads = true;
        field.AllowedUploadTypes = [.. chosen.Select(type => new FileUploadType { Type = type, Checked = true }), new FileUploadType { Type = "zip" }];
        var options = _site.Provider.Read(_site.Add(field).Id)!.Fields.Single().FileUploadOptions!;
        Assert.Equal((all, true), (options.AllowAllUploadExtensions, options.AllowMultipleFileUploads));
        Assert.Equal(chosen.Where(type => type != "*"), options.AllowedUploadExtensions!);
    }

    [Fact]
    public void AnyChangeOfAWorkflowIsAnotherForm()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        var workflow = _site.Workflows[form.Id][0];
        var seen = new HashSet<string> { Read() };
        workflow.Settings["Email"] = "noen@example.no";
        Assert.True(seen.Add(Read()));
        workflow.Settings["Email"] = "andre@example.no";
        Assert.True(seen.Add(Read()));
        workflow.WorkflowTypeId = Guid.NewGuid();
        Assert.True(seen.Add(Read()));
        _site.Workflows[form.Id].Add(new Workflow { Name = "Slett", WorkflowTypeId = ProvidedForms.HandOver });
        Assert.True(seen.Add(Read()));
        _site.Workflows[form.Id].Reverse();
        Assert.True(seen.Add(Read()));
        Assert.False(seen.Add(Read()));

        string Read() => _site.Provider.Read(form.Id)!.ToCanonicalJson();
    }

    [Fact]
    public void WhatAWorkflowIsSetToIsNotReadInTheForm()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        _site.Workflows[form.Id][0].Settings["ApiKey"] = "hemmelig";
        Assert.DoesNotContain("hemmelig", _site.Provider.Read(form.Id)!.ToCanonicalJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectorReadsTheWorkflowsAndThatTheirSettingsChanged()
    {
        var form = _site.Add(UmbracoFormsSite.AField("navn"));
        var before = FormOutline.Of(_site.Provider.Read(form.Id)!, "nb-NO");
        Assert.Contains("Når skjemaet er sendt der, gjør Umbraco Forms dette:\n– Send til mottaker (innstillinger ", before, StringComparison.Ordinal);
        _site.Workflows[form.Id][0].Settings["Email"] = "noen@example.no";
        Assert.NotEqual(before, FormOutline.Of(_site.Provider.Read(form.Id)!, "nb-NO"));
    }

    [Fact]
    public void AnswersAreReadAsTheyAreTypedAndAsTheyAreTextLater()
    {
        Field[] fields =
        [
            UmbracoFormsSite.AField("navn"), UmbracoFormsSite.AField("dag", FormFieldType.Date), UmbracoFormsSite.AField("ok", FormFieldType.DataConsent),
            UmbracoFormsSite.AField("utstyr", FormFieldType.MultipleChoice), UmbracoFormsSite.AField("tom"),
        ];
        fields[3].PreValues = [new FieldPrevalue { Value = "strøm" }, new FieldPrevalue { Value = "vann" }];
        var form = _site.Add(fields);
        var typed = UmbracoFormsSite.ARecord(form, (fields[0], ["Kari"]), (fields[1], [new DateTime(2026, 5, 17, 0, 0, 0, DateTimeKind.Unspecified)]), (fields[2], [true]), (fields[3], ["strøm", "vann"]));
        var texts = UmbracoFormsSite.ARecord(form, (fields[0], ["Kari"]), (fields[1], ["17.05.2026 00:00:00"]), (fields[2], ["True"]), (fields[3], ["strøm", "vann"]));
        string[] expected = ["navn=Kari", "dag=2026-05-17", "ok=true", "utstyr=strøm,vann"];
        Assert.Equal(expected, Kept(typed));
        Assert.Equal(expected, Kept(texts));

        string[] Kept(Record record)
        {
            var definition = _site.Provider.Read(form.Id)!;
            return [.. FormAnswers.Read(definition, RecordAnswers.Of(definition, record)).Kept.Select(one => $"{one.Key}={string.Join(',', one.Value)}")];
        }
    }
}
