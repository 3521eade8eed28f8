using System.Globalization;

namespace TrustFramework.MockServer.Management;

/// <summary>An error of Azure Resource Manager, as clients of the service report it.</summary>
/// <param name="Code">Clients branch on it.</param>
internal sealed record ManagementError(int Status, string Code, string Message)
{
    public static readonly ManagementError ApiVersionMissing = new(
        StatusCodes.Status400BadRequest, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    public static readonly ManagementError TokenMissing = new(
        StatusCodes.Status401Unauthorized, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");

    public static readonly ManagementError TokenInvalid = new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "The access token is invalid.");

    /// <summary>The service accepts each audience with and without a slash at the end.</summary>
    public static ManagementError WrongAudience(string audience) => new(
        StatusCodes.Status401Unauthorized, "InvalidAuthenticationTokenAudience",
        $"The access token has been obtained for wrong audience or resource '{audience}'. It should exactly match with one of the allowed audiences "
        + $"{string.Join(',', MicrosoftHosts.ResourceManagerAudiences.Select(allowed => $"'{allowed}/','{allowed}'"))}.");

    public static ManagementError TokenExpired(DateTimeOffset expiry, DateTimeOffset now) => new(
        StatusCodes.Status401Unauthorized, "ExpiredAuthenticationToken",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The access token expiry UTC time '{expiry.UtcDateTime:M/d/yyyy h:mm:ss tt}' is earlier than current UTC time '{now.UtcDateTime:M/d/yyyy h:mm:ss tt}'."));
}
