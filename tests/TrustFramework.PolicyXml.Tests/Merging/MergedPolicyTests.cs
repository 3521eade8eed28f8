using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.PolicyXml.Tests.Merging;

/// <summary>Merging of a child file with its base policy: policy-rules 8.</summary>
public sealed class MergedPolicyTests
{
    [Fact]
    public void A_claim_type_is_merged_by_child_element()
    {
        var claim = Merge(
            ClaimsSchema("<ClaimType Id=\"a\"><DisplayName>Base</DisplayName><DataType>string</DataType></ClaimType>"),
            ClaimsSchema("<ClaimType Id=\"A\"><DisplayName>Child</DisplayName><UserHelpText>Help</UserHelpText></ClaimType>")).ClaimTypes.Find("a")!;

        claim.Children.Select(child => $"{child.Name}={child.Text}").Should().Equal("DisplayName=Child", "DataType=string", "UserHelpText=Help");
        claim.Element("DataType")!.Location.PolicyId.Should().Be("B2C_1A_Sample1");
        claim.Element("DisplayName")!.Location.Should().Be(new PolicyLocation("B2C_1A_Sample2", 3, 52));
    }

    [Theory]
    [InlineData("MergeBehavior=\"Append\"", "one", "two")]
    [InlineData("MergeBehavior=\"Prepend\"", "two", "one")]
    [InlineData("MergeBehavior=\"ReplaceAll\"", "two")]
    public void MergeBehavior_defines_how_a_restriction_is_merged(string behavior, params string[] values) => Merge(
            ClaimsSchema("<ClaimType Id=\"a\"><Restriction><Enumeration Text=\"1\" Value=\"one\" /></Restriction></ClaimType>"),
            ClaimsSchema($"<ClaimType Id=\"a\"><Restriction {behavior}><Enumeration Text=\"2\" Value=\"two\" /></Restriction></ClaimType>"))
        .ClaimTypes.Find("a")!.Elements("Restriction", "Enumeration").Select(item => item["Value"]).Should().Equal(values);

    [Fact]
    public void A_child_may_replace_one_address_of_a_content_definition() => Merge(
            BuildingBlocks("<ContentDefinitions><ContentDefinition Id=\"c\"><LoadUri>~/a</LoadUri><RecoveryUri>~/b</RecoveryUri></ContentDefinition></ContentDefinitions>"),
            BuildingBlocks("<ContentDefinitions><ContentDefinition Id=\"C\"><LoadUri>~/x</LoadUri></ContentDefinition></ContentDefinitions>"))
        .ContentDefinitions.Find("c")!.Children.Select(child => child.Text).Should().Equal("~/x", "~/b");

    [Fact]
    public void A_technical_profile_is_merged_across_claims_providers()
    {
        var profile = Merge(
            TechnicalProfiles(
                """
                <TechnicalProfile Id="p"><DisplayName>Base</DisplayName><Protocol Name="None" />
                  <Metadata><Item Key="one">1</Item><Item Key="two">2</Item></Metadata>
                  <InputClaims><InputClaim ClaimTypeReferenceId="a" /></InputClaims>
                  <OutputClaims><OutputClaim ClaimTypeReferenceId="a" PartnerClaimType="x" /><OutputClaim ClaimTypeReferenceId="b" /></OutputClaims>
                  <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="t1" /></OutputClaimsTransformations>
                </TechnicalProfile>
                """),
            TechnicalProfiles(
                """
                <TechnicalProfile Id="P"><DisplayName>Child</DisplayName>
                  <Metadata><Item Key="TWO">22</Item><Item Key="three">3</Item></Metadata>
                  <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>
                  <OutputClaims><OutputClaim ClaimTypeReferenceId="A" PartnerClaimType="y" /><OutputClaim ClaimTypeReferenceId="c" /></OutputClaims>
                  <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="t2" /></OutputClaimsTransformations>
                </TechnicalProfile>
                """)).FindTechnicalProfile("p")!;

        profile.Protocol.Should().Be("None");
        profile.GetElementText("DisplayName").Should().Be("Child");
        profile.Metadata.Values.Select(item => item.Text).Should().Equal("1", "22", "3");
        profile.CryptographicKeys.Keys.Should().Equal("k");
        profile.InputClaims.Select(claim => claim.ClaimTypeId).Should().Equal("a");
        profile.OutputClaims.Select(claim => claim.PartnerClaimType).Should().Equal("y", "b", "c");
        profile.OutputClaimsTransformations.Select(transformation => transformation["ReferenceId"]).Should().Equal("t1", "t2");
        profile.Node.Children.Select(child => child.Name).Should().Equal(
            ["DisplayName", "Protocol", "Metadata", "CryptographicKeys", "InputClaims", "OutputClaims", "OutputClaimsTransformations"],
            "the schema's order is kept");
    }

    [Theory]
    [InlineData("{0}", "{1}")]
    [InlineData("{0}{1}", "")]
    [InlineData("", "{0}{1}")]
    public void A_list_that_is_split_into_several_elements_is_merged_completely(string baseContent, string childContent)
    {
        string Piece(string id) => $"<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId=\"{id}\" /></OutputClaimsTransformations>";
        string Profile(string pieces, string own) =>
            TechnicalProfiles($"<TechnicalProfile Id=\"p\"><DisplayName>p</DisplayName>{pieces.Replace("{0}", Piece("a") + Piece("b"), StringComparison.Ordinal).Replace("{1}", Piece("c"), StringComparison.Ordinal)}{own}</TechnicalProfile>");

        var profile = Merge(Profile(baseContent, Piece("baseContent")), Profile(childContent, Piece("childContent"))).FindTechnicalProfile("p")!;

        profile.OutputClaimsTransformations.Select(transformation => transformation["ReferenceId"]).Should().BeEquivalentTo("a", "b", "c", "baseContent", "childContent");
    }

