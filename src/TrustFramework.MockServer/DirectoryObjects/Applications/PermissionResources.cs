using System.Text.Json.Serialization;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>A scope of an application's API, in requests and responses.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PermissionScopeResource
{
    [JsonPropertyName("@odata.type")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ODataType { get; init; }

    public string? AdminConsentDescription { get; init; }

    public string? AdminConsentDisplayName { get; init; }

    public Guid? Id { get; init; }

    public bool? IsEnabled { get; init; }

    public string? Type { get; init; }

    public string? UserConsentDescription { get; init; }

    public string? UserConsentDisplayName { get; init; }

    public string? Value { get; init; }

    public PermissionScope ToScope() => new(
        Id!.Value, Value!, Type ?? "Admin", IsEnabled ?? true, AdminConsentDisplayName, AdminConsentDescription, UserConsentDisplayName, UserConsentDescription);

    public static PermissionScopeResource From(PermissionScope scope) => new()
    {
        AdminConsentDescription = scope.AdminConsentDescription,
        AdminConsentDisplayName = scope.AdminConsentDisplayName,
        Id = scope.Id,
        IsEnabled = scope.IsEnabled,
        Type = scope.Type,
        UserConsentDescription = scope.UserConsentDescription,
        UserConsentDisplayName = scope.UserConsentDisplayName,
        Value = scope.Value,
    };
}

/// <summary>A role of an application, in requests and responses.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AppRoleResource
{
    [JsonPropertyName("@odata.type")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ODataType { get; init; }

    public IReadOnlyList<string?>? AllowedMemberTypes { get; init; }

    public string? Description { get; init; }

    public string? DisplayName { get; init; }

    public Guid? Id { get; init; }

    public bool? IsEnabled { get; init; }

    /// <summary>Read-only in the service; a client that sends what it read is not refused.</summary>
    public string? Origin { get; init; }

    public string? Value { get; init; }

    public AppRole ToRole() => new(Id!.Value, Value, DisplayName!, Description, IsEnabled ?? true, [.. AllowedMemberTypes!.OfType<string>()]);

    public static AppRoleResource From(AppRole role) => new()
    {
        AllowedMemberTypes = role.AllowedMemberTypes,
        Description = role.Description,
        DisplayName = role.DisplayName,
        Id = role.Id,
        IsEnabled = role.IsEnabled,
        Origin = "Application",
        Value = role.Value,
    };
}
