namespace TrustFramework.MockServer.Management;

/// <summary>
/// Writes and logs an error, with a challenge if the token is missing or not accepted. The journal reads the error from the request's features.
/// </summary>
internal sealed partial class ManagementErrorResult(ManagementError error) : IResult
{
    /// <summary>In characters. The message repeats the audiences of the token.</summary>
    private const int MaxLoggedLength = 2000;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        httpContext.Features.Set(error);
        Log.RequestFailed(
            httpContext.RequestServices.GetRequiredService<ILogger<ManagementErrorResult>>(),
            request.Method, LogText.Sanitize(request.Path.ToUriComponent(), MaxLoggedLength), error.Code, LogText.Sanitize(error.Message, MaxLoggedLength));
        response.StatusCode = error.Status;
        // The message can contain characters of the token that a header cannot.
        if (error.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = $"Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\", error_description=\"{error.Code}\"";
        var body = new ManagementErrorResource(new ManagementErrorDetail(error.Code, error.Message));
        return response.WriteAsJsonAsync(body, ManagementJson.Wire.ManagementErrorResource, cancellationToken: httpContext.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Resource Manager request failed: {Method:l} {Path:l} · {Code:l}: {Reason:l}")]
        public static partial void RequestFailed(ILogger logger, string method, string path, string code, string reason);
    }
}
