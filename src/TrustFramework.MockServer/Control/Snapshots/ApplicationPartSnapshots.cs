using System.Text.Json.Serialization;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.Control.Snapshots;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RedirectUriSnapshot
{
    public required string Uri { get; init; }

    public required RedirectUriType Type { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScopeSnapshot
{
    public required Guid Id { get; init; }

    public required string Value { get; init; }

    public required string Type { get; init; }

    public required bool IsEnabled { get; init; }

    /// <summary>The texts of the consent page: display name and description for administrators, then for users.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string?>? Texts { get; init; }

    public static ScopeSnapshot From(PermissionScope scope)
    {
        string?[] texts = [scope.AdminConsentDisplayName, scope.AdminConsentDescription, scope.UserConsentDisplayName, scope.UserConsentDescription];
        return new ScopeSnapshot { Id = scope.Id, Value = scope.Value, Type = scope.Type, IsEnabled = scope.IsEnabled, Texts = Array.TrueForAll(texts, text => text is null) ? null : texts };
    }

    public PermissionScope ToScope() => new(Id, Value, Type, IsEnabled, GetText(0), GetText(1), GetText(2), GetText(3));

    private string? GetText(int index) => Texts?.ElementAtOrDefault(index);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AppRoleSnapshot
{
    public required Guid Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    public required string DisplayName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    public required bool IsEnabled { get; init; }

    public required IReadOnlyList<string?> AllowedMemberTypes { get; init; }

    public static AppRoleSnapshot From(AppRole role) => new()
    {
        Id = role.Id,
        Value = role.Value,
        DisplayName = role.DisplayName,
        Description = role.Description,
        IsEnabled = role.IsEnabled,
        AllowedMemberTypes = role.AllowedMemberTypes,
    };

    public AppRole ToRole() => new(Id, Value, DisplayName, Description, IsEnabled, [.. AllowedMemberTypes.OfType<string>()]);
}

/// <summary>A client secret. Without its hash nobody can use it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ClientSecretSnapshot
{
    public required Guid KeyId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DisplayName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Salt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? Hash { get; init; }

    public static ClientSecretSnapshot From(ClientSecret secret, bool secrets) => new()
    {
        KeyId = secret.KeyId,
        DisplayName = secret.DisplayName,
        Hint = secrets ? secret.Hint : null,
        Start = secret.Start,
        End = secret.End,
        Salt = secrets ? secret.Hash?.Salt.ToArray() : null,
        Hash = secrets ? secret.Hash?.Hash.ToArray() : null,
    };

    public ClientSecret ToSecret() => new(KeyId, DisplayName, Hint, Start, End, Salt is null || Hash is null ? null : new SecretHash(Salt, Hash));
}
