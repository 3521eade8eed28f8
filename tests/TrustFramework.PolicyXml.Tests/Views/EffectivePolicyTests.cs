using System.Text;
using System.Text.Json.Nodes;
using TrustFramework.PolicyXml.Views;
using static TrustFramework.PolicyXml.Tests.Views.ChainSamples;

namespace TrustFramework.PolicyXml.Tests.Views;

public sealed class EffectivePolicyTests
{
    [Fact]
    public void Only_elements_from_another_file_than_their_parent_have_an_origin_comment()
    {
        var policy = CreateMergedPolicy(
            "<BuildingBlocks><ClaimsSchema><ClaimType Id=\"a\"><DisplayName>A</DisplayName><DataType>string</DataType></ClaimType>"
            + "</ClaimsSchema></BuildingBlocks>",
            """

              <BuildingBlocks>
                <ClaimsSchema>
                  <ClaimType Id="a"><DisplayName>Z</DisplayName></ClaimType>
                  <ClaimType Id="b" />
                </ClaimsSchema>
              </BuildingBlocks>
            """);

        WriteXml(policy).Should().Be(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <TrustFrameworkPolicy PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_L2" xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06">
              <BuildingBlocks>
                <ClaimsSchema>
                  <ClaimType Id="a">
                    <DisplayName>Z</DisplayName>
                    <!-- B2C_1A_L1, line 2 -->
                    <DataType>string</DataType>
                  </ClaimType>
                  <ClaimType Id="b" />
                </ClaimsSchema>
              </BuildingBlocks>
            </TrustFrameworkPolicy>

            """);
    }

    [Fact]
    public void Consecutive_profiles_of_equal_providers_share_one_provider()
    {
        var policy = CreateMergedPolicy(
            Profile("a", provider: "<Domain>a.com</Domain><DisplayName>One</DisplayName>"),
            Profile("b", provider: "<Domain>a.com</Domain><DisplayName>One</DisplayName>"),
            Profile("a", "<DisplayName>Own</DisplayName>"),
            Profile("c", provider: "<DisplayName>Two</DisplayName>"));

        var providers = EffectivePolicy.BuildTree(policy).Element("ClaimsProviders")!.Children;

        providers.Select(provider => string.Join(' ', provider.Elements("TechnicalProfiles", "TechnicalProfile").Select(profile => profile["Id"])))
            .Should().Equal("a b", "c");
        providers[0].Element("Domain")!.Text.Should().Be("a.com");
        ShouldRoundTrip(policy);
    }

    [Fact]
    public void Sections_that_are_not_inherited_come_from_the_leaf()
    {
        const string Own =
            """
            <PolicyConstraints><Inheritance DerivingPolicies="All" /></PolicyConstraints>
            <Contacts><Contact Id="{0}"><DisplayName /><TelephoneNumber /><Email /><Role /></Contact></Contacts>
            <DocumentReferences><DocumentReference Id="{0}"><DisplayName /><Url>http://x</Url></DocumentReference></DocumentReferences>
            """;
        var policy = CreateMergedPolicy(Own.Replace("{0}", "base", StringComparison.Ordinal), Own.Replace("{0}", "leaf", StringComparison.Ordinal));

        var tree = EffectivePolicy.BuildTree(policy);

        tree.Children.Select(section => section.Name).Should().Equal("PolicyConstraints", "Contacts", "DocumentReferences");
        tree.Elements("Contacts", "Contact").Concat(tree.Elements("DocumentReferences", "DocumentReference")).Should().OnlyContain(node => node["Id"] == "leaf");
        ShouldRoundTrip(policy);
    }

    [Fact]
    public void Localization_has_languages_resources_and_the_resources_of_the_leaf_without_id()
    {
        static string Block(string attributes, string content) => $"<BuildingBlocks><Localization{attributes}>{content}</Localization></BuildingBlocks>";
        var policy = CreateMergedPolicy(
            Block(
                " Enabled=\"true\"",
                "<SupportedLanguages DefaultLanguage=\"en\"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages>"
                + "<LocalizedResources Culture=\"en\" /><LocalizedResources Id=\"x\" />"),
            Block(
                "",
                "<SupportedLanguages MergeBehavior=\"Append\"><SupportedLanguage>de</SupportedLanguage></SupportedLanguages>"
                + "<LocalizedResources Culture=\"de\" />"));

        var localization = EffectivePolicy.BuildTree(policy).Element("BuildingBlocks")!.Element("Localization")!;

        localization["Enabled"].Should().Be("true");
        localization.Elements("SupportedLanguages", "SupportedLanguage").Select(language => language.Text).Should().Equal("en", "de");
        localization.Elements("LocalizedResources").Select(resources => resources["Id"] ?? resources["Culture"]).Should().Equal("x", "de");
        ShouldRoundTrip(policy);
    }

    [Theory]
    [InlineData("a &amp; b &lt;!-- --&gt; ]]&gt; \"quoted\"")]
    [InlineData("  two\n  lines  ")]
    [InlineData("&#xD;&#xA;&#x9;")]
    [InlineData("<![CDATA[ \n ]]>")]
    [InlineData("😀 ä")]
    public void Text_is_preserved(string text)
    {
        var content = Profile("a", $"<Metadata><Item Key=\"k &quot;&#xA;&#x9;&lt;'\">{text}</Item></Metadata>");

        var policy = CreateMergedPolicy(content, Profile("b"));

        policy.TechnicalProfiles.Find("a")!.Elements("Metadata", "Item").Single().Text.Should().NotBeEmpty();
        ShouldRoundTrip(policy);
    }

    [Theory]
    [InlineData("<Enumeration Text=\"A\" Value=\"a\" />", "<Pattern RegularExpression=\"x\" />", "Pattern")]
    [InlineData("<Pattern RegularExpression=\"x\" />", "<Pattern RegularExpression=\"y\" />", "Pattern")]
    [InlineData("<Pattern RegularExpression=\"x\" />", "<Enumeration Text=\"A\" Value=\"a\" />", "Enumeration")]
    [InlineData("<Pattern RegularExpression=\"x\" />", "", "Pattern")]
    [InlineData("<Enumeration Text=\"A\" Value=\"a\" />", "<Enumeration Text=\"B\" Value=\"b\" />", "Enumeration Enumeration")]
    public void A_restriction_never_has_both_a_pattern_and_values(string baseContent, string childContent, string parts)
    {
        static string Claim(string content) =>
            $"<BuildingBlocks><ClaimsSchema><ClaimType Id=\"a\"><Restriction MergeBehavior=\"Append\">{content}</Restriction></ClaimType>"
            + "</ClaimsSchema></BuildingBlocks>";
        var policy = CreateMergedPolicy(Claim(baseContent), Claim(childContent));

        string.Join(' ', policy.ClaimTypes.Find("a")!.Element("Restriction")!.Children.Select(part => part.Name)).Should().Be(parts);
        ShouldRoundTrip(policy);
    }

    [Fact]
    public void An_id_with_two_hyphens_does_not_break_the_comment()
    {
        var leaf = Sample.Document("B2C_1A_Leaf", "B2C_1A_a--b---");
        var policy = Sample.LoadChain(leaf, Sample.ReadDocument(Sample.Policy("B2C_1A_a--b---", content: Profile("a")))).Merge()!;

        WriteXml(policy).Should().Contain("<!-- B2C_1A_a- -b- - -, line 2 -->");
        ShouldRoundTrip(policy);
    }

    [Fact]
    public void JSON_has_the_same_tree_with_the_origin_of_every_element()
    {
        var chain = CreateChain(Profile("a", "<DisplayName>A</DisplayName>"), Profile("a"));

        var json = JsonNode.Parse(EffectivePolicyJson.Write(chain.Merge()!, chain.PolicyIds).Span)!;

        (json["policyId"]!.GetValue<string>(), json["tenantId"]!.GetValue<string>()).Should().Be(("B2C_1A_L2", Sample.Domain));
        json["chain"]!.AsArray().Select(id => id!.GetValue<string>()).Should().Equal("B2C_1A_L2", "B2C_1A_L1");
        json["elements"]!["name"]!.GetValue<string>().Should().Be("TrustFrameworkPolicy");
        var profile = json["elements"]!["children"]![0]!["children"]![0]!["children"]![1]!["children"]![0]!;
        profile["attributes"]!["Id"]!.GetValue<string>().Should().Be("a");
        profile["origin"]!["policyId"]!.GetValue<string>().Should().Be("B2C_1A_L2");
        var name = profile["children"]![0]!;
        (name["name"]!.GetValue<string>(), name["text"]!.GetValue<string>()).Should().Be(("DisplayName", "A"));
        name["origin"]!.ToJsonString().Should().Be("""{"policyId":"B2C_1A_L1","line":2,"column":111}""");
    }

    [Fact]
    public void The_same_files_always_result_in_the_same_bytes()
    {
        static string Write() => WriteXml(CreateMergedPolicy(Profile("a"), Profile("b"))) + Encoding.UTF8.GetString(EffectivePolicyJson.Write(CreateMergedPolicy(Profile("a")), ["x"]).Span);

        Write().Should().Be(Write()).And.NotContain("\r");
    }

    [Fact]
    public void A_broken_chain_is_not_merged_and_has_a_message()
    {
        var leaf = Sample.Document("B2C_1A_Leaf", "B2C_1A_Base");
        var incomplete = Sample.LoadChain(leaf, Sample.Document("B2C_1A_Base", "B2C_1A_Root"));
        var invalid = Sample.LoadChain(leaf, Sample.ReadDocument(Sample.Policy("B2C_1A_Base", content: "<Nothing />")));
        var cycle = Sample.LoadChain(leaf, Sample.Document("B2C_1A_Base", "B2C_1A_LEAF"));

        new[] { incomplete, invalid, cycle }.Should().OnlyContain(broken => broken.Merge() == null);
        BrokenChainMessage.Format(incomplete).Should().Be("The base policy 'B2C_1A_Root' of 'B2C_1A_Base' is missing.");
        BrokenChainMessage.Format(invalid).Should().Be("'B2C_1A_Base' violates the schema.");
        BrokenChainMessage.Format(cycle).Should().Contain("'B2C_1A_Base' inherits from 'B2C_1A_LEAF'");
    }
}
