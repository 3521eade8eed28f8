using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.Tests.Login;

/// <summary>A token that Microsoft issued is rejected in every mode and at every address. No part of it is logged or returned.</summary>
public sealed class ProductionTokenGuardTests(MockServerFactory server, StrictServerFactory strict) : IClassFixture<MockServerFactory>, IClassFixture<StrictServerFactory>
{
    private const string ErrorMessage =
        "This access token was issued by Microsoft for the real service, and this is TrustFramework.MockServer, which takes no such token. "
        + "It was neither used nor stored nor logged. Sign in at this server, or send the request to the real service.";

    private static readonly Guid Tenant = Guid.NewGuid();

    [Theory]
    [InlineData("off")]
    [InlineData("stub")]
    [InlineData("strict")]
    [Covers("TokenFromMicrosoft")]
    public async Task Every_mode_returns_401_with_the_challenge(string mode)
    {
        await using var own = MockServerFactory.With("MockServer:Auth", mode);

        var response = await GetAsync(own, CreateProductionToken());

        response.ShouldBeError(401, "InvalidAuthenticationToken", ErrorMessage);
        response.Header("WWW-Authenticate").Should().StartWith("Bearer realm=\"\"");
    }

    [Theory]
    [InlineData("https://sts.windows.net/{0}/")]
    [InlineData("https://STS.windows.net/{0}/")]
    [InlineData("https://login.microsoftonline.com/{0}/v2.0")]
    [InlineData("https://login.microsoftonline.us/{0}/v2.0")]
    [InlineData("https://login.partner.microsoftonline.cn/{0}/v2.0")]
    [InlineData("https://sts.chinacloudapi.cn/{0}/")]
    public async Task The_issuers_of_every_cloud_are_recognized(string issuer) =>
        (await GetAsync(server, CreateProductionToken(issuer: string.Format(null, CompositeFormat.Parse(issuer), Tenant)))).Message.Should().Be(ErrorMessage);

    [Theory]
    [InlineData("Bearer", "/beta/trustFramework/policies")]
    [InlineData("bearer", "/BETA/TRUSTFRAMEWORK/KEYSETS/")]
    [InlineData("BEARER ", "/beta/trustFramework/keySets('x')/getActiveKey()")]
    [InlineData("Bearer", "/v1.0/nothing")]
    [InlineData("Bearer", "/nothing")]
    public async Task It_is_rejected_at_every_address_and_for_every_spelling_of_Bearer(string scheme, string path)
    {
        var response = await GetAsync(server, CreateProductionToken(), path, request =>
        {
            request.Headers.Host = "GRAPH.Microsoft.COM";
            request.Headers.Authorization = null;
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {CreateProductionToken()}");
        });

        response.ShouldBeError(401, "InvalidAuthenticationToken", ErrorMessage);
    }

