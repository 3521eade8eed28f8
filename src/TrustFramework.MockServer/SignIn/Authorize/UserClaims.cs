using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Journeys;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>
/// The claims of a user without a journey: the attributes of the directory under the claim types that policies commonly use for them (runtime 7.1). The journey
/// reads them by the policy's own technical profiles once it is executed.
/// </summary>
internal static class UserClaims
{
    private const string LocalProvider = "localAccountAuthentication";
    private const string FederatedProvider = "socialIdpAuthentication";

    /// <summary>The claims of a user in the directory, whose account must be enabled.</summary>
    public static Result<SignedInUser, PolicyError> Create(SignInTenant tenant, DirectoryUser user)
    {
        if (!user.IsEnabled)
            return PolicyErrorCatalog.AccountDisabled.With();
        var attributes = DirectoryAttributes.GetClaims(user);
        var claims = attributes.All.Where(attribute => UserAttributes.IsExtensionName(attribute.Key))
            .Aggregate(attributes, (all, extension) => all.With(GetExtensionClaimType(extension.Key), extension.Value))
            .WithText("email", attributes.FindText("mail")).WithText("objectId", user.Id).With("newUser", new ClaimValue.BooleanValue(false));
        foreach (var identity in user.Identities.Reverse())
        {
            claims = identity.IsFederated
                ? claims.WithText("identityProvider", identity.Issuer).WithText("authenticationSource", FederatedProvider).WithText("issuerUserId", identity.IssuerAssignedId)
                : claims.WithText($"signInNames.{identity.SignInType}", identity.IssuerAssignedId).WithText("signInName", identity.IssuerAssignedId);
            if (identity.IsEmailAddress)
                claims = claims.WithText("email", identity.IssuerAssignedId);
        }

        if (user.Identities.All(identity => !identity.IsFederated))
            claims = claims.WithText("authenticationSource", LocalProvider);
        return new SignedInUser(user.Id, claims, tenant.Now);
    }

    /// <summary>A user who is not in the directory, for tenants without users. The object id follows from the name.</summary>
    public static SignedInUser CreateUnregistered(SignInTenant tenant, string name) => new(
        UserId: null,
        ClaimsBag.Empty.WithText("objectId", DeterministicGuid.Create($"policy user {tenant.Tenant.Id} {name.ToLowerInvariant()}").ToString("D"))
            .WithText("displayName", name.Split('@')[0]).WithText("signInName", name).WithText("email", name.Contains('@', StringComparison.Ordinal) ? name : null)
            .WithText("signInNames.emailAddress", name.Contains('@', StringComparison.Ordinal) ? name : null)
            .WithText("authenticationSource", LocalProvider).With("newUser", new ClaimValue.BooleanValue(false)),
        tenant.Now);

    /// <summary>Policies call an extension attribute <c>extension_{name}</c>, without the id of the application: runtime 7.1 [D].</summary>
    private static string GetExtensionClaimType(string attribute) => $"extension_{attribute.Split('_', 3)[2]}";
}
