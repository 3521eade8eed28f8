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
    public void Extension_attributes_need_the_application_that_holds_them(string claim, bool persisted) =>
        (persisted ? WriteProfile(claim) : ReadProfile(claim)).GetMessages().Should().Equal(
            "A required Metadata item with key \"ApplicationObjectId\" was not found in the TechnicalProfile with id \"Reached\" "
            + "in policy \"B2C_1A_Party\" of tenant \"contoso.onmicrosoft.com\".");

    [Fact]
    public void The_application_is_named_by_two_items_and_the_second_is_asked_for_after_the_first() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="extension_level" />""", ("applicationobjectid", "x")).GetMessages().Should().Equal(
            "A required Metadata item with key \"ClientId\" was not found in the TechnicalProfile with id \"Reached\" "
            + "in policy \"B2C_1A_Party\" of tenant \"contoso.onmicrosoft.com\".");

    [Theory]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" PartnerClaimType="jobTitle" />""")]
    [InlineData("""<OutputClaim ClaimTypeReferenceId="extension_level" DefaultValue="1" AlwaysUseDefaultValue="true" />""")]
    public void What_only_looks_like_an_extension_attribute_needs_no_application(string claim) => ReadProfile(claim).GetMessages().Should().BeEmpty();

    [Fact]
    public void The_application_may_come_from_an_included_profile()
    {
        var common = Profile("AAD-Common", "AzureActiveDirectoryProvider", Metadata(("ClientId", "x"), ("ApplicationObjectId", "")));
        var reading = ReadProfile("""<OutputClaim ClaimTypeReferenceId="extension_level" />""");

        var policy = reading with { ProfileContent = $"""{reading.ProfileContent}<IncludeTechnicalProfile ReferenceId="aad-common" />""", OtherProfiles = common };

        policy.GetMessages().Should().BeEmpty();
    }

    [Fact]
    public void What_is_read_is_an_attribute_of_the_directory() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="shoeSize" />""").GetMessages().Should().Equal(UnsupportedOutputMessage);

    [Fact]
    public void All_unsupported_names_of_a_profile_stand_in_one_finding_by_the_partners_name()
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
    public void What_the_directory_has_or_what_has_a_default_value_can_be_read(string claims) => ReadProfile(claims).GetMessages().Should().BeEmpty();

    [Fact]
    public void What_is_written_is_an_attribute_of_the_directory_even_with_a_default_value() =>
        WriteProfile(
            """
            <PersistedClaim ClaimTypeReferenceId="displayName" />
            <PersistedClaim ClaimTypeReferenceId="shoeSize" DefaultValue="44" />
            <PersistedClaim ClaimTypeReferenceId="newClaimsPrincipalCreated" />
            """).GetMessages().Should().Equal(
            "Persisted Claim 'shoeSize,newClaimsPrincipalCreated' is not supported in Azure Active Directory Provider "
            + "technical profile 'Reached' of policy B2C_1A_Party");

    [Fact]
    public void What_a_writing_profile_gives_back_is_judged_too() =>
        DirectoryProfile(
            $"{InputClaims}<PersistedClaims><PersistedClaim ClaimTypeReferenceId=\"displayName\" /></PersistedClaims>"
            + "<OutputClaims><OutputClaim ClaimTypeReferenceId=\"shoeSize\" /></OutputClaims>",
            ("Operation", "Write")).GetMessages().Should().Equal(UnsupportedOutputMessage);

    [Fact]
    public void A_profile_says_what_it_does() =>
        DirectoryProfile(InputClaims, ("RaiseErrorIfClaimsPrincipalDoesNotExist", "true")).GetMessages().Should().Equal(
            "Profile 'Reached' does not contain the required metadata key 'Operation'.");

    [Theory]
    [InlineData("Update")]
    [InlineData("")]
    public void There_are_four_operations(string operation) =>
        DirectoryProfile(InputClaims, ("Operation", operation)).GetMessages().Should().Equal(
            $"Profile 'Reached' contains the unsupported request operation '{operation}'. "
            + "Expected one of 'Read', 'Write', 'DeleteClaims' or 'DeleteClaimsPrincipal'.");

    [Fact]
    public void The_letter_case_of_a_key_and_of_an_operation_does_not_matter() =>
        DirectoryProfile(InputClaims, ("OPERATION", "deleteClaimsPrincipal")).GetMessages().Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("""<InputClaims><InputClaim ClaimTypeReferenceId="objectId" /><InputClaim ClaimTypeReferenceId="displayName" /></InputClaims>""")]
    public void A_user_is_found_by_exactly_one_claim(string claims) =>
        DirectoryProfile(claims, ("Operation", "DeleteClaimsPrincipal")).GetMessages().Should().Equal("Profile 'Reached' must contain exactly one input claim.");

    [Theory]
    [InlineData("Write", "persisted")]
    [InlineData("DeleteClaims", "persisted")]
    [InlineData("Read", "output")]
    public void An_operation_on_claims_needs_claims(string operation, string kind) =>
        DirectoryProfile(InputClaims, ("Operation", operation)).GetMessages().Should().Equal($"Profile 'Reached' must contain at least one {kind} claim.");

    [Fact]
    public void A_switch_is_true_or_false() =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""", ("RaiseErrorIfClaimsPrincipalAlreadyExists", "no")).GetMessages().Should().Equal(
            "Profile 'Reached' contains an invalid boolean for RaiseErrorIfClaimsPrincipalAlreadyExists. Expected either 'true' or 'false'.");

    [Theory]
    [InlineData("FALSE")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("{Settings:Raise}")]
    public void A_switch_may_be_written_in_several_ways(string value) =>
        ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""", ("RaiseErrorIfClaimsPrincipalAlreadyExists", value)).GetMessages().Should().BeEmpty();

    [Fact]
    public void Without_a_relying_party_nothing_is_asked() =>
        (DirectoryProfile("") with { HasRelyingParty = false }).GetMessages().Should().BeEmpty();

    [Fact]
    public void A_profile_that_no_journey_uses_may_be_unfinished() =>
        (ReadProfile("""<OutputClaim ClaimTypeReferenceId="objectId" />""") with { OtherProfiles = Profile("AAD-Common", "AzureActiveDirectoryProvider", "") })
            .GetMessages().Should().BeEmpty();

    private static ReachableProfilePolicy DirectoryProfile(string claims, params IEnumerable<(string Key, string Value)> metadata) =>
        new("AzureActiveDirectoryProvider", (metadata.Any() ? Metadata(metadata) : "") + claims);

    private static ReachableProfilePolicy ReadProfile(string claims, params IEnumerable<(string Key, string Value)> metadata) =>
        DirectoryProfile($"{InputClaims}<OutputClaims>{claims}</OutputClaims>", metadata.Prepend(("Operation", "Read")));

    private static ReachableProfilePolicy WriteProfile(string claims) =>
        DirectoryProfile($"{InputClaims}<PersistedClaims>{claims}</PersistedClaims>", ("Operation", "Write"));
}
