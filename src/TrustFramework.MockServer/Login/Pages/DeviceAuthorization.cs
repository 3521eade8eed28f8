using TrustFramework.MockServer.Login.Grants;
using TrustFramework.MockServer.Storage;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The state of a device code.</summary>
internal enum DeviceState
{
    Pending,
    Approved,
    Declined,
    Redeemed,
}

/// <summary>A device code.</summary>
/// <param name="Id">The code that the device sends: <c>device_code</c>.</param>
/// <param name="UserCode">The code that the user enters.</param>
internal sealed record DeviceAuthorization(string Id, DateTimeOffset Expires, string UserCode, string ClientId, LoginVersion Version, string Scope) : IStoredGrant
{
    public DeviceState State { get; init; }

    /// <summary>The user who approved the code.</summary>
    public string? User { get; init; }

    /// <summary>The permissions that the user selected; null if the code was approved without the page.</summary>
    public IReadOnlySet<string>? Consented { get; init; }
}
