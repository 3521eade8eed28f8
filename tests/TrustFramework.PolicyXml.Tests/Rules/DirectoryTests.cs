using static TrustFramework.PolicyXml.Tests.Rules.ReachableProfilePolicy;

namespace TrustFramework.PolicyXml.Tests.Rules;

public sealed class DirectoryTests
{
    private const string InputClaims = """<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /></InputClaims>""";
    private const string UnsupportedOutputMessage =
        "Output Claim 'shoeSize' is not supported in Azure Active Directory Provider technical profile 'Reached' of policy 'B2C_1A_Party'. "
        + "If it is a claim with default value, add AlwaysUseDefaultValue=\"true\" to the output claim mapping.";

    [Theory]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" />""", false)]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="EXTENSION_level" />""", false)]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" DefaultValue="1" />""", false)]
    [InlineData("""<PersistedClaim ClaimTypeReferenceId="extension_level" DefaultValue="1" AlwaysUseDefaultValue="true" />""", true)]
    public void Extension_attributes_require_the_application_that_owns_them(string claim, bool persisted) =>
        (persisted ? WriteProfile(claim) : ReadProfile(claim)).GetMessages().Should().Equal(
            "A required Metadata item with key \"ApplicationObjectId\" was not found in the TechnicalProfile with id \"Reached\" "
            + "in policy \"B2C_1A_Party\" of tenant \"contoso.onmicrosoft.com\".");

    [Fact]
    public void The_second_item_of_the_application_is_reported_after_the_first() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="extension_level" />""", ("applicationobjectid", "x")).GetMessages().Should().Equal(
            "A required Metadata item with key \"ClientId\" was not found in the TechnicalProfile with id \"Reached\" "
            + "in policy \"B2C_1A_Party\" of tenant \"contoso.onmicrosoft.com\".");

    [Theory]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" PartnerClaimType="jobTitle" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" DefaultValue="1" AlwaysUseDefaultValue="true" />""")]
    public void Claims_that_are_not_extension_attributes_require_no_application(string claim) => ReadProfile(claim).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_application_may_come_from_an_included_profile()
    {
        var common = Profile("AAD-Common", "AzureActiveDirectoryProvider", Metadata(("ClientId", "x"), ("ApplicationObjectId", "")));
        var reading = ReadProfile("""<OutputClaim ClaimTypeReferenceId="extension_level" />""");

        var policy = reading with { ProfileContent = $"""{reading.ProfileContent}<IncludeTechnicalProfile ReferenceId="aad-common" />""", OtherProfiles = common };

        policy.GetMessages().Should().BeEmpty();
    }

    [Fact]
    public void An_output_claim_must_be_a_directory_attribute() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="shoeSize" />""").GetMessages().Should().Equal(UnsupportedOutputMessage);

    [Fact]
    public void One_finding_lists_the_partner_names_of_all_unsupported_claims_of_a_profile()
    {
        var findings = ReadProfile(
            """
            <OutputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="otherName" />
            <OutputClaim ClaimTypeReferenceId="objectId" />
            <OutputClaim ClaimTypeReferenceId="shoeSize" />
            <OutputClaim ClaimTypeReferenceId="SHOESIZE" />
            <OutputClaim ClaimTypeReferenceId="hatSize" DefaultValue="57" />
            """).Validate().Findings;

        findings.Should().ContainSingle().Which.Message.Should().StartWith("Output Claim 'otherName,shoeSize' is not supported in ");
        findings[0].Line.Should().BePositive();
    }

    [Theory]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="shoeSize" DefaultValue="" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="shoeSize" PartnerClaimType="TELEPHONENUMBER" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="signInNames.emailAddress" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="shoeSize" PartnerClaimType="logonIdentifier.email" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="newClaimsPrincipalCreated" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="objectId" /><OutputClaim ClaimTypeReferenceId="objectId" />""")]
    public void Directory_attributes_and_claims_with_default_values_can_be_read(string claims) => ReadProfile(claims).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_persisted_claim_must_be_a_directory_attribute_even_with_a_default_value() =>
        WriteProfile(
            """
            <PersistedClaim ClaimTypeReferenceId="displayName" />
            <PersistedClaim ClaimTypeReferenceId="shoeSize" DefaultValue="44" />
            <PersistedClaim ClaimTypeReferenceId="newClaimsPrincipalCreated" />
            """).GetMessages().Should().Equal(
            "Persisted Claim 'shoeSize,newClaimsPrincipalCreated' is not supported in Azure Active Directory Provider "
            + "technical profile 'Reached' of policy B2C_1A_Party");

    [Fact]
    public void Output_claims_of_a_writing_profile_are_validated_too() =>
        DirectoryProfile(
            $"{InputClaims}<PersistedClaims><PersistedClaim ClaimTypeReferenceId=\"displayName\" /></PersistedClaims>"
            + "<OutputClaims><OutputClaim ClaimTypeReferenceId=\"shoeSize\" /></OutputClaims>",
            ("Operation", "Write")).GetMessages().Should().Equal(UnsupportedOutputMessage);

    [Fact]
    public void A_profile_requires_an_operation() =>
        DirectoryProfile(InputClaims, ("RaiseErrorIfClaimsPrincipalDoesNotExist", "true")).GetMessages().Should().Equal(
            "Profile 'Reached' does not contain the required metadata key 'Operation'.");

    [Theory]
    [InlineData("Update")]
    [InlineData("")]
    public void An_unknown_operation_is_rejected(string operation) =>
        DirectoryProfile(InputClaims, ("Operation", operation)).GetMessages().Should().Equal(
            $"Profile 'Reached' contains the unsupported request operation '{operation}'. "
            + "Expected one of 'Read', 'Write', 'DeleteClaims' or 'DeleteClaimsPrincipal'.");

    [Fact]
    public void Metadata_keys_and_operations_ignore_case() =>
        DirectoryProfile(InputClaims, ("OPERATION", "deleteClaimsPrincipal")).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("""<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /><InputClaim ClaimTypeReferenceId="displayName" /></InputClaims>""")]
    public void A_profile_requires_exactly_one_input_claim(string claims) =>
        DirectoryProfile(claims, ("Operation", "DeleteClaimsPrincipal")).GetMessages().Should().Equal("Profile 'Reached' must contain exactly one input claim.");

    [Theory]
    [InlineData("Write", "persisted")]
    [InlineData("DeleteClaims", "persisted")]
    [InlineData("Read", "output")]
    public void An_operation_on_claims_requires_claims(string operation, string kind) =>
        DirectoryProfile(InputClaims, ("Operation", operation)).GetMessages().Should().Equal($"Profile 'Reached' must contain at least one {kind} claim.");

    [Fact]
    public void Boolean_metadata_must_be_true_or_false() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""", ("RaiseErrorIfClaimsPrincipalAlreadyExists", "no")).GetMessages().Should().Equal(
            "Profile 'Reached' contains an invalid boolean for RaiseErrorIfClaimsPrincipalAlreadyExists. Expected either 'true' or 'false'.");

    [Theory]
    [InlineData("FALSE")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("{Settings:Raise}")]
    public void Boolean_metadata_accepts_several_formats(string value) =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""", ("RaiseErrorIfClaimsPrincipalAlreadyExists", value)).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_policy_without_a_relying_party_is_not_checked() =>
        (DirectoryProfile("") with { HasRelyingParty = false }).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_that_no_journey_uses_may_be_incomplete() =>
        (ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""") with { OtherProfiles = Profile("AAD-Common", "AzureActiveDirectoryProvider", "") })
            .GetMessages().Should().BeEmpty();

    private static ReachableProfilePolicy DirectoryProfile(string claims, params IEnumerable<(string Key, string Value)> metadata) =>
        new("AzureActiveDirectoryProvider", (metadata.Any() ? Metadata(metadata) : "") + claims);

    private static ReachableProfilePolicy ReadProfile(string claims, params IEnumerable<(string Key, string Value)> metadata) =>
        DirectoryProfile($"{InputClaims}<OutputClaims>{claims}</OutputClaims>", metadata.Prepend(("Operation", "Read")));

    private static ReachableProfilePolicy WriteProfile(string claims) =>
        DirectoryProfile($"{InputClaims}<PersistedClaims>{claims}</PersistedClaims>", ("Operation", "Write"));
}
