using System.Text;
using static TrustFramework.PolicyXml.Tests.Sample;

namespace TrustFramework.PolicyXml.Tests;

public sealed class PolicyReaderTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("B2C_1A_Base")]
    public void What_keeps_to_the_schema_has_a_tree_with_a_place_for_each_element(string? baseId)
    {
        const string Inside = "<ClaimsProviders>\n<ClaimsProvider><TechnicalProfiles/></ClaimsProvider></ClaimsProviders>";

        var root = Sample.Read(Sample.Policy(baseId: baseId, content: Inside)).Value.Root!;

        root.Children.Select(child => child.Name).Should().Equal(baseId is null ? ["ClaimsProviders"] : ["BasePolicy", "ClaimsProviders"]);
        root.Element("BasePolicy")?.Element("PolicyId")!.Text.Should().Be(baseId);
        root.Element("ClaimsProviders")!.Element("ClaimsProvider")!.Location.Should().Be(new PolicyLocation("B2C_1A_Leaf", 3, 2));
    }

    [Fact]
    public void A_policy_is_named_by_its_root_and_its_base()
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
    public void What_is_no_XML_is_answered_with_the_readers_own_words_and_position(string text, string reason) =>
        Read(text).Error!.Message.Should().Be(reason);

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>")]
    public void Document_types_and_with_them_entities_are_refused(string text) =>
        Read(text).Error!.Message.Should().StartWith("For security reasons DTD is prohibited");

    [Fact]
    public void A_syntax_error_counts_before_a_schema_error_that_stands_above_it()
    {
        var reading = Read(Policy(version: "9.9.9.9", content: "<broken>"));

        reading.Error!.Message.Should().Contain("broken");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n")]
    [InlineData("\uFEFF")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\" standalone=\"yes\"?>\n<!-- first -->\n")]
    public void Byte_order_mark_and_declaration_are_taken_as_they_come(string prologue)
    {
        var bytes = Encoding.UTF8.GetBytes(prologue + Policy());

        var policy = PolicyReader.Read(bytes).Value;

        policy.Content.ToArray().Should().Equal(bytes);
        Encoding.UTF8.GetString(policy.WithPublicPolicyUri().Content.Span).Should()
            .Be(prologue + Policy().Replace("PolicyId=\"B2C_1A_Leaf\"", $"PolicyId=\"B2C_1A_Leaf\" PublicPolicyUri=\"http://{Domain}/B2C_1A_Leaf\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_kept_as_replacement_characters()
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
    public void The_missing_attribute_goes_behind_the_last_one_and_moves_nothing_else(string xml, string behind)
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
    public void A_policy_that_has_its_attribute_keeps_every_byte()
    {
        var bytes = Encoding.UTF8.GetBytes(Policy().Replace(" PolicyId", " PublicPolicyUri=\"http://elsewhere/x\" PolicyId", StringComparison.Ordinal));

        PolicyReader.Read(bytes).Value.WithPublicPolicyUri().Content.ToArray().Should().Equal(bytes);
    }

    [Fact]
    public void A_policy_id_deeper_in_the_file_is_not_taken_for_the_bases()
    {
        var policy = Read(Policy(content: "<Contacts><PolicyId>B2C_1A_No</PolicyId></Contacts>")).Value;

        policy.BasePolicyId.Should().BeNull();
    }
}
