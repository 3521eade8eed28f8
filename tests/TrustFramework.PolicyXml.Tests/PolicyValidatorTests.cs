using static TrustFramework.PolicyXml.Tests.Sample;

namespace TrustFramework.PolicyXml.Tests;

public sealed class PolicyValidatorTests
{
    [Fact]
    public void A_policy_without_base_policy_is_accepted() => Validate(Policy()).IsValid.Should().BeTrue();

    [Fact]
    public void The_id_of_the_base_policy_ignores_case() =>
        Validate(Policy(baseId: "b2c_1a_BASE"), existingPolicies: Document("B2C_1A_Base")).IsValid.Should().BeTrue();

    [Theory]
    [InlineData("<Nothing/>", "1 col 2", "Could not find schema information for the element 'Nothing'.")]
    [InlineData("<TrustFrameworkPolicy xmlns='urn:other' PolicyId='B2C_1A_X'/>", "1 col 2", "Could not find schema information for the element 'urn:other:TrustFrameworkPolicy'.")]
    [InlineData("<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' TenantId='t.com' PolicyId='B2C_1A_X'/>", "1 col 2", "The required attribute 'PolicySchemaVersion' is missing.")]
    [InlineData("<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' PolicySchemaVersion='0.3.0.0' TenantId='t.com'/>", "1 col 2", "The required attribute 'PolicyId' is missing.")]
    [InlineData("<TrustFrameworkPolicy xmlns='http://schemas.microsoft.com/online/cpim/schemas/2013/06' PolicySchemaVersion='0.3.0.0' TenantId='t.com' PolicyId='B2C_1A_X' Colour='red'/>", "1 col 155", "The 'Colour' attribute is not declared.")]
    public void A_schema_error_has_the_message_and_position_of_the_schema_engine(string xml, string place, string text)
    {
        var id = xml.Contains("B2C_1A_X", StringComparison.Ordinal) ? "B2C_1A_X" : "";

        GetOnlyMessage(xml).Should().Be($"Schema validation error found at line {place} in policy \"{id}\" of tenant \"{Domain}\": {text}");
    }

    [Theory]
    [InlineData("tenant-name.onmicrosoft.com")]
    [InlineData("{Settings:Tenant}")]
    [InlineData("ab")]
    public void A_tenant_id_that_violates_its_pattern_is_a_schema_error(string tenant) =>
        GetOnlyMessage(Policy(tenant: tenant)).Should().EndWith(
            $"The 'TenantId' attribute is invalid - The value '{tenant}' is invalid according to its datatype '{Namespace}:TenantId' - The Pattern constraint failed.");

    [Theory]
    [InlineData("TenantId=\"contoso.onmicrosoft.com\"", "TenantId=\"{Settings:Tenant}\"", "{Settings:Tenant}")]
    [InlineData("PolicySchemaVersion=", "DeploymentMode=\"{Settings:Mode}\" PolicySchemaVersion=", "{Settings:Mode}")]
    public void The_hint_names_a_placeholder_that_was_not_replaced(string replaced, string with, string placeholder) =>
        Validate(Policy().Replace(replaced, with, StringComparison.Ordinal)).Findings.Single().Hint.Should().Be($"Replace the placeholder '{placeholder}' in the file.");

    [Fact]
    public void A_schema_error_without_placeholder_has_no_hint() => Validate(Policy(tenant: "ab")).Findings.Single().Hint.Should().BeNull();

    [Theory]
    [InlineData("B2C_1A_dot.")]
    [InlineData("B2C_1A blank")]
    public void A_policy_id_that_violates_its_pattern_is_a_schema_error(string id) =>
        GetOnlyMessage(Policy(id)).Should().EndWith("The Pattern constraint failed.").And.Contain("'PolicyId' attribute is invalid");

    [Theory]
    [InlineData("0.3.0", "The Pattern constraint failed.")]
    [InlineData("0.2.0.0", "The Enumeration constraint failed.")]
    public void Only_schema_version_0_3_0_0_is_accepted(string version, string reason) =>
        GetOnlyMessage(Policy(version: version)).Should().Contain("'PolicySchemaVersion' attribute is invalid").And.EndWith(reason);

    [Fact]
    public void Sections_out_of_order_are_a_schema_error_that_lists_the_expected_ones() =>
        GetOnlyMessage(Policy(content: "<ClaimsProviders><ClaimsProvider><TechnicalProfiles/></ClaimsProvider></ClaimsProviders><BuildingBlocks/>")).Should().EndWith(
            $"The element 'TrustFrameworkPolicy' in namespace '{Namespace}' has invalid child element 'BuildingBlocks' in namespace '{Namespace}'. "
            + $"List of possible elements expected: 'UserJourneys, SubJourneys, RelyingParty' in namespace '{Namespace}'.");

