using System.Security.Cryptography;
using System.Text;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Name">The user principal name.</param>
/// <param name="DisplayName">What the sign-in page shows.</param>
/// <param name="Roles">Template ids of directory roles: <c>wids</c>.</param>
/// <param name="Permissions">What tokens may say at most in this user's name; null for whatever the client may have.</param>
internal sealed record User(string Name, string DisplayName, IReadOnlyList<string> Roles, IReadOnlySet<string>? Permissions)
{
    private readonly byte[]? _password;

    /// <summary>Null when any password will do.</summary>
    public string? Password
    {
        init => _password = value is null ? null : Encoding.UTF8.GetBytes(value);
    }

    public bool HasPassword => _password is not null;

    public bool VerifyPassword(string password) => _password is null || CryptographicOperations.FixedTimeEquals(_password, Encoding.UTF8.GetBytes(password));
}

/// <summary>
/// The users of the settings. One called <c>*</c> stands for everybody who is not named. Without any there is a test user for each
/// role that the API asks for, and everybody else is a global administrator.
/// </summary>
internal sealed class UserDirectory
{
    private const string Any = "*";

    private static readonly Dictionary<string, UserOptions> BuiltIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["admin"] = new() { DisplayName = "Adele Admin", Roles = DirectoryRoles.GlobalAdministrator },
        ["policies"] = new() { DisplayName = "Paula Policy", Roles = DirectoryRoles.PolicyAdministrator },
        ["keys"] = new() { DisplayName = "Kim Keys", Roles = DirectoryRoles.KeysetAdministrator },
        ["reader"] = new() { DisplayName = "Rita Reader", Roles = DirectoryRoles.GlobalReader },
        ["guest"] = new() { DisplayName = "Gus Guest" },
        [Any] = new() { Roles = DirectoryRoles.GlobalAdministrator },
    };

    private readonly Dictionary<string, UserOptions> _options;
    private readonly IReadOnlyList<string> _names;

    public UserDirectory(IEnumerable<KeyValuePair<string, UserOptions>> users)
    {
        var configured = new Dictionary<string, UserOptions>(users, StringComparer.OrdinalIgnoreCase);
        _options = configured.Count == 0 ? BuiltIn : configured;
        // The built-in ones in the order of their power, as the page offers the first.
        string[] builtIn = ["admin", "policies", "keys", "reader", "guest"];
        _names = configured.Count == 0 ? builtIn : [.. configured.Keys.Where(name => name != Any).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>True when names that are not listed can sign in too.</summary>
    public bool IsOpen => _options.ContainsKey(Any);

    /// <summary>Those whom the sign-in page offers. A name without an at sign is one in every tenant's own domain.</summary>
    public IEnumerable<User> GetUsers(string domain) => _names.Select(name => CreateUser(Qualify(name, domain), _options[name]));

    /// <summary>Null when there is nobody of this name.</summary>
    public User? Find(string name, string domain)
    {
        var qualified = Qualify(name, domain);
        return GetUsers(domain).FirstOrDefault(user => string.Equals(user.Name, qualified, StringComparison.OrdinalIgnoreCase))
            ?? (_options.GetValueOrDefault(Any) is { } any ? CreateUser(qualified, any) : null);
    }

    private static string Qualify(string name, string domain) => name.Contains('@', StringComparison.Ordinal) ? name : $"{name}@{domain}";

    private static User CreateUser(string name, UserOptions options) => new(
        name,
        options.DisplayName ?? name,
        [.. DirectoryRoles.SplitNames(options.Roles ?? "").Select(DirectoryRoles.FindTemplateId).OfType<string>()],
        options.Permissions is { } permissions ? PermissionList.Parse(permissions) : null)
    {
        Password = options.Password,
    };
}
