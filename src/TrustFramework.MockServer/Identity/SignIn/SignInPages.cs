using TrustFramework.MockServer.Identity.Clients;

namespace TrustFramework.MockServer.Identity.SignIn;

/// <summary>What a person can be asked, and told.</summary>
internal static class SignInPages
{
    /// <summary>The names of the forms' fields.</summary>
    public const string User = "user";
    public const string Other = "other_user";
    public const string Password = "password";
    public const string Permission = "permission";
    public const string Decision = "decision";
    public const string Accept = "accept";
    public const string Code = "user_code";

    /// <summary>Who, and what for. The form goes back to the address that it came from, which holds the client's request.</summary>
    /// <param name="permissions">Those that can be unticked.</param>
    /// <param name="chosen">The name to begin with; null for the first.</param>
    /// <param name="error">Why the page is shown again.</param>
    /// <param name="deviceCode">What the device shows that is to be signed in; null when it is this one.</param>
    public static Page SignIn(
        LoginTenant home, Client client, UserDirectory users, IReadOnlyList<string> permissions, string? chosen, string? error, string? deviceCode = null)
    {
        User[] known = [.. users.In(home.Domain)];
        var isListed = chosen is null || known.Any(user => user.Name.Equals(chosen, StringComparison.OrdinalIgnoreCase));
        var rows = known.Select((user, index) => Row(
            user, isChecked: isListed && (chosen is null ? index == 0 : user.Name.Equals(chosen, StringComparison.OrdinalIgnoreCase))));
        // No button of its own: without a script it would stay off when somebody types a name, and another would be signed in.
        var other = users.IsOpen
            ? $"""<input type="text" name="{Other}" placeholder="or somebody else" aria-label="Somebody else" value="{(isListed ? "" : Page.Encode(chosen!))}">"""
            : "";
        var password = known.Any(user => user.HasPassword) ? $"""<fieldset><legend>Password</legend><input type="password" name="{Password}" autocomplete="off" aria-label="Password"></fieldset>""" : "";
        var ticks = permissions.Count == 0 ? "" : $"""<fieldset><legend>Let it have</legend>{string.Concat(permissions.Select(Tick))}</fieldset>""";
        var (device, hidden) = deviceCode is null ? ("", "") : ($" on the device that shows <code>{Page.Encode(deviceCode)}</code>", Hidden(Code, deviceCode));
        return new Page(
            "Sign in",
            $"""
            <h1>Sign in</h1><p>to <b>{Page.Encode(client.Name)}</b>{device}, in the directory <code>{Page.Encode(home.Domain)}</code></p>{Problem(error)}
            <form method="post">{hidden}<fieldset><legend>As</legend>{string.Concat(rows)}{other}</fieldset>{password}{ticks}
            <button class="first" name="{Decision}" value="{Accept}">Sign in</button> <button name="{Decision}" value="cancel">Cancel</button></form>
            """);
    }

    /// <summary>Which device.</summary>
    public static Page AskForCode(string? error) => new(
        "Enter code",
        $"""
        <h1>Enter code</h1><p>Type the code that your device shows.</p>{Problem(error)}
        <form method="get"><input type="text" name="{Code}" autocomplete="off" autofocus aria-label="Code"><p></p><button class="first">Next</button></form>
        """);

    public static Page Tell(string title, string text) => new(title, $"<h1>{Page.Encode(title)}</h1><p>{Page.Encode(text)}</p>");

    /// <summary>What cannot be sent to the client, since nobody knows where it is.</summary>
    public static Page Fault(string error) => new("Cannot sign in", $"<h1>Cannot sign in</h1>{Problem(error)}") { Status = StatusCodes.Status400BadRequest };

    /// <summary>OAuth 2.0 Form Post Response Mode.</summary>
    public static Page FormPost(Uri address, IEnumerable<KeyValuePair<string, string>> answer) => new(
        "Signing in",
        $"""
        <h1>Signing in</h1><form method="post" action="{Page.Encode(address.OriginalString)}">{string.Concat(answer.Select(pair => Hidden(pair.Key, pair.Value)))}
        <button class="first">Continue</button></form>
        """)
    {
        SubmitsItself = true,
    };

    public static string Hidden(string name, string value) => $"""<input type="hidden" name="{Page.Encode(name)}" value="{Page.Encode(value)}">""";

    private static string Row(User user, bool isChecked) =>
        $"""<label><input type="radio" name="{User}" value="{Page.Encode(user.Name)}"{(isChecked ? " checked" : "")}> <span>{Page.Encode(user.DisplayName)}<br><small>{(user.DisplayName == user.Name ? "" : Page.Encode(user.Name) + "<br>")}{Page.Encode(Roles(user))}</small></span></label>""";

    private static string Roles(User user) => user.Roles.Count == 0 ? "no directory role" : string.Join(", ", user.Roles.Select(DirectoryRoles.Name));

    private static string Tick(string name) =>
        $"""<label><input type="checkbox" name="{Permission}" value="{Page.Encode(name)}" checked> {Page.Encode(name)}</label>""";

    private static string Problem(string? error) => error is null ? "" : $"""<p class="error" role="alert">{Page.Encode(error)}</p>""";
}
