using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>A user who can sign in.</summary>
/// <param name="Name">The user principal name.</param>
/// <param name="Roles">Template ids of directory roles: <c>wids</c>.</param>
/// <param name="Permissions">The permissions that the user can consent to; null for all that the client can have.</param>
internal sealed record User(string Name, string DisplayName, IReadOnlyList<string> Roles, IReadOnlySet<string>? Permissions)
{
    private readonly byte[]? _password;

    /// <summary>Null if any password is accepted.</summary>
    public string? Password
    {
        init => _password = value is null ? null : Encoding.UTF8.GetBytes(value);
    }

    public bool HasPassword => _password is not null;

    public bool VerifyPassword(string password) => _password is null || CryptographicOperations.FixedTimeEquals(_password, Encoding.UTF8.GetBytes(password));
}
