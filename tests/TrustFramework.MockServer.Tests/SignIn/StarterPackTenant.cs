using System.Text.Json;
using TrustFramework.MockServer.Tests.Control;
using TrustFramework.MockServer.Tests.Policies;

namespace TrustFramework.MockServer.Tests.SignIn;

/// <summary>Puts a part of the starter pack into a tenant, with keys and the user jane@example.com.</summary>
internal static class StarterPackTenant
{
    public const string Password = "P@ssword!1";

    private const string User = $$"""
        { "id": "33333333-0000-4000-8000-000000000001", "displayName": "Jane Doe", "givenName": "Jane", "surname": "Doe", "passwordProfile": { "password": "{{Password}}" }, "passwordPolicies": "DisablePasswordExpiration",
          "identities": [{ "signInType": "emailAddress", "issuer": "yourtenant.onmicrosoft.com", "issuerAssignedId": "jane@example.com" }] }
        """;

    /// <param name="edit">Changes the policies.</param>
    public static async Task SeedAsync(ControlClient control, string folder, Func<string, string>? edit = null)
    {
        // Some scenarios extend the standard policies.
        var files = StarterPack.Files(folder)
            .UnionBy(StarterPack.Files("SocialAndLocalAccounts").Where(file => file.Name.StartsWith("TrustFramework", StringComparison.Ordinal)), file => file.Id, StringComparer.OrdinalIgnoreCase);
        var policies = files.Select(file => System.Text.Encoding.UTF8.GetString(file.Bytes).TrimStart('\uFEFF')).Select(xml => edit?.Invoke(xml) ?? xml)
            .Select(xml => $$"""{ "content": {{JsonSerializer.Serialize(xml)}} }""");
        var seeded = await control.PutAsync("seed", $$"""
            { "policies": [{{string.Join(',', policies)}}], "users": [{{User}}],
              "keySets": [{ "id": "TokenSigningKeyContainer", "keys": [{ "kty": "RSA", "use": "sig" }] }, { "id": "TokenEncryptionKeyContainer", "keys": [{ "kty": "RSA", "use": "enc" }] }] }
            """);
        seeded.Status.Should().Be(200, seeded.Text);
    }
}

/// <summary>A server that stores policies without validating them.</summary>
public sealed class UnvalidatedServer : MockServerFactory
{
    public UnvalidatedServer() => And("MockServer:Validation", "off");
}
