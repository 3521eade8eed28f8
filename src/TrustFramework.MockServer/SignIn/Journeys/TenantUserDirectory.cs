using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Journeys;

/// <summary>The users of a tenant for journeys.</summary>
internal sealed class TenantUserDirectory(SignInTenant tenant, Tenants.IRandomSource random) : IUserDirectory
{
    /// <summary>Passwords without <c>DisablePasswordExpiration</c> expire: runtime 7.2 [D].</summary>
    private static readonly TimeSpan PasswordLifetime = TimeSpan.FromDays(90);

    private UserRepository Users => tenant.Tenant.Users;

    public async ValueTask<DirectoryEntry?> FindAsync(string attribute, string value) => await FindUserAsync(attribute, value) is { } user ? CreateEntry(user) : null;

    public async ValueTask<Result<DirectoryEntry, DirectoryError>> CreateAsync(DirectoryWrite write)
    {
        if (!CreateChanges(write, user: null).TryGetValue(out var changes, out var error))
            return error;
        return (await Users.CreateAsync(changes)).TryGetValue(out var user, out var refusal) ? CreateEntry(user) : CreateError(refusal);
    }

    public async ValueTask<Result<DirectoryEntry, DirectoryError>> UpdateAsync(string objectId, DirectoryWrite write)
    {
        if (!(await Users.FindAsync(objectId)).TryGetValue(out var stored, out _))
            return new DirectoryError.NotFound();
        if (!CreateChanges(write, stored).TryGetValue(out var changes, out var error))
            return error;
        return (await Users.UpdateAsync(objectId, changes)).TryGetValue(out var user, out var refusal) ? CreateEntry(user) : CreateError(refusal);
    }

    public async ValueTask DeleteAsync(string objectId) => await Users.DeleteAsync(objectId);

    public async ValueTask<PasswordCheck> CheckPasswordAsync(string signInName, string password) => await Users.FindBySignInNameAsync(signInName) switch
    {
        null => new PasswordCheck.UserUnknown(),
        { Password: null } => new PasswordCheck.Wrong(),
        var user when !user.Password.Verify(password) => new PasswordCheck.Wrong(),
        { IsEnabled: false } => new PasswordCheck.Disabled(),
        { MustChangePassword: true } user => new PasswordCheck.MustChange(CreateEntry(user)),
        { DisablesPasswordExpiration: false, LastPasswordChange: { } changed } user when changed + PasswordLifetime <= tenant.Now => new PasswordCheck.Expired(CreateEntry(user)),
        var user => new PasswordCheck.Accepted(CreateEntry(user)),
    };

    private async ValueTask<DirectoryUser?> FindUserAsync(string attribute, string value)
    {
        if (attribute.Equals(DirectoryAttributes.SignInNames, StringComparison.OrdinalIgnoreCase))
            return await Users.FindBySignInNameAsync(value);
        if (attribute.StartsWith($"{DirectoryAttributes.SignInNames}.", StringComparison.OrdinalIgnoreCase))
        {
            var type = attribute[(DirectoryAttributes.SignInNames.Length + 1)..];
            return await Users.FindBySignInNameAsync(value) is { } user && user.Identities.Any(identity => IsNamed(identity, type, value)) ? user : null;
        }

        if (attribute.Equals(DirectoryAttributes.AlternativeSecurityId, StringComparison.OrdinalIgnoreCase))
            return DirectoryAttributes.ReadSecurityId(value) is { } identity ? await Users.FindByFederatedIdentityAsync(identity.Issuer, identity.IssuerAssignedId) : null;
        return (await Users.FindAsync(value)).TryGetValue(out var found, out _) ? found : null;
    }

    private static bool IsNamed(UserIdentity identity, string type, string value) =>
        identity.SignInType.Equals(type, StringComparison.OrdinalIgnoreCase) && identity.IssuerAssignedId.Equals(value, StringComparison.OrdinalIgnoreCase);

    private Result<UserChanges, DirectoryError> CreateChanges(DirectoryWrite write, DirectoryUser? user)
    {
        if (!DirectoryAttributes.CreateChanges(write, user, tenant.Domain).TryGetValue(out var changes, out var reason))
            return new DirectoryError.WriteRefused(reason);
        if (write.Password is not { } password)
            return changes;
        return NewPassword.Create(password, random) is { } created ? changes with { Password = created, MustChangePassword = false } : new DirectoryError.PasswordWeak();
    }

    private static DirectoryEntry CreateEntry(DirectoryUser user) => new(user.Id, DirectoryAttributes.GetClaims(user));

    private static DirectoryError CreateError(Refusal refusal) => refusal switch
    {
        Refusal.ValueTaken => new DirectoryError.AlreadyExists(),
        Refusal.UserPasswordWeak => new DirectoryError.PasswordWeak(),
        Refusal.ObjectNotFound => new DirectoryError.NotFound(),
        Refusal.UserPasswordMissing => new DirectoryError.WriteRefused("A local account needs a password."),
        Refusal.ValueMissing(var property) => new DirectoryError.ValueRefused(DirectoryAttributes.GetPolicyName(property), "The attribute has no value."),
        Refusal.ValueInvalid { Path: var path, Expected: var expected } => new DirectoryError.ValueRefused(DirectoryAttributes.GetPolicyName(path), expected),
        Refusal.TooManyObjects(var limit, _) => new DirectoryError.WriteRefused($"The tenant has {limit} users, which is the limit."),
        _ => new DirectoryError.WriteRefused(refusal.GetType().Name),
    };
}
