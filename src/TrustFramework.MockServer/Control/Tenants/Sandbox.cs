using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>How a tenant was made, if it was made here and did not come into being by being named.</summary>
/// <param name="Expires">When all of it is gone, by the server's own clock; null for never.</param>
/// <param name="Domain">The domain that it was given, which a reset leaves it; null where it learns one.</param>
internal sealed record Sandbox(DateTimeOffset? Expires, string? Domain) : ITenantRecord
{
    public const string OnlyId = "sandbox";

    public string Id => OnlyId;
}
