using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>An application from the settings. It is registered in every tenant.</summary>
/// <param name="AppId">The client id.</param>
internal sealed record ApplicationRegistration(string AppId, string DisplayName);

/// <summary>An application in a tenant.</summary>
internal sealed record TenantApplication(string Id, string AppId, string DisplayName)
{
    /// <summary>True for an application without a secret; null when that is unknown.</summary>
    public bool? IsPublicClient { get; init; }
}

/// <summary>The applications of a tenant: those that custom policies require, and those from the settings.</summary>
internal sealed class TenantApplications(IReadOnlyList<ApplicationRegistration> registered)
{
    /// <summary>Custom policies sign users in through these two applications (the vendor's tutorial [D]), and tools look up their ids (clients C8, C9).</summary>
    private const string IdentityExperienceFramework = "IdentityExperienceFramework";
    private const string ProxyIdentityExperienceFramework = "ProxyIdentityExperienceFramework";

    /// <summary>Every B2C tenant has it [D]. The names of custom attributes contain its id.</summary>
    private const string ExtensionsApp = "b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.";

    public IEnumerable<TenantApplication> List(TenantId tenant) =>
    [
        CreateBuiltIn(tenant, ExtensionsApp),
        CreateBuiltIn(tenant, IdentityExperienceFramework),
        CreateBuiltIn(tenant, ProxyIdentityExperienceFramework) with { IsPublicClient = true },
        .. registered.Select(application => new TenantApplication(GetObjectId(tenant, application.AppId), application.AppId, application.DisplayName)),
    ];

    /// <summary>The client id differs between tenants, as in the service, where each tenant registers its own application.</summary>
    private static TenantApplication CreateBuiltIn(TenantId tenant, string name)
    {
        var appId = DeterministicGuid.Create($"client {tenant} {name}").ToString("D");
        return new TenantApplication(GetObjectId(tenant, appId), appId, name);
    }

    private static string GetObjectId(TenantId tenant, string appId) => DeterministicGuid.Create($"application {tenant} {appId}").ToString("D");
}
