using TrustFramework.MockServer.Tests.Control;
using static TrustFramework.MockServer.Tests.TrustFrameworkClient;

namespace TrustFramework.MockServer.Tests.Policies;

/// <summary>The settings Validation and MissingKeys, and the state after a refused upload.</summary>
public sealed class ValidationModeTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string ReferenceToKeySet =
        """
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Secret" /></CryptographicKeys>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private const string ReferenceToUnknownClaim =
        """
        <ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id="Any"><DisplayName>Any</DisplayName><Protocol Name="None" />
          <OutputClaims><OutputClaim ClaimTypeReferenceId="nobody" /></OutputClaims>
        </TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>
        """;

    private const string SchemaViolation = "<UserJourneys/>";

    private readonly TrustFrameworkClient _client = server.NewTenant();

    [Fact]
    public async Task A_policy_that_refers_to_a_key_set_is_accepted_once_the_set_exists()
    {
        var policy = Policy("B2C_1A_A", innerXml: ReferenceToKeySet);

        var refused = await _client.PutPolicyAsync("B2C_1A_A", policy);
        await _client.PostAsync("keySets", """{"id":"secret"}""");
        var accepted = await _client.PutPolicyAsync("B2C_1A_A", policy);

        refused.ShouldBeError(400, "AADB2C", ValidationMessage("Tenant \"contoso.onmicrosoft.com\" does not have CryptographicKey referenced by storageReferenceId \"B2C_1A_Secret\". "));
        accepted.Status.Should().Be(201);
    }

    [Fact]
    public async Task A_deleted_key_set_is_missing_even_though_its_backup_exists()
    {
        await _client.PostAsync("keySets", """{"id":"secret"}""");
        await _client.DeleteAsync("keySets/B2C_1A_Secret");

        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", innerXml: ReferenceToKeySet))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Missing_keys_are_ignored_with_the_setting()
    {
        await using var lenient = MockServerFactory.With("MockServer:MissingKeys", "ignore");

        (await lenient.NewTenant().PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", innerXml: ReferenceToKeySet))).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_refused_upload_changes_nothing()
    {
        await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A"));

        (await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", innerXml: ReferenceToUnknownClaim))).Status.Should().Be(400);
        (await _client.PutPolicyAsync("B2C_1A_B", Policy("B2C_1A_B", innerXml: ReferenceToUnknownClaim))).Status.Should().Be(400);

        (await _client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(Policy("B2C_1A_A"));
        (await _client.GetAsync("policies/$count")).Text.Should().Be("1");
    }

    [Fact]
    public async Task A_child_is_validated_against_its_current_base()
    {
        const string Claim = """<BuildingBlocks><ClaimsSchema><ClaimType Id="nobody"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>""";
        var child = Policy("B2C_1A_Child", baseId: "B2C_1A_Base", innerXml: ReferenceToUnknownClaim);
        await _client.PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base", innerXml: Claim));
        (await _client.PutPolicyAsync("B2C_1A_Child", child)).Status.Should().Be(201);

        await _client.PutPolicyAsync("B2C_1A_Base", Policy("B2C_1A_Base"));

        (await _client.PutPolicyAsync("B2C_1A_Child", child)).ShouldBeError(400, "AADB2C", ValidationMessage(
            "Policy \"B2C_1A_Child\" of tenant \"contoso.onmicrosoft.com\" makes a reference to ClaimType with id \"nobody\" but neither the policy nor any of its base policies contain such an element.",
            "B2C_1A_CHILD"));
    }

    [Theory]
    [InlineData("schema", ReferenceToUnknownClaim, 201)]
    [InlineData("schema", ReferenceToKeySet, 201)]
    [InlineData("schema", SchemaViolation, 400)]
    [InlineData("off", ReferenceToUnknownClaim, 201)]
    [InlineData("off", SchemaViolation, 201)]
    [InlineData("off", "<Unclosed>", 400)]
    public async Task The_setting_reduces_validation(string validation, string innerXml, int status)
    {
        await using var lenient = MockServerFactory.With("MockServer:Validation", validation);
        var client = lenient.NewTenant();
        var sent = Policy("B2C_1A_A", innerXml: innerXml);

        (await client.PutPolicyAsync("B2C_1A_A", sent)).Status.Should().Be(status);

        if (status == 201)
            (await client.GetAsync("policies/B2C_1A_A/$value")).Text.Should().Be(sent);
    }

    [Fact]
    public async Task Without_validation_the_policy_must_still_match_the_request()
    {
        await using var lenient = MockServerFactory.With("MockServer:Validation", "off");
        var client = lenient.NewTenant();

        (await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_B"))).Status.Should().Be(400);
        (await client.PutPolicyAsync("B2C_1A_A", "<Nothing/>")).Status.Should().Be(400);
        (await client.SendAsync(HttpMethod.Post, "policies", Xml("<Nothing/>"))).Status.Should().Be(400);
        (await client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", baseId: "B2C_1A_Missing", tenant: "other.com"))).Status.Should().Be(201);
    }

    [Theory]
    [Covers("id-characters")]
    [InlineData("B2C_1A_a b", false)]
    [InlineData("B2C_1A_a/b", false)]
    [InlineData("B2C_1A_ü", false)]
    [InlineData("B2C_1A_a.", false)]
    [InlineData("b2c_1a_A-b.C_1", true)]
    public async Task Without_validation_a_snapshot_accepts_the_ids_that_an_upload_accepts(string id, bool isValid)
    {
        await using var lenient = MockServerFactory.With("MockServer:Validation", "off");
        var client = lenient.NewTenant();
        var control = new ControlClient(lenient.CreateClient(), client.Tenant);
        var snapshot = $$"""{"version":1,"tenant":{"policies":[{"id":"{{id}}","content":{{System.Text.Json.JsonSerializer.Serialize(Policy(id))}} }] } }""";

        var upload = await client.SendAsync(HttpMethod.Post, "policies", Xml(Policy(id)));
        var import = await control.PutAsync("snapshot", snapshot);

        (upload.Status, import.Status).Should().Be(isValid ? (201, 204) : (400, 400));
        if (!isValid)
            upload.Text.Should().Contain($"PolicyId in the policy xml '{id}' must contain only letters, digits, ");
    }

    [Fact]
    [Covers("base-schema")]
    public async Task A_policy_whose_imported_base_policy_violates_the_schema_is_refused()
    {
        var content = System.Text.Json.JsonSerializer.Serialize(Policy("B2C_1A_Base", innerXml: SchemaViolation));
        var snapshot = $$"""{"version":1,"tenant":{"policies":[{"id":"B2C_1A_Base","content":{{content}} }] } }""";
        (await new ControlClient(server.CreateClient(), _client.Tenant).PutAsync("snapshot", snapshot)).Status.Should().Be(204);

        var response = await _client.PutPolicyAsync("B2C_1A_A", Policy("B2C_1A_A", baseId: "B2C_1A_Base"));

        response.Status.Should().Be(400);
        response.Text.Should().Contain("The base policy 'B2C_1A_Base' violates the policy schema.");
    }

    private static string ValidationMessage(string finding, string id = "B2C_1A_A") =>
        $"Validation failed: 1 validation error(s) found in policy \"{id}\" of tenant \"contoso.onmicrosoft.com\".{finding}{finding}";
}
