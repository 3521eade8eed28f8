using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>One way to come by a token.</summary>
internal interface IGrant
{
    /// <summary>What <c>grant_type</c> may say.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>True when also a client without registered credentials must present one.</summary>
    bool NeedsProof { get; }

    ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request);
}

/// <summary>The two generations of the endpoints: <c>/oauth2/v2.0/…</c> with scopes, <c>/oauth2/…</c> with a resource.</summary>
internal enum LoginVersion
{
    V1,
    V2,
}

/// <summary>A request whose tenant is known and whose client is believed.</summary>
internal sealed record TokenRequest(
    LoginTenant Home, LoginVersion Version, IFormCollection Form, Client Client, ClientProof Proof, OwnAddress Address)
{
    public TenantId Tenant => Home.Tenant.Id;

    /// <summary>Empty when it is not there.</summary>
    public string this[string field] => Form[field].ToString();
}

/// <summary>What a grant gives. The members that are null are left out of the answer.</summary>
internal sealed record TokenAnswer(string AccessToken, string Audience, string Permissions)
{
    public string? Scope { get; init; }

    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    /// <summary>Who the account is, for msal's cache: conventions 5.2 [E].</summary>
    public string? ClientInfo { get; init; }
}
