namespace TrustFramework.PolicyXml.Tests.Rules;

/// <summary>The claims of claims transformations match the signatures of their methods: policy-rules 2 #16 and 9.1.</summary>
public sealed class TransformationSignatureTests
{
    [Fact]
    public void A_claim_of_another_data_type_is_both_unexpected_and_missing() =>
        GetOnlyFinding("AssertDateTimeIsGreaterThan", "text:leftOperand time:rightOperand").Message.Should().Be(
            "The InputClaims mismatched in ClaimsTransformation with id \"Any\" with TransformationMethod \"AssertDateTimeIsGreaterThan\". "
            + "The following InputClaims were declared in the Policy but were not expected by the TransformMethod: [DateTime]rightOperand. "
            + "The following InputClaims were expected by the TransformMethod but were not declared in the Policy: [String]rightOperand. ");

    [Fact]
    public void The_message_omits_unexpected_claims_when_there_are_none() =>
        GetOnlyFinding("AddItemToStringCollection", "text:item", "list:collection").Message.Should().Be(
            "The InputClaims mismatched in ClaimsTransformation with id \"Any\" with TransformationMethod \"AddItemToStringCollection\". "
            + "The following InputClaims were expected by the TransformMethod but were not declared in the Policy: [StringCollection]collection. ");

    [Fact]
    public void The_message_omits_missing_claims_when_there_are_none() =>
        GetOnlyFinding("CreateStringClaim", "text:one flag:two", "text:createdClaim").Message.Should().Be(
            "The InputClaims mismatched in ClaimsTransformation with id \"Any\" with TransformationMethod \"CreateStringClaim\". "
            + "The following InputClaims were declared in the Policy but were not expected by the TransformMethod: [String]one, [Boolean]two. ");

    [Fact]
    public void Output_claims_are_validated_like_input_claims() =>
        GetOnlyFinding("DoesClaimExist", "time:inputClaim", "text:outputClaim").Message.Should().Be(
            "The OutputClaims mismatched in ClaimsTransformation with id \"Any\" with TransformationMethod \"DoesClaimExist\". "
            + "The following OutputClaims were declared in the Policy but were not expected by the TransformMethod: [String]outputClaim. "
            + "The following OutputClaims were expected by the TransformMethod but were not declared in the Policy: [Boolean]outputClaim. ");

    [Fact]
    public void A_copied_claim_has_the_data_type_of_its_source()
    {
        Validate("CopyClaim", "time:inputClaim", "time:outputClaim").Findings.Should().BeEmpty();
        GetOnlyFinding("CopyClaim", "time:inputClaim", "text:outputClaim").Message.Should().Contain("[String]outputClaim").And.Contain("[DateTime]outputClaim");
    }

