using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.Tenants.Users;

/// <summary>A tenant's users. Names are found by an index, so that a sign-in does not read all users.</summary>
public sealed class UserRepository
{
    /// <summary>The service has no such limit. Listing and filtering read all users.</summary>
    public const int MaxUsers = 10_000;

    private readonly Tenant _tenant;
    private readonly TenantServices _services;

    internal UserRepository(Tenant tenant, TenantServices services) => (_tenant, _services) = (tenant, services);

    /// <summary>All users, sorted by id.</summary>
    public async ValueTask<IReadOnlyList<DirectoryUser>> ListAsync() => (await _tenant.ReadAsync()).List<DirectoryUser>();

    /// <summary>A part of the same list.</summary>
    public async ValueTask<IReadOnlyList<DirectoryUser>> ListAsync(KeyRange range) => (await _tenant.ReadAsync()).List<DirectoryUser>(range);

    public async ValueTask<int> CountAsync() => (await _tenant.ReadAsync()).Count<DirectoryUser>();

    /// <summary>The user with an object id or a user principal name, as Graph addresses users.</summary>
    public async ValueTask<Result<DirectoryUser, Refusal>> FindAsync(string idOrUserPrincipalName) =>
        Find(await _tenant.ReadAsync(), idOrUserPrincipalName) is { } user ? user : NotFound(idOrUserPrincipalName);

    /// <summary>The user who signs in to a local account by this name: an email address, a user name or any other local identity, or the user principal name.</summary>
    public async ValueTask<DirectoryUser?> FindBySignInNameAsync(string name)
    {
        var state = await _tenant.ReadAsync();
        return state.FindByKey<DirectoryUser>(UserIdentity.GetSignInNameKey(name)) ?? state.FindByKey<DirectoryUser>(DirectoryUser.GetUserPrincipalNameKey(name));
    }

    /// <summary>The user who signs in without a page.</summary>
    /// <param name="name">A sign-in name; empty for the user who was created first.</param>
    public async ValueTask<DirectoryUser?> FindForSignInAsync(string name) =>
        name.Length > 0 ? await FindBySignInNameAsync(name) : (await ListAsync()).OrderBy(user => user.CreatedDateTime).FirstOrDefault();

    /// <summary>The user with an account of another identity provider.</summary>
    public async ValueTask<DirectoryUser?> FindByFederatedIdentityAsync(string issuer, string issuerAssignedId) =>
        (await _tenant.ReadAsync()).FindByKey<DirectoryUser>(UserIdentity.GetFederatedKey(issuer, issuerAssignedId));

    /// <summary>Creates a user. A local account needs a password [D].</summary>
    public ValueTask<Result<DirectoryUser, Refusal>> CreateAsync(UserChanges changes) => CreateAsync(changes, requirePassword: true);

    /// <summary>Creates a user from a seed, where a password may be missing. The id is the same each time that the seed is applied.</summary>
    public ValueTask<Result<DirectoryUser, Refusal>> SeedAsync(UserChanges changes) => CreateAsync(
        changes with { Id = changes.Id ?? DeterministicGuid.Create($"user {_tenant.Id} {GetName(changes)}").ToString("D") }, requirePassword: false);

    public ValueTask<Result<DirectoryUser, Refusal>> UpdateAsync(string idOrUserPrincipalName, UserChanges changes) =>
        UpdateAsync(idOrUserPrincipalName, _ => changes);

    /// <param name="getChanges">Computes the changes from the stored user. Pure.</param>
    public async ValueTask<Result<DirectoryUser, Refusal>> UpdateAsync(string idOrUserPrincipalName, Func<DirectoryUser, UserChanges> getChanges)
    {
        var now = await _tenant.GetUtcNowAsync();
        return await ChangeAsync(idOrUserPrincipalName, (state, user) =>
        {
            var changes = getChanges(user);
            return Store(state, changes.Apply(user, now), changes.Password, user);
        });
    }

    /// <summary>Invalidates the refresh tokens and sessions that the user has.</summary>
    public async ValueTask<Result<DirectoryUser, Refusal>> RevokeSessionsAsync(string idOrUserPrincipalName)
    {
        var now = await _tenant.GetUtcNowAsync();
        return await ChangeAsync(idOrUserPrincipalName, (state, user) => state.With(UserChanges.Revoke(user, now)));
    }

    public async ValueTask<Result<DirectoryUser, Refusal>> DeleteAsync(string idOrUserPrincipalName) =>
        (await _tenant.ChangeAsync(state => Find(state, idOrUserPrincipalName) is { } user ? state.Without<DirectoryUser>(user.Id) : NotFound(idOrUserPrincipalName)))
            .Map(change => Find(change.Before, idOrUserPrincipalName)!);

    private async ValueTask<Result<DirectoryUser, Refusal>> CreateAsync(UserChanges changes, bool requirePassword)
    {
        var (id, now) = (changes.Id ?? _services.Random.NewId().ToString("D"), await _tenant.GetUtcNowAsync());
        var localIssuer = changes.Identities?.FirstOrDefault(identity => !identity.IsFederated)?.Issuer;
        var domain = await _tenant.FindAssignableDomainAsync(_tenant.RequestedDomain ?? (localIssuer is not null && TenantProfile.IsValidDomain(localIssuer) ? localIssuer : null));
        var changed = await _tenant.ChangeAsync(state => Add(_tenant.AssignDomain(state, domain), id, changes, now, requirePassword));
        return changed.Map(change => change.After.Find<DirectoryUser>(id)!);
    }

