using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>An application as a client or a seed writes it. Absent members stay as they are.</summary>
internal sealed class ApplicationRequest
{
    /// <summary>Members that setup scripts send and that policies do not use.</summary>
    private static readonly FrozenSet<string> WithoutEffect = FrozenSet.ToFrozenSet(
        [
            "addIns", "certification", "defaultRedirectUri", "description", "groupMembershipClaims", "info", "isDeviceOnlyAuthSupported", "nativeAuthenticationApisEnabled", "notes",
            "oauth2RequirePostResponse", "optionalClaims", "parentalControlSettings", "requestSignatureVerification", "requiredResourceAccess", "samlMetadataUrl",
            "serviceManagementReference", "servicePrincipalLockConfiguration", "tags", "tokenEncryptionKeyId", "verifiedPublisher",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ReadOnly = FrozenSet.ToFrozenSet(
        ["applicationTemplateId", "createdDateTime", "deletedDateTime", "disabledByMicrosoftStatus", "publisherDomain", "uniqueName"], StringComparer.OrdinalIgnoreCase);

    public string? Id { get; set; }

    public string? AppId { get; set; }

    public string? DisplayName { get; set; }

    public string? SignInAudience { get; set; }

    public IReadOnlyList<string?>? IdentifierUris { get; set; }

    public bool? IsFallbackPublicClient { get; set; }

    public WebRequest? Web { get; set; }

    public RedirectUrisRequest? Spa { get; set; }

    public RedirectUrisRequest? PublicClient { get; set; }

    public ApiRequest? Api { get; set; }

    public IReadOnlyList<AppRoleResource?>? AppRoles { get; set; }

    /// <summary>Only a seed sets secrets; Graph has an action for it.</summary>
    public IReadOnlyList<SecretRequest?>? PasswordCredentials { get; set; }

    public IReadOnlyList<JsonElement>? KeyCredentials { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; set; }

    /// <summary>The members that no application has, that only the service sets, or that a list may not contain.</summary>
    /// <param name="isSeed">A seed sets the ids and the secrets.</param>
    public Refusal? Check(bool isSeed)
    {
        if (Other?.Keys.FirstOrDefault(name => !name.Contains('@', StringComparison.Ordinal) && !WithoutEffect.Contains(name)) is { } other)
            return ReadOnly.Contains(other) ? new Refusal.ValueReadOnly(other) : new Refusal.PropertyUnknown(other);
        if (!isSeed && (Id ?? AppId) is not null)
            return new Refusal.ValueReadOnly(Id is null ? "appId" : "id");
        if (isSeed && Id is not null && !Guid.TryParseExact(Id, "D", out _))
            return Invalid("id", "Write a GUID.");
        if (!isSeed && PasswordCredentials?.Count > 0)
            return Invalid("passwordCredentials", "Add secrets with POST …/applications/{id}/addPassword.");
        if (PasswordCredentials?.Any(secret => string.IsNullOrEmpty(secret?.SecretText)) == true)
            return Invalid("passwordCredentials", "Write a secretText for each secret.");
        if (KeyCredentials?.Count > 0)
            return Invalid("keyCredentials", "TrustFramework.MockServer does not emulate certificates of applications. Use a secret.");
        return FindNull() is { } list ? Invalid(list, "A value in the list is null.") : CheckPermissions();
    }

    /// <summary>Sets the members on an application. Secrets are replaced by <see cref="ReadSecrets"/>.</summary>
    public Application Apply(Application application) => application with
    {
        DisplayName = DisplayName ?? application.DisplayName,
        SignInAudience = SignInAudience ?? application.SignInAudience,
        IdentifierUris = IdentifierUris is null ? application.IdentifierUris : [.. IdentifierUris.OfType<string>()],
        IsFallbackPublicClient = IsFallbackPublicClient ?? application.IsFallbackPublicClient,
        RedirectUris =
        [
            .. GetRedirectUris(application, RedirectUriType.Web, Web), .. GetRedirectUris(application, RedirectUriType.Spa, Spa),
            .. GetRedirectUris(application, RedirectUriType.PublicClient, PublicClient),
        ],
        LogoutAddress = Web is { SetsLogoutUrl: true } ? Web.LogoutUrl : application.LogoutAddress,
        HomePage = Web is { SetsHomePageUrl: true } ? Web.HomePageUrl : application.HomePage,
        EnableAccessTokenIssuance = Web?.ImplicitGrantSettings?.EnableAccessTokenIssuance ?? application.EnableAccessTokenIssuance,
        EnableIdTokenIssuance = Web?.ImplicitGrantSettings?.EnableIdTokenIssuance ?? application.EnableIdTokenIssuance,
        RequestedAccessTokenVersion = Api?.RequestedAccessTokenVersion ?? application.RequestedAccessTokenVersion,
        Scopes = Api?.Oauth2PermissionScopes is { } scopes ? [.. scopes.Select(scope => scope!.ToScope())] : application.Scopes,
        AppRoles = AppRoles is null ? application.AppRoles : [.. AppRoles.Select(role => role!.ToRole())],
    };

    /// <summary>The secrets of a seed. A secret without an end does not expire, so that tests can move the clock.</summary>
    public IEnumerable<ClientSecret> ReadSecrets(IRandomSource random) => (PasswordCredentials ?? []).OfType<SecretRequest>().Select((secret, index) => new ClientSecret(
        secret.KeyId ?? DeterministicGuid.Create($"secret {AppId} {index}"),
        secret.DisplayName,
        Hint: null,
        secret.StartDateTime ?? ClockSetting.Earliest,
        secret.EndDateTime ?? ClockSetting.Latest,
        SecretHash.Create(secret.SecretText!, random)));

    private static IEnumerable<RedirectUri> GetRedirectUris(Application application, RedirectUriType type, RedirectUrisRequest? request) => request?.RedirectUris is { } uris
        ? uris.OfType<string>().Select(uri => new RedirectUri(uri, type))
        : application.RedirectUris.Where(registered => registered.Type == type);

    private string? FindNull()
    {
        (string Name, bool HasNull)[] lists =
        [
            ("identifierUris", IdentifierUris?.Any(uri => uri is null) == true), ("web.redirectUris", Web?.RedirectUris?.Any(uri => uri is null) == true),
            ("spa.redirectUris", Spa?.RedirectUris?.Any(uri => uri is null) == true), ("publicClient.redirectUris", PublicClient?.RedirectUris?.Any(uri => uri is null) == true),
            ("api.oauth2PermissionScopes", Api?.Oauth2PermissionScopes?.Contains(null) == true), ("appRoles", AppRoles?.Contains(null) == true),
        ];
        return Array.Find(lists, list => list.HasNull).Name;
    }

    private Refusal.ValueInvalid? CheckPermissions()
    {
        if (Api?.Oauth2PermissionScopes?.Any(scope => scope is not { Id: not null, Value: not null }) == true)
            return Invalid("api.oauth2PermissionScopes", "Write the id, a GUID, and the value of each scope.");
        return AppRoles?.Any(role => role is not { Id: not null, DisplayName: not null, AllowedMemberTypes: not null } || role.AllowedMemberTypes.Any(type => type is null)) == true
            ? Invalid("appRoles", "Write the id, a GUID, the displayName and the allowedMemberTypes of each role.")
            : null;
    }

    private static Refusal.ValueInvalid Invalid(string path, string expected) => new(path, expected, DirectoryObjectType.Application);
}
