using System.Text;
using static TrustFramework.PolicyXml.Tests.Sample;

namespace TrustFramework.PolicyXml.Tests;

public sealed class PolicyReaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("B2C_1A_Base")]
    public void A_valid_file_has_a_tree_with_the_position_of_each_element(string? baseId)
    {
        const string Inside = "<ClaimsProviders>\n<ClaimsProvider><TechnicalProfiles/></ClaimsProvider></ClaimsProviders>";

        var root = Sample.Read(Sample.Policy(baseId: baseId, content: Inside)).Value.Root!;

        root.Children.Select(child => child.Name).Should().Equal(baseId is null ? ["ClaimsProviders"] : ["BasePolicy", "ClaimsProviders"]);
        root.Element("BasePolicy")?.Element("PolicyId")!.Text.Should().Be(baseId);
        root.Element("ClaimsProviders")!.Element("ClaimsProvider")!.Location.Should().Be(new PolicyLocation("B2C_1A_Leaf", 3, 2));
    }

    [Fact]
    public void A_policy_has_the_ids_of_its_root_and_its_base_policy()
    {
        var policy = Read(Policy("B2C_1A_Leaf", "B2C_1A_Base")).Value;

        (policy.PolicyId, policy.TenantId, policy.BasePolicyId).Should().Be(("B2C_1A_Leaf", Domain, "B2C_1A_Base"));
    }

    [Theory]
    [InlineData("{\"id\":\"x\"}", "Data at the root level is invalid. Line 1, position 1.")]
    [InlineData("", "Root element is missing.")]
    [InlineData("<abc>", "Unexpected end of file has occurred. The following elements are not closed: abc. Line 1, position 6.")]
    [InlineData("<a></b>", "The 'a' start tag on line 1 position 2 does not match the end tag of 'b'. Line 1, position 6.")]
    [InlineData("<a/>\n<b/>", "There are multiple root elements. Line 2, position 2.")]
    [InlineData("<a>&unknown;</a>", "Reference to undeclared entity 'unknown'. Line 1, position 5.")]
    public void A_file_that_is_not_XML_results_in_the_message_and_position_of_the_reader(string text, string reason) =>
        Read(text).Error!.Message.Should().Be(reason);

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>")]
    public void Document_types_and_entities_are_rejected(string text) =>
        Read(text).Error!.Message.Should().StartWith("For security reasons DTD is prohibited");

    [Fact]
    public void A_file_in_another_encoding_is_reported()
    {
        var text = Policy(content: "<!-- Zoë -->");

        PolicyReader.Read(Encoding.Latin1.GetBytes(text)).Value.IsUtf8.Should().BeFalse();
        PolicyReader.Read(Encoding.UTF8.GetBytes(text)).Value.IsUtf8.Should().BeTrue();
        PolicyReader.Read(Encoding.Unicode.GetBytes(text)).Error!.Hint.Should().Contain("UTF-16");
        PolicyReader.Read(Encoding.BigEndianUnicode.GetBytes("\uFEFF" + text)).Error!.Hint.Should().Contain("UTF-16");
        PolicyReader.Read(Encoding.UTF8.GetBytes("<abc>")).Error!.Hint.Should().BeNull();
    }

    [Fact]
    public void A_syntax_error_takes_precedence_over_an_earlier_schema_error()
    {
        var reading = Read(Policy(version: "9.9.9.9", content: "<broken>"));

        reading.Error!.Message.Should().Contain("broken");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\" standalone=\"yes\"?>\n<!-- first -->\n")]
    public void The_byte_order_mark_and_the_declaration_are_preserved(string prologue)
    {
        var bytes = Encoding.UTF8.GetBytes(prologue + Policy());

        var policy = PolicyReader.Read(bytes).Value;

        policy.Content.ToArray().Should().Equal(bytes);
        Encoding.UTF8.GetString(policy.WithPublicPolicyUri().Content.Span).Should()
            .Be(prologue + Policy().Replace("PolicyId=\"B2C_1A_Leaf\"", $"PolicyId=\"B2C_1A_Leaf\" PublicPolicyUri=\"http://{Domain}/B2C_1A_Leaf\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_stored_as_replacement_characters()
    {
        var latin1 = Encoding.Latin1.GetBytes(Policy(content: "<Contacts>Zoë</Contacts>"));

        var policy = PolicyReader.Read(latin1).Value;

        Encoding.UTF8.GetString(policy.Content.Span).Should().Contain("<Contacts>Zo\uFFFD</Contacts>");
    }

    [Theory]
    [InlineData("<T x='1' PolicyId=\"P\" TenantId='t'>", " PublicPolicyUri")]
    [InlineData("<T\r\n\tPolicyId = 'P'\r\n\tTenantId='t > /'\r\n>", "\r\n>")]
    [InlineData("<T PolicyId='P' TenantId='ä>'/>", "/>")]
    [InlineData("<?x y?><!-- <T a='1'> -->\r<T PolicyId='P'   />", "   />")]
    [InlineData("<p:T xmlns:p='q'></p:T>", "></p:T>")]
    [InlineData("\uFEFF<!--\r\n>\r\n>\n\r>\r\n--><T a='𝄞>\u00A0' b='1'\u0020/>", " />")]
    [InlineData("<!-- ää>€€>𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞> --><T/>", "/>")]
    public void The_missing_attribute_is_inserted_after_the_last_one_and_other_bytes_are_unchanged(string xml, string behind)
    {
        var text = xml.EndsWith("/>", StringComparison.Ordinal) || xml.Contains("</", StringComparison.Ordinal) ? xml : xml + "</T>";

        var policy = Read(text).Value.WithPublicPolicyUri();

        var written = Encoding.UTF8.GetString(policy.Content.Span);
        var added = $" PublicPolicyUri=\"http://{policy.TenantId.Replace(">", "&gt;", StringComparison.Ordinal)}/{policy.PolicyId}\"";
        written.Replace(added, "", StringComparison.Ordinal).Should().Be(text);
        if (behind != " PublicPolicyUri")
            written.Should().Contain(added + behind);
    }

    [Fact]
    public void A_policy_with_the_attribute_is_unchanged()
    {
        var bytes = Encoding.UTF8.GetBytes(Policy().Replace(" PolicyId", " PublicPolicyUri=\"http://elsewhere/x\" PolicyId", StringComparison.Ordinal));

        PolicyReader.Read(bytes).Value.WithPublicPolicyUri().Content.ToArray().Should().Equal(bytes);
    }

    [Fact]
    public void A_PolicyId_element_outside_of_BasePolicy_is_ignored()
    {
        var policy = Read(Policy(content: "<Contacts><PolicyId>B2C_1A_No</PolicyId></Contacts>")).Value;

        policy.BasePolicyId.Should().BeNull();
    }
}
