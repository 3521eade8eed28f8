using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>An application that was called in a user's name and goes on in it: conventions 5.1.</summary>
internal sealed class OnBehalfOfGrantHandler(UserDirectory users, TokenSignatureVerifier signatureVerifier, ProductionTokenGuard guard, DelegatedTokenIssuer tokens, MockServerOptions options) : IGrantHandler
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> GrantTypes { get; } = ["urn:ietf:params:oauth:grant-type:jwt-bearer"];

    public bool IsClientCredentialRequired => true;

    public async ValueTask<LoginOutcome<TokenResponse>> RedeemAsync(TokenRequest request)
    {
        if (request["assertion"].Length == 0)
            return LoginErrorCatalog.MissingParameter.With("assertion");
        if (request["requested_token_use"] != "on_behalf_of")
            return LoginErrorCatalog.MissingParameter.With("requested_token_use");
        if (Jwt.TryRead(request["assertion"]) is not { } assertion)
            return LoginErrorCatalog.AssertionMalformed.With();
        if (await ValidateAsync(assertion, request) is { } refused)
            return refused;
        var name = AccessTokenValidator.GetStringClaim(assertion, "upn") ?? AccessTokenValidator.GetStringClaim(assertion, "preferred_username") ?? "";
        return users.Find(name, request.LoginTenant.Domain) is { } user
            ? await tokens.IssueAsync(request, user, request["scope"], consented: null)
            : LoginErrorCatalog.UserUnknown.With(name, request.LoginTenant.Domain);
    }

    /// <summary>Null when the assertion is a user's token for this very client. Its signature counts wherever tokens' do: not in mode <c>stub</c>.</summary>
    private async ValueTask<LoginError?> ValidateAsync(JsonWebToken assertion, TokenRequest request)
    {
        if (await guard.IsProductionTokenAsync(request["assertion"]))
            return LoginErrorCatalog.AssertionUnsigned.With("It was issued by Microsoft, for the real service. Never send it here.");
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
