using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.Site.Demonstration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Halden.Umbraco.IntegrationTests.Hosting;

/// <summary>Every endpoint of the editors' API, found by reflection, against who may call it.</summary>
public sealed partial class AuthorizationTests : SiteTest
{
    // Who may decide is the rules' matter. A director may take down the services of the own department, and this is none.
    private static readonly string[] OpenToReaders =
    [
        "GET catalogue/changes", "GET catalogue/los", "GET services/{key}/national", "GET me", "GET schema", "GET services", "GET services/{key}", "GET services/{key}/history", "GET queue", "GET departments",
        "POST services/{key}/approve", "POST services/{key}/reject", "GET services/{key}/package", "GET services/{key}/preview/{culture}", "GET services/{key}/comments",
        "GET me/notices", "PUT me/notices",
    ];

    private static readonly string[] ForAdministrators =
    [
        "GET users", "POST departments", "PUT departments/{key}", "DELETE departments/{key}",
        "POST catalogue/los", "POST catalogue/los/fetch",
        "POST departments/{key}/deputies", "DELETE departments/{key}/deputies/{deputy}",
        "GET notices/failed", "POST notices/failed/retry", "POST notices/failed/{key}/retry",
    ];

    [Fact]
    public async Task NothingAnswersWithoutSignIn()
    {
        using var anybody = Site.Anonymous();
        foreach (var (method, path) in Endpoints())
        {
            using var answer = await anybody.SendAsync(new HttpRequestMessage(method, Concrete(path)));
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized, $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task ADirectorReadsAndDecidesButDoesNotEdit()
    {
        using var director = await Site.SignedInAsync(DemonstrationUsers.Directors[0]);
        foreach (var (method, path) in Endpoints())
        {
            using var answer = await director.SendAsync(new HttpRequestMessage(method, Concrete(path)) { Content = Body(path) });
            var isOpen = OpenToReaders.Contains($"{method} {path}");
            Assert.True(isOpen == (answer.StatusCode != HttpStatusCode.Forbidden), $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task AnEditorDoesAllButAppoint()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        foreach (var (method, path) in Endpoints())
        {
            using var answer = await editor.SendAsync(new HttpRequestMessage(method, Concrete(path)) { Content = Body(path) });
            var isClosed = ForAdministrators.Contains($"{method} {path}");
            Assert.True(isClosed == (answer.StatusCode == HttpStatusCode.Forbidden), $"{method} {path} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public void EveryControllerAsksForTheBackofficeAndTheSection() => Assert.All(
        typeof(HaldenComposer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Microsoft.AspNetCore.Mvc.ControllerBase))),
        controller =>
        {
            var policies = controller.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>().Select(attribute => attribute.Policy).ToHashSet();
            Assert.Superset(new HashSet<string?> { "BackOfficeAccess", "Halden.Reader" }, policies);
        });

    [Fact]
    public async Task AWriteWithoutTheAntiForgeryTokenIsRefused()
    {
        using var editor = await Site.SignedInAsync(DemonstrationUsers.Editor);
        editor.DefaultRequestHeaders.Remove("X-XSRF-TOKEN");

        var answer = await editor.PostAsJsonAsync("/umbraco/halden/api/v1/services", new { title = "Uten token" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private IEnumerable<(HttpMethod Method, string Path)> Endpoints()
    {
        var endpoints = Site.Get<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            .Where(action => action.ControllerTypeInfo.Assembly == typeof(HaldenComposer).Assembly)
            .SelectMany(action => action.ActionConstraints!.OfType<HttpMethodActionConstraint>().Single().HttpMethods
                .Select(method => (new HttpMethod(method), Constraint().Replace(action.AttributeRouteInfo!.Template!["umbraco/halden/api/v1/".Length..], "}"))))
            .ToList();
        Assert.True(endpoints.Count >= 20);
        return endpoints;
    }

    // Routing looks at the content type before anybody is asked who they are.
    private static HttpContent Body(string path) =>
        path is "catalogue/import" or "catalogue/los" ? new MultipartFormDataContent { { new StringContent("true"), "dryRun" } } : JsonContent.Create(new { });

    private static string Concrete(string path) => "/umbraco/halden/api/v1/" + path
        .Replace("{key}", "6f2b1a00-5d0e-4c51-8f5e-0a17c0de0999", StringComparison.Ordinal)
        .Replace("{deputy}", "6f2b1a00-5d0e-4c51-8f5e-0a17c0de0998", StringComparison.Ordinal)
        .Replace("{id}", "6f2b1a00-5d0e-4c51-8f5e-0a17c0de0998", StringComparison.Ordinal)
        .Replace("{culture}", "nb-NO", StringComparison.Ordinal)
        .Replace("{alias}", "lead", StringComparison.Ordinal)
        .Replace("{source}", "finnes-ikke", StringComparison.Ordinal);

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();
}
