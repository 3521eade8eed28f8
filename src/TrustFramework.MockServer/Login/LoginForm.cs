using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login;

/// <summary>Reads the form in the body of a request.</summary>
internal static class LoginForm
{
    private const string FormContentType = "application/x-www-form-urlencoded";

    /// <summary>In bytes. The longest value is a token, and a form has at most one.</summary>
    private const long MaxBytes = 256 * 1024;

    /// <param name="firstParameter">The parameter that the error names if the request has no form.</param>
    public static async ValueTask<Result<IFormCollection, LoginError>> ReadAsync(HttpContext context, string firstParameter)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            return LoginErrorCatalog.PostRequired.With(context.Request.Method);
        return await TryReadAsync(context) is { } form ? Result<IFormCollection, LoginError>.Success(form) : LoginErrorCatalog.MissingParameter.With(firstParameter);
    }

    /// <summary>Null if the request has no form, or one that exceeds a limit.</summary>
    public static async ValueTask<IFormCollection?> TryReadAsync(HttpContext context)
    {
        // No client sends a multipart form, and the framework would write its parts to the disk.
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals(FormContentType, StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = MaxBytes;
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null; // The form exceeds a limit of the framework or MaxBytes.
        }
    }
}
