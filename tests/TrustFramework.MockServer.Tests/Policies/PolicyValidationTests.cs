using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>The error texts in HTTP responses. The tests of PolicyXml cover the rules themselves.</summary>
public sealed class PolicyValidationTests(MockServerFactory server) : IClassFixture<MockServerFactory>
{
    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Theory]
    [InlineData("""{"id":"B2C_1A_A"}""", "Data at the root level is invalid. Line 1, position 1.")]
    [InlineData("junk", "Data at the root level is invalid. Line 1, position 1.")]
    [InlineData("", "Root element is missing.")]
    [InlineData("<TrustFrameworkPolicy>", "Unexpected end of file has occurred. The following elements are not closed: TrustFrameworkPolicy. Line 1, position 23.")]
    [Covers("PolicyNotXml")]
    public async Task A_file_that_is_not_XML_gets_an_error_with_the_position_from_NET(string body, string reason)
    {
        var message = "The policy being uploaded is not XML or is not correctly formatted: " + reason;

        (await _client.PutPolicyAsync("B2C_1A_A", body)).ShouldBeError(400, "AADB2C", message);
        (await _client.PostAsync("policies", body)).ShouldBeError(400, "AADB2C", message);
        (await _client.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    [Fact]
    public async Task A_document_type_is_refused()
    {
        var response = await _client.PutPolicyAsync("B2C_1A_A", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + Policy("B2C_1A_A", innerXml: "&e;"));

        response.Status.Should().Be(400);
        response.Message.Should().StartWith("The policy being uploaded is not XML or is not correctly formatted: For security reasons DTD is prohibited");
    }

    [Fact]
    [Covers("claims-provider-display-name")]
    public async Task A_claims_provider_without_a_display_name_is_refused_with_its_line() =>
        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", innerXml: "<ClaimsProviders><ClaimsProvider><TechnicalProfiles /></ClaimsProvider></ClaimsProviders>")))
            .Message.Should().Contain("The element node \"ClaimsProvider\" at line 2 is missing the required element \"DisplayName\".");

    [Fact]
    [Covers("tenant-object-id")]
    public async Task A_domain_as_object_id_of_the_tenant_is_accepted() =>
        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", attributes: " TenantObjectId=\"contoso.onmicrosoft.com\""))).Status.Should().Be(201);

    [Fact]
    [Covers("schema", "PolicyInvalid")]
    public async Task A_schema_error_has_line_and_column_and_the_list_is_repeated()
    {
        var policy = Policy("B2C_1A_A", attributes: " DeploymentMode=\"Test\"");

        var response = await _client.PutPolicyAsync("B2C_1A_A", policy);

        var finding =
            $"Schema validation error found at line 1 col {policy.IndexOf("DeploymentMode", StringComparison.Ordinal) + 1} in policy \"B2C_1A_A\" of tenant \"contoso.onmicrosoft.com\": The 'DeploymentMode' "
            + "attribute is invalid - The value 'Test' is invalid according to its datatype "
            + "'http://schemas.microsoft.com/online/cpim/schemas/2013/06:DeploymentMode' - The Enumeration constraint failed.";
        response.ShouldBeError(400, "AADB2C", Header("B2C_1A_A") + finding + finding);
    }

    [Fact]
    [Covers("tenant")]
    public async Task A_policy_of_another_tenant_is_refused_with_the_service_text()
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        var response = await _client.PutPolicyAsync("B2C_1A_b", Policy("B2C_1A_b", tenant: "yourtenant.onmicrosoft.com"));

        const string Finding = "TenantId in the policy xml 'yourtenant.onmicrosoft.com' is not same as the one in login tenant 'contoso.onmicrosoft.com'.";
        response.ShouldBeError(400, "AADB2C", Header("B2C_1A_B") + Finding + Finding);
    }

    [Fact]
    [Covers("built-in-base")]
    public async Task A_custom_policy_cannot_inherit_from_a_built_in_policy() =>
        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", baseId: "base-v1"))).Message.Should().Contain(
            "Policy 'B2C_1A_A' of tenant 'contoso.onmicrosoft.com' is not allowed to inherit from the specified base policy. Inheritance chain: {")
            .And.Contain("basic policy constraint handler 'B2CBasicPoliciesOnly'");

    [Fact]
    [Covers("base-exists")]
    public async Task A_child_before_its_base_is_refused_with_the_service_text()
    {
        var response = await _client.PutPolicyAsync("B2C_1A_Child", Policy("B2C_1A_Child", baseId: "B2C_1A_Parent"));

        var finding = $"Policy with 'policyId': B2C_1A_PARENT cannot be found in the directory '{_client.Tenant}'.";
        response.ShouldBeError(400, "AADB2C", Header("B2C_1A_CHILD") + finding + finding);
        (await _client.GetAsync("policies/$count")).Text.Should().Be("0");
    }

    [Fact]
    [Covers("requested-id")]
    public async Task The_id_in_the_URL_must_match_the_policy()
    {
        const string Finding = "PolicyId in the policy xml 'B2C_1A_A' is not same as the one in the request 'B2C_1A_Other'.";

        (await _client.PutPolicyAsync("B2C_1A_Other", Policy("B2C_1A_A"))).ShouldBeError(400, "AADB2C", Header("B2C_1A_A") + Finding + Finding);
        (await _client.PutPolicyAsync("B2C_1A_a", Policy("B2C_1A_A"))).Status.Should().Be(201);
    }

    [Fact]
    [Covers("prefix")]
    public async Task The_prefix_is_required()
    {
        const string Finding = "PolicyId in the policy xml 'Plain' must start with the prefix 'B2C_1A_'.";

        (await _client.PutPolicyAsync("Plain", Policy("Plain"))).ShouldBeError(400, "AADB2C", Header("PLAIN") + Finding + Finding);
    }

    [Fact]
    [Covers("cycle")]
    public async Task A_policy_cannot_inherit_from_its_own_child()
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));
        await _client.PutPolicyAsync("B2C_1A_B", Policy("B2C_1A_B", baseId: "B2C_1A_A"));

        var response = await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", baseId: "B2C_1A_B"));

        response.Status.Should().Be(400);
        response.Message.Should().Contain("Policy 'B2C_1A_A' of tenant 'contoso.onmicrosoft.com' is not allowed to inherit from the specified base policy.");
        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().NotContain("BasePolicy");
    }

    [Fact]
    [Covers("depth")]
    public async Task The_eleventh_level_is_refused()
    {
        for (var level = 1; level <= 10; level++)
            (await PutLevelAsync(level)).Status.Should().Be(201);

        var response = await PutLevelAsync(11);

        response.Status.Should().Be(400);
        response.Message.Should().Contain("is not allowed to inherit").And.Contain("more than 10 levels");
    }

    [Fact]
    public async Task The_list_is_not_repeated_when_the_setting_is_off()
    {
        await using var once = MockServerFactory.With("MockServer:Compat:DuplicateMessages", "false");

        var response = await once.NewTenant().PutPolicyAsync("Plain", Policy("Plain"));

        response.ShouldBeError(400, "AADB2C", Header("PLAIN") + "PolicyId in the policy xml 'Plain' must start with the prefix 'B2C_1A_'.");
    }

    [Fact]
    public async Task A_configured_domain_applies_to_the_first_upload()
    {
        await using var configured = MockServerFactory.With("MockServer:DefaultTenantDomain", "fabrikam.onmicrosoft.com");
        var client = new TrustFrameworkClient(configured.CreateClient(), Guid.Empty) { Bearer = AccessTokens.PolicyWrite };

        (await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"))).Message.Should().Contain("login tenant 'fabrikam.onmicrosoft.com'");
        (await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", tenant: "Fabrikam.onmicrosoft.com"))).Status.Should().Be(201);
    }

    private Task<ApiResponse> PutLevelAsync(int level) => _client.PutPolicyAsync(
        $"B2C_1A_L{level}", Policy($"B2C_1A_L{level}", baseId: level == 1 ? null : $"B2C_1A_L{level - 1}"));

    private static string Header(string id) =>
        $"Validation failed: 1 validation error(s) found in policy \"{id}\" of tenant \"contoso.onmicrosoft.com\".";
}
