using TrustFramework.MockServer.Login.Clients;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>What a person can be asked, and told.</summary>
internal static class SignInPages
{
    /// <summary>The names of the forms' fields.</summary>
    public const string User = "user";
    public const string OtherUser = "other_user";
    public const string Password = "password";
    public const string Permission = "permission";
    public const string Decision = "decision";
    public const string Accept = "accept";
    public const string UserCode = "user_code";

    /// <summary>Who, and what for. The form goes back to the address that it came from, which holds the client's request.</summary>
    /// <param name="permissions">Those that can be unticked.</param>
    /// <param name="chosen">The name to begin with; null for the first.</param>
    /// <param name="error">Why the page is shown again.</param>
    /// <param name="deviceCode">What the device shows that is to be signed in; null when it is this one.</param>
    public static HtmlPage SignIn(
        LoginTenant loginTenant, Client client, UserDirectory users, IReadOnlyList<string> permissions, string? chosen, string? error, string? deviceCode = null)
    {
        User[] known = [.. users.GetUsers(loginTenant.Domain)];
        var isListed = chosen is null || known.Any(user => user.Name.Equals(chosen, StringComparison.OrdinalIgnoreCase));
        var rows = known.Select((user, index) => UserOption(
            user, isChecked: isListed && (chosen is null ? index == 0 : user.Name.Equals(chosen, StringComparison.OrdinalIgnoreCase))));
        // No button of its own: without a script it would stay off when somebody types a name, and another would be signed in.
        var other = users.IsOpen
            ? $"""<input type="text" name="{OtherUser}" placeholder="or somebody else" aria-label="Somebody else" value="{(isListed ? "" : HtmlPage.Encode(chosen!))}">"""
            : "";
        var password = known.Any(user => user.HasPassword) ? $"""<fieldset><legend>Password</legend><input type="password" name="{Password}" autocomplete="off" aria-label="Password"></fieldset>""" : "";
        var ticks = permissions.Count == 0 ? "" : $"""<fieldset><legend>Let it have</legend>{string.Concat(permissions.Select(PermissionCheckbox))}</fieldset>""";
        var (device, hidden) = deviceCode is null ? ("", "") : ($" on the device that shows <code>{HtmlPage.Encode(deviceCode)}</code>", Hidden(UserCode, deviceCode));
        return new HtmlPage(
            "Sign in",
            $"""
            <h1>Sign in</h1><p>to <b>{HtmlPage.Encode(client.Name)}</b>{device}, in the directory <code>{HtmlPage.Encode(loginTenant.Domain)}</code></p>{ErrorMessage(error)}
            <form method="post">{hidden}<fieldset><legend>As</legend>{string.Concat(rows)}{other}</fieldset>{password}{ticks}
            <button class="first" name="{Decision}" value="{Accept}">Sign in</button> <button name="{Decision}" value="cancel">Cancel</button></form>
            """);
    }

    /// <summary>Which device.</summary>
    public static HtmlPage EnterCode(string? error) => new(
        "Enter code",
        $"""
        <h1>Enter code</h1><p>Type the code that your device shows.</p>{ErrorMessage(error)}
        <form method="get"><input type="text" name="{UserCode}" autocomplete="off" autofocus aria-label="Code"><p></p><button class="first">Next</button></form>
        """);

    public static HtmlPage Message(string title, string text) => new(title, $"<h1>{HtmlPage.Encode(title)}</h1><p>{HtmlPage.Encode(text)}</p>");

    /// <summary>What cannot be sent to the client, since nobody knows where it is.</summary>
    public static HtmlPage Error(string error) => new("Cannot sign in", $"<h1>Cannot sign in</h1>{ErrorMessage(error)}") { Status = StatusCodes.Status400BadRequest };

    /// <summary>OAuth 2.0 Form Post Response Mode.</summary>
    public static HtmlPage FormPost(Uri address, IEnumerable<KeyValuePair<string, string>> answer) => new(
        "Signing in",
        $"""
        <h1>Signing in</h1><form method="post" action="{HtmlPage.Encode(address.OriginalString)}">{string.Concat(answer.Select(pair => Hidden(pair.Key, pair.Value)))}
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
