using Halden.Umbraco.Approval;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Forms;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;

namespace Halden.Umbraco.IntegrationTests.SelfService;

/// <summary>A site with a service that has a small form, and a citizen to fill it in.</summary>
public abstract class FillingTest : SiteTest
{
    private protected const string Form = "/selvbetjening/musikk-og-kulturskole/soknad";

    private static readonly Guid FormId = new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e6f");
    private static readonly Guid ChoiceId = new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e01");

    private protected HaldenStore Store => Site.Get<HaldenStore>();

    private protected async Task<Guid> ServiceAsync()
    {
        var key = await DraftWithFormAsync(Definition("Hva heter barnet?"));
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        await Site.UpToDateAsync();
        return key;
    }

    /// <summary>Changes the form, and has it approved.</summary>
    private protected async Task ApproveAsync(Guid key, FormDefinition form)
    {
        await SaveFormAsync(form, key);
        await Site.SubmitAsync(key);
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, Site.Director, await Site.HashAsync(key), CancellationToken.None)).Status);
        await Site.UpToDateAsync();
    }

    private protected async Task<Guid> DraftWithFormAsync(FormDefinition form)
    {
        var key = await Site.DraftAsync();
        await SaveFormAsync(form);
        var version = (await Site.ViewAsync(key)).Register.Version;
        var saved = await Site.Get<ServiceRegister>().SaveResponsibilityAsync(
            key,
            new Responsibility(version, Site.Department, "Mona Melodi", "mona@halden.example", RecipientKind.Mailbox, "kulturskolen@halden.example", FormId: FormId),
            Site.Editor,
            CancellationToken.None);
        Assert.Equal(RegisterStatus.Success, saved.Status);
        return key;
    }

    private protected Task SaveFormAsync(FormDefinition form, Guid? changed = null) => Store.WriteAsync(async db =>
    {
        var stored = await db.Forms.FindAsync(FormId)
            ?? db.Forms.Add(new StoredForm { Id = FormId, Name = form.Name, Json = string.Empty, ChangedAt = Store.Now }).Entity;
        stored.Json = form.ToCanonicalJson();
        if (changed is { } key)
        {
            await db.ContributeAsync(key, Site.Editor, Store.Now);
        }

        return true;
    });

    private protected static FormDefinition Definition(string question) => new()
    {
        Id = FormId,
        Name = "Søknad om plass",
        Pages =
        [
            new FormPage
            {
                Caption = "Barnet",
                Fieldsets =
                [
                    new FormFieldset
                    {
                        Id = new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e10"),
                        Columns =
                        [
                            new FormColumn
                            {
                                Fields =
                                [
                                    Field(new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e11"), "navn", question, FormFieldType.ShortAnswer),
                                    Field(ChoiceId, "valg", "Spiller barnet noe?", FormFieldType.SingleChoice) with { PreValues = [new("ja", "Ja"), new("nei", "Nei")] },
                                    Field(new("7f0c5d0e-2f0a-4f0b-9d0c-1a2b3c4d5e12"), "hvilket", "Hvilket instrument?", FormFieldType.ShortAnswer) with
                                    {
                                        Condition = new(FormConditionAction.Show, FormConditionLogic.All, [new(ChoiceId, FormOperator.Is, "ja")]),
                                    },
                                ],
                            },
                        ],
                    },
                ],
            },
        ],
    };

    private protected static FormField Field(Guid id, string alias, string caption, FormFieldType type) =>
        new() { Id = id, Alias = alias, Caption = caption, Required = true, Type = new FormTypeReference { Id = type.Id } };

    private protected static Task<HttpResponseMessage> PostAsync(HttpClient client, params (string Name, string Value)[] values) =>
        client.PostAsync(Form, new FormUrlEncodedContent(values.Select(value => KeyValuePair.Create(value.Name, value.Value))));
}
