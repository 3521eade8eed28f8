using System.Text.Json.Serialization;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>An application, or an application of a seed, whose id and creation time can be missing. Without secrets the hashes of its secrets are omitted.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ApplicationSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    public required string AppId { get; init; }

    public required string DisplayName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedDateTime { get; init; }

    public required string SignInAudience { get; init; }

    public required IReadOnlyList<string?> IdentifierUris { get; init; }

    public required IReadOnlyList<RedirectUriSnapshot?> RedirectUris { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LogoutUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HomePageUrl { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnableAccessTokenIssuance { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnableIdTokenIssuance { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsFallbackPublicClient { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RequestedAccessTokenVersion { get; init; }

    public required IReadOnlyList<ScopeSnapshot?> Scopes { get; init; }

    public required IReadOnlyList<AppRoleSnapshot?> AppRoles { get; init; }

    public required IReadOnlyList<ClientSecretSnapshot?> Secrets { get; init; }

    public static ApplicationSnapshot From(Application application, bool secrets) => new()
    {
        Id = application.Id.Length == 0 ? null : application.Id,
        AppId = application.AppId,
        DisplayName = application.DisplayName,
        CreatedDateTime = application.CreatedDateTime == default ? null : application.CreatedDateTime,
        SignInAudience = application.SignInAudience,
        IdentifierUris = application.IdentifierUris,
        RedirectUris = [.. application.RedirectUris.Select(uri => new RedirectUriSnapshot { Uri = uri.Address, Type = uri.Type })],
        LogoutUrl = application.LogoutAddress,
        HomePageUrl = application.HomePage,
        EnableAccessTokenIssuance = application.EnableAccessTokenIssuance,
        EnableIdTokenIssuance = application.EnableIdTokenIssuance,
        IsFallbackPublicClient = application.IsFallbackPublicClient,
        RequestedAccessTokenVersion = application.RequestedAccessTokenVersion,
        Scopes = [.. application.Scopes.Select(ScopeSnapshot.From)],
        AppRoles = [.. application.AppRoles.Select(AppRoleSnapshot.From)],
        Secrets = [.. application.Secrets.Select(secret => ClientSecretSnapshot.From(secret, secrets))],
    };

    /// <summary>The application without the checks of <see cref="Read"/>.</summary>
    public Result<Application, SnapshotError> ReadStored() => new Application
    {
        Id = Id ?? "",
        AppId = AppId,
        DisplayName = DisplayName,
        CreatedDateTime = CreatedDateTime ?? default,
        SignInAudience = SignInAudience,
        IdentifierUris = [.. IdentifierUris.OfType<string>()],
        RedirectUris = [.. RedirectUris.OfType<RedirectUriSnapshot>().Select(uri => new RedirectUri(uri.Uri, uri.Type))],
        LogoutAddress = LogoutUrl,
        HomePage = HomePageUrl,
        EnableAccessTokenIssuance = EnableAccessTokenIssuance,
        EnableIdTokenIssuance = EnableIdTokenIssuance,
        IsFallbackPublicClient = IsFallbackPublicClient,
        RequestedAccessTokenVersion = RequestedAccessTokenVersion,
        Scopes = [.. Scopes.OfType<ScopeSnapshot>().Select(scope => scope.ToScope())],
        AppRoles = [.. AppRoles.OfType<AppRoleSnapshot>().Select(role => role.ToRole())],
        Secrets = [.. Secrets.OfType<ClientSecretSnapshot>().Select(secret => secret.ToSecret())],
    };

    public Result<Application, SnapshotError> Read() => 0 switch
    {
        _ when !Guid.TryParseExact(Id, "D", out _) => new SnapshotError(".id", "Write a GUID."),
        _ when CreatedDateTime is null => new SnapshotError(".createdDateTime", "Write a time."),
        _ => ReadSeed(),
    };

    /// <summary>An application of a seed.</summary>
    public Result<Application, SnapshotError> ReadSeed() => 0 switch
    {
        _ when Id is not null && !Guid.TryParseExact(Id, "D", out _) => new SnapshotError(".id", "Write a GUID."),
        _ when HasNull() => new SnapshotError("", "A value in a list is null."),
        _ => ReadStored().Then<Application>(application => ApplicationRules.Check(application) switch
        {
            null => application,
            Refusal.ValueInvalid { Path: var path, Expected: var expected } => new SnapshotError($".{path}", expected),
            _ => new SnapshotError("", "An application has an appId and a displayName."),
        }),
    };

    private bool HasNull() =>
        IdentifierUris.Any(uri => uri is null) || RedirectUris.Contains(null) || Scopes.Contains(null) || Secrets.Contains(null)
        || AppRoles.Any(role => role is null || role.AllowedMemberTypes.Any(type => type is null));
}
