using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>An application for itself: everything that it was granted, whatever it asks for.</summary>
internal sealed class ClientCredentialsGrant(ScopeReader scopes, TokenRules rules, TokenIssuer issuer) : IGrant
{
    public IReadOnlyList<string> Names { get; } = ["client_credentials"];

    public bool NeedsProof => true;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        var asked = request.Version == LoginVersion.V1
            ? scopes.ReadResource(request["resource"], request.Address.Host, request.Tenant)
            : scopes.Read(request["scope"], request.Address.Host, request.Tenant);
        if (asked.Value is not { } scope)
            return asked.Refusal!;
        if (!scope.IsDefault || scope.Names.Count > 0)
            return LoginErrors.ScopeNotDefault.With(request["scope"]);
        IEnumerable<string> roles = rules.IsGraph(scope.Audience) ? request.Client.ApplicationPermissions.Order(StringComparer.Ordinal) : [];
        var token = await issuer.ForApplicationAsync(request.Tenant, request.Client, request.Proof, scope.Audience, roles);
        return new TokenAnswer(token, scope.Audience, string.Join(' ', roles));
    }
}
