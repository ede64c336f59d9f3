using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Halden.Umbraco.Approval;
using Halden.Umbraco.Hosting;
using Halden.Umbraco.IntegrationTests.Submissions;
using Halden.Umbraco.Persistence;
using Halden.Umbraco.Register;
using Halden.Umbraco.SelfService;
using Halden.Umbraco.ServiceDescriptions;
using Halden.Umbraco.Site.Demonstration;
using Halden.Umbraco.Submissions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Umbraco.Cms.Core.Services;

namespace Halden.Umbraco.IntegrationTests.Hosting;

/// <summary>Every endpoint of the site, found by reflection, called by everybody, against docs/authorization.md.</summary>
public sealed partial class AuthorizationTests : SiteTest
{
    private const string EditorsApi = "/umbraco/halden/api/v1/";

    private static readonly DemonstrationUser Outsider = new("Ola Utenfor", "utenfor@halden.example", "skribent", "writer", null);

    private static readonly DemonstrationUser Reader = new("Lise Leser", "leser@halden.example", "leser", BackOfficeAccessSetup.DirectorGroupAlias, null);

    private static readonly DemonstrationUser Deputy = new("Stein Stedfortreder", "stedfortreder@halden.example", "stedfortreder", BackOfficeAccessSetup.DirectorGroupAlias, null);

    private Seen? _foreign;

    [Fact]
    public async Task EveryEndpointHasItsRowAndEveryRowItsEndpoint()
    {
        var table = AuthorizationTable.Read();
        var endpoints = Endpoints().ToDictionary(endpoint => endpoint.Name);
        var said = new List<string>();

        var missing = endpoints.Values.Where(endpoint => !table.Endpoints.Contains(endpoint.Name)).ToList();
        if (missing.Count > 0)
        {
            said.Add($"{AuthorizationTable.File} lacks these endpoints. They answer as below; see that it is as you meant it, and add the rows:");
            said.AddRange(await RowsAsync(table, missing));
        }

        var gone = table.Endpoints.Where(row => !endpoints.ContainsKey(row) && PublicPart(row) is null).ToList();
        if (gone.Count > 0)
        {
            said.Add($"{AuthorizationTable.File} has rows of endpoints that are not in the code. Take them out, or rename them:");
            said.AddRange(gone);
        }

        var unread = Enum.GetValues<SelfServicePart>().Except([SelfServicePart.UnknownPage, SelfServicePart.UnknownApi])
            .Except(table.Endpoints.Select(PublicPart).OfType<SelfServicePart>()).ToList();
        if (unread.Count > 0)
        {
            said.Add($"{AuthorizationTable.File} has no row, under self-service, for an address of: {string.Join(", ", unread)}. Add one as `GET /selvbetjening/…`, with `yes` for all.");
        }

        Assert.True(said.Count == 0, string.Join('\n', said));
        Assert.True(endpoints.Count >= 40);
    }

    [Fact]
    public async Task EveryRoleIsAnsweredAsTheTableSays()
    {
        var table = AuthorizationTable.Read();
        var endpoints = Endpoints().Concat(table.Endpoints.Where(row => PublicPart(row) is not null).Select(row => new Endpoint(row, null))).ToList();
        var wrong = new List<string>();
        foreach (var role in table.Roles)
        {
            using var caller = await CallerAsync(role);
            foreach (var endpoint in endpoints.Where(endpoint => table.Endpoints.Contains(endpoint.Name)))
            {
                var (answer, expected) = (await AnswerAsync(caller, endpoint), table[endpoint.Name, role]);
                if (answer != expected)
                {
                    wrong.Add($"{endpoint.Name} answers {role} with {answer}, and the table says {expected}.");
                }
            }
        }

        Assert.True(
            wrong.Count == 0,
            $"Either the code or {AuthorizationTable.File} is wrong. Give the action its [Authorize(Policy = HaldenAccess.…)], or correct the cell:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void EveryControllerAsksForTheBackofficeAndTheSection() => Assert.All(
        typeof(HaldenComposer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase))),
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

