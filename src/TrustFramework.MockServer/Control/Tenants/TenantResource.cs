using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>A tenant, with the number of its policies and key sets.</summary>
internal sealed record TenantResource
{
    public required Guid Id { get; init; }

    /// <summary>Derived from the ID until the tenant has learned its domain.</summary>
    public required string Domain { get; init; }

    public required int Policies { get; init; }

    /// <summary>Excludes the backups of deleted key sets.</summary>
    public required int KeySets { get; init; }

    /// <summary>By the server's clock; null for a tenant that does not expire.</summary>
    public required DateTimeOffset? Expires { get; init; }
}

internal sealed record TenantListResource
{
    public required IReadOnlyList<TenantResource> Value { get; init; }
}

/// <summary>Everything that a test needs to use a new tenant.</summary>
internal sealed record NewTenantResource
{
    public required Guid Id { get; init; }

    public required string Domain { get; init; }

    public required DateTimeOffset? Expires { get; init; }

    /// <summary>An application's access token with all permissions; null if none was requested.</summary>
    public required string? Token { get; init; }

    public required string TokenEndpoint { get; init; }

    /// <summary>Graph's base URL, including the version.</summary>
    public required string Graph { get; init; }
}

/// <summary><c>{"id":…,"domain":…,"fork":…,"timeToLive":"PT10M","token":false}</c>. All members are optional.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewTenant
{
    public Guid? Id { get; init; }

    public string? Domain { get; init; }

    /// <summary>The tenant to copy: a GUID, a domain name, or <c>default</c>.</summary>
    public string? Fork { get; init; }

    public string? TimeToLive { get; init; }

    /// <summary>False to create no token and therefore no signing key. Generating the key is the slowest part of the request.</summary>
    public bool? Token { get; init; }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TenantResource))]
[JsonSerializable(typeof(TenantListResource))]
[JsonSerializable(typeof(NewTenantResource))]
[JsonSerializable(typeof(NewTenant))]
internal sealed partial class TenantJson : JsonSerializerContext
{
    public static TenantJson Wire { get; } = new(GraphJson.CreateOptions());
}
