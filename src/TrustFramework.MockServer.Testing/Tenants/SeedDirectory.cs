using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.Testing.Tenants;

/// <summary>A user who signs in through policies, with the properties of Graph.</summary>
public sealed record SeedUser
{
    /// <summary>Unset: the same generated id each time that the seed is applied.</summary>
    public Guid? Id { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Unset for a user with identities: the server generates one.</summary>
    public string? UserPrincipalName { get; init; }

    public IReadOnlyList<SeedIdentity> Identities { get; init; } = [];

    /// <summary>Unset: the user cannot sign in with a password.</summary>
    public SeedPasswordProfile? PasswordProfile { get; init; }

    public string? PasswordPolicies { get; init; }

    public bool? AccountEnabled { get; init; }

    /// <summary>Other properties by name, such as <c>givenName</c> or <c>extension_{appId without dashes}_{name}</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Other { get; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Creates a user with a local account.</summary>
    /// <param name="domain">The tenant's domain.</param>
    public static SeedUser WithEmail(string email, string password, string domain, string? displayName = null) => new()
    {
        DisplayName = displayName ?? email,
        Identities = [new SeedIdentity("emailAddress", domain, email)],
        PasswordProfile = new SeedPasswordProfile(password),
        PasswordPolicies = "DisablePasswordExpiration",
    };
}

/// <summary>A name by which a user signs in.</summary>
/// <param name="SignInType"><c>emailAddress</c>, <c>userName</c> or <c>federated</c>.</param>
/// <param name="Issuer">The tenant's domain for a local account, otherwise the identity provider.</param>
public sealed record SeedIdentity(string SignInType, string Issuer, string IssuerAssignedId);

/// <summary>A password.</summary>
public sealed record SeedPasswordProfile(string Password)
{
    public bool? ForceChangePasswordNextSignIn { get; init; }

    /// <summary>Does not contain the password.</summary>
    public override string ToString() => nameof(SeedPasswordProfile);
}

/// <summary>An application, with the properties of Graph.</summary>
public sealed record SeedApplication
{
    /// <summary>The client id.</summary>
    public required string AppId { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string> IdentifierUris { get; init; } = [];

    public SeedWebApplication? Web { get; init; }

    public SeedRedirectUris? Spa { get; init; }

    public SeedRedirectUris? PublicClient { get; init; }

    public IReadOnlyList<SeedClientSecret> PasswordCredentials { get; init; } = [];

    /// <summary>Other properties by name, such as <c>api</c> or <c>appRoles</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Other { get; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>The redirect URIs of an application in a browser, or on a device.</summary>
public sealed record SeedRedirectUris(params IReadOnlyList<string> RedirectUris);

/// <summary>The addresses of an application on a server.</summary>
public sealed record SeedWebApplication
{
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>The address of the front-channel sign-out.</summary>
    public Uri? LogoutUrl { get; init; }

    public SeedImplicitGrant? ImplicitGrantSettings { get; init; }
}

/// <summary>What the authorization endpoint issues directly.</summary>
public sealed record SeedImplicitGrant(bool EnableIdTokenIssuance, bool EnableAccessTokenIssuance = false);

/// <summary>A client secret.</summary>
public sealed record SeedClientSecret(string SecretText)
{
    public string? DisplayName { get; init; }

    /// <summary>Unset: the secret does not expire.</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>Does not contain the secret.</summary>
    public override string ToString() => nameof(SeedClientSecret);
}
