using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>Marks a tenant that was created through the control plane. Tenants that came into existence by their first use have no such record.</summary>
/// <param name="Expires">When the tenant is removed, by the server's clock; null for never.</param>
/// <param name="Domain">The assigned domain, which a reset keeps; null for a tenant that learns its domain.</param>
internal sealed record Sandbox(DateTimeOffset? Expires, string? Domain) : ITenantRecord
{
    public const string OnlyId = "sandbox";

    public string Id => OnlyId;
}
