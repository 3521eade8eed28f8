using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.SignIn.Errors;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>The result of a sign-in: what a code, a session or a refresh token stands for.</summary>
/// <param name="UserId">The object id of a user in the directory; null for one who is not in it.</param>
/// <param name="Claims">All claims of the journey. The relying party selects those of its tokens.</param>
internal sealed record SignedInUser(string? UserId, ClaimsBag Claims, DateTimeOffset AuthTime)
{
    /// <summary>Creates the result of a completed journey. The policy's token issuer names the claim with the user's id.</summary>
    public static async ValueTask<SignedInUser> CreateAsync(SignInTenant tenant, ClaimsBag claims, DateTimeOffset authTime)
    {
        var id = claims.FindText(tenant.RelyingParty.Issuer.UserIdentityClaimType);
        return new SignedInUser(id is not null && (await tenant.Tenant.Users.FindAsync(id)).TryGetValue(out var user, out _) ? user.Id : null, claims, authTime);
    }

    /// <summary>Why the user must sign in again: the account was deleted or disabled, or its sessions were revoked. Null if the sign-in is still valid.</summary>
    public async ValueTask<PolicyError?> FindErrorAsync(SignInTenant tenant)
    {
        if (UserId is null)
            return null;
        if (!(await tenant.Tenant.Users.FindAsync(UserId)).TryGetValue(out var user, out _))
            return PolicyErrorCatalog.AccountDeleted.With();
        // Refresh tokens contain whole seconds.
        return !user.IsEnabled || user.RefreshTokensValidFrom?.ToUnixTimeSeconds() > AuthTime.ToUnixTimeSeconds() ? PolicyErrorCatalog.GrantRevoked.With() : null;
    }
}
