using System.Globalization;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Issuing;
using TrustFramework.Engine.Journeys;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>Redeems a code, with PKCE: RFC 6749 4.1.3, RFC 7636.</summary>
internal sealed class PolicyCodeGrantHandler(GrantStore grants, PolicyTokenResponder responder) : IPolicyGrantHandler
{
    private const int MinVerifierLength = 43;
    private const int MaxVerifierLength = 128;

    public string GrantType => "authorization_code";

    public async ValueTask<Result<PolicyTokenResource, PolicyError>> RedeemAsync(PolicyTokenRequest request)
    {
        var (tenant, id) = (request.Tenant, request["code"]);
        if (id.Length == 0)
            return PolicyErrorCatalog.ParameterMissing.With("code");
        if (await grants.FindAsync<PolicyAuthorizationCode>(tenant.Tenant.Id, id) is not { } code)
            return PolicyErrorCatalog.GrantInvalid.With() with { Hint = "The code is unknown in this tenant: it was issued by another server or tenant, or the tenant was reset." };
        var type = request.Client.Registration?.FindRedirectUriType(code.RedirectUri);
        var isConfidential = PolicyClientAuthenticator.IsConfidential(request.Client, type);
        if (FindError(code, request) is { } error || (error = PolicyClientAuthenticator.Check(request, isConfidential)) is not null)
            return error;
        if ((await grants.ChangeAsync(tenant.Tenant.Id, code, current => current with { IsRedeemed = true })).IsRedeemed)
            return Expired(request, code) with { Hint = "A code can be redeemed once. Check whether the client sends its token request twice." };
        return await (await PolicyScope.ParseAsync(code.Scope, code.ClientId, tenant.Tenant.Applications, request.Client.IsStrict)).ThenAsync(scope => responder.CreateAsync(
            tenant, request.Client.Id, request.CreateJourneyRequest(), new TokenGrant(code.User, scope, code.Nonce, code.Id, isConfidential, PolicyTokenResponder.GetRefreshLifetime(tenant, type))));
    }

    private static PolicyError? FindError(PolicyAuthorizationCode code, PolicyTokenRequest request) => 0 switch
    {
        _ when code.PolicyId != request.Tenant.PolicyId => PolicyErrorCatalog.GrantOfOtherPolicy.With(code.PolicyId, request.Tenant.PolicyId),
        _ when !code.ClientId.Equals(request.Client.Id, StringComparison.OrdinalIgnoreCase) => PolicyErrorCatalog.GrantOfOtherClient.With(request.Client.Id),
        _ when ((IStoredGrant)code).IsExpired(request.Tenant.Now) => Expired(request, code),
        _ when request["redirect_uri"] != code.RedirectUri => PolicyErrorCatalog.RedirectUnknown.With(request["redirect_uri"], request.Client.Id) with
        {
            Hint = "redirect_uri must be the one of the authorization request.",
        },
        _ => FindVerifierError(code, request["code_verifier"]),
    };

    /// <summary>A verifier without a challenge is refused too: somebody may have removed the challenge from the authorization request.</summary>
    private static PolicyError? FindVerifierError(PolicyAuthorizationCode code, string verifier) => 0 switch
    {
        _ when code.CodeChallenge is null => verifier.Length == 0 ? null : PolicyErrorCatalog.VerifierWrong.With() with { Hint = "The authorization request had no code_challenge." },
        _ when verifier.Length is < MinVerifierLength or > MaxVerifierLength => PolicyErrorCatalog.VerifierInvalid.With(),
        _ => CodeChallenge.Matches(code.CodeChallenge, verifier, code.IsPlainChallenge) ? null : PolicyErrorCatalog.VerifierWrong.With(),
    };

    private static PolicyError Expired(PolicyTokenRequest request, PolicyAuthorizationCode code) =>
        GrantTimes.CreateExpired(request.Tenant.Now, code.Issued, code.Expires);
}

/// <summary>Exchanges a refresh token for new tokens: runtime 4.3. Their claims are those of the policy's journey for it, or of the grant without one.</summary>
internal sealed class PolicyRefreshGrantHandler(GrantJourneys journeys, PolicyTokenResponder responder) : IPolicyGrantHandler
{
    public string GrantType => "refresh_token";

