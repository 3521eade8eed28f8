using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>A user as a client or a seed writes it. A dictionary, because extension properties have any name and PATCH distinguishes null from absent.</summary>
internal sealed class UserRequest() : Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);

/// <summary>An element of <c>identities</c>, in requests and responses.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IdentityResource
{
    [JsonPropertyName("@odata.type")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ODataType { get; init; }

    public string? SignInType { get; init; }

    public string? Issuer { get; init; }

    public string? IssuerAssignedId { get; init; }

    public UserIdentity ToIdentity() => new(SignInType ?? "", Issuer ?? "", IssuerAssignedId ?? "");
}

/// <summary>The value of <c>passwordProfile</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PasswordProfileRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public string? Password { get; init; }

    public bool? ForceChangePasswordNextSignIn { get; init; }

    /// <summary>Multifactor authentication is the policies' business, so this is the same as the other one. [I]</summary>
    public bool? ForceChangePasswordNextSignInWithMfa { get; init; }

    /// <summary>Omits the members because one is a secret.</summary>
    public override string ToString() => nameof(PasswordProfileRequest);
}
