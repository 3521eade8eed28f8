using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>A token request of an authenticated client.</summary>
internal sealed record TokenRequest(
    LoginTenant LoginTenant, LoginVersion Version, IFormCollection Form, Client Client, ClientAuthenticationMethod AuthenticationMethod, LoginServiceAddress Address)
{
    public TenantId TenantId => LoginTenant.Tenant.Id;

    /// <summary>The value of a form field; empty if the form has none.</summary>
    public string this[string field] => Form[field].ToString();
}
