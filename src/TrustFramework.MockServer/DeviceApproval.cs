namespace TrustFramework.MockServer;

/// <summary>How a device code is approved.</summary>
internal enum DeviceApproval
{
    /// <summary>At once, for the first user. A pipeline has no user at a browser.</summary>
    Auto,

    /// <summary>By a user who opens the page and enters the code.</summary>
    Page,
}
