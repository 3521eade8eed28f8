using TrustFramework.MockServer.SignIn.Authorize;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>A token request of a client.</summary>
/// <param name="Secret">The client secret; null if the client sent none.</param>
internal sealed record PolicyTokenRequest(HttpContext Http, SignInRequestContext Context, SignInTenant Tenant, IFormCollection Form, SignInClient Client, string? Secret)
{
    /// <summary>The value of a form field; empty if the form has none.</summary>
    public string this[string field] => Form[field].ToString();
}
