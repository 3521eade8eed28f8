using System.Text.Json.Nodes;
using TrustFramework.PolicyXml.Views;
using static TrustFramework.PolicyXml.Tests.Views.ChainSamples;

namespace TrustFramework.PolicyXml.Tests.Views;

public sealed class PolicyGraphTests
{
    private const string Journey =
        """
        <UserJourneys><UserJourney Id="SignIn" DefaultCpimIssuerTechnicalProfileReferenceId="Jwt"><OrchestrationSteps>
          <OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.x">
            <ClaimsProviderSelections>
              <ClaimsProviderSelection TargetClaimsExchangeId="Other" /><ClaimsProviderSelection ValidationClaimsExchangeId="Local" />
            </ClaimsProviderSelections>
            <ClaimsExchanges><ClaimsExchange Id="Local" TechnicalProfileReferenceId="LOGIN" /></ClaimsExchanges>
          </OrchestrationStep>
          <OrchestrationStep Order="2" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep>
        </OrchestrationSteps></UserJourney></UserJourneys>
        <SubJourneys><SubJourney Id="Sub" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="InvokeSubJourney">
          <JourneyList><Candidate SubJourneyReferenceId="Sub" /></JourneyList></OrchestrationStep></OrchestrationSteps></SubJourney></SubJourneys>
        """;

    private const string LoginProfile =
        """
        <Metadata><Item Key="ContentDefinitionReferenceId"> api.x </Item></Metadata>
        <CryptographicKeys><Key Id="k" StorageReferenceId="B2C_1A_Key" /></CryptographicKeys>
        <InputClaimsTransformations><InputClaimsTransformation ReferenceId="In" /></InputClaimsTransformations>
        <DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" /><DisplayClaim DisplayControlReferenceId="Control" /></DisplayClaims>
        <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Out" /></OutputClaimsTransformations>
        <ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="Check" /></ValidationTechnicalProfiles>
        <IncludeTechnicalProfile ReferenceId="Common" />
        <UseTechnicalProfileForSessionManagement ReferenceId="Session" />
        """;

    private const string BuildingBlocks =
        """
        <BuildingBlocks>
          <ClaimsTransformations><ClaimsTransformation Id="In" TransformationMethod="M" /></ClaimsTransformations>
          <ContentDefinitions><ContentDefinition Id="api.x" /></ContentDefinitions>
          <DisplayControls><DisplayControl Id="Control" UserInterfaceControlType="VerificationControl"><Actions><Action Id="Send">
            <ValidationClaimsExchange><ValidationClaimsExchangeTechnicalProfile TechnicalProfileReferenceId="Send" /></ValidationClaimsExchange>
          </Action></Actions></DisplayControl></DisplayControls>
        </BuildingBlocks>
        """;

    private const string RelyingParty =
        "<RelyingParty><DefaultUserJourney ReferenceId=\"signin\" /><TechnicalProfile Id=\"PolicyProfile\"><OutputClaims /></TechnicalProfile></RelyingParty>";

    [Fact]
    public void Every_reference_reachable_from_the_relying_party_is_an_edge()
    {
        var edges = CreateGraph().Edges.Select(edge => $"{edge.From} {edge.Kind} {edge.To}");

        edges.Should().BeEquivalentTo(
            "policy:B2C_1A_L2 base policy:B2C_1A_L1",
            "policy:B2C_1A_L2 relyingParty relyingParty:B2C_1A_L2",
            "relyingParty:B2C_1A_L2 defaultJourney userJourney:SignIn",
            "userJourney:SignIn issuer technicalProfile:Jwt",
            "userJourney:SignIn step step:userJourney:SignIn/1",
            "step:userJourney:SignIn/1 exchange claimsExchange:userJourney:SignIn/1/Local",
            "claimsExchange:userJourney:SignIn/1/Local technicalProfile technicalProfile:Login",
            "step:userJourney:SignIn/1 contentDefinition contentDefinition:api.x",
            "userJourney:SignIn step step:userJourney:SignIn/2",
            "step:userJourney:SignIn/2 call subJourney:Sub",
            "step:userJourney:SignIn/1 selection claimsExchange:userJourney:SignIn/Other",
            "step:userJourney:SignIn/1 validationExchange claimsExchange:userJourney:SignIn/1/Local",
            "technicalProfile:Login contentDefinition contentDefinition:api.x",
            "technicalProfile:Login key keySet:B2C_1A_Key",
            "technicalProfile:Login inputTransformation claimsTransformation:In",
            "technicalProfile:Login displayControl displayControl:Control",
            "technicalProfile:Login outputTransformation claimsTransformation:Out",
            "technicalProfile:Login validation technicalProfile:Check",
            "technicalProfile:Login include technicalProfile:Common",
            "technicalProfile:Login session technicalProfile:Session",
            "subJourney:Sub step step:subJourney:Sub/1",
            "step:subJourney:Sub/1 call subJourney:Sub",
            "displayControl:Control action technicalProfile:Send");
    }

