using System.Security.Cryptography;
using System.Text;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>Ids of users and applications in a tenant's directory. The same name always has the same id, so that a token can be made again.</summary>
internal static class ObjectIds
{
    public static string OfUser(TenantId tenant, string name) => Make("user", tenant, name);

    /// <summary>Of the service principal, not of the application: conventions 6.</summary>
    public static string OfApplication(TenantId tenant, string clientId) => Make("application", tenant, clientId);

    /// <summary>Who this is to one application: another application sees another. In base64url, 43 characters.</summary>
    public static string Pairwise(TenantId tenant, string user, string clientId) =>
        Convert.ToBase64String(Hash("subject", tenant, $"{user} {clientId}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Make(string kind, TenantId tenant, string name)
    {
        var hash = Hash(kind, tenant, name);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562: version 8, custom
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80); // and its variant
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }

    private static byte[] Hash(string kind, TenantId tenant, string name) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {tenant} {name.ToLowerInvariant()}"));
}
