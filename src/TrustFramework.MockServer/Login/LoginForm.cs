using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TrustFramework.MockServer.Login.Errors;

namespace TrustFramework.MockServer.Login;

/// <summary>Reads the form that every request to the login service is.</summary>
internal static class LoginForm
{
    private const string FormContentType = "application/x-www-form-urlencoded";

    /// <summary>In bytes. Tokens are the longest that comes, and there is one at most.</summary>
    private const long MaxBytes = 256 * 1024;

    /// <param name="first">The parameter that is missed first when there is no form at all.</param>
    public static async ValueTask<LoginOutcome<IFormCollection>> ReadAsync(HttpContext context, string first)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            return LoginErrorCatalog.PostRequired.With(context.Request.Method);
        // Nobody sends a login in parts, and parts would be put on the disk.
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(FormContentType, StringComparison.OrdinalIgnoreCase))
            return LoginErrorCatalog.MissingParameter.With(first);
        try
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaxBytes;
            return new LoginOutcome<IFormCollection>(await context.Request.ReadFormAsync(context.RequestAborted), Refusal: null);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return LoginErrorCatalog.MissingParameter.With(first); // a form that breaks the framework's bounds, or ours
        }
    }
}
