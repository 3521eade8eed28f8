using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustFramework.MockServer.Tests.Hosting;

namespace TrustFramework.MockServer.Tests.Login;

/// <summary>A token that Microsoft really issued is refused in every mode and at every address, and leaves no trace.</summary>
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
    public async Task In_every_mode_it_is_401_with_the_challenge(string mode)
    {
        await using var own = MockServerFactory.With("MockServer:Auth", mode);

        var answer = await GetAsync(own, CreateProductionToken());

        answer.ShouldBeError(401, "InvalidAuthenticationToken", ErrorMessage);
        answer.Header("WWW-Authenticate").Should().StartWith("Bearer realm=\"\"");
    }

    [Theory]
    [InlineData("https://sts.windows.net/{0}/")]
    [InlineData("https://STS.windows.net/{0}/")]
    [InlineData("https://login.microsoftonline.com/{0}/v2.0")]
    [InlineData("https://login.microsoftonline.us/{0}/v2.0")]
    [InlineData("https://login.partner.microsoftonline.cn/{0}/v2.0")]
    [InlineData("https://sts.chinacloudapi.cn/{0}/")]
    public async Task Every_cloud_has_its_issuers(string issuer) =>
        (await GetAsync(server, CreateProductionToken(issuer: string.Format(null, CompositeFormat.Parse(issuer), Tenant)))).Message.Should().Be(ErrorMessage);

    [Theory]
    [InlineData("Bearer", "/beta/trustFramework/policies")]
    [InlineData("bearer", "/BETA/TRUSTFRAMEWORK/KEYSETS/")]
    [InlineData("BEARER ", "/beta/trustFramework/keySets('x')/getActiveKey()")]
    [InlineData("Bearer", "/v1.0/nothing")]
    [InlineData("Bearer", "/nothing")]
    public async Task It_holds_at_every_address_for_every_way_of_writing(string scheme, string path)
    {
        var answer = await GetAsync(server, CreateProductionToken(), path, request =>
        {
            request.Headers.Host = "GRAPH.Microsoft.COM";
            request.Headers.Authorization = null;
            request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {CreateProductionToken()}");
        });

        answer.ShouldBeError(401, "InvalidAuthenticationToken", ErrorMessage);
    }

    [Fact]
    public async Task A_request_that_would_write_is_refused_like_one_that_reads()
    {
        using var body = TrustFrameworkClient.Json("""{"id":"a"}""");
        var refused = await new TrustFrameworkClient(server.CreateClient(), Tenant) { Bearer = CreateProductionToken() }.SendAsync(HttpMethod.Post, "keySets", body);

        refused.Message.Should().Be(ErrorMessage);
        (await new TrustFrameworkClient(server.CreateClient(), Tenant).GetAsync("keySets/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task Expired_or_for_another_audience_it_still_gets_the_same_error() =>
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
    public async Task Without_one_of_its_marks_it_is_a_token_like_any_other(string mark, object? value)
    {
        var header = Header();
        header[mark] = value;
        if (value is null)
            header.Remove(mark);

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
    public async Task Of_another_issuer_it_is_a_token_like_any_other(object? issuer) =>
        (await GetAsync(server, CreateProductionToken(with: claims => claims["iss"] = issuer))).Status.Should().Be(200);

    [Fact]
    public async Task A_token_signed_by_our_own_key_never_triggers_it()
    {
        (await GetAsync(strict, CreateProductionToken(key: strict.Key))).Status.Should().Be(200);
        (await GetAsync(strict, CreateProductionToken())).Message.Should().Be(ErrorMessage);
    }

    [Fact]
    public async Task A_token_from_our_own_token_endpoint_never_triggers_it()
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
    public async Task A_broken_one_is_refused_like_any_broken_token(string shape)
    {
        var parts = CreateProductionToken().Split('.');

        var answer = await GetAsync(server, Enumerable.Range(0, 3).Aggregate(shape, (text, i) => text.Replace($"{{{i}}}", parts[i], StringComparison.Ordinal)));

        answer.Status.Should().BeOneOf(401, 403);
        answer.ShouldBeEnvelope();
        answer.Message.Should().NotBe(ErrorMessage);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","x5t":"\ud800","nonce":"n"}""")]
    [InlineData("""{"alg":"RS256","x5t":"x","nonce":"ÿ"}""")]
    [InlineData("""{"alg":"RS256","alg":"none","x5t":"x","nonce":"n"}""")]
    [InlineData("""{"alg":["RS256"],"x5t":{},"nonce":null}""")]
    [InlineData("""{"alg":"RS256","x5t":"x","nonce":"n" """)]
    [InlineData("\"RS256\"")]
    [InlineData("[]")]
    public async Task A_strange_header_never_breaks_the_server(string header)
    {
        var rest = CreateProductionToken()[CreateProductionToken().IndexOf('.', StringComparison.Ordinal)..];

        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(header), Encoding.Latin1.GetBytes(header) })
            (await GetAsync(server, Base64Url.EncodeToString(bytes) + rest)).Status.Should().BeOneOf(200, 401);
    }

    [Fact]
    public async Task Without_a_signature_it_is_as_live_as_with_one()
    {
        var token = CreateProductionToken();

        (await GetAsync(server, token[..(token.LastIndexOf('.') + 1)])).Message.Should().Be(ErrorMessage);
    }

    [Fact]
    public async Task The_log_names_the_mistake_and_neither_log_nor_answer_has_any_part_of_the_token()
    {
        await using var process = await ServerProcess.StartAsync("--MockServer:Auth=strict");
        using var http = new HttpClient { BaseAddress = process.Address };
        var token = CreateProductionToken(with: claims => claims["appid"] = "told-by-the-token");

        var answer = await new TrustFrameworkClient(http, Tenant) { Bearer = token }.GetAsync("policies");

        (await process.WaitForLineAsync("GET /beta/trustFramework/policies")).Should().Contain(" WRN ").And.Contain(" 401 in ").And.Contain(ErrorMessage)
            .And.Contain("-> A client or a pipeline that signed in to the real service points at this server.");
        foreach (var part in token.Split('.').Append(Tenant.ToString()).Append("told-by-the-token"))
            (process.Output + answer.Text + answer.Header("WWW-Authenticate")).Should().NotContain(part);
    }

    private static Dictionary<string, object?> Header() => new(StringComparer.Ordinal)
    {
        ["typ"] = "JWT",
        ["nonce"] = "o7vvVbnBXkBBJBCkVWpaiEYuqW5o9WyZMpGdFTcLM0I",
        ["alg"] = "RS256",
        ["x5t"] = "q-23falevZhhD3hm9CQbkP5MQyU",
        ["kid"] = "q-23falevZhhD3hm9CQbkP5MQyU",
    };

    /// <summary>A token with all marks of a real one, made by a key that is nobody's.</summary>
    private static string CreateProductionToken(
        Dictionary<string, object?>? header = null, string? issuer = null, Action<Dictionary<string, object?>>? with = null, RSA? key = null)
    {
        var claims = AccessTokens.Application(Tenant, AccessTokens.PolicyRead, AccessTokens.PolicyWrite, AccessTokens.KeyRead, AccessTokens.KeyWrite);
        claims["iss"] = issuer ?? claims["iss"];
        with?.Invoke(claims);
        var content = $"{Part(header ?? Header())}.{Part(claims)}";
        using var nobodys = key is null ? RSA.Create(2048) : null;
        var signature = (key ?? nobodys!).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
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
