using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.KeySets;

namespace TrustFramework.MockServer.SignIn.Tokens;

/// <summary>The keys of a policy's token issuer. They are read from the tenant for each request, so that changes by Graph apply at once.</summary>
internal sealed class PolicyKeys
{
    private const int RefreshKeyLength = 64; // A256CBC-HS512

    /// <summary>Caches what the library creates for a key. Its own cache keeps too many keys: see SigningKeyRecord.</summary>
    private readonly CryptoProviderFactory _providers = new(new InMemoryCryptoProviderCache(new CryptoProviderCacheOptions { SizeLimit = 100 }));

    /// <summary>All enabled RSA keys, oldest first.</summary>
    public static async ValueTask<Result<IReadOnlyList<(Key Key, KeyMaterial.Rsa Rsa)>, PolicyError>> ListPublicKeysAsync(SignInTenant tenant)
    {
        var id = tenant.RelyingParty.Issuer.SigningKeySetId;
        if (!(await tenant.Tenant.KeySets.FindAsync(id)).TryGetValue(out var set, out _))
            return Missing(tenant, id);
        (Key, KeyMaterial.Rsa)[] keys = [.. set.Keys.Where(key => key.Status == KeyStatus.Enabled).Select(key => (key, key.Material as KeyMaterial.Rsa)).OfType<(Key, KeyMaterial.Rsa)>()];
        return keys.Length > 0 ? keys : Unusable(tenant, id, NoKey(id, "no enabled RSA key"));
    }

    public async ValueTask<Result<SigningCredentials, PolicyError>> GetSigningCredentialsAsync(SignInTenant tenant)
    {
        var id = tenant.RelyingParty.Issuer.SigningKeySetId;
        if (!(await GetActiveKeyAsync(tenant, id)).TryGetValue(out var key, out var error))
            return error;
        return key.Material is KeyMaterial.Rsa { Parameters: { D: not null } parameters }
            ? new SigningCredentials(CreateKey(key, parameters), SecurityAlgorithms.RsaSha256)
            : Unusable(tenant, id, ("The active key is not an RSA key with a private part", $"POST /beta/trustFramework/keySets/{id}/generateKey with kty RSA and use sig adds one."));
    }

    /// <summary>The public key that a token names, if it is enabled; null otherwise.</summary>
    public async ValueTask<SecurityKey?> FindVerificationKeyAsync(SignInTenant tenant, string keyId) =>
        (await ListPublicKeysAsync(tenant)).TryGetValue(out var keys, out _) && keys.FirstOrDefault(key => key.Key.KeyId == keyId) is { Key: { } found, Rsa: { } rsa }
            ? CreateKey(found, new RSAParameters { Modulus = rsa.Parameters.Modulus, Exponent = rsa.Parameters.Exponent })
            : null;

    /// <summary>The key that encrypts new refresh tokens, derived from the active key of the policy's key set.</summary>
    public static async ValueTask<Result<SymmetricSecurityKey, PolicyError>> GetRefreshKeyAsync(SignInTenant tenant)
    {
        var issuer = tenant.RelyingParty.Issuer;
        if (issuer.RefreshTokenKeySetId is not { } id)
            return PolicyErrorCatalog.KeyReferenceMissing.With(issuer.Id, tenant.RelyingParty.Policy.PolicyId, tenant.Domain, "issuer_refresh_token_key");
        return (await GetActiveKeyAsync(tenant, id)).Map(key => DeriveRefreshKey(tenant, key));
    }

    /// <summary>The key of a refresh token; null if the tenant has no such key or it is disabled.</summary>
    public static async ValueTask<SymmetricSecurityKey?> FindRefreshKeyAsync(SignInTenant tenant, string keyId) =>
        tenant.RelyingParty.Issuer.RefreshTokenKeySetId is { } id && (await tenant.Tenant.KeySets.FindAsync(id)).TryGetValue(out var set, out _)
        && set.Find(keyId) is { Status: KeyStatus.Enabled } key
            ? DeriveRefreshKey(tenant, key)
            : null;

    private static async ValueTask<Result<Key, PolicyError>> GetActiveKeyAsync(SignInTenant tenant, string id)
    {
        if (!(await tenant.Tenant.KeySets.FindAsync(id)).TryGetValue(out var set, out _))
            return Missing(tenant, id);
        if (set.GetActiveKey(tenant.Now, tenant.Tenant.Id).TryGetValue(out var key, out var refusal))
            return key;
        return Unusable(tenant, id, ((Refusal.NoActiveKey)refusal).Reason switch
        {
            NoActiveKeyReason.AllDisabled => ("All keys are disabled", $"PATCH /beta/trustFramework/keySets/{id}/keys_v2/{{kid}} with status enabled enables one."),
            NoActiveKeyReason.OutsideValidity => ("No key is valid at this time", $"POST /beta/trustFramework/keySets/{id}/generateKey adds a key, or move the tenant's clock."),
            _ => NoKey(id, "no key"),
        });
    }

    private RsaSecurityKey CreateKey(Key key, RSAParameters parameters) => new(parameters) { KeyId = key.KeyId, CryptoProviderFactory = _providers };

    /// <summary>
    /// Refresh tokens are encrypted with a secret that only the server has. The public part of the RSA key does not suffice: everyone who reads it could
    /// create refresh tokens.
    /// </summary>
    private static SymmetricSecurityKey DeriveRefreshKey(SignInTenant tenant, Key key)
    {
        var secret = key.Material switch
        {
            KeyMaterial.Oct oct => oct.Secret.ToArray(),
            KeyMaterial.Rsa rsa => rsa.Parameters.D ?? [],
            _ => throw new InvalidOperationException("The key has no known type."),
        };
        return new SymmetricSecurityKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, RefreshKeyLength, salt: tenant.Tenant.Id.Value.ToByteArray(), info: "refresh token"u8.ToArray())) { KeyId = key.KeyId };
    }

    private static PolicyError Missing(SignInTenant tenant, string id) => Unusable(tenant, id, NoKey(id, "no key set"));

    private static (string Reason, string Hint) NoKey(string id, string what) => (
        $"There is {what}",
        $"POST /beta/trustFramework/keySets with id {id} creates the key set if it is missing, POST /beta/trustFramework/keySets/{id}/generateKey adds a key.");

    private static PolicyError Unusable(SignInTenant tenant, string id, (string Reason, string Hint) reason) =>
        PolicyErrorCatalog.KeyUnusable.With(id, tenant.Domain, reason.Reason) with { Hint = reason.Hint };
}
