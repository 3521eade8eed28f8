using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.DirectoryObjects.Applications;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.MockServer.Graph;
using TrustFramework.MockServer.Graph.Callers;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The JSON of the signed-in user, and of other users in the OpenAPI document: the properties that Graph returns without <c>$select</c> [D]. A token supplies only a few of them.</summary>
internal sealed record UserResource
{
    [JsonPropertyName("@odata.context")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Context { get; init; }

    public IReadOnlyList<string> BusinessPhones { get; init; } = [];

    public required string? DisplayName { get; init; }

    public string? GivenName { get; init; }

    public string? JobTitle { get; init; }

    public required string? Mail { get; init; }

    public string? MobilePhone { get; init; }

    public string? OfficeLocation { get; init; }

    public string? PreferredLanguage { get; init; }

    public string? Surname { get; init; }

    public required string? UserPrincipalName { get; init; }

    public required string Id { get; init; }

    /// <summary>A token without an object id, such as a handwritten one, gets an id derived from tenant and user name. [I]</summary>
    public static UserResource From(SignedInUser user, TenantId tenant) => new()
    {
        Id = user.Id ?? DeterministicGuid.Create($"user {tenant} {user.Name}").ToString("D"),
        UserPrincipalName = user.Name,
        DisplayName = user.DisplayName ?? user.Name,
        Mail = user.Mail,
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OrganizationResource))]
[JsonSerializable(typeof(CollectionResource<OrganizationResource>))]
[JsonSerializable(typeof(CollectionResource<DomainResource>))]
[JsonSerializable(typeof(CollectionResource<ApplicationResource>))]
[JsonSerializable(typeof(ApplicationResource))]
[JsonSerializable(typeof(ApplicationSchema))]
[JsonSerializable(typeof(SecretResource))]
[JsonSerializable(typeof(AddPasswordRequest))]
[JsonSerializable(typeof(RemovePasswordRequest))]
[JsonSerializable(typeof(UserResource))]
[JsonSerializable(typeof(CollectionResource<UserResource>))]
[JsonSerializable(typeof(UserSchema))]
[JsonSerializable(typeof(RevokedSchema))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(CollectionResource<JsonObject>))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(IdentityResource[]))]
[JsonSerializable(typeof(PasswordProfileRequest))]
[JsonSerializable(typeof(ApplicationRequest))]
internal sealed partial class DirectoryJson : JsonSerializerContext
{
    public static DirectoryJson Wire { get; } = new(GraphJson.CreateOptions());
}
