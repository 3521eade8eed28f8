using TrustFramework.Engine.Claims;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>
/// Finds the user of a sign-in without executing the journey: a person picks a user of the tenant and edits the claims that the policy issues, or the setting
/// <c>SignIn</c> is <c>automatic</c>.
/// </summary>
internal sealed class UserPicker(AuthorizeResponder responder)
{
    // The names of the form fields.
    public const string Decision = "decision";
    public const string User = "user";
    public const string OtherUser = "other_user";
    public const string Search = "search";
    public const string ClaimPrefix = "claim.";

    /// <summary>How many users the page lists. Others are found by a search.</summary>
    private const int MaxListed = 50;

    /// <summary>In characters.</summary>
    private const int MaxNameLength = 256;

    public async Task<IResult> HandleAsync(Authorization authorization)
    {
        // A page of another site may send the request, but not the person's decision.
        var decision = CrossSiteRequest.IsCrossSite(authorization.Http) ? "" : authorization.Form[Decision].ToString();
        switch (decision)
        {
            case "cancel":
                return authorization.Fail(PolicyErrorCatalog.Cancelled.With());
            case "forgot":
                return authorization.Fail(PolicyErrorCatalog.PasswordForgotten.With());
            case "next" or "accept" when await FindUserAsync(authorization) is { } found:
                return !found.TryGetValue(out var user, out var error) ? authorization.Fail(error)
                    : decision == "next" ? PickerPages.EditClaims(authorization, user, errors: [])
                    : await AcceptAsync(authorization, user);
            default:
                return await ShowUsersAsync(authorization, isMissing: decision is "next" or "accept");
        }
    }

    /// <summary>The user that <c>login_hint</c> names, otherwise the tenant's first user. In a tenant without users, any name is a user.</summary>
    public async Task<IResult> PickAutomaticallyAsync(Authorization authorization)
    {
        var (tenant, hint) = (authorization.Tenant, authorization.Parameter("login_hint"));
        var users = tenant.Tenant.Users;
        if (await users.FindForSignInAsync(hint) is { } user)
            return UserClaims.Create(tenant, user).TryGetValue(out var signedIn, out var error) ? await responder.RespondAsync(authorization, signedIn) : authorization.Fail(error);
        if (await users.CountAsync() > 0)
            return authorization.Fail(PolicyErrorCatalog.UserUnknown.With() with { Hint = "login_hint names no user of the tenant. Use a sign-in name in identities, or the user principal name." });
        return await responder.RespondAsync(authorization, UserClaims.CreateUnregistered(tenant, hint.Length is > 0 and <= MaxNameLength ? hint : $"user@{tenant.Domain}"));
    }

    private async Task<IResult> AcceptAsync(Authorization authorization, SignedInUser user)
    {
        var (claims, errors) = (user.Claims, new List<string>());
        foreach (var claim in authorization.Tenant.RelyingParty.Claims.Where(claim => !claim.AlwaysUseDefaultValue && authorization.Form.ContainsKey(ClaimPrefix + claim.ClaimTypeId)))
        {
            var text = authorization.Form[ClaimPrefix + claim.ClaimTypeId].ToString();
            var value = text.Length == 0 ? null : ClaimValue.Parse(text, claim.DataType);
            if (text.Length > 0 && value is null)
                errors.Add($"'{text}' is not a value of type {claim.DataType} for {claim.Name}.");
            claims = claims.With(claim.ClaimTypeId, value);
        }

        return errors.Count > 0 ? PickerPages.EditClaims(authorization, user, errors) : await responder.RespondAsync(authorization, user with { Claims = claims });
    }

    /// <summary>A typed name takes precedence over the selected user. Null if there is neither.</summary>
    private static async ValueTask<Result<SignedInUser, PolicyError>?> FindUserAsync(Authorization authorization)
    {
        var (tenant, typed, selected) = (authorization.Tenant, authorization.Form[OtherUser].ToString().Trim(), authorization.Form[User].ToString());
        if (typed.Length is > 0 and <= MaxNameLength)
            return await tenant.Tenant.Users.FindBySignInNameAsync(typed) is { } named ? UserClaims.Create(tenant, named) : UserClaims.CreateUnregistered(tenant, typed);
        if (!(await tenant.Tenant.Users.FindAsync(selected)).TryGetValue(out var user, out _))
            return null;
        return UserClaims.Create(tenant, user);
    }

    private static async Task<IResult> ShowUsersAsync(Authorization authorization, bool isMissing)
    {
        var search = authorization.Form[Search].ToString().Trim();
        var users = await authorization.Tenant.Tenant.Users.ListAsync();
        DirectoryUser[] found = [.. users.Where(user => Matches(user, search)).OrderBy(user => user.DisplayName, StringComparer.OrdinalIgnoreCase).Take(MaxListed)];
        return PickerPages.PickUser(authorization, found, users.Count, search, isMissing ? "Select a user, or enter a name." : null);
    }

    private static bool Matches(DirectoryUser user, string search) =>
        search.Length == 0 || user.AllIdentities.Select(identity => identity.IssuerAssignedId).Append(user.DisplayName).Append(user.Id)
            .Any(text => text.Contains(search, StringComparison.OrdinalIgnoreCase));
}
