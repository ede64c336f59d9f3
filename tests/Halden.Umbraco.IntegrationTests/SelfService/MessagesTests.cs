using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Halden.Umbraco.Audit;
using Halden.Umbraco.Notices;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService.Messages;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Halden.Umbraco.IntegrationTests.SelfService;

public sealed class MessagesTests : SiteTest
{
    private const string Api = "/umbraco/halden/api/v1/messages";
    private const string Page = "/selvbetjening/musikk-og-kulturskole";

    [Fact]
    public async Task AMessageIsPutUpChangedAndEndedAndChangesNothingThatIsApproved()
    {
        var key = await Site.ApprovedAsync();
        var hash = await Site.HashAsync(key);
        using var citizen = Site.Anonymous();
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        var message = Assert.Single(await ReadAsync(await editor.PostAsJsonAsync(Api, Written(key, "Skjemaet er nede til kl. 14."))))!;
        await Site.UpToDateAsync();
        Assert.Contains("Skjemaet er nede til kl. 14.", await citizen.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("Skjemaet er nede", await citizen.GetStringAsync("/selvbetjening"), StringComparison.Ordinal);
        Assert.Equal("shown", message["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PutAsJsonAsync($"{Api}/{message["id"]}", Written(key, "Noe annet.", version: 7))).StatusCode);

        message = Assert.Single(await ReadAsync(await editor.PutAsJsonAsync($"{Api}/{message["id"]}", Written(key, "Skjemaet er nede til kl. 16.", version: 1))))!;
        await Site.UpToDateAsync();
        Assert.Contains("til kl. 16.", await citizen.GetStringAsync(Page), StringComparison.Ordinal);

        message = Assert.Single(await ReadAsync(await editor.PostAsJsonAsync($"{Api}/{message["id"]}/end", new { version = 2 })))!;
        await Site.UpToDateAsync();
        Assert.DoesNotContain("Skjemaet er nede", await citizen.GetStringAsync(Page), StringComparison.Ordinal);
        Assert.Equal("over", message["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Conflict, (await editor.PostAsJsonAsync($"{Api}/{message["id"]}/end", new { version = 3 })).StatusCode);

        Assert.Equal(hash, await Site.HashAsync(key));
        Assert.Equal(
            [AuditTrail.MessagePutUp, AuditTrail.MessageChanged, AuditTrail.MessageEnded],
            await Site.Get<HaldenStore>().ReadAsync(db => db.Audit.Where(line => line.Action.StartsWith("message") && line.DocumentKey == key).OrderBy(line => line.Number).Select(line => line.Action).ToListAsync()));
        Assert.Equal(2, await Site.Get<HaldenStore>().ReadAsync(db => db.Notices.CountAsync(notice => notice.Event == NoticeEvent.MessagePutUp && notice.DocumentKey == key)));
    }

    [Fact]
    public async Task WhatIsNotRightIsRefusedWithTheFieldThatIsWrong()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        Assert.Equal("textNb", await FaultAsync(editor, Written(null, "Se https://halden.example")));
        Assert.Equal("until", await FaultAsync(editor, Written(null, "Stengt.", days: 31)));
        Assert.Equal("documentKey", await FaultAsync(editor, Written(Guid.NewGuid(), "Stengt.")));
        Assert.Empty(await Site.Get<ServiceMessages>().ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WhatNobodyIsShownAnyMoreIsDeletedWhenTheNextIsPutUp()
    {
        var now = DateTimeOffset.UtcNow;
        var store = Site.Get<HaldenStore>();
        await store.WriteAsync(db =>
        {
            foreach (var days in new[] { 29, 31 })
            {
                db.ServiceMessages.Add(new ServiceMessage
                {
                    DocumentKey = null,
                    Severity = MessageSeverity.Info,
                    TextNb = $"Over for {days} dager siden.",
                    From = now.AddDays(-days - 1),
                    Until = now.AddDays(-days),
                    WrittenBy = Site.Editor,
                    WrittenAt = now.AddDays(-days - 1),
                    ChangedBy = Site.Editor,
                    ChangedAt = now.AddDays(-days - 1),
                });
            }

            return Task.FromResult(0);
        });
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);

        await ReadAsync(await editor.PostAsJsonAsync(Api, Written(null, "Stengt i morgen.")));

        Assert.Equal(
            ["Over for 29 dager siden.", "Stengt i morgen."],
            await store.ReadAsync(db => db.ServiceMessages.OrderBy(message => message.Until).Select(message => message.TextNb).ToListAsync()));
    }

    private static object Written(Guid? service, string text, int version = 0, int days = 1) =>
        new { documentKey = service, severity = "warning", textNb = text, until = DateTimeOffset.UtcNow.AddDays(days), version };

    private static async Task<JsonArray> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
    }

    private static async Task<string> FaultAsync(HttpClient editor, object message)
    {
        using var answer = await editor.PostAsJsonAsync(Api, message);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Single().Key;
    }
}
