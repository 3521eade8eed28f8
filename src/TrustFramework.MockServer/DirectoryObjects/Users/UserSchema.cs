using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>The body of a request about a user in the OpenAPI document. Extension properties are allowed as well.</summary>
internal sealed record UserSchema
{
    public bool? AccountEnabled { get; init; }

    public string? AgeGroup { get; init; }

    public string? City { get; init; }

    public string? ConsentProvidedForMinor { get; init; }

    public string? Country { get; init; }

    public string? DisplayName { get; init; }

    public string? GivenName { get; init; }

    public IReadOnlyList<IdentityResource>? Identities { get; init; }

    public string? JobTitle { get; init; }

    public string? Mail { get; init; }

    public string? MobilePhone { get; init; }

    public IReadOnlyList<string>? OtherMails { get; init; }

    public string? PasswordPolicies { get; init; }

    public PasswordProfileRequest? PasswordProfile { get; init; }

    public string? PostalCode { get; init; }

    public string? State { get; init; }

    public string? StreetAddress { get; init; }

    public string? Surname { get; init; }

    public string? UserPrincipalName { get; init; }
}

/// <summary>The response of an action that returns a Boolean.</summary>
internal sealed record RevokedSchema
{
    [JsonPropertyName("@odata.context")]
    public required string Context { get; init; }

    public required bool Value { get; init; }
}
