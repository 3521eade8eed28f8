using System.Text;

namespace TrustFramework.MockServer.Tests.Graph;

/// <summary>300 malformed requests over a socket. Each returns a client error in Graph's format, and nothing changes.</summary>
public sealed class MalformedRequestTests(SocketServerFactory server) : IClassFixture<SocketServerFactory>
{
    private const int Requests = 300;

    private static readonly string[] Ids =
    [
        "%00", "%20", "%25", "%2F", "%2f%2F", "%2e%2e%2f", "a%0d%0ab", "%ff", "%C3%28", "%F0%9F%94%91", "''", "a'b", "('')", "('a'", "a)", "$value",
        "%7Bid%7D", new string('x', 2000), "B2C_1A_%E2%80%AE", "null", "-1", "*", "a;b=c", "a+b", "~", "%5C", "%3Cscript%3E", "B2C_1A_A%09",
    ];

    private static readonly (string Method, string Path)[] Targets =
    [
        ("PUT", "policies/{0}/$value"), ("POST", "policies"), ("POST", "keySets"), ("POST", "keySets/{0}/generateKey"),
        ("POST", "keySets/B2C_1A_A/uploadSecret"), ("POST", "keySets/B2C_1A_A/generateKey"), ("PATCH", "keySets/B2C_1A_A/keys_v2/{0}"),
        ("PATCH", "keySets/{0}/keys_v2/x"), ("GET", "policies/{0}"), ("GET", "keySets/{0}"), ("DELETE", "policies/{0}/$value"), ("GET", "{0}"),
    ];

    private static readonly string[] Types = ["application/json", "application/xml", "text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16"];

    private static readonly byte[][] Bodies =
    [
        [], [0], [0xFF, 0xFE, 0x7B, 0x00], [0xEF, 0xBB, 0xBF], [0xC3, 0x28], .. new[]
        {
            "{", "}", "[]", "[{]}", "null", "true", "0", "\"text\"", "{\"id\":}", "{\"id\":null}", "{\"id\":[]}", "{\"id\":\"\\u0000\"}", "{\"id\":\"a b\"}",
            "{\"id\":{\"id\":{}}}", "{\"keys\":[null]}", "{\"keys\":[[]],\"id\":\"a\"}", "{\"keys\":[{\"kty\":\"oct\"}],\"id\":\"a\"}", "{\"status\":\"on\"}",
            "{\"status\":{}}", "{\"status\":\"\\udfff\"}", "{\"kty\":\"RSA\",\"use\":7}", "{\"kty\":\"RSA\",\"use\":\"sig\",\"exp\":1}",
            "{\"kty\":\"RSA\",\"use\":\"sig\",\"exp\":1e400}", "{\"use\":\"sig\",\"k\":{}}", "{'id'", "''", "{'id':'\\", "{\"a\":1}{\"b\":2}", "//", "NaN",
            "<", "<a", "<a>", "</a>", "<a/>", "<?xml?>", "<?xml version='1.0' encoding='utf-16'?><a/>", "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<a b='<'/>", "<a b=1/>", "<a b='1' b='2'/>", "<a xmlns:x=''/>", "<x:a/>", "<a>&#0;</a>", "<a>\u0001</a>", "<a><![CDATA[</a>", "<!-- -- --><a/>",
            "<TrustFrameworkPolicy/>", "<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06'/>",
            "<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' PolicySchemaVersion='0.3.0.0' TenantId='other.com' PolicyId='B2C_1A_A'/>",
            "<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' PolicySchemaVersion='0.3.0.0' TenantId='contoso.onmicrosoft.com' PolicyId='B2C_1A_A'><BasePolicy/></TrustFrameworkPolicy>",
            "<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' PolicySchemaVersion='0.3.0.0' TenantId='contoso.onmicrosoft.com' PolicyId='B2C_1A_A'><BasePolicy><TenantId>x.com</TenantId><PolicyId>B2C_1A_A</PolicyId></BasePolicy></TrustFrameworkPolicy>",
            string.Concat(Enumerable.Repeat("<a>", 50_000)), new string('x', (1024 * 1024) + 1), string.Concat(Enumerable.Repeat("[", 100_000)),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public async Task Malformed_requests_return_an_error_and_change_nothing()
    {
        var client = server.NewTenant();
        await client.PutPolicyAsync("B2C_1A_A", TrustFrameworkClient.Policy("B2C_1A_A"));
        await client.NewKeyAsync("A", "RSA");
        var before = await StateAsync(client);
        var random = new Random(20261121);

        for (var i = 0; i < Requests; i++)
        {
            // Each body is used in turn; the rest is random, with a fixed seed.
            var (method, path) = Targets[random.Next(Targets.Length)];
            var id = Ids[random.Next(Ids.Length)];
            var body = Bodies[i % Bodies.Length];
            var type = Types[random.Next(Types.Length)];
            var target = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id);
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var request = Raw(client, method, target, content);

            using var httpResponse = await client.Http.SendAsync(request);
            var response = new ApiResponse(httpResponse, await httpResponse.Content.ReadAsByteArrayAsync());

            var description = $"request {i}: {method} {target[..Math.Min(80, target.Length)]} ({type}), body {i % Bodies.Length}";
            (response.Status is (>= 400 and < 500) or 501).Should().BeTrue($"{description} got {response.Status}");
            response.ShouldBeEnvelope();
        }

        (await StateAsync(client)).Should().Be(before);
    }

    // HttpClient would normalize the URL.
    private HttpRequestMessage Raw(TrustFrameworkClient client, string method, string target, HttpContent content)
    {
        var address = new Uri($"{server.Address.GetLeftPart(UriPartial.Authority)}/beta/trustFramework/{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {client.Bearer}");
        return request;
    }

    private static async Task<string> StateAsync(TrustFrameworkClient client) =>
        (await client.GetAsync("policies")).Text + (await client.GetAsync("policies/B2C_1A_A/$value")).Text + (await client.GetAsync("keySets")).Text;
}