    [Fact]
    public void An_included_profile_is_merged_first_and_is_the_base_of_the_including_profile()
    {
        var policy = Merge(
            TechnicalProfiles(
                """
                <TechnicalProfile Id="root"><DisplayName>root</DisplayName><Protocol Name="None" /><Metadata><Item Key="a">root</Item><Item Key="b">root</Item></Metadata></TechnicalProfile>
                <TechnicalProfile Id="middle"><DisplayName>middle</DisplayName><Metadata><Item Key="b">middle</Item></Metadata><IncludeTechnicalProfile ReferenceId="ROOT" /></TechnicalProfile>
                <TechnicalProfile Id="leaf"><DisplayName>leaf</DisplayName><Metadata><Item Key="c">leaf</Item></Metadata><IncludeTechnicalProfile ReferenceId="middle" /></TechnicalProfile>
                """),
            TechnicalProfiles("""<TechnicalProfile Id="root"><DisplayName>root</DisplayName><Metadata><Item Key="a">child</Item></Metadata></TechnicalProfile>"""));

        var leaf = policy.FindTechnicalProfile("LEAF")!;

        (leaf.Protocol, leaf.FindMetadataValue("a"), leaf.FindMetadataValue("b"), leaf.FindMetadataValue("c")).Should().Be(("None", "child", "middle", "leaf"));
        leaf.Id.Should().Be("leaf");
    }

    [Fact]
    public void Steps_are_merged_by_order_and_their_exchanges_are_combined()
    {
        var steps = Merge(
            Journey("""
                <OrchestrationStep Order="1" Type="ClaimsExchange" ContentDefinitionReferenceId="c"><ClaimsExchanges><ClaimsExchange Id="a" TechnicalProfileReferenceId="p" /></ClaimsExchanges></OrchestrationStep>
                <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="i" />
                """),
            Journey("""
                <OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="i" />
                <OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="b" TechnicalProfileReferenceId="q" /></ClaimsExchanges></OrchestrationStep>
                """)).UserJourneys.Find("J")!.Elements("OrchestrationSteps", "OrchestrationStep").ToList();

        steps.Select(step => step["Order"]).Should().Equal("1", "2", "3");
        steps[0].Elements("ClaimsExchanges", "ClaimsExchange").Select(exchange => exchange["Id"]).Should().Equal("a", "b");
        steps[0]["ContentDefinitionReferenceId"].Should().Be("c");
    }

    [Fact]
    public void Other_building_blocks_are_replaced_by_id() => Merge(
            BuildingBlocks("<Predicates><Predicate Id=\"p\" Method=\"IsLengthRange\" HelpText=\"base\" /></Predicates>"),
            BuildingBlocks("<Predicates><Predicate Id=\"P\" Method=\"MatchesRegex\" /></Predicates>"))
        .Predicates.Values.Should().ContainSingle().Which["HelpText"].Should().BeNull();

    [Fact]
    public void The_default_journey_is_inherited_and_root_attributes_are_not()
    {
        var policy = Merge(
            RuleSample.CreateFile("B2C_1A_Sample1", null, "<RelyingParty><DefaultUserJourney ReferenceId=\"j\" /></RelyingParty>", "DeploymentMode=\"Development\""),
            RuleSample.CreateFile("B2C_1A_Sample2", "B2C_1A_Sample1", "<RelyingParty><TechnicalProfile Id=\"PolicyProfile\" /></RelyingParty>"));

        policy.RelyingParty!.Element("DefaultUserJourney")!["ReferenceId"].Should().Be("j");
        policy.RelyingParty.Element("TechnicalProfile")!["Id"].Should().Be("PolicyProfile");
        policy.Root["DeploymentMode"].Should().BeNull();
    }

    [Fact]
    public void A_merged_policy_is_cached_until_its_base_policy_changes()
    {
        var (first, second) = (Read(ClaimsSchema("<ClaimType Id=\"a\"/>")), Read(ClaimsSchema("<ClaimType Id=\"b\"/>")));
        var child = Read(RuleSample.CreateFile("B2C_1A_Sample2", "B2C_1A_Sample1", ""));

        var cache = new MergedPolicyCache();
        MergedPolicy MergeWith(PolicyDocument basePolicy) => PolicyChain.Load(child, _ => basePolicy, cache).Merge()!;

        MergeWith(first).Should().BeSameAs(MergeWith(first));
        MergeWith(second).ClaimTypes.Keys.Should().Equal("b");
    }

    private static string ClaimsSchema(string claims) => BuildingBlocks($"<ClaimsSchema>{claims}</ClaimsSchema>");

    private static string BuildingBlocks(string blocks) => $"<BuildingBlocks>{blocks}</BuildingBlocks>";

    private static string TechnicalProfiles(string profiles) => $"<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles>{profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    private static string Journey(string steps) => $"<UserJourneys><UserJourney Id=\"j\"><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney></UserJourneys>";

    private static PolicyDocument Read(string file) =>
        Sample.Read(file.StartsWith("<TrustFrameworkPolicy", StringComparison.Ordinal) ? file : RuleSample.Create(file).Files[0]).Value;

    /// <summary>Merges two files or two contents.</summary>
    private static MergedPolicy Merge(string baseContent, string childContent)
    {
        var files = baseContent.StartsWith("<TrustFrameworkPolicy", StringComparison.Ordinal) ? [baseContent, childContent] : RuleSample.Create(baseContent, childContent).Files;
        return Sample.LoadChain(Read(files[^1]), [.. files.Select(Read)]).Merge()!;
    }
}
