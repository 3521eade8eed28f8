using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>An authorization request: RFC 6749 4.1.1, RFC 7636 4.3.</summary>
/// <param name="Scope">At the version 1.0 endpoint, the resource as a scope.</param>
/// <param name="CodeChallenge">The PKCE challenge; null if the client does not use PKCE.</param>
internal sealed record AuthorizeRequest(ScopeRequest Scope, string? CodeChallenge, bool IsPlainChallenge, string? Nonce, bool IsSilent, string? LoginHint)
{
    public static Result<AuthorizeRequest, LoginError> Read(Func<string, string> parameter, LoginVersion version, ScopeParser scopes, LoginTenant tenant, LoginServiceAddress address)
    {
        var (type, challenge, method) = (parameter("response_type"), parameter("code_challenge"), parameter("code_challenge_method"));
        if (type.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("response_type") with { Hint = LoginErrorHints.QueryParameterMissing };
        if (type != "code")
            return LoginErrorCatalog.ResponseType.With(type);
        if ((challenge.Length > 0 && challenge.Length is < 43 or > 128) || method is not ("" or "plain" or "S256"))
            return LoginErrorCatalog.ChallengeInvalid.With();
        var parsed = version == LoginVersion.V1
            ? scopes.ParseResource(parameter("resource"), address.Host, tenant.Tenant.Id)
            : scopes.Parse(parameter("scope"), address.Host, tenant.Tenant.Id);
        return parsed.Map(scope => new AuthorizeRequest(
            scope, NullIfEmpty(challenge), method != "S256", NullIfEmpty(parameter("nonce")), parameter("prompt") == "none", NullIfEmpty(parameter("login_hint"))));
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
