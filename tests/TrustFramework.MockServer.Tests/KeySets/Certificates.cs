using System.Text.Json;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>The files of the folder Certificates. Its make.sh creates them with openssl.</summary>
public static class Certificates
{
    public const string Password = "pass phrase";

    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "TrustFramework.MockServer.Tests", "KeySets", "Certificates");

    private static readonly JsonDocument ExpectedValues = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static string Base64(string file) => Convert.ToBase64String(Bytes(file));

    public static string Pem(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.pem"));

    /// <summary>Base64 DER of a certificate that is stored as PEM only.</summary>
    public static string DerOf(string name) => string.Concat(Pem(name).Split('\n').Where(line => !line.StartsWith('-')));

    /// <summary>The properties of a key according to openssl: n, kid, x5t, nbf, exp.</summary>
    public static JsonElement Expected(string name) => ExpectedValues.RootElement.GetProperty(name);
}
