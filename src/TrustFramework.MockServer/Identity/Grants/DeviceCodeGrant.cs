using TrustFramework.MockServer.Identity.Clients;
using TrustFramework.MockServer.Identity.Errors;
using TrustFramework.MockServer.Identity.SignIn;

namespace TrustFramework.MockServer.Identity.Grants;

/// <summary>A device that asks whether somebody has let it in: RFC 8628 3.4.</summary>
internal sealed class DeviceCodeGrant(Tickets tickets, UserDirectory users, DelegatedTokens tokens) : IGrant
{
    /// <summary>Both MSALs write the short name: conventions 5.1 [E].</summary>
    public IReadOnlyList<string> Names { get; } = ["urn:ietf:params:oauth:grant-type:device_code", "device_code"];

    public bool NeedsProof => false;

    public async ValueTask<LoginOutcome<TokenAnswer>> RedeemAsync(TokenRequest request)
    {
        // The version 1.0 way of writing it is "code".
        var id = request["device_code"] is { Length: > 0 } code ? code : request["code"];
        if (id.Length == 0)
            return LoginErrors.MissingParameter.With("device_code");
        if (await tickets.FindAsync<DeviceTicket>(request.Tenant, id) is not { } device
            || !string.Equals(device.ClientId, request.Client.Id, StringComparison.OrdinalIgnoreCase))
        {
            return LoginErrors.DeviceUnknown.With();
        }

        if (((ITicket)device).IsExpiredAt(request.Home.Now))
            return LoginErrors.DeviceExpired.With();
        var before = await tickets.ChangeAsync(
            request.Tenant, device, current => current.State == DeviceState.Approved ? current with { State = DeviceState.Redeemed } : current);
        return before.State switch
        {
            DeviceState.Pending => LoginErrors.DevicePending.With(),
            DeviceState.Declined => LoginErrors.DeviceDeclined.With(),
            DeviceState.Redeemed => LoginErrors.CodeRedeemed.With(),
            _ => users.Find(before.User!, request.Home.Domain) is { } user
                ? await tokens.IssueAsync(request, user, before.Scope, before.Consented)
                : LoginErrors.UserUnknown.With(before.User, request.Home.Domain),
        };
    }
}
