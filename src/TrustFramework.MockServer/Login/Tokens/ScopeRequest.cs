namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The scope of a token request.</summary>
/// <param name="Audience">The resource: <c>aud</c>.</param>
/// <param name="Names">Permission names without the resource.</param>
/// <param name="IsDefault">True for <c>.default</c>: all permissions that the client was granted.</param>
/// <param name="OpenIdScopes">The requested ones of <c>openid</c>, <c>profile</c>, <c>email</c> and <c>offline_access</c>.</param>
/// <param name="Items">All scopes as the client wrote them. <c>scope</c> in the response repeats them, because libraries compare it with their request.</param>
internal sealed record ScopeRequest(
    string Audience, IReadOnlyList<string> Names, bool IsDefault, IReadOnlyList<string> OpenIdScopes, IReadOnlyList<string> Items)
{
    public bool IsIdTokenRequested => OpenIdScopes.Contains("openid", StringComparer.Ordinal);

    public bool IsRefreshTokenRequested => OpenIdScopes.Contains("offline_access", StringComparer.Ordinal);

    public string Text => string.Join(' ', Items);
}
