using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Issuing;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>What tokens are issued for.</summary>
/// <param name="Resolvers">Of the request, for the default values of claims.</param>
internal sealed record TokenSubject(SignInTenant Tenant, string ClientId, PolicyScope Scope, SignedInUser User, ClaimResolvers Resolvers)
{
    /// <summary>The client's <c>nonce</c>, which the id token repeats.</summary>
    public string? Nonce { get; init; }
}

/// <summary>Issues and validates the tokens of policies: runtime 4.2.</summary>
internal sealed class PolicyTokens(PolicyKeys keys)
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>An access token for the resource of the scope.</summary>
    public ValueTask<Result<string, PolicyError>> IssueAccessTokenAsync(TokenSubject subject) => IssueAsync(subject, payload => payload with
    {
        Audience = subject.Scope.Resource!.Audience,
        Lifetime = subject.Tenant.RelyingParty.Issuer.AccessTokenLifetime,
        AuthorizedParty = subject.ClientId,
        Scopes = subject.Scope.Resource.Names.Count > 0 ? string.Join(' ', subject.Scope.Resource.Names) : null,
    });

    /// <summary>An id token for the client.</summary>
    /// <param name="code">The code in the same response; null without one.</param>
    /// <param name="accessToken">The access token in the same response; null without one.</param>
    public ValueTask<Result<string, PolicyError>> IssueIdTokenAsync(TokenSubject subject, string? code, string? accessToken) => IssueAsync(subject, payload => payload with
    {
        Nonce = subject.Nonce,
        CodeHash = code is null ? null : HashHalf(code),
        AccessTokenHash = accessToken is null ? null : HashHalf(accessToken),
    });

    /// <summary>An access token for a client without a user: runtime 4.1 [D].</summary>
    /// <param name="claims">The claims of the policy.</param>
    public ValueTask<Result<string, PolicyError>> IssueClientTokenAsync(SignInTenant tenant, string clientId, ScopeResource resource, IEnumerable<TokenClaim> claims) => SignAsync(tenant, new TokenPayload
    {
        Issuer = tenant.Issuer,
        Audience = resource.Audience,
        IssuedAt = tenant.Now,
        Lifetime = tenant.RelyingParty.Issuer.AccessTokenLifetime,
        AuthorizedParty = clientId,
        Acr = tenant.Acr,
        Scopes = resource.Names.Count > 0 ? string.Join(' ', resource.Names) : null,
        Claims = [new TokenClaim("sub", new ClaimValue.TextValue(ObjectIds.ForServicePrincipal(tenant.Tenant.Id, clientId))), .. claims],
    });

    /// <summary>Signs claims without adding any.</summary>
    /// <param name="claims">JSON.</param>
    public async ValueTask<Result<string, PolicyError>> SignAsync(SignInTenant tenant, string claims) =>
        (await keys.GetSigningCredentialsAsync(tenant)).Map(credentials => Handler.CreateToken(claims, credentials));

    /// <summary>The token if this policy issued it and one of its enabled keys verifies it; null otherwise.</summary>
    public async ValueTask<JsonWebToken?> ValidateAsync(SignInTenant tenant, string token) =>
        Jwt.TryRead(token) is { } jwt && jwt.Issuer == tenant.Issuer && jwt.ValidTo > tenant.Now.UtcDateTime
        && await keys.FindVerificationKeyAsync(tenant, jwt.Kid) is { } key && await Signatures.IsSignedByAsync(jwt, key, SecurityAlgorithms.RsaSha256)
            ? jwt
            : null;

    private async ValueTask<Result<string, PolicyError>> IssueAsync(TokenSubject subject, Func<TokenPayload, TokenPayload> configure)
    {
        var tenant = subject.Tenant;
        if (tenant.RelyingParty.GetTokenClaims(subject.User.Claims, subject.Resolvers) is not { } claims)
            return PolicyErrorCatalog.RequestFailed.With() with { Hint = "The claim that SubjectNamingInfo names has no value, so the token would have no sub." };
        return await SignAsync(tenant, configure(new TokenPayload
        {
            Issuer = tenant.Issuer,
            Audience = subject.ClientId,
            IssuedAt = tenant.Now,
            Lifetime = tenant.RelyingParty.Issuer.IdTokenLifetime,
            AuthTime = subject.User.AuthTime,
            Acr = tenant.Acr,
            Claims = claims,
        }));
    }

    private ValueTask<Result<string, PolicyError>> SignAsync(SignInTenant tenant, TokenPayload payload) => SignAsync(tenant, payload.ToJson());

    /// <summary>OpenID Connect Core 3.3.2.11: the left half of the SHA-256 hash.</summary>
    private static string HashHalf(string text) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(text))[..16]);
}
