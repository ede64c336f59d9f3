using System.Net;
using Halden.Umbraco.Outgoing;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.SelfService.Api;
using Halden.Umbraco.SelfService.Changes;
using Halden.Umbraco.SelfService.Feedback;
using Halden.Umbraco.SelfService.Filling;
using Halden.Umbraco.SelfService.Search;
using Halden.Umbraco.SelfService.Use;
using Halden.Umbraco.Submissions;
using Halden.Umbraco.Submissions.Attachments;
using Halden.Umbraco.UnitTests.Notices;
using Halden.Umbraco.UnitTests.Submissions.Attachments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core.Mail;

namespace Halden.Umbraco.UnitTests.SelfService;

/// <summary>A site on a real port with self-service in front of it and one page of its own, which answers everything else.</summary>
internal sealed class ASite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryDatabase _database;

    private ASite(WebApplication app, TemporaryDatabase database)
    {
        _app = app;
        _database = database;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    public HttpClient Client { get; }

    /// <summary>Shows another snapshot, as the read model does.</summary>
    public async Task ShowAsync(SelfServiceSnapshot snapshot)
    {
        State.Current = snapshot;
        _app.Services.GetRequiredService<LuceneSearch>().Update(snapshot);
        await _app.Services.GetRequiredService<ChangeFeed>().KeepAsync(snapshot, TestContext.Current.CancellationToken);
    }

    /// <summary>What has been counted since the last time.</summary>
    public IReadOnlyList<UseIncrement> TakeCounts() => _app.Services.GetRequiredService<UseCounters>().Take();

    /// <summary>Another node on the same database, which hears of a snapshot first.</summary>
    public Task KeepOnAnotherNodeAsync(SelfServiceSnapshot snapshot) =>
        new ChangeFeed(_app.Services.GetRequiredService<HaldenStore>()).KeepAsync(snapshot, TestContext.Current.CancellationToken);

    public SelfServiceState State => _app.Services.GetRequiredService<SelfServiceState>();

    public static async Task<ASite> StartAsync(SelfServiceSnapshot? snapshot, Action<SelfServiceOptions>? configure = null, Action<WebApplicationBuilder>? with = null)
    {
        var database = new TemporaryDatabase();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOptions<SelfServiceOptions>().Configure(options => configure?.Invoke(options));
        builder.Services.AddSingleton(new SelfServiceState { Current = snapshot });
        builder.Services.AddSingleton<IDbContextFactory<HaldenDbContext>>(database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<HaldenStore>();
        builder.Services.AddOptions<SubmissionsOptions>();
        builder.Services.AddKeyedSingleton<IDataProtectionProvider>(SubmissionKeys.Ring, new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton<SubmissionCipher>();
        builder.Services.AddSingleton(provider => InDatabase.Contents(provider.GetRequiredService<HaldenStore>()));
        builder.Services.AddSingleton<AttachmentContents>();
        builder.Services.AddSingleton<SubmissionIntake>();
        builder.Services.AddSingleton<CitizensCopy>();
        builder.Services.AddSingleton<IEmailSender>(new OutboxSite.AMail { CanSend = false });
        builder.Services.AddSingleton<OutgoingMail>();
        with?.Invoke(builder);
        builder.Services.AddFilling();
        builder.Services.AddSearch();
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<SelfServiceApi>();
        builder.Services.AddSingleton<UseCounters>();
        builder.Services.AddSingleton<SelfServiceAssets>();
        builder.Services.AddSingleton<ServiceFeedback>();
        builder.Services.AddSingleton<ServiceUse>(_ => 0);
        builder.Services.AddTransient<IStartupFilter, SelfServiceStartupFilter>();
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync($"site:{context.Request.Path}"));
        if (snapshot is not null)
        {
            app.Services.GetRequiredService<LuceneSearch>().Update(snapshot);
            await app.Services.GetRequiredService<ChangeFeed>().KeepAsync(snapshot, TestContext.Current.CancellationToken);
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ASite(app, database);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
