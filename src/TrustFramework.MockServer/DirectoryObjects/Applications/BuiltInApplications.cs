using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>An application from the settings. It is registered in every tenant.</summary>
/// <param name="AppId">The client id.</param>
internal sealed record ConfiguredApplication(string AppId, string DisplayName);

/// <summary>An application that a tenant has without registering it.</summary>
internal sealed record BuiltInApplication(string Id, string AppId, string DisplayName)
{
    /// <summary>True for an application without a secret; null when that is unknown.</summary>
    public bool? IsPublicClient { get; init; }
}

/// <summary>
/// The applications that every tenant has: those that custom policies require, and those from the settings. Nobody can change them, and they do not
/// make sign-ins strict.
/// </summary>
internal sealed class BuiltInApplications(IReadOnlyList<ConfiguredApplication> configured)
{
    /// <summary>Custom policies sign users in through these two applications (the vendor's tutorial [D]), and tools look up their ids (clients C8, C9).</summary>
    private const string IdentityExperienceFramework = "IdentityExperienceFramework";
    private const string ProxyIdentityExperienceFramework = "ProxyIdentityExperienceFramework";

    /// <summary>Every B2C tenant has it [D]. The names of custom attributes contain its id.</summary>
    private const string ExtensionsApp = "b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.";

    public IReadOnlyList<BuiltInApplication> List(TenantId tenant) =>
    [
        CreateBuiltIn(tenant, ExtensionsApp),
        CreateBuiltIn(tenant, IdentityExperienceFramework),
        CreateBuiltIn(tenant, ProxyIdentityExperienceFramework) with { IsPublicClient = true },
        .. configured.Select(application => new BuiltInApplication(GetObjectId(tenant, application.AppId), application.AppId, application.DisplayName)),
    ];

    public BuiltInApplication? Find(TenantId tenant, string id) => List(tenant).FirstOrDefault(application => application.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The client id differs between tenants, as in the service, where each tenant registers its own application.</summary>
    private static BuiltInApplication CreateBuiltIn(TenantId tenant, string name)
    {
        var appId = DeterministicGuid.Create($"client {tenant} {name}").ToString("D");
        return new BuiltInApplication(GetObjectId(tenant, appId), appId, name);
    }

    private static string GetObjectId(TenantId tenant, string appId) => DeterministicGuid.Create($"application {tenant} {appId}").ToString("D");
}