        var answer = await editor.PostAsJsonAsync(EditorsApi + "services", new { title = "Uten token" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<Caller> CallerAsync(string role)
    {
        var (users, groups) = (Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        switch (role)
        {
            case "anonymous":
                return new Caller(await Site.AnonymousWithTokenAsync(), null);
            case "outsider":
                await DemonstrationUsers.EnsureAsync(Outsider, users, groups);
                return new Caller(await Site.SignedInAsync(Outsider), null);
            case "reader":
                await DemonstrationUsers.EnsureAsync(Reader, users, groups);
                return new Caller(await Site.SignedInAsync(Reader), null);
            case "editor":
                return new Caller(await Site.SignedInAsync(DemonstrationUsers.Editor), null);
            case "director":
                return new Caller(await Site.SignedInAsync(DemonstrationUsers.Directors[0]), Site.Department);
            case "deputy":
                var deputy = await DemonstrationUsers.EnsureAsync(Deputy, users, groups);
                var register = Site.Get<ServiceRegister>();
                Assert.Equal(
                    RegisterStatus.Success,
                    (await register.AppointDeputyAsync(Site.Department, deputy, register.Today, register.Today.AddDays(7), Site.Editor, CancellationToken.None)).Status);
                return new Caller(await Site.SignedInAsync(Deputy), Site.Department);
            case "administrator":
                return new Caller(await Site.SignedInAsync(DemonstrationUsers.Administrator), null);
            default:
                throw new InvalidOperationException($"{AuthorizationTable.File} has a column that is not understood: {role}");
        }
    }

    /// <summary>What an endpoint answers a caller, in the words of the table; longer words where one's own is not one's own.</summary>
    private async Task<string> AnswerAsync(Caller caller, Endpoint endpoint)
    {
        using var answer = await caller.Client.SendAsync(endpoint.Request(await ForeignAsync()));
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                return "401";
            case HttpStatusCode.Forbidden:
                // A policy says no more; the rules say why.
                if (!(await answer.Content.ReadAsStringAsync()).Contains("\"operationStatus\"", StringComparison.Ordinal))
                {
                    return "403";
                }

                break;
            default:
                return "yes";
        }

        if (caller.Department is { } department)
        {
            using var second = await caller.Client.SendAsync(endpoint.Request(await SubmittedAsync(department)));
            if (second.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            {
                return $"{(int)second.StatusCode} on one's own service too";
            }
        }

        return "own";
    }

    private async Task<IReadOnlyList<string>> RowsAsync(AuthorizationTable table, IReadOnlyList<Endpoint> endpoints)
    {
        var cells = endpoints.ToDictionary(endpoint => endpoint, _ => new List<string>());
        foreach (var role in table.Roles)
        {
            using var caller = await CallerAsync(role);
            foreach (var endpoint in endpoints)
            {
                cells[endpoint].Add(await AnswerAsync(caller, endpoint));
            }
        }

        return [.. cells.Select(row => $"| `{row.Key.Name.Replace(EditorsApi, string.Empty, StringComparison.Ordinal)}` | {string.Join(" | ", row.Value)} |")];
    }

    // Every endpoint of the embedded site is ours. Signing out comes last: nobody is anybody afterwards.
    private IReadOnlyList<Endpoint> Endpoints() =>
    [
        .. Site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => new Endpoint($"{method} /{Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "}")}", route)))
            .OrderBy(endpoint => endpoint.Name.EndsWith("sign-out", StringComparison.Ordinal)),
    ];

    /// <summary>What of self-service, which is no endpoint but answers in front of them all, a row is about; null where it is of something else.</summary>
    private static SelfServicePart? PublicPart(string row) =>
        SelfServiceRoute.Parse(row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("{slug}", "en-tjeneste", StringComparison.Ordinal))?.Part;

    private async Task<Guid> OtherDepartmentAsync()
    {
        var other = DemonstrationUsers.Directors[1];
        var register = Site.Get<ServiceRegister>();
        var director = await DemonstrationUsers.EnsureAsync(other, Site.Get<IUserService>(), Site.Get<IUserGroupService>());
        return (await register.DepartmentsAsync(CancellationToken.None)).FirstOrDefault(row => row.Department.Name == other.Department) is { Department: { } known }
            ? known.Key
            : (await register.SaveDepartmentAsync(null, new DepartmentChange(other.Department, director), Site.Editor, CancellationToken.None)).Key;
    }

