using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>An application that the settings name: registered in every tenant.</summary>
/// <param name="AppId">Its client id.</param>
internal sealed record ApplicationRegistration(string AppId, string DisplayName);

/// <summary>An application as a tenant has it.</summary>
internal sealed record TenantApplication(string Id, string AppId, string DisplayName)
{
    /// <summary>True for one that keeps no secret; null where nobody has said.</summary>
    public bool? IsPublicClient { get; init; }
}

/// <summary>The applications of a tenant: those that everybody who works with custom policies has, and those of the settings.</summary>
internal sealed class TenantApplications(IReadOnlyList<ApplicationRegistration> registered)
{
    /// <summary>Custom policies sign users in through these two: the vendor's tutorial [D]; tools look their ids up (clients C8, C9).</summary>
    private const string IdentityExperienceFramework = "IdentityExperienceFramework";
    private const string ProxyIdentityExperienceFramework = "ProxyIdentityExperienceFramework";

    /// <summary>Every B2C tenant is born with it [D]; custom attributes are named after it.</summary>
    private const string ExtensionsApp = "b2c-extensions-app. Do not modify. Used by AADB2C for storing user data.";

    public IEnumerable<TenantApplication> List(TenantId tenant) =>
    [
        CreateBuiltIn(tenant, ExtensionsApp),
        CreateBuiltIn(tenant, IdentityExperienceFramework),
        CreateBuiltIn(tenant, ProxyIdentityExperienceFramework) with { IsPublicClient = true },
        .. registered.Select(application => new TenantApplication(GetObjectId(tenant, application.AppId), application.AppId, application.DisplayName)),
    ];

    /// <summary>Another client id in each tenant, as there each of them was registered by hand.</summary>
    private static TenantApplication CreateBuiltIn(TenantId tenant, string name)
    {
        var appId = DeterministicGuid.Create($"client {tenant} {name}").ToString("D");
        return new TenantApplication(GetObjectId(tenant, appId), appId, name);
    }

    private static string GetObjectId(TenantId tenant, string appId) => DeterministicGuid.Create($"application {tenant} {appId}").ToString("D");
}
