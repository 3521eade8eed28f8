using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The keys that sign tokens: one for each tenant, created on first use, or one from a file for all tenants.</summary>
internal sealed class SigningKeyProvider(ITenantStore store, IRandomSource random, MockServerOptions options)
{
    private readonly RsaSecurityKey? _configuredKey = options.SigningKeyFile is { } file && ReadFile(file) is { } parameters ? SigningKeyRecord.Create(parameters).Key : null;

    public async ValueTask<RsaSecurityKey> GetOrCreateAsync(TenantId tenant)
    {
        if (await FindAsync(tenant) is { } existing)
            return existing;
        var created = SigningKeyRecord.Create(random.NewRsaKey(2048));
        var change = await store.ChangeAsync<SigningKeyRecord>(tenant, SigningKeyRecord.SingletonId, (current, _) => current ?? created);
        // The change fails if the server has no capacity for another tenant. Callers check that first, so only a concurrent request can cause it;
        // its token is then signed with a key that is not stored.
        return change.TryGetValue(out var stored, out _) ? stored.After.Key : created.Key;
    }

    /// <summary>Null if the tenant has never signed a token. Verifying a foreign token must not create a key.</summary>
    public async ValueTask<RsaSecurityKey?> FindAsync(TenantId tenant) =>
        _configuredKey ?? (await store.FindAsync<SigningKeyRecord>(tenant, SigningKeyRecord.SingletonId))?.Key;

    /// <param name="tenant">The <c>tid</c> of a token.</param>
    public ValueTask<RsaSecurityKey?> FindAsync(string? tenant) =>
        Guid.TryParse(tenant, out var id) ? FindAsync(new TenantId(id)) : ValueTask.FromResult(_configuredKey);

    /// <summary>Reads the private key from a PEM file. Null if the file has no readable RSA key.</summary>
    public static RSAParameters? ReadFile(string file)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(file));
            return rsa.ExportParameters(includePrivateParameters: true);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            return null;
        }
    }
}
