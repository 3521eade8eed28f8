using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Storage;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>The keys that sign tokens: one for each tenant, made when it is first asked for; or one from a file for all.</summary>
internal sealed class SigningKeyProvider(ITenantStore store, IRandomSource random, MockServerOptions options)
{
    private readonly RsaSecurityKey? _configuredKey = options.SigningKeyFile is { } file && ReadFile(file) is { } parameters ? SigningKeyRecord.Create(parameters).Key : null;

    public async ValueTask<RsaSecurityKey> GetOrCreateAsync(TenantId tenant)
    {
        if (await FindAsync(tenant) is { } known)
            return known;
        var made = SigningKeyRecord.Create(random.NewRsaKey(2048));
        var change = await store.ChangeAsync<SigningKeyRecord>(tenant, SigningKeyRecord.SingletonId, (current, _) => current ?? made);
        // Refused where there is no room for one more tenant. Who asks has looked; of two at once, one signs with a key that nobody will know.
        return change.Error is null ? change.Value.After.Key : made.Key;
    }

    /// <summary>Null when the tenant has never signed anything: a stranger's token shall not make it a key.</summary>
    public async ValueTask<RsaSecurityKey?> FindAsync(TenantId tenant) =>
        _configuredKey ?? (await store.FindAsync<SigningKeyRecord>(tenant, SigningKeyRecord.SingletonId))?.Key;

    /// <param name="tenant">A token's <c>tid</c>.</param>
    public ValueTask<RsaSecurityKey?> FindAsync(string? tenant) =>
        Guid.TryParse(tenant, out var id) ? FindAsync(new TenantId(id)) : ValueTask.FromResult(_configuredKey);

    /// <summary>The private key in a PEM file; null when there is none to be had from it.</summary>
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

/// <summary>The key of a tenant, once it has signed anything.</summary>
internal sealed record SigningKeyRecord(RsaSecurityKey Key) : ITenantRecord
{
    public const string SingletonId = "signing";

    public string Id => SingletonId;

    /// <summary>Called by its RFC 7638 thumbprint.</summary>
    public static SigningKeyRecord Create(RSAParameters parameters)
    {
        var key = new RsaSecurityKey(parameters);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKeyRecord(key);
    }
}