    [Fact]
    public void Only_undefined_referenced_elements_are_missing()
    {
        var missing = CreateGraph().Nodes.Where(node => node.IsMissing).ToList();

        missing.Select(node => node.Name).Should().BeEquivalentTo("Jwt", "Other", "Check", "Common", "Session", "Send", "Out");
        missing.Should().OnlyContain(node => node.Location == null);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("b2c_1a_KEY", false)]
    [InlineData("B2C_1A_Other", true)]
    public void A_key_set_is_missing_only_when_the_key_sets_are_known(string? keySet, bool missing)
    {
        var keySets = keySet is null ? null : new HashSet<string>([keySet], StringComparer.OrdinalIgnoreCase);

        CreateGraph(keySets).Nodes.Single(node => node.Kind == "keySet").IsMissing.Should().Be(missing);
    }

    [Fact]
    public void Without_a_relying_party_all_journeys_and_profiles_are_shown()
    {
        var chain = CreateChain(Profile("Unused", "<IncludeTechnicalProfile ReferenceId=\"Unused\" />") + Journey);

        var graph = PolicyGraph.Create([chain.Leaf], chain.Merge()!);

        graph.Nodes.Should().Contain(node => node.Id == "technicalProfile:Unused").And.Contain(node => node.Id == "userJourney:SignIn")
            .And.NotContain(node => node.Kind == "relyingParty");
        graph.Edges.Should().Contain(new PolicyGraphEdge("technicalProfile:Unused", "technicalProfile:Unused", "include"));
    }

    [Fact]
    public void An_unavailable_base_policy_is_a_missing_node()
    {
        var leaf = CreateChain("", "").Leaf;

        var graph = PolicyGraph.Create([leaf], CreateMergedPolicy(""));

        graph.Nodes.Single(node => node.Id == "policy:B2C_1A_L1").IsMissing.Should().BeTrue();
    }

    [Fact]
    public void A_node_in_JSON_has_its_position_and_a_missing_node_has_none()
    {
        var json = JsonNode.Parse(PolicyGraphJson.Write(CreateGraph()).Span)!;

        var nodes = json["nodes"]!.AsArray().ToDictionary(node => node!["id"]!.GetValue<string>(), node => node!.ToJsonString(), StringComparer.Ordinal);
        nodes["technicalProfile:Login"].Should().Be(
            """{"id":"technicalProfile:Login","kind":"technicalProfile","name":"Login","policyId":"B2C_1A_L1","line":8,"missing":false}""");
        nodes["technicalProfile:Jwt"].Should().Be(
            """{"id":"technicalProfile:Jwt","kind":"technicalProfile","name":"Jwt","policyId":null,"line":null,"missing":true}""");
        json["edges"]![0]!.ToJsonString().Should().Be("""{"from":"policy:B2C_1A_L2","to":"policy:B2C_1A_L1","kind":"base"}""");
    }

    [Fact]
    public void Labels_in_Mermaid_are_escaped()
    {
        var chain = CreateChain(Profile("end &quot;] #35; %% `x` &amp; ä", "<IncludeTechnicalProfile ReferenceId=\"no]\" />"));

        PolicyGraphMermaid.Write(PolicyGraph.Create([chain.Leaf], chain.Merge()!)).Should().Be(
            """
            flowchart TD
              n0["policy B2C_1A_L1"]
              n1["technicalProfile end #34;#93; #35;35#59; #37;#37; #96;x#96; #38; #228;"]
              n2["technicalProfile no#93;"]:::missing
              n1 -->|include| n2
              classDef missing stroke:red,stroke-dasharray:4

            """);
    }

    [Fact]
    public void The_same_files_always_result_in_the_same_graph() =>
        PolicyGraphMermaid.Write(CreateGraph()).Should().Be(PolicyGraphMermaid.Write(CreateGraph()));

    private static PolicyGraph CreateGraph(IReadOnlySet<string>? keySets = null)
    {
        var chain = CreateChain(BuildingBlocks + Profile("Login", LoginProfile) + Journey, RelyingParty);
        return PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), chain.Merge()!, keySets);
    }
}
