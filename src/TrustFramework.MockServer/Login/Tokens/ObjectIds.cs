using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Ids of users and applications in a tenant's directory. They are derived from the name, so they are the same in each token.</summary>
internal static class ObjectIds
{
    public static string ForUser(TenantId tenant, string name) => DeterministicGuid.Create(FormatSeed("user", tenant, name)).ToString("D");

    /// <summary>The id of the service principal, not of the application: conventions 6.</summary>
    public static string ForServicePrincipal(TenantId tenant, string clientId) => DeterministicGuid.Create(FormatSeed("service principal", tenant, clientId)).ToString("D");

    /// <summary>The user's id for one application; it differs for each application. 43 characters of base64url.</summary>
    public static string ForPairwiseSubject(TenantId tenant, string user, string clientId) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(FormatSeed("subject", tenant, $"{user} {clientId}"))));

    private static string FormatSeed(string kind, TenantId tenant, string name) => $"{kind} {tenant} {name.ToLowerInvariant()}";
}
