using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Testing.Hosting;

/// <summary>Gives each request that has no bearer one for a tenant. It is asked for once, at the first request.</summary>
internal sealed class BearerHandler(HttpMessageHandler inner, TestTenant tenant, string[] permissions) : DelegatingHandler(inner)
{
    private string? _bearer;

    /// <summary>Good for longer than any clock can be moved.</summary>
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
            // Two first requests may each get one: either will do.
            _bearer ??= await tenant.Server.GetBearerTokenAsync(tenant, permissions, cancellationToken).ConfigureAwait(false);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>An application's token that nobody has signed, for servers that do not look at signatures: no key has to be made for it.</summary>
internal static class UnsignedToken
{
    public const string ClientId = "test";

    /// <summary>The year 9999.</summary>
    public const long NoExpiry = 253402300799;

    private static readonly string[] AllPermissions =
        ["Policy.Read.All", "Policy.ReadWrite.TrustFramework", "TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All"];

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
