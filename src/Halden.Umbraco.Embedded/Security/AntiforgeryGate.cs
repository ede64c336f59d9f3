using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Halden.Umbraco.Embedded;

/// <summary>
/// Refuses a request that changes something in the back office without an anti-forgery token. It goes by the
/// path, so that a controller cannot forget it.
/// </summary>
internal sealed class AntiforgeryGate(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (Concerns(context.Request, context.User.Identity?.IsAuthenticated is true) && !await antiforgery.IsRequestValidAsync(context))
        {
            if (context.Request.Path.Equals(SignInEndpoints.SignInPath, StringComparison.OrdinalIgnoreCase) && context.Request.HasFormContentType)
            {
                // A sign-in page that has been open for long, or a sign-in in another tab meanwhile.
                await ShellPages.SignIn(context, antiforgery, "/umbraco", null, "Siden var for gammel. Prøv en gang til.", StatusCodes.Status400BadRequest).ExecuteAsync(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(
                new ProblemDetails
                {
                    Status = StatusCodes.Status400BadRequest,
                    Title = "Forespørselen mangler gyldig sikkerhetsnøkkel",
                    Detail = "Last siden på nytt og prøv igjen.",
                },
                options: null,
                contentType: "application/problem+json");
            return;
        }

        await next(context);
    }

    private static bool Concerns(HttpRequest request, bool signedIn)
        => request.Path.StartsWithSegments("/umbraco", StringComparison.OrdinalIgnoreCase)
            && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method) && !HttpMethods.IsTrace(request.Method)
            && (signedIn || request.Path.StartsWithSegments("/umbraco/embedded", StringComparison.OrdinalIgnoreCase));
}
