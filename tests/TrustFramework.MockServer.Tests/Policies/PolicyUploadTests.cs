using System.Text;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Policies;

public sealed class PolicyUploadTests(SharedServer server) : IClassFixture<SharedServer>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    [Covers("P4", "P3")]
    public async Task PUT_returns_201_the_first_time_and_200_afterwards_with_the_XML()
    {
        var first = await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        var second = await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", innerXml: "<!-- changed -->"));

        (first.Status, first.ContentType, first.Text).Should().Be((201, "application/xml", Policy("B2C_1A_A")));
        first.Header("Location").Should().Be("/trustFramework/policies/B2C_1A_A/");
        (second.Status, second.Text).Should().Be((200, Policy("B2C_1A_A", innerXml: "<!-- changed -->")));
        second.Header("Location").Should().BeNull();
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(second.Text);
    }

    [Fact]
    [Covers("P2")]
    public async Task POST_returns_201_with_the_XML_and_its_location()
    {
        var response = await _client.SendAsync(HttpMethod.Post, "policies", Xml(Policy("B2C_1A_A")));

        (response.Status, response.ContentType, response.Text).Should().Be((201, "application/xml", Policy("B2C_1A_A")));
        response.Header("Location").Should().Be("/trustFramework/policies/B2C_1A_A/");
    }

    [Fact]
    [Covers("PolicyExists")]
    public async Task POST_of_an_existing_policy_is_409_and_keeps_the_stored_one()
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        var response = await _client.SendAsync(HttpMethod.Post, "policies", Xml(Policy("b2c_1a_a", innerXml: "<!-- other -->")));

        response.ShouldBeError(409, "AADB2C", $"Policy with 'policyId': B2C_1A_A already exists in the directory '{_client.Tenant}'.");
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().NotContain("other");
    }

    [Fact]
    public async Task The_PUT_example_of_the_reference_page_returns_the_added_attribute()
    {
        const string Sent =
            """
            <TrustFrameworkPolicy xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="tenantName.onmicrosoft.com" PolicyId="B2C_1A_SocialAndLocalAccounts_Base">
                <!---PolicyContent-->
            </TrustFrameworkPolicy>
            """;

        var first = await _client.PutPolicyAsync("B2C_1A_SocialAndLocalAccounts_Base", Sent);
        var second = await _client.PutPolicyAsync("B2C_1A_SocialAndLocalAccounts_Base", Sent);

        first.Status.Should().Be(201);
        second.Status.Should().Be(200);
        second.Text.Should().Be(Sent.Replace(
            "_Base\">",
            "_Base\" PublicPolicyUri=\"http://tenantName.onmicrosoft.com/B2C_1A_SocialAndLocalAccounts_Base\">",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData("text/xml")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Any_content_type_or_none_is_accepted(string? type)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(Policy("B2C_1A_A")));
        if (type is not null)
            body.Headers.TryAddWithoutValidation("Content-Type", type);

        (await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", body)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>")]
    public async Task Bytes_are_stored_as_sent(string prologue)
    {
        var bytes = Encoding.UTF8.GetBytes(prologue + Policy("B2C_1A_Ünï").Replace("B2C_1A_Ünï", "B2C_1A_A", StringComparison.Ordinal) + "\r\n<!-- ünï -->\t\n");

        var put = await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", new ByteArrayContent(bytes));

        put.Bytes.Should().Equal(bytes);
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Bytes.Should().Equal(bytes);
    }

    [Fact]
    public async Task Latin1_bytes_are_stored_as_replacement_characters_as_the_service_does()
    {
        var latin1 = Encoding.Latin1.GetBytes(Policy("B2C_1A_A", innerXml: "<!-- Zoë -->"));

        await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A/$value", new ByteArrayContent(latin1));

        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Contain("<!-- Zo\uFFFD -->");
    }

    [Fact]
    [Covers("P4b", "ValueRequired")]
    public async Task PUT_without_value_gets_the_error_that_requests_it() =>
        (await _client.SendAsync(HttpMethod.Put, "policies/B2C_1A_A", Xml(Policy("B2C_1A_A")))).ShouldBeError(
            400, "AADB2C99009", "Put operation not supported for this entity on this uri. Please append '$value' to the request uri and send the request again.");

    [Fact]
    [Covers("BodyTooLarge")]
    public async Task A_file_of_1024_KB_is_accepted_and_one_byte_more_is_refused()
    {
        var policy = Policy("B2C_1A_A", innerXml: "<!---->");
        var fitting = Policy("B2C_1A_A", innerXml: $"<!--{new string('x', (1024 * 1024) - policy.Length)}-->");

        (await _client.PutPolicyAsync("B2C_1A_A", fitting)).Status.Should().Be(201);
        var tooLarge = await _client.PutPolicyAsync("B2C_1A_A", fitting + " ");

        tooLarge.ShouldBeError(413, "RequestEntityTooLarge", "The request body is larger than the limit of 1024 KB.");
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Bytes.Should().HaveCount(1024 * 1024);
    }

    [Fact]
    [Covers("TooManyPolicies")]
    public async Task The_201st_policy_is_refused()
    {
        for (var i = 0; i < 200; i++)
            (await _client.PutPolicyAsync($"B2C_1A_P{i}", Policy($"B2C_1A_P{i}"))).Status.Should().Be(201);

        (await _client.PutPolicyAsync("B2C_1A_One", Policy("B2C_1A_One"))).ShouldBeError(
            400, "AADB2C", $"The directory '{_client.Tenant}' has reached the limit of 200 policies.");
        (await _client.PutPolicyAsync("B2C_1A_P7", Policy("B2C_1A_P7"))).Status.Should().Be(200);
        (await _client.GetAsync("policies/$count")).Text.Should().Be("200");
    }
}
