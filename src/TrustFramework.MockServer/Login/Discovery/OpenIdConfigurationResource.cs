using System.Text.Json.Serialization;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>OpenID Connect Discovery 1.0, with the members of Entra that libraries read.</summary>
internal sealed record OpenIdConfigurationResource
{
    public required string TokenEndpoint { get; init; }

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = ["client_secret_post", "private_key_jwt", "client_secret_basic"];

    public required string JwksUri { get; init; }

    public IReadOnlyList<string> ResponseModesSupported { get; } = ["query", "fragment", "form_post"];

    public IReadOnlyList<string> SubjectTypesSupported { get; } = ["pairwise"];

    public IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; } = ["RS256"];

    public IReadOnlyList<string> ResponseTypesSupported { get; } = ["code"];

    public IReadOnlyList<string> ScopesSupported { get; } = ["openid", "profile", "email", "offline_access"];

    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; } = ["plain", "S256"];

    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string DeviceAuthorizationEndpoint { get; init; }

    public required string EndSessionEndpoint { get; init; }

    public IReadOnlyList<string> ClaimsSupported { get; } = ["sub", "iss", "aud", "exp", "iat", "nbf", "nonce", "name", "oid", "preferred_username", "tid", "ver"];

    /// <summary>The service sends null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? TenantRegionScope { get; }

    public required string CloudInstanceName { get; init; }

    [JsonPropertyName("msgraph_host")]
    public required string GraphHost { get; init; }

    /// <summary>
    /// At version 2.0, <c>issuer</c> is at the host that the client used, as msal-node requires (conventions 5.3 [E]), and has Entra's
    /// placeholder if the path names no tenant. At version 1.0 it is the issuer of the access tokens. The other addresses contain the
    /// tenant's id, which clients read from them: clients C9.
    /// </summary>
    public static OpenIdConfigurationResource Create(LoginTenant tenant, LoginVersion version, LoginServiceAddress address)
    {
        var id = tenant.Tenant.Id.ToString();
        var (pathTenant, issuerTenant) = tenant.IsMultiTenant ? (tenant.Name, "{tenantid}") : (id, id);
        var (pathVersion, root) = (version == LoginVersion.V1 ? "" : "/v2.0", $"{address.Origin}/{pathTenant}");
        return new OpenIdConfigurationResource
        {
            TokenEndpoint = $"{root}/oauth2{pathVersion}/token",
            JwksUri = $"{root}/discovery{pathVersion}/keys",
            Issuer = version == LoginVersion.V1 ? TokenIssuer.GetIssuer(issuerTenant) : $"{address.Origin}/{issuerTenant}/v2.0",
            AuthorizationEndpoint = $"{root}/oauth2{pathVersion}/authorize",
            DeviceAuthorizationEndpoint = $"{root}/oauth2{pathVersion}/devicecode",
            EndSessionEndpoint = $"{root}/oauth2{pathVersion}/logout",
            CloudInstanceName = address.Authority,
            GraphHost = MicrosoftHosts.FindCloud(address.Authority)?.GraphHosts[0] ?? address.Authority,
        };
    }
}
