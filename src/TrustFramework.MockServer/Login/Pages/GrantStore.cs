using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Grants;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>Something handed out that is to come back soon.</summary>
internal interface IStoredGrant : ITenantRecord
{
    DateTimeOffset Expires { get; }

    /// <param name="now">The tenant's time.</param>
    bool IsExpired(DateTimeOffset now) => Expires <= now;
}

/// <summary>An authorization code, and what it stands for.</summary>
/// <param name="Id">The code itself.</param>
/// <param name="Consented">What the user ticked.</param>
/// <param name="CodeChallenge">PKCE's; null when the client does without.</param>
/// <param name="IsPlainChallenge">PKCE's method: the challenge is the verifier itself.</param>
internal sealed record AuthorizationCode(
    string Id, DateTimeOffset Expires, string ClientId, string User, LoginVersion Version, string Scope, IReadOnlySet<string> Consented, string RedirectUri,
    string? CodeChallenge, bool IsPlainChallenge, string? Nonce) : IStoredGrant
{
    public bool IsRedeemed { get; init; }
}

/// <summary>What became of a device's request.</summary>
internal enum DeviceState
{
    Pending,
    Approved,
    Declined,
    Redeemed,
}

/// <summary>A device that waits to be let in.</summary>
/// <param name="Id">What the device itself sends: <c>device_code</c>.</param>
/// <param name="UserCode">What a person types.</param>
internal sealed record DeviceAuthorization(string Id, DateTimeOffset Expires, string UserCode, string ClientId, LoginVersion Version, string Scope) : IStoredGrant
{
    public DeviceState State { get; init; }

    /// <summary>Who let it in.</summary>
    public string? User { get; init; }

    /// <summary>What that user ticked; null when there was nothing to tick.</summary>
    public IReadOnlySet<string>? Consented { get; init; }
}

/// <summary>Keeps tickets with their tenant until they expire, and never more than a thousand of a kind.</summary>
internal sealed class GrantStore(ITenantStore store, TenantClocks clocks, IRandomSource random)
{
    private const int MaxGrantsPerType = 1000;

    /// <summary>256 random bits in base64url.</summary>
    public string NewId() => Base64UrlEncoder.Encode(random.NewBytes(32));

    public async ValueTask AddAsync<T>(TenantId tenant, T ticket)
        where T : class, IStoredGrant
    {
        var held = 0;
        await store.ChangeAsync<T>(tenant, ticket.Id, (_, count) =>
        {
            held = count;
            return ticket;
        });
        if (held >= MaxGrantsPerType)
            await EvictAsync<T>(tenant);
    }

    /// <summary>Null when there is none of this id. Ids are found in any letter case, but only one is right.</summary>
    public async ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, IStoredGrant =>
        await store.FindAsync<T>(tenant, id) is { } found && found.Id == id ? found : null;

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, IStoredGrant => store.ListAsync<T>(tenant);

    /// <summary>Applies a pure change to a ticket that was found, and says how it was right before: of two at once, one comes first.</summary>
    public async ValueTask<T> ChangeAsync<T>(TenantId tenant, T found, Func<T, T> change)
        where T : class, IStoredGrant
    {
        var done = await store.ChangeAsync<T>(tenant, found.Id, (current, _) => change(current ?? found));
        return done.Value.Before ?? found;
    }

    /// <summary>The expired first, then those that expire first.</summary>
    private async ValueTask EvictAsync<T>(TenantId tenant)
        where T : class, IStoredGrant
    {
        var (held, now) = (await store.ListAsync<T>(tenant), await clocks.GetUtcNowAsync(tenant));
        foreach (var ticket in held.OrderBy(ticket => ticket.Expires).Take(Math.Max(held.Count - MaxGrantsPerType, held.Count(ticket => ticket.IsExpired(now)))))
            await store.RemoveAsync<T>(tenant, ticket.Id);
    }
}
