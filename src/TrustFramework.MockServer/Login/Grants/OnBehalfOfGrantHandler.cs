using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Exchanges the token by which a user's client called an application for a token of that application: conventions 5.1.</summary>
internal sealed class OnBehalfOfGrantHandler(UserDirectory users, TokenSignatureVerifier signatureVerifier, ProductionTokenGuard guard, DelegatedTokenIssuer tokens, MockServerOptions options) : IGrantHandler
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> GrantTypes { get; } = ["urn:ietf:params:oauth:grant-type:jwt-bearer"];

    public bool IsClientCredentialRequired => true;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        if (request["assertion"].Length == 0)
            return LoginErrorCatalog.MissingParameter.With("assertion");
        if (request["requested_token_use"] != "on_behalf_of")
            return LoginErrorCatalog.MissingParameter.With("requested_token_use");
        if (Jwt.TryRead(request["assertion"]) is not { } assertion)
            return LoginErrorCatalog.AssertionMalformed.With();
        if (await ValidateAsync(assertion, request) is { } error)
            return error;
        var name = AccessTokenValidator.GetStringClaim(assertion, "upn") ?? AccessTokenValidator.GetStringClaim(assertion, "preferred_username") ?? "";
        return users.Find(name, request.LoginTenant.Domain) is { } user
            ? await tokens.IssueAsync(request, user, request["scope"], consented: null)
            : LoginErrorCatalog.UserUnknown.With(name, request.LoginTenant.Domain);
    }

    /// <summary>Null if the assertion is a user's token for this client. Like that of a bearer token, its signature is verified in mode <c>strict</c> only.</summary>
    private async ValueTask<LoginError?> ValidateAsync(JsonWebToken assertion, TokenRequest request)
    {
        if (await guard.IsProductionTokenAsync(request["assertion"]))
            return LoginErrorCatalog.AssertionUnsigned.With("Microsoft issued this token for the real service. Do not send it to this server.");
        if (options.Auth == AuthMode.Strict && !await signatureVerifier.VerifyAsync(assertion))
            return LoginErrorCatalog.AssertionUnsigned.With("The key was not found.");
        var now = request.LoginTenant.Now.UtcDateTime;
        if (assertion.ValidTo + ClockSkew <= now || assertion.ValidFrom - ClockSkew > now)
            return LoginErrorCatalog.AssertionExpired.With();
        var id = request.Client.Id;
        if (!assertion.Audiences.Any(audience => audience.Equals(id, StringComparison.OrdinalIgnoreCase) || audience.Equals($"api://{id}", StringComparison.OrdinalIgnoreCase)))
            return LoginErrorCatalog.AssertionForOther.With(string.Join(", ", assertion.Audiences), id);
        return AccessTokenValidator.GetStringClaim(assertion, "scp") is null && AccessTokenValidator.GetStringClaim(assertion, "upn") is null
            ? LoginErrorCatalog.AssertionOfApplication.With(AccessTokenValidator.GetStringClaim(assertion, "appid"))
            : null;
    }
}
