namespace TrustFramework.MockServer.SignIn.Discovery;

/// <summary>The OpenID configuration of a policy: runtime 2 [O]. The members are in the service's order.</summary>
internal sealed record PolicyMetadataResource
{
    /// <summary>Follow the claims of the policy. [O]</summary>
    private static readonly string[] ProtocolClaims = ["iss", "iat", "exp", "aud", "acr", "nonce", "auth_time"];

    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    public required string EndSessionEndpoint { get; init; }

    public required string JwksUri { get; init; }

    public string? UserinfoEndpoint { get; init; }

    public IReadOnlyList<string> ResponseModesSupported { get; } = ["query", "fragment", "form_post"];

    public IReadOnlyList<string> ResponseTypesSupported { get; } =
        ["code", "code id_token", "code token", "code id_token token", "id_token", "id_token token", "token", "token id_token"];

    public IReadOnlyList<string> ScopesSupported { get; } = ["openid"];

    public IReadOnlyList<string> SubjectTypesSupported { get; } = ["pairwise"];

    public IReadOnlyList<string> IdTokenSigningAlgValuesSupported { get; } = ["RS256"];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = ["client_secret_post", "client_secret_basic"];

    public required IReadOnlyList<string> ClaimsSupported { get; init; }

    public static PolicyMetadataResource Create(SignInTenant tenant) => new()
    {
        Issuer = tenant.Issuer,
        AuthorizationEndpoint = $"{tenant.Address}/oauth2/v2.0/authorize",
        TokenEndpoint = $"{tenant.Address}/oauth2/v2.0/token",
        EndSessionEndpoint = $"{tenant.Address}/oauth2/v2.0/logout",
        JwksUri = $"{tenant.Address}/discovery/v2.0/keys",
        UserinfoEndpoint = tenant.RelyingParty.UserInfoJourneyId is not null ? $"{tenant.Address}/openid/v2.0/userinfo" : null,
        ClaimsSupported = [.. tenant.RelyingParty.ClaimNames.Concat(ProtocolClaims).Distinct(StringComparer.Ordinal)],
    };
}
