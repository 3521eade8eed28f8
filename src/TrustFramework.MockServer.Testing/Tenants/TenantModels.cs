namespace TrustFramework.MockServer.Testing.Tenants;

/// <summary>Options of a new tenant. All are optional.</summary>
public sealed record TenantOptions
{
    /// <summary>Unset: the server assigns one.</summary>
    public Guid? Id { get; init; }

    /// <summary>The domain name that its policies must have, for example <c>contoso.onmicrosoft.com</c>. Several tenants may have the same. A fork keeps the domain of its source.</summary>
    public string? Domain { get; init; }

    /// <summary>By the server's clock; unset: the tenant does not expire.</summary>
    public TimeSpan? TimeToLive { get; init; }
}

/// <summary>What a tenant holds, in numbers.</summary>
public sealed record TenantSummary
{
    public required Guid Id { get; init; }

    public required string Domain { get; init; }

    public required int Policies { get; init; }

    /// <summary>Without the backups of deleted key sets.</summary>
    public required int KeySets { get; init; }

    /// <summary>By the server's clock; null for a tenant that does not expire.</summary>
    public required DateTimeOffset? Expires { get; init; }
}

/// <param name="Token">Always false: tokens are requested when they are needed.</param>
internal sealed record NewTenant(Guid? Id, string? Domain, string? Fork, TimeSpan? TimeToLive, bool Token)
{
    public static NewTenant From(TenantOptions? options, string? fork) => new(options?.Id, options?.Domain, fork, options?.TimeToLive, Token: false);
}

internal sealed record TenantCreated(Guid Id, string Domain, DateTimeOffset? Expires, string? Token, string TokenEndpoint, string Graph);

internal sealed record TenantList(IReadOnlyList<TenantSummary> Value);

internal sealed record ResetRequest(IReadOnlyList<string>? Parts)
{
    public static ResetRequest From(ResetParts parts) => new(
        [.. new[] { ResetParts.State, ResetParts.Journal, ResetParts.Faults, ResetParts.Clock }.Where(part => parts.HasFlag(part)).Select(part => part.ToString())]);
}
