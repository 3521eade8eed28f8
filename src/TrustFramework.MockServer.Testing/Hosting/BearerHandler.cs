using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Adds a bearer token for a tenant to each request without one. The token is requested once, with the first request.</summary>
internal sealed class BearerHandler(HttpMessageHandler inner, TestTenant tenant, string[] permissions) : DelegatingHandler(inner)
{
    private string? _bearer;

    /// <summary>Requests a token that does not expire within the range of a clock.</summary>
    public static TokenRequest CreateNonExpiringRequest(string[] permissions) => new()
    {
        Permissions = permissions.Length == 0 ? null : permissions,
        ClientId = UnsignedToken.ClientId,
        Claims = new Dictionary<string, JsonNode?>(StringComparer.Ordinal) { ["nbf"] = 0, ["exp"] = UnsignedToken.NoExpiry },
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            // Two concurrent first requests may each get a token; both are valid.
            _bearer ??= await tenant.Server.GetBearerTokenAsync(tenant, permissions, cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Creates unsigned application tokens for servers that do not check signatures, which avoids creating a signing key.</summary>
internal static class UnsignedToken
{
    public const string ClientId = "test";

    /// <summary>The year 9999.</summary>
    public const long NoExpiry = 253402300799;

    private static readonly string[] AllPermissions =
    [
        "Policy.Read.All", "Policy.ReadWrite.TrustFramework", "TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All", "User.Read.All", "User.ReadWrite.All",
        "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All",
    ];

    public static string Create(Guid tenant, string[] permissions)
    {
        var claims = new JsonObject
        {
            ["aud"] = "https://graph.microsoft.com",
            ["iss"] = $"https://sts.windows.net/{tenant}/",
            ["tid"] = tenant.ToString(),
            ["nbf"] = 0,
            ["exp"] = NoExpiry,
            ["appid"] = ClientId,
            ["idtyp"] = "app",
            ["roles"] = new JsonArray([.. (permissions.Length == 0 ? AllPermissions : permissions).Select(name => JsonValue.Create(name))]),
        };
        return $"{EncodePart("""{"alg":"none","typ":"JWT"}"""u8)}.{EncodePart(JsonSerializer.SerializeToUtf8Bytes(claims, Wire.WireJson.Default.JsonObject))}.";
    }

    private static string EncodePart(ReadOnlySpan<byte> json) => Base64Url.EncodeToString(json);
}
