using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Discovery;

/// <summary>OpenID Connect Discovery 1.0, with the members of Entra's that libraries look at.</summary>
internal sealed record OpenIdConfigurationResource
{
    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> AuthMethods => ["client_secret_post", "private_key_jwt", "client_secret_basic"];

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    [JsonPropertyName("response_modes_supported")]
    public IReadOnlyList<string> ResponseModes => ["query", "fragment", "form_post"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes => ["pairwise"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> Algorithms => ["RS256"];

    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes => ["code"];

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> Scopes => ["openid", "profile", "email", "offline_access"];

    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> ChallengeMethods => ["plain", "S256"];

    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public required string AuthorizationEndpoint { get; init; }

    [JsonPropertyName("device_authorization_endpoint")]
    public required string DeviceAuthorizationEndpoint { get; init; }

    [JsonPropertyName("end_session_endpoint")]
    public required string EndSessionEndpoint { get; init; }

    [JsonPropertyName("claims_supported")]
    public IReadOnlyList<string> Claims => ["sub", "iss", "aud", "exp", "iat", "nbf", "nonce", "name", "oid", "preferred_username", "tid", "ver"];

    [JsonPropertyName("tenant_region_scope")]
    public string? Region => null;

    [JsonPropertyName("cloud_instance_name")]
    public required string CloudInstanceName { get; init; }

    [JsonPropertyName("msgraph_host")]
    public required string GraphHost { get; init; }

    /// <summary>
    /// <c>issuer</c> is at the caller's own address, as msal-node wants it (conventions 5.3 [E]), and has Entra's placeholder where
    /// the tenant is not known; version 1.0's is the real one, as version 1.0 tokens say it. The other addresses hold the tenant's id:
    /// clients C9 takes it from there.
    /// </summary>
    public static OpenIdConfigurationResource Create(LoginTenant loginTenant, LoginVersion version, LoginServiceAddress address)
    {
        var (tenant, id) = (loginTenant.IsMultiTenant ? loginTenant.Name : loginTenant.Tenant.Id.ToString(), loginTenant.IsMultiTenant ? "{tenantid}" : loginTenant.Tenant.Id.ToString());
        var (dotted, origin, host) = (version == LoginVersion.V1 ? "" : "/v2.0", address.Origin, address.Authority);
        return new OpenIdConfigurationResource
        {
            TokenEndpoint = $"{origin}/{tenant}/oauth2{dotted}/token",
            JwksUri = $"{origin}/{tenant}/discovery{dotted}/keys",
            Issuer = version == LoginVersion.V1 ? TokenIssuer.GetIssuer(id) : $"{origin}/{id}/v2.0",
            AuthorizationEndpoint = $"{origin}/{tenant}/oauth2{dotted}/authorize",
            DeviceAuthorizationEndpoint = $"{origin}/{tenant}/oauth2{dotted}/devicecode",
            EndSessionEndpoint = $"{origin}/{tenant}/oauth2{dotted}/logout",
            CloudInstanceName = host,
            GraphHost = host.ToLowerInvariant() switch
            {
                "login.microsoftonline.com" => "graph.microsoft.com",
                "login.microsoftonline.us" => "graph.microsoft.us",
                "login.chinacloudapi.cn" or "login.partner.microsoftonline.cn" => "microsoftgraph.chinacloudapi.cn",
                _ => host,
            },
        };
    }
}

/// <summary>RFC 7517.</summary>
internal sealed record JsonWebKeySetResource
{
    [JsonPropertyName("keys")]
    public required IReadOnlyList<JsonWebKeyResource> Keys { get; init; }
}

internal sealed record JsonWebKeyResource
{
    [JsonPropertyName("kty")]
    public string Kty => "RSA";

    [JsonPropertyName("use")]
    public string Use => "sig";

    [JsonPropertyName("alg")]
    public string Alg => "RS256";

    [JsonPropertyName("kid")]
    public required string Kid { get; init; }

    [JsonPropertyName("n")]
    public required string N { get; init; }

    [JsonPropertyName("e")]
    public required string E { get; init; }

    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    /// <summary>The public half alone.</summary>
    public static JsonWebKeyResource Create(RsaSecurityKey key, string issuer) => new()
    {
        Kid = key.KeyId,
        N = Base64UrlEncoder.Encode(key.Parameters.Modulus),
        E = Base64UrlEncoder.Encode(key.Parameters.Exponent),
        Issuer = issuer,
    };
}

/// <summary>conventions 5.3 [E].</summary>
internal sealed record InstanceDiscoveryResource
{
    [JsonPropertyName("tenant_discovery_endpoint")]
    public required string TenantDiscoveryEndpoint { get; init; }

    [JsonPropertyName("api-version")]
    public string ApiVersion => "1.1";

    [JsonPropertyName("metadata")]
    public required IReadOnlyList<InstanceAliasesResource> Metadata { get; init; }
}

internal sealed record InstanceAliasesResource
{
    [JsonPropertyName("preferred_network")]
    public required string PreferredNetwork { get; init; }

    [JsonPropertyName("preferred_cache")]
    public required string PreferredCache { get; init; }

    [JsonPropertyName("aliases")]
    public required IReadOnlyList<string> Aliases { get; init; }
}

/// <summary>conventions 5.3 [E].</summary>
internal sealed record UserRealmResource
{
    [JsonPropertyName("ver")]
    public string Version => "1.0";

    [JsonPropertyName("account_type")]
    public string AccountType => "Managed";

    [JsonPropertyName("domain_name")]
    public required string DomainName { get; init; }

    [JsonPropertyName("cloud_instance_name")]
    public required string CloudInstanceName { get; init; }

    [JsonPropertyName("cloud_audience_urn")]
    public string CloudAudienceUrn => "urn:federation:MicrosoftOnline";
}
