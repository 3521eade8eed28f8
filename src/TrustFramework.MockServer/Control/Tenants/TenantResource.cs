using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph;

namespace TrustFramework.MockServer.Control.Tenants;

/// <summary>What a tenant holds, in numbers.</summary>
internal sealed record TenantResource
{
    public required Guid Id { get; init; }

    /// <summary>One made of its id until it has learned one.</summary>
    public required string Domain { get; init; }

    public required int Policies { get; init; }

    /// <summary>Without the backups of deleted ones.</summary>
    public required int KeySets { get; init; }

    /// <summary>By the server's clock; null for a tenant that stays.</summary>
    public required DateTimeOffset? Expires { get; init; }
}

internal sealed record TenantListResource
{
    public required IReadOnlyList<TenantResource> Value { get; init; }
}

/// <summary>All that a test needs to begin.</summary>
internal sealed record NewTenantResource
{
    public required Guid Id { get; init; }

    public required string Domain { get; init; }

    public required DateTimeOffset? Expires { get; init; }

    /// <summary>An application's, with all permissions; null where none was wanted.</summary>
    public required string? Token { get; init; }

    public required string TokenEndpoint { get; init; }

    /// <summary>Graph's base URL with its version.</summary>
    public required string Graph { get; init; }
}

/// <summary><c>{"id":…,"domain":…,"fork":…,"timeToLive":"PT10M","token":false}</c>, all of which may be left out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewTenant
{
    public Guid? Id { get; init; }

    public string? Domain { get; init; }

    /// <summary>The tenant that it shall begin as: a GUID, a domain name, or <c>default</c>.</summary>
    public string? Fork { get; init; }

    public string? TimeToLive { get; init; }

    /// <summary>False: no token, and so no signing key, whose making takes longer than everything else.</summary>
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
