using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.Login.Tokens;

namespace TrustFramework.MockServer.Login.Clients;

/// <summary>An application that may ask for tokens.</summary>
/// <param name="Id">The client id, as it was asked for.</param>
/// <param name="Name">The display name.</param>
/// <param name="Permissions">What it may have at most; null for whatever it asks for.</param>
internal sealed record Client(string Id, string Name, IReadOnlySet<string>? Permissions)
{
    /// <summary>What an open client gets where the request names nothing: all permissions of the API.</summary>
    public static readonly IReadOnlySet<string> AllPermissions = FrozenSet.ToFrozenSet(
        ["Policy.Read.All", "Policy.ReadWrite.TrustFramework", "TrustFrameworkKeySet.Read.All", "TrustFrameworkKeySet.ReadWrite.All"], StringComparer.Ordinal);

    private readonly byte[]? _secret;

    /// <summary>Null when any secret will do.</summary>
    public string? Secret
    {
        init => _secret = value is null ? null : Encoding.UTF8.GetBytes(value);
    }

    /// <summary>The public key of its assertions, named by both thumbprints; null when it has none.</summary>
    public ClientCertificate? Certificate { get; init; }

    /// <summary>The <c>sub</c> of another issuer's token that it may present instead of a secret; null for none.</summary>
    public string? FederatedSubject { get; init; }

    /// <summary>Where codes may be sent; empty for anywhere.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>True when it must prove who it is in every grant.</summary>
    public bool IsConfidential => _secret is not null || Certificate is not null || FederatedSubject is not null;

    public IReadOnlySet<string> ApplicationPermissions => Permissions ?? AllPermissions;

    public bool VerifySecret(string secret) =>
        !IsConfidential || (_secret is not null && CryptographicOperations.FixedTimeEquals(_secret, Encoding.UTF8.GetBytes(secret)));

    /// <summary>A loopback address may have any port: RFC 8252 7.3.</summary>
    public bool IsAllowedRedirectUri(Uri redirect) => RedirectUris.Count == 0 || RedirectUris.Any(registered =>
        registered == redirect.OriginalString
        || (redirect.IsLoopback && Uri.TryCreate(registered, UriKind.Absolute, out var known) && known.IsLoopback
            && known.Scheme == redirect.Scheme && known.AbsolutePath == redirect.AbsolutePath));
}

/// <summary>A certificate that is registered for a client.</summary>
/// <param name="Key">Its public part.</param>
/// <param name="Thumbprints">SHA-1 and SHA-256 in base64url: what <c>x5t</c> and <c>x5t#S256</c> say.</param>
internal sealed record ClientCertificate(RsaSecurityKey Key, IReadOnlyList<string> Thumbprints)
{
    /// <summary>The certificate in a PEM or DER file; null when there is none with an RSA key to be had from it.</summary>
    public static ClientCertificate? ReadFile(string file)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            using var key = certificate.GetRSAPublicKey();
            return key is null ? null : new ClientCertificate(
                new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)),
                [
                    Base64UrlEncoder.Encode(certificate.GetCertHash()),
                    Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)),
                ]);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>The clients of the settings. One called <c>*</c> stands for every client that is not named; without any, all clients may have everything.</summary>
internal sealed class ClientDirectory
{
    public const string Any = "*";

    private readonly Dictionary<string, Client> _clients;

    public ClientDirectory(IEnumerable<KeyValuePair<string, ClientOptions>> clients)
    {
        _clients = clients.ToDictionary(client => client.Key, client => CreateClient(client.Key, client.Value), StringComparer.OrdinalIgnoreCase);
        Registered = [.. _clients.Values.Where(client => client.Id != Any).OrderBy(client => client.Id, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Those that the settings name, by id.</summary>
    public IReadOnlyList<Client> Registered { get; }

    /// <summary>Null when nobody has registered it.</summary>
    public Client? Find(string id) =>
        id != Any && _clients.TryGetValue(id, out var named) ? named
        : _clients.TryGetValue(Any, out var any) ? any with { Id = id, Name = any.Name == Any ? id : any.Name }
        : _clients.Count == 0 ? CreateClient(id, new ClientOptions())
        : null;

    private static Client CreateClient(string id, ClientOptions options) =>
        new(id, options.DisplayName ?? id, options.Permissions is { } names ? PermissionList.Parse(names) : null)
        {
            Secret = options.Secret,
            // Without its certificate the client would be open: the settings were checked, and a file that has gone since is a bug.
            Certificate = options.Certificate is { } file ? ClientCertificate.ReadFile(file) ?? throw new InvalidOperationException($"'{file}' has no certificate.") : null,
            FederatedSubject = options.FederatedSubject,
            RedirectUris = [.. options.RedirectUris],
        };
}