    [Fact]
    public void The_message_has_the_policy_id_in_upper_case_the_login_tenant_and_the_list_twice()
    {
        var result = Validate(Policy("B2C_1A_Mixed", tenant: "other.onmicrosoft.com"));

        const string Finding = $"TenantId in the policy xml 'other.onmicrosoft.com' is not same as the one in login tenant '{Domain}'.";
        const string Header = $"Validation failed: 1 validation error(s) found in policy \"B2C_1A_MIXED\" of tenant \"{Domain}\".";
        result.ToMessage(printTwice: true).Should().Be(Header + Finding + Finding);
        result.ToMessage(printTwice: false).Should().Be(Header + Finding);
    }

    [Fact]
    public void A_tenant_without_a_domain_accepts_any_tenant_id() => Validate(Policy(tenant: "any.com"), domain: null).IsValid.Should().BeTrue();

    [Fact]
    public void Domains_ignore_case() => Validate(Policy(tenant: "CONTOSO.onmicrosoft.com")).IsValid.Should().BeTrue();

    [Fact]
    public void The_id_in_the_request_must_match_the_policy_id()
    {
        GetOnlyMessage(Policy(), requestedId: "B2C_1A_Other").Should()
            .Be("PolicyId in the policy xml 'B2C_1A_Leaf' is not same as the one in the request 'B2C_1A_Other'.");
        Validate(Policy(), requestedId: "B2C_1A_LEAF").IsValid.Should().BeTrue();
    }

    [Fact]
    public void A_policy_id_without_prefix_is_rejected() =>
        GetOnlyMessage(Policy("Leaf")).Should().Be("PolicyId in the policy xml 'Leaf' must start with the prefix 'B2C_1A_'.");

    [Fact]
    public void The_first_stage_with_findings_is_the_last() =>
        GetOnlyMessage(Policy("NoPrefix", baseId: "B2C_1A_Missing", tenant: "other.com")).Should().StartWith("TenantId in the policy xml");

    [Fact]
    public void A_missing_base_policy_is_named_in_upper_case_and_the_hint_gives_the_upload_order()
    {
        var finding = Validate(Policy("B2C_1A_Leaf", "B2C_1A_Mid"), existingPolicies: Document("B2C_1A_Mid", "B2C_1A_Root")).Findings.Single();

        finding.Message.Should().Be($"Policy with 'policyId': B2C_1A_ROOT cannot be found in the directory '{ObjectId}'.");
        finding.Hint.Should().Be("Upload 'B2C_1A_Root' first, then 'B2C_1A_Mid', then 'B2C_1A_Leaf'.");
    }

    [Fact]
    public void A_policy_that_inherits_from_itself_is_rejected() =>
        GetOnlyMessage(Policy("B2C_1A_Self", "B2C_1A_SELF")).Should()
            .StartWith($"Policy 'B2C_1A_Self' of tenant '{Domain}' is not allowed to inherit from the specified base policy.")
            .And.Contain("inherits from itself");

    [Fact]
    public void An_inheritance_cycle_is_rejected() =>
        GetOnlyMessage(Policy("B2C_1A_A", "B2C_1A_B"), existingPolicies: [Document("B2C_1A_B", "B2C_1A_C"), Document("B2C_1A_C", "B2C_1A_A")])
            .Should().Contain("\"Policies\":[\"B2C_1A_A\",\"B2C_1A_B\",\"B2C_1A_C\"]");

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Ten_levels_are_accepted_and_eleven_are_rejected(int levels, bool accepted)
    {
        var existingPolicies = Enumerable.Range(1, levels - 1)
            .Select(level => Document($"B2C_1A_L{level}", level == 1 ? null : $"B2C_1A_L{level - 1}"))
            .ToArray();

        var result = Validate(Policy($"B2C_1A_L{levels}", $"B2C_1A_L{levels - 1}"), existingPolicies: existingPolicies);

        result.IsValid.Should().Be(accepted);
        result.ToMessage(printTwice: false).Contains("more than 10 levels", StringComparison.Ordinal).Should().Be(!accepted);
    }

    [Fact]
    public void Rules_are_in_stage_order_and_have_unique_names()
    {
        PolicyValidator.Rules.Select(rule => rule.Stage).Should().BeInAscendingOrder();
        PolicyValidator.Rules.Select(rule => rule.Name).Should().OnlyHaveUniqueItems();
    }
}
