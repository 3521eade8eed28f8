using System.Collections.Immutable;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Applications;

/// <summary>An application that is registered in the tenant.</summary>
public sealed record Application : IIndexedRecord
{
    /// <summary>The audience of a new application. [D]</summary>
    public const string DefaultSignInAudience = "AzureADMyOrg";

    /// <summary>The object id, a GUID that differs from the client id.</summary>
    public required string Id { get; init; }

    /// <summary>The client id.</summary>
    public required string AppId { get; init; }

    public required string DisplayName { get; init; }

    public required DateTimeOffset CreatedDateTime { get; init; }

    public string SignInAudience { get; init; } = DefaultSignInAudience;

    /// <summary>The names by which a scope refers to the application, besides the client id.</summary>
    public ImmutableArray<string> IdentifierUris { get; init; } = [];

    public ImmutableArray<RedirectUri> RedirectUris { get; init; } = [];

    /// <summary>Where the service calls the application when a session ends (front channel); null for none.</summary>
    public string? LogoutAddress { get; init; }

    /// <summary>The address of the application's home page; null for none.</summary>
    public string? HomePage { get; init; }

    /// <summary>Whether the authorization endpoint issues access tokens to the application.</summary>
    public bool EnableAccessTokenIssuance { get; init; }

    /// <summary>Whether the authorization endpoint issues ID tokens to the application.</summary>
    public bool EnableIdTokenIssuance { get; init; }

    /// <summary>Whether the application may sign in without a secret where its redirect URI does not tell; null when that is not set.</summary>
    public bool? IsFallbackPublicClient { get; init; }

    /// <summary>1 or 2; null when it is not set.</summary>
    public int? RequestedAccessTokenVersion { get; init; }

    /// <summary>The scopes of the application's API: <c>oauth2PermissionScopes</c>.</summary>
    public ImmutableArray<PermissionScope> Scopes { get; init; } = [];

    public ImmutableArray<AppRole> AppRoles { get; init; } = [];

    /// <summary><c>passwordCredentials</c></summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    public IEnumerable<string> Keys => IdentifierUris.Select(GetIdentifierUriKey).Append(GetAppIdKey(AppId));

    /// <summary>Whether the redirect URI is registered with the type. The comparison is exact.</summary>
    public bool HasRedirectUri(string address, RedirectUriType type) => RedirectUris.Contains(new RedirectUri(address, type));

    /// <summary>The type of a redirect URI; null when it is not registered. The comparison is exact.</summary>
    public RedirectUriType? FindRedirectUriType(string address) => RedirectUris.FirstOrDefault(registered => registered.Address == address)?.Type;

    /// <summary>Whether a client secret is one of the application's and valid at a time.</summary>
    public bool VerifySecret(string secret, DateTimeOffset now) =>
        Secrets.Any(credential => credential.Start <= now && now < credential.End && credential.Hash?.Verify(secret) == true);

    internal static string GetAppIdKey(string appId) => $"appId\n{appId}";

    internal static string GetIdentifierUriKey(string uri) => $"uri\n{uri}";
}

public enum RedirectUriType
{
    /// <summary>A confidential client on a server.</summary>
    Web,

    /// <summary>A page in a browser, which needs PKCE and CORS.</summary>
    Spa,

    /// <summary>A mobile or desktop application.</summary>
    PublicClient,
}

public sealed record RedirectUri(string Address, RedirectUriType Type);

/// <summary>A delegated permission for the application's API.</summary>
/// <param name="Value">The name in a scope and in <c>scp</c>.</param>
/// <param name="Type"><c>Admin</c> or <c>User</c>.</param>
public sealed record PermissionScope(
    Guid Id, string Value, string Type, bool IsEnabled, string? AdminConsentDisplayName, string? AdminConsentDescription, string? UserConsentDisplayName, string? UserConsentDescription);

/// <summary>A role for users or applications.</summary>
/// <param name="Value">The name in <c>roles</c>; null for none.</param>
/// <param name="AllowedMemberTypes"><c>User</c>, <c>Application</c>, or both.</param>
public sealed record AppRole(Guid Id, string? Value, string DisplayName, string? Description, bool IsEnabled, ImmutableArray<string> AllowedMemberTypes);

/// <summary>A client secret.</summary>
/// <param name="Hint">The first three characters of the secret.</param>
/// <param name="Hash">Null for a secret that was exported without its hash: nobody can use it.</param>
public sealed record ClientSecret(Guid KeyId, string? DisplayName, string? Hint, DateTimeOffset Start, DateTimeOffset End, SecretHash? Hash);
