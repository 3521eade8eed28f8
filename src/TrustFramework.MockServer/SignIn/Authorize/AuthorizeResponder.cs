using System.Globalization;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Sessions;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>Sends a signed-in user to the application: with a code, with tokens, or with both.</summary>
internal sealed class AuthorizeResponder(SessionStore sessions, GrantStore grants, PolicyTokens tokens)
{
    /// <summary>"Typically about 10 minutes" [D].</summary>
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    public async Task<IResult> RespondAsync(Authorization authorization, SignedInUser user)
    {
        var (tenant, request) = (authorization.Tenant, authorization.Request);
        var subject = new TokenSubject(tenant, request.Client.Id, request.Scope, user, authorization.CreateResolvers(user.Claims))
        {
            Nonce = authorization.Parameter("nonce") is { Length: > 0 } nonce ? nonce : null,
        };
        if (!(await CreateParametersAsync(authorization, subject)).TryGetValue(out var parameters, out var error))
            return authorization.Fail(error);
        await sessions.SaveAsync(authorization.Http, tenant, request.Client.Id, user);
        authorization.Context.RecordIssued(authorization.Parameter("response_type"), request.Client.Id, user.Claims.FindText("displayName"));
        return authorization.Target.CreateResult(tenant, parameters);
    }

    private async ValueTask<Result<List<KeyValuePair<string, string>>, PolicyError>> CreateParametersAsync(Authorization authorization, TokenSubject subject)
    {
        var (types, parameters) = (authorization.Request.Types, new List<KeyValuePair<string, string>>());
        string? accessToken = null, code = null;
        if (types.Token)
        {
            if (!(await tokens.IssueAccessTokenAsync(subject)).TryGetValue(out accessToken, out var error))
                return error;
            parameters.AddRange(
                [
                    new("access_token", accessToken), new("token_type", "Bearer"), new("scope", subject.Scope.Granted),
                    new("expires_in", subject.Tenant.RelyingParty.Issuer.AccessTokenLifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
                ]);
        }

        if (types.Code)
        {
            // Without a sub the code could not be redeemed. The application gets the error here, as it does for tokens.
            if (subject.Tenant.RelyingParty.GetTokenClaims(subject.User.Claims, subject.Resolvers) is null)
                return PolicyErrorCatalog.RequestFailed.With();
            code = await AddCodeAsync(authorization, subject);
            parameters.Add(new("code", code));
        }

        if (types.IdToken)
        {
            if (!(await tokens.IssueIdTokenAsync(subject, code, accessToken)).TryGetValue(out var idToken, out var error))
                return error;
            parameters.Add(new("id_token", idToken));
        }

        if (authorization.Parameter("client_info") == "1")
            parameters.Add(new("client_info", Grants.ClientInfo.Create(subject).Encode()));
        return parameters;
    }

    private async ValueTask<string> AddCodeAsync(Authorization authorization, TokenSubject subject)
    {
        var (tenant, request) = (authorization.Tenant, authorization.Request);
        var code = new PolicyAuthorizationCode(
            grants.NewId(), tenant.Now, tenant.Now + CodeLifetime, tenant.PolicyId, request.Client.Id, authorization.Target.RedirectUri.OriginalString, request.Scope.Text, subject.User,
            request.CodeChallenge, request.IsPlainChallenge, subject.Nonce);
        await grants.AddAsync(tenant.Tenant.Id, code);
        return code.Id;
    }
}
