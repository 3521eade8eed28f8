using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>An application that can request tokens.</summary>
/// <param name="Id">The client id, as the request writes it.</param>
/// <param name="Name">The display name.</param>
/// <param name="Permissions">The permissions that the client can have; null for any.</param>
internal sealed record Client(string Id, string Name, IReadOnlySet<string>? Permissions)
{
    /// <summary>The permissions of a client without configured ones, if its request names none.</summary>
    public static readonly IReadOnlySet<string> AllPermissions = PermissionNames.All.ToFrozenSet(StringComparer.Ordinal);

    private readonly byte[]? _secret;

    /// <summary>Null if any secret is accepted.</summary>
    public string? Secret
    {
        init => _secret = value is null ? null : Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The certificate that verifies the client's assertions; null if it has none.</summary>
    public ClientCertificate? Certificate { get; init; }

    /// <summary>The <c>sub</c> of another issuer's token that the client can present instead of a secret; null if it has none.</summary>
    public string? FederatedSubject { get; init; }

    /// <summary>The redirect URIs that codes can be sent to; empty for any.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>True if the client must authenticate in every grant.</summary>
    public bool IsConfidential => _secret is not null || Certificate is not null || FederatedSubject is not null;

    public IReadOnlySet<string> ApplicationPermissions => Permissions ?? AllPermissions;

    public bool VerifySecret(string secret) =>
        !IsConfidential || (_secret is not null && CryptographicOperations.FixedTimeEquals(_secret, Encoding.UTF8.GetBytes(secret)));

    /// <summary>A loopback address can have any port: RFC 8252 7.3.</summary>
    public bool IsAllowedRedirectUri(Uri redirect) => RedirectUris.Count == 0 || RedirectUris.Any(registered =>
        registered == redirect.OriginalString
        || (redirect.IsLoopback && Uri.TryCreate(registered, UriKind.Absolute, out var address) && address.IsLoopback
            && address.Scheme == redirect.Scheme && address.AbsolutePath == redirect.AbsolutePath));
}
