using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>One way to come by a token.</summary>
internal interface IGrantHandler
{
    /// <summary>What <c>grant_type</c> may say.</summary>
    IReadOnlyList<string> GrantTypes { get; }

    /// <summary>True when also a client without registered credentials must present one.</summary>
    bool IsClientCredentialRequired { get; }

    ValueTask<LoginOutcome<TokenResponse>> RedeemAsync(TokenRequest request);
}

/// <summary>The two generations of the endpoints: <c>/oauth2/v2.0/…</c> with scopes, <c>/oauth2/…</c> with a resource.</summary>
internal enum LoginVersion
{
    V1,
    V2,
}

/// <summary>A request whose tenant is known and whose client is believed.</summary>
internal sealed record TokenRequest(
    LoginTenant LoginTenant, LoginVersion Version, IFormCollection Form, Client Client, ClientAuthenticationMethod AuthenticationMethod, LoginServiceAddress Address)
{
    public TenantId TenantId => LoginTenant.Tenant.Id;

    /// <summary>Empty when it is not there.</summary>
    public string this[string field] => Form[field].ToString();
}

/// <summary>What a grant gives. The members that are null are left out of the answer.</summary>
internal sealed record TokenResponse(string AccessToken, string Audience, string Permissions)
{
    public string? Scope { get; init; }

    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    /// <summary>Who the account is, for msal's cache: conventions 5.2 [E].</summary>
    public string? ClientInfo { get; init; }
}
