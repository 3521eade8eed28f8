using Microsoft.IdentityModel.JsonWebTokens;
using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>An application that was called in a user's name and goes on in it: conventions 5.1.</summary>
internal sealed class OnBehalfOfGrant(UserDirectory users, OwnSignature own, Tripwire tripwire, DelegatedTokens tokens, MockServerOptions options) : IGrant
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> Names { get; } = ["urn:ietf:params:oauth:grant-type:jwt-bearer"];

    public bool NeedsProof => true;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        if (request["assertion"].Length == 0)
            return LoginErrors.MissingParameter.With("assertion");
        if (request["requested_token_use"] != "on_behalf_of")
            return LoginErrors.MissingParameter.With("requested_token_use");
        if (Jwt.TryRead(request["assertion"]) is not { } assertion)
            return LoginErrors.AssertionMalformed.With();
        if (await JudgeAsync(assertion, request) is { } refused)
            return refused;
        var name = TokenRules.Text(assertion, "upn") ?? TokenRules.Text(assertion, "preferred_username") ?? "";
        return users.Find(name, request.Home.Domain) is { } user
            ? await tokens.IssueAsync(request, user, request["scope"], consented: null)
            : LoginErrors.UserUnknown.With(name, request.Home.Domain);
    }

    /// <summary>Null when the assertion is a user's token for this very client. Its signature counts wherever tokens' do: not in mode <c>stub</c>.</summary>
    private async ValueTask<LoginRefusal?> JudgeAsync(JsonWebToken assertion, TokenRequest request)
    {
        if (await tripwire.TripsAsync(request["assertion"]))
            return LoginErrors.AssertionUnsigned.With("It was issued by Microsoft, for the real service. Never send it here.");
        if (options.Auth == AuthMode.Strict && !await own.IsOnAsync(assertion))
            return LoginErrors.AssertionUnsigned.With("The key was not found.");
        var now = request.Home.Now.UtcDateTime;
        if (assertion.ValidTo + Skew <= now || assertion.ValidFrom - Skew > now)
            return LoginErrors.AssertionExpired.With();
        var id = request.Client.Id;
        if (!assertion.Audiences.Any(audience => audience.Equals(id, StringComparison.OrdinalIgnoreCase) || audience.Equals($"api://{id}", StringComparison.OrdinalIgnoreCase)))
            return LoginErrors.AssertionForOther.With(string.Join(", ", assertion.Audiences), id);
        return TokenRules.Text(assertion, "scp") is null && TokenRules.Text(assertion, "upn") is null
            ? LoginErrors.AssertionOfApplication.With(TokenRules.Text(assertion, "appid"))
            : null;
    }
}
