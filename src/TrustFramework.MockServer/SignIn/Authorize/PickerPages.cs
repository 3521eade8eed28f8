using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Issuing;
using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Tokens;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>The pages of <see cref="UserPicker"/>. Their forms are posted to the page's own address, which contains the application's request.</summary>
internal static class PickerPages
{
    /// <param name="users">The users to list.</param>
    /// <param name="count">How many users the tenant has.</param>
    /// <param name="error">The error of the previous attempt; null if there is none.</param>
    public static HtmlPage PickUser(Authorization authorization, IReadOnlyList<DirectoryUser> users, int count, string search, string? error)
    {
        var hint = authorization.Parameter("login_hint");
        var rows = string.Concat(users.Select((user, index) => UserOption(user, isChecked: hint.Length > 0 ? IsNamed(user, hint) : index == 0)));
        var more = count > users.Count || search.Length > 0
            ? $"""<p><input type="text" name="{UserPicker.Search}" value="{HtmlPage.Encode(search)}" aria-label="Search" placeholder="Search {count} users"> <button name="{UserPicker.Decision}" value="search">Search</button></p>"""
            : "";
        var typed = hint.Length > 0 && !users.Any(user => IsNamed(user, hint)) ? hint : "";
        return CreatePage(
            authorization,
            "Sign in",
            $"""
            <fieldset><legend>User</legend>{rows}{more}<input type="text" name="{UserPicker.OtherUser}" value="{HtmlPage.Encode(typed)}" placeholder="Another user, for example an email address" aria-label="Another user"></fieldset>
            <button class="first" name="{UserPicker.Decision}" value="next">Next</button> <button name="{UserPicker.Decision}" value="cancel">Cancel</button>
            <button name="{UserPicker.Decision}" value="forgot">Forgot your password?</button>
            """,
            error is null ? [] : [error]);
    }

    /// <summary>Shows the claims that the policy issues. Those whose value the policy itself sets cannot be edited.</summary>
    public static HtmlPage EditClaims(Authorization authorization, SignedInUser user, IReadOnlyList<string> errors)
    {
        var resolvers = authorization.CreateResolvers(user.Claims);
        var rows = string.Concat(authorization.Tenant.RelyingParty.Claims.Select(claim => ClaimRow(authorization, claim, user.Claims, resolvers)));
        string[] fields = [UserPicker.User, UserPicker.OtherUser];
        return CreatePage(
            authorization,
            "Claims",
            $"""
            {string.Concat(fields.Select(name => SignInPages.Hidden(name, authorization.Form[name].ToString())))}
            <fieldset><legend>Claims of the token</legend>{rows}</fieldset>
            <button class="first" name="{UserPicker.Decision}" value="accept">Sign in</button> <button name="{UserPicker.Decision}" value="back">Back</button>
            """,
            errors);
    }

    private static HtmlPage CreatePage(Authorization authorization, string title, string form, IReadOnlyList<string> errors) => new(
        title,
        $"""
        <h1>{title}</h1><p>Application: <b>{HtmlPage.Encode(authorization.Request.Client.Name)}</b>, policy: <code>{HtmlPage.Encode(authorization.Tenant.RelyingParty.Policy.PolicyId)}</code></p>
        {string.Concat(errors.Select(error => $"""<p class="error" role="alert">{HtmlPage.Encode(error)}</p>"""))}<form method="post">{form}</form>
        """)
    {
        FrameAncestors = authorization.Tenant.RelyingParty.FrameAncestors,
    };

    private static string ClaimRow(Authorization authorization, RelyingPartyClaim claim, ClaimsBag claims, ClaimResolvers resolvers)
    {
        // What the person entered before an error.
        var entered = authorization.Form[UserPicker.ClaimPrefix + claim.ClaimTypeId];
        var value = entered.Count > 0 ? entered.ToString() : claim.GetValue(claims, resolvers)?.ToText() ?? "";
        string?[] details = [claim.Name == claim.ClaimTypeId ? null : claim.ClaimTypeId, claim.DataType == "string" ? null : claim.DataType];
        return $"""<label class="field"><span>{HtmlPage.Encode(claim.Name)} <small>{HtmlPage.Encode(string.Join(", ", details.OfType<string>()))}</small></span> <input type="text" name="{UserPicker.ClaimPrefix}{HtmlPage.Encode(claim.ClaimTypeId)}" value="{HtmlPage.Encode(value)}"{(claim.AlwaysUseDefaultValue ? " disabled" : "")}></label>""";
    }

    private static string UserOption(DirectoryUser user, bool isChecked) =>
        $"""<label><input type="radio" name="{UserPicker.User}" value="{HtmlPage.Encode(user.Id)}"{(isChecked ? " checked" : "")}> <span>{HtmlPage.Encode(user.DisplayName)}<br><small>{HtmlPage.Encode(GetSignInName(user))}</small></span></label>""";

    private static string GetSignInName(DirectoryUser user) => (user.Identities.FirstOrDefault()?.IssuerAssignedId ?? user.UserPrincipalName) + (user.IsEnabled ? "" : ", disabled");

    private static bool IsNamed(DirectoryUser user, string name) => user.AllIdentities.Any(identity => identity.IssuerAssignedId.Equals(name, StringComparison.OrdinalIgnoreCase));
}