    public async ValueTask<Result<PolicyTokenResource, PolicyError>> RedeemAsync(PolicyTokenRequest request)
    {
        var tenant = request.Tenant;
        if (request["refresh_token"].Length == 0)
            return PolicyErrorCatalog.ParameterMissing.With("refresh_token");
        if (await PolicyRefreshTokens.ReadAsync(tenant, request["refresh_token"]) is not { } token || token.ReadUser() is not { } user)
            return PolicyErrorCatalog.GrantInvalid.With() with { Hint = "No enabled key of the policy decrypts the refresh token. It is from another tenant, or its key was replaced or disabled." };
        if (FindError(token, request) is { } error || (error = await user.FindErrorAsync(tenant)) is not null || (error = PolicyClientAuthenticator.Check(request, token.Confidential)) is not null)
            return error;
        var text = request["scope"] is { Length: > 0 } requested ? requested : token.Scope;
        if (!(await PolicyScope.ParseAsync(text, request.Client.Id, tenant.Tenant.Applications, request.Client.IsStrict)).TryGetValue(out var scope, out error)
            || !(await RefreshClaimsAsync(request, user, token)).TryGetValue(out var claims, out error))
        {
            return error;
        }

        // Without offline_access in the request, the client still gets the next refresh token. [I]
        var grant = new TokenGrant(user with { Claims = claims }, scope with { HasOfflineAccess = true }, Nonce: null, Code: null, token.Confidential, TimeSpan.FromSeconds(token.Lifetime)) { StoredUser = user };
        return await responder.CreateAsync(tenant, request.Client.Id, request.CreateJourneyRequest(), grant);
    }

    /// <summary>A user who is not in the directory keeps the claims of the grant: the journey could not read them.</summary>
    private async ValueTask<Result<ClaimsBag, PolicyError>> RefreshClaimsAsync(PolicyTokenRequest request, SignedInUser user, PolicyRefreshToken token)
    {
        var tenant = request.Tenant;
        if (tenant.RelyingParty.RefreshJourneyId is not { } journey || user.UserId is null)
            return user.Claims;
        if (tenant.RelyingParty.Policy.UserJourneys.Find(journey) is null)
            return PolicyErrorCatalog.RefreshJourneyMissing.With(journey, tenant.RelyingParty.Issuer.Id, tenant.Domain, tenant.RelyingParty.Policy.PolicyId);
        var claims = user.Claims.With("refreshTokenIssuedOnDateTime", new ClaimValue.DateTimeValue(DateTimeOffset.FromUnixTimeSeconds(token.Issued)));
        return await journeys.RunAsync(
            tenant, request.CreateJourneyRequest() with { GrantClaims = claims }, journey, refused => PolicyErrorCatalog.GrantRevoked.With() with { Hint = $"The journey '{journey}' refused the user: {refused.Message}" });
    }

    private static PolicyError? FindError(PolicyRefreshToken token, PolicyTokenRequest request) => 0 switch
    {
        _ when token.Policy != request.Tenant.PolicyId => PolicyErrorCatalog.GrantOfOtherPolicy.With(token.Policy, request.Tenant.PolicyId),
        _ when !token.Client.Equals(request.Client.Id, StringComparison.OrdinalIgnoreCase) => PolicyErrorCatalog.GrantOfOtherClient.With(request.Client.Id),
        _ when token.Expires <= request.Tenant.Now.ToUnixTimeSeconds() =>
            GrantTimes.CreateExpired(request.Tenant.Now, DateTimeOffset.FromUnixTimeSeconds(token.Issued), DateTimeOffset.FromUnixTimeSeconds(token.Expires)),
        _ => null,
    };
}

/// <summary>The password grant: executes the policy's journey, which exchanges the password: runtime 4.1 [D].</summary>
internal sealed class PolicyPasswordGrantHandler(GrantJourneys journeys, PolicyTokenResponder responder) : IPolicyGrantHandler
{
    private static readonly string[] RequiredParameters = ["username", "password", "scope"];

    public string GrantType => "password";

