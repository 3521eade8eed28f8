using System.Text;
using System.Text.Json.Nodes;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Control.Views;

public sealed class ValidateEndpointTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private const string UnknownMethod =
        """
        <BuildingBlocks><ClaimsTransformations><ClaimsTransformation Id="Any" TransformationMethod="NoSuchMethod" /></ClaimsTransformations></BuildingBlocks>
        """;

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task A_valid_policy_is_accepted_and_not_stored()
    {
        var response = await ValidateAsync(Policy("B2C_1A_A"));

        response.Text.Should().Be("""{"accepted":true,"message":null,"findings":[],"warnings":[]}""");
        (await _client.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_policy_with_a_warning_is_accepted_and_the_warning_is_listed()
    {
        var result = (await ValidateAsync(Policy("B2C_1A_A", innerXml: UnknownMethod))).Json;

        result["accepted"]!.GetValue<bool>().Should().BeTrue();
        result["findings"]!.AsArray().Should().BeEmpty();
        result["warnings"]!.AsArray().Single()!["rule"]!.GetValue<string>().Should().Be("claims-transformation-method");
    }

    [Fact]
    [Covers("encoding")]
    public async Task A_file_that_is_not_in_UTF8_is_accepted_with_a_warning()
    {
        var latin1 = new ByteArrayContent(Encoding.Latin1.GetBytes(Policy("B2C_1A_A", innerXml: "<!-- Zoë -->")));

        var result = (await _client.SendAsync(HttpMethod.Post, $"/_mock/validate?tenant={_client.Tenant}", latin1)).Json;

        result["accepted"]!.GetValue<bool>().Should().BeTrue();
        result["warnings"]!.AsArray().Single()!["rule"]!.GetValue<string>().Should().Be("encoding");
    }

    [Fact]
    public async Task Validation_does_not_set_the_tenants_domain()
    {
        await ValidateAsync(Policy("B2C_1A_A", tenant: "first.com"));

        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "second.com"))).Status.Should().Be(201);
        IsAccepted(await ValidateAsync(Policy("B2C_1A_A", tenant: "first.com"))).Should().BeFalse();
    }

    [Theory]
    [InlineData("B2C_1A_Child", "B2C_1A_Missing")]
    [InlineData("Plain", null)]
    public async Task The_message_is_the_same_as_for_an_upload(string id, string? baseId)
    {
        var policy = Policy(id, baseId);

        var result = (await ValidateAsync(policy, id)).Json;

        result["accepted"]!.GetValue<bool>().Should().BeFalse();
        result["message"]!.GetValue<string>().Should().Be((await _client.PutPolicyAsync(id, policy)).Message);
    }

    [Fact]
    public async Task A_finding_has_a_rule_a_location_and_a_hint()
    {
        var missing = (await ValidateAsync(Policy("B2C_1A_A", baseId: "B2C_1A_Base"))).Json["findings"]!.AsArray().Single()!;
        var schema = (await ValidateAsync(Policy("B2C_1A_A", innerXml: "<Nothing />"))).Json["findings"]!.AsArray().Single()!;

        (missing["rule"]!.GetValue<string>(), missing["hint"]!.GetValue<string>()).Should().Be(("base-exists", "Upload 'B2C_1A_Base' first, then 'B2C_1A_A'."));
        (missing["line"], missing["column"]).Should().Be(((JsonNode?)null, (JsonNode?)null));
        (schema["rule"]!.GetValue<string>(), schema["line"]!.GetValue<int>(), schema["policyId"]!.GetValue<string>()).Should().Be(("schema", 2, "B2C_1A_A"));
    }

    [Fact]
    public async Task The_requested_ID_must_match_the_file_if_it_is_given()
    {
        IsAccepted(await ValidateAsync(Policy("B2C_1A_A"), "B2C_1A_Other")).Should().BeFalse();
        IsAccepted(await ValidateAsync(Policy("B2C_1A_A"), "b2c_1a_a")).Should().BeTrue();
    }

    [Fact]
    public async Task Invalid_XML_is_rejected_with_the_message_of_the_service()
    {
        var result = (await ValidateAsync("{}")).Json;

        result["accepted"]!.GetValue<bool>().Should().BeFalse();
        result["message"]!.GetValue<string>().Should().StartWith(
            "The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid.");
        result["findings"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Any_content_type_or_none_is_accepted()
    {
        using var body = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Policy("B2C_1A_A")));

        (await _client.SendAsync(HttpMethod.Post, $"/_mock/validate?tenant={_client.Tenant}", body)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(1024 * 1024, 200)]
    [InlineData((1024 * 1024) + 1, 413)]
    public async Task The_size_limit_is_the_same_as_for_an_upload(int length, int status)
    {
        var policy = Policy("B2C_1A_A");
        policy += new string(' ', length - policy.Length);
        using var chunked = new StreamContent(new NonSeekableStream(System.Text.Encoding.ASCII.GetBytes(policy)));

        (await ValidateAsync(policy)).Status.Should().Be(status);
        (await _client.SendAsync(HttpMethod.Post, $"/_mock/validate?tenant={_client.Tenant}", chunked)).Status.Should().Be(status);
    }

    [Fact]
    public async Task An_invalid_tenant_name_is_a_bad_request()
    {
        var response = await _client.SendAsync(HttpMethod.Post, "/_mock/validate?tenant=no_domain", Xml(Policy("B2C_1A_A")));

        (response.Status, response.ContentType).Should().Be((400, "application/problem+json"));
    }

    private static bool IsAccepted(ApiResponse response) => response.Json["accepted"]!.GetValue<bool>();

    private Task<ApiResponse> ValidateAsync(string policy, string? id = null) =>
        _client.SendAsync(HttpMethod.Post, $"/_mock/validate?tenant={_client.Tenant}{(id is null ? "" : $"&id={id}")}", Xml(policy));

    /// <summary>Has no known length, so that it is sent without a Content-Length header.</summary>
    private sealed class NonSeekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
