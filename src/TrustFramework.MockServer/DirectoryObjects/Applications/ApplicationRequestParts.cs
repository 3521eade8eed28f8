using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The values of <c>spa</c> and <c>publicClient</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal class RedirectUrisRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; set; }

    public IReadOnlyList<string?>? RedirectUris { get; set; }
}

/// <summary>The value of <c>web</c>. Null removes an address.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class WebRequest : RedirectUrisRequest
{
    public string? LogoutUrl
    {
        get;
        set => (field, SetsLogoutUrl) = (value, true);
    }

    public string? HomePageUrl
    {
        get;
        set => (field, SetsHomePageUrl) = (value, true);
    }

    public ImplicitGrantSettings? ImplicitGrantSettings { get; set; }

    /// <summary>Without effect.</summary>
    public JsonElement? RedirectUriSettings { get; set; }

    [JsonIgnore]
    public bool SetsLogoutUrl { get; private set; }

    [JsonIgnore]
    public bool SetsHomePageUrl { get; private set; }
}

/// <summary>What the authorization endpoint issues directly, in requests and responses.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ImplicitGrantSettings
{
    public bool? EnableAccessTokenIssuance { get; init; }

    public bool? EnableIdTokenIssuance { get; init; }
}

/// <summary>The value of <c>api</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class ApiRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; set; }

    public int? RequestedAccessTokenVersion { get; set; }

    public IReadOnlyList<PermissionScopeResource?>? Oauth2PermissionScopes { get; set; }

    /// <summary>Without effect.</summary>
    public JsonElement? AcceptMappedClaims { get; set; }

    /// <summary>Without effect.</summary>
    public JsonElement? KnownClientApplications { get; set; }

    /// <summary>Without effect.</summary>
    public JsonElement? PreAuthorizedApplications { get; set; }
}

/// <summary>A client secret.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SecretRequest
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }

    public Guid? KeyId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Only in a seed.</summary>
    public string? SecretText { get; init; }

    public DateTimeOffset? StartDateTime { get; init; }

    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>Omits the members because one is a secret.</summary>
    public override string ToString() => nameof(SecretRequest);
}
