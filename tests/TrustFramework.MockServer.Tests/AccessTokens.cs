using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrustFramework.MockServer.Tests;

/// <summary>Creates access tokens without a library, so that any part can be invalid.</summary>
public static class AccessTokens
{
    public const string PolicyRead = "Policy.Read.All";
    public const string PolicyWrite = "Policy.ReadWrite.TrustFramework";
    public const string KeyRead = "TrustFrameworkKeySet.Read.All";
    public const string KeyWrite = "TrustFrameworkKeySet.ReadWrite.All";
    public const string UserRead = "User.Read.All";
    public const string UserWrite = "User.ReadWrite.All";
    public const string ApplicationWrite = "Application.ReadWrite.All";
    public const string DirectoryRead = "Directory.Read.All";
    public const string DirectoryWrite = "Directory.ReadWrite.All";

    /// <summary>All claims of a good application token of a tenant at the factory's time.</summary>
    public static Dictionary<string, object?> Application(Guid tenant, params string[] roles) => new(StringComparer.Ordinal)
    {
        ["aud"] = "https://graph.microsoft.com",
        ["iss"] = $"https://sts.windows.net/{tenant}/",
        ["tid"] = tenant.ToString(),
        ["nbf"] = 1793534400, // 2026-11-01T12:00:00Z
        ["exp"] = 1793538000,
        ["appid"] = "test-client",
        ["idtyp"] = "app",
        ["roles"] = roles,
    };

    public static Dictionary<string, object?> Delegated(Guid tenant, params string[] scopes)
    {
        var claims = Application(tenant);
        claims.Remove("roles");
        claims["idtyp"] = "user";
        claims["scp"] = string.Join(' ', scopes);
        return claims;
    }

    public static string Unsigned(Dictionary<string, object?> claims) =>
        $"{Part(new { alg = "none", typ = "JWT" })}.{Part(claims)}.";

    public static string Signed(Dictionary<string, object?> claims, RSA key)
    {
        var content = $"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(claims)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
