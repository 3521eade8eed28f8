using System.Text.Json.Serialization;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The JSON of an application, limited to the properties that tools and policies use.</summary>
internal sealed record ApplicationResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    /// <summary>The object id, which differs from the client id.</summary>
    public required string Id { get; init; }

    /// <summary>The client id.</summary>
    public required string AppId { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>Null for an application that every tenant has.</summary>
    public string? CreatedDateTime { get; init; }

    public IReadOnlyList<string> IdentifierUris { get; init; } = [];

    public bool? IsFallbackPublicClient { get; init; }

    /// <summary>The tenant's domain.</summary>
    public required string PublisherDomain { get; init; }

    public string SignInAudience { get; init; } = Application.DefaultSignInAudience;

    public ApiResource Api { get; init; } = new();

    public IReadOnlyList<AppRoleResource> AppRoles { get; init; } = [];

    public IReadOnlyList<SecretResource> PasswordCredentials { get; init; } = [];

    public RedirectUrisResource PublicClient { get; init; } = new();

    public RedirectUrisResource Spa { get; init; } = new();

    public WebResource Web { get; init; } = new();

    public static ApplicationResource From(BuiltInApplication application, string domain) => new()
    {
        Id = application.Id,
        AppId = application.AppId,
        DisplayName = application.DisplayName,
        IsFallbackPublicClient = application.IsPublicClient,
        PublisherDomain = domain,
    };

    public static ApplicationResource From(Application application, string domain) => new()
    {
        Id = application.Id,
        AppId = application.AppId,
        DisplayName = application.DisplayName,
        CreatedDateTime = AttributeJson.FormatTime(application.CreatedDateTime),
        IdentifierUris = application.IdentifierUris,
        IsFallbackPublicClient = application.IsFallbackPublicClient,
        PublisherDomain = domain,
        SignInAudience = application.SignInAudience,
        Api = new ApiResource
        {
            Oauth2PermissionScopes = [.. application.Scopes.Select(PermissionScopeResource.From)],
            RequestedAccessTokenVersion = application.RequestedAccessTokenVersion,
        },
        AppRoles = [.. application.AppRoles.Select(AppRoleResource.From)],
        PasswordCredentials = [.. application.Secrets.Select(secret => SecretResource.From(secret))],
        PublicClient = new RedirectUrisResource { RedirectUris = GetRedirectUris(application, RedirectUriType.PublicClient) },
        Spa = new RedirectUrisResource { RedirectUris = GetRedirectUris(application, RedirectUriType.Spa) },
        Web = new WebResource
        {
            HomePageUrl = application.HomePage,
            ImplicitGrantSettings = new ImplicitGrantSettings
            {
                EnableAccessTokenIssuance = application.EnableAccessTokenIssuance,
                EnableIdTokenIssuance = application.EnableIdTokenIssuance,
            },
            LogoutUrl = application.LogoutAddress,
            RedirectUris = GetRedirectUris(application, RedirectUriType.Web),
        },
    };

    private static IReadOnlyList<string> GetRedirectUris(Application application, RedirectUriType type) =>
        [.. application.RedirectUris.Where(registered => registered.Type == type).Select(registered => registered.Address)];
}

internal sealed record ApiResource
{
    public IReadOnlyList<PermissionScopeResource> Oauth2PermissionScopes { get; init; } = [];

    public int? RequestedAccessTokenVersion { get; init; }
}

internal sealed record RedirectUrisResource
{
    public IReadOnlyList<string> RedirectUris { get; init; } = [];
}

internal sealed record WebResource
{
    public string? HomePageUrl { get; init; }

    public ImplicitGrantSettings ImplicitGrantSettings { get; init; } = new() { EnableAccessTokenIssuance = false, EnableIdTokenIssuance = false };

    public string? LogoutUrl { get; init; }

    public IReadOnlyList<string> RedirectUris { get; init; } = [];
}

/// <summary>A client secret. Its text is only in the response to its creation.</summary>
internal sealed record SecretResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    public string? DisplayName { get; init; }

    public required string EndDateTime { get; init; }

    public string? Hint { get; init; }

    public required Guid KeyId { get; init; }

    public string? SecretText { get; init; }

    public required string StartDateTime { get; init; }

    /// <summary>Omits the members because one is a secret.</summary>
    public override string ToString() => nameof(SecretResource);

    public static SecretResource From(ClientSecret secret, string? text = null) => new()
    {
        DisplayName = secret.DisplayName,
        EndDateTime = AttributeJson.FormatTime(secret.End),
        Hint = secret.Hint,
        KeyId = secret.KeyId,
        SecretText = text,
        StartDateTime = AttributeJson.FormatTime(secret.Start),
    };
}
