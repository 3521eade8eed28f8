using TrustFramework.MockServer.Login.Clients;
using TrustFramework.MockServer.Login.Errors;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.Storage;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Login.Grants;

/// <summary>Redeems a device code once a user has approved it: RFC 8628 3.4.</summary>
internal sealed class DeviceCodeGrantHandler(GrantStore grants, UserDirectory users, DelegatedTokenIssuer tokens) : IGrantHandler
{
    /// <summary>MSAL.NET and msal-node send the short name: conventions 5.1 [E].</summary>
    public IReadOnlyList<string> GrantTypes { get; } = ["urn:ietf:params:oauth:grant-type:device_code", "device_code"];

    public bool IsClientCredentialRequired => false;

    public async ValueTask<Result<TokenResponse, LoginError>> RedeemAsync(TokenRequest request)
    {
        // Version 1.0 clients name the field "code".
        var id = request["device_code"] is { Length: > 0 } code ? code : request["code"];
        if (id.Length == 0)
            return LoginErrorCatalog.MissingParameter.With("device_code");
        if (await grants.FindAsync<DeviceAuthorization>(request.TenantId, id) is not { } device
            || !string.Equals(device.ClientId, request.Client.Id, StringComparison.OrdinalIgnoreCase))
        {
            return LoginErrorCatalog.DeviceUnknown.With();
        }

        if (((IStoredGrant)device).IsExpired(request.LoginTenant.Now))
            return LoginErrorCatalog.DeviceExpired.With();
        var before = await grants.ChangeAsync(
            request.TenantId, device, current => current.State == DeviceState.Approved ? current with { State = DeviceState.Redeemed } : current);
        return before.State switch
        {
            DeviceState.Pending => LoginErrorCatalog.DevicePending.With(),
            DeviceState.Declined => LoginErrorCatalog.DeviceDeclined.With(),
            DeviceState.Redeemed => LoginErrorCatalog.CodeRedeemed.With(),
            _ => users.Find(before.User!, request.LoginTenant.Domain) is { } user
                ? await tokens.IssueAsync(request, user, before.Scope, before.Consented)
                : LoginErrorCatalog.UserUnknown.With(before.User, request.LoginTenant.Domain),
        };
    }
}