    [Fact]
    public async Task A_write_is_rejected_like_a_read()
    {
        using var body = TrustFrameworkClient.Json("""{"id":"a"}""");
        var response = await new TrustFrameworkClient(server.CreateClient(), Tenant) { Bearer = CreateProductionToken() }.SendAsync(HttpMethod.Post, "keySets", body);

        response.Message.Should().Be(ErrorMessage);
        (await new TrustFrameworkClient(server.CreateClient(), Tenant).GetAsync("keySets/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task An_expired_token_or_one_for_another_audience_gets_the_same_error() =>
        (await GetAsync(server, CreateProductionToken(with: claims => (claims["exp"], claims["aud"]) = (1, "https://graph.windows.net")))).Message.Should().Be(ErrorMessage);

    [Theory]
    [InlineData("x5t", null)]
    [InlineData("nonce", null)]
    [InlineData("nonce", "")]
    [InlineData("alg", null)]
    [InlineData("alg", "none")]
    [InlineData("alg", "PS256")]
    [InlineData("alg", "rs256")]
    [InlineData("nonce", true)]
    public async Task A_token_without_one_of_the_characteristics_is_handled_like_any_other(string member, object? value)
    {
        var header = Header();
        header[member] = value;
        if (value is null)
            header.Remove(member);

        (await GetAsync(server, CreateProductionToken(header))).Status.Should().Be(200);
        (await GetAsync(strict, CreateProductionToken(header))).Message.Should().Be("Invalid signature.");
    }

    [Theory]
    [InlineData("https://localhost:8443/tenant/v2.0")]
    [InlineData("https://contoso.b2clogin.com/tenant/v2.0/")]
    [InlineData("https://sts.windows.net.example.com/tenant/")]
    [InlineData("sts.windows.net")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_token_of_another_issuer_is_handled_like_any_other(object? issuer) =>
        (await GetAsync(server, CreateProductionToken(with: claims => claims["iss"] = issuer))).Status.Should().Be(200);

    [Fact]
    public async Task A_token_signed_by_the_servers_own_key_is_never_rejected()
    {
        (await GetAsync(strict, CreateProductionToken(key: strict.Key))).Status.Should().Be(200);
        (await GetAsync(strict, CreateProductionToken())).Message.Should().Be(ErrorMessage);
    }

    [Fact]
    public async Task A_token_from_the_token_endpoint_is_never_rejected()
    {
        using var http = server.CreateClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "any",
            ["client_secret"] = "any",
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var issued = await http.PostAsync(new Uri($"/{Tenant}/oauth2/v2.0/token", UriKind.Relative), form);
        using var token = JsonDocument.Parse(await issued.Content.ReadAsStringAsync());

        (await GetAsync(server, token.RootElement.GetProperty("access_token").GetString()!)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("not*base64.{1}.{2}")]
    [InlineData("{0}A.{1}.{2}")]
    [InlineData("{0}.{1}!.{2}")]
    [InlineData("{0}.{2}.{2}")]
    [InlineData("{0}")]
    [InlineData("{0}.")]
    [InlineData("{0}..")]
    [InlineData(".{1}.{2}")]
    [InlineData("{0}.{1}.{2}.{2}")]
    [InlineData("{0}.{1}.{2}.{2}.{2}")]
    [InlineData("W10.{1}.{2}")]
    [InlineData("{0}.{1}.{2},Bearer {0}.{1}.{2}")]
    public async Task A_malformed_production_token_gets_the_error_of_any_malformed_token(string format)
    {
        var parts = CreateProductionToken().Split('.');

        var response = await GetAsync(server, Enumerable.Range(0, 3).Aggregate(format, (text, i) => text.Replace($"{{{i}}}", parts[i], StringComparison.Ordinal)));

        response.Status.Should().BeOneOf(401, 403);
        response.ShouldBeEnvelope();
        response.Message.Should().NotBe(ErrorMessage);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","x5t":"\ud800","nonce":"n"}""")]
    [InlineData("""{"alg":"RS256","x5t":"x","nonce":"ÿ"}""")]
    [InlineData("""{"alg":"RS256","alg":"none","x5t":"x","nonce":"n"}""")]
    [InlineData("""{"alg":["RS256"],"x5t":{},"nonce":null}""")]
    [InlineData("""{"alg":"RS256","x5t":"x","nonce":"n" """)]
    [InlineData("\"RS256\"")]
    [InlineData("[]")]
    public async Task A_malformed_header_never_causes_a_server_error(string header)
    {
        var rest = CreateProductionToken()[CreateProductionToken().IndexOf('.', StringComparison.Ordinal)..];

        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(header), Encoding.Latin1.GetBytes(header) })
            (await GetAsync(server, Base64Url.EncodeToString(bytes) + rest)).Status.Should().BeOneOf(200, 401);
    }

    [Fact]
    public async Task A_production_token_without_its_signature_is_rejected_too()
    {
        var token = CreateProductionToken();

        (await GetAsync(server, token[..(token.LastIndexOf('.') + 1)])).Message.Should().Be(ErrorMessage);
    }

    [Fact]
    public async Task The_log_explains_the_error_and_neither_log_nor_response_contains_any_part_of_the_token()
    {
        await using var process = await ServerProcess.StartAsync("--MockServer:Auth=strict");
        using var http = new HttpClient { BaseAddress = process.Address };
        var token = CreateProductionToken(with: claims => claims["appid"] = "claim-of-the-token");

        var response = await new TrustFrameworkClient(http, Tenant) { Bearer = token }.GetAsync("policies");

        (await process.WaitForLineAsync("GET /beta/trustFramework/policies")).Should().Contain(" WRN ").And.Contain(" 401 in ").And.Contain(ErrorMessage)
            .And.Contain("that signed in to the real service");
        foreach (var part in token.Split('.').Append(Tenant.ToString()).Append("claim-of-the-token"))
            (process.Output + response.Text + response.Header("WWW-Authenticate")).Should().NotContain(part);
    }

    private static Dictionary<string, object?> Header() => new(StringComparer.Ordinal)
    {
        ["typ"] = "JWT",
        ["nonce"] = "o7vvVbnBXkBBJBCkVWpaiEYuqW5o9WyZMpGdFTcLM0I",
        ["alg"] = "RS256",
        ["x5t"] = "q-23falevZhhD3hm9CQbkP5MQyU",
        ["kid"] = "q-23falevZhhD3hm9CQbkP5MQyU",
    };

    /// <summary>Creates a token with all characteristics of a real one. Without a key, a new one signs it.</summary>
    private static string CreateProductionToken(
        Dictionary<string, object?>? header = null, string? issuer = null, Action<Dictionary<string, object?>>? with = null, RSA? key = null)
    {
        var claims = AccessTokens.Application(Tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
        claims["iss"] = issuer ?? claims["iss"];
        with?.Invoke(claims);
        var content = $"{Part(header ?? Header())}.{Part(claims)}";
        using var newKey = key is null ? RSA.Create(2048) : null;
        var signature = (key ?? newKey!).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static Task<ApiResponse> GetAsync(
        MockServerFactory server, string token, string path = "policies", Action<HttpRequestMessage>? with = null) =>
        new TrustFrameworkClient(server.CreateClient(), Tenant) { Bearer = token }.SendAsync(HttpMethod.Get, path, configure: request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            with?.Invoke(request);
        });
}
