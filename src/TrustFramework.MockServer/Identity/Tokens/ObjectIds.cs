using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using TrustFramework.Tenants;

namespace TrustFramework.MockServer.Identity.Tokens;

/// <summary>Ids of users and applications in a tenant's directory. The same name always has the same id, so that a token can be made again.</summary>
internal static class ObjectIds
{
    public static string OfUser(TenantId tenant, string name) => DerivedId.Of(Text("user", tenant, name)).ToString("D");

    /// <summary>Of the service principal, not of the application: conventions 6.</summary>
    public static string OfApplication(TenantId tenant, string clientId) => DerivedId.Of(Text("service principal", tenant, clientId)).ToString("D");

    /// <summary>Who this is to one application: another application sees another. In base64url, 43 characters.</summary>
    public static string Pairwise(TenantId tenant, string user, string clientId) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(Text("subject", tenant, $"{user} {clientId}"))));

    private static string Text(string kind, TenantId tenant, string name) => $"{kind} {tenant} {name.ToLowerInvariant()}";
}