    [Theory]
    [InlineData("ConvertStringToPhoneNumberClaim", "text:phoneNumberString", "phone:outputClaim")]
    [InlineData("ConvertStringToPhoneNumberClaim", "text:country text:phoneNumberString", "phone:outputClaim")]
    [InlineData("SetClaimsIfRegexMatch", "text:claimToMatch", "flag:regexCompareResultClaim")]
    [InlineData("setClaimsIfRegexMatch", "text:claimToMatch", "flag:regexCompareResultClaim text:outputClaim text:aGroup")]
    public void Optional_claims_may_be_omitted(string method, string inputs, string outputs) =>
        Validate(method, inputs, outputs).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("GenerateJson", "time:anything flag:else", "text:outputClaim")]
    [InlineData("GenerateJson", "", "text:outputClaim")]
    [InlineData("BuildUri", "text:query.one text:query.two", "text:outputClaim")]
    [InlineData("GetClaimsFromJsonArray", "text:jsonSource", "text:one flag:two")]
    public void Wildcard_names_are_accepted(string method, string inputs, string outputs) => Validate(method, inputs, outputs).Findings.Should().BeEmpty();

    [Theory]
    [InlineData("FormatLocalizedString", "flag:name", "text:outputClaim", "[Boolean]name")]
    [InlineData("BuildUri", "text:other", "text:outputClaim", "[String]other")]
    public void Wildcard_names_have_a_data_type_and_a_prefix(string method, string inputs, string outputs, string unexpected) =>
        GetOnlyFinding(method, inputs, outputs).Message.Should().EndWith($"were not expected by the TransformMethod: {unexpected}. ");

    [Fact]
    public void An_unknown_method_is_not_checked() => Validate("BrandNewMethod", "time:x", "flag:y").Findings.Should().BeEmpty();

    [Theory]
    [InlineData("""<InputParameter Id="compareTo" DataType="string" Value="x" />""")]
    [InlineData("""<InputParameter Id="ignoreCase" DataType="int" Value="1" />""")]
    public void Input_parameters_are_not_checked(string parameter) =>
        Validate("OrClaims", "flag:inputClaim1 flag:inputClaim2", "flag:outputClaim", $"<InputParameters>{parameter}</InputParameters>")
            .Findings.Should().BeEmpty();

    [Fact]
    public void Claim_names_are_case_sensitive() =>
        GetOnlyFinding("NotClaims", "flag:inputclaim", "flag:outputClaim").Message.Should().Contain("[Boolean]inputclaim").And.Contain("[Boolean]inputClaim");

    [Fact]
    public void A_claim_without_TransformationClaimType_is_matched_by_its_id() =>
        GetOnlyFinding("NotClaims", "flag", "flag:outputClaim").Message.Should().Contain("[Boolean]flag");

    [Fact]
    public void The_data_type_comes_from_the_merged_claim_type()
    {
        var child =
            """
            <BuildingBlocks>
              <ClaimsSchema><ClaimType Id="TEXT"><DisplayName>Text</DisplayName></ClaimType></ClaimsSchema>
              <ClaimsTransformations><ClaimsTransformation Id="Any" TransformationMethod="CreateStringClaim">
                <OutputClaims><OutputClaim ClaimTypeReferenceId="Text" TransformationClaimType="createdClaim" /></OutputClaims>
              </ClaimsTransformation></ClaimsTransformations>
            </BuildingBlocks>
            """;

        Sample.Validate(RuleSample.Create(
            """<BuildingBlocks><ClaimsSchema><ClaimType Id="text"><DataType>string</DataType></ClaimType></ClaimsSchema></BuildingBlocks>""", child))
            .Findings.Should().BeEmpty();
    }

    private static Finding GetOnlyFinding(string method, string inputs, string outputs = "") =>
        Validate(method, inputs, outputs).Findings.Should().ContainSingle().Subject;

    /// <summary>The format of claims is <c>claim type:name</c>.</summary>
    private static ValidationResult Validate(string method, string inputs, string outputs = "", string parameters = "") => Sample.Validate(RuleSample.Create(
        $"""
        <BuildingBlocks>
          <ClaimsSchema>
            <ClaimType Id="text"><DataType>string</DataType></ClaimType>
            <ClaimType Id="time"><DataType>dateTime</DataType></ClaimType>
            <ClaimType Id="flag"><DataType>boolean</DataType></ClaimType>
            <ClaimType Id="list"><DataType>stringCollection</DataType></ClaimType>
            <ClaimType Id="phone"><DataType>phoneNumber</DataType></ClaimType>
          </ClaimsSchema>
          <ClaimsTransformations><ClaimsTransformation Id="Any" TransformationMethod="{method}">
            {Claims("InputClaim", inputs)}{parameters}{Claims("OutputClaim", outputs)}
          </ClaimsTransformation></ClaimsTransformations>
        </BuildingBlocks>
        """));

    private static string Claims(string item, string claims)
    {
        var items = claims.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(claim => claim.Split(':')).Select(parts =>
            $"<{item} ClaimTypeReferenceId=\"{parts[0]}\" {(parts.Length > 1 ? $"TransformationClaimType=\"{parts[1]}\"" : "")} />").ToArray();
        return items.Length == 0 ? "" : $"<{item}s>{string.Concat(items)}</{item}s>";
    }
}
