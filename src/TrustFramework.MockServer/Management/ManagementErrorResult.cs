namespace TrustFramework.MockServer.Management;

/// <summary>Writes an error, with a challenge if the token is missing or not accepted.</summary>
internal sealed class ManagementErrorResult(ManagementError error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = $"Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\", error_description=\"{error.Message}\"";
        var body = new ManagementErrorResource(new ManagementErrorDetail(error.Code, error.Message));
        return response.WriteAsJsonAsync(body, ManagementJson.Wire.ManagementErrorResource, cancellationToken: httpContext.RequestAborted);
    }
}