    // One service for all calls, until somebody does something to it after all.
    private async Task<Seen> ForeignAsync()
    {
        if (_foreign is not { } known || (await Site.ViewAsync(known.Key)).State != "submitted")
        {
            _foreign = await SubmittedAsync(await OtherDepartmentAsync());
        }

        return _foreign;
    }

    // A service that was approved, so that citizens have used it, and then changed, so that it waits to be decided.
    private async Task<Seen> SubmittedAsync(Guid department)
    {
        var key = await Site.DraftAsync($"Tjeneste {Guid.NewGuid():N}", department: department);
        await Site.SubmitAsync(key);
        var director = (await Site.Get<ServiceRegister>().DepartmentsAsync(CancellationToken.None)).Single(row => row.Department.Key == department).Department.DirectorKey!.Value;
        Assert.Equal(ApprovalStatus.Success, (await Site.Approvals.ApproveAsync(key, director, await Site.HashAsync(key), CancellationToken.None)).Status);
        await Site.EditAsync(key, ServiceFields.Lead, "En annen ingress.");
        await Site.SubmitAsync(key);
        var received = await Site.Get<SubmissionIntake>().ReceiveAsync(ASubmission.To(key), CancellationToken.None);
        var submission = await Site.Get<HaldenStore>().ReadAsync(db => db.Submissions.Where(one => one.Reference == received.Reference).Select(one => one.Id).SingleAsync());
        return new Seen(key, await Site.HashAsync(key), submission);
    }

    [GeneratedRegex(":[^{}]+}")]
    private static partial Regex Constraint();

    /// <summary>Somebody who calls, and the department whose services are that person's own.</summary>
    private sealed record Caller(HttpClient Client, Guid? Department) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }

    /// <summary>A service as somebody has seen it.</summary>
    /// <param name="Key">The service; wherever something else has a key, there is no such thing.</param>
    /// <param name="Hash">Of the package.</param>
    /// <param name="Submission">What a citizen has sent to it.</param>
    private sealed record Seen(Guid Key, string Hash, Guid Submission);

    /// <summary>An endpoint as the table names it; self-service has no route.</summary>
    private sealed partial record Endpoint(string Name, RouteEndpoint? Route)
    {
        /// <summary>A request that a decision can be made of, and nothing else: whoever else is let in changes nothing.</summary>
        public HttpRequestMessage Request(Seen seen)
        {
            var method = Name[..Name.IndexOf(' ', StringComparison.Ordinal)];
            var path = Parameter().Replace(Name[(method.Length + 1)..], parameter => Value(parameter.Groups[1].Value, seen));
            return new HttpRequestMessage(new HttpMethod(method == "*" ? "GET" : method), path) { Content = method == "GET" ? null : Body(seen.Hash) };
        }

        private string Value(string parameter, Seen seen) => parameter switch
        {
            "culture" => "nb-NO",
            "alias" => "lead",
            "submission" => seen.Submission.ToString(),
            _ when Route?.RoutePattern.RawText!.Contains($"{{{parameter}:guid}}", StringComparison.Ordinal) == true => seen.Key.ToString(),
            _ when Route?.RoutePattern.RawText!.Contains($"{{{parameter}:int}}", StringComparison.Ordinal) == true => "1",
            _ => "finnes-ikke",
        };

        // Routing looks at the content type before anybody is asked who they are.
        private HttpContent Body(string hash) =>
            Name.EndsWith("catalogue/import", StringComparison.Ordinal)
            || Route?.Metadata.GetMetadata<ControllerActionDescriptor>()?.Parameters.Any(parameter => parameter.ParameterType == typeof(IFormFile)) == true
                ? new MultipartFormDataContent { { new StringContent("true"), "dryRun" } }
                : JsonContent.Create(new { hash, comment = "Prisene mangler." });

        [GeneratedRegex(@"\{\*{0,2}(\w+)\}")]
        private static partial Regex Parameter();
    }
}
