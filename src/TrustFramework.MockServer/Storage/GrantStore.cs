using System.Buffers.Text;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Storage;

/// <summary>Stores authorization codes, device codes and sessions in their tenant until they expire, at most a thousand of each.</summary>
internal sealed class GrantStore(ITenantStore store, TenantClocks clocks, IRandomSource random)
{
    public const int MaxGrantsPerType = 1000;

    private const int IdLength = 43;

    /// <summary>Whether a stored grant can have this id.</summary>
    public static bool IsValidId(string id) => id.Length == IdLength && Base64Url.IsValid(id);

    /// <summary>256 random bits in base64url.</summary>
    public string NewId() => Base64UrlEncoder.Encode(random.NewBytes(32));

    public async ValueTask AddAsync<T>(TenantId tenant, T grant)
        where T : class, IStoredGrant
    {
        var now = await clocks.GetUtcNowAsync(tenant);
        await store.ChangeAsync(tenant, state => MakeRoom<T>(state, now).With(grant));
    }

    /// <summary>Null if there is no such grant. The store ignores the letter case of ids, but the id of a grant is case-sensitive.</summary>
    public async ValueTask<T?> FindAsync<T>(TenantId tenant, string id)
        where T : class, IStoredGrant =>
        await store.FindAsync<T>(tenant, id) is { } grant && grant.Id == id ? grant : null;

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(TenantId tenant)
        where T : class, IStoredGrant => store.ListAsync<T>(tenant);

    /// <summary>Applies a pure change to a grant atomically and returns the grant as it was before. Of two concurrent changes, the second one sees the first.</summary>
    public async ValueTask<T> ChangeAsync<T>(TenantId tenant, T grant, Func<T, T> change)
        where T : class, IStoredGrant
    {
        var result = await store.ChangeAsync<T>(tenant, grant.Id, (current, _) => change(current ?? grant));
        return result.Value.Before ?? grant;
    }

    /// <summary>Replaces a grant atomically, or adds one.</summary>
    /// <param name="id">Of the grant to replace; null or the id of no grant to add one.</param>
    /// <param name="create">Creates the new grant, which may have another id, from the current one; pure.</param>
    /// <returns>The new grant.</returns>
    public async ValueTask<T> ReplaceAsync<T>(TenantId tenant, string? id, Func<T?, T> create)
        where T : class, IStoredGrant
    {
        var now = await clocks.GetUtcNowAsync(tenant);
        T? created = null;
        await store.ChangeAsync(tenant, state =>
        {
            var current = id is not null && state.Find<T>(id) is { } grant && grant.Id == id ? grant : null;
            created = create(current);
            return (current is null ? MakeRoom<T>(state, now) : state.Without<T>(current.Id)).With(created);
        });
        return created!;
    }

    /// <summary>At the limit, removes all expired grants, or the one that expires next.</summary>
    private static TenantState MakeRoom<T>(TenantState state, DateTimeOffset now)
        where T : class, IStoredGrant
    {
        if (state.Count<T>() < MaxGrantsPerType)
            return state;
        var grants = state.List<T>().OrderBy(grant => grant.Expires).ToList();
        return grants.Take(Math.Max(1, grants.Count(grant => grant.IsExpired(now)))).Aggregate(state, (remaining, grant) => remaining.Without<T>(grant.Id));
    }
}
