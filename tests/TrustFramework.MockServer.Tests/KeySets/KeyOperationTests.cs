using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Tests.KeySets;

/// <summary>Runs each row of <see cref="KeyOperationTable"/> in its own tenant.</summary>
public sealed partial class KeyOperationTests : IClassFixture<MockServerFactory>
{
    // A public key of B2C: graph-surface 7.3.
    private const string Modulus =
        "tVKUtcx_n9rt5afY_2WFNvU6PlFMggCatsZ3l4RjKxH0jgdLq6CScb0P3ZGXYbPzXvmmLiWZizpb-h0qup5jznOvOr-Dhw9908584BSgC83YacjWNqEK3urxhyE2jWjwRm2N95WGgb5mzE5XmZIvkvyXnn7X8dvgFPF5QwIngGsDG8LyHuJWlaDhr_EPLMW4wHvH0zZCuRMARIJmmqiMy3VD4ftq4nS5s8vJL0pVSrkuNojtokp84AtkADCDU_BUhrc2sIgfnvZ03koCQRoZmWiHu86SuJZYkDFstVTVSR0hiXudFlfQ2rOhPlpObmku68lXw-7V-P7jwrQRFfQVXw";
    private const string KeyId = "X5eXk4xyojNFum1kl2Ytv8dlNP4-c57dO6QGTVBwaNk";

    private readonly TrustFrameworkClient _client;

    public KeyOperationTests(MockServerFactory server)
    {
        server.Clock.Now = new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
        _client = server.NewTenantWithNonExpiringToken();
    }

    public static TheoryData<KeyOperationCase> Cases() => [.. KeyOperationTable.All()];

    [Theory]
    [MemberData(nameof(Cases))]
    [Covers("K1", "K2", "K3", "K4", "K4b", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "V1", "V2", "V3", "V4", "V6")]
    [Covers("KeySetNotFound", "KeySetNotCreated", "KeySetExists", "KeyNotFound", "KeyExists", "KeyTypeMissing", "KeyTypeUnknown", "KeyTypesMixed")]
    [Covers("KeyUseUnknown", "KeyUsesMixed", "KeyIdGiven", "SecretNotBase64Url", "RsaKeyIncomplete", "RsaKeyTooShort", "KeyUnreadable", "ExpiryPast")]
    [Covers("KeyBadlyFormatted", "CertificateInvalid", "PasswordMissing", "PasswordWrong", "NoActiveKey", "ParameterMissing", "ParameterWrong")]
    [Covers("PropertyReadOnly")]
    public async Task Each_operation_responds_as_the_table_specifies_and_a_refusal_changes_nothing(KeyOperationCase row)
    {
        var kid = await PrepareAsync();
        var before = await StateAsync();
        var (method, path) = (row.Request.Split(' ')[0], FillPlaceholders(row.Request.Split(' ')[1], kid));
        using var body = row.Body.Length == 0 ? null : TrustFrameworkClient.Json(FillPlaceholders(row.Body, kid));

        var response = await _client.SendAsync(new HttpMethod(method), path, body);

        if (row.Refusal.Length == 0)
        {
            response.Status.Should().Be(row.Status, response.Text);
            return;
        }

        response.ShouldBeError(row.Status, row.Code, FillPlaceholders(row.Message, kid));
        (await StateAsync()).Should().Be(before);
    }

    /// <summary>Except for the limits, which <see cref="KeySetLimitTests"/> covers.</summary>
    [Fact]
    public void The_table_covers_exactly_the_documented_operations_and_refusals() =>
        KeyOperationTable.All().Select(row => (row.Operation, row.Refusal)).Distinct().Should().BeEquivalentTo(KeyOperationTable.Documented().Distinct()
            .Where(pair => !pair.Refusal.StartsWith("TooMany", StringComparison.Ordinal)));

    /// <summary>Creates the sets and returns the id of the key in the set <c>oct</c>.</summary>
    private async Task<string> PrepareAsync()
    {
        await _client.PostAsync("keySets", $$"""{"id":"rsa","keys":[{"kty":"RSA","use":"sig","e":"AQAB","n":"{{Modulus}}"}]}""");
        await _client.PostAsync("keySets", $$"""{"id":"twin","keys":[{"kty":"RSA","use":"sig","e":"AQAB","n":"{{Certificates.Expected("rsa2048").GetProperty("n")}}"}]}""");
        await _client.PostAsync("keySets", $$"""{"id":"enc","keys":[{"kty":"RSA","use":"enc","e":"AQAB","n":"{{Modulus}}"}]}""");
        await _client.PostAsync("keySets", """{"id":"empty"}""");
        return await _client.NewKeyAsync("oct");
    }

    private async Task<string> StateAsync() => (await _client.GetAsync("keySets")).Text;

    private string FillPlaceholders(string text, string kid) => Placeholder().Replace(text, placeholder => placeholder.Value switch
    {
        "{n1}" => Modulus,
        "{n2}" => Certificates.Expected("rsa2048").GetProperty("n").GetString()!,
        "{kid1}" => KeyId,
        "{kid2}" => Certificates.Expected("rsa2048").GetProperty("kid").GetString()!,
        "{kid}" => kid,
        "{tenant}" => _client.Tenant.ToString(),
        "{end of brief}" => ExpiryOf("brief.pem"),
        ['{', 'd', 'e', 'r', ':', .. var name, '}'] => Certificates.DerOf(name),
        ['{', 'p', 'f', 'x', ':', .. var name, '}'] => Certificates.Base64($"{name}.pfx"),
        _ => throw new InvalidOperationException(placeholder.Value),
    });

    private static string ExpiryOf(string file)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(Certificates.Bytes(file));
        return certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{[a-z0-9]+( of [a-z]+|:[a-z0-9-]+)?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
