using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>
/// The configured users. The user <c>*</c> configures every user who is not listed. Without any configured user, there is one test user
/// for each directory role that the API requires, and every other user is a global administrator.
/// </summary>
internal sealed class UserDirectory
{
    private const string Any = "*";

    /// <summary>The sign-in page selects the first user and lists them in this order.</summary>
    private static readonly string[] BuiltInNames = ["admin", "policies", "keys", "reader", "guest"];

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
        (_options, _names) = configured.Count == 0
            ? (BuiltIn, BuiltInNames)
            : (configured, [.. configured.Keys.Where(name => name != Any).Order(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>True if users who are not listed can sign in too.</summary>
    public bool IsOpen => _options.ContainsKey(Any);

    /// <summary>The users that the sign-in page lists. A name without an at sign is a user of the tenant's own domain.</summary>
    public IEnumerable<User> GetUsers(string domain) => _names.Select(name => CreateUser(Qualify(name, domain), _options[name]));

    /// <summary>Null if no such user can sign in.</summary>
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
