using TrustFramework.MockServer.Login.Clients;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>The pages of the login service.</summary>
internal static class SignInPages
{
    // The names of the form fields.
    public const string User = "user";
    public const string OtherUser = "other_user";
    public const string Password = "password";
    public const string Permission = "permission";
    public const string Decision = "decision";
    public const string Accept = "accept";
    public const string UserCode = "user_code";

    /// <summary>The page on which a person selects a user and permissions. The form is posted to the page's own address, which contains the client's request.</summary>
    /// <param name="permissions">The permissions that the person can clear.</param>
    /// <param name="selected">The name of the user to select; null for the first user.</param>
    /// <param name="error">The error of the previous attempt; null if there is none.</param>
    /// <param name="deviceCode">The code that a device shows; null if the person signs in on this device.</param>
    public static HtmlPage SignIn(
        LoginTenant tenant, Client client, UserDirectory users, IReadOnlyList<string> permissions, string? selected, string? error, string? deviceCode = null)
    {
        User[] listed = [.. users.GetUsers(tenant.Domain)];
        var isListed = selected is null || listed.Any(user => user.Name.Equals(selected, StringComparison.OrdinalIgnoreCase));
        var rows = listed.Select((user, index) => UserOption(
            user, isChecked: isListed && (selected is null ? index == 0 : user.Name.Equals(selected, StringComparison.OrdinalIgnoreCase))));
        // The field has no radio button. Without a script, typing a name would not select it, and the form would send another user.
        var other = users.IsOpen
            ? $"""<input type="text" name="{OtherUser}" placeholder="Another user" aria-label="Another user" value="{(isListed ? "" : HtmlPage.Encode(selected!))}">"""
            : "";
        var password = listed.Any(user => user.HasPassword) ? $"""<fieldset><legend>Password</legend><input type="password" name="{Password}" autocomplete="off" aria-label="Password"></fieldset>""" : "";
        var checkboxes = permissions.Count == 0 ? "" : $"""<fieldset><legend>Permissions</legend>{string.Concat(permissions.Select(PermissionCheckbox))}</fieldset>""";
        var (device, hidden) = deviceCode is null ? ("", "") : ($", device code: <code>{HtmlPage.Encode(deviceCode)}</code>", Hidden(UserCode, deviceCode));
        return new HtmlPage(
            "Sign in",
            $"""
            <h1>Sign in</h1><p>Application: <b>{HtmlPage.Encode(client.Name)}</b>, directory: <code>{HtmlPage.Encode(tenant.Domain)}</code>{device}</p>{ErrorMessage(error)}
            <form method="post">{hidden}<fieldset><legend>User</legend>{string.Concat(rows)}{other}</fieldset>{password}{checkboxes}
            <button class="first" name="{Decision}" value="{Accept}">Sign in</button> <button name="{Decision}" value="cancel">Cancel</button></form>
            """);
    }

    /// <summary>The page on which a person enters the code of a device.</summary>
    public static HtmlPage EnterCode(string? error) => new(
        "Enter code",
        $"""
        <h1>Enter code</h1><p>Enter the code that your device shows.</p>{ErrorMessage(error)}
        <form method="get"><input type="text" name="{UserCode}" autocomplete="off" autofocus aria-label="Code"><p></p><button class="first">Next</button></form>
        """);

    public static HtmlPage Message(string title, string text) => new(title, $"<h1>{HtmlPage.Encode(title)}</h1><p>{HtmlPage.Encode(text)}</p>");

    /// <summary>Shows an error that cannot be sent to the client, because its redirect URI is not valid.</summary>
    public static HtmlPage Error(string error) => new("Cannot sign in", $"<h1>Cannot sign in</h1>{ErrorMessage(error)}") { Status = StatusCodes.Status400BadRequest };

    /// <summary>OAuth 2.0 Form Post Response Mode. The form has the attributes that public clients of policies search for: runtime 3 [O].</summary>
    public static HtmlPage FormPost(Uri address, IEnumerable<KeyValuePair<string, string>> parameters) => new(
        "Signing in",
        $"""
        <h1>Signing in</h1><form id='auto' method='post' action='{HtmlPage.Encode(address.OriginalString)}'>{string.Concat(parameters.Select(pair => Hidden(pair.Key, pair.Value)))}
        <button class="first">Continue</button></form>
        """)
    {
        IsAutoSubmitted = true,
    };

    public static string Hidden(string name, string value) => $"""<input type="hidden" name="{HtmlPage.Encode(name)}" value="{HtmlPage.Encode(value)}">""";

    private static string UserOption(User user, bool isChecked) =>
        $"""<label><input type="radio" name="{User}" value="{HtmlPage.Encode(user.Name)}"{(isChecked ? " checked" : "")}> <span>{HtmlPage.Encode(user.DisplayName)}<br><small>{(user.DisplayName == user.Name ? "" : HtmlPage.Encode(user.Name) + "<br>")}{HtmlPage.Encode(Roles(user))}</small></span></label>""";

    private static string Roles(User user) => user.Roles.Count == 0 ? "no directory role" : string.Join(", ", user.Roles.Select(DirectoryRoles.GetName));

    private static string PermissionCheckbox(string name) =>
        $"""<label><input type="checkbox" name="{Permission}" value="{HtmlPage.Encode(name)}" checked> {HtmlPage.Encode(name)}</label>""";

    private static string ErrorMessage(string? error) => error is null ? "" : $"""<p class="error" role="alert">{HtmlPage.Encode(error)}</p>""";
}