    private Result<TenantState, Refusal> Add(TenantState state, string id, UserChanges changes, DateTimeOffset now, bool requirePassword)
    {
        var user = AddDefaults(changes.Apply(new DirectoryUser { Id = id, CreatedDateTime = changes.CreatedDateTime ?? now }, now), _tenant.FindDomain(state) ?? _tenant.Id.DerivedDomain);
        return 0 switch
        {
            _ when state.Count<DirectoryUser>() >= MaxUsers => new Refusal.TooManyObjects(MaxUsers, DirectoryObjectType.User),
            _ when requirePassword && user.Password is null && !(user.Identities.Length > 0 && user.Identities.All(identity => identity.IsFederated)) => new Refusal.UserPasswordMissing(),
            _ => Store(state, user, changes.Password, before: null),
        };
    }

    /// <summary>The values that the directory sets on a new user.</summary>
    private static DirectoryUser AddDefaults(DirectoryUser user, string domain)
    {
        (string Name, AttributeValue? Value)[] defaults =
        [
            (UserAttributes.UserPrincipalName, user.Identities.IsEmpty ? null : new AttributeValue.TextValue($"{user.Id}@{domain}")), // [O]
            (UserAttributes.AccountEnabled, new AttributeValue.FlagValue(true)),
            (UserAttributes.CreationType, user.Identities.Any(identity => !identity.IsFederated) ? new AttributeValue.TextValue("LocalAccount") : null), // [D]
            (UserAttributes.RefreshTokensValidFrom, new AttributeValue.TimeValue(user.CreatedDateTime)),
            (UserAttributes.SessionsValidFrom, new AttributeValue.TimeValue(user.CreatedDateTime)),
            ("userType", new AttributeValue.TextValue("Member")), // [D]
        ];
        return defaults.Where(entry => entry.Value is not null && !user.Attributes.ContainsKey(entry.Name)).Aggregate(user, (current, entry) => current.With(entry.Name, entry.Value));
    }

    /// <param name="before">Null for a new user.</param>
    private Result<TenantState, Refusal> Store(TenantState state, DirectoryUser user, NewPassword? password, DirectoryUser? before) => 0 switch
    {
        _ when UserRules.Check(user) is { } refusal => refusal,
        _ when password is { IsStrong: false } && !user.DisablesStrongPassword => new Refusal.UserPasswordWeak(),
        _ when user.UserPrincipalName != before?.UserPrincipalName && !IsInDomain(state, user) => new Refusal.DomainNotVerified(_tenant.FindDomain(state)!),
        _ when IsTaken(state, DirectoryUser.GetUserPrincipalNameKey(user.UserPrincipalName), before) => new Refusal.ValueTaken(UserAttributes.UserPrincipalName),
        _ when user.Identities.FirstOrDefault(identity => IsTaken(state, identity.Key, before)) is { } taken => new Refusal.ValueTaken(UserRules.GetConflictingProperty(taken)),
        _ when before is null && state.Find<DirectoryUser>(user.Id) is not null => new Refusal.ValueTaken("id"),
        _ => state.With(user),
    };

    private bool IsInDomain(TenantState state, DirectoryUser user) =>
        _tenant.FindDomain(state) is not { } domain || user.UserPrincipalName.EndsWith($"@{domain}", StringComparison.OrdinalIgnoreCase);

    private static bool IsTaken(TenantState state, string key, DirectoryUser? owner) => state.FindByKey<DirectoryUser>(key) is { } other && other.Id != owner?.Id;

    private async ValueTask<Result<DirectoryUser, Refusal>> ChangeAsync(string idOrUserPrincipalName, Func<TenantState, DirectoryUser, Result<TenantState, Refusal>> change)
    {
        var id = idOrUserPrincipalName;
        var changed = await _tenant.ChangeAsync(state => Find(state, id) is { } user ? change(state, user) : NotFound(id));
        return changed.Map(result => result.After.Find<DirectoryUser>(Find(result.Before, id)!.Id)!);
    }

    private static DirectoryUser? Find(TenantState state, string idOrUserPrincipalName) =>
        state.Find<DirectoryUser>(idOrUserPrincipalName) ?? state.FindByKey<DirectoryUser>(DirectoryUser.GetUserPrincipalNameKey(idOrUserPrincipalName));

    /// <summary>What identifies a user of a seed without an id.</summary>
    private static string GetName(UserChanges changes) =>
        (changes.Attributes.GetValueOrDefault(UserAttributes.UserPrincipalName) as AttributeValue.TextValue)?.Value.ToLowerInvariant()
        ?? changes.Identities?.FirstOrDefault()?.Key.ToLowerInvariant()
        ?? (changes.Attributes.GetValueOrDefault(UserAttributes.DisplayName) as AttributeValue.TextValue)?.Value
        ?? "";

    private static Refusal.ObjectNotFound NotFound(string id) => new(id);
}