    /// <summary>A client secret is not checked: runtime 4.1 [D].</summary>
    public async ValueTask<Result<PolicyTokenResource, PolicyError>> RedeemAsync(PolicyTokenRequest request)
    {
        var tenant = request.Tenant;
        if (!tenant.RelyingParty.AcceptsPasswords)
            return PolicyErrorCatalog.PasswordsNotEnabled.With() with { Hint = "No step of the policy's journey exchanges a password: an OpenIdConnect profile with grant_type=password." };
        if (request.Client is { IsStrict: true, Registration: { EnableIdTokenIssuance: false } or { EnableAccessTokenIssuance: false } })
            return PolicyErrorCatalog.ImplicitForbidden.With() with { Hint = "Set web.implicitGrantSettings.enableIdTokenIssuance and enableAccessTokenIssuance of the application." };
        if (RequiredParameters.FirstOrDefault(name => request[name].Length == 0) is { } missing)
            return PolicyErrorCatalog.ParameterMissing.With(missing);
        var journeyRequest = request.CreateJourneyRequest();
        if (!(await PolicyScope.ParseAsync(request["scope"], request.Client.Id, tenant.Tenant.Applications, request.Client.IsStrict)).TryGetValue(out var scope, out var error)
            || !(await journeys.RunAsync(tenant, journeyRequest, journeyId: null, DescribeRefusal)).TryGetValue(out var claims, out error))
        {
            return error;
        }

        var user = await SignedInUser.CreateAsync(tenant, claims, tenant.Now);
        return await responder.CreateAsync(
            tenant, request.Client.Id, journeyRequest, new TokenGrant(user, scope, Nonce: null, Code: null, IsConfidential: false, tenant.RelyingParty.Issuer.RefreshTokenLifetime));
    }

    /// <summary>A disabled or locked account has an error of its own; a wrong password and an unknown user have not.</summary>
    private static PolicyError DescribeRefusal(JourneyError.Refused refused) =>
        refused.Code is "AADB2C90111" or "AADB2C90114" ? JourneyErrors.Describe(refused) : PolicyErrorCatalog.PasswordWrong.With() with { Hint = refused.Message };
}

/// <summary>Tokens for a client without a user: runtime 4.1 [D].</summary>
internal sealed class PolicyClientCredentialsGrantHandler(GrantJourneys journeys, PolicyTokens tokens) : IPolicyGrantHandler
{
    public string GrantType => "client_credentials";

    public async ValueTask<Result<PolicyTokenResource, PolicyError>> RedeemAsync(PolicyTokenRequest request)
    {
        var tenant = request.Tenant;
        if (request.Secret is null)
            return PolicyErrorCatalog.SecretMissing.With();
        if (PolicyClientAuthenticator.Check(request, isConfidential: true) is { } secretError)
            return secretError;
        if (!request["scope"].EndsWith("/.default", StringComparison.Ordinal))
            return PolicyErrorCatalog.ScopeWithoutResource.With(request["scope"]) with { Hint = "The scope is the application id URI of the API, followed by /.default." };
        if (!(await PolicyScope.ParseAsync(request["scope"], request.Client.Id, tenant.Tenant.Applications, request.Client.IsStrict)).TryGetValue(out var scope, out var error))
            return error;
        var resource = scope.Resource! with { Names = await GetApplicationScopesAsync(tenant, scope.Resource!.Audience) };
        if (!(await GetJourneyClaimsAsync(request)).TryGetValue(out var claims, out error))
            return error;
        return (await tokens.IssueClientTokenAsync(tenant, request.Client.Id, resource, claims))
            .Map(token => PolicyTokenResponder.WithAccessToken(new PolicyTokenResource(), tenant, token, resource));
    }

    /// <summary>The claims of the policy, if it has a journey for this grant.</summary>
    private async ValueTask<Result<IEnumerable<TokenClaim>, PolicyError>> GetJourneyClaimsAsync(PolicyTokenRequest request)
    {
        var tenant = request.Tenant;
        if (tenant.RelyingParty.Issuer.ClientCredentialsJourneyId is not { } journey)
            return Result<IEnumerable<TokenClaim>, PolicyError>.Success([]);
        var journeyRequest = request.CreateJourneyRequest();
        return (await journeys.RunAsync(tenant, journeyRequest, journey, JourneyErrors.Describe))
            .Map(claims => tenant.RelyingParty.GetClientTokenClaims(claims, JourneyContexts.CreateResolvers(tenant, journeyRequest, claims)));
    }

    /// <summary>The roles that applications can have. Consent is not emulated: every client has all of them.</summary>
    private static async ValueTask<IReadOnlyList<string>> GetApplicationScopesAsync(SignInTenant tenant, string audience) =>
        await tenant.Tenant.Applications.FindByAppIdAsync(audience) is { } api
            ? [.. api.AppRoles.Where(role => role.IsEnabled && role.AllowedMemberTypes.Contains("Application", StringComparer.Ordinal)).Select(role => role.Value).OfType<string>()]
            : [];
}

/// <summary>Formats times in errors.</summary>
internal static class GrantTimes
{
    /// <summary>The service's format is unknown. [I]</summary>
    public static PolicyError CreateExpired(DateTimeOffset now, DateTimeOffset issued, DateTimeOffset expires) => PolicyErrorCatalog.GrantExpired.With(Format(now), Format(issued), Format(expires));

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
